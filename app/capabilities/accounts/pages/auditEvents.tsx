import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { TrailPager, TrailTabs } from '../audit/TrailParts.tsx'
import { readTrailFilter } from '../audit/trail.ts'
import { readEventsPage } from '../audit/trailPage.server.ts'
import type { Route } from './+types/auditEvents'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'audit.read', request)
  const filter = readTrailFilter(new URL(request.url).searchParams)
  const page = await visit.read((reader) => readEventsPage(reader, filter, visit.language))
  return { base: `/${visit.tenant.slug}/protokoll`, filter, page }
}

type Row = Route.ComponentProps['loaderData']['page']['rows'][number]

export default function AuditEvents({ loaderData: { base, filter, page } }: Route.ComponentProps) {
  const { t } = useTranslation('audit')
  const address = `${base}/konten`
  const by = ({ actor, person }: Row) =>
    actor === '' ? t('events.nobody') : actor === person ? t('events.self') : actor
  const columns: Column<Row>[] = [
    { key: 'what', header: t('what'), rowHeader: true, cell: (row) => row.action },
    { key: 'person', header: t('events.whose'), cell: (row) => row.person },
    { key: 'by', header: t('events.by'), cell: by },
    { key: 'details', header: t('events.details'), cell: (row) => row.details },
    { key: 'at', header: t('at'), nowrap: true, cell: (row) => <TimeText at={row.at} /> },
    { key: 'number', header: t('number'), numeric: true, cell: (row) => row.position },
  ]
  return (
    <Page preline={t('title')} title={t('tab.events')} lead={<p>{t('events.lead')}</p>} width="wide">
      <TrailTabs base={base} current="events" />
      <FilterForm label={t('filter')}>
        <TextField name="von" label={t('from')} type="date" defaultValue={filter.from} optional />
        <TextField name="bis" label={t('to')} type="date" defaultValue={filter.to} optional />
        <SelectField
          name="person"
          label={t('person')}
          defaultValue={page.person ?? ''}
          options={[{ value: '', label: t('all') }, ...page.members]}
        />
      </FilterForm>
      <DataTable
        caption={t('events.caption')}
        columns={columns}
        rows={page.rows}
        rowKey={(row) => String(row.position)}
        cards
        empty={
          <EmptyState title={t('empty')} action={<TextLink to={address}>{t('reset')}</TextLink>}>
            <p>{t('emptyEvents')}</p>
          </EmptyState>
        }
      />
      <TrailPager address={address} filter={filter} {...page} />
    </Page>
  )
}
