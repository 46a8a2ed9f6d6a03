import { type BreakdownKey, breakdownKey, type Series } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { isTotalWord } from './names.ts'

type DimensionColumn = { readonly column: number; readonly dimension: string }
type Trouble = {
  readonly problem: 'no-dimension-value' | 'unknown-dimension-value' | 'dimension-not-in-series'
  /** Undefined where the layout itself names the value. */
  readonly column: number | undefined
  readonly text: string
}

/** Turns what stands in dimension columns into breakdown keys, each combination once. */
export class Breakdowns {
  readonly #catalogue: Catalogue
  readonly #known = new Map<string, BreakdownKey | Trouble>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  isTotal(text: string | undefined): boolean {
    return text !== undefined && isTotalWord(text)
  }

  /**
   * `texts` stand in the columns of one row; `fixed` is what layout and column header say. An empty cell is the total
   * only in a row that another cell marks as total.
   */
  find(
    series: Series,
    columns: readonly DimensionColumn[],
    texts: readonly string[],
    fixed: Readonly<Record<string, string>>,
    isTotalRow: boolean,
  ): BreakdownKey | Trouble {
    const key = JSON.stringify([series.key, texts, fixed, isTotalRow])
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = this.#compute(series, columns, texts, fixed, isTotalRow)
    this.#known.set(key, found)
    return found
  }

  #compute(
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
    for (const [index, { column, dimension }] of columns.entries()) {
      const text = texts[index] ?? ''
      const belongs = series.dimensions.includes(dimension)
      if (text === '' && (totals || !belongs)) continue
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
