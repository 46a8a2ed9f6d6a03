import type { CellFlag, MissingReason } from '#app/plain/cell.ts'
import type { Unit } from '#app/plain/format.ts'
import type { Period, PeriodKind, ReportingRule } from '#app/plain/period.ts'

/** What a series counts. `rate`: a rate that was published without its counts. Amounts are stored as whole cents. */
export const seriesKinds = ['count', 'amount', 'score', 'rate'] as const
export type SeriesKind = (typeof seriesKinds)[number]

/** How values of parts make the value of the whole. A stock (children on a day) is a sum over places and its last value over time. */
export const overPlacesRules = ['sum', 'none'] as const
export type OverPlaces = (typeof overPlacesRules)[number]
export const overTimeRules = ['sum', 'last', 'none'] as const
export type OverTime = (typeof overTimeRules)[number]

/** What is counted (Zahlenreihe). `partOf`: this count is a part of that one; `base`: the count a published rate refers to. */
export type Series = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly meaning: string
  readonly meaningEn: string
  readonly unit: Unit
  readonly kind: SeriesKind
  readonly decimals: number
  readonly periodKind: PeriodKind
  readonly reportedUnder: ReportingRule
  readonly familyKey: string
  readonly sourceKey: string
  readonly partOf: string | undefined
  readonly base: string | undefined
  readonly dimensions: readonly string[]
  readonly overPlaces: OverPlaces
  readonly overTime: OverTime
  /** Other kinds of period that it may be compared with, year by year; without them a formula that mixes kinds is refused. */
  readonly comparableKinds: readonly PeriodKind[]
  /** What everybody who uses its figures must know. */
  readonly note: string
  readonly noteEn: string
  readonly aliases: readonly string[]
}

/** One value per dimension that is not "total": `legal_basis=27&form=ambulant`, keys in alphabetical order; '' is the total. */
export type BreakdownKey = string

export function breakdownKey(parts: Readonly<Record<string, string>>): BreakdownKey {
  return Object.keys(parts)
    .sort()
    .map((dimension) => `${dimension}=${parts[dimension]}`)
    .join('&')
}

/** The parts that a breakdown key is made of, by dimension. */
export function breakdownParts(key: BreakdownKey): Record<string, string> {
  if (key === '') return {}
  return Object.fromEntries(
    key.split('&').map((part) => {
      const mark = part.indexOf('=')
      return [part.slice(0, mark), part.slice(mark + 1)]
    }),
  )
}

/** What one cell of an office's file says, before it is stored. `value` is a plain decimal ("1634", "82.11", cents for EUR). */
export type PlannedFact = {
  readonly series: string
  readonly placeId: number
  readonly period: Period
  readonly breakdown: BreakdownKey
  /** `below`: kept secret by the source, and known to be less than this. */
  readonly content: { readonly value: string } | { readonly missing: MissingReason; readonly below?: number }
  readonly flags: readonly CellFlag[]
  /** Position in the layout's `tables`, from 0. */
  readonly table: number
  /** Both from 1, as the office sees them in its programme. */
  readonly row: number
  readonly column: number
}

/**
 * How a file is to be read, and the one place where everything a person corrected about it is kept. A file can hold several tables:
 * one under another, beside each other, on several sheets.
 */
export type Layout = {
  readonly tables: readonly LayoutTable[]
  /** Names in the file and the places the user confirmed for them (place key, or null: leave the row out). */
  readonly placeNames: Readonly<Record<string, string | null>>
  /** What a lone "." means in this source (its legend says so); without it: unknown. */
  readonly dot?: 'unknown' | 'secret-at-source'
  /** What a mark behind a value means in this source ("*": provisional); other marks are left out and counted. */
  readonly marks?: Readonly<Record<string, MarkMeaning>>
  /** Series and breakdowns that the file speaks of and that don't exist yet: created when the delivery is taken over. */
  readonly proposals?: Proposals
}

export const markMeanings = [
  'provisional',
  'revised',
  'break',
  'limited',
] as const satisfies readonly CellFlag[]
export type MarkMeaning = (typeof markMeanings)[number]

/** A series that a file speaks of and that nobody has defined yet. What a person hasn't settled follows from the rest. */
export type ProposedSeries = Pick<
  Series,
  'key' | 'name' | 'unit' | 'kind' | 'decimals' | 'periodKind' | 'dimensions' | 'aliases'
