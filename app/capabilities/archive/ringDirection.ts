import type { Geometry, Position } from 'geojson'

/** Twice the signed area of a ring in the plane; positive where it runs counterclockwise. */
function signedArea(ring: readonly Position[]): number {
  let sum = 0
  for (let i = 0; i + 1 < ring.length; i++)
    sum += ring[i]![0]! * ring[i + 1]![1]! - ring[i + 1]![0]! * ring[i]![1]!
  return sum
}

const turned = (ring: Position[], counterclockwise: boolean): Position[] =>
  signedArea(ring) > 0 === counterclockwise ? ring : ring.toReversed()

const rightHanded = (polygon: Position[][]): Position[][] =>
  polygon.map((ring, index) => turned(ring, index === 0))

/** Outer rings run counterclockwise, holes clockwise (RFC 7946, 3.1.6); other geometries stay as they are. */
export function followRightHandRule(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: rightHanded(geometry.coordinates) }
  if (geometry.type === 'MultiPolygon')
    return { ...geometry, coordinates: geometry.coordinates.map(rightHanded) }
  return geometry
}
