import type { PlannedFact } from '../figure.ts'
import type { ValueNote, ValueProblem } from './content.ts'

/** What is wrong at one cell; each kind has its sentence in `texts.ts` (`problem.<kind>`). */
export type ProblemKind =
  | ValueProblem
  | 'no-place'
  | 'unknown-place'
  | 'unconfirmed-place'
  | 'ambiguous-place'
  | 'place-ended'
  | 'place-not-yet'
  | 'no-series'
  | 'unknown-series'
  | 'no-period'
  | 'unknown-period'
  | 'no-dimension-value'
  | 'unknown-dimension-value'
  | 'dimension-not-in-series'
  | 'duplicate-different'

/** `text` is what stands in the cell; `table`: position in the layout's `tables`. Row and column count from 1. */
export type CellProblem = {
  readonly table: number
  readonly row: number
  readonly column: number
  readonly kind: ProblemKind
  readonly text: string
  /** What else could be meant: places of the same name, or those that took over. */
  readonly instead?: string
}

export type CellNote = { readonly row: number; readonly column: number; readonly kind: ValueNote }

/** Why a coordinate of a value (place, period …) isn't known. `instead`: what else could be meant. */
export type Trouble = {
  readonly problem: ProblemKind
  readonly column: number
  readonly text: string
  readonly instead?: string
}
export type Coordinate<T> = { readonly value: T } | Trouble

/** What one row gives. `empty`: value cells that say nothing. `skipped`: why the row gives nothing at all. */
export type RowReading = {
  readonly facts: readonly PlannedFact[]
  readonly problems: readonly CellProblem[]
  readonly notes: readonly CellNote[]
  readonly empty: number
  /** The name that its values are read as parts of, though they could be parts of the one before. */
  readonly doubtful?: string
  readonly skipped?: 'outside' | 'blank' | 'user' | 'header' | 'no-values' | 'left-out'
}

/** A row that gives nothing. */
export const outside: RowReading = { facts: [], problems: [], notes: [], empty: 0, skipped: 'outside' }
