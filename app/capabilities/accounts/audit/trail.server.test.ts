import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { wholeGrants } from '../account.ts'
import {
  commandLineActor,
  createAccount,
  createMembership,
  createTenant,
  recordAccountEvent,
  recordAudit,
  recordLook,
} from '../accounts.server.ts'
import type { AuditAction } from './actionTexts.ts'
import { findEntry, listAccountEvents, listEntries, listOccurring } from './trail.server.ts'
import type { TrailFilter, TrailPart } from './trail.ts'
import { openTrailFile, recordTrailDownload } from './trailFile.server.ts'
import { readEntryPage, readEventsPage, readTrailPage } from './trailPage.server.ts'

let store: TestDatabase
let database: Database
let here: number
let elsewhere: number
const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour))

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  const town = (slug: string) => ({ slug, name: slug, nameEn: slug, note: '', noteEn: '', demo: false })
  const create = (slug: string) =>
    database.shared((shared) => createTenant(shared, { ...town(slug), kind: 'municipality' }))
  here = await create('hierstadt')
  elsewhere = await create('dortstadt')
  const write = (
    tenant: number,
    name: string,
    action: AuditAction,
    thing: string,
    hour: number,
    details = {},
  ) =>
    database.write(tenant, (writer) =>
      recordAudit(writer, { ...commandLineActor(tenant), name }, { action, thing, details, at: at(hour) }),
    )
  for (let number = 1; number <= 120; number++)
    await write(here, number % 2 ? 'Erika Beispiel' : 'Max Muster', 'goals.change', `goal ziel-${number}`, 8)
  await write(here, '=cmd|calc', 'delivery.accept', 'delivery 12', 9, { facts: 7 })
  await database.write(here, (writer) =>
    recordLook(writer, commandLineActor(here), {
      action: 'figures.exact',
      thing: 'indicator besuchsquote',
      reason: '+1; "Anfrage"',
      at: at(22),
    }),
  )
  await write(here, 'Max Muster', 'indicators.change', 'indicator besuchsquote', 23, {
    before: { name: 'Alt' },
    after: { name: 'Neu' },
  })
  await write(elsewhere, 'Fremde Person', 'goals.change', 'goal fremd', 8)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const list = (filter: TrailFilter, part: TrailPart = {}) =>
  database.read(here, (reader) => listEntries(reader, filter, part))
const positions = async (filter: TrailFilter, part: TrailPart = {}) =>
  (await list(filter, part)).rows.map(({ position }) => position)

describe('the list of entries', () => {
  test('goes from the newest to the oldest and back, without gaps or repetitions', async () => {
    const seen: number[] = []
    let part: TrailPart = {}
    for (;;) {
      const found = await list({}, part)
      seen.push(...found.rows.map(({ position }) => position))
      expect(found.hasNewer).toBe('before' in part)
      if (!found.hasOlder) break
      part = { before: found.rows.at(-1)!.position }
    }
    expect(seen).toEqual(Array.from({ length: 123 }, (_, index) => 123 - index))
    const back = await list({}, { after: 23 })
    expect([back.rows[0]?.position, back.rows.at(-1)?.position]).toEqual([73, 24])
    expect([back.hasNewer, back.hasOlder]).toEqual([true, true])
    expect((await list({}, { after: 100 })).hasNewer).toBe(false)
  })

  test('is filtered by person, kind, action and thing', async () => {
    expect(
      (await positions({ person: 'Max Muster' })).every((position) => position % 2 === 0 || position === 123),
    ).toBe(true)
    expect(await positions({ kind: 'look' })).toEqual([122])
    expect(await positions({ action: 'delivery.accept' })).toEqual([121])
    expect(await positions({ thing: 'indicator besuchsquote' })).toEqual([123, 122])
    expect(await positions({ thing: '%' })).toEqual([])
    expect(await positions({ kind: 'look', person: 'Max Muster' })).toEqual([])
  })

  test('is filtered by days as they are in Germany', async () => {
    // 22:00 UTC on March 1st is 23:00 in Germany, 23:00 UTC is the next day.
    expect((await positions({ to: '2026-03-01' }))[0]).toBe(122)
    expect(await positions({ from: '2026-03-02' })).toEqual([123])
    expect(await positions({ from: '2026-03-02', to: '2026-03-01' })).toEqual([])
  })

  test('shows nothing of another tenant, nor its people', async () => {
    expect(await positions({ thing: 'fremd' })).toEqual([])
    const { persons, actions } = await database.read(here, listOccurring)
    expect(persons.map(({ names }) => names)).toEqual([
      ['=cmd|calc'],
      ['Befehlszeile'],
      ['Erika Beispiel'],
      ['Max Muster'],
    ])
    expect(actions).not.toContain('weather')
    expect(await database.read(elsewhere, (reader) => findEntry(reader, 2))).toBeUndefined()
  })

  test('keeps people of one name apart, and one person together whose name has changed', async () => {
    const town = { slug: 'drittstadt', name: 'D', nameEn: 'D', note: '', noteEn: '', demo: false }
    const third = await database.shared((shared) => createTenant(shared, { ...town, kind: 'municipality' }))
    const people = [
      [7, 'Ada Zwilling'],
      [8, 'Ada Zwilling'],
      [9, 'Bela Alt'],
      [9, 'Bela Neu'],
    ] as const
    for (const [accountId, name] of people)
      await database.write(third, (writer) =>
        recordAudit(
          writer,
          { ...commandLineActor(third), accountId, name },
          { action: 'goals.change', thing: 'goal a', details: {}, at: at(8) },
        ),
      )
    const page = (person?: string) =>
      database.read(third, (reader) => readTrailPage(reader, { person }, 'de'))
    expect((await page()).persons).toEqual([
      { value: '7', label: 'Ada Zwilling (Konto 7)' },
      { value: '8', label: 'Ada Zwilling (Konto 8)' },
      { value: '9', label: 'Bela Alt / Bela Neu' },
    ])
    const shown = async (person: string) => (await page(person)).rows.map(({ position }) => position)
    expect(await shown('7')).toEqual([1])
    expect(await shown('9')).toEqual([4, 3])
    expect(await shown('10')).toEqual([])
  })

  test('stands in German words and finds what is typed in them', async () => {
    const page = (thing: string) => database.read(here, (reader) => readTrailPage(reader, { thing }, 'de'))
    expect((await page('Lieferung 12')).rows).toMatchObject([
      { position: 121, action: 'Lieferung freigegeben', thing: 'Lieferung 12', actor: '=cmd|calc' },
    ])
    expect((await page('Kennzahl')).rows).toHaveLength(2)
  })
})

