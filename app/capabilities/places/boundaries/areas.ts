import type { MultiPolygon, Polygon } from 'geojson'
import type { NamedPlace, PlaceMatch } from '../files/matchPlaces.ts'
import { PlaceMatcher } from '../files/matchPlaces.ts'
import type { AreaFile, RawArea, Rings } from './areaFile.ts'
import { checkCoverage } from './coverage.ts'
import { detectSystem, type Point, type SystemCode, toDegrees } from './referenceSystem.ts'
import { checkRings, extent, type RingProblem } from './rings.ts'

export type Boundary = Polygon | MultiPolygon

/** What somebody has said about a file of boundaries; `names` gives a place id, or 0 for an area that isn't wanted. */
export type BoundaryChoices = {
  readonly system?: SystemCode | undefined
  readonly property?: string | undefined
  readonly names: Readonly<Record<string, number>>
}

/** `area` counts from 1, as the areas stand in the file. Each blocks the file. */
export type AreaProblem =
  | { readonly kind: 'unknown-system'; readonly name: string }
  | { readonly kind: 'swapped' }
  | { readonly kind: 'no-name'; readonly area: number }
  | { readonly kind: 'no-polygon'; readonly area: number; readonly name: string; readonly found: string }
  | { readonly kind: 'no-image'; readonly area: number; readonly name: string }
  | {
      readonly kind: RingProblem['kind']
      readonly area: number
      readonly name: string
      readonly at: Point | undefined
    }

/** What somebody should know; none blocks. */
export type AreaNote =
  | { readonly kind: 'turned' | 'unchecked' | 'skipped'; readonly area: number; readonly name: string }
  | { readonly kind: 'joined'; readonly place: string; readonly areas: readonly number[] }
  | { readonly kind: 'missing'; readonly place: string }
  | {
      readonly kind: 'overlap'
      readonly a: string
      readonly b: string
      readonly hectares: number
      readonly at: Point
    }
  | { readonly kind: 'gap'; readonly hectares: number; readonly at: Point }

export type MatchedArea = {
  readonly area: number
  /** '' where the chosen property is empty. */
  readonly name: string
  readonly match: PlaceMatch | { readonly kind: 'skip' }
}

export type AreasRead = {
  readonly system: { readonly code: SystemCode; readonly how: 'stated' | 'detected' | 'chosen' } | undefined
  readonly property: string | undefined
  readonly propertyNames: readonly string[]
  readonly areas: readonly MatchedArea[]
  readonly problems: readonly AreaProblem[]
  readonly notes: readonly AreaNote[]
  /** By place id; empty as long as there is a problem or an area without a place. */
  readonly boundaries: ReadonlyMap<number, Boundary>
  readonly cellMetres: number
}

function allPoints(areas: readonly RawArea[]): Point[] {
  return areas.flatMap(({ polygons }) => polygons?.flat(2) ?? []) as Point[]
}

/** Where the file's system is known, or its numbers tell it. */
function systemOf(
  file: AreaFile,
  choices: BoundaryChoices,
): { system: AreasRead['system']; problems: AreaProblem[] } {
  if (choices.system) return { system: { code: choices.system, how: 'chosen' }, problems: [] }
  const points = allPoints(file.areas)
  const detected = detectSystem({ x: extent(points.map(([x]) => x)), y: extent(points.map(([, y]) => y)) })
  if (detected?.swapped && points.length > 0) return { system: undefined, problems: [{ kind: 'swapped' }] }
  if (file.system.kind === 'stated')
    return { system: { code: file.system.code, how: 'stated' }, problems: [] }
  if (file.system.kind === 'other')
    return { system: undefined, problems: [{ kind: 'unknown-system', name: file.system.name }] }
  if (!detected) return { system: undefined, problems: [{ kind: 'unknown-system', name: '' }] }
  return { system: { code: detected.code, how: 'detected' }, problems: [] }
}

/** The property whose values are names or keys of places most often; of equals one that is called so. */
function guessProperty(
  areas: readonly RawArea[],
  names: readonly string[],
  matcher: PlaceMatcher,
): string | undefined {
  const scored = names.map((name) => {
    const found = new Set<number>()
    for (const { properties } of areas) {
      const match = matcher.find(properties.get(name) ?? '')
      if (match.kind === 'same') found.add(match.place.id)
    }
    const isCalledSo = /^(?:name|key|bezeichnung|stadtteil)$/i.test(name) || /name/i.test(name)
    return { name, score: found.size * 2 + (isCalledSo ? 1 : 0) }
  })
  return scored.toSorted((a, b) => b.score - a.score)[0]?.name
}

