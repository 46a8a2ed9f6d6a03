import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listFieldsOfAction, listLifePhases } from '#app/capabilities/indicators/indicators.server.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { tenantParts } from '#app/tenantParts.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createTenant, listTenants } from '../accounts.server.ts'
import { createSetupCode, type FoundRefusal, foundTenant, isSetupCode } from './setup.server.ts'

let store: TestDatabase
let database: Database
const now = new Date('2026-03-02T09:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

beforeEach(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
})

afterEach(async () => {
  await database.close()
  await store.close()
})

const print = (place = 'rechner:3000', at = now) =>
  database.shared((shared) => createSetupCode(shared, place, at))
const opens = (code: string | undefined, at = now) =>
  database.shared((shared) => isSetupCode(shared, code ?? '', at))
const found = (code: string | undefined, slug = 'huerth', email = 'verwaltung@huerth.example') =>
  foundTenant(
    database,
    tenantParts,
    {
      municipality: {
        slug,
        name: 'Stadt Hürth',
        kind: 'municipality',
        ags: '05362028',
        parts: ['Efferen', 'Gleuel'],
      },
      administrator: { name: 'Sabine Kortmann', email, passwordHash: 'hash' },
      ...(code === undefined ? {} : { code }),
      actorName: 'Befehlszeile',
    },
    now,
  )

test('a code opens the set-up page until it is used; each start at the same place voids the former', async () => {
  const first = await print()
  expect(await opens(first)).toBe(true)
  expect(await opens('falsch')).toBe(false)
  expect(await opens('')).toBe(false)
  const second = await print()
  expect(second).not.toBe(first)
  expect(await opens(first)).toBe(false)
  expect(await opens(second)).toBe(true)
  expect(await found(second)).toMatchObject({ tenantId: expect.any(Number) })
  expect(await opens(second)).toBe(false)
  expect(await found(second, 'zweite', 'x@y.example')).toBe('code-used' satisfies FoundRefusal)
  expect(await print()).toBeUndefined()
})

test('two machines that start at once print two codes that both open; after three days neither does', async () => {
  const codes = await Promise.all([print('eins:3000'), print('zwei:3000')])
  for (const code of codes) {
    expect(await opens(code)).toBe(true)
    expect(await opens(code, later(71.9))).toBe(true)
    expect(await opens(code, later(72))).toBe(false)
  }
})

test('the database knows the hash of a code only', async () => {
  const code = await print()
  const rows = await database.shared((shared) => rowsOf(shared, sql`select * from setup_codes`))
  expect(rows.length).toBe(1)
  expect(JSON.stringify(rows)).not.toContain(code)
})

test('the towns of the demonstration do not keep anybody from starting in earnest', async () => {
  const demo = {
    slug: 'hamm',
    name: 'Hamm',
    nameEn: 'Hamm',
    kind: 'municipality',
    demo: true,
    note: '',
    noteEn: '',
  } as const
  await database.shared((shared) => createTenant(shared, demo))
  const code = await print()
  expect(await opens(code)).toBe(true)
  expect(await found(code, 'hamm')).toBe('slug-taken')
  expect(await found(code)).toMatchObject({ tenantId: expect.any(Number) })
})

test('of two who send the form at the same moment one wins, and there is one municipality', async () => {
  const code = await print()
  const results = await Promise.all([
    found(code, 'huerth', 'eins@x.example'),
    found(code, 'hamm', 'zwei@x.example'),
    found(code, 'unna', 'drei@x.example'),
  ])
  expect(results.filter((result) => result === 'code-used').length).toBe(2)
  expect((await database.shared((shared) => listTenants(shared, 'de'))).length).toBe(1)
  const people = await database.shared((shared) => rowsOf(shared, sql`select id from accounts`))
  expect(people.length).toBe(1)
})

test('a new municipality has places, life phases, fields of action and one administrator, all in its own trail', async () => {
  const founded = await found(undefined)
  if (typeof founded === 'string') throw new Error(founded)
  const seen = await database.read(founded.tenantId, async (reader) => ({
    places: (await listPlaces(reader)).map(({ key, kind }) => `${key} ${kind}`),
    phases: (await listLifePhases(reader, 'de')).length,
    fields: (await listFieldsOfAction(reader, 'en')).map(({ name }) => name),
    roles: await rowsOf(reader, sql`select account_id, role from memberships`),
    trail: (
      await rowsOf<{ action: string }>(reader, sql`select action from audit_entries order by position`)
    ).map(({ action }) => action),
  }))
  expect(seen.places).toEqual([
    'land-nordrhein-westfalen state',
    'huerth town',
    'efferen area',
    'gleuel area',
    'nicht-zuordenbar unassigned',
  ])
  expect(seen.phases).toBe(7)
  expect(seen.fields[0]).toBe('Health')
  expect(seen.roles).toEqual([{ account_id: founded.accountId, role: 'administration' }])
  expect(seen.trail[0]).toBe('tenant.create')
  expect(seen.trail).toContain('places.create')
})

test('nothing is left of a set-up that fails: the address of the first administrator is taken', async () => {
  await found(undefined)
  expect(await found(undefined, 'zweite')).toBe('email-taken')
  expect((await database.shared((shared) => listTenants(shared, 'de'))).map(({ slug }) => slug)).toEqual([
    'huerth',
  ])
  expect(await found(undefined, 'huerth', 'andere@x.example')).toBe('slug-taken')
  const accounts = await database.shared((shared) => rowsOf(shared, sql`select id from accounts`))
  expect(accounts.length).toBe(1)
})

test('a set-up that breaks in the middle leaves neither tenant nor account, and the code still opens', async () => {
  const code = await print()
  const broken = foundTenant(
    database,
    {
      ...tenantParts,
      furnish: async () => {
        throw new Error('the power failed')
      },
    },
    {
      municipality: { slug: 'huerth', name: 'Hürth', kind: 'municipality', ags: undefined, parts: [] },
      administrator: { name: 'S', email: 's@x.example', passwordHash: 'h' },
      code: code!,
      actorName: '',
    },
    now,
  )
  await expect(broken).rejects.toThrow('the power failed')
  expect(await database.shared((shared) => listTenants(shared, 'de'))).toEqual([])
  expect(await database.shared((shared) => rowsOf(shared, sql`select id from accounts`))).toEqual([])
  expect(await opens(code)).toBe(true)
})
