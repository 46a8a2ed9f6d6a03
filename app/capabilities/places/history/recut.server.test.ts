import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { Forbidden } from '#app/capabilities/accounts/permission.ts'
import { calendarYear } from '#app/plain/period.ts'
import { toNumber } from '#app/plain/rational.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { tryChange } from '../keeping/changeForm.server.ts'
import { listPlaceEvents } from '../keeping/placesPage.server.ts'
import {
  createPlaces,
  listPlaceChanges,
  listPlaces,
  listSuccessions,
  type NewPlace,
} from '../places.server.ts'
import { portionsOf } from '../succession.ts'
import { placesAt } from '../validity.ts'
import { movePlace, renamePlace } from './commands.server.ts'
import type { PlaceUse } from './making.server.ts'
import { recutPlaces } from './recut.server.ts'
import type { Recut } from './recut.ts'
import { canUndo, undoChange } from './undo.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
const now = new Date('2026-03-01T10:00:00Z')
const uses = new Map<number, PlaceUse>()
const usesOf = async () => uses
const decision = { happenedOn: '2025-01-01', base: 'Einwohner', note: '', decidedBy: 'Rat' }
const row = (key: string, whole: string, ...parts: (string | undefined)[]) => ({ key, whole, parts })

/** From Norden 3.200 of 5.000 to Hafenstadt and 1.800 to Norden, which is cut otherwise; from Süden all to Norden. */
const recut: Recut = {
  names: ['Hafenstadt', 'Norden'],
  rows: [row('norden', '5000', '3200', '1800'), row('sueden', '2500', undefined, '2500')],
  childParts: new Map([['hafen', 0]]),
}

const tiles = new Map([
  ['norden', { column: 1, row: 0 }],
  ['sueden', { column: 1, row: 2 }],
])
const place = (key: string, name: string, kind: NewPlace['kind'], parent?: string): NewPlace => ({
  key,
  name,
  kind,
  parent,
  ags: undefined,
  tile: tiles.get(key),
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
    place('stadt', 'Stadt', 'town'),
    place('norden', 'Norden', 'area', 'stadt'),
    place('sueden', 'Süden', 'area', 'stadt'),
    place('westen', 'Westen', 'area', 'stadt'),
    place('hafen', 'Hafen', 'quarter', 'norden'),
    place('huegel', 'Hügel', 'quarter', 'sueden'),
    place('rest', 'nicht zuordenbar', 'unassigned', 'stadt'),
  ]
  await database.write(tenant, (writer) => createPlaces(writer, actor(), list, now))
  before = await shape()
})
let before: readonly string[]

const actor = () => commandLineActor(tenant)

