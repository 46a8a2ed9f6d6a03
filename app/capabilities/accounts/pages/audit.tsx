import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { TrailPager, TrailTabs } from '../audit/TrailParts.tsx'
import { kinds, readTrailFilter, writeTrailFilter } from '../audit/trail.ts'
import { readTrailPage } from '../audit/trailPage.server.ts'
import type { Route } from './+types/audit'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'audit.read', request)
  const filter = readTrailFilter(new URL(request.url).searchParams)
  const page = await visit.read((reader) => readTrailPage(reader, filter, visit.language))
  return { base: `/${visit.tenant.slug}/protokoll`, filter, page }
}

type LoaderData = Route.ComponentProps['loaderData']
type Row = LoaderData['page']['rows'][number]

export default function Audit({ loaderData: { base, filter, page } }: Route.ComponentProps) {
  const { t } = useTranslation('audit')
  const columns: Column<Row>[] = [
    {
      key: 'what',
      header: t('what'),
      rowHeader: true,
      cell: (row) => (
        <TextLink to={`${base}/${row.position}`}>
          {row.action}
          <span className="kern-sr-only">, {t('entry.title', { position: row.position })}</span>
        </TextLink>
      ),
    },
    { key: 'about', header: t('about'), cell: (row) => row.thing },
    { key: 'reason', header: t('reason'), cell: (row) => row.reason },
    { key: 'person', header: t('person'), nowrap: true, cell: (row) => row.actor },
    { key: 'at', header: t('at'), nowrap: true, cell: (row) => <TimeText at={row.at} /> },
    { key: 'number', header: t('number'), numeric: true, cell: (row) => row.position },
  ]
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} width="wide">
      <TrailTabs base={base} current="entries" />
      <Choice filter={filter} page={page} />
      <DataTable
        caption={t('caption')}
        columns={columns.filter(({ key }) => key !== 'reason' || page.rows.some((row) => row.reason !== ''))}
        rows={page.rows}
        rowKey={(row) => String(row.position)}
        cards
        empty={
          <EmptyState title={t('empty')} action={<TextLink to={base}>{t('reset')}</TextLink>}>
            <p>{t('emptyText')}</p>
          </EmptyState>
        }
      />
      <TrailPager address={base} filter={filter} {...page} />
      {page.rows.length > 0 ? (
        <div className="ll-stack">
          <div className="ll-actions">
            <ButtonLink to={`${base}/tabelle.csv${writeTrailFilter(filter)}`} icon="download" download>
              {t('csv')}
            </ButtonLink>
          </div>
          <p className="ll-small ll-muted">{t('csvHint')}</p>
        </div>
      ) : null}
    </Page>
  )
}

function Choice({ filter, page }: Pick<LoaderData, 'filter' | 'page'>) {
  const { t } = useTranslation('audit')
  const all = { value: '', label: t('all') }
  return (
    <FilterForm label={t('filter')}>
      <TextField name="von" label={t('from')} type="date" defaultValue={filter.from} optional />
      <TextField name="bis" label={t('to')} type="date" defaultValue={filter.to} optional />
      <SelectField
        name="person"
        label={t('person')}
        defaultValue={filter.person ?? ''}
        options={[all, ...page.persons]}
      />
      <SelectField
        name="art"
        label={t('kind')}
        defaultValue={filter.kind ?? ''}
        options={[all, ...kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))]}
      />
      <SelectField
        name="was"
        label={t('what')}
        defaultValue={filter.action ?? ''}
        options={[all, ...page.actions]}
      />
      <TextField name="gegenstand" label={t('about')} defaultValue={filter.thing} optional />
    </FilterForm>
  )
}
