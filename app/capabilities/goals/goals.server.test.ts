import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { createFamily } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { createSeries, createSources } from '#app/capabilities/figures/figures.server.ts'
import { createHeadings, createIndicator } from '#app/capabilities/indicators/indicators.server.ts'
import {
  createOrganisations,
  listOrganisations,
} from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import { type Database, openDatabasePool, rowsOf, type Writer } from '#app/platform/database.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { type NewGoal, newGoalForm, newProgrammeForm } from './goal.ts'
import {
  changeGoal,
  createGoal,
  createProgramme,
  findGoal,
  listGoalTree,
  listProgrammes,
} from './goals.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
let other: number
const now = new Date('2026-03-01T10:00:00Z')
const german = { language: 'de' } as const

const goal = (key: string, more: Partial<NewGoal> = {}): NewGoal => ({
  key,
  programme: 'neu',
  parent: null,
  level: 'strategic',
  title: `Ziel ${key}`,
  titleEn: `Goal ${key}`,
  text: '',
  textEn: '',
  indicators: [],
  ...more,
})

const write = <T>(work: (writer: Writer) => Promise<T>) => database.write(tenant, work)
const create = (one: NewGoal) => write((writer) => createGoal(writer, commandLineActor(tenant), one, now))
const tree = (wanted: { programme?: string; year?: number } = {}) =>
  database.read(tenant, (reader) => listGoalTree(reader, { ...german, ...wanted }))

async function createCatalogues(writer: Writer): Promise<void> {
  const actor = commandLineActor(tenant)
  for (const [key, from, to] of [
    ['neu', 2016, 2020],
    ['alt', 2012, 2015],
  ] as const)
    await createProgramme(
      writer,
      actor,
      { key, name: `Katalog ${key}`, nameEn: `Catalogue ${key}`, from, to },
      now,
    )
}

/** A series that the indicator can speak of. */
async function createVisits(writer: Writer): Promise<void> {
  const actor = commandLineActor(tenant)
  const named = { key: 'visits', name: 'Besuche', nameEn: 'Visits' }
  const familyId = await createFamily(writer, actor, named, now)
  const [office] = await listOrganisations(writer, 'de')
  await createSources(writer, actor, [{ ...named, organisationId: office!.id }], now)
  const series = {
    ...named,
    meaning: '',
    meaningEn: '',
    unit: 'count',
    kind: 'count',
    decimals: 0,
    periodKind: 'calendar-year',
    reportedUnder: 'start',
    partOf: undefined,
    base: undefined,
    dimensions: [],
    overPlaces: 'none' as const,
    overTime: 'none' as const,
    comparableKinds: [],
    note: '',
    noteEn: '',
    aliases: [],
    familyId,
    source: 'visits',
  } as const
  await createSeries(writer, actor, [series], now)
}

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  const town = { kind: 'municipality', demo: true, note: '', noteEn: '' } as const
  tenant = await database.shared((shared) =>
    createTenant(shared, { slug: 'probe', name: 'Probe', nameEn: 'Trial', ...town }),
  )
  other = await database.shared((shared) =>
    createTenant(shared, { slug: 'andere', name: 'Andere', nameEn: 'Other', ...town }),
  )
  await write(async (writer) => {
    const actor = commandLineActor(tenant)
    const place = { parent: undefined, ags: undefined, tile: undefined, aliases: [], invented: true }
    await createPlaces(writer, actor, [{ key: 'probe', name: 'Probe', kind: 'town', ...place }], now)
    await createOrganisations(
      writer,
      actor,
      [{ key: 'amt', name: 'Amt', nameEn: 'Office', kind: 'office' }],
      now,
    )
    const heading = (key: string, name: string, nameEn: string) => [{ key, name, nameEn, position: 1 }]
    await createHeadings(writer, actor, 'phase', heading('kita', 'Kita', 'Kindergarten'), now)
    await createHeadings(writer, actor, 'field', heading('health', 'Gesundheit', 'Health'), now)
    await createVisits(writer)
    const words = { meaning: 'm', meaningEn: '', method: '', methodEn: '', sourceNote: '', sourceNoteEn: '' }
    const definition = {
      key: 'zwei',
      validFrom: '2012-01-01',
      name: 'Zwei',
      nameEn: 'Two',
      formula: 'visits',
      publishedSeries: undefined,
      unit: 'count',
      decimals: 0,
      direction: 'up',
      periodKind: 'calendar-year',
      phase: 'kita',
      field: 'health',
      breaks: [],
      targets: [],
      ...words,
    } as const
    expect(await createIndicator(writer, actor, definition, now)).toEqual({ ok: true, key: 'zwei' })
    await createCatalogues(writer)
  })
  await create(
    goal('a-risiko', { programme: 'alt', change: { kind: 'dropped', note: 'entfallen', noteEn: 'ended' } }),
  )
  await create(goal('a-gesund', { programme: 'alt' }))
  await create(
    goal('gesund', { position: 2, change: { kind: 'kept', from: 'a-gesund', note: 'weiter', noteEn: '' } }),
  )
  await create(goal('bildung', { position: 1, change: { kind: 'added', note: '', noteEn: '' } }))
  await create(
    goal('impfung', {
      parent: 'gesund',
      level: 'operational',
      phase: 'kita',
      field: 'health',
      responsible: 'amt',
      indicators: ['zwei'],
    }),
  )
})

afterAll(async () => {
  await database.close()
  await store.close()
})

