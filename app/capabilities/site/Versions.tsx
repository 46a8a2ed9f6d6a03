import { useTranslation } from 'react-i18next'
import { TextLink } from '#app/ui/Button.tsx'
import { Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'

type VersionsProps = {
  versions: readonly { readonly version: number; readonly changedBy: string; readonly changedAt: string }[]
  /** The page's own address. */
  address: string
}

/** Every version that was ever saved; an old one can be put back into the form. */
export function Versions({ versions, address }: VersionsProps) {
  const { t } = useTranslation('site')
  const link = (version: number) => `${address}${address.includes('?') ? '&' : '?'}fassung=${version}`
  return (
    <Section title={t('form.history')} lead={<p>{t('form.historyLead')}</p>}>
      {versions.length === 0 ? <p className="ll-muted">{t('form.none')}</p> : null}
      <ol className="ll-plain-list site-versions" reversed>
        {versions.map(({ version, changedBy, changedAt }, place) => (
          <li key={version}>
            <strong>{t('form.version', { version })}</strong> · {t('form.versionOf', { name: changedBy })}
            <TimeText at={changedAt} />
            {place > 0 ? (
              <>
                {' '}
                <TextLink to={link(version)}>{t('form.restore', { version })}</TextLink>
              </>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}
