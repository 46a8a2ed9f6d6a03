import type { Place } from '#app/capabilities/places/place.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import type { Unit } from '#app/plain/format.ts'
import type { PeriodKind } from '#app/plain/period.ts'

export const directions = ['up', 'down', 'none'] as const
/** Which way is good. */
export type Direction = (typeof directions)[number]

export const comparisons = ['at-least', 'at-most', 'above', 'below'] as const
export type Comparison = (typeof comparisons)[number]

/** Reached / nearly / not reached / no data; the rule stands in `status.ts` and is shown beside the status. `none`: no target set. */
export const statuses = ['reached', 'nearly', 'missed', 'no-data', 'none'] as const
export type Status = (typeof statuses)[number]

/** Indicator (Kennzahl), the version that holds. Texts are already in the reader's language. */
export type Indicator = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly formula: string | undefined
  readonly publishedSeries: string | undefined
  readonly unit: Unit
  readonly decimals: number
  readonly direction: Direction
  readonly periodKind: PeriodKind
  readonly phase: string
  readonly field: string
  readonly meaning: string
  readonly method: string
  readonly sourceNote: string
  readonly breaks: readonly { readonly year: number; readonly note: string }[]
  readonly validFrom: string
}

/** Target (Zielwert). `path`: values by year in rising order, in the indicator's shown unit; the last one holds on. */
export type Target = {
  readonly id: number
  readonly placeKey: string
  readonly comparison: Comparison
  readonly path: readonly { readonly year: number; readonly value: number }[]
  readonly baselineYear: number | undefined
  readonly decidedBy: string | undefined
  readonly note: string | undefined
}

/** One indicator at one place in one year, in the shown unit (percent: 82 for 82 %). */
export type Reading = {
  readonly year: number
  readonly periodKey: string
  readonly cell: Disclosed<Cell>
  /** `computed` from counts, or `published` as a rate by the source. */
  readonly basis: 'computed' | 'published'
  /** Wilson interval 95 % of a rate of counts, same unit as the cell. */
  readonly interval: readonly [number, number] | undefined
  /** Against the year before, in the shown unit (percentage points for percent). */
  readonly change: Disclosed<Cell> | undefined
  readonly target: number | undefined
  readonly comparison: Comparison | undefined
  readonly status: Status
  /** Printed rate of the source where it differs from the computed one. */
  readonly printed: number | undefined
}

/** An indicator over places and years: what pages, charts, profiles and reports show. The town comes first, areas follow in their order. */
export type IndicatorResult = {
  readonly indicator: Indicator
  readonly years: readonly number[]
  readonly rows: readonly {
    readonly place: Place
    readonly readings: readonly Reading[]
    /** By year: estimates for the time before the place began, from the figures of former places by their shares. For courses only. */
    readonly converted?: ReadonlyMap<number, Disclosed<Cell>>
  }[]
}
