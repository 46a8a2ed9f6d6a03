import { cellText, isEmptyCell, type SourceCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { LayoutColumn } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { isTotalWord } from './names.ts'

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

/** A row that is a part of the one above it, and which. */
export type Nested = {
  readonly role: 'place' | 'series'
  readonly breakdown: Readonly<Record<string, string>>
}

const bullets = /^[\s•·*–-]+|^(?:davon|darunter)[:\s]+/giu
/** "– davon weiblich" without what only says that it is a part. */
export const withoutDetail = (text: string) => text.replace(bullets, '')

/** Knows the rows that are parts of the row above them ("davon weiblich"). */
export class Nesting {
  readonly #catalogue: Catalogue
  readonly #columns: readonly (KeyColumn & { role: 'place' | 'series' })[]
  readonly #upper = new Map<'place' | 'series', string>()

  constructor(keys: readonly KeyColumn[], catalogue: Catalogue) {
    this.#catalogue = catalogue
    this.#columns = keys.filter(
      (column): column is KeyColumn & { role: 'place' | 'series' } =>
        (column.role === 'place' || column.role === 'series') && column.under !== undefined,
    )
  }

  /** What the last row with a name said that was no part of another one. */
  upper(role: 'place' | 'series'): string | undefined {
    return this.#upper.get(role)
  }

  /** Takes note of a row without values: a name alone in its line is what the rows below are parts of. */
  pass(row: SourceRow): void {
    this.#look(row, false)
  }

  of(row: SourceRow): Nested | undefined {
    return this.#look(row, true)
  }

  #look(row: SourceRow, hasValues: boolean): Nested | undefined {
    for (const { role, column, under = [] } of this.#columns) {
      const text = cellText(row.cells[column - 1]).trim()
      const bare = withoutDetail(text)
      for (const dimension of under) {
        const value = isTotalWord(bare) ? undefined : this.#catalogue.findValue(dimension, bare)
        if (value) return { role, breakdown: { [dimension]: value } }
      }
      // "davon:" alone names nothing. A row with values and no name is one all the same: what follows is no part of an earlier one.
      if (bare !== '' || (text === '' && hasValues)) this.#upper.set(role, text)
    }
    return undefined
  }
}
