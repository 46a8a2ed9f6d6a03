import type { Period } from '#app/plain/period.ts'
import type { CellStore, Group } from '../reading/cellstore.ts'

const tab = 9
const zero = 48

/**
 * Puts stored figures into a store, from lines of COPY's text format: series, period, place, delivery, state, flags, value,
 * breakdown. Where several deliveries say something about a cell, that of the highest rank is kept, whatever comes first.
 */
export class HeldLines {
  readonly #store: CellStore
  readonly #series: ReadonlyMap<number, string>
  readonly #periods: ReadonlyMap<number, Period>
  readonly #ranks: ReadonlyMap<number, number>
  /** By series, period and breakdown. */
  readonly #groups = new Map<number, Map<number, Map<string, Group>>>()
  /** By number of the cell; only kept where there are several deliveries. */
  #cellRanks = new Int32Array(1024)
  #rest = ''
  #at = 0

  constructor(
    store: CellStore,
    series: ReadonlyMap<number, string>,
    periods: ReadonlyMap<number, Period>,
    ranks: ReadonlyMap<number, number>,
  ) {
    this.#store = store
    this.#series = series
    this.#periods = periods
    this.#ranks = ranks
  }

  /** The next piece of text, which needn't end with a line. */
  take(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#takeLine(text, from, end)
      from = end + 1
    }
    this.#rest = text.slice(from)
  }

  #takeLine(text: string, from: number, end: number): void {
    this.#at = from
    const seriesId = this.#number(text)
    const periodId = this.#number(text)
    const placeId = this.#number(text)
    const rank = this.#ranks.get(this.#number(text)) ?? 0
    const state = this.#number(text)
    const flags = this.#number(text)
    const valueEnd = text.indexOf('\t', this.#at)
    const value = text.slice(this.#at, valueEnd)
    const group = this.#groupOf(seriesId, periodId, text.slice(valueEnd + 1, end))
    if (this.#ranks.size > 1 && this.#isOutranked(group, placeId, rank)) return
    const cell = this.#store.put(group, placeId, value === '\\N' ? undefined : value, state, flags)
    if (this.#ranks.size > 1) this.#keepRank(cell, rank)
  }

  /** A whole number without sign, and on to the next field. */
  #number(text: string): number {
    let number = 0
    let at = this.#at
    for (let code = text.charCodeAt(at); code !== tab; code = text.charCodeAt(at)) {
      number = number * 10 + code - zero
      at += 1
    }
    this.#at = at + 1
    return number
  }

  #groupOf(seriesId: number, periodId: number, breakdown: string): Group {
    const periods = this.#groups.get(seriesId) ?? new Map<number, Map<string, Group>>()
    this.#groups.set(seriesId, periods)
    const breakdowns = periods.get(periodId) ?? new Map<string, Group>()
    periods.set(periodId, breakdowns)
    const known = breakdowns.get(breakdown)
    if (known) return known
    const series = this.#series.get(seriesId)
    const period = this.#periods.get(periodId)
    if (series === undefined || !period) throw new Error(`series ${seriesId}, period ${periodId} unknown`)
    const group = this.#store.group(series, period, unescaped(breakdown))
    breakdowns.set(breakdown, group)
    return group
  }

  #isOutranked(group: Group, placeId: number, rank: number): boolean {
    const known = this.#store.numberOf(group, placeId)
    return known >= 0 && this.#cellRanks[known]! > rank
  }

  #keepRank(cell: number, rank: number): void {
    if (cell >= this.#cellRanks.length) {
      const longer = new Int32Array(this.#cellRanks.length * 2)
      longer.set(this.#cellRanks)
      this.#cellRanks = longer
    }
    this.#cellRanks[cell] = rank
  }
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' }

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign) : text
}
