import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { OverviewTable } from '../OverviewTable.tsx'
import type { Overview } from '../overview.server.ts'
import { getOverview } from '../overview.server.ts'
import { readYearParameter } from '../parameters.ts'
import type { Route } from './+types/list'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const { searchParams } = new URL(request.url)
  const phase = searchParams.get('phase') ?? ''
  const field = searchParams.get('feld') ?? ''
  const year = readYearParameter(searchParams)
  const overview = await visit.read((reader) => getOverview(reader, visit.language, { phase, field, year }))
  return {
    base: `/${visit.tenant.slug}/zahlen`,
    choice: { phase, field, year: year === undefined ? '' : String(year) },
    overview,
    mayDefine: visit.may('indicators.define'),
  }
}

export default function List({ loaderData: { base, choice, overview, mayDefine } }: Route.ComponentProps) {
  const { t } = useTranslation('indicators')
  const { groups, count } = overview
  const isChosen = choice.phase !== '' || choice.field !== ''
  const actions = mayDefine ? (
    <ButtonLink to={`${base}/neu`} icon="add">
      {t('list.new')}
    </ButtonLink>
  ) : null
  return (
    <Page title={t('list.title')} lead={<p>{t('list.lead')}</p>} actions={actions}>
      <Choice overview={overview} choice={choice} />
      <p className="ll-muted">{t('list.count', { count })}</p>
      {groups.length > 0 ? null : isChosen ? (
        <EmptyState title={t('list.empty')}>{t('list.emptyHint')}</EmptyState>
      ) : (
        <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
      )}
      {groups.map(({ phase, rows }) => (
        <Section key={phase.key} title={phase.name} id={phase.key}>
          <OverviewTable
            caption={t('list.caption', { phase: phase.name })}
            rows={rows}
            base={base}
            year={choice.year}
          />
        </Section>
      ))}
    </Page>
  )
}

type ChoiceProps = {
  overview: Overview
  choice: { readonly phase: string; readonly field: string; readonly year: string }
}

function Choice({ overview: { phases, fields, years }, choice }: ChoiceProps) {
  const { t } = useTranslation('indicators')
  const options = (list: readonly { key: string; name: string }[]) => [
    { value: '', label: t('list.all') },
    ...list.map(({ key, name }) => ({ value: key, label: name })),
  ]
  const yearOptions = years.map((year) => ({ value: String(year), label: String(year) }))
  return (
    <FilterForm label={t('list.filter')}>
      <SelectField
        name="phase"
        label={t('list.phase')}
        options={options(phases)}
        defaultValue={choice.phase}
        optional
      />
      <SelectField
        name="feld"
        label={t('list.field')}
        options={options(fields)}
        defaultValue={choice.field}
        optional
      />
      <SelectField
        name="jahr"
        label={t('list.year')}
        options={[{ value: '', label: t('list.latest') }, ...yearOptions]}
        defaultValue={choice.year}
        optional
      />
    </FilterForm>
  )
}
