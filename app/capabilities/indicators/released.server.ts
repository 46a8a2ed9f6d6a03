import { listReleasedCells } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { deriveDisclosed } from '#app/capabilities/confidentiality/disclosed.ts'
import type { Series } from '#app/capabilities/figures/figure.ts'
import { listPeriods } from '#app/capabilities/figures/figures.server.ts'
import { isOnePeriod, valueOfYear } from '#app/capabilities/figures/series/overTime.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import { reportYear } from '#app/plain/period.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { Catalogue } from './catalogue.server.ts'
import type { Plan, Slot } from './plan.ts'
import type { ReleasedFigures } from './results.ts'

export type ReleasedWithPeriods = ReleasedFigures & {
  /** Identifies the figures behind a slot (a year made of months has twelve), in time, so that their origins can be asked for. */
  readonly locate: (slot: Slot, placeKey: string, year: number) => readonly FigureAddress[]
}

export type FigureAddress = {
  readonly seriesId: number
  readonly periodId: number
  readonly placeId: number
  readonly breakdown: string
}

/** A figure of one period. */
type Part = {
  readonly cell: Disclosed<Cell>
  readonly period: Awaited<ReturnType<typeof listPeriods>>[number]
  readonly placeId: number
}

/** The figure of a year with the periods that it is made of. */
type Found = {
  readonly cell: Disclosed<Cell>
  readonly periodIds: readonly number[]
  readonly placeId: number
}

const byEnd = (a: Part, b: Part) => (a.period.end < b.period.end ? -1 : 1)

function toYear(series: Series, parts: readonly Part[]): Found & { readonly periodKey: string } {
  const latest = parts.reduce((best, part) => (part.period.end > best.period.end ? part : best))
  const cell = deriveDisclosed(
    parts.map((part) => part.cell),
    (cells) =>
      valueOfYear(
        series,
        cells.map((one, index) => ({ end: parts[index]!.period.end, cell: one })),
      ),
  )
  const periodKey = isOnePeriod(series)
    ? latest.period.key
    : String(reportYear(latest.period, series.reportedUnder))
  const used = series.overTime === 'sum' ? parts.toSorted(byEnd) : [latest]
  return { cell, periodIds: used.map(({ period }) => period.id), placeId: latest.placeId, periodKey }
}

const latestEnd = (parts: readonly Part[]) =>
  parts
    .map(({ period }) => period.end)
    .toSorted()
    .at(-1) ?? ''

/** Up to here, naming the periods makes the database look cells up instead of reading past those of all other places. */
const fewPlaces = 20

const cellKey = (series: string, breakdown: string, place: string, year: number) =>
  `${series}|${breakdown}|${place}|${year}`

/**
 * Reads all released figures that these plans need, in one query. `places`: keys of the places of the rows; comparison places
 * of the formulas come along. `onlyYears`: no others are read. A series counts in the kind of period it is defined for; several
 * periods of a year (quarters) make its value as the series says.
 */
export async function readReleased(
  reader: Reader,
  catalogue: Catalogue,
  plans: readonly Plan[],
  places: readonly string[],
  onlyYears?: readonly number[],
): Promise<ReleasedWithPeriods> {
  const slots = plans.flatMap((plan) => plan.slots)
  const wanted = new Set([...places, ...slots.flatMap((slot) => slot.place ?? [])])
  const placeKeys = new Map(
    catalogue.places.filter((place) => wanted.has(place.key)).map((place) => [place.id, place.key]),
  )
  const series = new Map(
    slots.flatMap((slot) => {
      const found = catalogue.series.get(slot.series)
      return found ? [[found.id, found] as const] : []
    }),
  )
  const periods = new Map((await listPeriods(reader)).map((period) => [period.id, period]))
  const wantedPeriods = [...periods.values()].filter((period) =>
    [...series.values()].some(
      (of) =>
        of.periodKind === period.kind &&
        (onlyYears === undefined || onlyYears.includes(reportYear(period, of.reportedUnder))),
    ),
  )
  const cells = await listReleasedCells(reader, {
    seriesIds: [...series.keys()],
    placeIds: [...placeKeys.keys()],
    // Of a few places each cell is looked up in the key; of many, whole series are read.
    ...((onlyYears || placeKeys.size <= fewPlaces) && { periodIds: wantedPeriods.map(({ id }) => id) }),
  })
  const parts = new Map<string, { of: Series; year: number; list: Part[] }>()
  const years = new Map<string, Set<number>>()
  const periodKeys = new Map<string, string>()
  for (const { seriesId, placeId, periodId, breakdown, cell } of cells) {
    const of = series.get(seriesId)
    const period = periods.get(periodId)
    const place = placeKeys.get(placeId)
    if (!of || !period || place === undefined || period.kind !== of.periodKind) continue
    const year = reportYear(period, of.reportedUnder)
    const key = cellKey(of.key, breakdown, place, year)
    const known = parts.get(key)
    if (known) known.list.push({ cell, period, placeId })
    else parts.set(key, { of, year, list: [{ cell, period, placeId }] })
    const yearsKey = `${of.key}|${breakdown}`
    years.set(yearsKey, (years.get(yearsKey) ?? new Set()).add(year))
  }
  const index = new Map<string, Found>()
  const ends = new Map<string, string>()
  for (const [key, { of, year, list }] of parts) {
    const found = toYear(of, list)
    index.set(key, found)
    // Places may be behind: a year is called by, and ends with, the latest period that any of them has.
    const name = `${of.key}|${year}`
    const end = latestEnd(list)
    if (end <= (ends.get(name) ?? '')) continue
    ends.set(name, end)
    periodKeys.set(name, found.periodKey)
  }
  const find = (slot: Slot, place: string, year: number) =>
    index.get(cellKey(slot.series, slot.breakdown, place, year))
  return {
    find: (slot, place, year) => find(slot, place, year)?.cell,
    yearsOf: (slot) => [...(years.get(`${slot.series}|${slot.breakdown}`) ?? [])],
    periodKeyOf: (key, year) => periodKeys.get(`${key}|${year}`),
    endOf: (key, year) => ends.get(`${key}|${year}`),
    locate: (slot, place, year) => {
      const found = find(slot, place, year)
      const seriesId = catalogue.series.get(slot.series)?.id
      if (!found || seriesId === undefined) return []
      const { periodIds, placeId } = found
      return periodIds.map((periodId) => ({ seriesId, periodId, placeId, breakdown: slot.breakdown }))
    },
  }
}
