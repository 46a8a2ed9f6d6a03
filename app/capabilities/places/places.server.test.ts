import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Boundary } from './boundaries/areas.ts'
import { changeBoundaries } from './boundaries/stored.server.ts'
import {
  createPlaceAliases,
  createPlaces,
  findPlace,
  getBoundaries,
  listPlaceAliases,
  listPlaces,
  type NewPlace,
} from './places.server.ts'

let store: TestDatabase
let database: Database
/** Spellings are part of commands that leave the entry; by themselves they leave none. */
let unwatched: Database
let tenant: number
const now = new Date('2026-03-01T10:00:00Z')

const place = (
  key: string,
  kind: NewPlace['kind'],
  parent?: string,
  more: Partial<NewPlace> = {},
): NewPlace => ({
  key,
  name: key,
  kind,
  parent,
  ags: undefined,
  tile: undefined,
  aliases: [],
  invented: true,
  ...more,
})

const list = [
  place('land', 'state', undefined, { ags: '05' }),
  place('stadt', 'town', 'land'),
  place('norden', 'area', 'stadt', { tile: { column: 1, row: 0 }, aliases: ['Stadtteil Norden', ' Nord '] }),
  place('sueden', 'area', 'stadt'),
  place('nicht-zuordenbar', 'unassigned', 'stadt'),
]

const boundary: Boundary = {
  type: 'Polygon',
  coordinates: [
    [
      [7.8, 51.7],
      [7.9, 51.7],
      [7.9, 51.8],
      [7.8, 51.7],
    ],
  ],
}

beforeAll(async () => {
  store = await createTestDatabase()
  unwatched = openDatabasePool(store.appUrl)
  database = auditing(unwatched)
  const names = { name: 'Stadt', nameEn: 'Town', note: '', noteEn: '' }
  tenant = await database.shared((shared) =>
    createTenant(shared, { slug: 'stadt', kind: 'municipality', demo: true, ...names }),
  )
  await database.write(tenant, (writer) => createPlaces(writer, commandLineActor(tenant), list, now))
})

afterAll(async () => {
  await database.close()
  await store.close()
})

describe('places', () => {
  test('stand in their order, each under its parent', async () => {
    const places = await database.read(tenant, listPlaces)
    expect(places.map((one) => one.key)).toEqual(list.map((one) => one.key))
    const ids = new Map(places.map((one) => [one.key, one.id]))
    expect(places.map((one) => one.parentId)).toEqual([
      undefined,
      ids.get('land'),
      ids.get('stadt'),
      ids.get('stadt'),
      ids.get('stadt'),
    ])
    expect(places[2]?.tile).toEqual({ column: 1, row: 0 })
  })

  test('are found by the key in their address', async () => {
    expect((await database.read(tenant, (reader) => findPlace(reader, 'norden')))?.name).toBe('norden')
    expect(await database.read(tenant, (reader) => findPlace(reader, 'westen'))).toBeUndefined()
  })

  test('created again take the new name and keep their id', async () => {
    const before = await database.read(tenant, (reader) => findPlace(reader, 'sueden'))
    await database.write(tenant, (writer) =>
      createPlaces(writer, commandLineActor(tenant), list.with(3, { ...list[3]!, name: 'Süden' }), now),
    )
    const after = await database.read(tenant, (reader) => findPlace(reader, 'sueden'))
    expect(after).toEqual({ ...before, name: 'Süden' })
  })

  test('with an unknown parent are not created, nor is any other of the list', async () => {
    const broken = [place('ort', 'area', 'stadt'), place('westen', 'area', 'anderswo')]
    const attempt = database.write(tenant, (writer) =>
      createPlaces(writer, commandLineActor(tenant), broken, now),
    )
    await expect(attempt).rejects.toThrow('anderswo')
    expect(await database.read(tenant, (reader) => findPlace(reader, 'ort'))).toBeUndefined()
  })

  test('remember spellings, and the latest confirmation holds', async () => {
    const places = await database.read(tenant, listPlaces)
    const [north, south] = [places[2]!.id, places[3]!.id]
    expect((await database.read(tenant, (reader) => listPlaceAliases(reader, ''))).get(north)).toEqual([
      'Nord',
      'Stadtteil Norden',
    ])
    await unwatched.write(tenant, (writer) =>
      createPlaceAliases(writer, [{ alias: 'Nord', placeId: south }], ''),
    )
    const aliases = await database.read(tenant, (reader) => listPlaceAliases(reader, ''))
    expect([aliases.get(north), aliases.get(south)]).toEqual([['Stadtteil Norden'], ['Nord']])
  })

  test('are called otherwise by one source than by all others', async () => {
    const places = await database.read(tenant, listPlaces)
    const [north, south] = [places[2]!.id, places[3]!.id]
    await unwatched.write(tenant, (writer) =>
      createPlaceAliases(writer, [{ alias: 'Nord', placeId: north }], 'schulamt'),
    )
    const of = async (source: string) =>
      database.read(tenant, async (reader) => listPlaceAliases(reader, source))
    const [school, health] = [await of('schulamt'), await of('gesundheitsamt')]
    expect([school.get(north), school.get(south)]).toEqual([['Nord', 'Stadtteil Norden'], undefined])
    expect([health.get(north), health.get(south)]).toEqual([['Stadtteil Norden'], ['Nord']])
  })

  test('have a boundary once it was drawn', async () => {
    const places = await database.read(tenant, listPlaces)
    expect((await database.read(tenant, getBoundaries)).size).toBe(0)
    const set = await database.write(tenant, (writer) =>
      changeBoundaries(writer, commandLineActor(tenant), new Map([['norden', boundary]]), now),
    )
    expect(set).toBe(1)
    expect(await database.read(tenant, getBoundaries)).toEqual(new Map([[places[2]!.id, boundary]]))
  })
})
