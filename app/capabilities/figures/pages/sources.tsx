import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { ruleFor } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import { ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Page } from '#app/ui/Page.tsx'
import { listSeries, listSources } from '../catalogue.server.ts'
import { countProfiles } from '../profiles/profiles.server.ts'
import { CatalogueTabs, DoneNotice, readDone } from '../series/FormParts.tsx'
import type { Route } from './+types/sources'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.read', request)
  const rows = await visit.read(async (reader) => {
    const offices = new Map(
      (await listOrganisations(reader, visit.language)).map((one) => [one.key, one.name]),
    )
    const counts = Map.groupBy(await listSeries(reader), ({ sourceKey }) => sourceKey)
    const today = visit.now.toISOString().slice(0, 10)
    const own = (await listSources(reader)).filter((source) => visit.may('figures.read', source))
    const profiles = await countProfiles(reader)
    const rows = []
    // One after another: a transaction has one connection, and that answers one question at a time.
    for (const source of own)
      rows.push({
        key: source.key,
        name: nameIn(visit.language, source),
        office: offices.get(source.organisation) ?? '',
        rule: await ruleFor(reader, source.key, today),
        series: counts.get(source.key)?.length ?? 0,
        profiles: profiles.get(source.key) ?? 0,
        mayEdit: visit.may('figures.define', source),
        mayDeliver: visit.may('figures.deliver', source),
      })
    return rows
  })
  return {
    base: `/${visit.tenant.slug}`,
    rows,
    mayDefine: visit.may('figures.define'),
    mayOffices: visit.may('organisations.edit'),
    done: readDone(request.url),
  }
}

export default function Sources({
  loaderData: { base, rows, mayDefine, mayOffices, done },
}: Route.ComponentProps) {
  const { t } = useTranslation('figures')
  const create = mayDefine ? (
    <ButtonLink to={`${base}/quellen/neu`}>{t('series.sources.new')}</ButtonLink>
  ) : null
  return (
    <Page
      title={t('series.sources.title')}
      lead={<p>{t('series.sources.lead')}</p>}
      actions={rows.length > 0 ? create : null}
    >
      <DoneNotice done={done} />
      <CatalogueTabs base={base} current="sources" all />
      <DataTable
        caption={t('series.sources.caption', { count: rows.length })}
        cards
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'name',
            header: t('series.sources.name'),
            rowHeader: true,
            cell: ({ key, name, mayEdit }) =>
              mayEdit ? <TextLink to={`${base}/quellen/${key}`}>{name}</TextLink> : name,
          },
          { key: 'office', header: t('series.sources.office'), cell: ({ office }) => office },
          {
            key: 'rule',
            header: t('series.sources.protection'),
            cell: ({ rule }) =>
              rule.kind === 'already-published'
                ? t('series.sources.published')
                : t('series.sources.threshold', { below: rule.threshold - 1 }),
          },
          {
            key: 'series',
            header: t('series.sources.series'),
            numeric: true,
            cell: ({ key, series }) => (
              <TextLink to={`${base}/zahlenreihen?quelle=${key}`}>{String(series)}</TextLink>
            ),
          },
          {
            key: 'profiles',
            header: t('profile.profilesOf'),
            cell: ({ key, name, mayDeliver, profiles }) =>
              mayDeliver ? (
                <TextLink to={`${base}/quellen/${key}/profile`}>
                  {t('profile.profilesCount', { count: profiles, name })}
                </TextLink>
              ) : (
                profiles
              ),
          },
        ]}
        empty={
          <EmptyState
            title={t('series.sources.empty')}
            action={
              <>
                {create}
                {mayOffices ? (
                  <ButtonLink to={`${base}/verwaltung/stellen`} kind="tertiary">
                    {t('series.sources.offices')}
                  </ButtonLink>
                ) : null}
              </>
            }
          >
            <p>{t('series.sources.emptyText')}</p>
          </EmptyState>
        }
      />
    </Page>
  )
}
