import type { PeriodKind } from '#app/plain/period.ts'
import { cellText, isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { LayoutColumn, LayoutCoordinates, LayoutTable } from '../figure.ts'
import type { Block } from './blocks.ts'
import { type GuessedColumn, guessColumns } from './columns.ts'
import { type Fixed, fixCoordinates, readSection, type Section } from './fixed.ts'
import { isValueLike } from './header.ts'
import type { Doubt } from './layoutguess.ts'
import { isValue, SeriesOfColumns, type ValueColumn } from './seriesnames.ts'
import type { Surroundings } from './surroundings.ts'

/** One table with what its guess rests on. */
export type TableGuess = {
  readonly table: LayoutTable
  readonly headings: readonly string[]
  readonly doubts: readonly Doubt[]
  /** Keys of proposed series that it names. */
  readonly proposed: ReadonlySet<string>
  /** Whether each of its values has a series, a place and a period. */
  readonly isComplete: boolean
}

const coordinates = ['series', 'period', 'place'] as const

const namesSeries = ({ series, said }: ValueColumn) =>
  series !== undefined ||
  (said !== undefined &&
    (said.names.length > 0 || said.measure !== undefined || Object.keys(said.breakdown).length > 0))

/** Columns of numbers that say less than their neighbours (a target, a number of the row) are left out, and said. */
function leaveOutStrangers(columns: readonly GuessedColumn[]): readonly GuessedColumn[] {
  const values = columns.filter(isValue)
  const says = (column: ValueColumn, coordinate: (typeof coordinates)[number]) =>
    coordinate === 'series' ? namesSeries(column) : column[coordinate] !== undefined
  const expected = coordinates.filter(
    (one) => !columns.some(({ role }) => role === one) && values.some((column) => says(column, one)),
  )
  return columns.map((column) => {
    if (!isValue(column) || expected.every((one) => says(column, one))) return column
    // A total over columns that differ by a breakdown alone is one of them.
    const isTotal = column.said?.isTotal && expected.every((one) => says(column, one) || one === 'place')
    return isTotal ? column : { column: column.column, role: 'ignore' as const }
  })
}

function lastRowWithValues(rows: readonly SourceRow[], columns: readonly LayoutColumn[]): number | undefined {
  const values = columns
    .filter((column) => column.role === 'value' || (column.role === 'flag' && column.signs))
    .map(({ column }) => column)
  const holdsValue = (row: SourceRow) =>
    values.some((column) => {
      const cell = row.cells[column - 1]
      // A footnote that is merged over the whole width covers the value columns, but says nothing in them.
      const covered = typeof cell === 'object' && cell.kind === 'spread' && !isValueLike(cell.of)
      return !covered && !isEmptyCell(cell)
    })
  return rows.findLast(holdsValue)?.row
}

/** A name alone above the first row belongs to the data where the rows below are parts of it ("davon weiblich"). */
function firstRowOf(
  { sectionRows, body }: Block,
  section: Section,
  columns: readonly LayoutColumn[],
): number | undefined {
  const hasParts = columns.some((column) => 'under' in column && column.under !== undefined)
  const rows = hasParts && !section.isUsable ? [...sectionRows, ...body] : body
  return rows[0]?.row
}

/** Headings of the columns that name rows: one that is no word for places may be the subject of the table. */
const stubHeadings = (columns: readonly GuessedColumn[], headings: readonly string[]) =>
  columns
    .filter(({ role }) => role === 'place' || role === 'period')
    .map(({ column }) => headings[column - 1] ?? '')

const joinHeading = (lines: readonly string[]) =>
  lines.filter((text, index) => text && lines.indexOf(text) === index).join(' / ')

/** Blocks under one header, sections that say nothing put together with the one before. */
function joinSections(blocks: readonly Block[], columns: readonly GuessedColumn[], around: Surroundings) {
  const joined: {
    block: Block
    body: SourceRow[]
    section: ReturnType<typeof readSection>
    skipped: number[]
  }[] = []
  for (const block of blocks) {
    const section = readSection(block.section, columns, around)
    const last = joined.at(-1)
    if (last && !section.isUsable) {
      last.body.push(...block.body)
      if (block.section.length === 0) last.skipped.push(...block.repeated)
      continue
    }
    joined.push({ block, body: [...block.body], section, skipped: [] })
  }
  return joined
}

/** Guesses the tables that stand under one header. `sheet`: its name where it may say something (one of several). */
export function guessTables(
  blocks: readonly Block[],
  sample: {
    readonly sheet: string | undefined
    readonly isOpen: boolean
    readonly sheetSays: string | undefined
    /** Titles of the tables above on the same sheet. */
    readonly upperTitles: readonly string[]
  },
  around: Surroundings,
): TableGuess[] {
  const { header } = blocks[0]!
  const wholeBody = blocks.flatMap(({ body }) => body)
  const withSections = blocks.flatMap(({ sectionRows, body }) => [...sectionRows, ...body])
  const headings = header.lines.map(joinHeading)
  const guessed = guessColumns(header.lines, wholeBody, around)
  const columns = leaveOutStrangers(guessed.columns)
  const joined = joinSections(blocks, columns, around)
  return joined.map(({ block, body, section, skipped }, index) => {
    const isLast = index === joined.length - 1
    const fixed = fixCoordinates(
      columns,
      {
        titles: header.titles,
        upperTitles: sample.upperTitles,
        stub: stubHeadings(columns, headings),
        section,
        sheet: sample.sheetSays,
      },
      around,
    )
    const naming = new SeriesOfColumns(around, withSections, fixed)
    const named = naming.name(columns, guessed.unitColumn)
    const table: LayoutTable = {
      sheet: sample.sheet,
      headerRows: header.headerRows,
      firstDataRow: firstRowOf(block, section, named) ?? header.firstDataRow,
      lastDataRow: isLast && sample.isOpen ? undefined : lastRowWithValues(body, named),
      columns: named,
      fixed: withFixedSeries(fixed, named, naming),
      skippedRows: skipped,
    }
    settleProposals(table, body, naming.proposed, around)
    return {
      table,
      headings,
      doubts: [...fixed.doubts, ...doubtsOf(named, columns, body, headings)],
      proposed: naming.proposed,
      isComplete: isComplete(table),
    }
  })
}

function withFixedSeries(
  { coordinates: fixed }: Fixed,
  columns: readonly LayoutColumn[],
  naming: SeriesOfColumns,
): LayoutCoordinates {
  const { series, ...others } = fixed
  const isNeeded =
    !columns.some(({ role }) => role === 'series') &&
    (columns.some((column) => column.role === 'value' && column.series === undefined) ||
      naming.proposed.size === 0)
  return isNeeded && series !== undefined ? { series, ...others } : others
}

function isComplete({ columns, fixed }: LayoutTable): boolean {
  const values = columns.filter((column) => column.role === 'value')
  return (
    values.length > 0 &&
    coordinates.every(
      (one) =>
        fixed[one] !== undefined ||
        columns.some(({ role }) => role === one) ||
        values.every((column) => column[one] !== undefined),
    )
  )
}

/** What is known of the proposed series by now: their kind of period and what they are broken down by. */
function settleProposals(
  { columns, fixed }: LayoutTable,
  body: readonly SourceRow[],
  proposed: ReadonlySet<string>,
  around: Surroundings,
): void {
  const inColumn = columns.find(({ role }) => role === 'period')?.column
  const kindOf = (text: string | undefined): PeriodKind | undefined =>
    text === undefined ? undefined : around.period(text)?.kind
  const ofRows =
    inColumn === undefined
      ? undefined
      : body.map(({ cells }) => kindOf(cellText(cells[inColumn - 1]))).find((kind) => kind !== undefined)
  const dimensions = columns.flatMap((column) => {
    if (column.role === 'dimension') return [column.dimension]
    return (column.role === 'place' || column.role === 'series') && column.under ? column.under : []
  })
  for (const key of proposed) {
    const own = columns
      .filter((column) => column.role === 'value')
      .filter((column) => (column.series ?? key) === key)
    const period = own.map(({ period: text }) => kindOf(text)).find((kind) => kind !== undefined)
    const broken = [fixed, ...own].flatMap(({ breakdown }) => Object.keys(breakdown ?? {}))
    around.book.settle(key, period ?? ofRows ?? kindOf(fixed.period), [...dimensions, ...broken])
  }
}

function doubtsOf(
  columns: readonly LayoutColumn[],
  guessed: readonly GuessedColumn[],
  body: readonly SourceRow[],
  headings: readonly string[],
): Doubt[] {
  const filled = new Set(
    body.flatMap(({ cells }) => cells.flatMap((cell, index) => (isEmptyCell(cell) ? [] : [index + 1]))),
  )
  const notRead = columns.filter(({ column, role }) => role === 'ignore' && filled.has(column))
  return [
    ...(guessed.some(({ role }) => role === 'value') ? [] : [{ kind: 'no-values-found' as const }]),
    ...notRead.map(({ column }) => ({
      kind: 'column-not-read' as const,
      column,
      heading: headings[column - 1] ?? '',
    })),
  ]
}
