import { useTranslation } from 'react-i18next'
import { Disclosure } from '#app/ui/Disclosure.tsx'

/** Explains why figures are secret. Stands under every table, map or chart in which a cell is suppressed. */
export function SecretNote() {
  const { t } = useTranslation('confidentiality')
  return (
    <Disclosure summary={t('note.title')}>
      <p>{t('note.small')}</p>
      <p>{t('note.others')}</p>
      <p>{t('note.same')}</p>
    </Disclosure>
  )
}
