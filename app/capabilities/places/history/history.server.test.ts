import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { Forbidden } from '#app/capabilities/accounts/permission.ts'
import { calendarYear } from '#app/plain/period.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import type { Place } from '../place.ts'
import {
  createPlaces,
  listPlaceChanges,
  listPlaces,
  listSuccessions,
  type NewPlace,
} from '../places.server.ts'
import { placesAt } from '../validity.ts'
import { mergePlaces, movePlace, renamePlace, splitPlace } from './commands.server.ts'
import type { PlaceUse } from './making.server.ts'
import { canUndo, undoChange } from './undo.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
const now = new Date('2026-03-01T10:00:00Z')
const uses = new Map<number, PlaceUse>()
const usesOf = async () => uses
const decision = { happenedOn: '2025-01-01', base: 'Einwohner unter 18', note: '', decidedBy: 'Rat' }
const split = {
  whole: '100',
  parts: [
    { name: 'Norden', part: '62.5' },
    { name: 'Neue Mitte', part: '37.5' },
  ],
}

const place = (key: string, kind: NewPlace['kind'], parent?: string): NewPlace => ({
  key,
  name: key[0]!.toUpperCase() + key.slice(1),
  kind,
  parent,
  ags: undefined,
  tile: key === 'norden' ? { column: 1, row: 0 } : undefined,
  aliases: [],
  invented: true,
})

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  const names = { name: 'Stadt', nameEn: 'Town', note: '', noteEn: '' }
  tenant = await database.shared((shared) =>
    createTenant(shared, { slug: 'stadt', kind: 'municipality', demo: true, ...names }),
  )
  const list = [
    place('stadt', 'town'),
    place('norden', 'area', 'stadt'),
    place('sueden', 'area', 'stadt'),
    place('westen', 'area', 'stadt'),
    place('hafen', 'quarter', 'norden'),
    place('rest', 'unassigned', 'stadt'),
  ]
  await database.write(tenant, (writer) => createPlaces(writer, actor(), list, now))
})

const actor = () => commandLineActor(tenant)

