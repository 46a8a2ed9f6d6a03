/**
 * The table by numbers. Row r says: sum of sign * value over its cells = a constant that everybody knows. An attacker who
 * changes the cells by f must keep sum of sign * f = 0, so the constants never appear: what doesn't add up in a printed
 * table does no harm.
 */
export type System = {
  readonly ids: readonly string[]
  readonly values: readonly number[]
  readonly show: readonly ('may' | 'never' | 'known')[]
  /** How much a value can rise at most as far as everybody knows (Infinity without a printed bound). */
  readonly room: readonly number[]
  readonly cost: readonly number[]
  readonly secretBefore: readonly boolean[]
  readonly rows: readonly Row[]
  readonly needs: readonly Need[]
}

/** The first cell is the total (sign -1), the others are its parts (sign 1). Cells that everybody knows are left out. */
export type Row = { readonly cells: readonly number[]; readonly signs: readonly number[] }

/**
 * The attacker must find fillings possible in which the cell is `low` or less and in which it is `high` or more.
 * `known`: the value is a count from 1 to high - 1. Otherwise nobody here knows the value, and it is also safe if
 * the cell can't be small at all (never under the threshold), or is provably 0.
 */
export type Need = {
  readonly cell: number
  readonly low: number
  readonly high: number
  readonly threshold: number
  readonly known: boolean
}

/** A way to change the table that keeps every row: the attacker can't tell values and values + filling apart. */
export type Filling = readonly number[]

/** Checked with whole numbers only: the safety of a release doesn't rest on the solver's tolerances. */
export function isFilling(system: System, filling: Filling): boolean {
  const inBounds = system.values.every((value, cell) => {
    const change = filling[cell]!
    return Number.isSafeInteger(change) && value + change >= 0 && change <= system.room[cell]!
  })
  return (
    inBounds &&
    system.rows.every(
      (row) => row.cells.reduce((sum, cell, i) => sum + row.signs[i]! * filling[cell]!, 0) === 0,
    )
  )
}

/** One independent piece of a system; `origin[i]` is the number of its cell i in the whole. */
export type Piece = { readonly system: System; readonly origin: readonly number[] }

/** Keeps only the cells that may change and falls apart into the pieces that share no row. Pieces without needs are left out. */
export function splitSystem(system: System, mayChange: (cell: number) => boolean): Piece[] {
  const kept = system.ids.map((_, cell) => mayChange(cell))
  const rows = system.rows
    .map((row) => row.cells.map((cell, i) => [cell, row.signs[i]!] as const).filter(([cell]) => kept[cell]))
    .filter((entries) => entries.length > 0)
  const leader = groupCells(
    system.ids.length,
    rows.map((entries) => entries.map(([cell]) => cell)),
  )
  const wanted = new Set(system.needs.filter((need) => kept[need.cell]).map((need) => leader[need.cell]!))
  const members = new Map<number, number[]>()
  const position: number[] = new Array(system.ids.length)
  for (const [cell, isKept] of kept.entries()) {
    if (!isKept || !wanted.has(leader[cell]!)) continue
    const list = members.get(leader[cell]!) ?? []
    members.set(leader[cell]!, list)
    position[cell] = list.length
    list.push(cell)
  }
  const rowsOf = Map.groupBy(rows, (entries) => leader[entries[0]![0]]!)
  const needsOf = Map.groupBy(system.needs, (need) => leader[need.cell]!)
  return [...members].map(([group, origin]) => ({
    origin,
    system: {
      ids: origin.map((cell) => system.ids[cell]!),
      values: origin.map((cell) => system.values[cell]!),
      show: origin.map((cell) => system.show[cell]!),
      room: origin.map((cell) => system.room[cell]!),
      cost: origin.map((cell) => system.cost[cell]!),
      secretBefore: origin.map((cell) => system.secretBefore[cell]!),
      rows: (rowsOf.get(group) ?? []).map((entries) => ({
        cells: entries.map(([cell]) => position[cell]!),
        signs: entries.map(([, sign]) => sign),
      })),
      needs: (needsOf.get(group) ?? [])
        .filter((need) => kept[need.cell])
        .map((need) => ({ ...need, cell: position[need.cell]! })),
    },
  }))
}

/** For each cell the smallest cell it is connected with through the lists (union-find with path halving). */
export function groupCells(count: number, lists: readonly (readonly number[])[]): number[] {
  const parent = Array.from({ length: count }, (_, cell) => cell)
  const find = (cell: number): number => {
    let at = cell
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (const list of lists) {
    for (const cell of list) {
      const [a, b] = [find(list[0]!), find(cell)]
      if (a < b) parent[b] = a
      else parent[a] = b
    }
  }
  return parent.map((_, cell) => find(cell))
}
