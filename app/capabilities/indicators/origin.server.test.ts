import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { createFamily } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { createSeries, importFile, releaseFamilies } from '#app/capabilities/figures/figures.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createIndicatorTown, now } from '../../../tests/support/indicatorTown.ts'
import { createIndicator, findOrigin } from './indicators.server.ts'

let store: TestDatabase
let database: Database
let actor: Actor

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  actor = await createIndicatorTown(database, 'teststadt')
}, 60_000)

afterAll(async () => {
  await database.close()
  await store.close()
})

const months = Array.from({ length: 12 }, (_, i) => `${String(i + 1).padStart(2, '0')}/2018`)

async function deliver(fileName: string, lines: readonly string[]): Promise<void> {
  const content = Buffer.from(['Ort;Monat;Anmeldungen', ...lines, ''].join('\r\n'))
  const file = {
    content: async function* () {
      yield content
    },
    size: content.length,
    fileName,
    source: 'bericht',
    receivedOn: '2019-01-14',
    note: '',
    corrections: {},
  }
  const outcome = await importFile(database, actor, file, now)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  await releaseFamilies(database, actor, outcome.familyIds, now)
}

test('a year that is made of months names the delivery and the line of every month', async () => {
  await database.write(actor.tenantId, async (writer) => {
    const names = { name: 'Anmeldungen', nameEn: 'Registrations', meaning: '', meaningEn: '' }
    const familyId = await createFamily(writer, actor, { key: 'anmeldungen', ...names }, now)
    const monthly = {
      key: 'anmeldungen',
      ...names,
      unit: 'count' as const,
      kind: 'count' as const,
      decimals: 0,
      periodKind: 'month' as const,
      reportedUnder: 'start' as const,
      partOf: undefined,
      base: undefined,
      dimensions: [],
      overPlaces: 'sum' as const,
      overTime: 'sum' as const,
      comparableKinds: [],
      note: '',
      noteEn: '',
      aliases: [],
      familyId,
      source: 'bericht',
    }
    await createSeries(writer, actor, [monthly], now)
  })
  const line = (month: string, index: number) => `Teststadt;${month};${index + 10}`
  await deliver('erstes-halbjahr.csv', months.slice(0, 6).map(line))
  await deliver('zweites-halbjahr.csv', months.slice(6).map(line))
  const created = await database.write(actor.tenantId, (writer) =>
    createIndicator(
      writer,
      actor,
      {
        key: 'anmeldungen',
        validFrom: '2018-01-01',
        name: 'Anmeldungen',
        nameEn: 'Registrations',
        formula: 'anmeldungen',
        publishedSeries: undefined,
        unit: 'count',
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
        targets: [],
      },
      now,
    ),
  )
  expect(created).toMatchObject({ ok: true })
  const origin = await database.read(actor.tenantId, (reader) =>
    findOrigin(reader, {
      indicator: 'anmeldungen',
      place: 'teststadt',
      year: 2018,
      language: 'de',
      actor: undefined,
    }),
  )
  const [input] = origin!.inputs
  expect(input).toMatchObject({ cell: { value: 10 * 6 + 15 + 10 * 6 + 15 } })
  expect(input!.spots.map(({ periodKey, fileName, row }) => [periodKey, fileName, row])).toEqual(
    months.map((_, index) => [
      `2018-${String(index + 1).padStart(2, '0')}`,
      index < 6 ? 'erstes-halbjahr.csv' : 'zweites-halbjahr.csv',
      (index % 6) + 2,
    ]),
  )
})
