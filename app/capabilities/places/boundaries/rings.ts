import type { Ring, Rings } from './areaFile.ts'
import type { Point } from './referenceSystem.ts'

/** Twice the area under the ring: positive where it runs counterclockwise. */
export function signedArea(ring: Ring): number {
  const origin = ring[0] ?? [0, 0]
  let sum = 0
  for (let index = 0; index < ring.length; index += 1) {
    const [x1, y1] = ring[index]!
    const [x2, y2] = ring[(index + 1) % ring.length]!
    sum += (x1 - origin[0]) * (y2 - origin[1]) - (x2 - origin[0]) * (y1 - origin[1])
  }
  return sum / 2
}

/** Whether a point lies inside, by counting the edges that a ray to the east crosses. On the edge it may be either. */
export function isInRing([x, y]: Point, ring: Ring): boolean {
  let inside = false
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
    const [x1, y1] = ring[index]!
    const [x2, y2] = ring[before]!
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

export type RingProblem =
  | { readonly kind: 'too-few' }
  | { readonly kind: 'open'; readonly at: Point }
  | { readonly kind: 'crossing'; readonly at: Point }
  | { readonly kind: 'no-surface' }
  | { readonly kind: 'hole-outside'; readonly at: Point }

export type CheckedRings = {
  /** Closed, outer ring counterclockwise, holes clockwise (RFC 7946, 3.1.6), without points that repeat. */
  readonly rings: Rings
  readonly problems: readonly RingProblem[]
  readonly turned: boolean
  /** Too entangled to look for crossings. */
  readonly unchecked: boolean
}

const same = (a: Point | undefined, b: Point | undefined) =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]

function withoutRepeats(ring: Ring): Ring {
  return ring.filter((point, index) => !same(point, ring[index - 1]))
}

function checkRing(given: Ring): { ring: Ring; problem?: RingProblem; unchecked?: boolean } {
  const ring = withoutRepeats(given)
  const [first] = ring
  if (!first || ring.length < 4) return { ring, problem: { kind: 'too-few' } }
  if (!same(first, ring.at(-1))) return { ring, problem: { kind: 'open', at: ring.at(-1)! } }
  if (signedArea(ring) === 0) return { ring, problem: { kind: 'no-surface' } }
  const crossing = findCrossing(ring)
  if (crossing === 'unchecked') return { ring, unchecked: true }
  return crossing ? { ring, problem: { kind: 'crossing', at: crossing } } : { ring }
}

/** Looks at one polygon: its outer ring and its holes. */
export function checkRings(polygon: Rings): CheckedRings {
  const checked = polygon.map(checkRing)
  const problems = checked.flatMap(({ problem }) => (problem ? [problem] : []))
  const [outer, ...holes] = checked.map(({ ring }) => ring)
  if (!outer) return { rings: [], problems: [{ kind: 'too-few' }], turned: false, unchecked: false }
  if (problems.length === 0)
    for (const hole of holes) {
      // A hole may touch the outer ring: one of its points inside is enough.
      if (!hole.some((point) => isInRing(point, outer))) problems.push({ kind: 'hole-outside', at: hole[0]! })
    }
  const turned = problems.length === 0 && signedArea(outer) < 0
  const rings = [
    signedArea(outer) < 0 ? outer.toReversed() : outer,
    ...holes.map((hole) => (signedArea(hole) > 0 ? hole.toReversed() : hole)),
  ]
  return { rings, problems, turned, unchecked: checked.some(({ unchecked }) => unchecked === true) }
}

const turn = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

/** Where two edges cross properly; lines that only touch are left alone, as towns draw them so. */
function crossingOf(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)]
  if (!(abc * abd < 0 && cda * cdb < 0)) return undefined
  const share = cda / (cda - cdb)
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
}

/** Comparisons of edges after which a ring counts as too entangled; rings of towns need some ten per edge. */
const mostComparisons = 5_000_000

/** The first proper crossing of a ring with itself. Edges are sorted into a grid, so that only near ones are compared. */
function findCrossing(ring: Ring): Point | 'unchecked' | undefined {
  const edges = ring.length - 1
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  const [left, right] = extent(xs)
  const [low, high] = extent(ys)
  const cells = Math.max(1, Math.ceil(Math.sqrt(edges)))
  const column = (x: number) => Math.min(cells - 1, Math.floor(((x - left) / (right - left || 1)) * cells))
  const row = (y: number) => Math.min(cells - 1, Math.floor(((y - low) / (high - low || 1)) * cells))
  const grid = new Map<number, number[]>()
  let comparisons = 0
  for (let edge = 0; edge < edges; edge += 1) {
    const [a, b] = [ring[edge]!, ring[edge + 1]!]
    const [c1, c2] = extent([column(a[0]), column(b[0])])
    const [r1, r2] = extent([row(a[1]), row(b[1])])
    for (let r = r1; r <= r2; r += 1) {
      for (let c = c1; c <= c2; c += 1) {
        const key = r * cells + c
        const near = grid.get(key) ?? []
        for (const other of near) {
          const at = crossingOf(a, b, ring[other]!, ring[other + 1]!)
          if (at) return at
        }
        comparisons += near.length + 1
        if (comparisons > mostComparisons) return 'unchecked'
        near.push(edge)
        grid.set(key, near)
      }
    }
  }
  return undefined
}

/** Smallest and largest, without spreading a hundred thousand arguments. */
export function extent(values: readonly number[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}
