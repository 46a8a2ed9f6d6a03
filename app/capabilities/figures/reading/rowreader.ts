import type { CellFlag } from '#app/plain/cell.ts'
import type { Period, PeriodKind } from '#app/plain/period.ts'
import { cellText, isEmptyCell, type SourceCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { Layout, LayoutColumn, LayoutCoordinates, LayoutTable, PlannedFact, Series } from '../figure.ts'
import { Breakdowns } from './breakdowns.ts'
import type { Catalogue } from './catalogue.ts'
import { readContent } from './content.ts'
import type { NamedPlace } from './placenames.ts'
import { PlaceReader, type PlaceUse } from './placereader.ts'
import type { CellNote, CellProblem, Coordinate, RowReading, Trouble } from './rowreading.ts'
import { type Convention, conventionProvedBy, joinConventions } from './value.ts'

type ValueColumn = Extract<LayoutColumn, { role: 'value' }>
type KeyColumn = Exclude<LayoutColumn, { role: 'value' } | { role: 'ignore' }>
type BreakdownsRead = Map<ValueColumn, Map<Series, Map<string, Coordinate<string>>>>

const nothing: readonly never[] = []
const noBreakdown = { value: '' } as const
/** A row that gives nothing. */
export const outside: RowReading = {
  facts: nothing,
  problems: nothing,
  notes: nothing,
  empty: 0,
  skipped: 'outside',
}
const noFlags: readonly CellFlag[] = []
const maybeOpenNumber = /\d[.,]\d{3}(?!\d)/

const flagWords: ReadonlyMap<string, CellFlag> = new Map([
  ['vorläufig', 'provisional'],
  ['v', 'provisional'],
  ['p', 'provisional'],
  ['revidiert', 'revised'],
  ['berichtigt', 'revised'],
  ['r', 'revised'],
  ['bruch', 'break'],
  ['b', 'break'],
])

/** What is learned while a file is read: how names were matched, and which decimal mark each column proves. */
export class Learned {
  readonly placesUsed = new Map<string, PlaceUse>()
  /** Per value column: what its cells prove about decimals, and whether a cell needed to know. */
  readonly proved = new Map<number, Convention>()
  readonly askedConvention = new Set<number>()
}

/** Applies one table of a layout row by row, so that a file of any length streams through. */
export class RowReader {
  readonly #learned: Learned
  readonly #number: number
  readonly #table: LayoutTable
  readonly #layout: Layout
  readonly #catalogue: Catalogue
  readonly #values: readonly ValueColumn[]
  readonly #keys: ReadonlyMap<string, KeyColumn>
  readonly #dimensionColumns: readonly { column: number; dimension: string }[]
  readonly #conventions: ReadonlyMap<number, Convention>
  readonly #notRead: ReadonlySet<number>
  readonly #series = new Map<string, Series | undefined>()
  readonly #periods = new Map<PeriodKind, Map<string, Period | undefined>>()
  readonly #places: PlaceReader
  readonly #breakdowns: Breakdowns
  readonly #breakdownsRead: readonly [BreakdownsRead, BreakdownsRead] = [new Map(), new Map()]

  /** `conventions`: decimal marks per column as far as known; what the layout itself fixes goes before. */
  constructor(
    layout: Layout,
    number: number,
    catalogue: Catalogue,
    conventions: ReadonlyMap<number, Convention>,
    learned: Learned,
  ) {
    const table = layout.tables[number]!
    this.#learned = learned
    this.#number = number
    this.#table = table
    this.#layout = layout
    this.#catalogue = catalogue
    this.#conventions = conventions
    this.#values = table.columns.filter((column) => column.role === 'value')
    const keys = table.columns.filter(
      (column): column is KeyColumn => !['value', 'ignore'].includes(column.role),
    )
    this.#keys = new Map(keys.map((column) => [column.role, column]))
    this.#dimensionColumns = keys.filter((column) => column.role === 'dimension')
    this.#notRead = new Set([...table.skippedRows, ...table.headerRows])
    this.#places = new PlaceReader(catalogue.places, layout.placeNames, learned.placesUsed)
    this.#breakdowns = new Breakdowns(catalogue)
  }

  read(row: SourceRow): RowReading {
    const { firstDataRow, lastDataRow } = this.#table
    if (row.row < firstDataRow || (lastDataRow !== undefined && row.row > lastDataRow)) return outside
    if (this.#notRead.has(row.row)) return { ...outside, skipped: 'user' }
    const filled = this.#values.filter(({ column }) => !isEmptyCell(row.cells[column - 1]))
    if (filled.length === 0) {
      const blank = row.cells.every(isEmptyCell)
      return { ...outside, skipped: blank ? 'blank' : 'no-values', empty: blank ? 0 : this.#values.length }
    }
    return this.#readValues(row, filled)
  }

  #readValues(row: SourceRow, filled: readonly ValueColumn[]): RowReading {
    const facts: PlannedFact[] = []
    const problems: CellProblem[] = []
    const notes: CellNote[] = []
    const place = this.#rowPlace(row)
    const flags = this.#rowFlags(row)
    const report = ({ column, problem: kind, text, instead }: Trouble) => {
      // A name that all values of the row share is reported once.
      if (problems.some((known) => known.column === column && known.kind === kind)) return
      const where = { table: this.#number, row: row.row, column }
      problems.push({ ...where, kind, text, ...(instead !== undefined && { instead }) })
    }
    for (const value of filled) {
      const series = this.#seriesOf(row, value)
      const where = this.#placeOf(value, place)
      if ('problem' in series) report(series)
      if ('problem' in where) report(where)
      if ('problem' in series || 'problem' in where || where.value === null) continue
      const period = this.#periodOf(row, value, series.value)
      const breakdown = this.#breakdownOf(row, value, series.value)
      if ('problem' in period) report(period)
      if ('problem' in breakdown) report(breakdown)
      if ('problem' in period || 'problem' in breakdown) continue
      const column = (value.place === undefined && this.#keys.get('place')?.column) || value.column
      const there = this.#places.in(where.value, period.value, column)
      if ('problem' in there) {
        report(there)
        continue
      }
      const cell = row.cells[value.column - 1]!
      const content = this.#contentOf(cell, value, series.value)
      if (!content) continue
      const at = { table: this.#number, row: row.row, column: value.column }
      if ('problem' in content) {
        problems.push({ ...at, kind: content.problem, text: cellText(cell) })
        continue
      }
      if (content.note) notes.push({ row: row.row, column: value.column, kind: content.note })
      facts.push({
        series: series.value.key,
        placeId: there.value.id,
        period: period.value,
        breakdown: breakdown.value,
        content: content.content,
        flags: flags.length > 0 ? [...new Set([...flags, ...content.flags])] : content.flags,
        ...at,
      })
    }
    const reading = { facts, problems, notes, empty: this.#values.length - filled.length }
    const leftOut = 'value' in place && place.value === null
    return leftOut ? { ...reading, skipped: 'left-out' } : reading
  }

  #contentOf(cell: SourceCell, value: ValueColumn, series: Series) {
    const fixed = value.decimal
    if (typeof cell === 'string' && fixed === undefined) this.#learnConvention(cell, value.column)
    const convention = fixed ?? this.#conventions.get(value.column)
    return readContent(cell, series, {
      convention,
      dot: this.#layout.dot ?? 'unknown',
      secretBelow: this.#catalogue.content.secretBelow,
    })
  }

  #learnConvention(cell: string, column: number): void {
    if (!cell.includes(',') && !cell.includes('.')) return
    if (maybeOpenNumber.test(cell)) this.#learned.askedConvention.add(column)
    const known = this.#learned.proved.get(column)
    if (known !== 'both') this.#learned.proved.set(column, joinConventions(known, conventionProvedBy(cell)))
  }

  #text(row: SourceRow, role: KeyColumn['role']): { column: number; text: string } | undefined {
    const key = this.#keys.get(role)
    return key && { column: key.column, text: cellText(row.cells[key.column - 1]).trim() }
  }

  #rowFlags(row: SourceRow): readonly CellFlag[] {
    const flag = this.#text(row, 'flag')
    const known = flag && flagWords.get(flag.text.toLowerCase())
    return known ? [known] : noFlags
  }

  /** The place of the row's place column, or the fixed one; null where the user leaves this name out. */
  #rowPlace(row: SourceRow): Coordinate<NamedPlace | null> {
    const written = this.#text(row, 'place')
    if (!written) return this.#fixedPlace(this.#table.fixed, 1)
    if (written.text === '') return { problem: 'no-place', column: written.column, text: '' }
    return this.#places.named(written.text, written.column, row)
  }

  #fixedPlace(coordinates: LayoutCoordinates, column: number): Coordinate<NamedPlace> {
    const place =
      coordinates.place === undefined ? undefined : this.#catalogue.places.byKey(coordinates.place)
    return place ? { value: place } : { problem: 'no-place', column, text: coordinates.place ?? '' }
  }

  #placeOf(value: ValueColumn, rowPlace: Coordinate<NamedPlace | null>): Coordinate<NamedPlace | null> {
    return value.place === undefined ? rowPlace : this.#fixedPlace(value, value.column)
  }

  #seriesOf(row: SourceRow, value: ValueColumn): Coordinate<Series> {
    const written = value.series === undefined ? this.#text(row, 'series') : undefined
    const column = written?.column ?? value.column
    const text = written?.text ?? value.series ?? this.#table.fixed.series ?? ''
    if (text === '') return { problem: 'no-series', column, text }
    let series = this.#series.get(text)
    if (series === undefined && !this.#series.has(text)) {
      series = written ? this.#catalogue.findSeries(text) : this.#catalogue.seriesByKey(text)
      this.#series.set(text, series)
    }
    return series ? { value: series } : { problem: 'unknown-series', column, text }
  }

  #periodOf(row: SourceRow, value: ValueColumn, series: Series): Coordinate<Period> {
    const written = value.period === undefined ? this.#text(row, 'period') : undefined
    const column = written?.column ?? value.column
    const text = written?.text ?? value.period ?? this.#table.fixed.period ?? ''
    if (text === '') return { problem: 'no-period', column, text }
    const read = this.#periods.get(series.periodKind) ?? new Map<string, Period | undefined>()
    this.#periods.set(series.periodKind, read)
    let period = read.get(text)
    if (period === undefined && !read.has(text)) {
      period = this.#catalogue.readPeriod(text, series.periodKind)
      read.set(text, period)
    }
    return period ? { value: period } : { problem: 'unknown-period', column, text }
  }

  #breakdownOf(row: SourceRow, value: ValueColumn, series: Series): Coordinate<string> {
    const dimensions = this.#dimensionColumns
    const fixed = value.breakdown ?? this.#table.fixed.breakdown
    if (dimensions.length === 0 && !fixed) return noBreakdown
    const isTotalRow = this.#breakdowns.isTotal(this.#text(row, 'place')?.text)
    const read = this.#breakdownsReadFor(value, series, isTotalRow)
    const key =
      dimensions.length === 1
        ? cellText(row.cells[dimensions[0]!.column - 1])
        : dimensions.map(({ column }) => cellText(row.cells[column - 1])).join('\n')
    const known = read.get(key)
    if (known) return known
    const texts = dimensions.map(({ column }) => cellText(row.cells[column - 1]).trim())
    const all = { ...this.#table.fixed.breakdown, ...value.breakdown }
    const found = this.#breakdowns.read(series, dimensions, texts, all, isTotalRow)
    const coordinate: Coordinate<string> =
      typeof found === 'string'
        ? { value: found }
        : { problem: found.problem, column: found.column ?? value.column, text: found.text }
    read.set(key, coordinate)
    return coordinate
  }

  /** What was read already for one column and series; maps of maps, because joining texts for every row costs more. */
  #breakdownsReadFor(
    value: ValueColumn,
    series: Series,
    isTotalRow: boolean,
  ): Map<string, Coordinate<string>> {
    const bySeries =
      this.#breakdownsRead[isTotalRow ? 1 : 0].get(value) ??
      new Map<Series, Map<string, Coordinate<string>>>()
    this.#breakdownsRead[isTotalRow ? 1 : 0].set(value, bySeries)
    const read = bySeries.get(series) ?? new Map<string, Coordinate<string>>()
    bySeries.set(series, read)
    return read
  }
}
