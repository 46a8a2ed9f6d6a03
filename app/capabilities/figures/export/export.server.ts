import {
  countReleasedCells,
  listReleasedCells,
} from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { deriveDisclosed } from '#app/capabilities/confidentiality/disclosed.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { reportYear } from '#app/plain/period.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { listDimensions, listPeriods, listSeries, listSources } from '../catalogue.server.ts'
import type { Series } from '../figure.ts'
import { isOnePeriod, kindOfYear, valueOfYear } from '../series/overTime.ts'
import type { ExportedPeriod, ExportedRow, ExportedTable } from './exported.ts'
import { exportLimits, type Selection } from './selection.ts'

export type Exported =
  | { readonly table: ExportedTable }
  /** `found`: so many figures there are at least; nothing was read. */
  | { readonly refused: 'nothing-chosen' | 'too-many' | 'too-many-chosen'; readonly found: number }

type Wanted = {
  readonly title: string
  readonly language: Language
  readonly now: Date
  readonly most?: number
}

type Named = { readonly key: string; readonly name: string; readonly nameEn: string }
/** In English where there is a name. */
const namedIn =
  (language: Language) =>
  ({ key, name, nameEn }: Named) => ({ key, name: (language === 'en' && nameEn) || name })

/**
 * Released figures of a selection, in the order of the series chosen, of the places and in time. Surfaces of every kind read them
 * here, so that a file can't say more than a page.
 */
export async function readExport(
  reader: Reader,
  selection: Selection,
  { title, language, now, most = exportLimits.cells }: Wanted,
): Promise<Exported> {
  if (selection.series.length > exportLimits.series || selection.places.length > exportLimits.places)
    return { refused: 'too-many-chosen', found: 0 }
  const all = new Map((await listSeries(reader)).map((one) => [one.key, one]))
  const chosen = selection.series.flatMap((key) => all.get(key) ?? [])
  if (chosen.length === 0) return { refused: 'nothing-chosen', found: 0 }
  const places = await listPlaces(reader)
  const isEverywhere = selection.places.length === 0 && !selection.allAreas
  const wantedPlaces = places.filter(
    ({ key, kind }) =>
      isEverywhere || selection.places.includes(key) || (selection.allAreas && kind === 'area'),
  )
  const periods = new Map((await listPeriods(reader)).map((period) => [period.id, period]))
  const isWanted = (series: Series, period: { start: string; end: string }) => {
    const year = reportYear(period, series.reportedUnder)
    return (selection.from ?? year) <= year && year <= (selection.to ?? year)
  }
  const asked = chosen.map((series) => ({
    seriesIds: [series.id],
    placeIds: wantedPlaces.map(({ id }) => id),
    periodIds: [...periods.values()]
      .filter((period) => period.kind === series.periodKind && isWanted(series, period))
      .map(({ id }) => id),
    totalsOnly: !selection.breakdowns,
  }))
  let found = 0
  for (const one of asked) found += await countReleasedCells(reader, one)
  if (found > most) return { refused: 'too-many', found }
  const named = namedIn(language)
  const dimensions = (await listDimensions(reader)).map((one) => ({
    ...named(one),
    values: one.values.map(named),
  }))
  const sources = new Map((await listSources(reader)).map((source) => [source.key, named(source).name]))
  const order = new Map(places.map(({ id }, index) => [id, index]))
  const placeOf = new Map(places.map((place) => [place.id, { key: place.key, name: place.name }]))
  const rows: ExportedRow[] = []
  for (const [index, series] of chosen.entries()) {
    const about = {
      ...named(series),
      unit: series.unit,
      decimals: series.decimals,
      note: (language === 'en' && series.noteEn) || series.note,
      source: sources.get(series.sourceKey) ?? '',
    }
    const cells = (await listReleasedCells(reader, asked[index]!))
      .filter(({ breakdown, cell }) => {
        const isThere = 'value' in cell || cell.missing !== 'not-delivered'
        return isThere && (selection.breakdowns || breakdown === '')
      })
      .map((row) => ({ ...row, period: periods.get(row.periodId)! }))
    const grouped = selection.byYear ? toYears(series, cells) : cells
    const sorted = grouped.toSorted(
      (a, b) =>
        order.get(a.placeId)! - order.get(b.placeId)! ||
        (a.period.start < b.period.start ? -1 : a.period.start > b.period.start ? 1 : 0) ||
        (a.breakdown < b.breakdown ? -1 : 1),
    )
    for (const { placeId, period, breakdown, cell } of sorted)
      rows.push({
        series: about,
        place: placeOf.get(placeId)!,
        period: { kind: period.kind, key: period.key, start: period.start, end: period.end },
        breakdown: nameCategories(breakdown, dimensions),
        cell,
      })
  }
  const used = new Set(rows.flatMap(({ breakdown }) => Object.keys(breakdown)))
  return {
    table: {
      title,
      language,
      madeOn: germanDay(now),
      dimensions: dimensions.filter(({ key }) => used.has(key)).map(({ key, name }) => ({ key, name })),
      rows,
    },
  }
}

type Found = Awaited<ReturnType<typeof listReleasedCells>>[number]
type Dated = Pick<Found, 'placeId' | 'breakdown' | 'cell'> & { readonly period: ExportedPeriod }

/** One figure per report year, place and breakdown; where a part is secret or missing, so is the year. */
function toYears(series: Series, cells: readonly Dated[]): Dated[] {
  const yearOf = ({ period }: Dated) => reportYear(period, series.reportedUnder)
  const groups = Map.groupBy(cells, (one) => `${one.placeId} ${yearOf(one)} ${one.breakdown}`)
  return [...groups.values()].map((parts) => {
    const latest = parts.reduce((best, part) => (part.period.end > best.period.end ? part : best))
    const year = yearOf(latest)
    const cell = deriveDisclosed(
      parts.map((part) => part.cell),
      (values) =>
        valueOfYear(
          series,
          values.map((value, index) => ({ end: parts[index]!.period.end, cell: value })),
        ),
    )
    const period = isOnePeriod(series)
      ? latest.period
      : { kind: kindOfYear(series), key: String(year), start: `${year}-01-01`, end: `${year}-12-31` }
    return { placeId: latest.placeId, breakdown: latest.breakdown, cell, period }
  })
}

function nameCategories(
  breakdown: string,
  dimensions: readonly {
    readonly key: string
    readonly values: readonly { readonly key: string; readonly name: string }[]
  }[],
): ExportedRow['breakdown'] {
  const parts = breakdown.split('&').flatMap((part) => {
    const [dimension, value] = part.split('=')
    if (!dimension || value === undefined) return []
    const found = dimensions.find(({ key }) => key === dimension)?.values.find(({ key }) => key === value)
    return [[dimension, { key: value, name: found?.name ?? value }] as const]
  })
  return Object.fromEntries(parts)
}
