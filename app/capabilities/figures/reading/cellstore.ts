import type { CellFlag } from '#app/plain/cell.ts'
import type { Period } from '#app/plain/period.ts'
import { encodeFlags, encodeState } from '../factcode.ts'
import type { BreakdownKey, PlannedFact } from '../figure.ts'

/** All cells of one series, period and breakdown, over the places. */
export type Group = {
  readonly id: number
  readonly series: string
  readonly period: Period
  readonly breakdown: BreakdownKey
}

export type StoredCell = {
  readonly value: number | undefined
  readonly row: number
  readonly column: number
  /** The sheet that it stands on, where cells come from several. */
  readonly sheet: string | undefined
}

/**
 * What a cell says, as the table of facts keeps it. `value` of a missing one is the bound that it is known to be less than,
 * -1 without any. `exact`: the decimal where a binary number can't hold it.
 */
export type CellContent = {
  readonly value: number
  readonly state: number
  readonly flags: number
  readonly exact: string | undefined
}

const noBound = -1
/** Whole numbers of up to this many digits are exact as binary numbers. */
const exactDigits = 15

/** The decimal of a value, if the number alone would lose any of it. */
function exactText(decimal: string, value: number): string | undefined {
  if (decimal.length <= exactDigits && !decimal.includes('.')) return undefined
  return String(value) === decimal ? undefined : decimal
}

/**
 * The cells of a delivery in typed arrays, so that a million of them take 35 MB and no objects: one line per cell in the order
 * of the file, found through an open hash table over group and place.
 */
export class CellStore {
  readonly groups: Group[] = []
  readonly #groupIds = new Map<string, Map<string, Map<BreakdownKey, Group>>>()
  #groupOf = new Int32Array(512)
  #placeOf = new Int32Array(512)
  #values = new Float64Array(512)
  #states = new Uint8Array(512)
  #flags = new Uint8Array(512)
  #rows = new Int32Array(512)
  #columns = new Int16Array(512)
  /** Number of the cell plus 1; 0 is free. Always at least twice as long as there are cells. */
  #slots = new Int32Array(1024)
  #shift = 22
  #size = 0
  readonly #exact = new Map<number, string>()
  /** From which cell on the cells come from which sheet. */
  readonly #sheets: { readonly from: number; readonly sheet: string | undefined }[] = []
  /** How many cells each group has, by the group's id. */
  readonly counts: number[] = []
  /** Distinct places that occur, by id. */
  readonly places = new Set<number>()

  /** Cells are numbered from 0 in the order in which they came. */
  get size(): number {
    return this.#size
  }

