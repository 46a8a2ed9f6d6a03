import type { Period, PeriodKind } from '#app/plain/period.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { ProposalBook } from './proposals.ts'
import { readAnyPeriod } from './words.ts'

/** What a guess knows beside the cells: the catalogue, what was proposed so far, how pairs of years are meant here. */
export class Surroundings {
  readonly catalogue: Catalogue
  readonly book: ProposalBook
  readonly fileName: string
  readonly #pair: PeriodKind
  readonly #periods = new Map<string, Period | undefined>()

  /** `pair`: what "2017/18" means where no known series says it. */
  constructor(catalogue: Catalogue, fileName: string, pair: PeriodKind) {
    this.catalogue = catalogue
    this.fileName = fileName
    this.book = new ProposalBook(catalogue)
    this.#pair =
      catalogue.periodKinds.find((kind) => ['school-year', 'kita-year', 'entry-cohort'].includes(kind)) ??
      pair
  }

  /** The period that a text names: in a kind of the source's own series, else in whatever kind fits. */
  period(text: string): Period | undefined {
    const known = this.#periods.get(text)
    if (known || this.#periods.has(text)) return known
    const own = this.catalogue.periodKinds
      .map((kind) => this.catalogue.readPeriod(text, kind))
      .find((period) => period !== undefined)
    const period = own ?? readAnyPeriod(text, this.#pair)
    this.#periods.set(text, period)
    return period
  }

  isPeriod(text: string): boolean {
    return this.period(text) !== undefined
  }
}
