import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/Notice.tsx'
import { changedFields } from './content.ts'
import { useFieldLabel } from './fieldLabel.ts'
import { Prose } from './Prose.tsx'
import { confirmation, type SiteContent, type SitePageKind } from './site.ts'

type OvertakenProps = {
  kind: SitePageKind
  /** Who has changed the page meanwhile. */
  name: string
  typed: SiteContent
  stored: SiteContent
}

/** Two people wrote at the same time: shows the later one what holds now, field by field, where it differs. */
export function Overtaken({ kind, name, typed, stored }: OvertakenProps) {
  const { t } = useTranslation('site')
  const labelOf = useFieldLabel(kind)
  const fields = changedFields(typed, stored).filter((field) => field !== confirmation)
  return (
    <Notice kind="warning" title={t('form.overtaken', { name })} live>
      <p>{t('form.overtakenText')}</p>
      <dl className="ll-facts">
        {fields.map((field) => (
          <div key={field}>
            <dt>{t('form.overtakenField', { label: labelOf(field) })}</dt>
            <dd>
              <Prose text={stored[field] ?? t('form.overtakenEmpty')} level={4} />
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  )
}
