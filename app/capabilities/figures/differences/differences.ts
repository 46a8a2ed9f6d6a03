import type { MissingReason } from '#app/plain/cell.ts'
import { decodeState } from '../factcode.ts'
import type { CellStore } from '../reading/cellstore.ts'

/** How many figures of a file are new, other than before, as before; and how many of before it no longer says. */
export type DifferenceCounts = {
  readonly new: number
  readonly changed: number
  readonly vanished: number
  readonly unchanged: number
}

/** What a cell says: a plain decimal in the series' unit (EUR in cents), or why it says nothing (with the bound, if known). */
export type CellSaying =
  | { readonly value: string }
  | { readonly missing: MissingReason; readonly below?: number }

/** `series`, `place` and `period` are keys. */
export type CellAddress = {
  readonly series: string
  readonly period: string
  readonly place: string
  readonly breakdown: string
}
export type ChangedCell = CellAddress & { readonly before: CellSaying; readonly after: CellSaying }
export type VanishedCell = CellAddress & { readonly before: CellSaying }

/** What a delivery would change about what holds now. Everything in it can be stored as JSON. */
export type Differences = {
  readonly counts: DifferenceCounts
  /** Per series and period, in the order of the series' keys and in time. The last ones are left out where there are too many. */
  readonly groups: readonly (DifferenceCounts & { readonly series: string; readonly period: string })[]
  readonly groupCount: number
  /** The largest changes first, in proportion to the larger of both values; those between a value and none before them. */
  readonly changed: readonly ChangedCell[]
  readonly vanished: readonly VanishedCell[]
}

const listedGroups = 200
const listedCells = 100

type Tally = {
  series: string
  period: string
  start: string
  new: number
  changed: number
  vanished: number
  unchanged: number
}

/** Counts per series and period. */
class Tallies {
  readonly #byGroup = new Map<string, Map<string, Tally>>()

  of(series: string, period: { readonly key: string; readonly start: string }): Tally {
    const periods = this.#byGroup.get(series) ?? new Map<string, Tally>()
    this.#byGroup.set(series, periods)
    const known = periods.get(period.key)
    if (known) return known
    const tally = {
      series,
      period: period.key,
      start: period.start,
      new: 0,
      changed: 0,
      vanished: 0,
      unchanged: 0,
    }
    periods.set(period.key, tally)
    return tally
  }

  inOrder(): Tally[] {
    const all = [...this.#byGroup.values()].flatMap((periods) => [...periods.values()])
    return all.sort((a, b) => compareTexts(a.series, b.series) || compareTexts(a.start, b.start))
  }
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Keeps the cells of most weight; of equal weight those that came first. */
class Heaviest {
  #kept: { cell: number; other: number; weight: number }[] = []

  add(cell: number, other: number, weight: number): void {
    this.#kept.push({ cell, other, weight })
    if (this.#kept.length >= listedCells * 20) this.#kept = this.inOrder()
  }

  inOrder(): { cell: number; other: number; weight: number }[] {
    return this.#kept.toSorted((a, b) => b.weight - a.weight).slice(0, listedCells)
  }
}

/** From 0 (equal) to 2 (equal with the other sign); of more weight is only a change between a value and none. */
function weightOfChange(store: CellStore, cell: number, earlier: CellStore, other: number): number {
  const now = store.contentOf(cell)
  const before = earlier.contentOf(other)
  if (now.state !== 0 || before.state !== 0) return 3
  return Math.abs(now.value - before.value) / Math.max(Math.abs(now.value), Math.abs(before.value))
}

function sayingOf(store: CellStore, cell: number): CellSaying {
  const { value, state, exact } = store.contentOf(cell)
  const missing = decodeState(state)
  if (missing === undefined) return { value: exact ?? String(value) }
  return value < 0 ? { missing } : { missing, below: value }
}

/**
 * Compares a file with what holds now, for the series and periods that the file speaks of: what it leaves out in them is vanished,
 * what other files say is nobody's concern here. Marks ("provisional") don't count as a change. `placeKeys` by the places' ids.
 */
export function compareCells(
  store: CellStore,
  earlier: CellStore,
  placeKeys: ReadonlyMap<number, string>,
): Differences {
  const tallies = new Tallies()
  const changed = new Heaviest()
  const vanished: VanishedCell[] = []
  const addressOf = (home: CellStore, cell: number): CellAddress => {
    const { series, period, breakdown } = home.groupOf(cell)
    return { series, period: period.key, place: placeKeys.get(home.placeOf(cell)) ?? '', breakdown }
  }
  const groups = store.groups.map(({ series, period, breakdown }) => ({
    tally: tallies.of(series, period),
    before: earlier.findGroup(series, period.key, breakdown),
  }))
  for (let cell = 0; cell < store.size; cell += 1) {
    const { tally, before } = groups[store.groupOf(cell).id]!
    const other = earlier.numberOf(before, store.placeOf(cell))
    if (other < 0) tally.new += 1
    else if (store.saysSame(cell, earlier, other)) tally.unchanged += 1
    else {
      tally.changed += 1
      changed.add(cell, other, weightOfChange(store, cell, earlier, other))
    }
  }
  const counterparts = earlier.groups.map(({ series, period, breakdown }) => ({
    tally: store.speaksOf(series, period.key) ? tallies.of(series, period) : undefined,
    now: store.findGroup(series, period.key, breakdown),
  }))
  for (let cell = 0; cell < earlier.size; cell += 1) {
    const { tally, now } = counterparts[earlier.groupOf(cell).id]!
    if (!tally || store.numberOf(now, earlier.placeOf(cell)) >= 0) continue
    tally.vanished += 1
    if (vanished.length < listedCells) {
      vanished.push({ ...addressOf(earlier, cell), before: sayingOf(earlier, cell) })
    }
  }
  const inOrder = tallies.inOrder()
  const sum = (what: keyof DifferenceCounts) => inOrder.reduce((all, tally) => all + tally[what], 0)
  return {
    counts: {
      new: sum('new'),
      changed: sum('changed'),
      vanished: sum('vanished'),
      unchanged: sum('unchanged'),
    },
    groups: inOrder.slice(0, listedGroups).map(({ start: _, ...tally }) => tally),
    groupCount: inOrder.length,
    changed: changed.inOrder().map(({ cell, other }) => ({
      ...addressOf(store, cell),
      before: sayingOf(earlier, other),
      after: sayingOf(store, cell),
    })),
    vanished,
  }
}
