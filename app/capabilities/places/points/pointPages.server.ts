import { csvLine, csvSeparators } from '#app/plain/csv.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { pointMap } from '#app/ui/charts/pointMap.ts'
import type { PlacesT } from '../files/words.ts'
import { wordsOf } from '../streets/asking.server.ts'
import type { Located, Remark } from './located.ts'
import { type DrawnArea, type LocatedPoint, listLocatedPoints } from './locator.server.ts'
import { addressOf, type PlacePoint, type PointKind, pointKinds } from './point.ts'
import { type PointFilter, unassigned } from './pointFilter.ts'
import { typedOf } from './pointForm.ts'
import { markOf } from './points.server.ts'

/** Degrees as they are stored, so that they can be read in again. */
const writeDegrees = (degrees: number, language: Language): string =>
  language === 'de' ? String(degrees).replace('.', ',') : String(degrees)

function remarkSentence(remark: Remark, names: ReadonlyMap<number, string>, t: PlacesT): string {
  switch (remark.kind) {
    case 'differs':
      return t('points.remark.differs', { place: names.get(remark.placeId) ?? '' })
    case 'border':
    case 'several': {
      const places = remark.placeIds.map((id) => names.get(id) ?? '').join(', ')
      return t(`points.remark.${remark.kind}`, { places })
    }
    case 'register':
      return t('points.remark.register', { note: wordsOf(remark.allocation, names, t).note })
    default:
      return t(`points.remark.${remark.kind}`)
  }
}

/** Where a facility lies, in words. */
export function locatedInWords(
  { placeId, by, remarks }: Located,
  names: ReadonlyMap<number, string>,
  t: PlacesT,
) {
  return {
    area: placeId === undefined ? undefined : names.get(placeId),
    basis: by === 'nothing' ? '' : t(`points.by.${by}`),
    remarks: remarks.map((remark) => remarkSentence(remark, names, t)),
  }
}

/** What stands for a kind on the map; the legend says which. */
const marks: Readonly<Record<PointKind, string>> = {
  kita: 'K',
  family_centre: 'F',
  school: 'S',
  youth_centre: 'J',
  health: 'G',
  counselling: 'B',
  other: 'E',
}

/** Facilities on the outlines of the areas; undefined where nothing can be drawn. */
export function drawPoints(
  points: readonly PlacePoint[],
  drawn: readonly DrawnArea[],
  { id, t }: { readonly id: string; readonly t: PlacesT },
) {
  const placed = points.flatMap(({ at, name, kind }) => (at ? [{ at, name, kind, mark: marks[kind] }] : []))
  if (placed.length === 0 || drawn.length === 0) return undefined
  const draw = (width: number) =>
    pointMap({
      id: `${id}-${width}`,
      title: t('points.map.title'),
      description: t('points.map.text', { count: placed.length }),
      areas: drawn,
      points: placed,
      width,
    })
  const [wide, narrow] = [draw(760), draw(340)]
  const shown = new Set(wide.shown)
  return {
    wide: wide.svg,
    narrow: narrow.svg,
    beyond: placed.length - wide.shown.length,
    legend: pointKinds.flatMap((kind) => {
      const count = placed.filter((point) => point.kind === kind && shown.has(point)).length
      return count === 0 ? [] : [{ mark: marks[kind], label: t(`points.kind.${kind}`), count }]
    }),
  }
}

const plain = (text: string) => text.normalize('NFC').toLowerCase()

/** The facilities that a filter leaves (`found`), beside all that there are. */
async function findPoints(reader: Reader, filter: PointFilter) {
  const located = await listLocatedPoints(reader, filter.day)
  const isIn = ({ located: { placeId } }: LocatedPoint) => {
    if (filter.area === '') return true
    if (filter.area === unassigned) return placeId === undefined
    return located.areas.some(({ id, key }) => key === filter.area && id === placeId)
  }
  const words = plain(filter.search).split(/\s+/).filter(Boolean)
  const found = located.points.filter((point) => {
    const text = plain(`${point.name} ${addressOf(point)}`)
    return (
      isIn(point) &&
      (filter.kind === '' || point.kind === filter.kind) &&
      words.every((word) => text.includes(word))
    )
  })
  return { ...located, found }
}

/** The facilities that a filter leaves, with their areas, the numbers per area and the map. */
export async function readPointList(reader: Reader, filter: PointFilter, t: PlacesT) {
  const { points, found, areas, drawn, names } = await findPoints(reader, filter)
  const areaIds = new Set(areas.map(({ id }) => id))
  const rows = found.map((point) => ({
    id: point.id,
    name: point.name,
    kind: t(`points.kind.${point.kind}`),
    address: addressOf(point),
    shown: point.shown,
    at: point.at,
    ...locatedInWords(point.located, names, t),
  }))
  const counted = Map.groupBy(found, ({ located }) => located.placeId)
  const others = [...counted.keys()].filter((id) => id !== undefined && !areaIds.has(id))
  return {
    total: points.length,
    rows,
    counts: [
      ...areas.map(({ id, name, key }) => ({ key, name, count: counted.get(id)?.length ?? 0 })),
      ...others.map((id) => ({ key: '', name: names.get(id!) ?? '', count: counted.get(id)!.length })),
      { key: unassigned, name: t('points.unassigned'), count: counted.get(undefined)?.length ?? 0 },
    ].filter(({ count, key }) => count > 0 || key === filter.area),
    /** Areas without a facility of this choice: where one may be missing. */
    emptyAreas: filter.area === '' ? areas.filter(({ id }) => !counted.has(id)).map(({ name }) => name) : [],
    without: found.filter(({ at }) => at === undefined).length,
    hasBoundaries: drawn.length > 0,
    areas: areas.map(({ key, name }) => ({ value: key, label: name })),
    map: drawPoints(found, drawn, { id: 'einrichtungen', t }),
  }
}

/** The list as CSV: it can be read in again as it is. */
export async function writePoints(reader: Reader, filter: PointFilter, t: PlacesT, language: Language) {
  const separator = csvSeparators[language]
  const { found, names } = await findPoints(reader, filter)
  const columns = [
    'name',
    'kind',
    'street',
    'houseNumber',
    'postcode',
    'town',
    'x',
    'y',
    'area',
    'basis',
  ] as const
  const head = [...columns, 'remarks', 'shown'] as const
  const lines = found.map((point) => {
    const { name, kind, street, houseNumber, postcode, town, at } = point
    const [x, y] = at ? at.map((part) => writeDegrees(part, language)) : ['', '']
    const { area = t('points.unassigned'), basis, remarks } = locatedInWords(point.located, names, t)
    const shown = t(point.shown ? 'points.yes' : 'points.no')
    const cells = [name, t(`points.kind.${kind}`), street, houseNumber, postcode, town, x!, y!]
    return csvLine([...cells, area, basis, remarks.join(' '), shown], separator)
  })
  return (
    csvLine(
      head.map((name) => t(`points.column.${name}`)),
      separator,
    ) + lines.join('')
  )
}

/** All that the page of one facility shows; undefined where there is none. */
export async function readPointPage(
  reader: Reader,
  id: number,
  { t, language, day }: { readonly t: PlacesT; readonly language: Language; readonly day: string },
) {
  const { points, names } = await listLocatedPoints(reader, day)
  const found = points.find((point) => point.id === id)
  if (!found) return undefined
  const { located, ...point } = found
  return {
    name: point.name,
    kind: t(`points.kind.${point.kind}`),
    mark: markOf(point),
    typed: typedOf(point, (degrees) => writeDegrees(degrees, language)),
    ...locatedInWords(located, names, t),
  }
}
