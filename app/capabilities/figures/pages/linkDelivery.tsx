import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { findVisit, notFound } from '#app/capabilities/accounts/visit.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { TextArea } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { ProgressBar } from '#app/ui/ProgressBar.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { describeErrors, emptyBack, FormBackContext, typedIn, wordsIn } from '../formBack.ts'
import type { DeliveryState } from '../life/life.ts'
import { GoneLink } from '../links/GoneLink.tsx'
import '../links/links.css'
import { DiscardForm } from '../life/DiscardForm.tsx'
import { openLinkDelivery, runLinkCommand } from '../links/linkDelivery.server.ts'
import { Preview } from '../Preview.tsx'
import type { FiguresT } from '../sentences.ts'
import type { Route } from './+types/linkDelivery'

export const headers = () => ({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' })

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = (await findVisit(context, params.tenant)) ?? notFound()
  const found = await visit.write((writer) => openLinkDelivery(writer, params, visit))
  const here = `/${visit.tenant.slug}/zulieferung/${params.token}`
  const imprint = `/${visit.tenant.slug}/impressum`
  if (!found) return data({ here, imprint, found: undefined, done: null }, { status: 404 })
  return data({ here, imprint, found, done: new URL(request.url).searchParams.get('erledigt') })
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = (await findVisit(context, params.tenant)) ?? notFound()
  const form = await request.formData()
  const outcome = await visit.write((writer) => runLinkCommand(writer, params, form, visit.now))
  if (!outcome) return data(null, { status: 404 })
  const t = i18nFor(visit.language).getFixedT(visit.language, 'figures')
  if (outcome.kind === 'refused')
    return data({ no: t(`no.${outcome.no}`), errors: [], typed: wordsIn(form) }, { status: 409 })
  if (outcome.kind === 'wrong') {
    const errors = describeErrors(outcome.errors, t)
    return data({ no: undefined, errors, typed: typedIn(form) }, { status: 400 })
  }
  const here = `/${visit.tenant.slug}/zulieferung/${params.token}`
  if (outcome.notice === 'verworfen') return redirect(`${here}?erledigt=verworfen`)
  return redirect(`${here}/${params.delivery}${outcome.notice ? `?erledigt=${outcome.notice}` : ''}`)
}

/** A refused command means that something has changed meanwhile: the page then shows it. */
export function shouldRevalidate() {
  return true
}

/** Whoever has a link is the office: the sentences for those who check speak of it as of somebody else. */
function leadOf(state: DeliveryState, t: FiguresT): string {
  if (state === 'draft') return t('links.visit.draftLead')
  return state === 'delivered' ? t('links.visit.deliveredLead') : t(`stateMeans.${state}`)
}

export default function LinkDelivery({ loaderData, actionData }: Route.ComponentProps) {
  const { here, imprint, found, done } = loaderData
  const { t } = useTranslation('figures')
  if (!found) return <GoneLink imprint={imprint} />
  const { page, source, sha256 } = found
  const { delivery, phase } = page
  const isDraft = delivery.state === 'draft'
  const isDelivered = !isDraft && delivery.state !== 'discarded'
  return (
    <Page
      breadcrumb={[{ label: t('links.visit.backTo', { source }), href: here }]}
      preline={t('links.visit.preline')}
      title={delivery.fileName}
      lead={<p>{leadOf(delivery.state, t)}</p>}
      width="wide"
    >
      {actionData?.no === undefined ? null : <Notice kind="warning" title={actionData.no} live />}
      <ErrorSummary errors={actionData?.errors ?? []} />
      {done === 'beantwortet' ? <Notice kind="success" title={t('links.visit.answered')} live /> : null}
      {isDelivered ? (
        <Notice kind="success" title={t('links.visit.receipt')} live={done === 'abgegeben'}>
          <p>{t('links.visit.receiptText', { id: delivery.id })}</p>
          <Facts
            items={[
              { term: t('links.visit.fileName'), value: delivery.fileName },
              { term: t('links.visit.received'), value: <DateText iso={delivery.receivedOn} /> },
              { term: t('links.visit.state'), value: t(`state.${delivery.state}`) },
              { term: t('links.visit.checksum'), value: <code className="links-checksum">{sha256}</code> },
            ]}
          />
        </Notice>
      ) : null}
      {phase.kind === 'working' ? (
        <>
          <meta httpEquiv="refresh" content="3" />
          <ProgressBar
            label={t('reading.title')}
            done={phase.percent}
            total={100}
            text={t(`step.${phase.step}`)}
          />
          <p className="ll-muted">{t('reading.text')}</p>
        </>
      ) : null}
      {phase.kind === 'refused' || phase.kind === 'stopped' ? (
        <Notice kind="error" title={phase.sentence}>
          <ButtonLink to={here}>{t('links.visit.again')}</ButtonLink>
          {page.may.deliver && isDraft ? <DiscardForm /> : null}
        </Notice>
      ) : null}
      {page.preview && page.choices ? (
        <FormBackContext value={actionData ?? emptyBack}>
          <Preview
            delivery={delivery}
            preview={page.preview}
            choices={page.choices}
            may={{ accept: false, deliver: page.may.deliver, define: false }}
          />
        </FormBackContext>
      ) : null}
      {isDelivered ? <Questions page={page} /> : null}
    </Page>
  )
}

type PageData = NonNullable<Route.ComponentProps['loaderData']['found']>['page']

function Questions({ page }: { page: PageData }) {
  const { t } = useTranslation('figures')
  const { questions } = page
  return (
    <Section title={t('links.visit.askedTitle')} lead={<p>{t('links.visit.askedLead')}</p>} id="rueckfragen">
      {questions.length === 0 ? <p>{t('links.visit.askedNone')}</p> : null}
      <ul className="links-list">
        {questions.map(({ id, cell, sentence, answer }) => (
          <li key={id}>
            <p>
              {cell === undefined ? null : <strong>{t('preview.atCell', { cell })}: </strong>}
              {sentence}
            </p>
            {answer ? (
              <p className="ll-muted">{t('links.visit.answeredBy', { answer })}</p>
            ) : page.may.answer ? (
              <Form method="post" className="ll-form">
                <input type="hidden" name="intent" value="answer" />
                <input type="hidden" name="finding" value={id} />
                <TextArea name="answer" label={t('links.visit.answer')} rows={2} />
                <Actions>
                  <Button kind="secondary">{t('links.visit.answerSave')}</Button>
                </Actions>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