/** Reads areas by what is known and chosen: in which system, named by which property, which place each is. */
export function readAreas(
  file: AreaFile,
  places: readonly NamedPlace[],
  choices: BoundaryChoices,
): AreasRead {
  const matcher = new PlaceMatcher(places)
  const propertyNames = [...new Set(file.areas.flatMap(({ properties }) => [...properties.keys()]))]
  const property =
    choices.property !== undefined && propertyNames.includes(choices.property)
      ? choices.property
      : guessProperty(file.areas, propertyNames, matcher)
  const byId = new Map(places.map((place) => [place.id, place]))
  const areas = file.areas.map(({ properties }, index): MatchedArea => {
    const name = property === undefined ? '' : (properties.get(property) ?? '')
    const chosen = Object.hasOwn(choices.names, name) ? choices.names[name] : undefined
    const place = chosen === undefined ? undefined : byId.get(chosen)
    if (chosen === 0) return { area: index + 1, name, match: { kind: 'skip' } }
    return { area: index + 1, name, match: place ? { kind: 'same', place } : matcher.find(name) }
  })
  const { system, problems } = systemOf(file, choices)
  const shapes = readShapes(file, areas, system?.code)
  const all = [...problems, ...shapes.problems]
  const base = { system, property, propertyNames, areas, problems: all }
  const open = areas.some(({ match }) => match.kind === 'none' || match.kind === 'several')
  const whole = all.length === 0 && !open
  const coverage = all.length === 0 ? checkCoverage(shapes.areas.map(({ polygons }) => polygons)) : undefined
  return {
    ...base,
    notes: [
      ...shapes.notes,
      ...(coverage?.findings ?? []).map(
        (finding): AreaNote =>
          finding.kind === 'gap'
            ? finding
            : { ...finding, a: shapes.areas[finding.a]!.name, b: shapes.areas[finding.b]!.name },
      ),
      ...missingPlaces(places, areas),
    ],
    boundaries: whole ? byPlace(shapes.areas) : new Map(),
    cellMetres: coverage?.cellMetres ?? 0,
  }
}

type Shape = {
  readonly placeId: number | undefined
  readonly name: string
  readonly polygons: readonly Rings[]
}

function readShapes(file: AreaFile, areas: readonly MatchedArea[], code: SystemCode | undefined) {
  const problems: AreaProblem[] = []
  const notes: AreaNote[] = []
  const shapes: Shape[] = []
  const project = code === undefined ? undefined : toDegrees(code)
  for (const [index, { polygons, found }] of file.areas.entries()) {
    const { area, name: given, match } = areas[index]!
    const name = match.kind === 'same' ? match.place.name : given
    if (match.kind === 'skip') {
      notes.push({ kind: 'skipped', area, name })
      continue
    }
    if (given === '') problems.push({ kind: 'no-name', area })
    if (!polygons || polygons.length === 0) {
      problems.push({ kind: 'no-polygon', area, name, found })
      continue
    }
    const checked = polygons.map(checkRings)
    for (const problem of checked.flatMap((one) => one.problems))
      problems.push({ kind: problem.kind, area, name, at: 'at' in problem ? problem.at : undefined })
    if (checked.some(({ unchecked }) => unchecked)) notes.push({ kind: 'unchecked', area, name })
    if (file.format === 'geojson' && checked.some(({ turned }) => turned))
      notes.push({ kind: 'turned', area, name })
    if (!project) continue
    const degrees = checked.map(({ rings }) => rings.map((ring) => ring.map(project)))
    if (degrees.flat(2).some((point) => point === undefined)) problems.push({ kind: 'no-image', area, name })
    else
      shapes.push({
        placeId: match.kind === 'same' ? match.place.id : undefined,
        name,
        polygons: degrees as Rings[],
      })
  }
  const joined = Map.groupBy(
    areas.flatMap((one) => (one.match.kind === 'same' ? [{ area: one.area, place: one.match.place }] : [])),
    ({ place }) => place,
  )
  for (const [place, parts] of joined)
    if (parts.length > 1)
      notes.push({ kind: 'joined', place: place.name, areas: parts.map(({ area }) => area) })
  return { areas: shapes, problems, notes }
}

/** Areas of the town of which the file has none. */
function missingPlaces(places: readonly NamedPlace[], areas: readonly MatchedArea[]): AreaNote[] {
  const found = new Set(areas.flatMap(({ match }) => (match.kind === 'same' ? [match.place] : [])))
  const kinds = new Set([...found].map(({ kind }) => kind))
  return places
    .filter((place) => kinds.has(place.kind) && !found.has(place))
    .map(({ name }) => ({ kind: 'missing', place: name }))
}

function byPlace(shapes: readonly Shape[]): ReadonlyMap<number, Boundary> {
  const boundaries = new Map<number, Boundary>()
  for (const [placeId, parts] of Map.groupBy(shapes, (shape) => shape.placeId)) {
    if (placeId === undefined) continue
    const polygons = parts.flatMap(({ polygons: list }) =>
      list.map((rings) => rings.map((ring) => ring.map((point) => [...point]))),
    )
    boundaries.set(
      placeId,
      polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0]! }
        : { type: 'MultiPolygon', coordinates: polygons },
    )
  }
  return boundaries
}
