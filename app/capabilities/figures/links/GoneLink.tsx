import { useTranslation } from 'react-i18next'
import { TextLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'

/** For every link that opens nothing, whatever the reason: it does not tell whether it ever did. */
export function GoneLink({ imprint }: { imprint: string }) {
  const { t } = useTranslation('figures')
  return (
    <Page title={t('links.gone.title')} width="text">
      <p>{t('links.gone.text')}</p>
      <p>
        <TextLink to={imprint}>{t('links.gone.contact')}</TextLink>
      </p>
    </Page>
  )
}
