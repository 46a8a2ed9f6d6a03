import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { notFound, permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { formatNumber } from '#app/plain/format.ts'
import { periodLabel } from '#app/plain/periodLabel.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { RuleRows, usualBlank } from '../individual/RuleRows.tsx'
import { readRuleText, rowField, rowsOf, ruleFields } from '../individual/ruleForm.ts'
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
  const search = new URL(request.url).searchParams
  return {
    base: `/${visit.tenant.slug}`,
    page: page ?? notFound(),
    saved: search.get('gespeichert'),
    wantsText: search.get('ansicht') === 'text',
    here: `/${visit.tenant.slug}/auswertungsregeln/${params.rule}`,
  }
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
  const { text, isText } = readRuleText(form)
  const typed = {
    isText,
    blank: usualBlank,
    name: field('name'),
    source: page.rule?.source ?? field('source'),
    text,
    sample: field('sample'),
    period: field('period'),
  }
  const t = i18nFor(language).getFixedT(language, 'figures')
  const lengths = { ...typed, ...text }
  const tooLong = Object.entries(longest).filter(
    ([name, limit]) => lengths[name as keyof typeof longest].length > limit,
  )
  if (tooLong.length > 0) {
    const errors = tooLong.map(([name, limit]) => ({
      field: name,
      message: t('individual.tooLong', { limit: limit.toLocaleString(language) }),
    }))
    return data({ typed, errors, result: undefined }, { status: 400 })
  }
  if (form.get('intent') === 'more')
    return data({ typed: { ...typed, blank: typed.blank + moreRows }, errors: [], result: undefined })
  if (form.get('intent') === 'try') {
    const tried = await visit.read((reader) => tryOnSample(reader, { ...typed, now }, t))
    const placed = tried.errors.map((error) => placeError(error, isText))
    return data({ typed, ...tried, errors: placed }, { status: tried.errors.length > 0 ? 400 : 200 })
  }
  const outcome = await visit.write((writer) => storeRuleSet(writer, actor, id, typed, now))
  if (outcome.ok)
    return redirect(`/${visit.tenant.slug}/auswertungsregeln/${outcome.id}?gespeichert=${outcome.version}`)
  const errors =
    outcome.why === 'rules'
      ? outcome.problems.map((one) =>
          placeError({ field: one.field, line: one.line, message: describeRulesProblem(one, t) }, isText),
        )
      : outcome.why === 'name'
        ? [{ field: 'name', message: t('individual.wrongName') }]
        : [{ field: 'source', message: t('individual.wrongSource') }]
  return data({ typed, errors, result: undefined }, { status: 400 })
}

const moreRows = 6

type LineError = { readonly field: string; readonly message: string; readonly line?: number }

/** An error of a line stands at its row, where there are rows. */
function placeError({ field, line, message }: LineError, isText: boolean) {
  const of = ruleFields.find((one) => one === field)
  return { field: of && line !== undefined && !isText ? rowField(of, line - 1, 0) : field, message }
}

export default function EvaluationRule({ loaderData, actionData }: Route.ComponentProps) {
  const { base, page, saved, wantsText, here } = loaderData
  const { t } = useTranslation('figures')
  const { rule } = page
  const typed = actionData?.typed
  const text = typed?.text ?? rule?.text ?? { columns: '', counts: '' }
  const rows = { columns: rowsOf(text.columns), counts: rowsOf(text.counts) }
  // Rows can't show remarks: such a rule is written as text.
  const isText = !rows.columns || !rows.counts || (typed ? typed.isText : wantsText)
  const errors: readonly { readonly field: string; readonly message: string }[] = actionData?.errors ?? []
  const withError = (field: string): { error?: string } => {
    const found = errors.filter((error) => error.field === field).map(({ message }) => message)
    return found.length > 0 ? { error: found.join(' ') } : {}
  }
  const errorOf = (field: string) => withError(field).error
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
        {isText ? (
          <RuleTexts text={text} withError={withError} />
        ) : (
          <>
            <Section title={t('individual.columns')} lead={<p>{t('individual.columnsLead')}</p>} id="spalten">
              <RuleRows
                field="columns"
                rows={rows.columns ?? []}
                blank={typed?.blank ?? usualBlank}
                series={page.series}
                errorOf={errorOf}
              />
            </Section>
            <Section title={t('individual.counts')} lead={<p>{t('individual.countsLead')}</p>} id="zahlen">
              <RuleRows
                field="counts"
                rows={rows.counts ?? []}
                blank={typed?.blank ?? usualBlank}
                series={page.series}
                errorOf={errorOf}
              />
            </Section>
            <Actions>
              <Button kind="secondary" name="intent" value="more">
                {t('individual.moreRows')}
              </Button>
            </Actions>
          </>
        )}
        <Disclosure summary={t('individual.help')}>
          <p>{t('individual.helpText')}</p>
          <p>
            <TextLink to={isText ? here : `${here}?ansicht=text`}>
              {t(isText ? 'individual.asRows' : 'individual.asText')}
            </TextLink>
          </p>
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

type RuleTextsProps = {
  text: { readonly columns: string; readonly counts: string }
  withError: (field: string) => { error?: string }
}

function RuleTexts({ text, withError }: RuleTextsProps) {
  const { t } = useTranslation('figures')
  return (
    <>
      <TextArea
        name="columns"
        label={t('individual.columns')}
        hint={t('individual.columnsHint')}
        defaultValue={text.columns}
        rows={10}
        {...withError('columns')}
      />
      <TextArea
        name="counts"
        label={t('individual.counts')}
        hint={t('individual.countsHint')}
        defaultValue={text.counts}
        rows={10}
        {...withError('counts')}
      />
    </>
  )
}

type Tried = NonNullable<Exclude<Route.ComponentProps['actionData'], undefined>['result']>
type Row = Tried['cells'][number]

function Result({ result }: { result: Tried }) {
  const { t } = useTranslation('figures')
  const language = useLanguage()
  const columns: Column<Row>[] = [
    { key: 'series', header: t('individual.series'), rowHeader: true, cell: ({ series }) => series },
    { key: 'place', header: t('individual.place'), cell: ({ place }) => place },
    { key: 'period', header: t('individual.period'), cell: ({ period }) => periodLabel(period, language) },
    { key: 'part', header: t('individual.part'), cell: ({ part }) => part || t('individual.total') },
    {
      key: 'value',
      header: t('individual.value'),
      numeric: true,
      cell: ({ value }) => formatNumber(value, 0, language),
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
