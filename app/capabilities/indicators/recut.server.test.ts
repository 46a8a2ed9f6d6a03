import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { importFile, releaseFamilies } from '#app/capabilities/figures/figures.server.ts'
import { recutPlaces } from '#app/capabilities/places/history/recut.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createIndicatorTown, now } from '../../../tests/support/indicatorTown.ts'
import { createIndicator, getResults } from './indicators.server.ts'

let store: TestDatabase
let database: Database
let actor: Actor

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  actor = await createIndicatorTown(database, 'teststadt')
  const families = {
    key: 'familien',
    validFrom: '2017-01-01',
    name: 'Familien',
    nameEn: '',
    formula: 'familien',
    publishedSeries: undefined,
    unit: 'count',
    decimals: 1,
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
    targets: [],
  } as const
  expect(
    await database.write(actor.tenantId, (writer) => createIndicator(writer, actor, families, now)),
  ).toHaveProperty('ok', true)
}, 60_000)

afterAll(async () => {
  await database.close()
  await store.close()
})

/** "2017 nord: 110"; converted ones with "~". */
async function shown(): Promise<readonly string[]> {
  const [result] = await database.read(actor.tenantId, (reader) =>
    getResults(reader, { indicators: ['familien'], language: 'de' }),
  )
  const write = (cell: object) => ('value' in cell ? String(cell.value) : 'missing')
  return result!.rows.flatMap(({ place, readings, converted }) => [
    ...readings.map(({ year, cell }) => `${year} ${place.key}: ${write(cell)}`),
    ...[...(converted ?? [])].map(([year, cell]) => `${year} ${place.key}: ~${write(cell)}`),
  ])
}

/** The first year of the new ones; Ost stayed as it was. */
async function deliver2019(): Promise<void> {
  const lines = ['Ort;Jahr;Familien;davon besucht', 'Hafen;2019;97;70', 'Mitte;2019;118;90', 'Ost;2019;41;30']
  const content = Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8')
  const file = {
    content: async function* () {
      yield content
    },
    size: content.length,
    fileName: 'besuche-2019.csv',
    source: 'jugendamt',
    receivedOn: '2020-03-14',
    note: '',
    corrections: {},
  }
  const outcome = await importFile(database, actor, file, now)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  await releaseFamilies(database, actor, outcome.familyIds, now)
}

test('former years keep their areas; the new ones get a course by the table, with the same sum', async () => {
  const before = await shown()
  expect(before).toEqual(expect.arrayContaining(['2017 nord: 110', '2018 sued: 90']))
  const decision = { happenedOn: '2019-01-01', base: 'Einwohner', note: '', decidedBy: 'Rat (erfunden)' }
  const recut = {
    names: ['Hafen', 'Mitte'],
    rows: [
      { key: 'nord', parts: ['3200', '1800'], whole: '5000' },
      { key: 'sued', parts: ['1000', '4000'], whole: '5000' },
    ],
    childParts: new Map(),
  }
  const done = await database.write(actor.tenantId, (writer) =>
    recutPlaces(writer, actor, { recut, decision }, async () => new Map(), now),
  )
  expect(done).toHaveProperty('keys', ['hafen', 'mitte'])
  expect(await shown()).toEqual(before)
  await deliver2019()
  const after = await shown()
  for (const line of before) expect(after).toContain(line)
  // Of 110 families in Nord and 95 in Süd in 2017: 64 % and 20 %, 36 % and 80 %; together 205 as before. 2018: 120 and 90.
  expect(after.filter((line) => /hafen|mitte/.test(line))).toEqual([
    '2017 hafen: missing',
    '2018 hafen: missing',
    '2019 hafen: 97',
    '2017 hafen: ~89.4',
    '2018 hafen: ~94.8',
    '2017 mitte: missing',
    '2018 mitte: missing',
    '2019 mitte: 118',
    '2017 mitte: ~115.6',
    '2018 mitte: ~115.2',
  ])
})
