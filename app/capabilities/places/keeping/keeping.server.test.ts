import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { Forbidden } from '#app/capabilities/accounts/permission.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { splitPlace } from '../history/commands.server.ts'
import type { PlaceUse } from '../history/making.server.ts'
import { createPlaces, listPlaceAliases, listPlaceKeys, listPlaces } from '../places.server.ts'
import { tryChange } from './changeForm.server.ts'
import { addNaming, addPlace, addPlaces, changePlace, removeNaming, removePlace } from './commands.server.ts'
import { readPlaceList } from './placeListForm.ts'
import { listKeptPlaces } from './placesPage.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
const now = new Date('2026-03-01T10:00:00Z')
const uses = new Map<number, PlaceUse>()
const usesOf = async () => uses
const actor = () => commandLineActor(tenant)
const all = () => database.read(tenant, listPlaces)
const keys = async () => (await all()).map(({ key }) => key)

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  const names = { name: 'Stadt', nameEn: 'Town', note: '', noteEn: '' }
  tenant = await database.shared((shared) =>
    createTenant(shared, { slug: 'stadt', kind: 'municipality', demo: true, ...names }),
  )
  const town = { key: 'stadt', name: 'Stadt', kind: 'town' as const, parent: undefined, ags: undefined }
  await database.write(tenant, (writer) =>
    createPlaces(writer, actor(), [{ ...town, tile: undefined, aliases: [], invented: true }], now),
  )
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const fields = (name: string) => ({
  name,
  kind: 'area' as const,
  parent: 'stadt',
  ags: undefined,
  validFrom: undefined,
  tile: undefined,
})

test('a new town gets its areas from a list, with what no office can assign behind them', async () => {
  const list = [
    { line: 1, name: 'Norden', kind: 'area' as const, parent: 'Stadt', parentKey: 'stadt', key: '005' },
    {
      line: 2,
      name: 'Hafen',
      kind: 'quarter' as const,
      parent: 'Norden',
      parentKey: undefined,
      key: undefined,
    },
  ]
  await database.write(tenant, (writer) => addPlaces(writer, actor(), { list, system: 'Statistik' }, now))
  await database.write(tenant, (writer) => addPlace(writer, actor(), fields('Süden'), now))
  expect(await keys()).toEqual(['stadt', 'norden', 'hafen', 'sueden', 'nicht-zuordenbar'])
  const kept = await database.read(tenant, (reader) => listKeptPlaces(reader, actor()))
  expect(kept.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
    '0 Stadt',
    '1 Norden',
    '2 Hafen',
    '1 Süden',
    '1 nicht zuordenbar',
  ])
  expect(kept[1]?.keys).toEqual(['005 (Statistik)'])
  const again = await database.write(tenant, (writer) => addPlace(writer, actor(), fields('süden'), now))
  expect(again).toEqual({ refused: 'name-taken' })
})

test('spellings belong to one place within a source, keys to one within their system', async () => {
  const naming = (key: string, kind: 'alias' | 'key', text: string, of: string) => ({ key, kind, text, of })
  const add = (one: ReturnType<typeof naming>) =>
    database.write(tenant, (writer) => addNaming(writer, actor(), one, now))
  expect(await add(naming('norden', 'alias', 'Nord', 'schulamt'))).toEqual({ done: 'changed' })
  expect(await add(naming('sueden', 'alias', 'Nord', 'schulamt'))).toEqual({
    refused: 'taken',
    place: 'Norden',
  })
  expect(await add(naming('sueden', 'alias', 'Nord', 'jugendamt'))).toEqual({ done: 'changed' })
  expect(await add(naming('sueden', 'key', '005', 'Statistik'))).toEqual({
    refused: 'taken',
    place: 'Norden',
  })
  expect(await add(naming('sueden', 'key', '006', ''))).toEqual({ refused: 'no-text' })
  expect(await add(naming('sueden', 'key', '006', 'Statistik'))).toEqual({ done: 'changed' })
  const aliases = await database.read(tenant, (reader) => listPlaceAliases(reader, 'jugendamt'))
  const south = (await all()).find(({ key }) => key === 'sueden')!.id
  expect([...aliases]).toEqual([[south, ['Nord']]])
  await database.write(tenant, (writer) =>
    removeNaming(writer, actor(), naming('sueden', 'key', '006', 'Statistik'), now),
  )
  expect((await database.read(tenant, listPlaceKeys)).has(south)).toBe(false)
})

test('a slip is corrected in place', async () => {
  const change = { key: 'sueden', fields: { ...fields('Süd'), validFrom: '2010-01-01' } }
  const edit = () => database.write(tenant, (writer) => changePlace(writer, actor(), change, now))
  expect([await edit(), await edit()]).toEqual([{ done: 'changed' }, { done: 'unchanged' }])
  expect((await all()).find(({ key }) => key === 'sueden')).toMatchObject({
    name: 'Süd',
    validFrom: '2010-01-01',
  })
})

