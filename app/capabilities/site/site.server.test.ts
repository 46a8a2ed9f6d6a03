import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, type Role, wholeGrants } from '#app/capabilities/accounts/account.ts'
import {
  changeTenantAddresses,
  createTenant,
  Forbidden,
  readTenantAddresses,
} from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { changeFeedback, createFeedback, listFeedback, removeFeedback } from './feedback.server.ts'
import { tidySite } from './housekeeping.server.ts'
import type { SiteContent } from './site.ts'
import {
  changeSitePage,
  findShownPage,
  findSiteVersion,
  listFilledSlots,
  listSitePages,
  listSiteVersions,
} from './sitePages.server.ts'

let store: TestDatabase
let database: Database
let admin: pg.Client
let here: number
let elsewhere: number
let erika: Actor
let otto: Actor
const now = new Date('2026-11-22T09:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  const town = (slug: string) => ({
    slug,
    name: slug,
    nameEn: slug,
    kind: 'municipality' as const,
    demo: false,
    note: '',
    noteEn: '',
  })
  here = await database.shared((shared) => createTenant(shared, town('hierstadt')))
  elsewhere = await database.shared((shared) => createTenant(shared, town('dortstadt')))
  erika = somebody('Erika Beispiel')
  otto = somebody('Otto Muster', 'administration')
})

afterAll(async () => {
  await admin.end()
  await database.close()
  await store.close()
})

const somebody = (name: string, role: Role = 'coordination'): Actor => ({
  accountId: 1,
  name,
  grants: wholeGrants(role),
  tenantId: here,
})

const write = (
  actor: Actor,
  base: number,
  content: SiteContent,
  page: { kind?: 'imprint' | 'plain-language'; language?: 'de' | 'en' } = {},
) =>
  database.write(here, (writer) =>
    changeSitePage(writer, actor, { kind: 'imprint', language: 'de', base, content, ...page }, now),
  )

describe('a page of the town', () => {
  test('gets a version with every change, and all are kept', async () => {
    expect(await write(erika, 0, { body: 'Hierstadt' })).toEqual({ done: 'saved', version: 1 })
    expect(await write(otto, 1, { body: 'Hierstadt', phone: '1' })).toEqual({ done: 'saved', version: 2 })
    expect(await write(erika, 2, { body: 'Hierstadt', phone: '1' })).toEqual({
      done: 'unchanged',
      version: 2,
    })
    const versions = await database.read(here, (reader) => listSiteVersions(reader, 'imprint', 'de'))
    expect(versions.map(({ version, content, changedBy }) => ({ version, content, changedBy }))).toEqual([
      { version: 2, content: { body: 'Hierstadt', phone: '1' }, changedBy: 'Otto Muster' },
      { version: 1, content: { body: 'Hierstadt' }, changedBy: 'Erika Beispiel' },
    ])
  })

  test('that somebody else changed meanwhile is not overwritten unseen', async () => {
    const answer = await write(erika, 1, { body: 'Andere Stadt' })
    expect(answer).toMatchObject({ refused: 'overtaken', now: { version: 2, changedBy: 'Otto Muster' } })
    expect(await write(erika, 2, { body: 'Andere Stadt' })).toEqual({ done: 'saved', version: 3 })
  })

  test('changed by many at the same moment is changed by one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => write(erika, 3, { body: `Stadt ${i}` })),
    )
    expect(answers.filter((answer) => 'done' in answer && answer.done === 'saved')).toHaveLength(1)
    for (const answer of answers) if ('refused' in answer) expect(answer.now.version).toBe(4)
    const same = await Promise.all(Array.from({ length: 4 }, () => write(erika, 4, { body: 'Gleich' })))
    expect(same.every((answer) => 'done' in answer && answer.version === 5)).toBe(true)
  })

  test('is changed by nobody without the right, and leaves an entry that names fields but no person', async () => {
    await expect(write(somebody('Fach Kraft', 'practitioner'), 5, {})).rejects.toThrow(Forbidden)
    await write(erika, 5, { body: 'Hierstadt', representative: 'Gudrun Geheim', confirmed: 'yes' })
    const { rows } = await admin.query(
      'select action, thing, details::text as details from audit_entries where tenant_id = $1 order by position desc limit 1',
      [here],
    )
    expect(rows[0]).toMatchObject({ action: 'site.change', thing: 'page imprint de' })
    expect(JSON.parse(rows[0].details)).toMatchObject({
      version: 6,
      fields: ['body', 'representative', 'confirmed'],
      after: { confirmed: 'yes' },
    })
    expect(rows[0].details).not.toContain('Gudrun')
  })

  test('is German where it isn’t written in English, and belongs to its town alone', async () => {
    const shown = (language: 'de' | 'en', tenant = here) =>
      database.read(tenant, (reader) => findShownPage(reader, 'imprint', language))
    expect(await shown('en')).toMatchObject({ language: 'de', version: 6 })
    await write(erika, 0, { body: 'Heretown' }, { language: 'en' })
    expect(await shown('en')).toMatchObject({ language: 'en', version: 1 })
    expect(await shown('de', elsewhere)).toBeUndefined()
    expect(
      await database.read(elsewhere, (reader) => findSiteVersion(reader, 'imprint', 'de')),
    ).toBeUndefined()
    const pages = await database.read(here, (reader) => listSitePages(reader))
    expect(pages.map(({ kind, language, version }) => [kind, language, version])).toEqual([
      ['imprint', 'de', 6],
      ['imprint', 'en', 1],
    ])
  })

  test('of a language slot is linked while it holds something', async () => {
    const slots = (at: Date) => listFilledSlots(here, (work) => database.read(here, work), at)
    expect(await slots(days(1))).toEqual([])
    await write(erika, 0, { text: 'Hallo.' }, { kind: 'plain-language' })
    expect(await slots(days(2))).toEqual(['plain-language'])
    await write(erika, 1, {}, { kind: 'plain-language' })
    expect(await slots(days(3))).toEqual([])
    expect(await listFilledSlots(elsewhere, (work) => database.read(elsewhere, work), now)).toEqual([])
  })
})

