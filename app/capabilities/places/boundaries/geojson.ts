import {
  type AreaFile,
  type AreaFileRefusal,
  areaLimits,
  cornersProblem,
  isPoint,
  propertyText,
  type RawArea,
  type Ring,
} from './areaFile.ts'
import { systemOfName } from './referenceSystem.ts'

type Json = { readonly [key: string]: unknown }
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads GeoJSON: RFC 7946, and the format of 2008 with its member `crs`. Heights are dropped. What isn't a polygon is kept as
 * such, so that it can be named.
 */
export function readGeoJson(content: string): AreaFile | AreaFileRefusal {
  const root = parse(content)
  if (root === undefined) return { refused: 'not-json' }
  if (!isObject(root) || root.type !== 'FeatureCollection' || !Array.isArray(root.features))
    return { refused: 'not-a-collection', found: typeName(root) }
  const { features } = root
  if (features.length === 0) return { refused: 'no-areas' }
  if (features.length > areaLimits.areas) return { refused: 'too-many-areas', limit: areaLimits.areas }
  const areas = features.map(readFeature)
  const tooMany = cornersProblem(areas)
  if (tooMany) return tooMany
  return { format: 'geojson', areas, system: systemOf(root) }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\ufeff/, '')) as unknown
  } catch {
    return undefined
  }
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'Array'
  if (!isObject(value)) return value === null ? 'null' : typeof value
  return (typeof value.type === 'string' ? propertyText(value.type)?.slice(0, 40) : undefined) ?? 'Object'
}

function systemOf(root: Json): AreaFile['system'] {
  const properties = isObject(root.crs) ? root.crs.properties : undefined
  const name = isObject(properties) ? (properties.name ?? properties.code) : undefined
  if (typeof name !== 'string' && typeof name !== 'number') return { kind: 'none' }
  const code = systemOfName(typeof name === 'number' ? `EPSG:${name}` : name)
  return code ? { kind: 'stated', code } : { kind: 'other', name: propertyText(name)?.slice(0, 80) ?? '?' }
}

function readFeature(feature: unknown): RawArea {
  const given = isObject(feature) && isObject(feature.properties) ? Object.entries(feature.properties) : []
  const properties = new Map<string, string>()
  // Some programmes keep the key beside the properties.
  if (isObject(feature)) given.push(['id', feature.id])
  for (const [name, value] of given.slice(0, areaLimits.properties + 1)) {
    const text = propertyText(value)
    const key = propertyText(name)
    if (text !== undefined && key !== undefined && !properties.has(key)) properties.set(key, text)
  }
  const geometry = isObject(feature) ? feature.geometry : undefined
  return { properties, found: typeName(geometry), polygons: readPolygons(geometry) }
}

function readPolygons(geometry: unknown): RawArea['polygons'] {
  if (!isObject(geometry)) return undefined
  if (geometry.type === 'GeometryCollection' && Array.isArray(geometry.geometries)) {
    const parts = geometry.geometries.map((part) =>
      isObject(part) && part.type !== 'GeometryCollection' ? readPolygons(part) : undefined,
    )
    return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.flat() : undefined
  }
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return undefined
  const polygons: unknown = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  if (!Array.isArray(polygons)) return undefined
  return polygons.map((rings: unknown) => (Array.isArray(rings) ? rings.map(readRing) : []))
}

/** What isn't a point is left out here; the ring is then too short or open, which is said. */
function readRing(ring: unknown): Ring {
  return Array.isArray(ring) ? ring.filter(isPoint).map(([x, y]) => [x, y] as const) : []
}
