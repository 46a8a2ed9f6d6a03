import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { LayoutColumn, ValueScale } from '../figure.ts'
import { withoutDetail } from '../reading/names.ts'
import { filledCells } from '../reading/rowcontext.ts'
import type { GuessedColumn } from './columns.ts'
import type { Fixed } from './fixed.ts'
import type { Said } from './headings.ts'
import { profileOf } from './profile.ts'
import type { Surroundings } from './surroundings.ts'
import { type Measure, measureOfWord, plainText, splitMeasure } from './words.ts'

export type ValueColumn = Extract<GuessedColumn, { role: 'value' }>
export const isValue = (column: GuessedColumn): column is ValueColumn => column.role === 'value'

const scales: Readonly<Record<3 | 6, ValueScale>> = { 3: 'thousand', 6: 'million' }
const inPercent = 'in %'
type NamedColumn = Extract<LayoutColumn, { role: 'value' }>
/** Says neither a measure nor a breakdown. */
const isBare = ({ measure, breakdown }: Said) => measure === undefined && Object.keys(breakdown).length === 0

/** Gives every value column its series, proposing those that don't exist. */
export class SeriesOfColumns {
  readonly #around: Surroundings
  readonly #body: readonly SourceRow[]
  readonly #fixed: Fixed
  readonly proposed = new Set<string>()

  constructor(around: Surroundings, body: readonly SourceRow[], fixed: Fixed) {
    this.#around = around
    this.#body = body
    this.#fixed = fixed
  }

  name(columns: readonly GuessedColumn[], unitColumn: number | undefined): LayoutColumn[] {
    const rowSeries = columns.find(({ role }) => role === 'series')
    if (rowSeries) return this.#inRows(columns, rowSeries.column, unitColumn)
    let left: { name: string | undefined; series?: string } = { name: undefined }
    return columns.map((column) => {
      if (!isValue(column)) return withoutSaid(column)
      const { said, ...value } = column
      const names = said?.names.join(', ') ?? ''
      const known = value.series === undefined ? undefined : this.#around.catalogue.seriesByKey(value.series)
      if (known) {
        left = { name: known.name, series: known.key }
        return value
      }
      if (names !== '') left = { name: names }
      else if (!said || isBare(said) || left.name === undefined) left = { name: undefined }
      // "davon männlich" beside the whole: the same series, broken down.
      if (names === '' && left.series !== undefined && said && !said.measure && !isBare(said)) {
        return { ...value, series: left.series }
      }
      const subject = left.name ?? this.#fixed.subject
      const measure = said?.measure ?? this.#fixed.measure
      const fixedSeries = this.#fixed.coordinates.series
      if (names === '' && left.name === undefined && fixedSeries !== undefined) {
        return said?.measure ? this.#measured(value, fixedSeries, said.measure) : value
      }
      if (subject === undefined) return value
      const existing =
        measure?.unit === 'percent' ? this.#around.catalogue.findSeries(`${subject} ${inPercent}`) : undefined
      if (existing) return { ...value, series: existing.key }
      const proposed = this.#propose(value, subject, measure)
      if (names !== '') left = { ...left, ...(proposed.series !== undefined && { series: proposed.series }) }
      return proposed
    })
  }

  /** "Anzahl" and "in %" under a title that names a known series: the share is a series of its own. */
  #measured(value: Omit<ValueColumn, 'said'>, key: string, measure: Measure): LayoutColumn {
    const known = this.#around.catalogue.seriesByKey(key)
    if (!known || known.unit === measure.unit) return value
    const found = this.#around.catalogue.findSeries(
      `${known.name} ${measure.unit === 'percent' ? inPercent : ''}`,
    )
    if (found && found.unit === measure.unit) return { ...value, series: found.key }
    return this.#propose(value, known.name, measure)
  }

  #propose(value: Omit<ValueColumn, 'said'>, name: string, said: Measure | undefined): NamedColumn {
    const cells = this.#body.map(({ cells: row }) => row[value.column - 1])
    const { measure, decimals } = profileOf(cells, said ?? splitMeasure(name).measure)
    const key = this.#around.book.series(name, measure, { decimals })
    this.proposed.add(key)
    return { ...value, series: key, ...(measure.factor && { scale: scales[measure.factor] }) }
  }

  #inRows(
    columns: readonly GuessedColumn[],
    seriesColumn: number,
    unitColumn: number | undefined,
  ): LayoutColumn[] {
    const { catalogue, book } = this.#around
    const values = columns.filter(isValue)
    const units = new Set(values.map(({ said }) => said?.measure?.unit))
    const under = columns.flatMap((column) => (column.role === 'series' ? (column.under ?? []) : []))
    const suffixOf = (column: ValueColumn) =>
      units.size > 1 && column.said?.measure?.unit === 'percent' ? { suffix: inPercent } : {}
    // A name without values of its own, which the next rows are parts of.
    let alone: string | undefined
    for (const row of this.#body) {
      const { cells } = row
      const written = plainText(cellText(cells[seriesColumn - 1]))
      const filled = filledCells(row, values, [{ column: seriesColumn }])
      const bare = withoutDetail(written)
      if (bare === '') continue
      const nested =
        catalogue.findDimensionOfValue(bare) ?? (under.length > 0 ? book.valueOf(bare) : undefined)
      const isPart = nested !== undefined && under.includes(nested.dimension)
      const text = isPart ? alone : written
      if (!isPart) alone = filled.length === 0 ? written : undefined
      if (text === undefined) continue
      for (const column of filled) {
        const { suffix } = { suffix: undefined, ...suffixOf(column) } as { suffix: string | undefined }
        const whole = suffix === undefined ? text : `${text} ${suffix}`
        if (catalogue.findSeries(whole)) continue
        const unit =
          unitColumn === undefined ? undefined : measureOfWord(plainText(cellText(cells[unitColumn - 1])))
        const said =
          suffix === undefined
            ? (splitMeasure(text).measure ?? unit ?? column.said?.measure ?? this.#fixed.measure)
            : column.said?.measure
        const own =
          suffix === undefined ? filled.filter((one) => suffixOf(one).suffix === undefined) : [column]
        const { measure, decimals } = profileOf(
          own.map((one) => cells[one.column - 1]),
          said,
        )
        this.proposed.add(book.series(whole, measure, { decimals, alias: whole }))
      }
    }
    return columns.map((column) =>
      isValue(column) ? { ...withoutSaid(column), ...suffixOf(column) } : withoutSaid(column),
    ) as LayoutColumn[]
  }
}

function withoutSaid(column: GuessedColumn): LayoutColumn {
  const { said: _, ...rest } = column as ValueColumn
  return rest
}