test('one entry is shown with before and after', async () => {
  const entry = await database.read(here, (reader) => readEntryPage(reader, 123, 'de'))
  expect(entry).toMatchObject({
    action: 'Kennzahl geändert',
    page: 'zahlen/besuchsquote',
    hasNext: false,
    changes: [{ field: 'Name', before: 'Alt', after: 'Neu' }],
  })
  expect(await database.read(here, (reader) => readEntryPage(reader, 999, 'de'))).toBeUndefined()
})

describe('the file', () => {
  const read = async (filter: TrailFilter) => {
    const body = openTrailFile((work) => database.read(here, work), filter, 'de')
    const [head, ...lines] = (await new Response(body).text()).split('\r\n')
    return { head, lines: lines.filter((line) => line !== '') }
  }

  test('holds all entries of the filter, the newest first, and nothing that a spreadsheet would run', async () => {
    const { head, lines } = await read({})
    expect(head).toMatch(/^Nr\.;Zeitpunkt;Person;Konto;Art;Was;Gegenstand;Begründung;/)
    expect(lines).toHaveLength(123)
    expect(lines[0]).toMatch(/^123;2026-03-01T23:00:00\.000Z;Max Muster;0;Änderung;Kennzahl geändert;/)
    expect(lines[0]).toContain(';Name: Alt → Neu;')
    expect(lines[1]).toContain(`;"'+1; ""Anfrage""";`)
    expect(lines[2]).toContain(";'=cmd|calc;")
    expect((await read({ kind: 'look' })).lines).toHaveLength(1)
  })

  test('is itself recorded as a look, with what was chosen', async () => {
    const actor = { ...commandLineActor(elsewhere), name: 'Erika Beispiel' }
    const filter = { person: 'Fremde Person' }
    await database.write(elsewhere, (writer) => recordTrailDownload(writer, actor, filter, at(12)))
    const found = await database.read(elsewhere, (reader) => listEntries(reader, {}, {}))
    expect(found.rows[0]).toMatchObject({
      kind: 'look',
      action: 'audit.export',
      actor: 'Erika Beispiel',
      details: { filter: '?person=Fremde+Person' },
    })
    const nobody = { ...actor, grants: wholeGrants('coordination') }
    await expect(
      database.write(elsewhere, (writer) => recordTrailDownload(writer, nobody, {}, at(12))),
    ).rejects.toThrow('not allowed')
  })
})

test('account events are those of people who have a role here now', async () => {
  const [mine, theirs] = await database.shared(async (shared) => [
    await createAccount(shared, { key: 'hier', name: 'Erika Beispiel', invented: true }),
    await createAccount(shared, { key: 'dort', name: 'Fremde Person', invented: true }),
  ])
  await database.write(here, (writer) => createMembership(writer, mine!, wholeGrants('planning')[0]!))
  await database.write(elsewhere, (writer) => createMembership(writer, theirs!, wholeGrants('planning')[0]!))
  for (const accountId of [mine!, theirs!, mine!])
    await database.shared((shared) =>
      recordAccountEvent(shared, {
        accountId,
        actor: accountId === mine ? 'Erika Beispiel' : 'Fremde Person',
        action: 'sign-in',
        details: { method: 'password' },
        at: at(10),
      }),
    )
  const found = await database.read(here, (reader) => listAccountEvents(reader, {}, {}))
  expect(found.rows.map(({ position, person }) => [position, person])).toEqual([
    [3, 'Erika Beispiel'],
    [1, 'Erika Beispiel'],
  ])
  const page = await database.read(here, (reader) => readEventsPage(reader, { person: String(theirs) }, 'de'))
  expect(page.rows).toEqual([])
  expect(page.members.map(({ label }) => label)).toEqual(['Erika Beispiel'])
  // A rename does not rewrite what happened.
  await database.shared((shared) =>
    shared.db.execute(sql`update accounts set name = 'Erika Neu' where id = ${mine!}`),
  )
  const [renamed] = (await database.read(here, (reader) => listAccountEvents(reader, {}, {}))).rows
  expect(renamed).toMatchObject({ person: 'Erika Neu', actor: 'Erika Beispiel' })
})
