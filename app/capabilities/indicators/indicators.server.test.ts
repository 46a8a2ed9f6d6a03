import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createIndicatorTown, now } from '../../../tests/support/indicatorTown.ts'
import type { DefinitionInput } from './definition.ts'
import {
  changeIndicator,
  createIndicator,
  findOrigin,
  getResults,
  listIndicators,
} from './indicators.server.ts'

let store: TestDatabase
let database: Database
let actor: Actor
let stranger: Actor

const visits: DefinitionInput = {
  key: 'besuchsquote',
  validFrom: '2018-01-01',
  name: 'Besuchsquote',
  nameEn: 'Visit rate',
  formula: 'besucht / familien',
  publishedSeries: 'quote',
  unit: 'percent',
  decimals: 0,
  direction: 'up',
  periodKind: 'calendar-year',
  phase: 'geburt',
  field: 'hilfen',
  meaning: '',
  meaningEn: '',
  method: '',
  methodEn: '',
  sourceNote: '',
  sourceNoteEn: '',
  breaks: [],
  targets: [{ place: 'teststadt', comparison: 'at-least', path: [{ year: 2017, value: 64 }] }],
}

const reading: DefinitionInput = {
  ...visits,
  key: 'lesen-verhaeltnis',
  name: 'Lesen',
  nameEn: '',
  formula: 'lesen / lesen@land',
  publishedSeries: undefined,
  unit: 'ratio',
  decimals: 2,
  direction: 'down',
  targets: [],
}

const create = (input: DefinitionInput) =>
  database.write(actor.tenantId, (writer) => createIndicator(writer, actor, input, now))

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  actor = await createIndicatorTown(database, 'teststadt')
  stranger = await createIndicatorTown(database, 'andernorts')
  expect(await create(visits)).toEqual({ ok: true, key: 'besuchsquote' })
  expect(await create(reading)).toEqual({ ok: true, key: 'lesen-verhaeltnis' })
}, 60_000)

afterAll(async () => {
  await database.close()
  await store.close()
})

async function readingsOf(indicator: string, place: string) {
  const [result] = await database.read(actor.tenantId, (reader) =>
    getResults(reader, { indicators: [indicator], language: 'de' }),
  )
  return result!.rows.find((row) => row.place.key === place)?.readings ?? []
}

describe('results', () => {
  test('are computed from released counts, or published where counts are missing', async () => {
    const readings = await readingsOf('besuchsquote', 'teststadt')
    expect(readings.map(({ year, cell, basis }) => ({ year, cell, basis }))).toEqual([
      { year: 2016, cell: { value: 74, flags: ['published-rate'] }, basis: 'published' },
      { year: 2017, cell: { value: 64, flags: [] }, basis: 'computed' },
      { year: 2018, cell: { value: 63.6, flags: [] }, basis: 'computed' },
    ])
  })

  test('carry change, target, status, interval and a differing printed rate', async () => {
    const [before, , last] = await readingsOf('besuchsquote', 'teststadt')
    expect(before).toMatchObject({
      change: undefined,
      target: undefined,
      status: 'none',
      interval: undefined,
    })
    expect(last).toMatchObject({ change: { value: 0 }, target: 64, status: 'nearly', printed: 63 })
    expect(last?.interval?.map((end) => end.toFixed(1))).toEqual(['57.5', '69.3'])
  })

  test('of an area with a small count are secret, and so is one that would give it away', async () => {
    const secret = []
    for (const area of ['nord', 'sued', 'ost']) {
      const last = (await readingsOf('besuchsquote', area)).find(({ year }) => year === 2018)
      if (last && 'missing' in last.cell)
        secret.push({ area, reason: last.cell.missing, interval: last.interval })
    }
    expect(secret.length).toBeGreaterThanOrEqual(2)
    expect(secret).toContainEqual({ area: 'ost', reason: 'suppressed', interval: undefined })
    expect(new Set(secret.map(({ reason }) => reason))).toEqual(new Set(['suppressed']))
  })

  test('measure an area without its own target against the town', async () => {
    const areas = await readingsOf('besuchsquote', 'nord')
    expect(areas.find(({ year }) => year === 2017)).toMatchObject({ target: 64, status: 'reached' })
  })

  test('compare with the state, which is no row itself', async () => {
    const [result] = await database.read(actor.tenantId, (reader) =>
      getResults(reader, { indicators: ['lesen-verhaeltnis'], language: 'en' }),
    )
    expect(result?.indicator.name).toBe('Lesen')
    expect(result?.rows.map((row) => row.place.key)).toEqual(['teststadt', 'nord', 'sued', 'ost'])
    const values = result?.rows.map((row) =>
      'value' in row.readings[0]!.cell ? row.readings[0]!.cell.value : null,
    )
    expect(values?.map((value) => value?.toFixed(2))).toEqual(['0.90', '0.64', undefined, undefined])
  })

  test('can be had for the town alone and for chosen years', async () => {
    const results = await database.read(actor.tenantId, (reader) =>
      getResults(reader, { places: 'town', years: [2018], language: 'de' }),
    )
    expect(results.map((result) => result.indicator.key)).toEqual(['besuchsquote', 'lesen-verhaeltnis'])
    expect(results.every((result) => result.rows.length === 1 && result.years.join() === '2018')).toBe(true)
    expect(results[0]?.rows[0]?.readings[0]?.change).toMatchObject({ value: 0 })
  })

  test('of one tenant are out of sight of another', async () => {
    const results = await database.read(stranger.tenantId, (reader) => getResults(reader, { language: 'de' }))
    expect(results).toEqual([])
  })
})

