import { geoMercatorRaw, geoPath } from 'd3-geo'
import type { MultiPolygon, Polygon, Position } from 'geojson'

const edge = 3

/** `shapes` in the order of the areas; `place` puts any point in degrees on the same drawing. */
type Fitted = {
  readonly shapes: readonly Boundary[]
  readonly height: number
  readonly place: (point: Position) => Position
}

/**
 * Projects and fits all areas into the width; a very tall town is bounded at 1.25 times the width. Each point is projected once,
 * in the plane, so the winding order of the rings doesn't matter (d3 reads it on the sphere, against RFC 7946).
 */
export function fitted(areas: readonly SurfaceArea[], width: number): Fitted {
  const projected = areas.map((area) => mapPoints(area.boundary, mercator))
  const inside = width - 2 * edge
  const [[left, upper], [right, lower]] = planar.bounds({
    type: 'GeometryCollection',
    geometries: projected,
  })
  if (!(right > left && lower > upper)) return { shapes: [], height: 40, place: () => [-1, -1] }
  const tallest = inside * 1.25
  const scale = Math.min(inside / (right - left), tallest / (lower - upper))
  const shift = edge + (inside - (right - left) * scale) / 2
  const place = ([x, y]: Position): Position => [(x! - left) * scale + shift, (y! - upper) * scale + edge]
  return {
    shapes: projected.map((boundary) => mapPoints(boundary, place)),
    height: (lower - upper) * scale + 2 * edge,
    place: (point) => place(mercator(point)),
  }
}

export type Boundary = Polygon | MultiPolygon
export type SurfaceArea = { readonly boundary: Boundary }

/** Draws points as they are: they are in user units already. */
export const planar = geoPath().digits(1)

/** Down is positive, as on a screen. */
function mercator([longitude, latitude]: Position): Position {
  const [x, y] = geoMercatorRaw((longitude! * Math.PI) / 180, (latitude! * Math.PI) / 180)
  return [x, -y]
}

function mapPoints(boundary: Boundary, move: (point: Position) => Position): Boundary {
  return boundary.type === 'Polygon'
    ? { type: 'Polygon', coordinates: boundary.coordinates.map((ring) => ring.map(move)) }
    : {
        type: 'MultiPolygon',
        coordinates: boundary.coordinates.map((rings) => rings.map((ring) => ring.map(move))),
      }
}
