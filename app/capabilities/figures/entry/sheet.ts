/** What one column of a sheet is about. `period`: canonical key; `breakdown`: "form=ambulant", '' for the total. */
export type SheetColumn = {
  readonly series: string
  readonly period: string
  readonly breakdown: string
}

/** Entry sheet (Eingabetabelle): rows are places by key, columns are series in a period. It keeps its shape once made. */
export type SheetShape = {
  readonly places: readonly string[]
  readonly columns: readonly SheetColumn[]
}

/** What stands in the cells as typed, row by row; '' is an empty cell. */
export type SheetCells = readonly (readonly string[])[]

/** More belongs into a file: a page with this many fields is still quick. */
export const mostCells = 2_000
/** What one cell may hold; numbers and signs are shorter. */
export const longestCell = 40

/** The name of a cell's field in the form, and the base of its id in the page. Both count from 0. */
export const cellName = (row: number, column: number): string => `z${row}s${column}`

export function emptyCells({ places, columns }: SheetShape): string[][] {
  return places.map(() => columns.map(() => ''))
}

/** The cells brought to the shape: missing ones are empty, others are cut off. */
export function fitCells(shape: SheetShape, cells: SheetCells): string[][] {
  return shape.places.map((_, row) => shape.columns.map((_column, column) => cells[row]?.[column] ?? ''))
}

export const countFilled = (cells: SheetCells): number =>
  cells.reduce((sum, row) => sum + row.filter((text) => text.trim() !== '').length, 0)
