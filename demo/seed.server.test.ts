import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import { listReleases } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { listReleasedDeliveries } from '#app/capabilities/figures/figures.server.ts'
import { listGoalTree } from '#app/capabilities/goals/goals.server.ts'
import type { IndicatorResult } from '#app/capabilities/indicators/indicator.ts'
import { getResults } from '#app/capabilities/indicators/indicators.server.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { auditing } from '../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts'
import { publishedFigures } from './published.ts'
import { seedDemo } from './seed.server.ts'

let store: TestDatabase
let database: Database
let hamm: number
let musterstadt: number
let seconds: number
const steps: number[] = []
let results: ReadonlyMap<string, IndicatorResult>

const readResults = (tenant: number) =>
  database.read(tenant, async (reader) => {
    const list = await getResults(reader, { language: 'de' })
    return new Map(list.map((result) => [result.indicator.key, result]))
  })

const findReading = (indicator: string, place: string, year: number) =>
  results
    .get(indicator)
    ?.rows.find((row) => row.place.key === place)
    ?.readings.find((reading) => reading.year === year)

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  const start = performance.now()
  await seedDemo(database, (progress) => steps.push(progress))
  seconds = (performance.now() - start) / 1000
  const tenants = await database.shared((shared) => listTenants(shared, 'de'))
  hamm = tenants.find((tenant) => tenant.slug === 'hamm')!.id
  musterstadt = tenants.find((tenant) => tenant.slug === 'musterstadt')!.id
  results = await readResults(hamm)
}, 120_000)

afterAll(async () => {
  await database.close()
  await store.close()
})

