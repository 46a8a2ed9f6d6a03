import Papa from 'papaparse'
import { type Encoding, TextReader } from './decode.ts'
import { FileRefused, fileLimits } from './refusal.ts'
import type { SourceRow } from './sourcecell.ts'

export type Delimiter = ';' | ',' | '\t' | '|'
export type CsvForm = { readonly encoding: Encoding; readonly delimiter: Delimiter }

/** What the low-level parser of papaparse gives back; its types say `any`. */
type ParsedChunk = {
  readonly data: string[][]
  readonly errors: readonly { readonly row: number }[]
  readonly meta: { readonly cursor: number }
}

const delimiters: readonly Delimiter[] = [';', '\t', ',', '|']
/** Excel's own note about the delimiter; it is no row of the table. */
const delimiterLine = /^sep=([;,\t|])\n/

function parse(text: string, delimiter: Delimiter, complete: boolean): ParsedChunk {
  // `ignoreLastRow`: the last record may go on in the next chunk; `cursor` says where it begins.
  return new Papa.Parser({ delimiter, newline: '\n' }).parse(text, 0, !complete) as ParsedChunk
}

/**
 * The delimiter that cuts most records of the sample into the same number of fields. German files write decimal commas,
 * so a semicolon or tab that does as well wins over a comma.
 */
export function guessDelimiter(sample: string): Delimiter {
  let best: { delimiter: Delimiter; records: number; fields: number } | undefined
  for (const delimiter of delimiters) {
    const counts = new Map<number, number>()
    for (const record of parse(sample, delimiter, true).data.slice(0, 200)) {
      if (record.length > 1) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
    }
    const [fields, records] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0]
    if (records > (best?.records ?? 0)) best = { delimiter, records, fields }
  }
  return best?.delimiter ?? ';'
}

/**
 * Reads a CSV chunk by chunk: give bytes in any pieces, get complete records. Records are numbered as spreadsheet
 * programmes number them, blank ones included. Throws `FileRefused`.
 */
export class CsvReader {
  readonly #text = new TextReader()
  #rest = ''
  #heldReturn = false
  #delimiter: Delimiter | undefined
  #row = 0

  /** Encoding and delimiter as far as the bytes read so far settle them. */
  get form(): CsvForm {
    return { encoding: this.#text.encoding, delimiter: this.#delimiter ?? ';' }
  }

  read(bytes: Uint8Array): SourceRow[] {
    this.#rest += this.#unifyLineEnds(this.#text.read(bytes, this.#row + 1))
    // A sample large enough to see the delimiter; small files come to `end` before that.
    if (this.#delimiter === undefined && this.#rest.length < 65_536) return []
    return this.#take(false)
  }

  end(): SourceRow[] {
    this.#rest += this.#unifyLineEnds(this.#text.end(this.#row + 1))
    if (this.#heldReturn) this.#rest += '\n'
    // A line end closes the last record, it doesn't begin another one.
    if (this.#rest.endsWith('\n')) this.#rest = this.#rest.slice(0, -1)
    else if (this.#rest === '') return []
    return this.#take(true)
  }

  /** Line ends of Windows and old Macs become one kind; a return at the end of a chunk waits for what follows. */
  #unifyLineEnds(text: string): string {
    let whole = this.#heldReturn ? `\r${text}` : text
    this.#heldReturn = whole.endsWith('\r') && text !== ''
    if (text === '') return ''
    if (this.#heldReturn) whole = whole.slice(0, -1)
    return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole
  }

  #take(complete: boolean): SourceRow[] {
    if (this.#delimiter === undefined) {
      const named = delimiterLine.exec(this.#rest)
      this.#delimiter = (named?.[1] as Delimiter | undefined) ?? guessDelimiter(this.#rest.slice(0, 65_536))
      if (named) this.#rest = this.#rest.slice(named[0].length)
    }
    const parsed = parse(this.#rest, this.#delimiter, complete)
    const broken = parsed.errors.find((error) => complete || error.row < parsed.data.length)
    if (broken) throw new FileRefused({ refused: 'broken-quotes', row: this.#row + broken.row + 1 })
    this.#rest = complete ? '' : this.#rest.slice(parsed.meta.cursor)
    if (this.#rest.length > fileLimits.recordCharacters) {
      throw new FileRefused({ refused: 'broken-quotes', row: this.#row + parsed.data.length + 1 })
    }
    return parsed.data.map((cells) => this.#numbered(cells))
  }

  #numbered(cells: string[]): SourceRow {
    this.#row += 1
    if (this.#row > fileLimits.rows) {
      throw new FileRefused({ refused: 'too-many-rows', limit: fileLimits.rows })
    }
    if (cells.length > fileLimits.columns) {
      throw new FileRefused({ refused: 'too-many-columns', row: this.#row, limit: fileLimits.columns })
    }
    return { row: this.#row, cells: cells.length === 1 && cells[0] === '' ? [] : cells }
  }
}
