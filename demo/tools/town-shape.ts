/**
 * Draws the boundaries of an invented town: a honeycomb of small cells with moved corners is shared out among the areas,
 * then the cells of each area are joined. Neighbours share their border corner by corner, because they share the corners
 * of the honeycomb; in a honeycomb never more than three cells meet, so no border touches itself.
 */
type Point = { readonly x: number; readonly y: number }
type Cell = { readonly q: number; readonly r: number; readonly centre: Point; area: number }

export type DrawnArea = {
  /** Metres from the middle of the town, east and north. */
  readonly centre: Point
  /** Closed ring (the first point stands again at the end), counter-clockwise as RFC 7946 asks. */
  readonly ring: readonly Point[]
}

const cellRadius = 150
const townRadius = 8200
const neighbours = [
  [1, 0],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [0, -1],
  [1, -1],
] as const

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const address = (q: number, r: number) => `${q},${r}`

/** Distance of the town's edge from its middle, in direction `angle`. */
function edgeAt(angle: number): number {
  return (
    townRadius *
    (1 +
      0.12 * Math.cos(2 * angle - 0.5) +
      0.08 * Math.cos(3 * angle + 1.1) +
      0.05 * Math.cos(5 * angle + 2.3))
  )
}

/** The river runs from west to east; no area lies on both banks. */
export function isNorthOfRiver(point: Point): boolean {
  return point.y > 700 + 600 * Math.sin(point.x / 2600) + 350 * Math.sin(point.x / 1100 + 1)
}

function isInTown(point: Point): boolean {
  return Math.hypot(point.x, point.y) < edgeAt(Math.atan2(point.y, point.x))
}

/** Best-candidate sampling (Mitchell 1991); areas in the middle lie closer together. */
function chooseCentres(random: () => number, count: number): Point[] {
  const centres: Point[] = [{ x: 0, y: -200 }]
  const spread = (point: Point) => 0.4 + 0.6 * (Math.hypot(point.x, point.y) / townRadius)
  const openness = (point: Point) =>
    Math.min(...centres.map((other) => distance(point, other))) / spread(point)
  while (centres.length < count) {
    let best: Point | undefined
    for (let candidate = 0; candidate < 60; candidate++) {
      const point = { x: (random() * 2 - 1) * townRadius * 1.2, y: (random() * 2 - 1) * townRadius * 1.2 }
      if (!isInTown({ x: point.x * 1.05, y: point.y * 1.05 })) continue
      if (!best || openness(point) > openness(best)) best = point
    }
    if (best) centres.push(best)
  }
  return centres
}

function drawCells(centres: readonly Point[]): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  const reach = Math.ceil((townRadius * 1.4) / (cellRadius * 1.5))
  for (let r = -reach; r <= reach; r++)
    for (let q = -reach * 2; q <= reach * 2; q++) {
      const centre = { x: cellRadius * Math.sqrt(3) * (q + r / 2), y: cellRadius * 1.5 * r }
      if (!isInTown(centre)) continue
      const bank = isNorthOfRiver(centre)
      const area = centres
        .map((point, index) => ({
          index,
          away: distance(point, centre),
          same: isNorthOfRiver(point) === bank,
        }))
        .filter((one) => one.same)
        .reduce((a, b) => (b.away < a.away ? b : a)).index
      cells.set(address(q, r), { q, r, centre, area })
    }
  return cells
}

function cellsAround(cells: Map<string, Cell>, cell: Cell): Cell[] {
  return neighbours.flatMap(([dq, dr]) => cells.get(address(cell.q + dq, cell.r + dr)) ?? [])
}

function connected(cells: Map<string, Cell>, start: Cell): Set<Cell> {
  const found = new Set([start])
  for (const cell of found)
    for (const next of cellsAround(cells, cell)) if (next.area === start.area) found.add(next)
  return found
}

