import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { listAllPlaceAliases, listPlaceKeys } from '../aliases.server.ts'
import { listPlaceChanges, listSuccessions } from '../history/history.server.ts'
import type { PlaceUses } from '../history/making.server.ts'
import { canUndo } from '../history/undo.server.ts'
import { lineageOf, type Place, type PlaceChange, type Succession } from '../place.ts'
import { listPlaces } from '../placeList.server.ts'
import { parentChoices } from './placeForm.ts'

/** A place in the list of those who keep them. */
export type KeptPlace = {
  readonly key: string
  readonly name: string
  readonly kind: Place['kind']
  readonly parent: string | undefined
  readonly depth: number
  readonly validFrom: string | undefined
  readonly validTo: string | undefined
  readonly keys: readonly string[]
  readonly aliases: readonly string[]
}

/** Places as a tree: each before those in it, in their order; those whose parent has ended stand under it. */
function inTree(places: readonly Place[]): readonly { readonly place: Place; readonly depth: number }[] {
  const below = Map.groupBy(places, ({ parentId }) => parentId ?? 0)
  const known = new Set(places.map(({ id }) => id))
  const walk = (list: readonly Place[], depth: number): { place: Place; depth: number }[] =>
    list.flatMap((place) => [{ place, depth }, ...walk(below.get(place.id) ?? [], depth + 1)])
  return walk(
    places.filter(({ parentId }) => parentId === undefined || !known.has(parentId)),
    0,
  )
}

/** The places that this person may edit, as a tree. */
export async function listKeptPlaces(reader: Reader, actor: Actor): Promise<KeptPlace[]> {
  const places = await listPlaces(reader)
  const keys = await listPlaceKeys(reader)
  const aliases = Map.groupBy(await listAllPlaceAliases(reader), ({ placeId }) => placeId)
  const byId = new Map(places.map((place) => [place.id, place]))
  return inTree(places)
    .filter(({ place }) => may(actor, 'places.edit', { places: [lineageOf(places, place)] }))
    .map(({ place, depth }) => ({
      key: place.key,
      name: place.name,
      kind: place.kind,
      parent: byId.get(place.parentId ?? 0)?.name,
      depth,
      validFrom: place.validFrom,
      validTo: place.validTo,
      keys: [
        ...(place.ags === undefined ? [] : [place.ags]),
        ...(keys.get(place.id) ?? []).map(({ system, key }) => `${key} (${system})`),
      ],
      aliases: [...new Set((aliases.get(place.id) ?? []).map(({ alias }) => alias))],
    }))
}

/** One thing that happened to a place, for its page: with names instead of numbers. */
export type PlaceEvent = {
  readonly id: number
  readonly kind: PlaceChange['kind']
  readonly happenedOn: string
  /** `ends`: the place went over into others; `begins`: it came out of others. */
  readonly side: 'ends' | 'begins' | 'stays'
  readonly others: readonly {
    readonly key: string
    readonly name: string
    readonly share: number | undefined
  }[]
  /** The name or parent until then. */
  readonly former: string | undefined
  readonly base: string
  readonly note: string
  readonly decidedBy: string
}

function eventOf(
  place: Place,
  change: PlaceChange,
  places: ReadonlyMap<number, Place>,
  successions: readonly Succession[],
): PlaceEvent | undefined {
  const of = successions.filter((one) => one.changeId === change.id)
  const ends = of.filter(({ formerId }) => formerId === place.id)
  const begins = of.filter(({ successorId }) => successorId === place.id)
  const { id, kind, happenedOn, base, note, decidedBy } = change
  const shared = { id, kind, happenedOn, base, note, decidedBy }
  const name = (other: number, { part, whole }: Succession) => {
    const found = places.get(other)
    const share = kind === 'split' || kind === 'recut' ? Number(part) / Number(whole) : undefined
    return found ? [{ key: found.key, name: found.name, share }] : []
  }
  if (change.placeId === place.id) {
    const before = place.formerParents?.find(
      ({ until }) => until < happenedOn && nextDay(until) === happenedOn,
    )
    const former = change.formerName ?? places.get(before?.parentId ?? 0)?.name
    return { ...shared, side: 'stays', others: [], former }
  }
  if (ends.length > 0)
    return {
      ...shared,
      side: 'ends',
      former: undefined,
      others: ends.flatMap((one) => name(one.successorId, one)),
    }
  if (begins.length > 0)
    return {
      ...shared,
      side: 'begins',
      former: undefined,
      others: begins.flatMap((one) => name(one.formerId, one)),
    }
  return undefined
}

function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

/** What became of a place, oldest first. */
export async function listPlaceEvents(reader: Reader, place: Place): Promise<PlaceEvent[]> {
  const changes = await listPlaceChanges(reader)
  if (changes.length === 0) return []
  const places = new Map((await listPlaces(reader)).map((one) => [one.id, one]))
  const successions = await listSuccessions(reader)
  return changes.flatMap((change) => eventOf(place, change, places, successions) ?? [])
}

/** Which changes make sense for a place: a quarter or area is split, merged, moved; everything below the top is renamed. */
function changesFor(
  place: Place,
  places: readonly Place[],
): readonly ('split' | 'merge' | 'rename' | 'move')[] {
  const siblings = mergeChoices(places, place)
  const parents = parentChoices(places, place).filter(({ id }) => id !== place.parentId)
  return [
    'split' as const,
    ...(siblings.length > 0 ? (['merge'] as const) : []),
    'rename' as const,
    ...(parents.length > 0 ? (['move'] as const) : []),
  ]
}

/** Places that a place can be merged with. */
export const mergeChoices = (places: readonly Place[], place: Place): readonly Place[] =>
  places.filter(
    (other) =>
      other.id !== place.id &&
      other.kind === place.kind &&
      other.parentId === place.parentId &&
      other.validTo === undefined,
  )

/** Everything on the page of one place, for those who keep it; undefined if there is none. */
export async function findKeptPlace(reader: Reader, key: string | undefined, usesOf: PlaceUses) {
  const places = await listPlaces(reader)
  const place = places.find((one) => one.key === key)
  if (!place) return undefined
  const events = await listPlaceEvents(reader, place)
  const undoable: number[] = []
  for (const { id } of events) if (await canUndo(reader, id, usesOf)) undoable.push(id)
  const aliases = (await listAllPlaceAliases(reader)).filter(({ placeId }) => placeId === place.id)
  const keys = (await listPlaceKeys(reader)).get(place.id) ?? []
  return {
    place,
    places,
    lineage: lineageOf(places, place),
    parent: places.find(({ id }) => id === place.parentId)?.name,
    changes: changesFor(place, places),
    events,
    undoable,
    names: [
      ...aliases.map(({ alias, source }) => ({ kind: 'alias' as const, text: alias, of: source })),
      ...keys.map(({ key: text, system }) => ({ kind: 'key' as const, text, of: system })),
    ],
    typed: {
      name: place.name,
      kind: place.kind,
      parent: '',
      ags: place.ags ?? '',
      validFrom: place.validFrom ?? '',
      column: place.tile ? String(place.tile.column + 1) : '',
      row: place.tile ? String(place.tile.row + 1) : '',
    },
  }
}
