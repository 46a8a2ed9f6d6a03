import { useTranslation } from 'react-i18next'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { ChartPicture } from '#app/ui/charts/Chart.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { readBoundaryState } from '../boundaries/boundaryPage.server.ts'
import { listPlaceFiles } from '../files/placeFiles.server.ts'
import { WaitingFiles } from '../files/WaitingFiles.tsx'
import type { Route } from './+types/boundaries'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

const doneWords = ['taken', 'discarded'] as const

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const { state, waiting } = await visit.read(async (reader) => ({
    state: await readBoundaryState(reader, t, visit.now),
    waiting: await listPlaceFiles(reader, 'boundaries'),
  }))
  const base = `/${visit.tenant.slug}/verwaltung`
  const mayChange = visit.may('places.edit', wholeTenant)
  return {
    base,
    mayChange,
    state,
    waiting: (mayChange ? waiting : []).map(({ id, name, createdBy }) => ({
      href: `${base}/grenzen/pruefen/${id}`,
      label: t('boundaries.list.waitingFile', { name, by: createdBy }),
    })),
    done: doneWords.find((word) => word === new URL(request.url).searchParams.get('erledigt')),
  }
}

export default function Boundaries({ loaderData }: Route.ComponentProps) {
  const { base, mayChange, state, waiting, done } = loaderData
  const { t } = useTranslation('places')
  return (
    <Page
      breadcrumb={[{ label: t('administration'), href: base }]}
      title={t('boundaries.title')}
      lead={<p>{t('boundaries.lead')}</p>}
      actions={
        mayChange ? (
          <ButtonLink to={`${base}/grenzen/neu`} kind="primary" icon="upload">
            {t('boundaries.list.upload')}
          </ButtonLink>
        ) : null
      }
    >
      {done ? (
        <Notice kind={done === 'taken' ? 'success' : 'info'} title={t(`boundaries.list.${done}`)} live />
      ) : null}
      {mayChange ? null : <Notice kind="info" title={t('boundaries.onlyWhole')} />}
      <WaitingFiles title={t('boundaries.list.waiting')} files={waiting} />
      {state.map ? <ChartPicture svg={state.map} /> : <p>{t('boundaries.list.none')}</p>}
      <DataTable
        caption={t('boundaries.list.caption')}
        rows={state.areas}
        rowKey={({ id }) => String(id)}
        empty={
          <EmptyState title={t('boundaries.list.empty')}>
            <p>{t('boundaries.list.emptyText')}</p>
          </EmptyState>
        }
        columns={[
          { key: 'name', header: t('boundaries.list.place'), rowHeader: true, cell: ({ name }) => name },
          { key: 'kind', header: t('boundaries.list.kind'), cell: ({ kind }) => kind },
          { key: 'state', header: t('boundaries.list.state'), cell: (area) => area.state },
        ]}
      />
    </Page>
  )
}
