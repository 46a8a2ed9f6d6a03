import type { Unit } from '#app/plain/format.ts'
import type { SeriesKind } from '../figure.ts'
import type { ColumnNames } from './columnNames.ts'

export type SheetRowView = {
  readonly key: string
  readonly name: string
  /** Spellings by which a pasted line finds this row. */
  readonly names: readonly string[]
  /** The town or county that the parts add up to. */
  readonly isWhole: boolean
  readonly isPart: boolean
}

export type SheetColumnView = {
  readonly series: string
  /** In words, as series and breakdown. */
  readonly period: string
  /** In words; '' for the total. */
  readonly breakdown: string
  readonly kind: SeriesKind
  readonly unit: Unit
  readonly decimals: number
  /** Whether the values of the parts add up to the whole. */
  readonly addsUp: boolean
  /** By what headings a pasted column finds this one. */
  readonly names: ColumnNames
}

/** What was delivered earlier for a cell: of the same period (`isSame`: it holds now), else of the latest one before. */
export type EarlierView = { readonly period: string; readonly isSame: boolean; readonly text: string } | null

/** An entry sheet in words, as the grid shows it; `earlier` row by row like `cells`. */
export type SheetView = {
  readonly rows: readonly SheetRowView[]
  readonly columns: readonly SheetColumnView[]
  readonly cells: string[][]
  readonly earlier: readonly (readonly EarlierView[])[]
}
