import type { CellFlag, MissingReason } from '#app/plain/cell.ts'
import type { Series } from '../figure.ts'
import { readContent, type ValueProblem } from '../reading/content.ts'
import type { SheetCells } from './sheet.ts'

/** What somebody entered in one cell. `value` as it is stored: whole cents for EUR. */
export type Entered =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: string; readonly flags: readonly CellFlag[] }
  | { readonly kind: 'missing'; readonly reason: MissingReason; readonly below?: number }
  | { readonly kind: 'problem'; readonly problem: ValueProblem }

/** As far as reading a cell depends on its series. */
export type CellSeries = Pick<Series, 'kind' | 'unit'>

/** People who type write decimals with a comma: "1.634" is a thousand and more. A file of the sheet is read by the same rule. */
export const decimalMark = ','

/** Reads a cell by the rules for files, in the browser and on the server alike. */
export function readEntered(text: string, series: CellSeries): Entered {
  const content = readContent(text, series, { convention: decimalMark, dot: 'unknown' })
  if (!content) return { kind: 'empty' }
  if ('problem' in content) return { kind: 'problem', problem: content.problem }
  if ('value' in content.content) return { kind: 'value', value: content.content.value, flags: content.flags }
  const { missing: reason, below } = content.content
  return { kind: 'missing', reason, ...(below !== undefined && { below }) }
}

export type CellError = { readonly row: number; readonly column: number; readonly problem: ValueProblem }

/** All cells that can't be stored as they stand. Rows and columns count from 0. */
export function findErrors(cells: SheetCells, columns: readonly CellSeries[]): CellError[] {
  return cells.flatMap((texts, row) =>
    texts.flatMap((text, column) => {
      const entered = readEntered(text, columns[column]!)
      return entered.kind === 'problem' ? [{ row, column, problem: entered.problem }] : []
    }),
  )
}

/** The parts of a column against its whole. `open`: parts that are no number (empty, a sign, an error). */
export type ColumnSum = {
  readonly sum: number
  readonly filled: number
  readonly open: number
  /** The whole minus the parts; only where the whole and all parts are numbers. */
  readonly difference: number | undefined
}

/** `parts`: rows that add up to the row `whole`; undefined where the sheet has no such row. */
export function sumColumn(
  cells: SheetCells,
  column: number,
  series: CellSeries,
  rows: { readonly parts: readonly number[]; readonly whole: number | undefined },
): ColumnSum {
  const numberIn = (row: number) => {
    const entered = readEntered(cells[row]?.[column] ?? '', series)
    return entered.kind === 'value' ? Number(entered.value) : undefined
  }
  const values = rows.parts.map(numberIn)
  const numbers = values.filter((value) => value !== undefined)
  const sum = exactSum(numbers)
  const open = values.length - numbers.length
  const total = rows.whole === undefined ? undefined : numberIn(rows.whole)
  const difference =
    total === undefined || open > 0 || numbers.length === 0 ? undefined : exactSum([total, -sum])
  return { sum, filled: numbers.length, open, difference }
}

/** Scores have a few decimals: without rounding 0.1 + 0.2 would not be 0.3. */
const exactSum = (numbers: readonly number[]): number =>
  Number(numbers.reduce((sum, value) => sum + value, 0).toFixed(6))