test('a place is removed only while nothing refers to it', async () => {
  const remove = (key: string) =>
    database.write(tenant, (writer) => removePlace(writer, actor(), key, usesOf, now))
  const south = (await all()).find(({ key }) => key === 'sueden')!.id
  uses.set(south, { figures: 1, lastDay: undefined, targets: 0 })
  expect(await remove('sueden')).toEqual({ refused: 'used', by: 'figures' })
  uses.set(south, { figures: 0, lastDay: undefined, targets: 1 })
  expect(await remove('sueden')).toEqual({ refused: 'used', by: 'targets' })
  uses.clear()
  expect(await remove('norden')).toEqual({ refused: 'used', by: 'parts' })
  expect(await remove('sueden')).toEqual({ done: 'removed' })
  expect(await remove('sueden')).toEqual({ refused: 'gone' })
})

test('a trial says what would be, and leaves nothing', async () => {
  const before = await keys()
  const decision = { happenedOn: '2025-01-01', base: 'Einwohner', note: '', decidedBy: '' }
  const split = {
    whole: '100',
    parts: [
      { name: 'Norden', part: '50' },
      { name: 'Mitte', part: '50' },
    ],
  }
  const outcome = await tryChange(
    (work) => database.write(tenant, work),
    (writer) => splitPlace(writer, actor(), { key: 'norden', split, decision }, usesOf, now),
  )
  expect(outcome).toMatchObject({ keys: ['norden-2025', 'mitte'] })
  expect(await keys()).toEqual(before)
})

test('who is limited to some places creates none', async () => {
  const scope = { places: ['norden'], organisations: [], fields: [] }
  const limited = { ...actor(), grants: [{ role: 'planning', scope } as const] }
  const attempt = database.write(tenant, (writer) => addPlace(writer, limited, fields('Osten'), now))
  await expect(attempt).rejects.toThrow(Forbidden)
})

describe('a list for a county with two areas of one name', () => {
  let county: number
  const places = () => database.read(county, listPlaces)
  const add = (list: Parameters<typeof addPlaces>[2]['list']) =>
    database.write(county, (writer) =>
      addPlaces(writer, commandLineActor(county), { list, system: 'Statistik' }, now),
    )
  beforeAll(async () => {
    const names = { name: 'Kreis', nameEn: 'County', note: '', noteEn: '' }
    county = await database.shared((shared) =>
      createTenant(shared, { slug: 'kreis', kind: 'municipality', demo: true, ...names }),
    )
    const more = { ags: undefined, tile: undefined, aliases: [], invented: true }
    const list = [
      { key: 'kreis', name: 'Kreis', kind: 'county' as const, parent: undefined, ...more },
      { key: 'kamen', name: 'Kamen', kind: 'town' as const, parent: 'kreis', ...more },
      { key: 'mitte', name: 'Mitte', kind: 'area' as const, parent: 'kamen', ...more },
      { key: 'boenen', name: 'Bönen', kind: 'town' as const, parent: 'kreis', ...more },
      { key: 'norden', name: 'Norden', kind: 'area' as const, parent: 'kamen', ...more },
      { key: 'mitte-2', name: 'Mitte', kind: 'area' as const, parent: 'boenen', ...more },
    ]
    await database.write(county, (writer) => createPlaces(writer, commandLineActor(county), list, now))
  })

  test('puts its quarters under the one that was chosen', async () => {
    const known = await places()
    const chosen = known.find(({ key }) => key === 'mitte-2')!
    await add(readPlaceList('Am Bach\nAm Markt', known, chosen).places)
    const quarters = (await places()).filter(({ kind }) => kind === 'quarter')
    expect(quarters.map(({ name, parentId }) => [name, parentId])).toEqual([
      ['Am Bach', chosen.id],
      ['Am Markt', chosen.id],
    ])
  })

  test('stores none of its places where one would stand under what has ended meanwhile', async () => {
    const known = await places()
    const { places: list } = readPlaceList('Westen;;Kamen\nHof;;Norden', known, known[0]!)
    expect(list).toHaveLength(2)
    const decision = { happenedOn: '2026-01-01', base: 'Einwohner', note: '', decidedBy: '' }
    const parts = ['Hafen', 'Werft'].map((name) => ({ name, part: '50' }))
    const order = { key: 'norden', split: { whole: '100', parts }, decision }
    expect(
      await database.write(county, (writer) =>
        splitPlace(writer, commandLineActor(county), order, usesOf, now),
      ),
    ).toMatchObject({ keys: ['hafen', 'werft'] })
    const before = await places()
    expect(await add(list)).toEqual({ refused: 'no-parent' })
    expect(await places()).toEqual(before)
  })

  test('lets nobody say that what came of a split began on another day', async () => {
    const harbour = { ...fields('Hafen'), parent: 'kamen', validFrom: '2025-01-01' }
    const change = (values: typeof harbour) =>
      database.write(county, (writer) =>
        changePlace(writer, commandLineActor(county), { key: 'hafen', fields: values }, now),
      )
    expect(await change(harbour)).toEqual({ refused: 'begins-by-change' })
    expect(await change({ ...harbour, validFrom: '2026-01-01' })).toEqual({ done: 'unchanged' })
  })
})