describe('the tree of goals', () => {
  test('shows the latest catalogue, numbered by position', async () => {
    const shown = await tree()
    expect(shown?.programme.key).toBe('neu')
    expect(shown?.goals.map(({ number, key }) => `${number} ${key}`)).toEqual(['1 bildung', '2 gesund'])
    expect(shown?.goals[1]?.children.map(({ number }) => number)).toEqual(['2.1'])
  })

  test('gives a goal its phase, field, responsible office and indicators in the language of the reader', async () => {
    const shown = await database.read(tenant, (reader) => listGoalTree(reader, { language: 'en' }))
    expect(shown?.goals[1]?.children[0]).toMatchObject({
      title: 'Goal impfung',
      phase: 'Kindergarten',
      field: 'Health',
      responsible: 'Office',
      indicatorKeys: ['zwei'],
    })
  })

  test('counts a strategic goal by the goals below it', async () => {
    const shown = await tree()
    expect(shown?.goals[1]?.counts).toEqual(shown?.goals[1]?.children[0]?.counts)
    expect(Object.values(shown?.counts ?? {}).reduce((a, b) => a + b, 0)).toBe(2)
  })

  test('says what changed against the catalogue before', async () => {
    const shown = await tree()
    expect(shown?.change).toMatchObject({ kept: 1, changed: [], added: [{ key: 'bildung' }] })
    expect(shown?.change?.ended.map(({ key, number }) => `${number} ${key}`)).toEqual(['1 a-risiko'])
    expect((await tree({ programme: 'alt' }))?.change).toBeUndefined()
  })

  test('is not there for an unknown catalogue or for another town', async () => {
    expect(await tree({ programme: 'x' })).toBeUndefined()
    expect(await database.read(other, (reader) => listGoalTree(reader, german))).toBeUndefined()
    expect(await database.read(other, (reader) => listProgrammes(reader, 'de'))).toEqual([])
  })
})

describe('one goal', () => {
  test('knows its parent and its way through the catalogues, from both ends', async () => {
    const find = (key: string) => database.read(tenant, (reader) => findGoal(reader, key, german))
    const later = await find('gesund')
    expect(later?.history.map(({ key }) => key)).toEqual(['a-gesund', 'gesund'])
    expect((await find('a-gesund'))?.history.map(({ key }) => key)).toEqual(['a-gesund', 'gesund'])
    expect((await find('impfung'))?.parent).toMatchObject({ key: 'gesund', number: '2' })
    expect(await find('nirgends')).toBeUndefined()
  })
})

describe('a new goal', () => {
  const refusals: [string, NewGoal, string][] = [
    ['a key that exists', goal('gesund'), 'key-taken'],
    ['an unknown catalogue', goal('x', { programme: 'x' }), 'unknown-programme'],
    ['an unknown parent', goal('x', { parent: 'x' }), 'unknown-parent'],
    ['a parent in another catalogue', goal('x', { parent: 'a-gesund' }), 'parent-elsewhere'],
    [
      'an unknown forerunner',
      goal('x', { change: { kind: 'kept', from: 'x', note: '', noteEn: '' } }),
      'unknown-origin',
    ],
    ['an unknown office', goal('x', { responsible: 'x' }), 'unknown-organisation'],
    ['an unknown indicator', goal('x', { indicators: ['zwei', 'drei'] }), 'unknown-indicators'],
  ]
  test.each(refusals)('is refused with %s, and nothing is stored', async (_, one, refused) => {
    expect(await create(one)).toMatchObject({ refused })
    expect(await database.read(tenant, (reader) => findGoal(reader, 'x', german))).toBeUndefined()
  })

  test('stands after the others if nobody says where', async () => {
    await create(goal('zuletzt'))
    expect((await tree())?.goals.at(-1)?.key).toBe('zuletzt')
  })

  test('needs a key that can stand in an address, and a title', () => {
    expect(newGoalForm.safeParse(goal('gut-so')).success).toBe(true)
    expect(newGoalForm.safeParse(goal('Nicht so')).success).toBe(false)
    expect(newGoalForm.safeParse(goal('x', { title: ' ' })).success).toBe(false)
    const backwards = { key: 'k', name: 'K', nameEn: 'K', from: 2020, to: 2016 }
    expect(newProgrammeForm.safeParse(backwards).success).toBe(false)
  })
})

describe('a changed goal', () => {
  test('takes new words and indicators, keeps the rest, and the audit knows both states', async () => {
    const actor = commandLineActor(tenant)
    const change = { title: 'Besser', indicators: [] }
    expect(await write((writer) => changeGoal(writer, actor, 'impfung', change, now))).toHaveProperty('id')
    const sheet = await database.read(tenant, (reader) => findGoal(reader, 'impfung', german))
    expect(sheet?.goal).toMatchObject({ title: 'Besser', phase: 'Kita', indicatorKeys: [] })
    const entries = await database.read(tenant, (reader) =>
      rowsOf<{ details: unknown }>(
        reader,
        sql`select details from audit_entries where action = 'goals.change'`,
      ),
    )
    expect(entries).toEqual([
      { details: { before: { title: 'Ziel impfung', indicators: ['zwei'] }, after: change } },
    ])
  })

  test('is refused if there is no such goal or indicator', async () => {
    const actor = commandLineActor(tenant)
    const attempt = (key: string, indicators: string[]) =>
      write((writer) => changeGoal(writer, actor, key, { indicators }, now))
    expect(await attempt('nirgends', [])).toEqual({ refused: 'unknown-goal' })
    expect(await attempt('gesund', ['drei'])).toEqual({ refused: 'unknown-indicators', keys: ['drei'] })
  })
})