/** Every test leaves the places as it found them: undoing is tested on the way. */
afterEach(async () => {
  uses.clear()
  for (const { id } of (await database.read(tenant, listPlaceChanges)).toReversed())
    expect(await database.write(tenant, (writer) => undoChange(writer, actor(), id, usesOf, now))).toEqual({
      done: 'undone',
    })
  expect(await shape()).toEqual([
    'stadt Stadt',
    'norden Norden in stadt',
    'sueden Sueden in stadt',
    'westen Westen in stadt',
    'hafen Hafen in norden',
    'rest Rest in stadt',
  ])
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const all = () => database.read(tenant, listPlaces)

/** What stands where; in a year: what stood where then. */
async function shape(year?: number): Promise<string[]> {
  const places = await all()
  const list: readonly Place[] = year === undefined ? places : placesAt(places, calendarYear(year))
  return list.map(({ key, name, parentId }) => {
    const parent = places.find(({ id }) => id === parentId)
    return `${key} ${name}${parent ? ` in ${parent.key}` : ''}`
  })
}

const doSplit = (more = {}) =>
  database.write(tenant, (writer) =>
    splitPlace(writer, actor(), { key: 'norden', split, decision, ...more }, usesOf, now),
  )
const doMerge = (keys: readonly string[], name: string) =>
  database.write(tenant, (writer) => mergePlaces(writer, actor(), { keys, name, decision }, usesOf, now))
const doMove = (key: string, parent: string, happenedOn = '2025-01-01') =>
  database.write(tenant, (writer) =>
    movePlace(writer, actor(), { key, parent, decision: { ...decision, happenedOn } }, usesOf, now),
  )
const doRename = (key: string, name: string, happenedOn = '2025-01-01') =>
  database.write(tenant, (writer) =>
    renamePlace(writer, actor(), { key, name, decision: { ...decision, happenedOn } }, now),
  )

test('a split area is there until the day before; its parts begin, beside it and with its quarters', async () => {
  const done = await doSplit({ childParts: new Map([['hafen', 1]]) })
  expect(done).toMatchObject({ keys: ['norden-2025', 'neue-mitte'] })
  expect(await shape(2024)).toEqual([
    'stadt Stadt',
    'norden Norden in stadt',
    'sueden Sueden in stadt',
    'westen Westen in stadt',
    'hafen Hafen in norden',
    'rest Rest in stadt',
  ])
  expect(await shape(2025)).toEqual([
    'stadt Stadt',
    'norden-2025 Norden in stadt',
    'neue-mitte Neue Mitte in stadt',
    'sueden Sueden in stadt',
    'westen Westen in stadt',
    'hafen Hafen in neue-mitte',
    'rest Rest in stadt',
  ])
  const places = await all()
  const named = (key: string) => places.find((one) => one.key === key)!
  expect(named('norden-2025').tile).toEqual({ column: 1, row: 0 })
  expect(named('neue-mitte').tile).toBeUndefined()
  const successions = await database.read(tenant, listSuccessions)
  expect(
    successions.map(({ formerId, successorId, part, whole }) => [formerId, successorId, part, whole]),
  ).toEqual([
    [named('norden').id, named('norden-2025').id, '62.5', '100'],
    [named('norden').id, named('neue-mitte').id, '37.5', '100'],
  ])
})

test('merged areas end, and one begins that has their quarters', async () => {
  expect(await doMerge(['norden', 'westen'], 'Nordwest')).toMatchObject({ keys: ['nordwest'] })
  expect(await shape(2025)).toEqual([
    'stadt Stadt',
    'nordwest Nordwest in stadt',
    'sueden Sueden in stadt',
    'hafen Hafen in nordwest',
    'rest Rest in stadt',
  ])
})

test('a renamed area stays the same place, and has its former name in the years before', async () => {
  await doRename('sueden', 'Unterstadt', '2019-07-01')
  await doRename('sueden', 'Altes Dorf', '2022-01-01')
  const nameIn = async (year: number) => (await shape(year)).find((line) => line.startsWith('sueden'))
  expect([await nameIn(2018), await nameIn(2019), await nameIn(2021), await nameIn(2022)]).toEqual([
    'sueden Sueden in stadt',
    'sueden Unterstadt in stadt',
    'sueden Unterstadt in stadt',
    'sueden Altes Dorf in stadt',
  ])
})

test('a quarter that goes over lies in the one area before and in the other after', async () => {
  await doMove('hafen', 'westen', '2020-08-01')
  await doMove('hafen', 'sueden', '2023-01-01')
  const parentIn = async (year: number) => (await shape(year)).find((line) => line.startsWith('hafen'))
  expect([await parentIn(2019), await parentIn(2020), await parentIn(2022), await parentIn(2023)]).toEqual([
    'hafen Hafen in norden',
    'hafen Hafen in westen',
    'hafen Hafen in westen',
    'hafen Hafen in sueden',
  ])
})

describe('what contradicts what is there is refused, and changes nothing', () => {
  test('figures of a later day', async () => {
    const { id } = (await all()).find(({ key }) => key === 'norden')!
    uses.set(id, { figures: 3, lastDay: '2025-12-31', targets: 0 })
    const refused = { refused: 'figures-after', place: 'Norden', lastDay: '2025-12-31' }
    expect(await doSplit()).toEqual(refused)
    expect(await doMerge(['norden', 'westen'], 'Nordwest')).toEqual(refused)
    uses.set(id, { figures: 3, lastDay: '2024-12-31', targets: 0 })
    expect(await doSplit()).toMatchObject({ keys: ['norden-2025', 'neue-mitte'] })
  })

  test('a name that another area has', async () => {
    const parts = [
      { name: 'Sueden', part: '50' },
      { name: 'B', part: '50' },
    ]
    expect(await doSplit({ split: { whole: '100', parts } })).toEqual({
      refused: 'name-taken',
      name: 'Sueden',
    })
    expect(await doRename('norden', 'sueden')).toEqual({ refused: 'name-taken', name: 'sueden' })
    expect(await doMerge(['norden', 'westen'], 'Sueden')).toEqual({ refused: 'name-taken', name: 'Sueden' })
  })

  test('an area that has ended, or one that isn’t there', async () => {
    await doSplit()
    expect(await doSplit()).toEqual({ refused: 'not-there-then', place: 'Norden' })
    expect(await doRename('norden', 'Nord')).toEqual({ refused: 'not-there-then', place: 'Norden' })
    expect(await doSplit({ key: 'nirgends' })).toEqual({ refused: 'gone' })
  })

  test('things of different kinds, or a single one', async () => {
    expect(await doMerge(['norden', 'hafen'], 'X')).toEqual({ refused: 'not-alike' })
    expect(await doMerge(['norden', 'norden'], 'X')).toEqual({ refused: 'not-alike' })
  })

  test('a parent that doesn’t fit, or is the same', async () => {
    expect(await doMove('norden', 'hafen')).toEqual({ refused: 'no-parent' })
    expect(await doMove('hafen', 'norden')).toEqual({ refused: 'unchanged' })
    await doMove('hafen', 'westen', '2020-08-01')
    // A second time on the same day: the first must be taken back before.
    expect(await doMove('hafen', 'sueden', '2020-08-01')).toEqual({
      refused: 'not-there-then',
      place: 'Hafen',
    })
    expect(await doMove('hafen', 'sueden', '2020-07-01')).toEqual({
      refused: 'not-there-then',
      place: 'Hafen',
    })
  })

  test('an area into which a quarter came only on a later day', async () => {
    await doMove('hafen', 'westen', '2025-06-01')
    const refused = { refused: 'not-there-then', place: 'Hafen' }
    expect(await doMerge(['sueden', 'westen'], 'Südwesten')).toEqual(refused)
    await doRename('hafen', 'Am Hafen', '2025-07-01')
    expect(await doSplit({ key: 'westen' })).toMatchObject({ refused: 'not-there-then' })
  })
})

test('nothing is taken back that somebody has built on', async () => {
  const done = await doSplit()
  if (!('changeId' in done)) throw new Error('refused')
  const undo = () =>
    database.write(tenant, (writer) => undoChange(writer, actor(), done.changeId, usesOf, now))
  const middle = (await all()).find(({ key }) => key === 'neue-mitte')!
  uses.set(middle.id, { figures: 1, lastDay: '2025-12-31', targets: 0 })
  expect(await undo()).toEqual({ refused: 'built-on', place: 'Neue Mitte' })
  expect(await database.read(tenant, (reader) => canUndo(reader, done.changeId, usesOf))).toBe(false)
  uses.set(middle.id, { figures: 0, lastDay: undefined, targets: 1 })
  expect(await undo()).toEqual({ refused: 'built-on', place: 'Neue Mitte' })
  uses.clear()
  await doRename('neue-mitte', 'Mitte', '2026-01-01')
  expect(await undo()).toEqual({ refused: 'built-on', place: 'Mitte' })
})

test('who is limited to another area can’t do any of it', async () => {
  const grants = [{ role: 'planning', scope: { places: ['sueden'], organisations: [], fields: [] } } as const]
  const limited = { ...actor(), grants }
  await expect(
    database.write(tenant, (writer) =>
      splitPlace(writer, limited, { key: 'norden', split, decision }, usesOf, now),
    ),
  ).rejects.toThrow(Forbidden)
})
