import { type BreakdownKey, breakdownKey, type Series } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { isTotalWord } from './names.ts'

type DimensionColumn = {
  readonly column: number
  readonly dimension: string
  readonly empty?: 'total'
}
type Trouble = {
  readonly problem: 'no-dimension-value' | 'unknown-dimension-value' | 'dimension-not-in-series'
  /** Undefined where the layout itself names the value. */
  readonly column: number | undefined
  readonly text: string
}

/** Turns what stands in dimension columns into breakdown keys. */
export class Breakdowns {
  readonly #catalogue: Catalogue
  readonly #totals = new Map<string, boolean>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  /** Whether this is a word for a total; remembered, because it is asked for every row. */
  isTotal(text: string | undefined): boolean {
    if (text === undefined) return false
    let known = this.#totals.get(text)
    if (known === undefined) {
      known = isTotalWord(text)
      this.#totals.set(text, known)
    }
    return known
  }

  /**
   * `texts` stand in the columns of one row; `fixed` is what layout and column header say. An empty cell is the total
   * only in a row that another cell marks as total.
   */
  read(
    series: Series,
    columns: readonly DimensionColumn[],
    texts: readonly string[],
    fixed: Readonly<Record<string, string>>,
    isTotalRow: boolean,
  ): BreakdownKey | Trouble {
    const parts: Record<string, string> = {}
    for (const [dimension, value] of Object.entries(fixed)) {
      if (!series.dimensions.includes(dimension)) {
        return { problem: 'dimension-not-in-series', column: undefined, text: dimension }
      }
      if (value !== '') parts[dimension] = value
    }
    const totals = isTotalRow || texts.some((text) => isTotalWord(text))
    for (const [index, { column, dimension, empty }] of columns.entries()) {
      const text = texts[index] ?? ''
      const belongs = series.dimensions.includes(dimension)
      if (text === '' && (totals || !belongs || empty === 'total')) continue
      if (text === '') return { problem: 'no-dimension-value', column, text }
      const value = this.#catalogue.findValue(dimension, text)
      if (value === undefined) return { problem: 'unknown-dimension-value', column, text }
      if (value === '') continue
      if (!belongs) return { problem: 'dimension-not-in-series', column, text }
      parts[dimension] = value
    }
    return breakdownKey(parts)
  }
}

/** What was read already, per column, series and kind of row; maps of maps, because joining texts for every row costs more. */
export class BreakdownsRead<Column, Read> {
  readonly #read: readonly [
    Map<Column, Map<Series, Map<string, Read>>>,
    Map<Column, Map<Series, Map<string, Read>>>,
  ] = [new Map(), new Map()]

  of(column: Column, series: Series, isTotalRow: boolean): Map<string, Read> {
    const columns = this.#read[isTotalRow ? 1 : 0]
    const bySeries = columns.get(column) ?? new Map<Series, Map<string, Read>>()
    columns.set(column, bySeries)
    const read = bySeries.get(series) ?? new Map<string, Read>()
    bySeries.set(series, read)
    return read
  }
}