> &
  Partial<Pick<Series, 'overPlaces' | 'overTime'>> & {
    /** Key of an existing family; without it one of the source, by periods and breakdowns. */
    readonly family?: string
  }
export type ProposedDimension = {
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly values: readonly {
    readonly key: string
    readonly name: string
    readonly aliases: readonly string[]
  }[]
}
export type Proposals = {
  readonly series: readonly ProposedSeries[]
  readonly dimensions: readonly ProposedDimension[]
}

/**
 * One table of a file. Every value cell needs a series, a place and a period (and a value for each dimension it is broken down by);
 * each comes from a column of the same row, from the header of its own column, or is fixed for the whole table.
 * Columns and rows count from 1, as they stand on the sheet.
 */
export type LayoutTable = {
  /** Of a workbook; undefined for a text file. */
  readonly sheet: string | undefined
  readonly headerRows: readonly number[]
  readonly firstDataRow: number
  readonly lastDataRow: number | undefined
  readonly columns: readonly LayoutColumn[]
  readonly fixed: LayoutCoordinates
  /** Rows inside the data that are not read. */
  readonly skippedRows: readonly number[]
  /** Rows that stand for the whole town, or the whole of a breakdown, whatever is written in them. */
  readonly totalRows?: readonly number[]
}

/** What a person changes about a guessed layout. */
export type LayoutCorrections = {
  /** Another sheet than the guessed ones: it is guessed anew. */
  readonly sheet?: string
  /** All tables as they shall be, instead of the guessed ones. */
  readonly tables?: readonly LayoutTable[]
  /** Parts that replace those of every guessed table. */
  readonly everyTable?: Partial<LayoutTable>
  readonly placeNames?: Layout['placeNames']
  readonly dot?: Layout['dot']
  readonly marks?: Layout['marks']
  readonly proposals?: Layout['proposals']
}

/** The guessed layout with what a person changed about it. */
export function correctLayout(guessed: Layout, corrections: LayoutCorrections): Layout {
  const { tables = guessed.tables, everyTable, placeNames } = corrections
  const { dot = guessed.dot, marks = guessed.marks, proposals = guessed.proposals } = corrections
  return {
    tables: everyTable ? tables.map((table) => ({ ...table, ...everyTable })) : tables,
    placeNames: { ...guessed.placeNames, ...placeNames },
    ...(dot && { dot }),
    ...(marks && { marks }),
    ...(proposals && { proposals }),
  }
}

export type LayoutCoordinates = {
  readonly series?: string
  readonly place?: string
  readonly period?: string
  readonly breakdown?: Readonly<Record<string, string>>
}

export type LayoutColumn =
  | { readonly column: number; readonly role: 'ignore' }
  | {
      readonly column: number
      readonly role: 'place' | 'period' | 'series'
      /** An empty cell says what the last filled one above it says. */
      readonly fill?: true
      /** Breakdowns whose values stand in this column, below the row that they are part of ("davon weiblich"). */
      readonly under?: readonly string[]
    }
  | {
      readonly column: number
      readonly role: 'flag'
      /** Its signs (".", "/", "x") say why the value beside it is missing. */
      readonly signs?: true
    }
  /** The unit that the series of the row is written in; it tells "Personen" in % from their number. */
  | { readonly column: number; readonly role: 'unit' }
  /** The month, quarter or half of the year that stands in the column of periods. */
  | { readonly column: number; readonly role: 'period-part' }
  /** The official key of the row's place; what stands in the column of places is its name. */
  | { readonly column: number; readonly role: 'place-key' }
  | {
      readonly column: number
      readonly role: 'dimension'
      readonly dimension: string
      readonly fill?: true
      /** An empty cell is the total; else it is a value that is missing. */
      readonly empty?: 'total'
    }
  | ({
      readonly column: number
      readonly role: 'value'
      /** Decimal mark, where the user settled it; else the column's own cells decide. */
      readonly decimal?: ',' | '.'
      /** How the numbers are written where that isn't the series' unit: as fraction of 1, in thousands, in millions. */
      readonly scale?: ValueScale
      /** What this column adds to the name of the row's series ("in %"). */
      readonly suffix?: string
    } & LayoutCoordinates)

export const valueScales = ['fraction', 'thousand', 'million'] as const
export type ValueScale = (typeof valueScales)[number]
