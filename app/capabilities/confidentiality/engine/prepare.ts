import type { Solver, SparseRow } from './solver.ts'
import { groupCells, type Need, type Row, type System } from './system.ts'
import type { Table, TableCell } from './table.ts'

/** The table by numbers, cells and equations in one order whatever order they came in: the same table, the same result. */
export function prepareSystem(table: Table, solver: Solver): System {
  const given = table.cells.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const numbers = new Map(given.map((cell, number) => [cell.id, number]))
  const equations = table.equations
    .filter((equation) => equation.parts.length > 0)
    .map((equation) => ({
      total: numbers.get(equation.total)!,
      parts: equation.parts.map((part) => numbers.get(part)!).sort((a, b) => a - b),
    }))
    .sort((a, b) => a.total - b.total || comparePaths(a.parts, b.parts))
  const values = fillUnknown(given, equations, solver)
  const cells = given.map((cell, number) => (cell.leftOut && values[number] === 0 ? knownZero(cell) : cell))
  const differences = smallDifferences(cells, equations, values)
  const differenceOf = new Map(differences.map(({ equation }, d) => [equation, cells.length + d]))
  const all = [...cells, ...differences.map((difference) => difference.cell)]
  const allValues = [...values, ...differences.map((difference) => difference.value)]
  const rows: Row[] = equations.map(({ total, parts }, e) => {
    const members = [total, ...parts, differenceOf.get(e) ?? []].flat()
    const unknown = members.filter((cell) => all[cell]!.show !== 'known')
    return { cells: unknown, signs: unknown.map((cell) => (cell === total ? -1 : 1)) }
  })
  return {
    ids: all.map((cell) => cell.id),
    values: allValues,
    show: all.map((cell) => cell.show),
    room: all.map((cell, i) =>
      cell.upTo === undefined ? Number.POSITIVE_INFINITY : Math.max(0, cell.upTo - allValues[i]!),
    ),
    cost: all.map((cell, i) => cell.cost ?? Math.max(1, allValues[i]!)),
    secretBefore: all.map((cell) => cell.secretBefore ?? false),
    rows: rows.filter((row) => row.cells.length > 0),
    needs: all.flatMap((cell, i) => needOf(cell, i) ?? []),
  }
}

const knownZero = ({ id }: TableCell): TableCell => ({ id, value: 0, show: 'known' })

type NumberedEquation = { readonly total: number; readonly parts: readonly number[] }

function comparePaths(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, i) => part !== b[i])
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -1)
}

function needOf(cell: TableCell, number: number): Need | undefined {
  const { threshold, value, show } = cell
  if (threshold === undefined || show === 'known') return undefined
  if (value === undefined) {
    // A bound that the source prints itself can't be undone; then at least the exact value must stay open.
    const high = Math.min(threshold, cell.upTo ?? threshold)
    return high < 1 ? undefined : { cell: number, low: high - 1, high, threshold, known: false }
  }
  if (value < 1 || value >= threshold) return undefined
  return { cell: number, low: value - 1, high: threshold, threshold, known: true }
}

/** Far below what a sum costs that doesn't add up (1 per person). */
const leftOutCost = { not: 0, category: 0.001, others: 0.01 }

/**
 * Values for cells that nobody here knows, such that the equations miss by as little as possible: one of the fillings an
 * attacker can think of, to start from. A total that was never delivered rather exceeds its parts than the other way round.
 */
function fillUnknown(
  cells: readonly TableCell[],
  equations: readonly NumberedEquation[],
  solver: Solver,
): number[] {
  const values = cells.map((cell) => cell.value ?? 0)
  const isUnknown = (cell: number) => cells[cell]!.value === undefined
  const open = equations.filter(({ total, parts }) => [total, ...parts].some(isUnknown))
  const leader = groupCells(
    cells.length,
    open.map(({ total, parts }) => [total, ...parts].filter(isUnknown)),
  )
  const groups = Map.groupBy(open, ({ total, parts }) => leader[[total, ...parts].find(isUnknown)!]!)
  for (const group of groups.values()) {
    const unknown = [...new Set(group.flatMap(({ total, parts }) => [total, ...parts].filter(isUnknown)))]
    unknown.sort((a, b) => a - b)
    const found = solveGroup(group, unknown, cells, solver)
    for (const [i, cell] of unknown.entries()) values[cell] = found[i]!
  }
  return values
}

function solveGroup(
  group: readonly NumberedEquation[],
  unknown: readonly number[],
  cells: readonly TableCell[],
  solver: Solver,
): number[] {
  const column = new Map(unknown.map((cell, i) => [cell, i]))
  const over = unknown.length
  const under = over + group.length
  const size = under + group.length
  const rows: SparseRow[] = group.map(({ total, parts }, e) => {
    const signed = [[total, 1], ...parts.map((part) => [part, -1])] as [number, number][]
    const open = signed.filter(([cell]) => column.has(cell))
    const constant = signed.reduce((sum, [cell, sign]) => sum - sign * (cells[cell]!.value ?? 0), 0)
    return {
      columns: [...open.map(([cell]) => column.get(cell)!), over + e, under + e],
      coefficients: [...open.map(([, sign]) => sign), -1, 1],
      value: constant,
    }
  })
  const upper = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  for (const [i, cell] of unknown.entries()) upper[i] = cells[cell]!.upTo ?? Number.POSITIVE_INFINITY
  const model = {
    cost: Float64Array.from({ length: size }, (_, i) => {
      if (i < over) return leftOutCost[cells[unknown[i]!]!.leftOut ?? 'not']
      return i < under ? 1 : 2
    }),
    lower: new Float64Array(size),
    upper,
    rows,
  }
  for (const integer of [false, true]) {
    const found = solver.withProgram(model, integer, (program) => program.solve())
    if (found === undefined || found === 'undecided') continue
    const values = unknown.map((_, i) => Math.round(found[i]!))
    if (values.every((value, i) => Math.abs(value - found[i]!) < 1e-6)) return values
  }
  return unknown.map(() => 0)
}

type Difference = { readonly cell: TableCell; readonly value: number; readonly equation: number }

/**
 * What a total has more than its parts is a count of its own: of those in no part, or in one that wasn't delivered.
 * From 1 to threshold - 1 it must not be inferred either. Other differences are taken as known to the attacker.
 */
function smallDifferences(
  cells: readonly TableCell[],
  equations: readonly NumberedEquation[],
  values: readonly number[],
): Difference[] {
  return equations.flatMap(({ total, parts }, equation) => {
    const value = parts.reduce((rest, part) => rest - values[part]!, values[total]!)
    const thresholds = [total, ...parts].flatMap((cell) => cells[cell]!.threshold ?? [])
    const threshold = Math.max(0, ...thresholds)
    if (value < 1 || value >= threshold) return []
    const id = `${cells[total]!.id} minus its parts (${equation})`
    return [{ cell: { id, value, show: 'never', threshold } as const, value, equation }]
  })
}
