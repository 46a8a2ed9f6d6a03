import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import { nothingReleased } from '#app/capabilities/confidentiality/disclosed.ts'
import {
  type FigureOrigin,
  listDimensions,
  listFigureOrigins,
} from '#app/capabilities/figures/figures.server.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import { formatCell, type Language, type Unit } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { Indicator, Reading } from './indicator.ts'
import { explain, explainIndicator, type Names, nameBreakdown, namePlace, nameSeries } from './naming.ts'
import type { Slot } from './plan.ts'
import type { FigureAddress } from './released.server.ts'
import { type ComputedResults, computeResults } from './results.server.ts'

/** One figure behind a number: what it counts, its disclosed value, and the line of the file it came in. */
export type OriginInput = {
  readonly name: string
  readonly breakdown: string
  readonly place: string
  /** Keys, for the address of the value's history. */
  readonly keys: { readonly series: string; readonly place: string; readonly breakdown: string }
  readonly cell: Disclosed<Cell>
  readonly unit: Unit
  readonly decimals: number
  /** The rate that the source printed, not an input of the formula. */
  readonly published: boolean
  /** Where it was delivered, in time: several for a year made of months. `releasedBy` is undefined for those who may not open it. */
  readonly spots: readonly DeliverySpot[]
}

export type DeliverySpot = Omit<FigureOrigin, 'releasedBy' | 'releasedAt'> & {
  readonly releasedBy: string | undefined
}

export type Origin = {
  readonly indicator: Indicator
  readonly place: Place
  readonly reading: Reading
  /** In words and with the numbers; undefined where the indicator is only published. */
  readonly formula: { readonly words: string; readonly numbers: string } | undefined
  readonly inputs: readonly OriginInput[]
}

type Wanted = {
  readonly indicator: string
  readonly place: string
  readonly year: number
  readonly language: Language
  /** Who asks: names of colleagues leave the database's side for those only who may open the delivery. */
  readonly actor: Actor | undefined
}

/**
 * Where a number comes from: formula, inputs, deliveries, files and rows. Reads only what was released, so it can say no more
 * than the number itself does. Undefined if there is no such indicator, place or year.
 */
export async function findOrigin(reader: Reader, wanted: Wanted): Promise<Origin | undefined> {
  const { language, year } = wanted
  const found = await computeResults(reader, {
    indicators: [wanted.indicator],
    places: [wanted.place],
    language,
  })
  const [computed] = found.computed
  const row = computed?.result.rows.find(({ place }) => place.key === wanted.place)
  const reading = row?.readings.find((one) => one.year === year)
  if (!computed || !row || !reading) return undefined
  const { indicator } = computed.result
  const names: Names = { catalogue: found.catalogue, dimensions: await listDimensions(reader), language }
  const inputs = await readInputs(reader, found, names, { ...wanted, slots: computed.plan.slots, indicator })
  const words = explainIndicator(indicator, names)
  const numbers = explain(indicator.formula, language, (reference) => {
    if (reference.kind === 'indicator') return `{${reference.indicator}}`
    const breakdown = reference.filters.map(({ dimension, value }) => `${dimension}=${value}`).join('&')
    const slot = { series: reference.series, breakdown, place: reference.place?.key }
    return describeSlotValue(found, slot, wanted)
  })
  return {
    indicator,
    place: row.place,
    reading,
    inputs,
    formula: words && numbers ? { words, numbers } : undefined,
  }
}

function findCell(found: ComputedResults, slot: Slot, { place, year }: Wanted): Disclosed<Cell> {
  return found.figures.find(slot, slot.place ?? place, year) ?? nothingReleased()
}

function describeSlotValue(found: ComputedResults, slot: Slot, wanted: Wanted): string {
  const series = found.catalogue.series.get(slot.series)
  const cell = findCell(found, slot, wanted)
  const text = formatCell(cell, series?.unit ?? 'count', series?.decimals ?? 0, wanted.language)
  return 'value' in cell ? text : `[${text}]`
}

function toSpot(origin: FigureOrigin, actor: Actor | undefined): DeliverySpot {
  const { releasedAt: _releasedAt, releasedBy, ...spot } = origin
  return { ...spot, releasedBy: may(actor, 'figures.read', origin) ? releasedBy : undefined }
}

const isAt = (origin: FigureOrigin, address: FigureAddress): boolean =>
  origin.seriesId === address.seriesId &&
  origin.periodId === address.periodId &&
  origin.placeId === address.placeId &&
  origin.breakdown === address.breakdown

async function readInputs(
  reader: Reader,
  found: ComputedResults,
  names: Names,
  wanted: Omit<Wanted, 'indicator'> & { readonly slots: readonly Slot[]; readonly indicator: Indicator },
): Promise<readonly OriginInput[]> {
  const { slots, indicator, place, year, language, actor } = wanted
  const addresses = slots.map((slot) => found.figures.locate(slot, slot.place ?? place, year))
  const origins = await listFigureOrigins(reader, addresses.flat(), language)
  return slots.map((slot, index) => {
    const series = found.catalogue.series.get(slot.series)
    return {
      name: nameSeries(names, slot.series),
      breakdown: nameBreakdown(names, slot.breakdown),
      place: namePlace(names, slot.place ?? place),
      keys: { series: slot.series, place: slot.place ?? place, breakdown: slot.breakdown },
      cell: findCell(found, slot, { ...wanted, indicator: indicator.key }),
      unit: series?.unit ?? 'count',
      decimals: series?.decimals ?? 0,
      published:
        slot.series === indicator.publishedSeries && slot.breakdown === '' && slot.place === undefined,
      spots: addresses[index]!.flatMap((address) => {
        const origin = origins.find((one) => isAt(one, address))
        return origin ? [toSpot(origin, actor)] : []
      }),
    }
  })
}
