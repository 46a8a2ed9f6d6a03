import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand } from '#app/capabilities/accounts/accounts.server.ts'
import { exactFor } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { deriveExact } from '#app/capabilities/confidentiality/disclosed.ts'
import type { Series } from '#app/capabilities/figures/figure.ts'
import {
  gatherCells,
  type HeldCell,
  listDimensions,
  listPeriods,
} from '#app/capabilities/figures/figures.server.ts'
import { type PartOfYear, valueOfYear } from '#app/capabilities/figures/series/overTime.ts'
import { lineageOf, type Place } from '#app/capabilities/places/place.ts'
import { listPlacesInScope } from '#app/capabilities/places/places.server.ts'
import { type Cell, missing } from '#app/plain/cell.ts'
import type { Exact } from '#app/plain/disclosure.ts'
import type { Language, Unit } from '#app/plain/format.ts'
import { reportYear } from '#app/plain/period.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { nameBreakdown, namePlace, nameSeries } from './naming.ts'
import type { Slot } from './plan.ts'
import { type ComputedResults, computeResults } from './results.server.ts'

type Wanted = { readonly indicator: string; readonly language: Language }

/** What a person may ask for exactly: places in their scope. */
type Scope = {
  readonly found: ComputedResults
  readonly computed: ComputedResults['computed'][number]
  readonly places: readonly Place[]
  /** Inputs of the formula; those that a formula takes from a place outside of the scope are left out. */
  readonly slots: readonly Slot[]
}

async function findScope(
  reader: Reader,
  actor: Actor,
  { indicator, language }: Wanted,
): Promise<Scope | undefined> {
  const found = await computeResults(reader, { indicators: [indicator], language })
  const [computed] = found.computed
  if (!computed) return undefined
  const { field } = computed.result.indicator
  const places = await listPlacesInScope(reader, actor, 'figures.exact', { field })
  const keys = new Set(places.map(({ key }) => key))
  const slots = computed.plan.slots.filter(({ place }) => place === undefined || keys.has(place))
  return places.length === 0 || slots.length === 0 ? undefined : { found, computed, places, slots }
}

export type ExactChoice = {
  readonly key: string
  readonly name: string
  /** Years of which something was released, the latest first. */
  readonly years: readonly number[]
}

/** What may be asked for before anything is shown. Undefined: no such indicator, or nothing of it in this person's scope. */
export async function findExactChoice(
  reader: Reader,
  actor: Actor,
  wanted: Wanted,
): Promise<ExactChoice | undefined> {
  const scope = await findScope(reader, actor, wanted)
  if (!scope) return undefined
  const { indicator, years } = scope.computed.result
  return { key: indicator.key, name: indicator.name, years: years.toReversed() }
}

export type ExactColumn = {
  readonly name: string
  readonly unit: Unit
  readonly decimals: number
}

export type ExactYear = {
  readonly year: number
  readonly rows: readonly {
    readonly place: string
    readonly isTown: boolean
    readonly cells: readonly Exact<Cell>[]
  }[]
}

export type ExactTable = {
  readonly columns: readonly ExactColumn[]
  /** The latest first. */
  readonly years: readonly ExactYear[]
}

const idOf = (series: number, breakdown: string, place: number, year: number) =>
  `${series}|${breakdown}|${place}|${year}`

/** Cells by series, breakdown, place and year under which the series is reported; several periods of a year as the series says. */
function indexCells(
  cells: readonly HeldCell[],
  found: ComputedResults,
  periods: Awaited<ReturnType<typeof listPeriods>>,
): ReadonlyMap<string, { readonly year: number; readonly cell: Cell }> {
  const series = new Map([...found.catalogue.series.values()].map((one) => [one.id, one]))
  const byId = new Map(periods.map((period) => [period.id, period]))
  const index = new Map<string, { of: Series; year: number; parts: PartOfYear[] }>()
  for (const { seriesId, periodId, placeId, breakdown, cell } of cells) {
    const [of, period] = [series.get(seriesId), byId.get(periodId)]
    if (!of || period?.kind !== of.periodKind) continue
    const year = reportYear(period, of.reportedUnder)
    const id = idOf(seriesId, breakdown, placeId, year)
    const known = index.get(id)
    if (known) known.parts.push({ end: period.end, cell })
    else index.set(id, { of, year, parts: [{ end: period.end, cell }] })
  }
  return new Map([...index].map(([id, { of, year, parts }]) => [id, { year, cell: valueOfYear(of, parts) }]))
}

/**
 * The inputs of an indicator exactly as they were delivered, for the places in this person's scope. The look is recorded with
 * its reason in the same transaction, before anything is opened. `year` undefined: all years. Undefined as in
 * `findExactChoice`.
 */
export async function readExactTable(
  writer: Writer,
  actor: Actor,
  wanted: Wanted & { readonly reason: string; readonly year: number | undefined; readonly now: Date },
): Promise<ExactTable | undefined> {
  const scope = await findScope(writer, actor, wanted)
  if (!scope) return undefined
  const { found, computed, places, slots } = scope
  const { indicator } = computed.result
  const all = found.catalogue.places
  const seriesOf = (slot: Slot) => found.catalogue.series.get(slot.series)
  const about = places.map((place) => ({ field: indicator.field, places: [lineageOf(all, place)] }))
  for (const thing of about) demand(actor, 'figures.exact', thing)
  const box = await gatherCells(
    writer,
    slots.flatMap((slot) => seriesOf(slot)?.id ?? []),
    places.map(({ id }) => id),
  )
  const opened = await exactFor(writer, actor, box, {
    reason: wanted.reason,
    thing: `indicator ${indicator.key}`,
    about,
    details: { year: wanted.year ?? null, places: places.map(({ key }) => key) },
    now: wanted.now,
  })
  if (!opened) return undefined
  const periods = await listPeriods(writer)
  const index = deriveExact([opened], ([cells]) => indexCells(cells!, found, periods))
  const years = deriveExact([index], ([known]) => [...new Set([...known!.values()].map(({ year }) => year))])
  const byKey = new Map(all.map((place) => [place.key, place]))
  const cellOf = (slot: Slot, place: Place, year: number): Exact<Cell> =>
    deriveExact([index], ([known]) => {
      const at = slot.place === undefined ? place : byKey.get(slot.place)!
      const id = idOf(seriesOf(slot)?.id ?? 0, slot.breakdown, at.id, year)
      return known!.get(id)?.cell ?? missing('not-delivered')
    })
  const names = {
    catalogue: found.catalogue,
    dimensions: await listDimensions(writer),
    language: wanted.language,
  }
  return {
    columns: slots.map((slot) => ({
      name: [
        nameSeries(names, slot.series),
        nameBreakdown(names, slot.breakdown),
        slot.place === undefined ? '' : namePlace(names, slot.place),
      ]
        .filter((part) => part !== '')
        .join(', '),
      unit: seriesOf(slot)?.unit ?? 'count',
      decimals: seriesOf(slot)?.decimals ?? 0,
    })),
    years: years
      .filter((year) => wanted.year === undefined || year === wanted.year)
      .toSorted((a, b) => b - a)
      .map((year) => ({
        year,
        rows: places
          .map((place) => ({
            place: place.name,
            isTown: place.kind === 'town' || place.kind === 'county',
            cells: slots.map((slot) => cellOf(slot, place, year)),
          }))
          .filter(({ cells }) =>
            cells.some((cell) => !('missing' in cell) || cell.missing !== 'not-delivered'),
          ),
      })),
  }
}
