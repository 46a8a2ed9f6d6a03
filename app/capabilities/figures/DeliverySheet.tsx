import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { TextArea } from '#app/ui/fields.tsx'
import { Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import type { readDeliveryPage } from './deliveryPage.server.ts'
import { Findings } from './findings/Findings.tsx'
import { LifeSteps } from './life/LifeSteps.tsx'
import { isStored } from './life/life.ts'

type PageData = NonNullable<Awaited<ReturnType<typeof readDeliveryPage>>>

/** Facts, questions and history of a delivery. */
export function DeliverySheet({ base, page }: { base: string; page: PageData }) {
  const { t } = useTranslation('figures')
  const { delivery, may } = page
  const hasFigures = isStored(delivery.state)
  return (
    <>
      <Findings base={base} page={page} />
      <Section title={t('sheet.history')} id="verlauf">
        <Facts
          items={[
            { term: t('sheet.state'), value: t(`state.${delivery.state}`) },
            { term: t('sheet.source'), value: delivery.sourceName },
            { term: t('sheet.received'), value: <DateText iso={delivery.receivedOn} /> },
            {
              term: t('list.figures'),
              value: hasFigures ? t('sheet.figures', { count: delivery.factCount }) : undefined,
            },
            { term: t('sheet.note'), value: delivery.note },
            {
              term: t('life.corrects'),
              value:
                delivery.replacesId === undefined ? undefined : (
                  <TextLink to={`${base}/${delivery.replacesId}`}>
                    {t('life.correctsLink', { id: delivery.replacesId })}
                  </TextLink>
                ),
            },
          ]}
        />
        <LifeSteps steps={page.steps} />
        {delivery.state === 'discarded' ? (
          <p>{t('sheet.deleted')}</p>
        ) : may.file ? (
          <Actions>
            <ButtonLink to={`${base}/${delivery.id}/datei`} kind="secondary" icon="download" download>
              {t('sheet.download')}
            </ButtonLink>
          </Actions>
        ) : null}
      </Section>
      {may.deliver && (delivery.state === 'released' || delivery.state === 'withdrawn') ? (
        <Section title={t('life.correct')} lead={<p>{t('life.correctMeans')}</p>} id="korrigieren">
          <Actions>
            <ButtonLink to={`${base}/neu?ersetzt=${delivery.id}`} kind="secondary" icon="upload">
              {t('life.correct')}
            </ButtonLink>
          </Actions>
        </Section>
      ) : null}
      {may.accept && delivery.state === 'released' ? (
        <Section title={t('sheet.withdraw')} lead={<p>{t('sheet.withdrawHint')}</p>} id="zurueckziehen">
          <Form method="post" className="ll-form">
            <TextArea name="note" label={t('life.reason')} rows={2} optional />
            <Actions>
              <Button kind="secondary" name="intent" value="withdraw">
                {t('sheet.withdraw')}
              </Button>
            </Actions>
          </Form>
        </Section>
      ) : null}
    </>
  )
}
