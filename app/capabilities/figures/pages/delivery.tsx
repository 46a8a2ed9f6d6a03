import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { data, Form, redirect, useRevalidator } from 'react-router'
import { notFound, permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { ProgressBar } from '#app/ui/ProgressBar.tsx'
import { DeliverySheet } from '../DeliverySheet.tsx'
import { findDelivery } from '../deliveries.server.ts'
import { doneNotices } from '../delivery.ts'
import { runDeliveryCommand } from '../deliveryCommands.server.ts'
import { readDeliveryPage } from '../deliveryPage.server.ts'
import { describeErrors, emptyBack, FormBackContext, typedIn, wordsIn } from '../formBack.ts'
import { ArrivalFacts } from '../individual/ArrivalFacts.tsx'
import { DiscardForm } from '../life/DiscardForm.tsx'
import { openDeliveryPage } from '../looks.server.ts'
import { Preview } from '../Preview.tsx'
import type { Route } from './+types/delivery'

/** Milliseconds between two looks at a file that is being read. */
const pause = 1000

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.read', request)
  const id = readRowId(params.delivery) ?? notFound()
  const { actor, language, now } = visit
  const page =
    actor && visit.may('figures.preview')
      ? await visit.write((writer) => openDeliveryPage(writer, actor, id, language, now))
      : await visit.read((reader) => readDeliveryPage(reader, id, actor, language))
  const done = new URL(request.url).searchParams.get('erledigt')
  return { base: `/${visit.tenant.slug}/lieferungen`, page: page ?? notFound(), done }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.deliver', request)
  const id = readRowId(params.delivery) ?? notFound()
  if (!(await visit.read((reader) => findDelivery(reader, id, visit.language)))) notFound()
  const form = await request.formData()
  const t = i18nFor(visit.language).getFixedT(visit.language, 'figures')
  const outcome = await visit.write((writer) => runDeliveryCommand(writer, visit.actor, id, form, visit.now))
  if (outcome.kind === 'done') {
    const done = outcome.notice ? `?erledigt=${outcome.notice}` : ''
    return redirect(`/${visit.tenant.slug}/lieferungen/${params.delivery}${done}`)
  }
  if (outcome.kind === 'refused')
    return data({ no: t(`no.${outcome.no}`), errors: [], typed: wordsIn(form) }, { status: 409 })
  const errors = describeErrors(outcome.errors, t)
  return data({ no: undefined, errors, typed: typedIn(form) }, { status: 400 })
}

/** A refused command means that somebody else was quicker: the page then shows what they did. */
export function shouldRevalidate() {
  return true
}

export default function DeliveryPage({ loaderData, actionData }: Route.ComponentProps) {
  const { base, page, done } = loaderData
  const { t } = useTranslation('figures')
  const { delivery, phase } = page
  const { revalidate } = useRevalidator()
  const isWorking = phase.kind === 'working'
  useEffect(() => {
    if (!isWorking) return
    const timer = setInterval(() => void revalidate(), pause)
    return () => clearInterval(timer)
  }, [isWorking, revalidate])
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: base }]}
      preline={t('sheet.preline')}
      title={delivery.fileName}
      lead={<p>{t(`stateMeans.${delivery.state}`)}</p>}
      width="wide"
    >
      {actionData?.no === undefined ? null : <Notice kind="warning" title={actionData.no} live />}
      <ErrorSummary errors={actionData?.errors ?? []} />
      <Done notice={done} />
      <Background page={page} />
      {page.entrySheet === undefined ? null : (
        <p>
          <TextLink to={`${base}/eingeben/${page.entrySheet}`} icon="edit">
            {t('entry.backToSheet')}
          </TextLink>
        </p>
      )}
      {page.sameFile === undefined ? null : (
        <Notice kind="warning" title={t('preview.sameFile')}>
          <TextLink to={`${base}/${page.sameFile}`}>
            {t('preview.sameFileLink', { id: page.sameFile })}
          </TextLink>
        </Notice>
      )}
      {page.preview && page.choices && phase.kind !== 'working' ? (
        <FormBackContext value={actionData ?? emptyBack}>
          <Preview
            delivery={delivery}
            preview={page.preview}
            choices={page.choices}
            may={page.may}
            openQuestions={page.openQuestions}
          />
        </FormBackContext>
      ) : null}
      {page.arrival === undefined ? null : <ArrivalFacts arrival={page.arrival} />}
      <DeliverySheet base={base} page={page} />
    </Page>
  )
}

function Done({ notice }: { notice: string | null }) {
  const { t } = useTranslation('figures')
  const known = doneNotices.find((one) => one === notice)
  return known ? <Notice kind="success" title={t(`life.done.${known}`)} live /> : null
}

/** What happens with the file in the background, or why it stopped. */
function Background({ page }: { page: Route.ComponentProps['loaderData']['page'] }) {
  const { t } = useTranslation('figures')
  const { phase, may } = page
  if (phase.kind === 'settled') return null
  if (phase.kind === 'refused')
    return (
      <Notice kind="error" title={phase.sentence}>
        {may.deliver ? <DiscardForm /> : null}
      </Notice>
    )
  if (phase.kind === 'stopped') {
    return (
      <Notice kind="warning" title={phase.sentence}>
        <Form method="post">
          <Button name="intent" value="reset">
            {t('reading.again')}
          </Button>
        </Form>
      </Notice>
    )
  }
  const title = phase.step === 'read' ? t('reading.title') : t('reading.storing')
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <ProgressBar label={title} done={phase.percent} total={100} text={t(`step.${phase.step}`)} />
      <p className="ll-muted">{t('reading.text')}</p>
      {may.deliver ? (
        <Form method="post">
          <Actions>
            <Button kind="secondary" name="intent" value="cancel">
              {t('reading.cancel')}
            </Button>
          </Actions>
        </Form>
      ) : null}
    </>
  )
}
