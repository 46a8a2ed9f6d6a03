import type { SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SheetSample } from '#app/platform/tables/table.ts'
import type { Layout, LayoutColumn, LayoutTable } from '../figure.ts'
import { fixedFor, leastSimilar, type Pair, pairTables, rowsOf } from './pair.ts'
import {
  headingKey,
  type ProfileColumn,
  type ProfileParts,
  type ProfileTable,
  rowMark,
  timesIn,
} from './profile.ts'

/** What of a profile was used for a file, to be shown and kept with its reading. Headings as the office wrote them. */
export type ProfileUse = {
  readonly id: number
  readonly name: string
  readonly version: number
  /** The delivery that it was last confirmed by, and when it came (ISO date). */
  readonly deliveryId: number
  readonly receivedOn: string
  /** How many columns it named. */
  readonly columns: number
  /** Which ones, per table of the file. */
  readonly known?: readonly (readonly number[])[]
  readonly placeNames: number
  readonly marks: number
  readonly rows: number
  /** Whether the header stood where only the profile knew to look for it. */
  readonly header: boolean
  /** How many sheets it chose of several. */
  readonly sheets?: number
  /** Columns of the profile that this file doesn't have. */
  readonly absent: readonly string[]
  /** Columns of this file that the profile doesn't know: there the guess holds. */
  readonly unknown: readonly string[]
}

export type Fitted = {
  readonly layout: Layout
  readonly likeness: number
  readonly use: Omit<ProfileUse, 'id' | 'name' | 'version' | 'deliveryId' | 'receivedOn'>
}

/** The profile's column of the same heading; several of one heading (one per year) count as one if they agree. */
function columnFor(heading: string, columns: readonly ProfileColumn[]): ProfileColumn | undefined {
  const same = columns.filter((one) => one.heading === heading && one.shown !== '')
  const roles = new Set(same.map(({ role }) => JSON.stringify(role)))
  return roles.size === 1 ? same[0] : undefined
}

/** Several columns of one heading that don't agree (two "Anzahl") are taken in their order, if there are as many as before. */
function columnInOrder(
  heading: string,
  index: number,
  headings: readonly string[],
  columns: readonly ProfileColumn[],
): ProfileColumn | undefined {
  if (heading === '') return undefined
  const here = headings.flatMap((text, at) => (headingKey(text) === heading ? [at] : []))
  const same = columns.filter((one) => one.heading === heading)
  return here.length === same.length ? same[here.indexOf(index)] : undefined
}

/** The period of a column: what the guess found, else the one year or date in its heading; never the profile's. */
function periodOf(
  known: ProfileColumn,
  guessed: LayoutColumn | undefined,
  heading: string,
): { period?: string } {
  if (guessed?.role === 'value' && guessed.period !== undefined) return { period: guessed.period }
  const times = known.dated ? timesIn(heading) : []
  return times.length === 1 ? { period: times[0]! } : {}
}

function fitColumns(
  guessed: readonly LayoutColumn[],
  headings: readonly string[],
  own: ProfileTable,
): { columns: LayoutColumn[]; named: number[]; unknown: string[]; absent: string[] } {
  const width = Math.max(headings.length, ...guessed.map(({ column }) => column))
  const used = new Set<ProfileColumn>()
  const unknown: string[] = []
  const named: number[] = []
  const columns = Array.from({ length: width }, (_, index): LayoutColumn => {
    const column = index + 1
    const guess = guessed.find((one) => one.column === column)
    const shown = headings[index] ?? ''
    const heading = headingKey(shown)
    const known = columnFor(heading, own.columns) ?? columnInOrder(heading, index, headings, own.columns)
    // A column without heading is only known by what stands beside it.
    if (!known || (heading === '' && shown === '')) {
      if (shown !== '') unknown.push(shown)
      return guess ?? { column, role: 'ignore' }
    }
    for (const one of own.columns) if (one.heading === heading) used.add(one)
    if (known.guessed) return guess ?? { column, role: 'ignore' }
    named.push(column)
    return {
      ...known.role,
      ...(known.role.role === 'value' && periodOf(known, guess, shown)),
      column,
    } as LayoutColumn
  })
  const said = leaveOutStrangers(columns, unknown, headings)
  const absent = own.columns.filter((one) => one.shown !== '' && !used.has(one)).map(({ shown }) => shown)
  return { columns: said, named, unknown, absent: [...new Set(absent)] }
}

