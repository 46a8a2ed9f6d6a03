import { germanDay } from '#app/plain/day.ts'
import { formatNumber, type Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { outlineMap } from '#app/ui/charts/outlineMap.ts'
import { findPlaceFile } from '../files/placeFiles.server.ts'
import type { PlacesT } from '../files/words.ts'
import { listPlaces } from '../placeList.server.ts'
import { placesAt } from '../validity.ts'
import type { AreaFileRefusal } from './areaFile.ts'
import type { AreaNote, AreaProblem, Boundary } from './areas.ts'
import { analyseBoundaries, type BoundaryAnalysis } from './boundaryFile.server.ts'
import { type Point, systemCodes } from './referenceSystem.ts'
import { getBoundaries } from './stored.server.ts'

const shown = 100

export function describeAreaRefusal(refusal: AreaFileRefusal, t: PlacesT): string {
  const { refused, ...details } = refusal
  return t(`boundaries.refusal.${refused}`, { found: '', limit: 0, names: '', corners: 0, ...details })
}

/** All that the preview of boundaries shows; undefined where there is no such file. */
export async function readBoundaryPage(
  reader: Reader,
  id: number,
  { t, language, now }: { readonly t: PlacesT; readonly language: Language; readonly now: Date },
) {
  const file = await findPlaceFile(reader, 'boundaries', id)
  if (!file) return undefined
  const analysis = await analyseBoundaries(reader, file, now)
  if ('refusal' in analysis) return { name: file.name, refusal: describeAreaRefusal(analysis.refusal, t) }
  return { name: file.name, ...describeAnalysis(analysis, t, language) }
}

function describeAnalysis(analysis: BoundaryAnalysis, t: PlacesT, language: Language) {
  const { areas, problems, notes, places, boundaries, choices, system, property } = analysis
  const unknown = new Map(
    areas
      .filter(
        ({ name, match }) => name !== '' && (match.kind !== 'same' || Object.hasOwn(choices.names, name)),
      )
      .map(({ name, match }) => [name, match]),
  )
  const open = [...unknown.values()].filter(({ kind }) => kind === 'none' || kind === 'several').length
  return {
    count: areas.length,
    format: t(`boundaries.format.${analysis.format}`),
    chosenSystem: choices.system,
    systemWords: system
      ? t(`boundaries.system.${system.how}`, { name: t(`boundaries.systems.${system.code}`) })
      : t('boundaries.system.none'),
    systems: systemCodes.map((code) => ({ value: code, label: t(`boundaries.systems.${code}`) })),
    property,
    properties: analysis.propertyNames.map((name) => ({ value: name, label: name })),
    isReady: boundaries.size > 0,
    open,
    problems: problems
      .slice(0, shown)
      .map((problem, index) => ({ key: index, sentence: problemSentence(problem, t, language) })),
    problemCount: problems.length,
    notes: notes
      .slice(0, shown)
      .map((note, index) => ({ key: index, sentence: noteSentence(note, t, language) })),
    noteCount: notes.length,
    cell:
      analysis.cellMetres > 0
        ? t('boundaries.preview.grid', {
            metres: formatNumber(Math.max(1, analysis.cellMetres), 0, language),
          })
        : undefined,
    names: [...unknown.keys()].map((name) => ({ name, label: name, placeId: choices.names[name] })),
    places: [
      { value: '0', label: t('boundaries.preview.skip') },
      ...places.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    areas: areas.map(({ area, name, match }) => ({
      area,
      name: name || '–',
      place: match.kind === 'same' ? match.place.name : t(`boundaries.match.${match.kind}`),
    })),
    map: mapOf(
      [...boundaries].map(([id, boundary]) => ({
        name: places.find((place) => place.id === id)?.name ?? '',
        boundary,
      })),
      t,
    ),
  }
}

/** The outlines as a drawing; undefined without any. */
function mapOf(areas: readonly { readonly name: string; readonly boundary: Boundary }[], t: PlacesT) {
  if (areas.length === 0) return undefined
  return outlineMap({
    id: 'grenzen',
    title: t('boundaries.map'),
    description: t('boundaries.mapText', {
      count: areas.length,
      names: areas.map(({ name }) => name).join(', '),
    }),
    areas,
    width: 470,
  })
}

const pointInWords = (at: Point | undefined, language: Language): string =>
  at ? at.map((part) => formatNumber(part, Math.abs(part) > 1000 ? 1 : 5, language)).join(' / ') : ''

function problemSentence(problem: AreaProblem, t: PlacesT, language: Language): string {
  const at = 'at' in problem ? pointInWords(problem.at, language) : ''
  if (problem.kind === 'unknown-system' && problem.name === '') return t('boundaries.problem.no-system')
  return t(`boundaries.problem.${problem.kind}`, { area: 0, name: '', found: '', ...problem, at })
}

function noteSentence(note: AreaNote, t: PlacesT, language: Language): string {
  const at = 'at' in note ? pointInWords(note.at, language) : ''
  const size = 'hectares' in note ? formatNumber(note.hectares, note.hectares < 10 ? 1 : 0, language) : ''
  const areas = 'areas' in note ? note.areas.join(', ') : ''
  return t(`boundaries.note.${note.kind}`, {
    area: 0,
    name: '',
    place: '',
    a: '',
    b: '',
    ...note,
    at,
    size,
    areas,
  })
}

/** The boundaries of the places of today: which areas have one, which lack one, and the map of those that have. */
export async function readBoundaryState(reader: Reader, t: PlacesT, now: Date) {
  const places = placesAt(await listPlaces(reader), { end: germanDay(now) })
  const boundaries = await getBoundaries(reader)
  const kinds = new Set(places.filter(({ id }) => boundaries.has(id)).map(({ kind }) => kind))
  const listed = places.filter(
    ({ id, kind }) => kind === 'area' || kind === 'quarter' || kinds.has(kind) || boundaries.has(id),
  )
  const drawn = listed.flatMap(({ id, name, kind }) => {
    const boundary = boundaries.get(id)
    const isSurface = boundary?.type === 'Polygon' || boundary?.type === 'MultiPolygon'
    return isSurface && (kind === 'area' || !kinds.has('area')) ? [{ name, boundary }] : []
  })
  return {
    areas: listed.map(({ id, name, kind }) => ({
      id,
      name,
      kind: t(`boundaries.kind.${kind}`),
      state: t(boundaries.has(id) ? 'boundaries.list.has' : 'boundaries.list.lacks'),
    })),
    drawn: listed.filter(({ id }) => boundaries.has(id)).length,
    map: mapOf(drawn, t),
  }
}
