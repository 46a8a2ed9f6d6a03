import { useTranslation } from 'react-i18next'
import { TextLink } from '#app/ui/Button.tsx'
import type { Role } from '../account.ts'

type BelongingsProps = {
  items: readonly { readonly slug: string; readonly name: string; readonly roles: readonly Role[] }[]
  /** Where the person came from: leads there instead of to the overview, if it lies in that municipality. */
  back?: string | undefined
}

/** The municipalities in which somebody works, with what they are there. */
export function Belongings({ items, back }: BelongingsProps) {
  const { t } = useTranslation(['signIn', 'accounts'])
  if (items.length === 0) return <p>{t('signIn:belongings.none')}</p>
  return (
    <ul className="ll-plain-list ll-grid">
      {items.map(({ slug, name, roles }) => (
        <li key={slug} className="ll-card">
          <h3 className="ll-h3">
            <TextLink to={back?.startsWith(`/${slug}/`) ? back : `/${slug}`}>{name}</TextLink>
          </h3>
          <p className="ll-muted">{roles.map((role) => t(`accounts:role.${role}`)).join(', ')}</p>
        </li>
      ))}
    </ul>
  )
}
