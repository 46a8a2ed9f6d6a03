import { useTranslation } from 'react-i18next'
import { data, Form } from 'react-router'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import '../audit/audit.css'
import { CheckFindings } from '../audit/CheckFindings.tsx'
import { type Chain, checkAccountEvents, checkTrail } from '../audit/check.server.ts'
import { TrailTabs } from '../audit/TrailParts.tsx'
import { wordsOf } from '../audit/trailPage.server.ts'
import type { Route } from './+types/auditCheck'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'audit.read', request)
  return { base: `/${visit.tenant.slug}/protokoll`, town: visit.tenant.name }
}

/** Reads only; a POST, so that no link and no robot makes the whole chain be computed. */
export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permit(context, params.tenant, 'audit.read', request)
  const form = await request.formData()
  const chain: Chain = form.get('kette') === 'events' ? 'events' : 'audit'
  const given = form.get(`pruefsumme-${chain}`)
  const typed = typeof given === 'string' ? given.slice(0, 200) : ''
  const check = chain === 'audit' ? checkTrail : checkAccountEvents
  const result = await visit.read((reader) => check(reader, typed))
  if (result) return { result, at: visit.now.toISOString(), chain, typed, error: undefined }
  const error = wordsOf(visit.language)('check.notedWrong')
  return data({ result: undefined, at: undefined, chain, typed, error }, { status: 400 })
}

export default function AuditCheck({ loaderData: { base, town }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('audit')
  const errors = actionData?.error
    ? [{ field: `pruefsumme-${actionData.chain}`, message: actionData.error }]
    : []
  return (
    <Page preline={t('title')} title={t('check.title')} lead={<p>{t('check.lead')}</p>} width="wide">
      <TrailTabs base={base} current="check" />
      <ErrorSummary errors={errors} />
      <ChainPanel chain="audit" title={t('check.audit', { town })} answer={actionData} />
      <ChainPanel chain="events" title={t('check.events')} lead={t('check.eventsNote')} answer={actionData} />
    </Page>
  )
}

type PanelProps = { chain: Chain; title: string; lead?: string; answer: Route.ComponentProps['actionData'] }

function ChainPanel({ chain, title, lead, answer }: PanelProps) {
  const { t } = useTranslation('audit')
  const own = answer?.chain === chain ? answer : undefined
  return (
    <Section title={title} id={chain} lead={lead ? <p>{lead}</p> : undefined}>
      {own?.result && own.at ? <CheckFindings result={own.result} at={own.at} /> : null}
      <Form method="post" noValidate className="ll-form">
        <input type="hidden" name="kette" value={chain} />
        <TextField
          name={`pruefsumme-${chain}`}
          label={t('check.noted')}
          hint={t('check.notedHint')}
          defaultValue={own?.typed}
          error={own?.error}
          autoComplete="off"
          optional
        />
        <Actions>
          <Button>{t('check.run')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
