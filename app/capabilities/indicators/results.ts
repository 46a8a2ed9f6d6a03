import {
  deriveDisclosed,
  mapDisclosed,
  nothingReleased,
} from '#app/capabilities/confidentiality/disclosed.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { holdsOn } from '#app/capabilities/places/validity.ts'
import { type Cell, isNotThere, missing } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import { computeChange } from './change.ts'
import { convertIndicator, type Past } from './converted.ts'
import type { Indicator, IndicatorResult, Reading, Target } from './indicator.ts'
import type { Plan, Slot } from './plan.ts'
import { computeStatus } from './status.ts'
import { targetInYear } from './target.ts'

/** Released figures, ready to be looked up. Years are those under which a series is reported. */
export type ReleasedFigures = {
  readonly find: (slot: Slot, placeKey: string, year: number) => Disclosed<Cell> | undefined
  readonly yearsOf: (slot: Slot) => readonly number[]
  readonly periodKeyOf: (series: string, year: number) => string | undefined
  /** The last day of that period (ISO). */
  readonly endOf: (series: string, year: number) => string | undefined
}

type Wanted = {
  readonly indicator: Indicator
  readonly plan: Plan
  /** Its targets count for areas without own target, too. */
  readonly town: Place | undefined
  /** Places of the rows, in their order. */
  readonly places: readonly Place[]
  readonly figures: ReleasedFigures
  readonly targets: readonly Target[]
  readonly years: readonly number[] | undefined
  /** Left out where no place has forerunners. */
  readonly past?: Past | undefined
}

/** A rate, a ratio or a score of the town can be asked of every area; a sum of the town can't. */
const shared: readonly Indicator['unit'][] = ['percent', 'ratio', 'score']

/** An area's own target, else the town's where it can be asked of an area. */
function targetFor(place: Place, { indicator, town, targets }: Wanted): Target | undefined {
  const own = targets.find((target) => target.placeKey === place.key)
  if (own || !shared.includes(indicator.unit)) return own
  return targets.find((target) => target.placeKey === town?.key)
}

type Value = {
  readonly inputs: readonly Disclosed<Cell>[]
  readonly cell: Disclosed<Cell>
  readonly basis: Reading['basis']
  readonly printed: number | undefined
}

function computeValue(wanted: Wanted, place: Place, year: number): Value {
  const { plan, figures } = wanted
  const nothing = nothingReleased()
  const inputs = plan.slots.map((slot) => figures.find(slot, slot.place ?? place.key, year) ?? nothing)
  const resolved = deriveDisclosed(inputs, plan.compute)
  const { basis, printed } = resolved
  const cell = mapDisclosed(resolved, (one) => one.cell)
  return { inputs, basis, printed, cell: inItsTime(cell, place, lastDayIn(wanted, year)) }
}

/** The key of the year's period: of the first figure that has one; a plain year where there is none. */
function periodKeyIn({ plan, figures }: Wanted, year: number): string {
  for (const slot of plan.slots) {
    const key = figures.periodKeyOf(slot.series, year)
    if (key !== undefined) return key
  }
  return String(year)
}

/** The last day of the year's period: it says which places the year belongs to. */
function lastDayIn({ plan, figures }: Wanted, year: number): string {
  for (const slot of plan.slots) {
    const day = figures.endOf(slot.series, year)
    if (day !== undefined) return day
  }
  return `${year}-12-31`
}

/** A place that had not begun or had ended has no gap: there was nothing to deliver. */
function inItsTime(cell: Disclosed<Cell>, place: Place, day: string): Disclosed<Cell> {
  if (holdsOn(place, day)) return cell
  return mapDisclosed(cell, (one) =>
    'missing' in one && one.missing === 'not-delivered' ? missing('not-there') : one,
  )
}

function isThere(cell: Cell): boolean {
  return 'value' in cell || !['not-delivered', 'not-collected', 'not-there'].includes(cell.missing)
}

function computeRow(wanted: Wanted, place: Place, allYears: readonly number[]) {
  const values = new Map(allYears.map((year) => [year, computeValue(wanted, place, year)]))
  const target = targetFor(place, wanted)
  const baseline = target?.baselineYear === undefined ? undefined : values.get(target.baselineYear)?.cell
  const readings = allYears.map((year): Reading => {
    const { cell, basis, printed, inputs } = values.get(year)!
    const value = target && targetInYear(target, year)
    const goal =
      target && value !== undefined
        ? { target: value, comparison: target.comparison, ...(baseline && { baseline }) }
        : undefined
    const earlier = values.get(year - 1)
    return {
      year,
      periodKey: periodKeyIn(wanted, year),
      cell,
      basis,
      printed,
      interval: basis === 'computed' ? wanted.plan.interval(inputs) : undefined,
      change: earlier && changeBetween(wanted, { year: year - 1, cell: earlier.cell }, { year, cell }),
      target: value,
      comparison: goal?.comparison,
      status: computeStatus(cell, goal),
    }
  })
  return { place, readings, converted: convertRow(wanted, place, allYears) }
}

/** Values of the years before a place began, converted from its forerunners. */
function convertRow(
  wanted: Wanted,
  place: Place,
  years: readonly number[],
): ReadonlyMap<number, Disclosed<Cell>> | undefined {
  const { past, plan, figures } = wanted
  if (!past || place.validFrom === undefined) return undefined
  const found = new Map<number, Disclosed<Cell>>()
  for (const year of years) {
    const day = lastDayIn(wanted, year)
    const cell = convertIndicator({ plan, figures, past, place, year, day })
    if (cell) found.set(year, cell)
  }
  return found.size > 0 ? found : undefined
}

type YearCell = { readonly year: number; readonly cell: Disclosed<Cell> }

function changeBetween(wanted: Wanted, earlier: YearCell, later: YearCell): Disclosed<Cell> | undefined {
  const between = ([before, after]: readonly Cell[]) =>
    computeChange(
      { year: earlier.year, periodKey: periodKeyIn(wanted, earlier.year), cell: before! },
      { year: later.year, periodKey: periodKeyIn(wanted, later.year), cell: after! },
      wanted.indicator,
    )
  const inputs = [earlier.cell, later.cell]
  const change = between(inputs)
  return change && deriveDisclosed(inputs, () => change)
}

/**
 * Computes an indicator for its places and years. Years without any data are left out, towns without any too;
 * areas come all, with their reasons, or not at all.
 */
export function computeResult(wanted: Wanted): IndicatorResult {
  const known = [...new Set(wanted.plan.slots.flatMap((slot) => wanted.figures.yearsOf(slot)))].sort(
    (a, b) => a - b,
  )
  const rows = wanted.places.map((place) => computeRow(wanted, place, known))
  const hasData = (row: (typeof rows)[number]) => row.readings.some((reading) => isThere(reading.cell))
  // One area alone on a map would hide that the others are missing: all areas, or none.
  const anyArea = rows.some((row) => row.place.kind === 'area' && hasData(row))
  const filled = rows.filter((row) => hasData(row) || (anyArea && row.place.kind === 'area'))
  const years = known.filter(
    (year, index) =>
      (wanted.years === undefined || wanted.years.includes(year)) &&
      filled.some((row) => isThere(row.readings[index]!.cell)),
  )
  return {
    indicator: wanted.indicator,
    years,
    rows: filled
      .map((row) => ({
        place: row.place,
        ...(row.converted && { converted: row.converted }),
        readings: row.readings.filter((reading) => years.includes(reading.year)),
      }))
      .filter(({ readings }) => !readings.every(({ cell }) => isNotThere(cell))),
  }
}