/** Every test leaves the places as it found them: undoing is tested on the way. */
afterEach(async () => {
  uses.clear()
  for (const { id } of (await database.read(tenant, listPlaceChanges)).toReversed())
    expect(await database.write(tenant, (writer) => undoChange(writer, actor(), id, usesOf, now))).toEqual({
      done: 'undone',
    })
  expect(await shape()).toEqual(before)
  expect(await database.read(tenant, listSuccessions)).toEqual([])
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const all = () => database.read(tenant, listPlaces)
const named = async (key: string) => (await all()).find((one) => one.key === key)!

/** What stands where; in a year: what stood where then. */
async function shape(year?: number): Promise<string[]> {
  const places = await all()
  const then = year === undefined ? places : placesAt(places, calendarYear(year))
  return then.map(({ key, name, parentId, tile, validTo }) => {
    const parent = places.find(({ id }) => id === parentId)
    const where = tile ? ` at ${tile.column}/${tile.row}` : ''
    return `${key} ${name}${parent ? ` in ${parent.key}` : ''}${where}${validTo ? ` until ${validTo}` : ''}`
  })
}

const doRecut = (more: Partial<Recut> = {}, happenedOn = decision.happenedOn) =>
  database.write(tenant, (writer) =>
    recutPlaces(
      writer,
      actor(),
      { recut: { ...recut, ...more }, decision: { ...decision, happenedOn } },
      usesOf,
      now,
    ),
  )

test('the old ones are there until the day before, the new ones from the day on, with what lies in them', async () => {
  expect(await doRecut()).toMatchObject({ keys: ['hafenstadt', 'norden-2025'] })
  expect(await shape(2024)).toEqual([
    'stadt Stadt',
    'norden Norden in stadt at 1/0 until 2024-12-31',
    'sueden Süden in stadt at 1/2 until 2024-12-31',
    'westen Westen in stadt',
    'hafen Hafen in norden',
    'huegel Hügel in sueden',
    'rest nicht zuordenbar in stadt',
  ])
  expect(await shape(2025)).toEqual([
    'stadt Stadt',
    'hafenstadt Hafenstadt in stadt',
    'norden-2025 Norden in stadt at 1/0',
    'westen Westen in stadt',
    'hafen Hafen in hafenstadt',
    'huegel Hügel in norden-2025',
    'rest nicht zuordenbar in stadt',
  ])
})

test('the new ones get their share of the figures of a former year, and what became of each is told', async () => {
  await doRecut()
  const places = await all()
  const successions = await database.read(tenant, listSuccessions)
  const byId = new Map(places.map((one) => [one.id, one]))
  const shares = async (key: string) =>
    portionsOf(await named(key), '2024-12-31', byId, successions)?.map(({ placeId, share }) => [
      byId.get(placeId)!.key,
      toNumber(share),
    ])
  expect(await shares('hafenstadt')).toEqual([['norden', 0.64]])
  expect(await shares('norden-2025')).toEqual([
    ['norden', 0.36],
    ['sueden', 1],
  ])
  const told = async (key: string) => {
    const one = await named(key)
    const events = await database.read(tenant, (reader) => listPlaceEvents(reader, one))
    return events.map(({ kind, side, others }) => [
      kind,
      side,
      ...others.map(({ key: other, share }) => `${other} ${share}`),
    ])
  }
  expect(await told('norden')).toEqual([['recut', 'ends', 'hafenstadt 0.64', 'norden-2025 0.36']])
  expect(await told('norden-2025')).toEqual([['recut', 'begins', 'norden 0.36', 'sueden 1']])
})

test('an invented town stays invented', async () => {
  await doRecut()
  const invented = await database.read(tenant, (reader) =>
    rowsOf(reader, sql`select key from places where not invented`),
  )
  expect(invented).toEqual([])
  expect(await named('hafenstadt')).toBeDefined()
})

test('a trial changes nothing', async () => {
  const outcome = await tryChange(
    (work) => database.write(tenant, work),
    (writer) => recutPlaces(writer, actor(), { recut, decision }, usesOf, now),
  )
  expect(outcome).toHaveProperty('changeId')
  expect(await shape()).toEqual(before)
})

describe('what contradicts what is there is refused, and changes nothing', () => {
  test('figures of a later day', async () => {
    uses.set((await named('sueden')).id, { figures: 3, lastDay: '2025-12-31', targets: 0 })
    expect(await doRecut()).toEqual({ refused: 'figures-after', place: 'Süden', lastDay: '2025-12-31' })
    uses.set((await named('sueden')).id, { figures: 3, lastDay: '2024-12-31', targets: 0 })
    expect(await doRecut()).toHaveProperty('changeId')
  })

  test('a name that another area has', async () => {
    expect(await doRecut({ names: ['westen', 'Norden'] })).toEqual({
      refused: 'name-taken',
      name: 'westen',
    })
  })

  test('an area that has ended, or one that isn’t there', async () => {
    await doRecut()
    expect(await doRecut()).toEqual({ refused: 'not-there-then', place: 'Norden' })
    expect(await doRecut({ rows: [row('nirgends', '1', '1'), recut.rows[1]!] })).toEqual({ refused: 'gone' })
  })

  test('areas of different kinds, or only one', async () => {
    const notAlike = { refused: 'not-alike' }
    expect(await doRecut({ rows: [recut.rows[0]!, row('hafen', '5', undefined, '5')] })).toEqual(notAlike)
    expect(await doRecut({ rows: [recut.rows[0]!] })).toEqual(notAlike)
    expect(await doRecut({ rows: [recut.rows[0]!, recut.rows[0]!] })).toEqual(notAlike)
  })

  test('a table that leaves something out', async () => {
    const short = [row('norden', '5000', '3200', '1700'), recut.rows[1]!]
    expect(await doRecut({ rows: short })).toEqual({ refused: 'not-sound' })
    expect(await doRecut({ names: ['Hafenstadt', 'Norden', 'Ost'] })).toEqual({ refused: 'not-sound' })
  })

  test('a quarter that was put elsewhere on a later day', async () => {
    const moved = { happenedOn: '2025-01-01', base: '', note: '', decidedBy: '' }
    await database.write(tenant, (writer) =>
      movePlace(writer, actor(), { key: 'hafen', parent: 'sueden', decision: moved }, usesOf, now),
    )
    const refused = { refused: 'not-there-then', place: 'Hafen' }
    expect(await doRecut({ childParts: new Map([['hafen', 1]]) })).toEqual(refused)
    expect(await doRecut({ childParts: new Map([['hafen', 1]]) }, '2024-01-01')).toEqual(refused)
    expect(await doRecut({ childParts: new Map([['hafen', 1]]) }, '2025-01-02')).toHaveProperty('changeId')
  })
})

test('nothing is taken back that somebody has built on', async () => {
  const done = await doRecut()
  if (!('changeId' in done)) throw new Error('refused')
  const undo = () =>
    database.write(tenant, (writer) => undoChange(writer, actor(), done.changeId, usesOf, now))
  uses.set((await named('hafenstadt')).id, { figures: 1, lastDay: '2025-12-31', targets: 0 })
  expect(await undo()).toEqual({ refused: 'built-on', place: 'Hafenstadt' })
  expect(await database.read(tenant, (reader) => canUndo(reader, done.changeId, usesOf))).toBe(false)
  uses.clear()
  const order = { key: 'hafenstadt', name: 'Hafen', decision: { ...decision, happenedOn: '2026-01-01' } }
  await database.write(tenant, (writer) => renamePlace(writer, actor(), order, now))
  expect(await undo()).toEqual({ refused: 'built-on', place: 'Hafen' })
})

test('who is limited to one of the areas can’t do any of it', async () => {
  const grants = [{ role: 'planning', scope: { places: ['sueden'], organisations: [], fields: [] } } as const]
  await expect(
    database.write(tenant, (writer) =>
      recutPlaces(writer, { ...actor(), grants }, { recut, decision }, usesOf, now),
    ),
  ).rejects.toThrow(Forbidden)
})
