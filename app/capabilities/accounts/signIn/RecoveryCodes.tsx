import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/Notice.tsx'
import { Section } from '#app/ui/Page.tsx'
import './signIn.css'

/** New recovery codes, shown this once; the page prints as it stands. `replaced`: there were others before. */
export function RecoveryCodes({ codes, replaced }: { codes: readonly string[]; replaced: boolean }) {
  const { t } = useTranslation('signIn')
  return (
    <Section title={t('factor.newCodes')}>
      <Notice kind="warning" title={t('factor.newCodesLead')} live>
        {replaced ? <p>{t('factor.formerCodes')}</p> : null}
      </Notice>
      <ul className="ll-plain-list sign-in-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Section>
  )
}
