import { cellText, isEmptyCell, type SourceCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { LayoutColumn } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { isTotalWord, withoutDetail } from './names.ts'

export type KeyColumn = Exclude<LayoutColumn, { role: 'value' } | { role: 'ignore' }>

/** Gives empty cells of a column what stands above them, where the layout says so. */
export class Filling {
  /** From the left. */
  readonly #columns: readonly number[]
  readonly #above = new Map<number, SourceCell>()

  constructor(keys: readonly KeyColumn[]) {
    this.#columns = keys
      .flatMap((column) => ('fill' in column && column.fill ? [column.column] : []))
      .sort((a, b) => a - b)
  }

  /** The row with its cells filled; a total is no part of what stands above. */
  fill(source: SourceRow): SourceRow {
    if (this.#columns.length === 0) return source
    const cells = [...source.cells]
    for (const column of this.#columns) {
      const cell = source.cells[column - 1]
      if (!isEmptyCell(cell)) {
        this.#above.set(column, cell!)
        // What stood to the right belonged to the former group.
        for (const other of this.#columns) if (other > column) this.#above.delete(other)
        continue
      }
      const isTotal = cells.slice(0, column - 1).some((left) => isTotalWord(cellText(left).trim()))
      const above = this.#above.get(column)
      if (above === undefined || isTotal) continue
      while (cells.length < column) cells.push('')
      cells[column - 1] = above
    }
    return { ...source, cells }
  }
}

type NameRole = 'place' | 'series'

/** A row that is a part of the name above it, and which. */
export type Nested = {
  readonly role: NameRole
  readonly breakdown: Readonly<Record<string, string>>
  /** The name, where it has no values of its own while the one before it has: the row could be meant as a part of that one. */
  readonly doubtful?: string
}

/** A name that rows below can be parts of. */
type Upper = {
  readonly text: string
  readonly hasValues: boolean
  /** The last name above has values, or stands in the same doubt. */
  readonly isDoubtful: boolean
  hasParts: boolean
}

/** Knows the rows that are parts of the name above them ("davon weiblich"). */
export class Nesting {
  readonly #catalogue: Catalogue
  readonly #columns: readonly (KeyColumn & { role: NameRole })[]
  readonly #upper = new Map<NameRole, Upper>()

  constructor(keys: readonly KeyColumn[], catalogue: Catalogue) {
    this.#catalogue = catalogue
    this.#columns = keys.filter(
      (column): column is KeyColumn & { role: NameRole } =>
        (column.role === 'place' || column.role === 'series') && column.under !== undefined,
    )
  }

  /** What the last row with a name said that was no part of another one. */
  upper(role: NameRole): string | undefined {
    return this.#upper.get(role)?.text
  }

  /** Takes note of a row that isn't read: what the rows below are parts of can stand in it alone. */
  pass(row: SourceRow, hasValues: boolean): void {
    this.#look(row, hasValues)
  }

  of(row: SourceRow): Nested | undefined {
    const nested = this.#look(row, true)
    const upper = nested && this.#upper.get(nested.role)
    if (!upper) return nested
    upper.hasParts = true
    return upper.isDoubtful ? { ...nested, doubtful: upper.text } : nested
  }

  #look(row: SourceRow, hasValues: boolean): Nested | undefined {
    for (const { role, column, under = [] } of this.#columns) {
      const text = cellText(row.cells[column - 1]).trim()
      const bare = withoutDetail(text)
      for (const dimension of under) {
        const value = isTotalWord(bare) ? undefined : this.#catalogue.findValue(dimension, bare)
        if (value) return { role, breakdown: { [dimension]: value } }
      }
      // "davon:" alone names nothing. Values without a name are those of another one all the same.
      if (bare !== '' || hasValues) this.#begin(role, text, hasValues)
    }
    return undefined
  }

  #begin(role: NameRole, text: string, hasValues: boolean): void {
    const former = this.#upper.get(role)
    const isDoubtful =
      !hasValues &&
      former !== undefined &&
      former.text !== text &&
      (former.hasValues || (former.isDoubtful && !former.hasParts))
    this.#upper.set(role, { text, hasValues, isDoubtful, hasParts: false })
  }
}

/** The cells of values that say something: not those that a name is merged over ("Pelkum" above its parts). */
export function filledCells<Value extends { readonly column: number }>(
  { cells }: SourceRow,
  values: readonly Value[],
  nameColumns: readonly { readonly column: number }[],
): readonly Value[] {
  const isCovered = (cell: SourceCell | undefined) => {
    if (typeof cell !== 'object' || cell.kind !== 'spread') return false
    const text = cellText(cell)
    return /\p{L}/u.test(text) && nameColumns.some(({ column }) => cellText(cells[column - 1]) === text)
  }
  return values.filter(({ column }) => !isEmptyCell(cells[column - 1]) && !isCovered(cells[column - 1]))
}
