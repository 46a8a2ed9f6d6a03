import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createTenant, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { auditEntries } from '#app/capabilities/accounts/audit/audit.table.ts'
import { type Cell, missing, present } from '#app/plain/cell.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import {
  changeProtectionRule,
  createFamily,
  exactFor,
  findRelease,
  listReleasedCells,
  listReleases,
  Protected,
  protectAndStore,
  ruleFor,
} from './confidentiality.server.ts'
import { releasedCells } from './confidentiality.table.ts'
import type { FamilyFact, FamilySeries, FamilyTable } from './family.ts'

let store: TestDatabase
let database: Database
let tenant: number
let actor: Actor
const now = new Date('2026-03-01T10:00:00Z')

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  tenant = await database.shared((shared) =>
    createTenant(shared, {
      slug: 'probestadt',
      name: 'Probestadt',
      nameEn: 'Probestadt',
      kind: 'municipality',
      demo: true,
      note: '',
      noteEn: '',
    }),
  )
  actor = { accountId: 1, name: 'Erfundene Planerin', grants: wholeGrants('planning'), tenantId: tenant }
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const town = 1
const places: FamilyTable['places'] = [
  { id: town, name: 'Probestadt', kind: 'town', parentId: undefined },
  ...[2, 3, 4, 5].map((id) => ({ id, name: `Raum ${id}`, kind: 'area' as const, parentId: town })),
]
const families: FamilySeries = {
  id: 10,
  key: 'families',
  name: 'Familien',
  nameEn: 'Families',
  kind: 'count',
  unit: 'count',
  sourceKey: 'visits',
  partOf: undefined,
  base: undefined,
  overPlaces: 'sum',
}
const visited: FamilySeries = {
  ...families,
  id: 11,
  key: 'visited',
  name: 'Besucht',
  nameEn: 'Visited',
  partOf: 'families',
}

function facts(seriesId: number, cells: Record<number, Cell>): FamilyFact[] {
  return Object.entries(cells).map(([placeId, cell]) => ({
    seriesId,
    periodId: 7,
    placeId: Number(placeId),
    breakdown: '',
    cell,
  }))
}

const all = { 1: present(153), 2: present(40), 3: present(43), 4: present(50), 5: present(20) }
const seen = { 1: present(119), 2: present(37), 3: present(33), 4: present(42), 5: present(7) }

async function release(key: string, series: readonly FamilySeries[], of: readonly FamilyFact[]) {
  return database.write(tenant, async (writer) => {
    const familyId = await createFamily(writer, actor, { key, name: key, nameEn: key }, now)
    const table: FamilyTable = {
      familyId,
      places,
      periods: [{ id: 7, key: '2024', end: '2024-12-31' }],
      series,
      facts: of,
    }
    return protectAndStore(writer, actor, new Protected(table), { now })
  })
}

const read = (seriesIds: number[]) =>
  database.read(tenant, (reader) => listReleasedCells(reader, { seriesIds }))

