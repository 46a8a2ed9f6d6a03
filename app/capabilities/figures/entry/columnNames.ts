import { isPeriod, type PeriodKind, parsePeriod } from '#app/plain/period.ts'
import type { Series } from '../figure.ts'
import { measureOfWord } from '../guess/words.ts'
import {
  isTotalWord,
  longestWords,
  normaliseName,
  withoutDetail,
  withoutFootnoteMark,
} from '../reading/names.ts'
import { SeriesNames } from '../reading/seriesNames.ts'

/** How a column of the sheet may be called over a pasted column. */
export type ColumnNames = Pick<Series, 'unit' | 'kind'> & {
  /** Key of its series, and all spellings that mean no other series. */
  readonly series: string
  readonly seriesNames: readonly string[]
  readonly period: string
  readonly periodKind: PeriodKind
  /** The period as the sheet writes it. */
  readonly periodName: string
  /** Spellings of each value of the breakdown; none for the total. */
  readonly values: readonly (readonly string[])[]
}

/** What a text says of a column. */
type Says = { readonly series: boolean; readonly period: boolean; readonly values: readonly number[] }

/** What some words in turn may say, whatever the column. */
type Piece = {
  readonly series: string | undefined
  readonly periods: ReadonlyMap<PeriodKind, string>
  /** As spellings are compared, once without "davon". */
  readonly spellings: readonly string[]
  readonly isTotal: boolean
  readonly unit: Series['unit'] | undefined
}

/** Headings have few words; the ways to divide them grow with the square of their number. */
const mostWords = 24

/** The words of a heading: without marks around them, and "Familien_2021" are two. */
function wordsOf(text: string): string[] {
  if (text.length > longestWords) return []
  return withoutFootnoteMark(text)
    .replace(/(?<=\p{L})[-–/_](?=\d{4})|_/gu, ' ')
    .split(/[\s,;:()[\]|]+/u)
    .filter((word) => /[\p{L}\d%€]/u.test(word))
}

/** Tells which columns of the sheet a heading means. A heading means a column only if each of its words says something of it. */
export class ColumnReader {
  readonly #columns: readonly (ColumnNames & { spelledPeriod: string; spelledValues: string[][] })[]
  readonly #kinds: ReadonlySet<PeriodKind>
  readonly #names = new SeriesNames<Pick<ColumnNames, 'series' | 'unit' | 'kind'>>()
  /** By heading: from which word on and how many of them make which piece. */
  readonly #pieces = new Map<string, readonly (readonly Piece[])[]>()

  constructor(columns: readonly ColumnNames[]) {
    this.#columns = columns.map((column) => ({
      ...column,
      spelledPeriod: normaliseName(column.periodName),
      spelledValues: column.values.map((names) => names.map(normaliseName)),
    }))
    this.#kinds = new Set(columns.map(({ periodKind }) => periodKind))
    for (const [series, [first]] of Map.groupBy(columns, (column) => column.series)) {
      const one = { series, unit: first!.unit, kind: first!.kind }
      for (const name of first!.seriesNames) this.#names.add(name, one)
    }
  }

  /** What the heading says of a column by its number; undefined where a word of it says nothing of that column. */
  explain(heading: string, column: number): Says | undefined {
    const pieces = this.#piecesOf(heading)
    return pieces.length === 0 ? undefined : this.#divide(pieces, 0, column, nothing)
  }

  /** Columns by number that the heading means; of a breakdown only those whose values it names. */
  meant(heading: string): number[] {
    return this.#columns.flatMap(({ values }, column) => {
      const says = this.explain(heading, column)
      return says && new Set(says.values).size === values.length ? [column] : []
    })
  }

  /** Whether the text is the period of one of these columns and nothing else. */
  isPeriod(text: string, columns: readonly number[] = [...this.#columns.keys()]): boolean {
    const isSaid = (column: number) => {
      const says = this.explain(text, column)
      return says?.period === true && !says.series && says.values.length === 0
    }
    return columns.some(isSaid)
  }

  #divide(pieces: readonly (readonly Piece[])[], from: number, column: number, says: Says): Says | undefined {
    if (from === pieces.length) return says
    const begins = pieces[from]!
    for (let more = begins.length; more > 0; more -= 1) {
      const next = this.#add(begins[more - 1]!, column, says)
      const found = next && this.#divide(pieces, from + more, column, next)
      if (found) return found
    }
    return undefined
  }

  #add(piece: Piece, column: number, says: Says): Says | undefined {
    const { series, period, periodKind, unit, spelledPeriod, spelledValues } = this.#columns[column]!
    if (piece.series === series) return { ...says, series: true }
    if (piece.periods.get(periodKind) === period || piece.spellings.includes(spelledPeriod))
      return { ...says, period: true }
    const value = spelledValues.findIndex((names) => names.some((name) => piece.spellings.includes(name)))
    if (value >= 0) return { ...says, values: [...says.values, value] }
    const isKnown = piece.unit === unit || (piece.isTotal && spelledValues.length === 0)
    return isKnown ? says : undefined
  }

  #piecesOf(heading: string): readonly (readonly Piece[])[] {
    const known = this.#pieces.get(heading)
    if (known) return known
    const all = wordsOf(heading)
    const words = all.length > mostWords ? [] : all
    const pieces = words.map((_, from) =>
      words.slice(from).map((_word, more) => this.#read(words.slice(from, from + more + 1).join(' '))),
    )
    this.#pieces.set(heading, pieces)
    return pieces
  }

  #read(text: string): Piece {
    const measure = measureOfWord(text)
    return {
      series: this.#names.find(text)?.series,
      periods: this.#periodsIn(text.replace(/^(?:im|in|am|zum|für|aus|von)\s+/iu, '')),
      spellings: [text, withoutDetail(text)].map(normaliseName).filter((name) => name !== ''),
      isTotal: isTotalWord(text),
      unit: measure?.factor === undefined ? measure?.unit : undefined,
    }
  }

  #periodsIn(text: string): ReadonlyMap<PeriodKind, string> {
    if (!/\d/.test(text)) return none
    return new Map(
      [...this.#kinds].flatMap((kind): [PeriodKind, string][] => {
        const period = parsePeriod(text, kind)
        return isPeriod(period) ? [[kind, period.key]] : []
      }),
    )
  }
}

const nothing: Says = { series: false, period: false, values: [] }
const none: ReadonlyMap<PeriodKind, string> = new Map()
