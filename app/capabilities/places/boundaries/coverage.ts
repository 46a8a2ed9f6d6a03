import type { Rings } from './areaFile.ts'
import type { Point } from './referenceSystem.ts'
import { extent } from './rings.ts'

/*
 * Overlaps and gaps between areas, looked for on a grid: each row of cells is filled area by area where its middle line lies
 * inside (even-odd rule). That finds what is at least some cells large, says how large it is about, and can't be upset by
 * whatever the lines do between the cells.
 */

export type CoverageFinding =
  | {
      readonly kind: 'overlap'
      readonly a: number
      readonly b: number
      readonly hectares: number
      readonly at: Point
    }
  | { readonly kind: 'gap'; readonly hectares: number; readonly at: Point }

export type Coverage = {
  readonly findings: readonly CoverageFinding[]
  /** Edge of a cell in metres: nothing smaller is seen. */
  readonly cellMetres: number
}

const cellsAcross = 600
/** Single cells along a border come from rounding. */
const fewestCells = 4
const metresPerDegree = 111_320

type Grid = {
  readonly columns: number
  readonly rows: number
  readonly left: number
  readonly low: number
  readonly width: number
  readonly height: number
}

function gridOver(points: readonly Point[]): Grid | undefined {
  const [left, right] = extent(points.map(([x]) => x))
  const [low, high] = extent(points.map(([, y]) => y))
  if (!(right > left && high > low)) return undefined
  const middle = Math.cos((((low + high) / 2) * Math.PI) / 180)
  // Cells are square in metres.
  const size = Math.max((right - left) * middle, high - low) / cellsAcross
  const [width, height] = [size / middle, size]
  return {
    columns: Math.ceil((right - left) / width) + 2,
    rows: Math.ceil((high - low) / height) + 2,
    left: left - width,
    low: low - height,
    width,
    height,
  }
}

/** For each row of cells the columns at which the outline changes between outside and inside. */
function crossings(polygons: readonly Rings[], grid: Grid): number[][] {
  const rows: number[][] = Array.from({ length: grid.rows }, () => [])
  for (const ring of polygons.flat()) {
    for (let index = 0; index + 1 < ring.length; index += 1) {
      const [[x1, y1], [x2, y2]] = [ring[index]!, ring[index + 1]!]
      const [from, to] = extent([y1, y2])
      const first = Math.max(0, Math.ceil((from - grid.low) / grid.height - 0.5))
      for (let row = first; row < grid.rows; row += 1) {
        const y = grid.low + (row + 0.5) * grid.height
        if (y >= to) break
        if (y < from) continue
        const x = x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)
        rows[row]!.push((x - grid.left) / grid.width)
      }
    }
  }
  return rows
}

/** Areas as lists of polygons in degrees; `a` and `b` are positions in the list. */
export function checkCoverage(areas: readonly (readonly Rings[])[]): Coverage {
  const grid = gridOver(areas.flat(2).flat())
  if (!grid) return { findings: [], cellMetres: 0 }
  const owner = new Int16Array(grid.columns * grid.rows)
  const overlaps = new Map<string, { a: number; b: number; cells: number[] }>()
  for (const [index, polygons] of areas.entries()) {
    for (const [row, found] of crossings(polygons, grid).entries()) {
      const columns = found.toSorted((a, b) => a - b)
      for (let pair = 0; pair + 1 < columns.length; pair += 2) {
        const last = Math.min(grid.columns - 1, Math.ceil(columns[pair + 1]! - 0.5) - 1)
        for (let column = Math.max(0, Math.ceil(columns[pair]! - 0.5)); column <= last; column += 1) {
          const cell = row * grid.columns + column
          const before = owner[cell]!
          if (before === 0) owner[cell] = index + 1
          else {
            const key = `${before - 1} ${index}`
            const known = overlaps.get(key) ?? { a: before - 1, b: index, cells: [] }
            known.cells.push(cell)
            overlaps.set(key, known)
          }
        }
      }
    }
  }
  const hectaresOf = (cells: number) => (cells * (grid.height * metresPerDegree) ** 2) / 10_000
  const pointOf = (cell: number): Point => [
    Math.round((grid.left + ((cell % grid.columns) + 0.5) * grid.width) * 1e5) / 1e5,
    Math.round((grid.low + (Math.floor(cell / grid.columns) + 0.5) * grid.height) * 1e5) / 1e5,
  ]
  const middle = (cells: readonly number[]) => pointOf(cells[Math.floor(cells.length / 2)]!)
  const findings: CoverageFinding[] = [...overlaps.values()]
    .filter(({ cells }) => cells.length >= fewestCells)
    .map(({ a, b, cells }) => ({
      kind: 'overlap',
      a,
      b,
      hectares: hectaresOf(cells.length),
      at: middle(cells),
    }))
  for (const cells of holesOf(owner, grid)) {
    if (cells.length >= fewestCells)
      findings.push({ kind: 'gap', hectares: hectaresOf(cells.length), at: middle(cells) })
  }
  return {
    findings: findings.toSorted((a, b) => b.hectares - a.hectares),
    cellMetres: grid.height * metresPerDegree,
  }
}

/** Empty cells that can't be reached from the edge of the grid, piece by piece. */
function holesOf(owner: Int16Array, grid: Grid): number[][] {
  const seen = new Uint8Array(owner.length)
  const reach = (start: number): number[] => {
    const cells = [start]
    seen[start] = 1
    for (let next = 0; next < cells.length; next += 1) {
      const cell = cells[next]!
      const column = cell % grid.columns
      const neighbours = [
        cell - grid.columns,
        cell + grid.columns,
        column > 0 ? cell - 1 : -1,
        column < grid.columns - 1 ? cell + 1 : -1,
      ]
      for (const neighbour of neighbours) {
        if (neighbour < 0 || neighbour >= owner.length || owner[neighbour] !== 0 || seen[neighbour]) continue
        seen[neighbour] = 1
        cells.push(neighbour)
      }
    }
    return cells
  }
  // The frame around the areas is empty: its corner reaches all that lies outside.
  reach(0)
  const holes: number[][] = []
  for (let cell = 0; cell < owner.length; cell += 1)
    if (owner[cell] === 0 && !seen[cell]) holes.push(reach(cell))
  return holes
}
