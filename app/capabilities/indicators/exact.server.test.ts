import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor, Grant } from '#app/capabilities/accounts/account.ts'
import { readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import { auditEntries } from '#app/capabilities/accounts/audit/audit.table.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createIndicatorTown, now } from '../../../tests/support/indicatorTown.ts'
import type { DefinitionInput } from './definition.ts'
import { findExactChoice, readExactTable } from './exact.server.ts'
import { readExactForm } from './exactReason.ts'
import { changeIndicator, createIndicator } from './indicators.server.ts'

let store: TestDatabase
let database: Database
let owner: Actor

const visits: DefinitionInput = {
  key: 'besuchsquote',
  validFrom: '2018-01-01',
  name: 'Besuchsquote',
  nameEn: 'Visit rate',
  formula: 'besucht / familien',
  publishedSeries: undefined,
  unit: 'percent',
  decimals: 0,
  direction: 'up',
  periodKind: 'calendar-year',
  phase: 'geburt',
  field: 'hilfen',
  ...{ meaning: '', meaningEn: '', method: '', methodEn: '', sourceNote: '', sourceNoteEn: '' },
  breaks: [],
  targets: [{ place: 'teststadt', comparison: 'at-least', path: [{ year: 2017, value: 64 }] }],
}

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  owner = await createIndicatorTown(database, 'teststadt')
  const share = { ...visits, key: 'anteil', formula: 'besucht / familien@teststadt', targets: [] }
  await database.write(owner.tenantId, async (writer) => {
    expect(await createIndicator(writer, owner, visits, now)).toMatchObject({ ok: true })
    expect(await createIndicator(writer, owner, share, now)).toMatchObject({ ok: true })
  })
}, 60_000)

afterAll(async () => {
  await database.close()
  await store.close()
})

const planner = (...grants: Grant[]): Actor => ({
  accountId: 7,
  name: 'Erika Beispiel',
  grants,
  tenantId: owner.tenantId,
})
const scoped = (places: string[], fields: string[] = []): Grant => ({
  role: 'planning',
  scope: { places, organisations: [], fields },
})

const look = (actor: Actor, year: number | undefined, indicator = 'besuchsquote') =>
  database.write(owner.tenantId, (writer) =>
    readExactTable(writer, actor, { indicator, language: 'de', reason: 'Planung für Ost', year, now }),
  )
const entries = () =>
  database.read(owner.tenantId, async (reader) =>
    (await reader.db.select().from(auditEntries)).filter(({ action }) => action === 'figures.exact'),
  )
const valuesOf = (table: Awaited<ReturnType<typeof look>>) =>
  table?.years.map(({ year, rows }) => [
    year,
    rows.map(({ place, cells }) => [
      place,
      ...cells.map((cell) => ('value' in cell ? cell.value : cell.missing)),
    ]),
  ])

