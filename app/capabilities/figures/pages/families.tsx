import { useTranslation } from 'react-i18next'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { listFamilies } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import { ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Page } from '#app/ui/Page.tsx'
import { listSeries } from '../catalogue.server.ts'
import { CatalogueTabs, DoneNotice, readDone } from '../series/FormParts.tsx'
import type { Route } from './+types/families'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.read', request)
  const nameOf = (one: { name: string; nameEn: string }) => nameIn(visit.language, one)
  const rows = await visit.read(async (reader) => {
    const series = await listSeries(reader)
    return (await listFamilies(reader)).map((family) => ({
      key: family.key,
      name: nameOf(family),
      series: series
        .filter(({ familyKey }) => familyKey === family.key)
        .map((one) => ({ key: one.key, name: nameOf(one) })),
    }))
  })
  return {
    base: `/${visit.tenant.slug}`,
    rows,
    mayDefine: visit.may('figures.define', wholeTenant),
    done: readDone(request.url),
  }
}

export default function Families({ loaderData: { base, rows, mayDefine, done } }: Route.ComponentProps) {
  const { t } = useTranslation('figures')
  const create = mayDefine ? (
    <ButtonLink to={`${base}/familien/neu`}>{t('series.families.new')}</ButtonLink>
  ) : null
  return (
    <Page
      title={t('series.families.title')}
      lead={<p>{t('series.families.lead')}</p>}
      actions={rows.length > 0 ? create : null}
    >
      <DoneNotice done={done} />
      <CatalogueTabs base={base} current="families" all />
      <p>{t('series.families.explain')}</p>
      <DataTable
        caption={t('series.families.caption', { count: rows.length })}
        cards
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'name',
            header: t('series.families.name'),
            rowHeader: true,
            cell: ({ key, name }) =>
              mayDefine ? <TextLink to={`${base}/familien/${key}`}>{name}</TextLink> : name,
          },
          {
            key: 'series',
            header: t('series.families.series'),
            cell: ({ series }) => (
              <ul className="ll-plain-list">
                {series.map((one) => (
                  <li key={one.key}>
                    <TextLink to={`${base}/zahlenreihen/${one.key}`}>{one.name}</TextLink>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
        empty={
          <EmptyState title={t('series.families.empty')} action={create}>
            <p>{t('series.families.emptyText')}</p>
          </EmptyState>
        }
      />
    </Page>
  )
}
