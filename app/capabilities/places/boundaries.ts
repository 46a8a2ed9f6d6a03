import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'

/** Why a file of boundaries is refused. `feature` counts from 1, as the areas stand in the file. */
export type BoundaryProblem =
  | { readonly kind: 'not-json' }
  | { readonly kind: 'not-a-collection'; readonly found: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other-reference-system'; readonly name: string }
  | { readonly kind: 'no-name'; readonly feature: number }
  | { readonly kind: 'unknown-place'; readonly feature: number; readonly name: string }
  | { readonly kind: 'twice'; readonly feature: number; readonly name: string }
  | { readonly kind: 'no-surface'; readonly feature: number; readonly name: string; readonly found: string }
  | { readonly kind: 'broken-ring'; readonly feature: number; readonly name: string }
  | { readonly kind: 'not-degrees'; readonly feature: number; readonly name: string }
  | { readonly kind: 'swapped'; readonly feature: number; readonly name: string }

/** The problem as a sentence for the person who sent the file. */
export function boundaryProblemInWords(problem: BoundaryProblem, language: Language): string {
  const t = i18nFor(language).getFixedT(language, 'places')
  return t(`problem.${problem.kind}`, { feature: 0, name: '', found: '', ...problem })
}

export type Boundary = Polygon | MultiPolygon

export type BoundaryReading =
  | { readonly boundaries: ReadonlyMap<string, Boundary>; readonly problems?: undefined }
  | { readonly problems: readonly BoundaryProblem[]; readonly boundaries?: undefined }

type KnownPlace = { readonly key: string; readonly name: string; readonly aliases: readonly string[] }
type Json = { readonly [key: string]: unknown }

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** WGS 84 by the names that GeoJSON of 2008 gave it; RFC 7946 knows no other system and no `crs` at all. */
const degrees = /(CRS:?84|EPSG:{1,2}(\d*:)?4326|EPSG:{1,2}(\d*:)?4258)$/i

/**
 * Reads a GeoJSON file (RFC 7946) of areas: a FeatureCollection of polygons, each named by `properties.key` or `properties.name`.
 * All or nothing: with one problem nothing is taken. Heights are dropped, coordinates rounded to 6 decimals (about 10 cm).
 */
export function readBoundaries(content: string, places: readonly KnownPlace[]): BoundaryReading {
  const root = parse(content)
  if (root === undefined) return { problems: [{ kind: 'not-json' }] }
  if (!isObject(root) || root.type !== 'FeatureCollection' || !Array.isArray(root.features)) {
    return { problems: [{ kind: 'not-a-collection', found: typeName(root) }] }
  }
  const system = referenceSystem(root)
  if (system !== undefined && !degrees.test(system)) {
    return { problems: [{ kind: 'other-reference-system', name: system }] }
  }
  if (root.features.length === 0) return { problems: [{ kind: 'empty' }] }
  return readFeatures(root.features, places)
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
  return isObject(value) && typeof value.type === 'string' ? value.type.slice(0, 40) : typeof value
}

function referenceSystem(root: Json): string | undefined {
  if (!isObject(root.crs) || !isObject(root.crs.properties)) return undefined
  return typeof root.crs.properties.name === 'string' ? root.crs.properties.name : undefined
}

function readFeatures(features: readonly unknown[], places: readonly KnownPlace[]): BoundaryReading {
  const keys = new Map(
    places.flatMap((place) =>
      [place.key, place.name, ...place.aliases].map((name) => [simple(name), place.key]),
    ),
  )
  const boundaries = new Map<string, Boundary>()
  const problems: BoundaryProblem[] = []
  for (const [index, raw] of features.entries()) {
    const feature = index + 1
    const name = nameOf(raw)
    if (name === undefined) {
      problems.push({ kind: 'no-name', feature })
      continue
    }
    const key = keys.get(simple(name))
    const read = isObject(raw) ? readSurface(raw.geometry) : { found: 'null' }
    if (key === undefined) problems.push({ kind: 'unknown-place', feature, name })
    else if (boundaries.has(key)) problems.push({ kind: 'twice', feature, name })
    else if ('found' in read) problems.push({ kind: 'no-surface', feature, name, found: read.found })
    else if ('problem' in read) problems.push({ kind: read.problem, feature, name })
    else boundaries.set(key, read.surface)
  }
  return problems.length > 0 ? { problems } : { boundaries }
}

const simple = (name: string) =>
  name
    .normalize('NFC')
    .toLocaleLowerCase('de')
    .replace(/[\s-]+/g, ' ')
    .trim()

function nameOf(feature: unknown): string | undefined {
  if (!isObject(feature) || !isObject(feature.properties)) return undefined
  const name = feature.properties.key ?? feature.properties.name
  return typeof name === 'string' && name.trim() !== '' ? name : undefined
}

type SurfaceReading =
  | { readonly surface: Boundary }
  | { readonly found: string }
  | { readonly problem: 'broken-ring' | 'not-degrees' | 'swapped' }

function readSurface(geometry: unknown): SurfaceReading {
  if (!isObject(geometry)) return { found: 'null' }
  const { type, coordinates } = geometry
  if (type !== 'Polygon' && type !== 'MultiPolygon') return { found: typeName(geometry) }
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as unknown
  if (!isListOf(polygons, isPolygon) || polygons.length === 0) return { problem: 'broken-ring' }
  const points = polygons.flat(2)
  if (points.some(([x, y]) => Math.abs(x!) > 180 || Math.abs(y!) > 90)) return { problem: 'not-degrees' }
  // Germany lies between 5 and 16 degrees east, 47 and 56 degrees north: the other way round there is no town of theirs.
  if (points.every(([x, y]) => x! > 47 && x! < 56 && y! > 5 && y! < 16)) return { problem: 'swapped' }
  const rounded = polygons.map((rings) => rings.map((ring) => ring.map(roundPosition)))
  return {
    surface: type === 'Polygon' ? { type, coordinates: rounded[0]! } : { type, coordinates: rounded },
  }
}

function isListOf<T>(value: unknown, test: (part: unknown) => part is T): value is readonly T[] {
  return Array.isArray(value) && value.every(test)
}

const isPolygon = (value: unknown): value is readonly Position[][] =>
  isListOf(value, isRing) && value.length > 0

/** A ring has at least four positions and ends where it begins (RFC 7946, 3.1.6). */
function isRing(value: unknown): value is Position[] {
  if (!isListOf(value, isPosition) || value.length < 4) return false
  const first = value[0]!
  const last = value[value.length - 1]!
  return first[0] === last[0] && first[1] === last[1]
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.length >= 2 && value.slice(0, 2).every(Number.isFinite)
}

const roundPosition = (position: Position): Position =>
  position.slice(0, 2).map((degree) => Math.round(degree * 1e6) / 1e6)
