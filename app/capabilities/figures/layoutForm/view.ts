import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import type { LayoutColumn, LayoutTable } from '../figure.ts'
import { writeRowNumbers } from '../layoutInput.ts'
import { type EmptyMeaning, emptyMeaningOf, writeBreakdown } from './columnInput.ts'

/** One column in the form of the layout, with what is chosen there. */
export type ViewColumn = {
  readonly column: number
  readonly letters: string
  readonly heading: string
  readonly role: string
  readonly empty: EmptyMeaning
  readonly under: readonly string[]
  readonly signs: boolean
  readonly series: string
  readonly period: string
  readonly place: string
  readonly breakdown: string
  readonly decimal: string
  readonly scale: string
  readonly suffix: string
}

/** One table in the form of the layout. */
export type ViewTable = {
  /** Position in the layout's `tables`, from 0. */
  readonly number: number
  readonly sheet: string
  readonly headerRows: string
  readonly firstDataRow: number
  readonly lastDataRow: number | undefined
  readonly skippedRows: string
  readonly totalRows: string
  readonly fixedSeries: string
  readonly fixedPeriod: string
  readonly fixedPlace: string
  readonly fixedBreakdown: string
  readonly columns: readonly ViewColumn[]
}

function viewColumn(column: LayoutColumn, heading: string): ViewColumn {
  const value = column.role === 'value' ? column : undefined
  return {
    column: column.column,
    letters: columnLetters(column.column),
    heading,
    role: column.role === 'dimension' ? `dimension:${column.dimension}` : column.role,
    empty: emptyMeaningOf(column),
    under: 'under' in column ? (column.under ?? []) : [],
    signs: column.role === 'flag' && column.signs === true,
    series: value?.series ?? '',
    period: value?.period ?? '',
    place: value?.place ?? '',
    breakdown: writeBreakdown(value?.breakdown),
    decimal: value?.decimal ?? '',
    scale: value?.scale ?? '',
    suffix: value?.suffix ?? '',
  }
}

export function viewTable(table: LayoutTable, number: number, headings: readonly string[] = []): ViewTable {
  return {
    number,
    sheet: table.sheet ?? '',
    headerRows: writeRowNumbers(table.headerRows),
    firstDataRow: table.firstDataRow,
    lastDataRow: table.lastDataRow,
    skippedRows: writeRowNumbers(table.skippedRows),
    totalRows: writeRowNumbers(table.totalRows ?? []),
    fixedSeries: table.fixed.series ?? '',
    fixedPeriod: table.fixed.period ?? '',
    fixedPlace: table.fixed.place ?? '',
    fixedBreakdown: writeBreakdown(table.fixed.breakdown),
    columns: table.columns.map((column) => viewColumn(column, headings[column.column - 1] ?? '')),
  }
}
