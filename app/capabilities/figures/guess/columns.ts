import { cellText, isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { LayoutColumn } from '../figure.ts'
import { isTotalWord, withoutDetail } from '../reading/names.ts'
import { isValueLike } from './header.ts'
import { coordinatesOf, readHeadings, roleOfHeading, type Said } from './headings.ts'
import type { Surroundings } from './surroundings.ts'
import { plainText } from './words.ts'

/** Headings of flat files of GENESIS-Online: the quality signs of the value beside them. */
const isQuality = (heading: string) => heading.toLowerCase() === 'value_q'

/** Share of a column's distinct texts that fit something, 0 to 1. */
type Fit = {
  readonly place: number
  readonly series: number
  readonly period: number
  readonly value: number
  readonly dimension: { readonly key: string; readonly share: number } | undefined
  readonly texts: readonly string[]
  readonly cells: number
}

export type GuessedColumn = LayoutColumn & {
  /** What stands above a column of values. */
  readonly said?: Said
}
export type GuessedColumns = {
  readonly columns: readonly GuessedColumn[]
  /** Of units that stand in a column of their own ("Einheit"). */
  readonly unitColumn: number | undefined
}

function fitOf(column: number, body: readonly SourceRow[], around: Surroundings): Fit {
  const { catalogue } = around
  const cells = body.map(({ cells }) => cells[column - 1]).filter((cell) => !isEmptyCell(cell))
  const texts = [...new Set(cells.map((cell) => plainText(cellText(cell))))]
  const names = texts.filter((text) => !isTotalWord(text))
  const share = (fits: (text: string) => boolean, of: readonly string[] = names) =>
    of.length === 0 ? 0 : of.filter(fits).length / of.length
  const dimensions = catalogue.content.dimensions
    .map(({ key }) => ({ key, share: share((text) => catalogue.findValue(key, text) !== undefined) }))
    .sort((a, b) => b.share - a.share)
  return {
    // A column of totals alone ("gesamt") is one of places where nothing else claims it.
    place:
      names.length === 0 && texts.length > 0
        ? 0.5
        : share((text) => catalogue.places.find(text) !== undefined),
    series: share((text) => catalogue.findSeries(text) !== undefined),
    period: share((text) => around.isPeriod(text), texts),
    value: cells.length === 0 ? 0 : cells.filter(isValueLike).length / cells.length,
    dimension: dimensions[0] && dimensions[0].share > 0 ? dimensions[0] : undefined,
    texts,
    cells: cells.length,
  }
}

/** Guesses the role of every column from its heading and from what stands in it; what the catalogue knows goes first. */
export function guessColumns(
  lines: readonly (readonly string[])[],
  body: readonly SourceRow[],
  around: Surroundings,
): GuessedColumns {
  const { catalogue } = around
  const columns: GuessedColumn[] = []
  let unitColumn: number | undefined
  const has = (role: LayoutColumn['role']) => columns.some((column) => column.role === role)
  const hasDimension = (key: string) =>
    columns.some((column) => column.role === 'dimension' && column.dimension === key)
  const open: { column: number; heading: string; fit: Fit }[] = []
  const fits = lines.map((_, index) => fitOf(index + 1, body, around))
  for (const [index, headings] of lines.entries()) {
    const column = index + 1
    const fit = fits[index]!
    const nearest = headings.findLast((text) => text !== '') ?? ''
    const word = roleOfHeading(nearest)
    const named = catalogue.findDimension(nearest)
    const numeric = fit.value >= 0.5
    const said = readHeadings(headings, around, { propose: numeric })
    const coordinates = coordinatesOf(said)
    const known = coordinates.series !== undefined || coordinates.period !== undefined
    const isBefore = !has('value')
    // Numbers that could be years and have a name of their own are years only where nothing else names the rows.
    const isLeftmost = columns.every(({ role }) => role === 'ignore')
    const periods =
      fit.period >= 0.6 &&
      (word === 'period' ||
        (!known && isBefore && word !== 'value' && (said.names.length === 0 || !numeric || isLeftmost)))
    if (isQuality(nearest)) columns.push({ column, role: 'flag', signs: true })
    else if (word === 'ignore' && !known && fit.place < 0.5) columns.push({ column, role: 'ignore' })
    else if (word === 'unit' && !numeric && fit.texts.length > 0) {
      unitColumn = column
      columns.push({ column, role: 'ignore' })
    } else if (named && fit.texts.length > 0 && !hasDimension(named.key)) {
      columns.push({ column, role: 'dimension', dimension: named.key })
    } else if ((word === 'period' || periods) && !has('period') && fit.texts.length > 0 && fit.period > 0) {
      columns.push({ column, role: 'period' })
    } else if (fit.place >= 0.5 && !has('place')) columns.push({ column, role: 'place' })
    else if (fit.series >= 0.5 && !has('series') && !numeric) columns.push({ column, role: 'series' })
    else if (fit.dimension && fit.dimension.share >= 0.5 && !numeric && !hasDimension(fit.dimension.key)) {
      columns.push({ column, role: 'dimension', dimension: fit.dimension.key })
    } else if (word === 'place' && !numeric && !has('place') && fit.cells > 0)
      columns.push({ column, role: 'place' })
    else if (word === 'series' && !numeric && !has('series') && fit.cells > 0)
      columns.push({ column, role: 'series' })
    else if (word === 'flag' && !numeric && !has('flag')) columns.push({ column, role: 'flag' })
    else if (numeric || known) {
      columns.push({ column, role: 'value', ...coordinates, said })
    } else {
      columns.push({ column, role: 'ignore' })
      if (fit.cells > 0 && isBefore && word === undefined) open.push({ column, heading: nearest, fit })
    }
  }
  for (const one of open) {
    const column = roleOfUnknown(one, columns, body, around)
    if (column) columns[one.column - 1] = column
  }
  return { columns: columns.map((column) => withDetails(column, columns, body, fits, around)), unitColumn }
}

/** What a column of texts before the values is that nothing in the catalogue explains. */
function roleOfUnknown(
  { column, heading, fit }: { column: number; heading: string; fit: Fit },
  columns: readonly GuessedColumn[],
  body: readonly SourceRow[],
  around: Surroundings,
): GuessedColumn | undefined {
  const names = fit.texts.map(withoutDetail).filter((text) => !isTotalWord(text) && text !== '')
  const proposed = names.filter((text) => around.book.valueOf(text) !== undefined)
  const values = columns.filter((one) => one.role === 'value')
  // What exists already has its breakdowns: a column of words beside it is a remark.
  const isKnown = values.some((one) => 'series' in one && one.series !== undefined)
  if (isKnown) return undefined
  const needsSeries =
    !columns.some(({ role }) => role === 'series') &&
    values.every(
      ({ said, ...one }) => (one as { series?: string }).series === undefined && said?.names.length === 0,
    )
  if (names.length > 0 && proposed.length >= names.length * 0.6) {
    const dimension = around.book.dimension(heading, names)
    if (dimension) return { column, role: 'dimension', dimension }
  }
  if (needsSeries && fit.texts.length > 0) return { column, role: 'series' }
  const repeats = fit.texts.length < body.length
  const hasPlace = columns.some(({ role, column: other }) => role === 'place' && other !== column)
  if (!hasPlace && heading === '' && !repeats) return { column, role: 'place' }
  if (heading === '') return undefined
  const dimension = around.book.dimension(heading, names)
  return dimension === undefined ? undefined : { column, role: 'dimension', dimension }
}

/** Cells that say what stands above them, and rows that are part of the row above ("davon weiblich"). */
function withDetails(
  column: GuessedColumn,
  columns: readonly GuessedColumn[],
  body: readonly SourceRow[],
  fits: readonly Fit[],
  around: Surroundings,
): GuessedColumn {
  const { role } = column
  if (role !== 'place' && role !== 'period' && role !== 'series' && role !== 'dimension') return column
  const values = columns.filter((one) => one.role === 'value').map((one) => one.column)
  const withValues = body.filter(({ cells }) => values.some((one) => !isEmptyCell(cells[one - 1])))
  const empty = withValues.filter(({ cells }) => isEmptyCell(cells[column.column - 1])).length
  const others = columns.some(
    (one) => one !== column && ['place', 'period', 'series', 'dimension'].includes(one.role),
  )
  const begins = !isEmptyCell(withValues[0]?.cells[column.column - 1])
  const fill = empty > 0 && others && begins && empty >= withValues.length / 4 ? { fill: true as const } : {}
  // In a flat file an empty cell is the total, and each row stands for itself.
  const isFlat = columns.some((one) => one.role === 'flag' && one.signs)
  if (role === 'dimension' && isFlat) return { ...column, empty: 'total' }
  if (role === 'dimension') return { ...column, ...fill }
  const under = new Set<string>()
  for (const text of fits[column.column - 1]!.texts) {
    if (role === 'place' && around.catalogue.places.find(text)) continue
    if (role === 'series' && around.catalogue.findSeries(text)) continue
    if (role === 'period') continue
    const bare = withoutDetail(text)
    const value = around.catalogue.findDimensionOfValue(bare) ?? around.book.valueOf(bare)
    if (value) under.add(value.dimension)
  }
  return { ...column, ...fill, ...(under.size > 0 && { under: [...under] }) }
}