describe('origin', () => {
  const originOf = (indicator: string, place: string, year: number) =>
    database.read(actor.tenantId, (reader) =>
      findOrigin(reader, { indicator, place, year, language: 'de', actor: undefined }),
    )

  test('names formula, numbers, files and rows', async () => {
    const origin = await originOf('besuchsquote', 'teststadt', 2018)
    expect(origin?.formula).toEqual({ words: 'davon besucht ÷ Familien', numbers: '159 ÷ 250' })
    expect(origin?.inputs).toMatchObject([
      {
        name: 'davon besucht',
        cell: { value: 159 },
        spots: [{ fileName: 'besuche.csv', row: 9, column: 4 }],
      },
      { name: 'Familien', cell: { value: 250 }, spots: [{ row: 9, column: 3 }], published: false },
      { name: 'Besuchsquote', cell: { value: 63 }, spots: [{ fileName: 'quoten.csv' }], published: true },
    ])
    expect(origin?.inputs[0]?.spots[0]?.releasedBy).toBeUndefined()
  })

  test('of a secret number shows where it came from, never the number', async () => {
    const origin = await originOf('besuchsquote', 'ost', 2018)
    const visited = origin?.inputs[0]
    expect(visited).toMatchObject({ cell: { missing: 'suppressed' }, spots: [{ row: 8, column: 4 }] })
    expect(JSON.stringify(visited?.cell)).not.toContain('3')
    expect(origin?.formula?.numbers).toContain('[geheim]')
  })

  test('of another place stands beside the own figure', async () => {
    const origin = await originOf('lesen-verhaeltnis', 'teststadt', 2018)
    expect(origin?.inputs.map(({ place }) => place)).toEqual(['Teststadt', 'Land'])
  })

  test('of what is not there is undefined', async () => {
    expect(await originOf('besuchsquote', 'teststadt', 1999)).toBeUndefined()
    expect(await originOf('besuchsquote', 'land', 2018)).toBeUndefined()
    expect(await originOf('gibt-es-nicht', 'teststadt', 2018)).toBeUndefined()
  })
})

describe('definitions', () => {
  const countOf = async (table: 'indicator_versions' | 'audit_entries') => {
    const query = sql`select count(*)::int as count from ${sql.identifier(table)}`
    const [row] = await database.read(actor.tenantId, (reader) => rowsOf<{ count: number }>(reader, query))
    return row!.count
  }

  test('that cannot be computed are refused with all reasons, and nothing is stored', async () => {
    const before = [await countOf('indicator_versions'), await countOf('audit_entries')]
    const wrong = {
      ...visits,
      name: '',
      formula: 'besuchte / familien',
      phase: 'mond',
      publishedSeries: 'familien',
    }
    const result = await create({
      ...wrong,
      key: 'falsch',
      targets: [{ ...visits.targets[0]!, place: 'mond' }],
    })
    expect(result).toMatchObject({ ok: false })
    expect(!result.ok && result.problems.map(({ field, kind }) => `${field} ${kind}`)).toEqual([
      'name name-missing',
      'formula formula',
      'publishedSeries series-unit',
      'phase phase-unknown',
      'path path-place',
    ])
    expect(!result.ok && result.problems[1]).toMatchObject({
      problem: { kind: 'unknown-series', position: 1, suggestion: 'besucht' },
    })
    expect([await countOf('indicator_versions'), await countOf('audit_entries')]).toEqual(before)
  })

  test('under a key that is taken are refused', async () => {
    expect(await create(visits)).toEqual({ ok: false, problems: [{ field: 'key', kind: 'key-taken' }] })
    const later = { ...visits, key: 'spaeter', validFrom: '2999-01-01' }
    expect(await create(later)).toMatchObject({ ok: true })
    expect(await create(later)).toEqual({ ok: false, problems: [{ field: 'key', kind: 'key-taken' }] })
  })

  test('change by a new version that holds from its date on; the old one still holds before', async () => {
    const { key: _key, ...same } = visits
    const changed = await database.write(actor.tenantId, (writer) =>
      changeIndicator(
        writer,
        actor,
        'besuchsquote',
        { ...same, name: 'Besuche', validFrom: '2020-01-01', targets: [{ ...visits.targets[0]!, path: [] }] },
        now,
      ),
    )
    expect(changed).toEqual({ ok: true, key: 'besuchsquote' })
    const namesOn = async (on?: string) =>
      (await database.read(actor.tenantId, (reader) => listIndicators(reader, 'de', on))).map(
        ({ name }) => name,
      )
    expect(await namesOn()).toEqual(['Besuche', 'Lesen'])
    expect(await namesOn('2019-12-31')).toEqual(['Besuchsquote', 'Lesen'])
    expect(await namesOn('2017-12-31')).toEqual([])
    const [, , last] = await readingsOf('besuchsquote', 'teststadt')
    expect(last).toMatchObject({ target: undefined, status: 'none' })
  })

  test('of indicators that do not exist, or of another tenant, cannot be changed', async () => {
    const { key: _key, ...same } = visits
    const change = (as: Actor, key: string) =>
      database.write(as.tenantId, (writer) => changeIndicator(writer, as, key, same, now))
    expect(await change(actor, 'gibt-es-nicht')).toBeUndefined()
    expect(await change(stranger, 'besuchsquote')).toBeUndefined()
  })
})
