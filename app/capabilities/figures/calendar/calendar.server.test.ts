import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createIndicatorTown } from '../../../../tests/support/indicatorTown.ts'
import { readDraft } from '../commands.server.ts'
import { readCompletenessMatrix, readCompletenessOverview } from '../completeness/completenessPage.server.ts'
import { createDelivery } from '../deliveries.server.ts'
import { importFile } from '../import.server.ts'
import { handInDelivery } from '../life/life.server.ts'
import { type CalendarEntry, listEntries } from './calendar.server.ts'
import { readCalendarPage, readExpectationPage } from './calendarPage.server.ts'
import { changeContact, listContacts } from './contacts.server.ts'
import type { ExpectationException } from './expectation.ts'
import {
  announceDelivery,
  changeException,
  changeExpectation,
  createExpectation,
  type ExpectationFields,
  findExpectation,
  removeExpectation,
} from './expectations.server.ts'

let store: TestDatabase
let database: Database
let actor: Actor
let visits: number
const now = new Date('2020-04-20T10:00:00Z')
const today = '2020-04-20'

const fields: ExpectationFields = {
  rhythm: 'calendar-year',
  keyDay: undefined,
  due: { kind: 'day', day: '03-15' },
  series: [],
  responsibleId: undefined,
  activeFrom: '2018-01-01',
  activeTo: undefined,
  note: '',
  reminders: { daysBefore: 14, onTheDay: true, everyDays: 14, most: 3 },
}

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  actor = await createIndicatorTown(database, 'teststadt')
  visits = (await write((writer) => createExpectation(writer, actor, { source: 'jugendamt', fields }, now)))!
})
afterAll(async () => {
  await database.close()
  await store.close()
})

type Writer = Parameters<Parameters<Database['write']>[1]>[0]
const write = <T>(work: (writer: Writer) => Promise<T>) => database.write(actor.tenantId, work)
const statesOf = async (day = today, id = visits) =>
  Object.fromEntries(
    (
      await database.read(actor.tenantId, (reader) =>
        listEntries(reader, () => true, { from: '2018-01-01', to: '2021-12-31' }, day),
      )
    )
      .filter(({ expectation }) => expectation.id === id)
      .map(({ period, state, dueOn }: CalendarEntry) => [period.key, `${state} ${dueOn}`]),
  )

const file = (text: string) => {
  const bytes = Buffer.from(text)
  return {
    size: bytes.length,
    content: async function* () {
      yield bytes
    },
  }
}

describe('expected deliveries', () => {
  test('follow from the rule and from what was released', async () => {
    expect(await statesOf()).toEqual({
      2017: 'released 2018-03-15',
      2018: 'released 2019-03-15',
      2019: 'overdue 2020-03-16',
      2020: 'expected 2021-03-15',
    })
  })

  test('can be moved, left out and announced for one period, and follow the rule again', async () => {
    const none: ExpectationException = {
      periodKey: '2019',
      movedTo: undefined,
      skippedBecause: undefined,
      announcedFor: undefined,
    }
    const settle = (more: Partial<ExpectationException>) =>
      write((writer) => changeException(writer, actor, visits, { ...none, ...more }, now))
    await settle({ movedTo: '2020-06-01' })
    expect((await statesOf())[2019]).toBe('expected 2020-06-01')
    await settle({ skippedBecause: 'Umstellung' })
    expect((await statesOf())[2019]).toBe('skipped 2020-03-16')
    await settle({})
    await write((writer) =>
      announceDelivery(writer, actor, visits, { periodKey: '2019', announcedFor: '2020-05-05' }, now),
    )
    expect((await statesOf('2020-05-05'))[2019]).toBe('announced 2020-03-16')
    expect((await statesOf('2020-05-06'))[2019]).toBe('overdue 2020-03-16')
    await settle({})
    expect((await statesOf())[2019]).toBe('overdue 2020-03-16')
  })

  test('are delivered once a file with all series is handed in, and partly there when a part is released', async () => {
    const id = await write(async (writer) => {
      const text = file('Ort;Jahr;Familien;davon besucht\nNord;2019;130;100\n')
      const given = {
        source: 'jugendamt',
        fileName: 'b.csv',
        mediaType: 'text/csv',
        receivedOn: today,
        note: '',
      }
      const created = await createDelivery(
        writer,
        actor,
        { ...given, size: text.size, content: text.content },
        now,
      )
      if (!created.ok) throw new Error(created.no)
      await readDraft(writer, actor, created.id, {}, now)
      return created.id
    })
    expect((await statesOf())[2019]).toBe('overdue 2020-03-16')
    expect(await write((writer) => handInDelivery(writer, actor, id, now))).toEqual({ ok: true })
    expect((await statesOf())[2019]).toBe('delivered 2020-03-16')
    const part = file('Ort;Jahr;Familien\nNord;2020;140\n')
    const imported = await importFile(
      database,
      actor,
      { ...part, fileName: 'teil.csv', source: 'jugendamt', receivedOn: today, note: '', corrections: {} },
      now,
    )
    expect(imported.ok).toBe(true)
    expect((await statesOf())[2020]).toBe('partly 2021-03-15')
    expect((await statesOf('2021-03-16'))[2020]).toBe('overdue 2021-03-15')
  })

  test('of series that are named count only these', async () => {
    const some = { ...fields, series: ['familien'] }
    const id = (await write((writer) =>
      createExpectation(writer, actor, { source: 'jugendamt', fields: some }, now),
    ))!
    expect((await statesOf(today, id))[2020]).toBe('released 2021-03-15')
    await write((writer) => changeExpectation(writer, actor, id, { ...some, activeTo: '2019-12-31' }, now))
    expect(Object.keys(await statesOf(today, id))).toEqual(['2017', '2018'])
    expect(await write((writer) => removeExpectation(writer, actor, id, now))).toBe(true)
    expect(await write((writer) => removeExpectation(writer, actor, id, now))).toBe(false)
    expect(await database.read(actor.tenantId, (reader) => findExpectation(reader, id))).toBeUndefined()
  })

  test('are settled by those who define what is delivered, and seen by offices for their own sources', async () => {
    const scope = { places: [], organisations: ['amt'], fields: [] }
    const office: Actor = { ...actor, accountId: 9, grants: [{ role: 'delivery_office', scope }] }
    const other: Actor = {
      ...office,
      grants: [{ role: 'delivery_office', scope: { ...scope, organisations: ['anderes'] } }],
    }
    await expect(write((writer) => changeExpectation(writer, office, visits, fields, now))).rejects.toThrow(
      'not allowed',
    )
    await expect(
      write((writer) =>
        announceDelivery(writer, other, visits, { periodKey: '2019', announcedFor: today }, now),
      ),
    ).rejects.toThrow('not allowed')
    const look = { language: 'de', now } as const
    const pageFor = (who: Actor) =>
      database.read(actor.tenantId, (reader) =>
        readCalendarPage(reader, who, { office: undefined, all: true }, look),
      )
    expect((await pageFor(office)).months.length).toBeGreaterThan(0)
    expect((await pageFor(other)).months).toEqual([])
    const sheetFor = (who: Actor) =>
      database.read(actor.tenantId, (reader) => readExpectationPage(reader, who, visits, look))
    expect(await sheetFor(other)).toBeUndefined()
  })

  test('show the contact only to those who settle them; another address is another person', async () => {
    const keep = (contact: Parameters<typeof changeContact>[3]) =>
      write((writer) => changeContact(writer, actor, 'jugendamt', contact, now))
    await keep({ name: 'Ina Beispiel', email: 'ina@amt.example' })
    const look = { language: 'de', now } as const
    const scope = { places: [], organisations: ['amt'], fields: [] }
    const office: Actor = { ...actor, accountId: 9, grants: [{ role: 'delivery_office', scope }] }
    const contactFor = (who: Actor) =>
      database.read(
        actor.tenantId,
        async (reader) => (await readExpectationPage(reader, who, visits, look))!.contact,
      )
    expect(await contactFor(actor)).toEqual({
      name: 'Ina Beispiel',
      email: 'ina@amt.example',
      noReminders: false,
    })
    expect(await contactFor(office)).toBeUndefined()
    await keep(undefined)
    expect((await database.read(actor.tenantId, listContacts)).size).toBe(0)
  })
})