/** The river can cut pieces off an area: each area keeps its largest piece, the others go to a neighbour. */
function joinPieces(cells: Map<string, Cell>, areas: number): void {
  for (let area = 0; area < areas; area++) {
    const open = new Set([...cells.values()].filter((cell) => cell.area === area))
    const pieces: Set<Cell>[] = []
    for (const cell of open) {
      const piece = connected(cells, cell)
      pieces.push(piece)
      for (const one of piece) open.delete(one)
    }
    pieces.sort((a, b) => b.size - a.size)
    for (const piece of pieces.slice(1))
      for (const cell of piece) {
        const other = cellsAround(cells, cell).find((next) => next.area !== area)
        if (other) cell.area = other.area
      }
  }
}

/** Corner of a cell as it is shared by up to three cells; `step` 0 to 5 counter-clockwise from the lower right. */
function cornerOf(cell: Cell, step: number): Point {
  const angle = (Math.PI / 180) * (60 * step - 30)
  return { x: cell.centre.x + cellRadius * Math.cos(angle), y: cell.centre.y + cellRadius * Math.sin(angle) }
}

const cornerKey = (corner: Point) => `${Math.round(corner.x)}:${Math.round(corner.y)}`

/** Directed border edges of each area: corner -> next corner, the area on the left. */
function traceBorders(
  cells: Map<string, Cell>,
  areas: number,
  corners: Map<string, Point>,
): Map<string, string>[] {
  const borders = Array.from({ length: areas }, () => new Map<string, string>())
  for (const cell of cells.values())
    for (const [side, [dq, dr]] of neighbours.entries()) {
      if (cells.get(address(cell.q + dq, cell.r + dr))?.area === cell.area) continue
      const [from, to] = [cornerOf(cell, side), cornerOf(cell, side + 1)]
      for (const corner of [from, to])
        if (!corners.has(cornerKey(corner))) corners.set(cornerKey(corner), corner)
      borders[cell.area]!.set(cornerKey(from), cornerKey(to))
    }
  return borders
}

/** Moves each corner a little, then rounds the borders off; corners where three borders meet stay. */
function roundOff(random: () => number, corners: Map<string, Point>, borders: Map<string, string>[]): void {
  const joined = new Map<string, Set<string>>([...corners.keys()].map((key) => [key, new Set()]))
  for (const border of borders)
    for (const [from, to] of border) {
      joined.get(from)!.add(to)
      joined.get(to)!.add(from)
    }
  for (const [key, corner] of corners) {
    const move = () => (random() - 0.5) * cellRadius * 0.7
    corners.set(key, { x: corner.x + move(), y: corner.y + move() })
  }
  for (let round = 0; round < 2; round++) {
    const before = new Map(corners)
    for (const [key, others] of joined) {
      if (others.size !== 2) continue
      const [a, b] = [...others].map((other) => before.get(other)!)
      const self = before.get(key)!
      corners.set(key, { x: self.x / 2 + (a!.x + b!.x) / 4, y: self.y / 2 + (a!.y + b!.y) / 4 })
    }
  }
}

function ringOf(border: Map<string, string>, corners: Map<string, Point>): Point[] {
  const start = border.keys().next().value!
  const ring = [corners.get(start)!]
  let at = border.get(start)!
  while (at !== start) {
    ring.push(corners.get(at)!)
    at = border.get(at)!
  }
  ring.push(corners.get(start)!)
  if (ring.length !== border.size + 1)
    throw new Error('an area has more than one border: choose another seed')
  return ring
}

/** Areas of an invented town, from the middle outwards. Throws where the seed gives an area with a hole. */
export function drawTown(random: () => number, count: number): DrawnArea[] {
  const centres = chooseCentres(random, count)
  centres.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y))
  const cells = drawCells(centres)
  joinPieces(cells, count)
  const corners = new Map<string, Point>()
  const borders = traceBorders(cells, count, corners)
  roundOff(random, corners, borders)
  return borders.map((border, area) => ({ centre: centres[area]!, ring: ringOf(border, corners) }))
}
