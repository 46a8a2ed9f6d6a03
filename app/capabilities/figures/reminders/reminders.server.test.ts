import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { createPerson } from '#app/capabilities/accounts/people/acceptance.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { sendNext } from '#app/platform/mail/sender.server.ts'
import { openTransport } from '#app/platform/mail/transport.server.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createIndicatorTown } from '../../../../tests/support/indicatorTown.ts'
import { type MailServer, startMailServer } from '../../../../tests/support/mailServer.ts'
import { changeContact } from '../calendar/contacts.server.ts'
import { changeException, createExpectation } from '../calendar/expectations.server.ts'
import { findVisitor, readLinkPage } from '../links/linkPage.server.ts'
import { markReminded, readRemindersPage } from './remindersPage.server.ts'
import { sendReminders } from './send.server.ts'
import { changeWish, findWhose } from './wishes.server.ts'

let store: TestDatabase
let database: Database
let admin: pg.Client
let server: MailServer
let actor: Actor
let expectation: number
let responsible: number
const settings = { publicUrl: 'https://kette.stadt.example', mails: true }
/** At nine in the morning in Germany. */
const morning = (day: string) => new Date(`${day}T08:00:00Z`)

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  server = await startMailServer()
  actor = await createIndicatorTown(database, 'teststadt')
  await admin.query('update tenants set demo = false')
  const person = { name: 'Rita Zuständig', email: 'rita@stadt.example', passwordHash: 'x', confirmed: true }
  responsible = (await database.shared((shared) => createPerson(shared, person, morning('2020-01-01'))))!
  await admin.query(`insert into memberships (tenant_id, account_id, role) values ($1, $2, 'coordination')`, [
    actor.tenantId,
    responsible,
  ])
  expectation = (await write((writer) => {
    const rule = { rhythm: 'calendar-year', keyDay: undefined, due: { kind: 'day', day: '03-15' } } as const
    const plan = { daysBefore: 14, onTheDay: true, everyDays: 7, most: 2 }
    const active = { activeFrom: '2020-01-01', activeTo: '2020-12-31' }
    const fields = { ...rule, ...active, series: [], responsibleId: responsible, note: '', reminders: plan }
    return createExpectation(writer, actor, { source: 'jugendamt', fields }, morning('2020-01-01'))
  }))!
})
afterAll(async () => {
  await server.stop()
  await database.close()
  await admin.end()
  await store.close()
})
beforeEach(async () => {
  await admin.query('delete from reminders; delete from reminder_wishes; delete from mails')
  await write((writer) =>
    changeContact(
      writer,
      actor,
      'jugendamt',
      { name: 'Ina Beispiel', email: 'ina@amt.example' },
      morning('2020-01-01'),
    ),
  )
})

type Writer = Parameters<Parameters<Database['write']>[1]>[0]
const write = <T>(work: (writer: Writer) => Promise<T>) => database.write(actor.tenantId, work)

/** What a look of the chore on that day brings into mailboxes. */
async function mailsOf(day: string, at = morning(day)) {
  await sendReminders(database, at, settings)
  const transport = openTransport({ smtpUrl: server.url, mailFrom: 'kette@stadt.example' })
  const before = server.received.length
  while (await sendNext(database, transport, at));
  return server.received.slice(before).map(({ recipients, parsed }) => ({
    to: recipients[0],
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
  }))
}
const office = (mails: Awaited<ReturnType<typeof mailsOf>>) =>
  mails.filter(({ to }) => to === 'ina@amt.example')
const linkIn = (text: string, part: string) =>
  new RegExp(`https://kette.stadt.example/teststadt/${part}/([\\w-]+)`).exec(text)![1]!

const visitorBy = (text: string, day: string) =>
  database.read(actor.tenantId, (reader) => findVisitor(reader, linkIn(text, 'zulieferung'), morning(day)))