describe('completeness', () => {
  const matrix = (seriesKey?: string) =>
    database.read(actor.tenantId, (reader) =>
      readCompletenessMatrix(
        reader,
        actor,
        { source: 'jugendamt', series: seriesKey, until: undefined },
        { language: 'de', now },
      ),
    )

  test('counts the places that have an entry of those that are expected, and knows what is missing or to come', async () => {
    const [table] = (await matrix())!.tables
    expect(table!.columns.map(({ key }) => key)).toContain('2019')
    const cellOf = (series: string, year: string) =>
      table!.rows.find(({ key }) => key === series)!.cells[
        table!.columns.findIndex(({ key }) => key === year)
      ]
    expect(cellOf('familien', '2018')).toEqual({ state: 'complete', there: 4, expected: 4 })
    // Ost had three visits: a secret count is there like any other.
    expect(cellOf('besucht', '2018')).toEqual({ state: 'complete', there: 4, expected: 4 })
    expect(cellOf('besucht', '2019')).toMatchObject({ state: 'missing', there: 0 })
    expect(cellOf('familien', '2020')).toEqual({ state: 'partly', there: 1, expected: 4 })
    expect(cellOf('besucht', '2020')).toMatchObject({ state: 'not-due' })
  })

  test('shows place by place what has come, and nothing but that', async () => {
    const detail = (await matrix('familien'))!.tables[0]!.detail!
    expect(detail.places.map(({ name }) => name)).toEqual(['Teststadt', 'Nord', 'Süd', 'Ost'])
    expect(new Set(detail.places.flatMap(({ cells }) => cells))).toEqual(new Set(['there', 'absent']))
  })

  test('says how new the figures of each source are', async () => {
    const overview = await database.read(actor.tenantId, (reader) =>
      readCompletenessOverview(reader, actor, { language: 'de', now: new Date('2021-04-01T10:00:00Z') }),
    )
    expect(overview.map(({ key, newest, freshness }) => [key, newest, freshness])).toEqual([
      ['bericht', '2018', { kind: 'stale', since: '2021-01-01' }],
      ['jugendamt', '2020', { kind: 'stale', since: '2021-03-15' }],
    ])
  })

  test('does not call figures current whose calendar begins after their time', async () => {
    const start = { ...fields, activeFrom: '2030-01-01' }
    await write((writer) => changeExpectation(writer, actor, visits, start, now))
    const overview = await database.read(actor.tenantId, (reader) =>
      readCompletenessOverview(reader, actor, { language: 'de', now: new Date('2030-02-01T10:00:00Z') }),
    )
    await write((writer) => changeExpectation(writer, actor, visits, fields, now))
    expect(overview.find(({ key }) => key === 'jugendamt')?.freshness).toEqual({
      kind: 'not-yet-expected',
      next: '2030-03-15',
    })
  })
})
