import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { periodKinds } from '#app/plain/period.ts'
import { Actions, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { readPaging, rowsOfPage } from '#app/ui/paging.ts'
import { CatalogueTabs, DoneNotice, readDone } from '../series/FormParts.tsx'
import { measureOf } from '../series/seriesForm.ts'
import { listCatalogue, matchesFilter } from '../series/seriesPage.server.ts'
import type { Route } from './+types/seriesList'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

/** A large town has five hundred. */
const seriesPerPage = 100

const optionsOf = (choices: readonly { readonly key: string; readonly name: string }[]) => [
  ...new Map(choices.map(({ key, name }) => [key, { value: key, label: name }])).values(),
]

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const { searchParams } = new URL(request.url)
  const text = (name: string) => searchParams.get(name)?.slice(0, 200) ?? ''
  const filter = {
    source: text('quelle'),
    office: text('stelle'),
    kind: text('art'),
    text: text('suche').trim(),
  }
  const all = await visit.read((reader) => listCatalogue(reader, visit.language))
  const rows = all
    .filter((one) => matchesFilter(one, filter))
    .map(({ series, name, source, office, latest }) => ({
      ...{ key: series.key, name, source: source.name, office: office.name, latest },
      ...{ periodKind: series.periodKind, measure: measureOf(series) },
    }))
  const paging = readPaging(searchParams, rows.length, seriesPerPage)
  return {
    base: `/${visit.tenant.slug}`,
    rows: rowsOfPage(rows, paging),
    paging,
    total: all.length,
    filter,
    sources: optionsOf(all.map(({ source }) => source)),
    offices: optionsOf(all.map(({ office }) => office)),
    kinds: periodKinds.filter((kind) => all.some(({ series }) => series.periodKind === kind)),
    mayDefine: visit.may('figures.define'),
    seesAll: visit.may('figures.read'),
    done: readDone(request.url),
  }
}

export default function SeriesList({ loaderData }: Route.ComponentProps) {
  const { base, rows, paging, total, filter, sources, offices, kinds, mayDefine, seesAll, done } = loaderData
  const { t } = useTranslation(['figures', 'ui'])
  const own = `${base}/zahlenreihen`
  const all = { value: '', label: t('series.list.all') }
  const create = mayDefine ? <ButtonLink to={`${own}/neu`}>{t('series.list.new')}</ButtonLink> : null
  return (
    <Page
      title={t('series.list.title')}
      lead={<p>{t('series.list.lead')}</p>}
      actions={total > 0 ? create : null}
      width="wide"
    >
      <DoneNotice done={done} />
      <CatalogueTabs base={base} current="series" all={seesAll} />
      {total > 0 ? (
        <FilterForm label={t('series.list.filter')}>
          <SelectField
            name="quelle"
            label={t('series.list.source')}
            options={[all, ...sources]}
            defaultValue={filter.source}
            optional
          />
          <SelectField
            name="stelle"
            label={t('series.list.office')}
            options={[all, ...offices]}
            defaultValue={filter.office}
            optional
          />
          <SelectField
            name="art"
            label={t('series.list.periods')}
            options={[all, ...kinds.map((kind) => ({ value: kind, label: t(`series.kinds.${kind}`) }))]}
            defaultValue={filter.kind}
            optional
          />
          <TextField
            name="suche"
            label={t('series.list.text')}
            type="search"
            defaultValue={filter.text}
            optional
          />
        </FilterForm>
      ) : null}
      <DataTable
        caption={t('series.list.caption', { count: paging.total })}
        cards
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'name',
            header: t('series.list.name'),
            rowHeader: true,
            cell: ({ key, name }) => <TextLink to={`${own}/${key}`}>{name}</TextLink>,
          },
          {
            key: 'unit',
            header: t('series.list.kind'),
            cell: ({ measure }) => t(`series.measures.${measure}`),
          },
          {
            key: 'periods',
            header: t('series.list.periods'),
            cell: ({ periodKind }) => t(`series.kinds.${periodKind}`),
          },
          { key: 'source', header: t('series.list.source'), cell: ({ source }) => source },
          { key: 'office', header: t('series.list.office'), cell: ({ office }) => office },
          {
            key: 'latest',
            header: t('series.list.released'),
            nowrap: true,
            cell: ({ latest }) => latest ?? <span className="ll-muted">{t('series.list.none')}</span>,
          },
        ]}
        empty={
          total > 0 ? (
            <EmptyState
              title={t('series.list.nothing')}
              action={<ButtonLink to={own}>{t('series.list.reset')}</ButtonLink>}
            >
              <p>{t('series.list.nothingText')}</p>
            </EmptyState>
          ) : (
            <EmptyState
              title={t('series.list.empty')}
              action={
                mayDefine ? (
                  <Actions>
                    <ButtonLink to={`${base}/quellen/neu`}>{t('series.sources.new')}</ButtonLink>
                    {create}
                  </Actions>
                ) : null
              }
            >
              <p>{t(mayDefine ? 'series.list.emptyText' : 'series.list.emptyReading')}</p>
            </EmptyState>
          )
        }
      />
      <Pager paging={paging} label={t('ui:pager.list')} />
    </Page>
  )
}
