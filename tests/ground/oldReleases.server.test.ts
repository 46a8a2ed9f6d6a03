import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findActor, listTenants, verifyAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { encodeCell } from '#app/capabilities/confidentiality/cellCode.ts'
import { getResults } from '#app/capabilities/indicators/indicators.server.ts'
import { missing } from '#app/plain/cell.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { publishedFigures } from '../../demo/published.ts'
import { ask, listUnlocked, restore } from '../support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const folder = join(findCloneFolder(), 'tests', 'dumps')
const dumps = readdirSync(folder).filter((name) => name.endsWith('.zip'))

test('every release has left a dump of its demonstration', () => {
  expect(dumps).toContain('0.1.0.zip')
})

describe.each(dumps)('the demonstration of release %s on the tables of today', (dump) => {
  let store: TestDatabase
  let database: Database
  const tenants = new Map<string, number>()

  beforeAll(async () => {
    store = await createTestDatabase()
    await restore(store.ownerUrl, join(folder, dump))
    database = openDatabasePool(store.appUrl)
    for (const { slug, id } of await database.shared((shared) => listTenants(shared, 'de')))
      tenants.set(slug, id)
  })

  afterAll(async () => {
    await database.close()
    await store.close()
  })

  const resultsOf = (slug: string) =>
    database.read(tenants.get(slug)!, async (reader) => getResults(reader, { language: 'de' }))

  test('holds its two towns', () => {
    expect([...tenants.keys()].sort()).toEqual(['hamm', 'musterstadt'])
  })

  test('shows every figure that Hamm has printed', async () => {
    const results = new Map((await resultsOf('hamm')).map((result) => [result.indicator.key, result]))
    expect(publishedFigures.length).toBeGreaterThan(10)
    for (const [indicator, place, year, value] of publishedFigures) {
      const result = results.get(indicator)
      const reading = result?.rows
        .find((row) => row.place.key === place)
        ?.readings.find((one) => one.year === year)
      const shown = reading && 'value' in reading.cell ? reading.cell.value : Number.NaN
      const { unit, decimals } = result!.indicator
      expect(unit === 'eur' ? shown : Number(shown.toFixed(decimals)), `${indicator} ${place} ${year}`).toBe(
        value,
      )
    }
  })

  test('keeps what is secret in Musterstadt without a value', async () => {
    const [stored] = await ask<{ secret: number; noted: number }>(
      store.adminUrl,
      `select (select sum(secret_cells)::integer from releases where tenant_id = $1 and state = 'current') as noted,
         (select count(*)::integer from released_cells c join releases r on r.tenant_id = c.tenant_id and r.id = c.release_id
          where c.tenant_id = $1 and r.state = 'current' and c.state = $2 and c.value is null) as secret`,
      [tenants.get('musterstadt'), encodeCell(missing('suppressed')).state],
    )
    expect(stored!.secret).toBeGreaterThan(100)
    expect(stored!.secret).toBe(stored!.noted)
    const cells = (await resultsOf('musterstadt')).flatMap((result) =>
      result.rows.flatMap((row) => row.readings.map(({ cell }) => cell)),
    )
    const secret = cells.filter((cell) => 'missing' in cell && cell.missing === 'suppressed')
    expect(secret.length).toBeGreaterThan(20)
    for (const cell of secret) expect(cell).not.toHaveProperty('value')
  })

  test('says for every series how it adds up over places and over time', async () => {
    const rules = await ask<{ key: string; over_places: string; over_time: string }>(
      store.adminUrl,
      'select key, over_places, over_time from series where tenant_id = $1',
      [tenants.get('musterstadt')],
    )
    expect(rules).toEqual(
      expect.arrayContaining([
        { key: 'families_newborn', over_places: 'sum', over_time: 'sum' },
        { key: 'children_under_6', over_places: 'sum', over_time: 'last' },
        { key: 'children_from_3_in_care', over_places: 'sum', over_time: 'last' },
      ]),
    )
  })

  test('knows of every delivery how its file is read', async () => {
    const [found] = await ask<{ layouts: number; unread: number }>(
      store.adminUrl,
      `select count(*)::integer as layouts,
         (count(*) filter (where layout->'tables'->0->'columns' is null
           or jsonb_typeof(analysis->'headings'->0) <> 'array'))::integer as unread
       from deliveries where layout is not null`,
    )
    expect(found!.layouts).toBeGreaterThan(10)
    expect(found!.unread).toBe(0)
  })

  test('leaves its people the rights they had', async () => {
    for (const [slug, tenant] of tenants) {
      const people = await ask<{ id: number; key: string; name: string; role: string }>(
        store.adminUrl,
        'select a.id, a.key, a.name, m.role from accounts a join memberships m on m.account_id = a.id where m.tenant_id = $1',
        [tenant],
      )
      expect(people.length, slug).toBeGreaterThanOrEqual(8)
      for (const { id, name, role } of people) {
        const actor = await database.read(tenant, (reader) => findActor(reader, { accountId: id, name }))
        expect(actor?.grants, `${slug} ${name}`).toEqual([
          { role, scope: { places: [], organisations: [], fields: [] } },
        ])
      }
      expect(people.map(({ role }) => role)).toEqual(
        expect.arrayContaining([
          'coordination',
          'planning',
          'leadership',
          'data_protection',
          'administration',
        ]),
      )
    }
  })

  test('is locked between its towns, for the owner of the tables too', async () => {
    expect(await listUnlocked(store.adminUrl)).toEqual([])
    expect(await ask(store.ownerUrl, 'select 1 from places limit 1')).toEqual([])
  })

  test('has an unbroken audit trail', async () => {
    for (const tenant of tenants.values()) {
      const trail = await database.read(tenant, (reader) => verifyAudit(reader))
      expect(trail).toMatchObject({ state: 'intact' })
      expect(trail.state === 'intact' && trail.count).toBeGreaterThan(10)
    }
  })
})