const remindersOn = (day: string) =>
  database.read(actor.tenantId, (reader) =>
    readRemindersPage(reader, actor, {
      language: 'de',
      now: morning(day),
      sender: { tenant: { name: 'T', slug: 'teststadt' }, publicUrl: '' },
    }),
  )

describe('an office', () => {
  test('is reminded before, on and after the due date, each time once, with its link', async () => {
    expect(office(await mailsOf('2020-02-28'))).toEqual([])
    const [first, ...more] = office(await mailsOf('2020-03-03'))
    expect(more).toEqual([])
    expect(first!.subject).toBe('Zahlen bis 16. März 2020: jugendamt, 2019')
    expect(first!.text).toContain('- Familien')
    const found = await visitorBy(first!.text, '2020-03-03')
    expect(found?.link).toMatchObject({ purpose: 'upload', name: 'Ina Beispiel' })
    expect(office(await mailsOf('2020-03-04'))).toEqual([])
    expect(office(await mailsOf('2020-03-16')).map(({ subject }) => subject)).toEqual([
      'Heute fällig: jugendamt, 2019',
    ])
    const [late] = office(await mailsOf('2020-03-23'))
    expect(late!.subject).toBe('Überfällig: jugendamt, 2019')
    // The same link each time: the office may keep it.
    expect(linkIn(late!.text, 'zulieferung')).toBe(linkIn(first!.text, 'zulieferung'))
    expect(office(await mailsOf('2020-03-30'))).toHaveLength(1)
    expect(office(await mailsOf('2020-04-06'))).toEqual([])
  })

  test('sees through its link what it owes, however long ago it was due', async () => {
    const [mail] = office(await mailsOf('2020-03-03'))
    const visitor = (await visitorBy(mail!.text, '2020-03-03'))!
    const awaitedOn = (day: string) =>
      database.read(actor.tenantId, async (reader) => {
        const page = await readLinkPage(reader, visitor, { language: 'de', now: morning(day) })
        return page.awaited.map(({ period, state }) => [period, state])
      })
    expect(await awaitedOn('2020-03-03')).toEqual([['2019', 'expected']])
    expect(await awaitedOn('2021-08-01')).toEqual([['2019', 'overdue']])
  })

  test('gets one mail from several processes that look at once', async () => {
    const at = morning('2020-03-16')
    await Promise.all([1, 2, 3, 4].map(() => sendReminders(database, at, settings)))
    expect(office(await mailsOf('2020-03-16'))).toHaveLength(1)
  })

  test('that wants no reminders gets none, with one press and without an account, until it wants them again', async () => {
    const [mail] = office(await mailsOf('2020-03-03'))
    const token = linkIn(mail!.text, 'erinnerungen')
    const settle = (rhythm: 'none' | 'single') =>
      write(async (writer) =>
        changeWish(writer, (await findWhose(writer, token))!, rhythm, morning('2020-03-03')),
      )
    await settle('none')
    expect(office(await mailsOf('2020-03-16'))).toEqual([])
    await settle('single')
    expect(office(await mailsOf('2020-03-17'))).toHaveLength(1)
    const forged = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect(await database.read(actor.tenantId, (reader) => findWhose(reader, forged))).toBeUndefined()
  })

  test('with another contact: the former one’s way out is void, and the new one is reminded', async () => {
    const [mail] = office(await mailsOf('2020-03-03'))
    const other = { name: 'Olaf Muster', email: 'olaf@amt.example' }
    await write((writer) => changeContact(writer, actor, 'jugendamt', other, morning('2020-03-04')))
    const token = linkIn(mail!.text, 'erinnerungen')
    expect(await database.read(actor.tenantId, (reader) => findWhose(reader, token))).toBeUndefined()
    const mails = await mailsOf('2020-03-16')
    expect(mails.filter(({ to }) => to === 'olaf@amt.example')).toHaveLength(1)
  })

  test('that moves to another address is not handed the link of the former one', async () => {
    const [mail] = office(await mailsOf('2020-03-03'))
    const former = linkIn(mail!.text, 'zulieferung')
    expect((await remindersOn('2020-03-16'))[0]!.address).toContain(former)
    const other = { name: 'Ina Beispiel', email: 'ina@zentrale.example' }
    await write((writer) => changeContact(writer, actor, 'jugendamt', other, morning('2020-03-04')))
    expect((await remindersOn('2020-03-16'))[0]).toMatchObject({
      contact: { hasMail: true },
      address: undefined,
    })
  })

  test('is left alone about what is left out or announced, at night, and where no mail server is', async () => {
    const settle = (more: { skippedBecause?: string; announcedFor?: string }) => {
      const exception = {
        periodKey: '2019',
        movedTo: undefined,
        skippedBecause: undefined,
        announcedFor: undefined,
        ...more,
      }
      return write((writer) => changeException(writer, actor, expectation, exception, morning('2020-03-01')))
    }
    await settle({ skippedBecause: 'Umstellung' })
    expect(office(await mailsOf('2020-03-16'))).toEqual([])
    await settle({ announcedFor: '2020-03-20' })
    expect(office(await mailsOf('2020-03-16'))).toEqual([])
    await settle({})
    expect(office(await mailsOf('2020-03-16', new Date('2020-03-16T02:00:00Z')))).toEqual([])
    await sendReminders(database, morning('2020-03-16'), { ...settings, mails: false })
    expect((await admin.query('select from reminders')).rowCount).toBe(0)
  })

  test('that somebody has reminded by hand is not reminded again', async () => {
    const now = morning('2020-03-16')
    const rows = () => remindersOn('2020-03-16')
    const [row] = await rows()
    expect(row).toMatchObject({ kind: 'on', isDone: false, contact: { name: 'Ina Beispiel', hasMail: true } })
    expect(await write((writer) => markReminded(writer, actor, row!.key, now))).toBe(true)
    expect((await rows())[0]!.isDone).toBe(true)
    expect(await write((writer) => markReminded(writer, actor, row!.key, now))).toBe(false)
    expect(office(await mailsOf('2020-03-16'))).toEqual([])
  })
})

