import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button } from '#app/ui/Button.tsx'

/** Discards a draft of which there is no preview: without it the file would stay. */
export function DiscardForm() {
  const { t } = useTranslation('figures')
  return (
    <Form method="post">
      <p>{t('life.discardMeans')}</p>
      <Actions>
        <Button kind="secondary" name="intent" value="discard" icon="delete">
          {t('life.discard')}
        </Button>
      </Actions>
    </Form>
  )
}
