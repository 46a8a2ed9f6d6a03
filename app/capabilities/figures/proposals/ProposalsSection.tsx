import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { periodKinds } from '#app/plain/period.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { fieldId } from '#app/ui/field-id.ts'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Section } from '#app/ui/Page.tsx'
import { useBack } from '../formBack.ts'
import { SeenField } from '../seen/SeenField.tsx'
import { measures } from '../series/seriesForm.ts'
import { confirmField, type ProposalPart, proposalField } from './proposalForm.ts'
import type { ProposalsView } from './view.ts'

type Option = { readonly value: string; readonly label: string }
type Proposed = ProposalsView['series'][number]
type ProposalsSectionProps = {
  readonly seen: string
  readonly proposals: ProposalsView
  readonly families: readonly Option[]
  /** While it is a draft; what was handed in changes no more. */
  readonly isOpen: boolean
  /** Releases it oneself, or only hands it in. */
  readonly mayCreate: boolean
}

/** The series that a file would create: what each is called and what it counts, to be settled before the release. */
export function ProposalsSection({ seen, proposals, families, isOpen, mayCreate }: ProposalsSectionProps) {
  const { t } = useTranslation('figures')
  const { series } = proposals
  const lead = !isOpen
    ? t('proposals.leadFixed')
    : t(mayCreate ? 'proposals.leadCreate' : 'proposals.leadOther')
  if (!isOpen)
    return (
      <Section title={t('proposals.title')} lead={<p>{lead}</p>} id="neue-zahlenreihen">
        <ProposedTable series={series} />
      </Section>
    )
  return (
    <Section title={t('proposals.title')} lead={<p>{lead}</p>} id="neue-zahlenreihen">
      <Form method="post" noValidate className="ll-form">
        <SeenField seen={seen} />
        {series.map((one) => (
          <ProposedFields key={one.number} proposed={one} families={families} isOnly={series.length === 1} />
        ))}
        <p>{t('proposals.existing')}</p>
        <Actions>
          <Button kind="secondary" name="intent" value="proposals">
            {t('proposals.save')}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

function ProposedFields({
  proposed,
  families,
  isOnly,
}: {
  proposed: Proposed
  families: readonly Option[]
  isOnly: boolean
}) {
  const { t } = useTranslation('figures')
  const { field, hasErrorIn } = useBack()
  const { number, typed, figures, dimensions } = proposed
  const of = (part: ProposalPart) => field(proposalField(number, part), typed[part])
  const summary = t('proposals.number', { number: number + 1, name: typed.name })
  return (
    <Disclosure summary={summary} open={isOnly || hasErrorIn(proposalField(number, 'name').slice(0, -4))}>
      <p className="ll-muted">
        {figures > 0 ? t('proposals.figures', { count: figures }) : t('proposals.noFigures')}{' '}
        {dimensions === '' ? null : t('proposals.brokenDown', { dimensions })}
      </p>
      <TextField {...of('name')} label={t('series.form.name')} hint={t('series.form.nameHint')} />
      <div className="ll-columns">
        <SelectField
          {...of('measure')}
          label={t('series.form.measure')}
          options={measures.map((value) => ({ value, label: t(`series.measures.${value}`) }))}
        />
        <TextField
          {...of('decimals')}
          label={t('series.form.decimals')}
          hint={t('series.form.decimalsHint')}
          inputMode="numeric"
          width="short"
        />
        <SelectField
          {...of('periodKind')}
          label={t('series.form.periodKind')}
          options={periodKinds.map((value) => ({ value, label: t(`series.kinds.${value}`) }))}
        />
        <SelectField
          {...of('overPlaces')}
          label={t('series.form.overPlaces')}
          options={[
            { value: 'sum', label: t('series.form.overPlacesSum') },
            { value: 'none', label: t('series.form.overPlacesNone') },
          ]}
        />
        <SelectField
          {...of('overTime')}
          label={t('series.form.overTime')}
          options={[
            { value: 'sum', label: t('series.form.overTimeSum') },
            { value: 'last', label: t('series.form.overTimeLast') },
            { value: 'none', label: t('series.form.overTimeNone') },
          ]}
        />
        <SelectField
          {...of('family')}
          label={t('proposals.family')}
          options={[{ value: '', label: t('proposals.familyOwn') }, ...families]}
          optional
        />
      </div>
    </Disclosure>
  )
}

function ProposedTable({ series }: { series: readonly Proposed[] }) {
  const { t } = useTranslation('figures')
  return (
    <DataTable
      caption={t('proposals.caption')}
      captionHidden
      cards
      columns={[
        { key: 'name', header: t('proposals.columnName'), cell: ({ typed }) => typed.name, rowHeader: true },
        {
          key: 'measure',
          header: t('proposals.columnKind'),
          cell: ({ typed }) => t(`series.measures.${typed.measure as (typeof measures)[number]}`),
        },
        {
          key: 'periods',
          header: t('proposals.columnPeriods'),
          cell: ({ typed }) => t(`series.kinds.${typed.periodKind as (typeof periodKinds)[number]}`),
        },
        {
          key: 'figures',
          header: t('proposals.columnFigures'),
          cell: ({ figures }) => figures,
          numeric: true,
        },
      ]}
      rows={series}
      rowKey={({ number }) => String(number)}
    />
  )
}

const shownNames = 5

/** Nothing is created that nobody has said yes to. */
export function ConfirmCreation({ proposals }: { proposals: ProposalsView }) {
  const { t } = useTranslation('figures')
  const { field } = useBack()
  const { error } = field(confirmField, '')
  const id = fieldId(confirmField)
  const names = proposals.series.filter(({ figures }) => figures > 0).map(({ typed }) => typed.name)
  const listed = names.slice(0, shownNames).join(', ')
  const more = names.length - shownNames
  return (
    <div className={error ? 'kern-form-input kern-form-input--error' : 'kern-form-input'}>
      {error ? (
        <p className="kern-error" id={`${id}-fehler`}>
          <span className="kern-body">{error}</span>
        </p>
      ) : null}
      <div className="kern-form-check">
        <input
          className={
            error ? 'kern-form-check__checkbox kern-form-check__checkbox--error' : 'kern-form-check__checkbox'
          }
          type="checkbox"
          id={id}
          name={confirmField}
          value="ja"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-hinweis ${id}-fehler` : `${id}-hinweis`}
        />
        <label className="kern-label" htmlFor={id}>
          {t('proposals.confirm', {
            count: names.length,
            names: more > 0 ? t('proposals.namesMore', { names: listed, count: more }) : listed,
          })}
        </label>
      </div>
      <div className="kern-hint" id={`${id}-hinweis`}>
        <a href="#neue-zahlenreihen">{t('proposals.confirmHint')}</a>
      </div>
    </div>
  )
}
