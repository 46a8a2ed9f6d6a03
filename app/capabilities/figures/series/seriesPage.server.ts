import { sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may, readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import {
  listFamilies,
  listReleasedCells,
  ruleFor,
} from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { deriveDisclosed } from '#app/capabilities/confidentiality/disclosed.ts'
import type { ProtectionRule } from '#app/capabilities/confidentiality/rule.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { findWhole } from '#app/capabilities/places/place.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import { type Period, reportYear } from '#app/plain/period.ts'
import { type Reader, rowsOf } from '#app/platform/database.server.ts'
import { remember } from '#app/platform/remembered.server.ts'
import { listDimensions, listPeriods, listSeries, listSources, type Source } from '../catalogue.server.ts'
import type { Series } from '../figure.ts'
import { valueOfYear } from './overTime.ts'

export type Choice = { readonly key: string; readonly name: string }

/** What can be chosen in the form of a series. */
export type SeriesChoices = {
  readonly sources: readonly Choice[]
  readonly families: readonly Choice[]
  readonly dimensions: readonly Choice[]
  /** Counts that it may be a part of or refer to. */
  readonly counts: readonly Choice[]
}

const naming = (language: Language) => (one: { key: string; name: string; nameEn: string }) => ({
  key: one.key,
  name: nameIn(language, one),
})

export async function listSeriesChoices(
  reader: Reader,
  actor: Actor,
  { language, ownKey }: { readonly language: Language; readonly ownKey: string | undefined },
): Promise<SeriesChoices> {
  const named = naming(language)
  const sources = (await listSources(reader)).filter((source) => may(actor, 'figures.define', source))
  const counts = (await listSeries(reader)).filter(({ kind, key }) => kind === 'count' && key !== ownKey)
  return {
    sources: sources.map(named),
    families: (await listFamilies(reader)).map(named),
    dimensions: (await listDimensions(reader)).map(named),
    counts: counts.map(named),
  }
}

/** A series in the list; `latest`: the youngest period with released values. */
export type ListedSeries = {
  readonly series: Series
  readonly name: string
  readonly source: Choice
  readonly office: Choice
  readonly latest: string | undefined
}

/** Everything that is counted, by name, with where it comes from and how fresh what is released is. */
export async function listCatalogue(reader: Reader, language: Language): Promise<ListedSeries[]> {
  const named = naming(language)
  const offices = new Map((await listOrganisations(reader, language)).map((one) => [one.key, one.name]))
  const sources = new Map((await listSources(reader)).map((source) => [source.key, source]))
  const mark = JSON.stringify(['newest periods', reader.tenant, await readStateMark(reader)])
  const latest = await remember(mark, () => listNewestPeriods(reader))
  const collator = new Intl.Collator(language)
  return (await listSeries(reader))
    .map((series) => {
      const source = sources.get(series.sourceKey)!
      return {
        series,
        name: named(series).name,
        source: named(source),
        office: { key: source.organisation, name: offices.get(source.organisation) ?? '' },
        latest: latest.get(series.id),
      }
    })
    .sort((a, b) => collator.compare(a.name, b.name))
}

/** Of each series with released values its youngest period, by its key. */
async function listNewestPeriods(reader: Reader): Promise<ReadonlyMap<number, string>> {
  // Looks from the youngest period on and stops at the first with a value: with millions of cells, few are touched. `offset 0`
  // keeps the order inside, `limit 1` in the condition keeps it a look-up.
  const rows = await rowsOf<{ series_id: number; key: string }>(
    reader,
    sql`select s.id as series_id, latest.key
        from series s
        join releases r on r.tenant_id = s.tenant_id and r.family_id = s.family_id and r.state = 'current'
        cross join lateral (
          select p.key
          from (select id, key from periods where tenant_id = ${reader.tenant} order by end_date desc offset 0) p
          where (select true from released_cells c
                 where c.tenant_id = ${reader.tenant} and c.release_id = r.id and c.series_id = s.id
                   and c.period_id = p.id limit 1)
          limit 1) latest
        where s.tenant_id = ${reader.tenant}`,
  )
  return new Map(rows.map((row) => [row.series_id, row.key]))
}

/** What a list is narrowed to; `text` is looked for in names, meaning and aliases. */
export type CatalogueFilter = {
  readonly source: string
  readonly office: string
  readonly kind: string
  readonly text: string
}

export function matchesFilter({ series, source, office }: ListedSeries, filter: CatalogueFilter): boolean {
  const words = filter.text.toLowerCase().split(/\s+/)
  const { name, nameEn, meaning, meaningEn, key, aliases } = series
  const hay = [name, nameEn, meaning, meaningEn, key, ...aliases].join('\n').toLowerCase()
  return (
    (filter.source === '' || source.key === filter.source) &&
    (filter.office === '' || office.key === filter.office) &&
    (filter.kind === '' || series.periodKind === filter.kind) &&
    words.every((word) => hay.includes(word))
  )
}

export type YearValue = { readonly year: number; readonly cell: Disclosed<Cell> }

export type SeriesDelivery = {
  readonly id: number
  readonly fileName: string
  readonly receivedOn: string
  readonly facts: number
}

/** One series with everything that belongs to it. Values are released ones. */
export type SeriesSheet = {
  readonly series: Series
  readonly source: Source
  readonly office: string
  readonly rule: ProtectionRule
  readonly dimensions: readonly Choice[]
  readonly family: readonly Choice[]
  readonly partOf: Choice | undefined
  readonly base: Choice | undefined
  /** The town or county as a whole. */
  readonly place: string | undefined
  readonly years: readonly YearValue[]
  readonly extent: { readonly from: string; readonly to: string; readonly places: number } | undefined
  readonly deliveries: readonly SeriesDelivery[]
}

const shownDeliveries = 10

/** `actor` undefined: everybody; deliveries are for those who may see that office's. */
export async function findSeriesSheet(
  reader: Reader,
  key: string,
  wanted: { readonly language: Language; readonly actor: Actor | undefined; readonly today: string },
): Promise<SeriesSheet | undefined> {
  const all = await listSeries(reader)
  const series = all.find((one) => one.key === key)
  if (!series) return undefined
  const { language, actor } = wanted
  const named = naming(language)
  const choiceOf = (other: string | undefined) => {
    const found = all.find((one) => one.key === other)
    return found && named(found)
  }
  const source = (await listSources(reader)).find((one) => one.key === series.sourceKey)!
  const office = (await listOrganisations(reader, language)).find((one) => one.key === source.organisation)
  return {
    series,
    source,
    office: office?.name ?? '',
    rule: await ruleFor(reader, source.key, wanted.today),
    dimensions: (await listDimensions(reader))
      .filter((one) => series.dimensions.includes(one.key))
      .map(named),
    family: all.filter((one) => one.familyKey === series.familyKey && one !== series).map(named),
    partOf: choiceOf(series.partOf),
    base: choiceOf(series.base),
    ...(await readYears(reader, series)),
    deliveries: may(actor, 'figures.read', source) ? await listDeliveriesOf(reader, series) : [],
  }
}

async function readYears(
  reader: Reader,
  series: Series,
): Promise<Pick<SeriesSheet, 'place' | 'years' | 'extent'>> {
  const places = await listPlaces(reader)
  const town = findWhole(places)
  const periods = new Map((await listPeriods(reader)).map((period) => [period.id, period]))
  const cells = await listReleasedCells(reader, {
    seriesIds: [series.id],
    placeIds: town ? [town.id] : [],
    totalsOnly: true,
  })
  const own = cells.flatMap((row) => {
    const period = periods.get(row.periodId)
    return period?.kind === series.periodKind ? [{ ...row, period }] : []
  })
  const byYear = Map.groupBy(own, ({ period }) => reportYear(period, series.reportedUnder))
  const years = [...byYear].map(([year, parts]) => ({
    year,
    cell: deriveDisclosed(
      parts.map(({ cell }) => cell),
      (values) =>
        valueOfYear(
          series,
          values.map((cell, index) => ({ end: parts[index]!.period.end, cell })),
        ),
    ),
  }))
  return {
    place: town?.name,
    years: years.sort((a, b) => b.year - a.year),
    extent: await readExtent(reader, series, periods),
  }
}

/** From when until when released figures of a series are there, and of how many places at some time. */
async function readExtent(
  reader: Reader,
  series: Series,
  periods: ReadonlyMap<number, Period>,
): Promise<SeriesSheet['extent']> {
  const [row] = await rowsOf<{ period_ids: number[] | null; places: number }>(
    reader,
    sql`select array_agg(distinct c.period_id) as period_ids, count(distinct c.place_id)::integer as places
        from released_cells c
        join releases r on r.tenant_id = c.tenant_id and r.id = c.release_id and r.state = 'current'
        where c.tenant_id = ${reader.tenant} and c.series_id = ${series.id}`,
  )
  const seen = (row?.period_ids ?? []).flatMap((id) => periods.get(id) ?? [])
  const times = seen.filter(({ kind }) => kind === series.periodKind).sort((a, b) => (a.end < b.end ? -1 : 1))
  return times[0] && { from: times[0].key, to: times.at(-1)!.key, places: row!.places }
}

/** The youngest deliveries with figures of a series; how many, not which. */
async function listDeliveriesOf(reader: Reader, { id }: Series): Promise<SeriesDelivery[]> {
  const rows = await rowsOf<{ id: number; name: string; received: string; facts: number }>(
    reader,
    sql`with counted as materialized (
          select delivery_id, count(*)::integer as facts from facts
          where tenant_id = ${reader.tenant} and series_id = ${id} group by delivery_id)
        select d.id, files.name, d.received_on::text as received, counted.facts
        from counted
        join deliveries d on d.tenant_id = ${reader.tenant} and d.id = counted.delivery_id
        join files on files.tenant_id = d.tenant_id and files.id = d.file_id
        order by d.id desc limit ${shownDeliveries}`,
  )
  return rows.map((row) => ({ id: row.id, fileName: row.name, receivedOn: row.received, facts: row.facts }))
}
