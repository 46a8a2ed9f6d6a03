import { useTranslation } from 'react-i18next'
import { data, Form } from 'react-router'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { CellNotes, CellText } from '#app/ui/CellText.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { RadioGroup, SelectField, TextArea } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { type ExactTable, type ExactYear, findExactChoice, readExactTable } from '../exact.server.ts'
import { exactPurposes, readExactForm } from '../exactReason.ts'
import { wordsIn } from '../words.ts'
import type { Route } from './+types/exact'

/** Kept by nobody: neither the browser nor anything between. */
const notStored = { 'Cache-Control': 'no-store' }

export function headers() {
  return notStored
}

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { actor, language, read, tenant } = await permitActor(
    context,
    params.tenant,
    'figures.exact',
    request,
  )
  const wanted = { indicator: params.indicator, language }
  const choice = await read((reader) => findExactChoice(reader, actor, wanted))
  return { tenant: `/${tenant.slug}`, choice: choice ?? notFound() }
}

/** First the reason, then the look in the audit trail, then the values: all in one transaction. */
export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.exact', request)
  const { actor, language, now } = visit
  const wanted = { indicator: params.indicator, language }
  if (!(await visit.read((reader) => findExactChoice(reader, actor, wanted)))) notFound()
  const form = await request.formData()
  const asked = readExactForm(form)
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 2000)
  const typed = { purpose: text('zweck'), text: text('begruendung'), year: text('jahr') }
  if (!asked.ok) return data({ table: undefined, reason: '', typed, errors: asked.errors }, { status: 400 })
  // What a municipality keeps is in German, whoever reads it.
  const words = wordsIn('de')
  const reason =
    asked.purpose === 'other'
      ? asked.text
      : [words(`exact.purpose.${asked.purpose}`), asked.text].filter((part) => part !== '').join(': ')
  const { year } = asked
  const table = await visit.write((writer) => readExactTable(writer, actor, { ...wanted, reason, year, now }))
  return data({ table: table ?? notFound(), reason, typed, errors: [] }, { headers: notStored })
}

type Answer = Route.ComponentProps['actionData']

export default function Exact({ loaderData: { tenant, choice }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('indicators')
  const address = `${tenant}/zahlen/${choice.key}`
  const table = actionData?.table
  return (
    <Page
      breadcrumb={[
        { label: t('list.title'), href: `${tenant}/zahlen` },
        { label: choice.name, href: address },
      ]}
      preline={table ? choice.name : undefined}
      title={t('exact.title')}
      lead={table ? undefined : <p>{t('exact.lead', { indicator: choice.name })}</p>}
      width={table ? 'normal' : 'text'}
    >
      {table ? (
        <Values table={table} reason={actionData.reason} again={`${address}/genau`} />
      ) : (
        <Asking choice={choice} answer={actionData} />
      )}
    </Page>
  )
}

function Asking({
  choice,
  answer,
}: {
  choice: Route.ComponentProps['loaderData']['choice']
  answer: Answer
}) {
  const { t } = useTranslation('indicators')
  const errors = answer?.errors ?? []
  const purpose = errors.includes('purpose') ? t('exact.error.purpose') : undefined
  const text = errors.includes('text-missing')
    ? t('exact.error.text-missing')
    : errors.includes('text-long')
      ? t('exact.error.text-long')
      : undefined
  const summary = [
    ...(purpose ? [{ field: 'zweck', message: purpose }] : []),
    ...(text ? [{ field: 'begruendung', message: text }] : []),
  ]
  return (
    <>
      <ErrorSummary errors={summary} />
      <p className="ll-prose">{t('exact.why')}</p>
      <Form method="post" noValidate className="ll-form">
        <RadioGroup
          name="zweck"
          label={t('exact.purpose')}
          error={purpose}
          defaultValue={answer?.typed.purpose}
          options={exactPurposes.map((value) => ({ value, label: t(`exact.purpose.${value}`) }))}
        />
        <TextArea
          name="begruendung"
          label={t('exact.text')}
          hint={t('exact.textHint')}
          error={text}
          defaultValue={answer?.typed.text}
          rows={3}
          optional
        />
        <SelectField
          name="jahr"
          label={t('exact.year')}
          defaultValue={answer?.typed.year ?? String(choice.years[0] ?? '')}
          options={[
            ...choice.years.map((year) => ({ value: String(year), label: String(year) })),
            { value: '', label: t('exact.allYears') },
          ]}
        />
        <Actions>
          <Button>{t('exact.show')}</Button>
        </Actions>
      </Form>
    </>
  )
}

function Values({ table, reason, again }: { table: ExactTable; reason: string; again: string }) {
  const { t } = useTranslation('indicators')
  const cells = table.years.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
  return (
    <>
      <Notice kind="warning" title={t('exact.mark')} live>
        <p>{t('exact.markText')}</p>
        <p>
          {t('exact.reason')}: {reason}
        </p>
      </Notice>
      {table.years.length === 0 ? <p className="ll-muted">{t('exact.none')}</p> : null}
      {table.years.map((one) => (
        <Section key={one.year} title={String(one.year)}>
          <YearTable table={table} one={one} />
        </Section>
      ))}
      <CellNotes cells={cells} />
      <Actions>
        <TextLink to={again}>{t('exact.again')}</TextLink>
      </Actions>
    </>
  )
}

type Row = ExactYear['rows'][number]

function YearTable({ table, one }: { table: ExactTable; one: ExactYear }) {
  const { t } = useTranslation('indicators')
  const columns: Column<Row>[] = [
    // Printed headers are repeated, and the mark with them: on every sheet of paper.
    {
      key: 'place',
      header: t('exact.place'),
      note: t('exact.short'),
      rowHeader: true,
      cell: (row) => row.place,
    },
    ...table.columns.map(
      ({ name, unit, decimals }, index): Column<Row> => ({
        key: String(index),
        header: name,
        numeric: true,
        cell: (row) => <CellText cell={row.cells[index]!} unit={unit} decimals={decimals} short />,
      }),
    ),
  ]
  return (
    <DataTable
      caption={t('exact.caption', { year: one.year, count: one.rows.length })}
      columns={columns}
      rows={one.rows}
      rowKey={(row) => row.place}
      emphasised={(row) => row.isTown}
    />
  )
}