describe('exact values', () => {
  test('show what was delivered, secret counts too, and leave a look with its reason', async () => {
    const before = (await entries()).length
    const table = await look(planner(scoped([])), 2018)
    expect(table?.columns.map(({ name }) => name)).toEqual(['davon besucht', 'Familien'])
    expect(valuesOf(table)).toEqual([
      [
        2018,
        [
          ['Teststadt', 159, 250],
          ['Nord', 96, 120],
          ['Süd', 60, 90],
          ['Ost', 3, 40],
        ],
      ],
    ])
    const all = await entries()
    expect(all.length).toBe(before + 1)
    expect(all.at(-1)).toMatchObject({
      kind: 'look',
      actor: 'Erika Beispiel',
      thing: 'indicator besuchsquote',
      reason: 'Planung für Ost',
      details: { year: 2018, places: ['land', 'teststadt', 'nord', 'sued', 'ost'] },
    })
  })

  test('of all years come the latest first', async () => {
    expect((await look(planner(scoped([])), undefined))?.years.map(({ year }) => year)).toEqual([2018, 2017])
    expect((await look(planner(scoped([])), 1999))?.years).toEqual([])
  })

  test('are those of the places in the scope of the person, of two roles those of both', async () => {
    expect(valuesOf(await look(planner(scoped(['ost'])), 2018))).toEqual([[2018, [['Ost', 3, 40]]]])
    const both = await look(planner(scoped(['ost']), scoped(['nord'], ['hilfen'])), 2018)
    expect(both?.years[0]?.rows.map(({ place }) => place)).toEqual(['Nord', 'Ost'])
  })

  test('of a place outside of the scope are not shown by a formula that compares with it', async () => {
    const table = await look(planner(scoped(['ost'])), 2018, 'anteil')
    expect(table?.columns.map(({ name }) => name)).toEqual(['davon besucht'])
    expect(valuesOf(table)).toEqual([[2018, [['Ost', 3]]]])
  })

  test('are nothing for those without the right, in another field, or of an unknown indicator; and nothing is recorded', async () => {
    const before = (await entries()).length
    const coordination = planner({
      role: 'coordination',
      scope: { places: [], organisations: [], fields: [] },
    })
    for (const actor of [coordination, planner(scoped([], ['schule'])), planner(scoped(['anderswo']))]) {
      const wanted = { indicator: 'besuchsquote', language: 'de' as const }
      expect(
        await database.read(owner.tenantId, (reader) => findExactChoice(reader, actor, wanted)),
      ).toBeUndefined()
      expect(await look(actor, 2018)).toBeUndefined()
    }
    expect(await look(planner(scoped([])), 2018, 'gibt-es-nicht')).toBeUndefined()
    expect((await entries()).length).toBe(before)
  })

  test('leave computed pages valid', async () => {
    const mark = () => database.read(owner.tenantId, readStateMark)
    const before = await mark()
    await look(planner(scoped([])), 2018)
    expect(await mark()).toBe(before)
  })
})

describe('the form that asks for the reason', () => {
  const read = (fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    return readExactForm(form)
  }

  test('wants a purpose, and words where none of those offered fits', () => {
    expect(read({})).toEqual({ ok: false, errors: ['purpose'] })
    expect(read({ zweck: 'other', begruendung: 'neugierig' })).toEqual({
      ok: false,
      errors: ['text-missing'],
    })
    expect(read({ zweck: 'other', begruendung: '  neun   \n x ' })).toEqual({
      ok: false,
      errors: ['text-missing'],
    })
    expect(read({ zweck: 'other', begruendung: 'zehn Zeich' })).toMatchObject({
      ok: true,
      text: 'zehn Zeich',
    })
    expect(read({ zweck: 'planning', jahr: '2018' })).toEqual({
      ok: true,
      purpose: 'planning',
      text: '',
      year: 2018,
    })
    expect(read({ zweck: 'planning', begruendung: 'x'.repeat(501) })).toEqual({
      ok: false,
      errors: ['text-long'],
    })
  })
})

test('a changed indicator stands in the trail with what changed, and no more', async () => {
  const { key: _key, ...input } = visits
  const target = { place: 'teststadt', comparison: 'at-least' as const }
  const changed = {
    ...input,
    name: 'Besuche',
    targets: [
      {
        ...target,
        path: [
          { year: 2017, value: 64 },
          { year: 2018, value: 70 },
        ],
      },
    ],
  }
  await database.write(owner.tenantId, (writer) =>
    changeIndicator(writer, owner, 'besuchsquote', changed, now),
  )
  const [entry] = await database.read(owner.tenantId, async (reader) =>
    (await reader.db.select().from(auditEntries)).filter(({ action }) => action === 'indicators.change'),
  )
  expect(entry?.details).toEqual({
    before: { name: 'Besuchsquote', targets: { teststadt: { values: { 2018: null } } } },
    after: { name: 'Besuche', targets: { teststadt: { values: { 2018: 70 } } } },
  })
})
