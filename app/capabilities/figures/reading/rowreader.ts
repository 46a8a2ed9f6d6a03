import type { CellFlag } from '#app/plain/cell.ts'
import type { Period } from '#app/plain/period.ts'
import { cellText, isEmptyCell, type SourceCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { Layout, LayoutColumn, LayoutCoordinates, LayoutTable, PlannedFact, Series } from '../figure.ts'
import { Breakdowns, BreakdownsRead } from './breakdowns.ts'
import type { Catalogue } from './catalogue.ts'
import { readContent } from './content.ts'
import { HeaderTexts } from './headerTexts.ts'
import type { Learned } from './learned.ts'
import { PeriodNames, withPart } from './periodPart.ts'
import type { NamedPlace } from './placenames.ts'
import { PlaceReader } from './placereader.ts'
import { flagOf, withQualitySign } from './quality.ts'
import { Filling, filledCells, type KeyColumn, type Nested, Nesting } from './rowcontext.ts'
import {
  type CellNote,
  type CellProblem,
  type Coordinate,
  outside,
  type RowReading,
  type Trouble,
} from './rowreading.ts'
import { SeriesNames } from './units.ts'
import { type Convention, conventionProvedBy, joinConventions } from './value.ts'

type ValueColumn = Extract<LayoutColumn, { role: 'value' }>

const noBreakdown = { value: '' } as const
const noFlags: readonly CellFlag[] = []
const maybeOpenNumber = /\d[.,]\d{3}(?!\d)/
/** Applies one table of a layout row by row, so that a file of any length streams through. */
export class RowReader {
  readonly #learned: Learned
  readonly #number: number
  readonly #table: LayoutTable
  readonly #layout: Layout
  readonly #catalogue: Catalogue
  readonly #values: readonly ValueColumn[]
  readonly #keys: ReadonlyMap<string, KeyColumn>
  readonly #nameColumns: readonly KeyColumn[]
  readonly #dimensionColumns: readonly (KeyColumn & { role: 'dimension' })[]
  readonly #conventions: ReadonlyMap<number, Convention>
  readonly #notRead: ReadonlySet<number>
  readonly #totalRows: ReadonlySet<number>
  readonly #filling: Filling
  readonly #nesting: Nesting
  readonly #headers = new HeaderTexts()
  readonly #series: SeriesNames
  readonly #periods: PeriodNames
  readonly #places: PlaceReader
  readonly #breakdowns: Breakdowns
  readonly #breakdownsRead = new BreakdownsRead<ValueColumn, Coordinate<string>>()

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
    this.#nameColumns = keys.filter(({ role }) => role === 'place' || role === 'series')
    this.#dimensionColumns = keys.filter((column) => column.role === 'dimension')
    this.#notRead = new Set([...table.skippedRows, ...table.headerRows])
    this.#places = new PlaceReader(catalogue.places, layout.placeNames, learned.placesUsed)
    this.#totalRows = new Set(table.totalRows)
    this.#filling = new Filling(keys)
    this.#nesting = new Nesting(keys, catalogue)
    this.#breakdowns = new Breakdowns(catalogue)
    this.#series = new SeriesNames(catalogue)
    this.#periods = new PeriodNames(catalogue)
  }

  read(source: SourceRow): RowReading {
    const { firstDataRow, lastDataRow, headerRows } = this.#table
    if (headerRows.includes(source.row)) this.#headers.add(source)
    if (source.row < firstDataRow || (lastDataRow !== undefined && source.row > lastDataRow)) return outside
    if (this.#notRead.has(source.row)) {
      this.#passOver(source)
      return { ...outside, skipped: 'user' }
    }
    const row = this.#withSign(this.#filling.fill(source))
    const filled = filledCells(row, this.#values, this.#nameColumns)
    if (filled.length === 0) {
      const blank = row.cells.every(isEmptyCell)
      // "Pelkum" alone on its line: what stands below is part of it, not of the last row with values.
      if (!blank && !this.#headers.has(source)) this.#nesting.pass(row, false)
      return { ...outside, skipped: blank ? 'blank' : 'no-values', empty: blank ? 0 : this.#values.length }
    }
    if (this.#headers.has(source)) {
      return { ...outside, skipped: 'header' }
    }
    return this.#readValues(row, filled)
  }

  /** What a row that is left out names holds for those below all the same; headers and remarks name nothing. */
  #passOver(source: SourceRow): void {
    if (this.#table.headerRows.includes(source.row) || this.#headers.has(source)) return
    const isKnown = (text: string, role: KeyColumn['role']) => {
      if (role === 'series') return this.#catalogue.findSeries(text) !== undefined
      return Object.hasOwn(this.#layout.placeNames, text) || this.#catalogue.places.find(text) !== undefined
    }
    const hasValues = filledCells(source, this.#values, this.#nameColumns).length > 0
    const isNamed = this.#nameColumns.some(({ role, column }) =>
      isKnown(cellText(source.cells[column - 1]).trim(), role),
    )
    if (hasValues || isNamed) this.#nesting.pass(this.#filling.fill(source), hasValues)
  }

  #readValues(row: SourceRow, filled: readonly ValueColumn[]): RowReading {
    const facts: PlannedFact[] = []
    const problems: CellProblem[] = []
    const notes: CellNote[] = []
    const nested = this.#nesting.of(row)
    const place = this.#rowPlace(row, nested)
    const flags = this.#rowFlags(row)
    const report = ({ column, problem: kind, text, instead }: Trouble) => {
      // A name that all values of the row share is reported once.
      if (problems.some((known) => known.column === column && known.kind === kind)) return
      const where = { table: this.#number, row: row.row, column }
      problems.push({ ...where, kind, text, ...(instead !== undefined && { instead }) })
    }
    for (const value of filled) {
      const series = this.#seriesOf(row, value, nested)
      const where = this.#placeOf(value, place)
      if ('problem' in series) report(series)
      if ('problem' in where) report(where)
      if ('problem' in series || 'problem' in where || where.value === null) continue
      const period = this.#periodOf(row, value, series.value)
      const breakdown = this.#breakdownOf(row, value, series.value, nested)
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
    const empty = this.#values.length - filled.length
    const reading = { facts, problems, notes, empty, ...(nested?.doubtful && { doubtful: nested.doubtful }) }
    const leftOut = 'value' in place && place.value === null
    return leftOut ? { ...reading, skipped: 'left-out' } : reading
  }

  #withSign(row: SourceRow): SourceRow {
    const flag = this.#keys.get('flag')
    const [value] = this.#values
    if (flag?.role !== 'flag' || !flag.signs || !value) return row
    return withQualitySign(row, value.column, flag.column)
  }

  #contentOf(cell: SourceCell, value: ValueColumn, series: Series) {
    const fixed = value.decimal
    if (typeof cell === 'string' && fixed === undefined) this.#learnConvention(cell, value.column)
    const convention = fixed ?? this.#conventions.get(value.column)
    return readContent(cell, series, {
      convention,
      scale: value.scale,
      marks: this.#layout.marks,
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
    if (!flag || flag.text === '') return noFlags
    const words = flag.text.toLowerCase().split(/[,;]\s*/)
    return words.flatMap((word) => flagOf(word.trim()) ?? [])
  }

  /** The place of the row's place column, or the fixed one; null where the user leaves this name out. */
  #rowPlace(row: SourceRow, nested: Nested | undefined): Coordinate<NamedPlace | null> {
    const own = this.#text(row, 'place')
    const { root } = this.#catalogue.places
    if (own && root && this.#totalRows.has(row.row)) return { value: root }
    const written =
      own && nested?.role === 'place' ? { ...own, text: this.#nesting.upper('place') ?? '' } : own
    if (!written) return this.#fixedPlace(this.#table.fixed, 1)
    const key = this.#text(row, 'place-key')?.text
    const name = written.text || key || ''
    if (name === '') return { problem: 'no-place', column: written.column, text: '' }
    return this.#places.named(name, written.column, row, key)
  }

  #fixedPlace(coordinates: LayoutCoordinates, column: number): Coordinate<NamedPlace> {
    const place =
      coordinates.place === undefined ? undefined : this.#catalogue.places.byKey(coordinates.place)
    return place ? { value: place } : { problem: 'no-place', column, text: coordinates.place ?? '' }
  }

  #placeOf(value: ValueColumn, rowPlace: Coordinate<NamedPlace | null>): Coordinate<NamedPlace | null> {
    return value.place === undefined ? rowPlace : this.#fixedPlace(value, value.column)
  }

  #seriesOf(row: SourceRow, value: ValueColumn, nested: Nested | undefined): Coordinate<Series> {
    const written = value.series === undefined ? this.#text(row, 'series') : undefined
    const column = written?.column ?? value.column
    const own = written && nested?.role === 'series' ? (this.#nesting.upper('series') ?? '') : written?.text
    const whole = own && value.suffix ? `${own} ${value.suffix}` : own
    const text = whole ?? value.series ?? this.#table.fixed.series ?? ''
    if (text === '') return { problem: 'no-series', column, text }
    const unit = written && this.#text(row, 'unit')?.text
    const series = written ? this.#series.named(text, unit) : this.#catalogue.seriesByKey(text)
    const shown = unit ? `${text} (${unit})` : text
    return series ? { value: series } : { problem: 'unknown-series', column, text: shown }
  }

  #periodOf(row: SourceRow, value: ValueColumn, series: Series): Coordinate<Period> {
    const written = value.period === undefined ? this.#text(row, 'period') : undefined
    const column = written?.column ?? value.column
    const year = written?.text ?? value.period ?? this.#table.fixed.period ?? ''
    if (year === '') return { problem: 'no-period', column, text: year }
    const part = this.#text(row, 'period-part')?.text ?? ''
    const text = part === '' ? year : withPart(year, part, series.periodKind)
    const period = this.#periods.named(text, series.periodKind)
    return period ? { value: period } : { problem: 'unknown-period', column, text }
  }

  #breakdownOf(
    row: SourceRow,
    value: ValueColumn,
    series: Series,
    nested: Nested | undefined,
  ): Coordinate<string> {
    const dimensions = this.#dimensionColumns
    const fixed = value.breakdown ?? this.#table.fixed.breakdown
    if (dimensions.length === 0 && !fixed && !nested) return noBreakdown
    const isTotalRow =
      this.#totalRows.has(row.row) || this.#breakdowns.isTotal(this.#text(row, 'place')?.text)
    const read = this.#breakdownsRead.of(value, series, isTotalRow)
    const key =
      dimensions.length === 1
        ? cellText(row.cells[dimensions[0]!.column - 1])
        : dimensions.map(({ column }) => cellText(row.cells[column - 1])).join('\n')
    const known = nested ? undefined : read.get(key)
    if (known) return known
    const texts = dimensions.map(({ column }) => cellText(row.cells[column - 1]).trim())
    const all = { ...this.#table.fixed.breakdown, ...value.breakdown, ...nested?.breakdown }
    const found = this.#breakdowns.read(series, dimensions, texts, all, isTotalRow)
    const coordinate: Coordinate<string> =
      typeof found === 'string'
        ? { value: found }
        : { problem: found.problem, column: found.column ?? value.column, text: found.text }
    if (!nested) read.set(key, coordinate)
    return coordinate
  }
}