describe('the demonstration', () => {
  test('is ready in less than 30 seconds and says how far it is', () => {
    expect(seconds).toBeLessThan(30)
    expect(steps.toSorted((a, b) => a - b)).toEqual(steps)
    expect([steps[0], steps.at(-1)]).toEqual([0, 1])
  })

  test.each(publishedFigures)(
    'shows %s of %s in %i as it was printed: %d',
    (indicator, place, year, value) => {
      const reading = findReading(indicator, place, year)
      const { decimals, unit } = results.get(indicator)!.indicator
      expect(reading?.cell).toHaveProperty('value')
      const shown = reading && 'value' in reading.cell ? reading.cell.value : Number.NaN
      expect(unit === 'eur' ? shown : Number(shown.toFixed(decimals))).toBe(value)
    },
  )

  test('computes what has counts and marks what has only a rate', () => {
    const computed = findReading('besuchsquote', 'hamm', 2018)!
    expect(computed.basis).toBe('computed')
    expect(computed.cell).toMatchObject({ value: expect.closeTo((1340 / 1634) * 100, 10), flags: [] })
    const published = findReading('besuchsquote', 'heessen', 2018)!
    expect(published).toMatchObject({ basis: 'published', cell: { value: 93, flags: ['published-rate'] } })
  })

  test('shows 85.9 where 85 was printed and keeps the printed rate', () => {
    const reading = findReading('lernfoerderung', 'hamm', 2013)!
    expect(reading).toMatchObject({ basis: 'computed', printed: 85 })
    expect(reading.cell).toMatchObject({ value: expect.closeTo(85.94, 2) })
  })

  test('judges against the targets of the town', () => {
    const statusOf = (indicator: string) => findReading(indicator, 'hamm', 2018)!.status
    expect(statusOf('vera3-lesen')).toBe('reached')
    expect(statusOf('lernfoerderung')).toBe('reached')
    expect(statusOf('empfehlung-gymnasium-realschule')).toBe('reached')
    expect(statusOf('verbleib-gymnasium')).toBe('nearly')
    expect(statusOf('ohne-abschluss')).toBe('missed')
    expect(statusOf('ambulante-hilfen')).toBe('missed')
    expect(statusOf('besuchsquote')).toBe('none')
  })

  test('asks about what the printed tables leave open', async () => {
    const findings = await database.read(hamm, (reader) =>
      rowsOf<{ kind: string; parameters: Record<string, string | number> }>(
        reader,
        sql`select kind, parameters from findings where tenant_id = ${hamm}`,
      ),
    )
    expect(findings).toContainEqual({
      kind: 'unassigned-difference',
      parameters: expect.objectContaining({
        series: 'school_entry_examined',
        period: '2017/18',
        difference: 14,
      }),
    })
    expect(findings).toContainEqual({
      kind: 'rate-differs',
      parameters: expect.objectContaining({
        series: 'learning_support_rate',
        period: '2012/13',
        printed: 85,
      }),
    })
    const cohort = findings.filter(
      ({ kind, parameters }) => kind === 'unassigned-difference' && parameters.period === '2018/19',
    )
    expect(cohort).toEqual([])
  })

  test('hides small counts of the invented town, but most of it can be seen', async () => {
    const releases = await database.read(musterstadt, (reader) => listReleases(reader, 'de'))
    expect(releases.map((release) => release.state)).toEqual(['current', 'current', 'current', 'current'])
    for (const { shownCells, secretCells } of releases) expect(shownCells).toBeGreaterThan(secretCells)
    const own = await readResults(musterstadt)
    const cells = [...own.values()].flatMap((result) =>
      result.rows.flatMap((row) => row.readings.map((reading) => reading.cell)),
    )
    const secret = cells.filter((cell) => 'missing' in cell && cell.missing === 'suppressed').length
    expect(secret).toBeGreaterThan(0)
    expect(secret / cells.length).toBeLessThan(0.4)
  })

  test('hides nothing of what Hamm has published', async () => {
    const releases = await database.read(hamm, (reader) => listReleases(reader, 'de'))
    expect(releases.map((release) => release.secretCells).filter((count) => count > 0)).toEqual([])
  })

  test('shows the goals with their state', async () => {
    const tree = await database.read(hamm, (reader) => listGoalTree(reader, { language: 'de' }))
    expect(tree?.programme.key).toBe('2016-2020')
    expect(tree?.year).toBe(2018)
    expect(tree?.goals.map((goal) => goal.number)).toEqual(['1', '2', '3', '4', '5'])
    expect(tree?.change?.ended.map((goal) => goal.title)).toContain('Risiken früh erkennen und verfolgen')
    expect(tree?.change?.changed.map((goal) => goal.key)).toContain('abschluss')
  })

  test('stays as it is when it is installed again', async () => {
    const state = () =>
      database.read(hamm, async (reader) => ({
        deliveries: await listReleasedDeliveries(reader, 'de'),
        releases: (await listReleases(reader, 'de')).map((release) => release.id),
        goals: await listGoalTree(reader, { language: 'de' }),
        audit: await rowsOf(reader, sql`select count(*) from audit_entries where tenant_id = ${hamm}`),
      }))
    const before = await state()
    await seedDemo(database, () => {})
    expect(await state()).toEqual(before)
  })
})

test('a start that ends in the middle is carried on by the next one', async () => {
  const own = await createTestDatabase()
  const interrupted = openDatabasePool(own.appUrl)
  const stopAt = (words: string) => (_progress: number, sentence: string) => {
    if (sentence.includes(words)) throw new Error('stopped')
  }
  const content = (pool: Database) =>
    pool.read(hamm, async (reader) => ({
      deliveries: (await listReleasedDeliveries(reader, 'de')).map((delivery) => delivery.fileName),
      families: (await listReleases(reader, 'de')).map(
        (release) => `${release.familyKey} ${release.shownCells}`,
      ),
    }))
  try {
    await expect(seedDemo(interrupted, stopAt('kita_betreuung'))).rejects.toThrow('stopped')
    await expect(seedDemo(interrupted, stopAt('Freigabe Lernförderung'))).rejects.toThrow('stopped')
    await expect(seedDemo(interrupted, stopAt('Musterstadt'))).rejects.toThrow('stopped')
    expect(await content(interrupted)).toEqual(await content(database))
  } finally {
    await interrupted.close()
    await own.close()
  }
}, 60_000)
