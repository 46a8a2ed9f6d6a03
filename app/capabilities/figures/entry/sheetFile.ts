import type { LayoutColumn } from '../figure.ts'
import { breakdownParts } from '../figure.ts'
import { type GeneratedFile, generatedLayout, generatedText } from '../generated/generatedFile.ts'
import { decimalMark } from './entered.ts'
import type { SheetCells, SheetShape } from './sheet.ts'

/** What the file calls things. */
export type SheetNames = {
  /** A name under which a reader finds the place again, by key. */
  readonly places: ReadonlyMap<string, string>
  /** Heading of each column. */
  readonly headings: readonly string[]
}

/**
 * A filled sheet as the file of its delivery: the same sheet gives the same bytes, and row and column of each figure are those
 * that people saw, one row and one column on for the headings.
 */
export function writeSheetFile(shape: SheetShape, cells: SheetCells, names: SheetNames): GeneratedFile {
  const rows = shape.places.map((place, row) => [
    names.places.get(place) ?? place,
    ...shape.columns.map((_, column) => (cells[row]?.[column] ?? '').trim()),
  ])
  const columns: LayoutColumn[] = [
    { column: 1, role: 'place' },
    ...shape.columns.map(({ series, period, breakdown }, index): LayoutColumn => {
      const parts = breakdownParts(breakdown)
      const isTotal = Object.keys(parts).length === 0
      const value = { column: index + 2, role: 'value', decimal: decimalMark, series, period } as const
      return isTotal ? value : { ...value, breakdown: parts }
    }),
  ]
  const named = shape.places.map((place): [string, string] => [names.places.get(place) ?? place, place])
  const layout = generatedLayout(columns, shape.places.length, Object.fromEntries(named))
  return { text: generatedText([['Ort', ...names.headings], ...rows]), layout }
}
