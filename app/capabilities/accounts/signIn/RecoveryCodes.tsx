import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/Notice.tsx'
import { Section } from '#app/ui/Page.tsx'
import './signIn.css'

/** New recovery codes, shown this once; the page prints as it stands. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('signIn')
  return (
    <Section title={t('factor.newCodes')}>
      <Notice kind="warning" title={t('factor.newCodesLead')} live>
        <p>{t('factor.formerCodes')}</p>
      </Notice>
      <ul className="ll-plain-list sign-in-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Section>
  )
}