/** A column of numbers that the profile doesn't know and that says less than those it knows is left out, as a guess would. */
function leaveOutStrangers(
  columns: readonly LayoutColumn[],
  unknown: readonly string[],
  headings: readonly string[],
): LayoutColumn[] {
  const isUnknown = ({ column }: LayoutColumn) => unknown.includes(headings[column - 1] ?? '')
  const known = columns.filter((one) => one.role === 'value' && !isUnknown(one))
  const expected = (['series', 'period', 'place'] as const).filter((coordinate) =>
    known.some((one) => one.role === 'value' && one[coordinate] !== undefined),
  )
  return columns.map((one) =>
    one.role === 'value' && isUnknown(one) && expected.some((coordinate) => one[coordinate] === undefined)
      ? { column: one.column, role: 'ignore' }
      : one,
  )
}

const rowsMarked = (rows: readonly SourceRow[], table: LayoutTable, marks: readonly string[]) =>
  rows
    .filter((row) => row.row >= table.firstDataRow && marks.includes(rowMark(row) ?? ''))
    .map(({ row }) => row)

function fitTable(pair: Pair, rows: readonly SourceRow[], profile: ProfileParts) {
  const { own } = pair
  const { table, headings, moved } = pair.found
  const fitted = fitColumns(table.columns, headings, own)
  const skipped = rowsMarked(rows, table, own.skipped)
  const totals = rowsMarked(rows, table, own.totals)
  const end =
    own.endsBefore === undefined
      ? undefined
      : rows.find((row) => row.row > table.firstDataRow && rowMark(row) === own.endsBefore)?.row
  const lastDataRow =
    end !== undefined && (table.lastDataRow === undefined || table.lastDataRow >= end)
      ? end - 1
      : table.lastDataRow
  const totalRows = [...new Set([...(table.totalRows ?? []), ...totals])].sort((a, b) => a - b)
  return {
    table: {
      ...table,
      columns: fitted.columns,
      fixed: fixedFor(pair, rows, profile),
      skippedRows: [...new Set([...table.skippedRows, ...skipped])].sort((a, b) => a - b),
      lastDataRow,
      ...(totalRows.length > 0 && { totalRows }),
    },
    named: fitted.named,
    unknown: fitted.unknown,
    absent: fitted.absent,
    rows: skipped.length + totals.length + (lastDataRow === table.lastDataRow ? 0 : 1),
    moved,
  }
}

/** Proposed series that no column names any more, because the profile knows better, are not proposed. */
function stillProposed({ proposals }: Layout, tables: readonly LayoutTable[]): Layout['proposals'] {
  const columns = tables.flatMap((table) => table.columns)
  if (!proposals || columns.some(({ role }) => role === 'series')) return proposals
  const named = new Set([
    ...columns.map((column) => (column.role === 'value' ? column.series : undefined)),
    ...tables.map(({ fixed }) => fixed.series),
  ])
  const series = proposals.series.filter(({ key }) => named.has(key))
  const broken = new Set(series.flatMap((one) => one.dimensions))
  const dimensions = proposals.dimensions.filter(({ key }) => broken.has(key))
  return series.length > 0 ? { series, dimensions } : undefined
}

/**
 * Reads a guessed layout again with what a profile knows. What the profile says goes before the guess; where it doesn't fit, the
 * guess holds. Undefined where no table of the file is like one of the profile.
 */
export function fitProfile(
  profile: ProfileParts,
  guessed: Layout,
  samples: readonly SheetSample[],
): Fitted | undefined {
  const pairs = pairTables(profile, guessed, samples)
  const likeness = Math.max(0, ...pairs.map((pair) => pair?.found.likeness ?? 0))
  if (likeness < leastSimilar) return undefined
  const fitted = guessed.tables.map((table, number) => {
    const pair = pairs[number]
    if (!pair) return { table, named: [], unknown: [], absent: [], rows: 0, moved: false }
    return fitTable(pair, rowsOf(table, samples), profile)
  })
  const sum = (of: (one: (typeof fitted)[number]) => number) => fitted.reduce((all, one) => all + of(one), 0)
  const { proposals: _, ...others } = guessed
  const tables = fitted.map(({ table }) => table)
  const proposals = stillProposed(guessed, tables)
  return {
    likeness,
    layout: {
      ...others,
      tables,
      ...(proposals && { proposals }),
      placeNames: { ...guessed.placeNames, ...profile.placeNames },
      ...(profile.dot && { dot: profile.dot }),
      ...(profile.marks && { marks: { ...guessed.marks, ...profile.marks } }),
    },
    use: {
      columns: sum(({ named }) => named.length),
      known: fitted.map(({ named }) => named),
      placeNames: Object.keys(profile.placeNames).length,
      marks: Object.keys(profile.marks ?? {}).length + (profile.dot ? 1 : 0),
      rows: sum(({ rows }) => rows),
      header: fitted.some(({ moved }) => moved),
      absent: [...new Set(fitted.flatMap(({ absent }) => absent))],
      unknown: [...new Set(fitted.flatMap(({ unknown }) => unknown))],
    },
  }
}