describe('who is responsible', () => {
  const rita = (mails: Awaited<ReturnType<typeof mailsOf>>) =>
    mails.filter(({ to }) => to === 'rita@stadt.example')

  test('gets one letter a week with all that is coming up, from Monday on', async () => {
    // 9 March 2020 is a Monday.
    expect(rita(await mailsOf('2020-03-08'))).toEqual([])
    const [digest, ...more] = rita(await mailsOf('2020-03-09'))
    expect(more).toEqual([])
    expect(digest!.text).toContain('In den nächsten 14 Tagen fällig:\n- jugendamt, 2019 (16. März 2020)')
    expect(rita(await mailsOf('2020-03-10'))).toEqual([])
    const [next] = rita(await mailsOf('2020-03-17'))
    expect(next!.text).toContain('Überfällig:\n- jugendamt, 2019')
  })

  test('may want each by itself, or nothing, without signing in', async () => {
    const [digest] = rita(await mailsOf('2020-03-09'))
    const token = linkIn(digest!.text, 'erinnerungen')
    const settle = (rhythm: 'none' | 'single' | 'daily') =>
      write(async (writer) =>
        changeWish(writer, (await findWhose(writer, token))!, rhythm, morning('2020-03-09')),
      )
    await settle('single')
    expect(rita(await mailsOf('2020-03-16')).map(({ subject }) => subject)).toEqual([
      'Heute fällig: jugendamt, 2019',
    ])
    await settle('none')
    expect(rita(await mailsOf('2020-03-23'))).toEqual([])
    await settle('daily')
    expect(rita(await mailsOf('2020-03-24'))).toHaveLength(1)
    expect(rita(await mailsOf('2020-03-25'))).toHaveLength(1)
  })

  test('and has no role here any more is not written to', async () => {
    await admin.query('delete from memberships where account_id = $1', [responsible])
    expect(rita(await mailsOf('2020-03-30'))).toEqual([])
  })
})
