import { cellText, type SourceCell } from '#app/platform/tables/sourcecell.ts'
import { type Convention, conventionProvedBy, joinConventions, readValue } from '../reading/value.ts'

type Seen = {
  readonly proved: Convention
  /** First row of a number like "2.125" or "2,125", which could be thousands or a fraction. */
  readonly point: number | undefined
  readonly comma: number | undefined
}

/**
 * Reads the cells of number columns as they come. "2.125" is read as thousands; whether its column writes numbers so is known only
 * when all rows have been read, and if it doesn't, the column can't be used.
 */
export class NumberColumns {
  readonly #seen = new Map<string, Seen>()

  /** The number in a cell, undefined where there is none. */
  read(column: string, cell: SourceCell | undefined, row: number): string | undefined {
    const text = cellText(cell).trim()
    const value = readValue(text, ',', false)
    if (value.kind !== 'number') return undefined
    // What a workbook holds as a number needs no reading.
    if (typeof cell === 'string') this.#look(column, text, row)
    return value.decimal
  }

  #look(column: string, text: string, row: number): void {
    const seen = this.#seen.get(column) ?? { proved: undefined, point: undefined, comma: undefined }
    if (readValue(text, 'both', false).kind !== 'ambiguous') {
      const proved = joinConventions(seen.proved, conventionProvedBy(text))
      if (proved !== seen.proved) this.#seen.set(column, { ...seen, proved })
    } else if (text.includes(',')) this.#seen.set(column, { ...seen, comma: seen.comma ?? row })
    else this.#seen.set(column, { ...seen, point: seen.point ?? row })
  }

  /** First rows of the columns whose numbers can be read in two ways. A comma alone is that of a German fraction. */
  ambiguous(): readonly { readonly row: number; readonly column: string }[] {
    return [...this.#seen].flatMap(([column, { proved, point, comma }]) => {
      const rows = [
        ...(point !== undefined && proved !== ',' ? [point] : []),
        ...(comma !== undefined && (proved === '.' || proved === 'both') ? [comma] : []),
      ]
      return rows.length > 0 ? [{ row: Math.min(...rows), column }] : []
    })
  }
}
