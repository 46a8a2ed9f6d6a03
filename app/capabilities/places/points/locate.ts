import type { MultiPolygon, Polygon, Position } from 'geojson'
import { extent } from '../boundaries/rings.ts'
import type { Degrees } from './point.ts'

/*
 * In which areas a point lies. Within a metre of a line it lies on the line: neither boundaries nor coordinates of facilities are
 * better than that, and which side it is would be chance.
 */

type Where = 'inside' | 'edge' | 'outside'
type Boundary = Polygon | MultiPolygon

const metresPerDegree = 111_320
const edgeMetres = 1

/** Metres east and north of the point, so that a metre is one in both directions; exact enough around one town. */
type Metres = (position: Position) => readonly [number, number]
function metresFrom([longitude, latitude]: Degrees): Metres {
  const shrink = Math.cos((latitude * Math.PI) / 180)
  return ([x, y]) => [(x! - longitude) * metresPerDegree * shrink, (y! - latitude) * metresPerDegree]
}

/** Metres between two points that are not far from each other. */
export function distanceOf(a: Degrees, b: Degrees): number {
  return Math.hypot(...metresFrom(a)([...b]))
}

/** Whether the line from a to b passes the origin within the width of an edge. */
function touches([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): boolean {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
  return Math.hypot(ax + share * dx, ay + share * dy) <= edgeMetres
}

/** Crossing number, with the edge told apart (Hormann, Agathos: "The point in polygon problem for arbitrary polygons", 2001). */
function whereInRing(ring: readonly Position[], metres: Metres): Where {
  let inside = false
  let before = ring[0] && metres(ring[0])
  for (const position of ring.slice(1)) {
    const [from, to] = [before!, metres(position)]
    if (touches(from, to)) return 'edge'
    const turn = from[0] * to[1] - to[0] * from[1]
    if (from[1] > 0 !== to[1] > 0 && turn > 0 === to[1] > from[1]) inside = !inside
    before = to
  }
  return inside ? 'inside' : 'outside'
}

/** A polygon without its holes; the edge of a hole is edge of the area. */
function whereInPolygon([outer = [], ...holes]: readonly (readonly Position[])[], metres: Metres): Where {
  const around = whereInRing(outer, metres)
  if (around !== 'inside') return around
  for (const hole of holes) {
    const where = whereInRing(hole, metres)
    if (where !== 'outside') return where === 'edge' ? 'edge' : 'outside'
  }
  return 'inside'
}

export function whereIn(point: Degrees, boundary: Boundary): Where {
  const metres = metresFrom(point)
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates
  const found = polygons.map((rings) => whereInPolygon(rings, metres))
  return found.includes('inside') ? 'inside' : found.includes('edge') ? 'edge' : 'outside'
}

/** What the map says about a point. `border`: on the line between these areas; `several`: the drawn areas overlap there. */
export type OnMap<Id> =
  | { readonly kind: 'inside'; readonly id: Id }
  | { readonly kind: 'border' | 'several'; readonly ids: readonly Id[] }
  | { readonly kind: 'outside' }

/** Areas made ready to be asked about many points: most are ruled out by the frame around them. */
export function createMap<Id>(areas: readonly (readonly [Id, Boundary])[]): (point: Degrees) => OnMap<Id> {
  const margin = 0.0001
  const framed = areas.map(([id, boundary]) => {
    const positions: Position[] =
      boundary.type === 'Polygon' ? boundary.coordinates.flat() : boundary.coordinates.flat(2)
    const [x, y] = [extent(positions.map((one) => one[0]!)), extent(positions.map((one) => one[1]!))]
    return { id, boundary, x, y }
  })
  return (point) => {
    const near = framed.filter(
      ({ x, y }) =>
        point[0] >= x[0] - margin &&
        point[0] <= x[1] + margin &&
        point[1] >= y[0] - margin &&
        point[1] <= y[1] + margin,
    )
    const found = near.map(({ id, boundary }) => ({ id, where: whereIn(point, boundary) }))
    const inside = found.filter(({ where }) => where === 'inside').map(({ id }) => id)
    const onEdge = found.filter(({ where }) => where === 'edge').map(({ id }) => id)
    const ids = [...inside, ...onEdge]
    const [first] = ids
    if (first === undefined) return { kind: 'outside' }
    if (ids.length === 1) return { kind: 'inside', id: first }
    return { kind: onEdge.length > 0 ? 'border' : 'several', ids }
  }
}
