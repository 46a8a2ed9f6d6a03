import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, wholeScope } from '#app/capabilities/accounts/account.ts'
import { Forbidden } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createIndicatorTown, now } from '../../../tests/support/indicatorTown.ts'
import type { DefinitionInput } from './definition.ts'
import { changeIndicator, createIndicator, getResults } from './indicators.server.ts'
import { changeTarget, findTargetSheet } from './targets.server.ts'

let store: TestDatabase
let database: Database
let planner: Actor
/** Coordinates the area "nord" only. */
let coordinator: Actor

const definition: DefinitionInput = {
  key: 'besuchsquote',
  validFrom: '2012-01-01',
  name: 'Besuchsquote',
  nameEn: '',
  formula: 'besucht / familien',
  publishedSeries: undefined,
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
  targets: [{ place: 'teststadt', comparison: 'at-least', path: [{ year: 2016, value: 60 }] }],
}

const set = (actor: Actor, place: string, value: number | undefined, indicator = 'besuchsquote') => {
  const path = value === undefined ? [] : [{ year: 2017, value }]
  const target = { place, comparison: 'at-least', path, decidedBy: 'Stadtteilkonferenz' } as const
  return database.write(actor.tenantId, (writer) =>
    changeTarget(writer, actor, { indicator, target, validFrom: '2017-01-01' }, now),
  )
}

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  planner = await createIndicatorTown(database, 'zielstadt')
  const grant = { role: 'area_coordination', scope: { ...wholeScope, places: ['nord'] } } as const
  coordinator = { ...planner, name: 'Erfundene Person', grants: [grant] }
  await database.write(planner.tenantId, (writer) => createIndicator(writer, planner, definition, now))
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const sheetOf = (actor: Actor) =>
  database.read(actor.tenantId, (reader) => findTargetSheet(reader, actor, 'besuchsquote', 'de'))
const heldOf = async (actor: Actor) =>
  (await sheetOf(actor))?.held.map(({ place, target }) => [place.key, target.path.at(-1)?.value])

describe('the target of a place', () => {
  test('is set by those in whose scope it lies, and judged at once', async () => {
    expect(await set(coordinator, 'nord', 75)).toBe(true)
    expect(await heldOf(coordinator)).toEqual([
      ['teststadt', 60],
      ['nord', 75],
    ])
    const [result] = await database.read(planner.tenantId, (reader) =>
      getResults(reader, { indicators: ['besuchsquote'], language: 'de' }),
    )
    const nord = result?.rows.find(({ place }) => place.key === 'nord')
    expect(nord?.readings.find(({ year }) => year === 2018)).toMatchObject({ target: 75, status: 'reached' })
  })

  test('outside of the scope stays as it is', async () => {
    expect((await sheetOf(coordinator))?.own.map(({ key }) => key)).toEqual(['nord'])
    for (const place of ['sued', 'teststadt', 'land', 'nirgends'])
      await expect(set(coordinator, place, 99)).rejects.toThrow(Forbidden)
    expect(await heldOf(planner)).toEqual([
      ['teststadt', 60],
      ['nord', 75],
    ])
  })

  test('ends with an empty path, and the town’s own is left alone', async () => {
    expect(await set(coordinator, 'nord', undefined)).toBe(true)
    expect(await heldOf(coordinator)).toEqual([['teststadt', 60]])
  })

  test('and the definition can be changed by two people at once: both versions are kept', async () => {
    const { key, ...changed } = { ...definition, targets: [] }
    const change = (name: string) =>
      database.write(planner.tenantId, (writer) =>
        changeIndicator(writer, planner, key, { ...changed, name }, now),
      )
    const outcomes = await Promise.all(['Quote A', 'Quote B', 'Quote C'].map(change))
    expect(outcomes.map((outcome) => outcome?.ok)).toEqual([true, true, true])
  })

  test('of what isn’t there is not set', async () => {
    expect(await set(planner, 'nirgends', 5)).toBe(false)
    expect(await set(planner, 'nord', 5, 'gibt-es-nicht')).toBe(false)
  })
})