describe('a release', () => {
  test('suppresses a small rest in the count, and so much beside it that nobody can subtract', async () => {
    const outcome = await release('visits', [families, visited], [...facts(10, all), ...facts(11, seen)])
    expect(outcome).toMatchObject({ state: 'current', problems: [] })
    const cells = await read([10, 11])
    expect(cells).toHaveLength(10)
    const secret = cells.filter(({ cell }) => 'missing' in cell)
    expect(secret).toHaveLength(outcome.secretCells)
    expect(secret.every(({ cell }) => 'missing' in cell && cell.missing === 'suppressed')).toBe(true)
    // 40 families, 37 visited: 3 not. Either of the two counts is secret, and one more area's of the same series.
    expect(secret.some(({ placeId }) => placeId === 2)).toBe(true)
    expect(secret.length).toBeGreaterThanOrEqual(2)
    expect(cells.filter(({ placeId }) => placeId === town).every(({ cell }) => 'value' in cell)).toBe(true)
  })

  test('stores no value for what is secret', async () => {
    const rows = await database.read(tenant, (reader) =>
      reader.db
        .select()
        .from(releasedCells)
        .where(and(eq(releasedCells.tenantId, tenant))),
    )
    const secret = rows.filter((row) => row.state !== 0)
    expect(secret.length).toBeGreaterThan(0)
    expect(secret.every((row) => row.value === null)).toBe(true)
  })

  test('replaces the former one at once, and keeps secret what was', async () => {
    const before = await read([10, 11])
    const newer = { ...all, 5: present(21), 1: present(154) }
    const outcome = await release('visits', [families, visited], [...facts(10, newer), ...facts(11, seen)])
    const after = await read([10, 11])
    expect(after.find((row) => row.seriesId === 10 && row.placeId === town)?.cell).toEqual(present(154))
    for (const row of before.filter(({ cell }) => 'missing' in cell)) {
      const same = after.find((other) => other.seriesId === row.seriesId && other.placeId === row.placeId)
      expect(same?.cell).toMatchObject({ missing: 'suppressed' })
    }
    const states = await database.read(tenant, (reader) => listReleases(reader, 'de'))
    expect(states.map((each) => each.state)).toEqual(['current', 'former'])
    expect(states[0]?.id).toBe(outcome.releaseId)
    expect(states[0]?.certificate.audit).toMatchObject({ safe: true })
    expect(states[0]?.certificate.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('is refused with its reason where a count is none, and the former one stays', async () => {
    const before = await read([10, 11])
    const broken = { ...seen, 3: present(33.5) }
    const outcome = await release('visits', [families, visited], [...facts(10, all), ...facts(11, broken)])
    expect(outcome.state).toBe('refused')
    expect(outcome.problems).toEqual([
      { kind: 'not-a-count', series: 'Besucht', seriesEn: 'Visited', place: 'Raum 3', period: '2024' },
    ])
    expect(await read([10, 11])).toEqual(before)
    const found = await database.read(tenant, (reader) => findRelease(reader, outcome.releaseId, 'de'))
    expect(found).toMatchObject({ state: 'refused', shownCells: 0, secretCells: 0 })
  })

  test('is refused where a series is part of one that is not in the family', async () => {
    const outcome = await release('stray', [{ ...visited, id: 12 }], facts(12, seen))
    expect(outcome).toMatchObject({ state: 'refused', problems: [{ kind: 'series-elsewhere' }] })
    expect(await read([12])).toEqual([])
  })

  test('shows everything of a source that has published its figures already', async () => {
    await database.write(tenant, (writer) =>
      changeProtectionRule(writer, actor, {
        source: 'printed',
        validFrom: '2000-01-01',
        rule: { kind: 'already-published' },
        now,
      }),
    )
    const printed = { ...families, id: 20, key: 'printed', sourceKey: 'printed' }
    const small = {
      1: present(6),
      2: present(1),
      3: present(2),
      4: present(3),
      5: missing('secret-at-source'),
    }
    expect(await release('printed', [printed], facts(20, small))).toMatchObject({ secretCells: 0 })
    const cells = await read([20])
    expect(cells.map(({ cell }) => ('value' in cell ? cell.value : cell.missing))).toEqual([
      6,
      1,
      2,
      3,
      'secret-at-source',
    ])
  })

  test('of a published rate stands and falls with its base', async () => {
    const base = { ...families, id: 30, key: 'examined' }
    const rate: FamilySeries = {
      ...families,
      id: 31,
      key: 'healthy',
      kind: 'rate',
      unit: 'percent',
      base: 'examined',
    }
    const lonely: FamilySeries = { ...rate, id: 32, key: 'lonely', base: undefined }
    const examined = { 1: present(160), 2: present(3), 3: present(57), 4: present(50), 5: present(50) }
    const rates = { 1: present(50), 2: present(33.3), 3: present(50), 4: present(4), 5: present(50) }
    await release(
      'rates',
      [base, rate, lonely],
      [...facts(30, examined), ...facts(31, rates), ...facts(32, rates)],
    )
    const cells = await read([30, 31, 32])
    const shown = (series: number, place: number) =>
      cells.some((row) => row.seriesId === series && row.placeId === place && 'value' in row.cell)
    // 3 examined; 4 % of 50 are 2 children.
    expect(shown(30, 2)).toBe(false)
    expect(shown(31, 2)).toBe(false)
    expect(shown(31, 4)).toBe(false)
    expect(shown(31, town)).toBe(true)
    expect(
      cells
        .filter((row) => row.seriesId === 31 && 'value' in row.cell)
        .every((row) => shown(30, row.placeId)),
    ).toBe(true)
    expect(cells.some((row) => row.seriesId === 32 && 'value' in row.cell)).toBe(false)
  })
})

test('The rule of a source follows its dates, and without one counts of 1 to 4 are protected', async () => {
  await database.write(tenant, (writer) =>
    changeProtectionRule(writer, actor, {
      source: 'clinic',
      validFrom: '2020-01-01',
      rule: { kind: 'threshold', threshold: 10 },
      now,
    }),
  )
  const rule = (date: string) => database.read(tenant, (reader) => ruleFor(reader, 'clinic', date))
  expect(await rule('2019-12-31')).toEqual({ kind: 'threshold', threshold: 5 })
  expect(await rule('2020-01-01')).toEqual({ kind: 'threshold', threshold: 10 })
})

describe('exactFor', () => {
  const look = { reason: 'Rückfrage zur Lieferung', thing: 'delivery 12', about: [wholeTenant], now }

  test('opens a protected value for a person with the right and leaves a trace', async () => {
    const value = await database.write(tenant, (writer) => exactFor(writer, actor, new Protected([3]), look))
    expect(value).toEqual([3])
    const entries = await database.read(tenant, (reader) =>
      reader.db
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.tenantId, tenant), eq(auditEntries.action, 'figures.exact'))),
    )
    expect(entries).toMatchObject([
      { actor: 'Erfundene Planerin', thing: 'delivery 12', kind: 'look', reason: look.reason },
    ])
  })

  test('gives nothing to others, not even to a planner of another town', async () => {
    for (const other of [
      { ...actor, grants: wholeGrants('leadership') },
      { ...actor, tenantId: tenant + 1 },
    ]) {
      const value = await database.write(tenant, (writer) =>
        exactFor(writer, other, new Protected([3]), look),
      )
      expect(value).toBeUndefined()
    }
  })
})

test('A protected value shows itself neither in JSON nor as text nor to those who look inside', () => {
  const box = new Protected({ count: 3 })
  expect(JSON.stringify(box)).toBe('{}')
  expect(String(box)).not.toContain('3')
  expect(Object.getOwnPropertyNames(box)).toEqual([])
  expect(Reflect.ownKeys(box)).toEqual([])
})
