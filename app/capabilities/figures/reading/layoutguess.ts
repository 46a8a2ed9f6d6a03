import { isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SheetSample } from '#app/platform/tables/table.ts'
import type { Layout, LayoutColumn, LayoutCoordinates, LayoutTable } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { guessColumns } from './columnguess.ts'
import { findHeader, isValueLike } from './headerguess.ts'
import { seriesInText, splitPeriods } from './headings.ts'

/** What the guess is not sure of; shown above the preview (`doubt.<kind>`). */
export type Doubt =
  | { readonly kind: 'no-values-found' }
  | { readonly kind: 'column-not-read'; readonly column: number; readonly heading: string }
  | { readonly kind: 'place-assumed' }
  | { readonly kind: 'period-from-title' | 'period-from-file-name'; readonly text: string }
  | { readonly kind: 'series-from-title'; readonly text: string }
  | { readonly kind: 'series-only-one'; readonly text: string }
  | { readonly kind: 'remembered' }

export type Guess = {
  readonly layout: Layout
  readonly doubts: readonly Doubt[]
  /** Per table the heading of each column, its lines joined; the next file of the source is compared with it. */
  readonly headings: readonly (readonly string[])[]
}

/** What a person confirmed for the last file of the same source. */
export type Remembered = { readonly layout: Layout; readonly headings: readonly (readonly string[])[] }

type ValueColumn = Extract<LayoutColumn, { role: 'value' }>

function needs(coordinate: 'series' | 'period' | 'place', columns: readonly LayoutColumn[]): boolean {
  if (columns.some(({ role }) => role === coordinate)) return false
  return columns.some((column) => column.role === 'value' && column[coordinate] === undefined)
}

/** Columns of numbers that say less than their neighbours (a target, a number of the row) are left out, and said. */
function leaveOutStrangers(columns: readonly LayoutColumn[]): readonly LayoutColumn[] {
  const values = columns.filter((column): column is ValueColumn => column.role === 'value')
  const says = (coordinate: 'series' | 'period' | 'place') =>
    !columns.some(({ role }) => role === coordinate) &&
    values.some((column) => column[coordinate] !== undefined)
  const expected = (['series', 'period', 'place'] as const).filter(says)
  return columns.map((column) =>
    column.role === 'value' && expected.some((coordinate) => column[coordinate] === undefined)
      ? { column: column.column, role: 'ignore' }
      : column,
  )
}

function lastRowWithValues(rows: readonly SourceRow[], columns: readonly LayoutColumn[]): number | undefined {
  const values = columns.filter(({ role }) => role === 'value').map(({ column }) => column)
  const holdsValue = (row: SourceRow) =>
    values.some((column) => {
      const cell = row.cells[column - 1]
      // A footnote that is merged over the whole width covers the value columns, but says nothing in them.
      const covered = typeof cell === 'object' && cell.kind === 'spread' && !isValueLike(cell.of)
      return !covered && !isEmptyCell(cell)
    })
  return rows.findLast(holdsValue)?.row
}

function fixCoordinates(
  columns: readonly LayoutColumn[],
  titles: readonly string[],
  fileName: string,
  catalogue: Catalogue,
): { fixed: LayoutCoordinates; doubts: Doubt[] } {
  const doubts: Doubt[] = []
  const fixed: { series?: string; period?: string; place?: string } = {}
  const name = fileName.replace(/\.\w+$/, '').replace(/_/g, ' ')
  if (needs('place', columns)) {
    fixed.place = catalogue.places.root?.key
    doubts.push({ kind: 'place-assumed' })
  }
  if (needs('series', columns)) {
    const title = titles.find((text) => seriesInText(text, catalogue))
    const [only, ...others] = catalogue.content.series
    if (title !== undefined) {
      fixed.series = seriesInText(title, catalogue)
      doubts.push({ kind: 'series-from-title', text: title })
    } else if (only && others.length === 0) {
      fixed.series = only.key
      doubts.push({ kind: 'series-only-one', text: only.name })
    }
  }
  if (needs('period', columns)) {
    const onlyPeriod = (text: string) => {
      const periods = splitPeriods(text).periods.filter((period) => catalogue.isPeriod(period))
      return periods.length === 1 ? periods[0] : undefined
    }
    const title = titles.find((text) => onlyPeriod(text) !== undefined)
    const period = title === undefined ? onlyPeriod(name) : onlyPeriod(title)
    if (period !== undefined) {
      fixed.period = period
      doubts.push({
        kind: title === undefined ? 'period-from-file-name' : 'period-from-title',
        text: title ?? fileName,
      })
    }
  }
  return { fixed, doubts }
}

/** Roles that a person confirmed for a column of the same heading go before the guess. */
function applyMemory(
  columns: readonly LayoutColumn[],
  headings: readonly string[],
  remembered: Remembered | undefined,
): readonly LayoutColumn[] {
  if (!remembered) return columns
  return columns.map((column) => {
    const heading = headings[column.column - 1]
    if (!heading) return column
    const same = remembered.layout.tables.flatMap(({ columns: old }, table) =>
      old.filter((one) => remembered.headings[table]?.[one.column - 1] === heading),
    )
    return same.length === 1 ? { ...same[0]!, column: column.column } : column
  })
}

/**
 * Guesses how a sheet is to be read. Everything guessed is shown in the preview and can be changed there; `doubts` names
 * what a person should look at first. `remembered`: what was confirmed for the source's last file.
 */
export function guessLayout(
  sample: SheetSample,
  catalogue: Catalogue,
  hints: { readonly fileName: string; readonly remembered?: Remembered | undefined },
): Guess {
  const header = findHeader(sample, catalogue)
  const body = sample.rows.filter(({ row }) => row >= header.firstDataRow)
  const headings = header.lines.map((lines) =>
    lines.filter((text, index) => text && lines.indexOf(text) === index).join(' / '),
  )
  const guessed = leaveOutStrangers(guessColumns(header.lines, body, catalogue))
  const columns = applyMemory(guessed, headings, hints.remembered)
  const { fixed, doubts } = fixCoordinates(columns, header.titles, hints.fileName, catalogue)
  const filledColumns = new Set(
    body.flatMap(({ cells }) => cells.flatMap((cell, i) => (isEmptyCell(cell) ? [] : [i + 1]))),
  )
  const notRead = columns.filter(({ column, role }) => role === 'ignore' && filledColumns.has(column))
  const table: LayoutTable = {
    sheet: sample.sheet,
    headerRows: header.headerRows,
    firstDataRow: header.firstDataRow,
    lastDataRow: sample.complete ? lastRowWithValues(body, columns) : undefined,
    columns,
    fixed,
    skippedRows: [],
  }
  const layout: Layout = {
    tables: [table],
    placeNames: hints.remembered?.layout.placeNames ?? {},
    ...(hints.remembered?.layout.dot && { dot: hints.remembered.layout.dot }),
  }
  return {
    layout,
    headings: [headings],
    doubts: [
      ...(columns.some(({ role }) => role === 'value') ? [] : [{ kind: 'no-values-found' as const }]),
      ...doubts,
      ...notRead.map(({ column }) => ({
        kind: 'column-not-read' as const,
        column,
        heading: headings[column - 1] ?? '',
      })),
      ...(hints.remembered ? [{ kind: 'remembered' as const }] : []),
    ],
  }
}
