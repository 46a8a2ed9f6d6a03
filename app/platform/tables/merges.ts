import { FileRefused, fileLimits } from './refusal.ts'
import { isEmptyCell, parseReference, type SourceCell, type SourceRow } from './sourcecell.ts'

/** All bounds from 1, included. */
export type CellRange = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

const endOfData = /<\/(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*\/>/
const mergedRange = /<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z0-9:$]+)["']/g
/** Longest piece of text that may begin the end mark and be cut between two chunks. */
const overlap = 64

function parseRange(reference: string): CellRange | undefined {
  const [from, to] = reference.split(':').map(parseReference)
  if (!from || !to) return undefined
  return { top: from.row, left: from.column, bottom: to.row, right: to.column }
}

/**
 * The merged cells of a sheet. A workbook lists them behind its rows (ECMA-376 part 1, 18.3.1.99), so the rows are
 * passed over as text first, which is far quicker than parsing them twice.
 */
export async function findMerges(text: AsyncIterable<string>): Promise<CellRange[]> {
  let behind: string | undefined
  let tail = ''
  for await (const chunk of text) {
    if (behind !== undefined) behind += chunk
    else {
      const seen = tail + chunk
      const end = endOfData.exec(seen)
      if (end) behind = seen.slice(end.index)
      else tail = seen.slice(-overlap)
    }
    if (behind !== undefined && behind.length > fileLimits.sharedText) {
      throw new FileRefused({ refused: 'unpacks-too-large' })
    }
  }
  const ranges: CellRange[] = []
  for (const match of (behind ?? '').matchAll(mergedRange)) {
    const range = parseRange(match[1]!)
    if (range) ranges.push(range)
    if (ranges.length > fileLimits.mergedRanges) throw new FileRefused({ refused: 'unpacks-too-large' })
  }
  return ranges
}

type ActiveMerge = { readonly range: CellRange; readonly value: SourceCell }

/** Spreads the value of a merged cell over all cells that it covers, row by row from the top. */
export class Merges {
  readonly #waiting: CellRange[]
  #next = 0
  #active: ActiveMerge[] = []

  constructor(ranges: readonly CellRange[]) {
    this.#waiting = [...ranges].sort((a, b) => a.top - b.top)
  }

  spread(row: SourceRow): SourceRow {
    if (this.#next >= this.#waiting.length && this.#active.length === 0) return row
    this.#active = this.#active.filter(({ range }) => range.bottom >= row.row)
    while (this.#waiting[this.#next] && this.#waiting[this.#next]!.top <= row.row) {
      const range = this.#waiting[this.#next]!
      this.#next += 1
      const value = range.top === row.row ? row.cells[range.left - 1] : undefined
      if (value !== undefined && !isEmptyCell(value)) this.#active.push({ range, value })
    }
    if (this.#active.length === 0) return row
    // Merged cells never overlap in a sound workbook; overlapping ones would multiply the work of every row.
    if (this.#active.length > fileLimits.columns) throw new FileRefused({ refused: 'broken-workbook' })
    const cells = [...row.cells]
    for (const { range, value } of this.#active) this.#fill(cells, range, value, row.row)
    return { ...row, cells }
  }

  #fill(cells: SourceCell[], range: CellRange, value: SourceCell, row: number): void {
    const right = Math.min(range.right, fileLimits.columns)
    for (let column = range.left; column <= right; column += 1) {
      if (row === range.top && column === range.left) continue
      while (cells.length < column) cells.push('')
      if (isEmptyCell(cells[column - 1])) cells[column - 1] = { kind: 'spread', of: value }
    }
  }
}
