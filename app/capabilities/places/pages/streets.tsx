import { useTranslation } from 'react-i18next'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { listPlaceFiles } from '../files/placeFiles.server.ts'
import { WaitingFiles } from '../files/WaitingFiles.tsx'
import { listRegisters } from '../streets/registers.server.ts'
import type { Route } from './+types/streets'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

const doneWords = ['taken', 'discarded'] as const

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const { registers, waiting } = await visit.read(async (reader) => ({
    registers: await listRegisters(reader),
    waiting: await listPlaceFiles(reader, 'streets'),
  }))
  const today = germanDay(visit.now)
  const current = registers.find(({ validFrom }) => validFrom <= today)?.id
  const base = `/${visit.tenant.slug}/verwaltung`
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const mayChange = visit.may('places.edit', wholeTenant)
  return {
    base,
    mayChange,
    registers: registers.map(({ createdAt: _createdAt, ...register }) => ({
      ...register,
      state: register.id === current ? 'current' : register.validFrom > today ? 'later' : 'former',
    })),
    waiting: (mayChange ? waiting : []).map(({ id, name, createdBy }) => ({
      href: `${base}/strassen/pruefen/${id}`,
      label: t('streets.list.waitingFile', { name, by: createdBy }),
    })),
    done: doneWords.find((word) => word === new URL(request.url).searchParams.get('erledigt')),
  }
}

const states = { current: 'current', later: 'later', former: 'former' } as const

export default function Streets({ loaderData }: Route.ComponentProps) {
  const { base, mayChange, registers, waiting, done } = loaderData
  const { t } = useTranslation('places')
  const upload = mayChange ? (
    <ButtonLink to={`${base}/strassen/neu`} kind="primary" icon="upload">
      {t('streets.list.upload')}
    </ButtonLink>
  ) : null
  return (
    <Page
      breadcrumb={[{ label: t('administration'), href: base }]}
      title={t('streets.title')}
      lead={<p>{t('streets.lead')}</p>}
    >
      {done ? (
        <Notice kind={done === 'taken' ? 'success' : 'info'} title={t(`streets.list.${done}`)} live />
      ) : null}
      {mayChange ? null : <Notice kind="info" title={t('streets.onlyWhole')} />}
      {registers.length > 0 ? (
        <Actions>
          <ButtonLink to={`${base}/strassen/adressen`} kind={mayChange ? 'secondary' : 'primary'}>
            {t('streets.list.ask')}
          </ButtonLink>
          {upload}
        </Actions>
      ) : null}
      <WaitingFiles title={t('streets.list.waiting')} files={waiting} />
      <DataTable
        caption={t('streets.list.caption')}
        cards
        rows={registers}
        rowKey={({ id }) => String(id)}
        empty={
          <EmptyState title={t('streets.list.empty')} action={upload}>
            <p>{t('streets.list.emptyText')}</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'validFrom',
            header: t('streets.list.validFrom'),
            rowHeader: true,
            cell: ({ validFrom }) => <DateText iso={validFrom} />,
          },
          {
            key: 'state',
            header: t('streets.list.state'),
            cell: ({ state }) => t(`streets.list.${states[state as keyof typeof states]}`),
          },
          { key: 'file', header: t('streets.list.file'), cell: ({ fileName }) => fileName },
          {
            key: 'lines',
            header: t('streets.list.lines'),
            numeric: true,
            cell: ({ lineCount }) => lineCount,
          },
          {
            key: 'streets',
            header: t('streets.list.streets'),
            numeric: true,
            cell: ({ streetCount }) => streetCount,
          },
          { key: 'by', header: t('streets.list.by'), cell: ({ createdBy }) => createdBy },
        ]}
      />
    </Page>
  )
}
