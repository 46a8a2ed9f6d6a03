import type { MissingReason } from '#app/plain/cell.ts'
import type { Period } from '#app/plain/period.ts'
import type { BreakdownKey, PlannedFact } from '../figure.ts'

/** All cells of one series, period and breakdown, over the places. */
export type Group = {
  readonly id: number
  readonly series: string
  readonly period: Period
  readonly breakdown: BreakdownKey
}

export type StoredCell = { readonly value: number | undefined; readonly row: number; readonly column: number }

const missingState = 1
const emptyKey = -1

/**
 * The cells of a delivery in typed arrays (open addressing), so that a million of them take 50 MB and no objects.
 * Values as numbers are for comparison only; what is stored comes from the decimal text.
 */
export class CellStore {
  readonly groups: Group[] = []
  readonly #groupIds = new Map<string, Map<string, Map<BreakdownKey, Group>>>()
  #keys = new Float64Array(1024).fill(emptyKey)
  #values = new Float64Array(1024)
  #states = new Uint8Array(1024)
  #rows = new Int32Array(1024)
  #columns = new Int16Array(1024)
  #size = 0
  /** How many cells each group has, by the group's id. */
  readonly counts: number[] = []
  /** Distinct places that occur, by id. */
  readonly places = new Set<number>()

  get size(): number {
    return this.#size
  }

  group(series: string, period: Period, breakdown: BreakdownKey): Group {
    const periods = this.#groupIds.get(series) ?? new Map<string, Map<BreakdownKey, Group>>()
    this.#groupIds.set(series, periods)
    const breakdowns = periods.get(period.key) ?? new Map<BreakdownKey, Group>()
    periods.set(period.key, breakdowns)
    const known = breakdowns.get(breakdown)
    if (known) return known
    const group = { id: this.groups.length, series, period, breakdown }
    this.groups.push(group)
    this.counts.push(0)
    breakdowns.set(breakdown, group)
    return group
  }

  findGroup(series: string, periodKey: string, breakdown: BreakdownKey): Group | undefined {
    return this.#groupIds.get(series)?.get(periodKey)?.get(breakdown)
  }

  /** Adds a cell, unless it is there already: then says whether it says the same, and changes nothing. */
  add(
    fact: Pick<PlannedFact, 'series' | 'period' | 'breakdown' | 'placeId' | 'content' | 'row' | 'column'>,
  ): 'new' | 'same' | 'different' {
    const { id } = this.group(fact.series, fact.period, fact.breakdown)
    if (this.#size * 2 >= this.#keys.length) this.#grow()
    const slot = this.#slotOf(id * 1_048_576 + fact.placeId)
    const value = 'value' in fact.content ? Number(fact.content.value) : reasonNumber(fact.content.missing)
    const state = 'value' in fact.content ? 0 : missingState
    if (this.#keys[slot] !== emptyKey) {
      return this.#values[slot] === value && this.#states[slot] === state ? 'same' : 'different'
    }
    this.#keys[slot] = id * 1_048_576 + fact.placeId
    this.#values[slot] = value
    this.#states[slot] = state
    this.#rows[slot] = fact.row
    this.#columns[slot] = fact.column
    this.#size += 1
    this.counts[id]! += 1
    this.places.add(fact.placeId)
    return 'new'
  }

  get(group: Group | undefined, placeId: number): StoredCell | undefined {
    if (!group) return undefined
    const slot = this.#slotOf(group.id * 1_048_576 + placeId)
    if (this.#keys[slot] === emptyKey) return undefined
    return {
      value: this.#states[slot] === 0 ? this.#values[slot] : undefined,
      row: this.#rows[slot]!,
      column: this.#columns[slot]!,
    }
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1
    let slot = (Math.imul(key % 4_294_967_296, 2_654_435_761) ^ Math.imul(key / 1_048_576, 40_503)) & mask
    while (this.#keys[slot] !== emptyKey && this.#keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const old = {
      keys: this.#keys,
      values: this.#values,
      states: this.#states,
      rows: this.#rows,
      columns: this.#columns,
    }
    const length = old.keys.length * 2
    this.#keys = new Float64Array(length).fill(emptyKey)
    this.#values = new Float64Array(length)
    this.#states = new Uint8Array(length)
    this.#rows = new Int32Array(length)
    this.#columns = new Int16Array(length)
    for (let index = 0; index < old.keys.length; index += 1) {
      const key = old.keys[index]!
      if (key === emptyKey) continue
      const slot = this.#slotOf(key)
      this.#keys[slot] = key
      this.#values[slot] = old.values[index]!
      this.#states[slot] = old.states[index]!
      this.#rows[slot] = old.rows[index]!
      this.#columns[slot] = old.columns[index]!
    }
  }
}

const reasons = new Map<MissingReason, number>()
/** Different reasons for a gap are different contents of a cell. */
function reasonNumber(reason: MissingReason): number {
  const known = reasons.get(reason) ?? reasons.size
  reasons.set(reason, known)
  return known
}
