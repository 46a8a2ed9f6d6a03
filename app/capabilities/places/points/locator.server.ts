import { readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { remember } from '#app/platform/remembered.server.ts'
import type { Boundary } from '../boundaries/areas.ts'
import { getBoundaries } from '../boundaries/stored.server.ts'
import type { Place } from '../place.ts'
import { listPlaces } from '../placeList.server.ts'
import { allocate } from '../streets/allocate.ts'
import { findRegister, openRegister } from '../streets/registers.server.ts'
import { placesAt } from '../validity.ts'
import { createMap } from './locate.ts'
import { judge, type Located } from './located.ts'
import { addressOf, type PlacePoint, type PointKind, type StoredPoint } from './point.ts'
import { listPoints } from './points.server.ts'

export type DrawnArea = { readonly id: number; readonly name: string; readonly boundary: Boundary }

export type Locator = {
  readonly locate: (point: PlacePoint) => Located
  /** Areas that a facility may lie in, in the town's order. */
  readonly areas: readonly Place[]
  readonly drawn: readonly DrawnArea[]
  readonly names: ReadonlyMap<number, string>
}

/** Social areas; in a county also the towns that have none. */
function areasAmong(places: readonly Place[]): readonly Place[] {
  const divided = new Set(places.flatMap(({ kind, parentId }) => (kind === 'area' ? [parentId] : [])))
  return places.filter(({ id, kind }) => kind === 'area' || (kind === 'town' && !divided.has(id)))
}

/** Says where facilities lie on a day (ISO), by the places and the register of that day. */
export async function createLocator(reader: Reader, day: string): Promise<Locator> {
  const places = placesAt(await listPlaces(reader), { end: day })
  const byId = new Map(places.map((place) => [place.id, place]))
  const areas = areasAmong(places)
  const areaIds = new Set(areas.map(({ id }) => id))
  const boundaries = await getBoundaries(reader)
  const drawn = areas.flatMap(({ id, name }): DrawnArea[] => {
    const boundary = boundaries.get(id)
    return boundary?.type === 'Polygon' || boundary?.type === 'MultiPolygon' ? [{ id, name, boundary }] : []
  })
  const onMap = createMap(drawn.map(({ id, boundary }) => [id, boundary] as const))
  const version = await findRegister(reader, day)
  const register = version && (await openRegister(reader, version))
  const areaOf = (placeId: number): number | undefined => {
    const place = byId.get(placeId)
    if (!place || place.kind === 'unassigned') return undefined
    for (let at: Place | undefined = place; at; at = byId.get(at.parentId ?? 0))
      if (areaIds.has(at.id)) return at.id
    return placeId
  }
  const locate = ({ at, street, houseNumber: number, postcode, town }: PlacePoint): Located =>
    judge({
      drawn: at && (drawn.length > 0 ? onMap(at) : { kind: 'no-boundaries' }),
      entered:
        street === ''
          ? undefined
          : register
            ? allocate(register, { street, number, postcode, town })
            : { kind: 'no-register' },
      areaOf,
    })
  return { locate, areas, drawn, names: new Map(places.map(({ id, name }) => [id, name])) }
}

export type LocatedPoint = StoredPoint & { readonly located: Located }
export type LocatedPoints = Omit<Locator, 'locate'> & { readonly points: readonly LocatedPoint[] }

/** All facilities with the areas they lie in on a day; computed once per state of the data. */
export async function listLocatedPoints(reader: Reader, day: string): Promise<LocatedPoints> {
  const key = JSON.stringify(['points', reader.tenant, await readStateMark(reader), day])
  return remember(key, async () => {
    const points = await listPoints(reader)
    const { locate, ...rest } = await createLocator(reader, day)
    return { ...rest, points: points.map((point) => ({ ...point, located: locate(point) })) }
  })
}

/** A facility as everybody may see it. */
export type ShownPoint = {
  readonly id: number
  readonly name: string
  readonly kind: PointKind
  readonly address: string
}

/** The facilities that lie in an area today, as far as everybody may see them. */
export async function listShownPoints(reader: Reader, placeId: number, now: Date): Promise<ShownPoint[]> {
  const { points } = await listLocatedPoints(reader, germanDay(now))
  return points
    .filter(({ shown, located }) => shown && located.placeId === placeId)
    .map((point) => ({ id: point.id, name: point.name, kind: point.kind, address: addressOf(point) }))
}