test('the town’s mailboxes are changed with an entry that does not name them', async () => {
  const addresses = { contactEmail: 'kontakt@hierstadt.example', feedbackEmail: null }
  await database.write(here, (writer) => changeTenantAddresses(writer, erika, addresses, now))
  expect(await database.read(here, (reader) => readTenantAddresses(reader))).toEqual(addresses)
  expect(await database.read(elsewhere, (reader) => readTenantAddresses(reader))).toEqual({
    contactEmail: null,
    feedbackEmail: null,
  })
  const { rows } = await admin.query(
    "select details::text as details from audit_entries where action = 'site.addresses'",
  )
  expect(rows).toHaveLength(1)
  expect(rows[0].details).not.toContain('hierstadt.example')
})

describe('a message about a barrier', () => {
  const message = { text: 'Zu klein.', page: '/hierstadt', replyTo: 'mutter@example.org', token: 'one' }
  const send = (change: Partial<typeof message> = {}) =>
    database.write(here, (writer) => createFeedback(writer, { ...message, ...change }, now))
  const list = (state: 'open' | 'done', actor = erika) =>
    database.read(here, (reader) => listFeedback(reader, actor, state))

  test('sent twice with one form is one message, changed in between it is another', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => send()))
    expect(answers.filter((id) => id !== undefined)).toHaveLength(1)
    expect(await send({ text: 'Und noch etwas.' })).toBeDefined()
    expect(await send({ token: 'two' })).toBeDefined()
    expect((await list('open')).items.map((item) => item.text)).toEqual([
      'Zu klein.',
      'Und noch etwas.',
      'Zu klein.',
    ])
  })

  test('is read by those who may, in their own town', async () => {
    await expect(list('open', somebody('Lea Leitung', 'leadership'))).rejects.toThrow(Forbidden)
    const other = await database.read(elsewhere, (reader) => listFeedback(reader, erika, 'open'))
    expect(other).toEqual({ items: [], open: 0, done: 0 })
  })

  test('is dealt with, opened again, deleted only when dealt with, each with an entry without its words', async () => {
    const [first] = (await list('open')).items
    const change = (done: boolean, id = first!.id) =>
      database.write(here, (writer) => changeFeedback(writer, erika, { id, done }, now))
    const remove = () =>
      database.write(here, (writer) => removeFeedback(writer, erika, { id: first!.id }, now))
    expect(await remove()).toBe(false)
    expect(await change(true)).toBe(true)
    expect(await list('done')).toMatchObject({
      items: [{ id: first!.id, doneBy: 'Erika Beispiel' }],
      open: 2,
      done: 1,
    })
    expect(await change(false)).toBe(true)
    expect(await change(true, 999)).toBe(false)
    await change(true)
    expect(await remove()).toBe(true)
    expect(await remove()).toBe(false)
    const { rows } = await admin.query(
      "select action, thing, details::text from audit_entries where action like 'feedback.%' order by position",
    )
    expect(rows.map((row) => row.action)).toEqual([
      'feedback.done',
      'feedback.reopen',
      'feedback.done',
      'feedback.remove',
    ])
    expect(JSON.stringify(rows)).not.toMatch(/klein|mutter/)
  })

  test('is forgotten 90 days after it was dealt with, and not before; one that waits stays', async () => {
    const [first] = (await list('open')).items
    await database.write(here, (writer) => changeFeedback(writer, erika, { id: first!.id, done: true }, now))
    expect(await tidySite(database, days(90))).toBe(0)
    expect(await tidySite(database, new Date(days(90).getTime() + 1))).toBe(1)
    expect(await list('open')).toMatchObject({ open: 1, done: 0 })
  })
})
