import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { notFound, permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { readRulePage, tryOnSample } from '../individual/rulePage.server.ts'
import { storeRuleSet } from '../individual/ruleSets.server.ts'
import { describeRulesProblem } from '../individual/sentences.ts'
import type { Route } from './+types/evaluationRule'
import '../entry/entry.css'

/** The number of the rule in the address; undefined for a new one. */
const ruleOf = (text: string): number | undefined =>
  text === 'neu' ? undefined : (readRowId(text) ?? notFound())

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.deliver', request)
  const id = ruleOf(params.rule)
  const page = await visit.read((reader) => readRulePage(reader, visit.actor, id, visit.language))
  const saved = new URL(request.url).searchParams.get('gespeichert')
  return { base: `/${visit.tenant.slug}`, page: page ?? notFound(), saved }
}

/** How many letters each field holds. */
const longest = { name: 200, columns: 20_000, counts: 20_000, sample: 20_000, period: 40 } as const

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const { actor, language, now } = visit
  const id = ruleOf(params.rule)
  const page = (await visit.read((reader) => readRulePage(reader, actor, id, language))) ?? notFound()
  const form = await request.formData()
  const field = (name: string) => String(form.get(name) ?? '')
  const typed = {
    name: field('name'),
    source: page.rule?.source ?? field('source'),
    text: { columns: field('columns'), counts: field('counts') },
    sample: field('sample'),
    period: field('period'),
  }
  const t = i18nFor(language).getFixedT(language, 'figures')
  const tooLong = Object.entries(longest).filter(([name, limit]) => field(name).length > limit)
  if (tooLong.length > 0) {
    const errors = tooLong.map(([name, limit]) => ({
      field: name,
      message: t('individual.tooLong', { limit: limit.toLocaleString(language) }),
    }))
    return data({ typed, errors, result: undefined }, { status: 400 })
  }
  if (form.get('intent') === 'try') {
    const tried = await visit.read((reader) => tryOnSample(reader, { ...typed, now }, t))
    return data({ typed, ...tried }, { status: tried.errors.length > 0 ? 400 : 200 })
  }
  const outcome = await visit.write((writer) => storeRuleSet(writer, actor, id, typed, now))
  if (outcome.ok)
    return redirect(`/${visit.tenant.slug}/auswertungsregeln/${outcome.id}?gespeichert=${outcome.version}`)
  const errors =
    outcome.why === 'rules'
      ? outcome.problems.map((one) => ({ field: one.field, message: describeRulesProblem(one, t) }))
      : outcome.why === 'name'
        ? [{ field: 'name', message: t('individual.wrongName') }]
        : [{ field: 'source', message: t('individual.wrongSource') }]
  return data({ typed, errors, result: undefined }, { status: 400 })
}

export default function EvaluationRule({ loaderData, actionData }: Route.ComponentProps) {
  const { base, page, saved } = loaderData
  const { t } = useTranslation('figures')
  const { rule } = page
  const typed = actionData?.typed
  const errors: readonly { readonly field: string; readonly message: string }[] = actionData?.errors ?? []
  const withError = (field: string) => {
    const found = errors.filter((error) => error.field === field).map(({ message }) => message)
    return found.length > 0 ? { error: found.join(' ') } : {}
  }
  return (
    <Page
      breadcrumb={[
        { label: t('list.title'), href: `${base}/lieferungen` },
        { label: t('individual.rules'), href: `${base}/auswertungsregeln` },
      ]}
      title={rule?.name ?? t('individual.newRule')}
    >
      <ErrorSummary errors={errors} />
      {saved && !actionData ? (
        <Notice kind="success" title={t('individual.saved', { version: saved })} live />
      ) : null}
      <Form method="post" noValidate className="entry-form">
        <TextField
          name="name"
          label={t('individual.name')}
          defaultValue={typed?.name ?? rule?.name ?? ''}
          {...withError('name')}
        />
        {rule ? null : (
          <SelectField
            name="source"
            label={t('individual.source')}
            placeholder={t('new.sourcePlaceholder')}
            options={page.sources}
            defaultValue={typed?.source ?? ''}
            {...withError('source')}
          />
        )}
        <TextArea
          name="columns"
          label={t('individual.columns')}
          hint={t('individual.columnsHint')}
          defaultValue={typed?.text.columns ?? rule?.text.columns ?? ''}
          rows={10}
          {...withError('columns')}
        />
        <TextArea
          name="counts"
          label={t('individual.counts')}
          hint={t('individual.countsHint')}
          defaultValue={typed?.text.counts ?? rule?.text.counts ?? ''}
          rows={10}
          {...withError('counts')}
        />
        <Disclosure summary={t('individual.help')}>
          <p>{t('individual.helpText')}</p>
          <pre className="entry-example">{t('individual.exampleColumns')}</pre>
          <pre className="entry-example">{t('individual.exampleCounts')}</pre>
        </Disclosure>
        {page.mayChange ? (
          <Actions>
            <Button name="intent" value="save">
              {t('individual.save')}
            </Button>
          </Actions>
        ) : null}
        {page.mayChange ? (
          <Section title={t('individual.test')} lead={<p>{t('individual.testLead')}</p>} id="ausprobieren">
            <TextArea
              name="sample"
              label={t('individual.sample')}
              hint={t('individual.sampleHint')}
              defaultValue={typed?.sample ?? ''}
              rows={8}
              optional
              {...withError('sample')}
            />
            <TextField
              name="period"
              label={t('individual.filePeriod')}
              hint={t('individual.filePeriodHint')}
              defaultValue={typed?.period ?? ''}
              width="medium"
              optional
            />
            <Actions>
              <Button kind="secondary" name="intent" value="try">
                {t('individual.tryOut')}
              </Button>
            </Actions>
            {actionData?.result ? <Result result={actionData.result} /> : null}
          </Section>
        ) : null}
      </Form>
    </Page>
  )
}

type Tried = NonNullable<Exclude<Route.ComponentProps['actionData'], undefined>['result']>
type Row = Tried['cells'][number]

function Result({ result }: { result: Tried }) {
  const { t } = useTranslation('figures')
  const columns: Column<Row>[] = [
    { key: 'series', header: t('individual.series'), rowHeader: true, cell: ({ series }) => series },
    { key: 'place', header: t('individual.place'), cell: ({ place }) => place },
    { key: 'period', header: t('individual.period'), cell: ({ period }) => period },
    { key: 'part', header: t('individual.part'), cell: ({ part }) => part || t('individual.total') },
    {
      key: 'value',
      header: t('individual.value'),
      numeric: true,
      cell: ({ value }) => value.toLocaleString('de-DE'),
    },
  ]
  return (
    <>
      <p role="status">
        {t('individual.resultRows', { count: result.rows })}{' '}
        {t('individual.resultUnassigned', { count: result.unassigned })}
      </p>
      <DataTable
        caption={t('individual.resultCaption')}
        columns={columns}
        rows={result.cells}
        rowKey={({ series, place, period, part }) => [series, place, period, part].join(' ')}
        dense
      />
    </>
  )
}
