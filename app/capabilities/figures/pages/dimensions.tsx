import { useTranslation } from 'react-i18next'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import { ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Page } from '#app/ui/Page.tsx'
import { listDimensions, listSeries } from '../catalogue.server.ts'
import { CatalogueTabs, DoneNotice, readDone } from '../series/FormParts.tsx'
import type { Route } from './+types/dimensions'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.read', request)
  const nameOf = (one: { name: string; nameEn: string }) => nameIn(visit.language, one)
  const rows = await visit.read(async (reader) => {
    const series = await listSeries(reader)
    return (await listDimensions(reader)).map((dimension) => ({
      key: dimension.key,
      name: nameOf(dimension),
      values: dimension.values.map(nameOf),
      series: series.filter((one) => one.dimensions.includes(dimension.key)).map(nameOf),
    }))
  })
  return {
    base: `/${visit.tenant.slug}`,
    rows,
    mayDefine: visit.may('figures.define', wholeTenant),
    done: readDone(request.url),
  }
}

export default function Dimensions({ loaderData: { base, rows, mayDefine, done } }: Route.ComponentProps) {
  const { t } = useTranslation('figures')
  const create = mayDefine ? (
    <ButtonLink to={`${base}/merkmale/neu`}>{t('series.dimensions.new')}</ButtonLink>
  ) : null
  return (
    <Page
      title={t('series.dimensions.title')}
      lead={<p>{t('series.dimensions.lead')}</p>}
      actions={rows.length > 0 ? create : null}
    >
      <DoneNotice done={done} />
      <CatalogueTabs base={base} current="dimensions" all />
      <DataTable
        caption={t('series.dimensions.caption', { count: rows.length })}
        cards
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'name',
            header: t('series.dimensions.name'),
            rowHeader: true,
            cell: ({ key, name }) =>
              mayDefine ? <TextLink to={`${base}/merkmale/${key}`}>{name}</TextLink> : name,
          },
          { key: 'key', header: t('series.dimensions.key'), cell: ({ key }) => <code>{key}</code> },
          { key: 'values', header: t('series.dimensions.values'), cell: ({ values }) => values.join('; ') },
          {
            key: 'series',
            header: t('series.dimensions.series'),
            cell: ({ series }) => series.join('; ') || '–',
          },
        ]}
        empty={
          <EmptyState title={t('series.dimensions.empty')} action={create}>
            <p>{t('series.dimensions.emptyText')}</p>
          </EmptyState>
        }
      />
    </Page>
  )
}
