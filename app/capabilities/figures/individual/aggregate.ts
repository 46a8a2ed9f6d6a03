import type { Period } from '#app/plain/period.ts'
import { cellText, columnLetters, isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import { breakdownKey } from '../figure.ts'
import { namedByContent, namingColumns } from '../persons/persons.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { normaliseName } from '../reading/names.ts'
import type { NamedPlace } from '../reading/placenames.ts'
import { codeKey } from './codes.ts'
import { holds } from './condition.ts'
import { NumberColumns } from './numbers.ts'
import { asksAddresses, type RuleColumn, type RuleCount, type Rules } from './rules.ts'
import { type AddressBook, Whereabouts } from './whereabouts.ts'

/** One figure: how many rows, or the sum of a column over them. */
export type Aggregated = {
  readonly series: string
  readonly place: string
  readonly period: string
  readonly breakdown: Readonly<Record<string, string>>
  readonly value: number
}

/** What is wrong at a field, without what stands in it: that could be about a child. */
export type FieldProblem = {
  readonly row: number
  readonly column: string
  readonly kind: 'unknown-code' | 'no-number' | 'ambiguous-number' | 'unreadable-period' | 'no-period'
}

export type FileProblem =
  | { readonly kind: 'personal-columns' | 'personal-content'; readonly columns: readonly string[] }
  | { readonly kind: 'columns-missing' | 'column-twice'; readonly columns: readonly string[] }
  /** `columns`: names of the sheets with rows. */
  | { readonly kind: 'several-sheets'; readonly columns: readonly string[] }
  | { readonly kind: 'no-rows' }
  /** The rule asks where addresses lie, and nothing can say it. */
  | { readonly kind: 'no-register' }

export type Aggregation = {
  /** Rows that were evaluated. */
  readonly rows: number
  readonly blank: number
  /** Rows whose place is missing or unknown: they count for the whole and as not assignable. */
  readonly unassigned: number
  /** Per series: rows whose fields don't say whether they count. */
  readonly notCountable: Readonly<Record<string, number>>
  /** Per series: rows that count, but don't say in which part. */
  readonly notDivided: Readonly<Record<string, number>>
  readonly cells: readonly Aggregated[]
  readonly problems: readonly FieldProblem[]
  readonly problemCount: number
}

const searchedRows = 20
const listedProblems = 50
/** So many rows are looked through for names that no heading announces, together; then they are forgotten. */
const sampledRows = 300

type Column = RuleColumn & { readonly index: number }

/**
 * Evaluates rows as they come and keeps counts only. Of the first rows all columns are looked at once, whether they name persons,
 * but for those that the rules say what they are; after that, columns that no rule names are never read, and of a row nothing is
 * left once the next one is read.
 */
export class Aggregator {
  readonly #rules: Rules
  readonly #catalogue: Catalogue
  readonly #fixedPeriod: string | undefined
  readonly #whereabouts: Whereabouts
  readonly #numbers = new NumberColumns()
  readonly #sums = new Map<string, Aggregated>()
  readonly #notCountable: Record<string, number> = {}
  readonly #notDivided: Record<string, number> = {}
  readonly #problems: FieldProblem[] = []
  #columns: readonly Column[] | undefined
  #sample: string[][] | undefined = []
  #known: ReadonlySet<number> = new Set()
  #searched = 0
  #rows = 0
  #blank = 0
  #unassigned = 0
  #problemCount = 0
  #fileProblem: FileProblem | undefined

  /** `fixedPeriod`: of the whole file, where no column says it. `addresses`: for rules that ask them. */
  constructor(rules: Rules, catalogue: Catalogue, fixedPeriod: string | undefined, addresses?: AddressBook) {
    if (asksAddresses(rules) && !addresses) this.#fileProblem = { kind: 'no-register' }
    this.#rules = rules
    this.#catalogue = catalogue
    this.#fixedPeriod = fixedPeriod
    this.#whereabouts = new Whereabouts(catalogue.places, addresses)
  }

  /** False as soon as the file can't be used: the rest needs no reading. */
  take(row: SourceRow): boolean {
    if (this.#fileProblem) return false
    if (!this.#columns) return this.#findHeader(row)
    this.#sample?.push(row.cells.map(cellText))
    if (this.#sample && this.#sample.length > sampledRows) this.#lookForNames()
    if (this.#fileProblem) return false
    const used = this.#columns.filter(({ role }) => role !== 'ignore')
    if (used.every(({ index }) => isEmptyCell(row.cells[index]))) this.#blank += 1
    else this.#evaluate(row, used)
    return true
  }

  /** What is wrong with the file as a whole before any row is read. */
  refuse(problem: FileProblem): void {
    this.#fileProblem ??= problem
  }

  #findHeader(row: SourceRow): boolean {
    const headings = row.cells.map(cellText)
    const positions = new Map(headings.map((text, index) => [normaliseName(text), index]))
    const needed = this.#rules.columns.filter(({ role }) => role !== 'ignore')
    const missing = needed.filter(({ name }) => !positions.has(normaliseName(name)))
    const twice = needed.filter(
      ({ name }) => headings.filter((text) => normaliseName(text) === normaliseName(name)).length > 1,
    )
    // Of these the rule says that they may be there: they are not read, or become a place and nothing else.
    const allowed: readonly RuleColumn['role'][] = ['ignore', 'street', 'house-number']
    const ignored = new Set(
      this.#rules.columns.filter(({ role }) => allowed.includes(role)).map(({ name }) => normaliseName(name)),
    )
    const personal = namingColumns(headings)
      .map((column) => headings[column]!)
      .filter((text) => !ignored.has(normaliseName(text)))
    this.#searched += 1
    if (personal.length > 0) this.#fileProblem = { kind: 'personal-columns', columns: personal }
    else if (missing.length === 0 && twice.length > 0)
      this.#fileProblem = { kind: 'column-twice', columns: twice.map(({ name }) => name) }
    else if (missing.length === 0) {
      this.#columns = needed.map((column) => ({
        ...column,
        index: positions.get(normaliseName(column.name))!,
      }))
      const named = new Set(this.#rules.columns.map(({ name }) => normaliseName(name)))
      this.#known = new Set(
        headings.flatMap((text, index) => (named.has(normaliseName(text)) ? [index] : [])),
      )
      this.#sample = [headings]
    } else if (this.#searched >= searchedRows || missing.length < needed.length)
      this.#fileProblem = { kind: 'columns-missing', columns: missing.map(({ name }) => name) }
    return this.#fileProblem === undefined
  }

  #lookForNames(): void {
    const rows = this.#sample ?? []
    this.#sample = undefined
    const columns = namedByContent(rows, this.#known).map(
      (index) => rows[0]?.[index]?.trim() || columnLetters(index + 1),
    )
    if (columns.length > 0) this.#fileProblem = { kind: 'personal-content', columns }
  }

  #report(row: Pick<SourceRow, 'row'>, column: string, kind: FieldProblem['kind']): void {
    this.#problemCount += 1
    if (this.#problems.length < listedProblems) this.#problems.push({ row: row.row, column, kind })
  }

  #evaluate(row: SourceRow, columns: readonly Column[]): void {
    this.#rows += 1
    const values = new Map<string, string | undefined>()
    let place: NamedPlace | undefined
    let period = this.#fixedPeriod
    let [street, number] = ['', '']
    for (const column of columns) {
      const text = cellText(row.cells[column.index]).trim()
      if (column.role === 'place') place = this.#whereabouts.named(text)
      else if (column.role === 'period') period = text
      else if (column.role === 'street') street = text
      else if (column.role === 'house-number') number = text
      else values.set(column.name, this.#meaningOf(row, column))
    }
    if (!place && street !== '') place = this.#whereabouts.ofAddress(street, number)
    if (!place) this.#unassigned += 1
    const periodColumn = columns.find(({ role }) => role === 'period')?.name ?? ''
    const undivided = new Set<string>()
    for (const count of this.#rules.counts)
      if (!this.#count(row, count, values, place, period, periodColumn)) undivided.add(count.series.key)
    for (const key of undivided) this.#notDivided[key] = (this.#notDivided[key] ?? 0) + 1
  }

  #meaningOf(row: SourceRow, column: Column): string | undefined {
    const cell = row.cells[column.index]
    const text = cellText(cell).trim()
    if (text === '') return undefined
    if (column.codes.size > 0) {
      const meaning = column.codes.get(codeKey(text))
      if (meaning === undefined) this.#report(row, column.name, 'unknown-code')
      return meaning === '' ? undefined : meaning
    }
    if (column.role !== 'number') return text
    const number = this.#numbers.read(column.name, cell, row.row)
    if (number === undefined) this.#report(row, column.name, 'no-number')
    return number
  }

  #periodOf(row: SourceRow, count: RuleCount, text: string | undefined, column: string): Period | undefined {
    const period = text ? this.#catalogue.readPeriod(text, count.series.periodKind) : undefined
    if (!period && count.total) this.#report(row, column, text ? 'unreadable-period' : 'no-period')
    return period
  }

  /** False where the row counts, but doesn't say in which part. */
  #count(
    row: SourceRow,
    count: RuleCount,
    values: ReadonlyMap<string, string | undefined>,
    place: NamedPlace | undefined,
    written: string | undefined,
    periodColumn: string,
  ): boolean {
    const period = this.#periodOf(row, count, written, periodColumn)
    if (!period) return true
    const { by, total } = count
    const { key } = count.series
    const result = holds(count.condition, (column) => values.get(column))
    const amount = count.sumOf === undefined ? 1 : Number(values.get(count.sumOf) ?? Number.NaN)
    if (result === undefined || (result && Number.isNaN(amount))) {
      if (total) this.#notCountable[key] = (this.#notCountable[key] ?? 0) + 1
      return true
    }
    const meaning = by && values.get(by.column)
    const part = by && meaning ? this.#catalogue.findValue(by.dimension, meaning) : undefined
    for (const where of this.#whereabouts.chain(place, period)) {
      if (total) this.#add(key, where.key, period.key, {}, result ? amount : 0)
      if (by && part) this.#add(key, where.key, period.key, { [by.dimension]: part }, result ? amount : 0)
    }
    return !by || !result || Boolean(part)
  }

  #add(
    series: string,
    place: string,
    period: string,
    breakdown: Record<string, string>,
    amount: number,
  ): void {
    const id = [series, place, period, breakdownKey(breakdown)].join('\n')
    const value = Number(((this.#sums.get(id)?.value ?? 0) + amount).toFixed(6))
    this.#sums.set(id, { series, place, period, breakdown, value })
  }

  end(): Aggregation | FileProblem {
    if (this.#columns && this.#sample) this.#lookForNames()
    if (this.#fileProblem) return this.#fileProblem
    if (!this.#columns) {
      const needed = this.#rules.columns.filter(({ role }) => role !== 'ignore')
      return { kind: 'columns-missing', columns: needed.map(({ name }) => name) }
    }
    if (this.#rows === 0) return { kind: 'no-rows' }
    for (const { row, column } of this.#numbers.ambiguous()) this.#report({ row }, column, 'ambiguous-number')
    const order = [...this.#sums].sort(([one], [other]) => (one < other ? -1 : 1))
    return {
      rows: this.#rows,
      blank: this.#blank,
      unassigned: this.#unassigned,
      notCountable: this.#notCountable,
      notDivided: this.#notDivided,
      cells: order.map(([, cell]) => cell),
      problems: this.#problems,
      problemCount: this.#problemCount,
    }
  }
}