  /** The cells that are added from now on stand on this sheet. */
  beginSheet(sheet: string | undefined): void {
    this.#sheets.push({ from: this.#size, sheet })
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

  /** Whether anything is said about a series in a period. */
  speaksOf(series: string, periodKey: string): boolean {
    return this.#groupIds.get(series)?.has(periodKey) ?? false
  }

  /** Adds a cell, unless it is there already: then says whether it says the same, and changes nothing. */
  add(
    fact: Pick<PlannedFact, 'series' | 'period' | 'breakdown' | 'placeId' | 'content' | 'row' | 'column'> & {
      readonly flags?: readonly CellFlag[]
    },
  ): 'new' | 'same' | 'different' {
    const { id } = this.group(fact.series, fact.period, fact.breakdown)
    const { content } = fact
    const isPresent = 'value' in content
    const value = isPresent ? Number(content.value) : (content.below ?? noBound)
    const state = isPresent ? 0 : encodeState(content.missing)
    const exact = isPresent ? exactText(content.value, value) : undefined
    const known = this.#find(id, fact.placeId)
    if (known >= 0) {
      const isSame =
        this.#values[known] === value && this.#states[known] === state && this.#exact.get(known) === exact
      return isSame ? 'same' : 'different'
    }
    const cell = this.#append(id, fact.placeId)
    this.#write(cell, value, state, fact.flags === undefined ? 0 : encodeFlags(fact.flags), exact)
    this.#rows[cell] = fact.row
    this.#columns[cell] = fact.column
    return 'new'
  }

  /** Puts in what is stored already; answers the number of the cell, which may have been there with another content. */
  put(group: Group, placeId: number, decimal: string | undefined, state: number, flags: number): number {
    const known = this.#find(group.id, placeId)
    const cell = known >= 0 ? known : this.#append(group.id, placeId)
    const value = decimal === undefined ? noBound : Number(decimal)
    this.#write(cell, value, state, flags, decimal === undefined ? undefined : exactText(decimal, value))
    return cell
  }

  get(group: Group | undefined, placeId: number): StoredCell | undefined {
    const cell = this.numberOf(group, placeId)
    if (cell < 0) return undefined
    return {
      value: this.#states[cell] === 0 ? this.#values[cell] : undefined,
      row: this.#rows[cell]!,
      column: this.#columns[cell]!,
      sheet: this.#sheets.length > 1 ? this.#sheets.findLast(({ from }) => from <= cell)?.sheet : undefined,
    }
  }

  /** The number of a cell, -1 if there is none. */
  numberOf(group: Group | undefined, placeId: number): number {
    return group ? this.#find(group.id, placeId) : -1
  }

  groupOf(cell: number): Group {
    return this.groups[this.#groupOf[cell]!]!
  }

  placeOf(cell: number): number {
    return this.#placeOf[cell]!
  }

  contentOf(cell: number): CellContent {
    return {
      value: this.#values[cell]!,
      state: this.#states[cell]!,
      flags: this.#flags[cell]!,
      exact: this.#exact.get(cell),
    }
  }

  /** Whether one of our cells says the same as a cell of another store; marks such as "provisional" don't count. */
  saysSame(cell: number, other: CellStore, otherCell: number): boolean {
    return (
      this.#values[cell] === other.#values[otherCell] &&
      this.#states[cell] === other.#states[otherCell] &&
      this.#exact.get(cell) === other.#exact.get(otherCell)
    )
  }

  #write(cell: number, value: number, state: number, flags: number, exact: string | undefined): void {
    this.#values[cell] = value
    this.#states[cell] = state
    this.#flags[cell] = flags
    if (exact !== undefined) this.#exact.set(cell, exact)
    else if (this.#exact.size > 0) this.#exact.delete(cell)
  }

  #slotOf(group: number, placeId: number): number {
    return (Math.imul(group, 0x9e3779b1) ^ Math.imul(placeId, 0x85ebca6b)) >>> this.#shift
  }

  #find(group: number, placeId: number): number {
    const mask = this.#slots.length - 1
    for (let slot = this.#slotOf(group, placeId); ; slot = (slot + 1) & mask) {
      const cell = this.#slots[slot]! - 1
      if (cell < 0 || (this.#groupOf[cell] === group && this.#placeOf[cell] === placeId)) return cell
    }
  }

  /** A new last cell; there is none of this group and place yet. */
  #append(group: number, placeId: number): number {
    if (this.#size === this.#groupOf.length) this.#grow()
    const cell = this.#size
    this.#size += 1
    this.#groupOf[cell] = group
    this.#placeOf[cell] = placeId
    this.#takeSlot(cell)
    this.counts[group]! += 1
    this.places.add(placeId)
    return cell
  }

  #takeSlot(cell: number): void {
    const mask = this.#slots.length - 1
    let slot = this.#slotOf(this.#groupOf[cell]!, this.#placeOf[cell]!)
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = cell + 1
  }

  #grow(): void {
    const length = this.#size * 2
    this.#groupOf = lengthened(this.#groupOf, new Int32Array(length))
    this.#placeOf = lengthened(this.#placeOf, new Int32Array(length))
    this.#values = lengthened(this.#values, new Float64Array(length))
    this.#states = lengthened(this.#states, new Uint8Array(length))
    this.#flags = lengthened(this.#flags, new Uint8Array(length))
    this.#rows = lengthened(this.#rows, new Int32Array(length))
    this.#columns = lengthened(this.#columns, new Int16Array(length))
    this.#slots = new Int32Array(length * 2)
    this.#shift -= 1
    for (let cell = 0; cell < this.#size; cell += 1) this.#takeSlot(cell)
  }
}

function lengthened<T extends { set(from: T): void }>(short: T, long: T): T {
  long.set(short)
  return long
}
