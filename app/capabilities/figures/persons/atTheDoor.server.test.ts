import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { rowXml, workbookOf } from '#app/platform/tables/xlsx.fixture.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { deliverFile } from '../commands.server.ts'
import { explainImport } from '../explain.ts'
import { installTestTown, now, schoolEntryFile } from '../figures.fixture.server.ts'
import { importFile } from '../import.server.ts'
import { tryImport } from '../intake/readImport.server.ts'

// Every way by which a file of an office is taken in asks whether it speaks of persons, before anything of it is kept.
let store: TestDatabase
let database: Database
let actor: Actor

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  actor = await installTestTown(database)
})
afterAll(async () => {
  await database.close()
  await store.close()
})

const visits = Buffer.from(
  `Nachname;Vorname;Geburtsdatum;Sozialraum;Besuch am
Muster;Erika;03.02.2018;Norden;12.03.2018
Beispiel;Max;17.04.2018;Westen;20.05.2018
Probe;Ina;21.06.2018;Norden;01.08.2018
`,
)
const counts = {
  name: 'Zahlen',
  data: rowXml(1, ['Sozialraum', 'untersuchte Kinder 2017/18']) + rowXml(2, ['Norden', 139]),
}
const rawData = {
  name: 'Rohdaten',
  data: rowXml(1, ['Name', 'Geburtsdatum']) + rowXml(2, ['Erika Muster', '03.02.2018']),
}
const files: readonly [string, string, Buffer, string][] = [
  ['a list of children', 'besuche.csv', visits, 'Namen von Personen (Spalte „Nachname“)'],
  ['a second sheet', 'seu.xlsx', workbookOf([counts, rawData]), 'Geburtsdaten (Spalte „Geburtsdatum“)'],
  [
    'a hidden sheet',
    'seu.xlsx',
    workbookOf([counts, { ...rawData, state: 'hidden' }]),
    'Geburtsdaten (Spalte „Geburtsdatum“)',
  ],
]

const countKept = () =>
  database.read(actor.tenantId, async (reader) => {
    const [row] = await rowsOf<{ kept: string }>(
      reader,
      sql`select (select count(*) from files) + (select count(*) from deliveries) + (select count(*) from sources) as kept`,
    )
    return Number(row!.kept)
  })
const deliver = (fileName: string, content: Buffer, replaces?: number) =>
  deliverFile(
    database,
    actor,
    {
      ...{ source: 'school_entry', fileName, mediaType: 'text/csv', receivedOn: '2019-02-27', note: '' },
      ...{ size: content.length, content: inPieces(content), replaces },
    },
    now,
  )
const fileOf = (fileName: string, content: Buffer) => ({
  ...{ fileName, content: inPieces(content), size: content.length, source: 'school_entry' },
  receivedOn: '2019-03-01',
})
const bring = (fileName: string, content: Buffer, newSource?: { key: string; name: string }) =>
  importFile(
    database,
    actor,
    {
      ...fileOf(fileName, content),
      ...{ note: '', corrections: {} },
      ...(newSource && { source: newSource.key, newSource }),
    },
    now,
  )

describe.each(files)('a file with persons (%s)', (_, fileName, content, said) => {
  test('is no draft', async () => {
    const before = await countKept()
    expect(await deliver(fileName, content)).toMatchObject({ ok: false, persons: {} })
    expect(await countKept()).toBe(before)
  })

  test('corrects no delivery', async () => {
    const released = await bring('seu.csv', Buffer.from(schoolEntryFile))
    if (!released.ok) throw new Error(JSON.stringify(released))
    const before = await countKept()
    expect(await deliver(fileName, content, released.deliveryId)).toMatchObject({ ok: false, persons: {} })
    expect(await countKept()).toBe(before)
  })

  test('is not imported, and creates no source', async () => {
    const before = await countKept()
    const outcome = await bring(fileName, content, { key: 'besuche', name: 'Besuche' })
    expect(outcome).toMatchObject({ ok: false, why: 'persons' })
    expect(!outcome.ok && explainImport(outcome, 'de').join(' ')).toContain(said)
    expect(await countKept()).toBe(before)
  })

  test('is an error of a trial, and nothing of it is told', async () => {
    const { report, read } = await database.read(actor.tenantId, (reader) =>
      tryImport(reader, fileOf(fileName, content), { language: 'de', values: true }),
    )
    expect(read).toBeUndefined()
    expect(report.errors).toEqual([{ sheet: null, cell: null, text: expect.stringContaining(said) }])
    expect(JSON.stringify(report)).not.toContain('Erika')
  })
})

test('a table of counts passes', async () => {
  expect(await deliver('seu.csv', Buffer.from(schoolEntryFile))).toMatchObject({ ok: true })
})
