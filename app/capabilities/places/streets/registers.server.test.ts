import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { nameField, placeField } from '../files/choicesForm.ts'
import { createPlaceFile, findPlaceFile, listPlaceFiles } from '../files/placeFiles.server.ts'
import { createPlaces, listPlaceAliases, listPlaces } from '../places.server.ts'
import { answerAddresses, answerAddressesAsCsv } from './askForm.server.ts'
import { actOnRegisterFile } from './registerCommands.server.ts'
import { readRegisterPage } from './registerPage.server.ts'
import { findRegister, listRegisters } from './registers.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
const now = new Date('2026-03-01T09:00:00Z')
const t = i18nFor('de').getFixedT('de', 'places')
const actor = () => commandLineActor(tenant)

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  tenant = await database.shared((shared) =>
    createTenant(shared, {
      slug: 'strassenstadt',
      name: 'Straßenstadt',
      nameEn: 'Streetville',
      kind: 'municipality',
      demo: false,
      note: '',
      noteEn: '',
    }),
  )
  const place = (key: string, name: string, kind: 'town' | 'area' | 'unassigned', parent?: string) => ({
    key,
    name,
    kind,
    parent,
    ags: undefined,
    tile: undefined,
    aliases: [],
    invented: true,
  })
  await database.write(tenant, (writer) =>
    createPlaces(
      writer,
      actor(),
      [
        place('stadt', 'Straßenstadt', 'town'),
        place('nord', 'Nordstadt', 'area', 'stadt'),
        place('sued', 'Südstadt', 'area', 'stadt'),
        place('offen', 'nicht zuordenbar', 'unassigned', 'stadt'),
      ],
      now,
    ),
  )
})
afterAll(async () => {
  await database.close()
  await store.close()
})

const upload = (text: string, validFrom = '2026-01-01') =>
  database.write(tenant, (writer) =>
    createPlaceFile(
      writer,
      actor(),
      { kind: 'streets', name: 'strassen.csv', bytes: Buffer.from(text), choices: { validFrom, areas: {} } },
      now,
    ),
  )
const act = (id: number, fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return database.write(tenant, (writer) => actOnRegisterFile(writer, actor(), { id, form }, now))
}
const pageOf = (id: number) => database.read(tenant, (reader) => readRegisterPage(reader, id, t))
const ask = (lines: string, day = '2026-03-01') =>
  database.read(tenant, (reader) =>
    answerAddresses(
      reader,
      {
        fields: new Map([
          ['lines', lines],
          ['day', day],
        ]),
        file: { failed: 'missing' },
      },
      t,
      'de',
    ),
  )

describe('a street register', () => {
  test('says in words which numbers a line means', async () => {
    const lines = ['Ahornweg;;;', 'Ulmenweg;;9;', 'Eschenweg;10;;', 'Buchenweg;1;9;'].map(
      (line) => `${line}Nordstadt`,
    )
    const id = await upload(`Straße;von;bis;Bezirk\n${lines.join('\n')}\n`)
    const page = await pageOf(id)
    expect(page && 'lines' in page && page.lines.map(({ numbers }) => numbers)).toEqual([
      'alle Nummern',
      'bis 9',
      'ab 10',
      '1 bis 9',
    ])
    await act(id, { was: 'verwerfen' })
  })

  test('with areas that nobody knows is read again with what somebody says they are, and taken over as a whole', async () => {
    const id = await upload('Straße;von;bis;Bezirk\nAhornweg;1;9;001002003\nAhornweg;10;;Südstadt\n')
    const before = await pageOf(id)
    expect(before).toMatchObject({ isReady: false, openNames: 1, questionCount: 0 })
    expect(await act(id, { was: 'uebernehmen' })).toBe('faulty')
    expect(await database.read(tenant, listRegisters)).toEqual([])

    const nord = (await database.read(tenant, listPlaces)).find(({ key }) => key === 'nord')!.id
    const columns = { 'spalte-street': '1', 'spalte-from': '2', 'spalte-to': '3', 'spalte-area': '4' }
    const choice = { [nameField(0)]: '001002003', [placeField(0)]: String(nord) }
    expect(await act(id, { was: 'lesen', ...columns, ...choice })).toBe('changed')
    expect(await pageOf(id)).toMatchObject({ isReady: true, counts: { lines: 2, streets: 1 } })
    expect(await act(id, { was: 'uebernehmen' })).toBe('taken')

    expect(await database.read(tenant, (reader) => findPlaceFile(reader, 'streets', id))).toBeUndefined()
    expect((await database.read(tenant, (reader) => listPlaceAliases(reader, ''))).get(nord)).toEqual([
      '001002003',
    ])
    expect(await ask('Ahornweg 3\nAhornweg 12\nUlmenweg 1')).toMatchObject({
      total: 3,
      rows: [{ area: 'Nordstadt' }, { area: 'Südstadt' }, { area: '' }],
      counts: [
        { area: 'Nordstadt', count: 1 },
        { area: 'Südstadt', count: 1 },
        { area: 'nicht zuordenbar', count: 1 },
      ],
    })
  })

  test('holds from its day on; what was allocated before can be allocated again', async () => {
    const id = await upload('Straße;von;bis;Bezirk\nAhornweg;;;Südstadt\n', '2026-02-01')
    expect(await act(id, { was: 'uebernehmen' })).toBe('taken')
    expect(await ask('Ahornweg 3')).toMatchObject({ rows: [{ area: 'Südstadt' }] })
    expect(await ask('Ahornweg 3', '2026-01-15')).toMatchObject({ rows: [{ area: 'Nordstadt' }] })
    expect(await ask('Ahornweg 3', '2025-12-31')).toMatchObject({ errors: [{ field: 'day' }] })
    expect(await database.read(tenant, (reader) => findRegister(reader, '2025-12-31'))).toBeUndefined()
  })

  test('that contradicts itself is not taken over, nor half of it', async () => {
    const id = await upload('Straße;von;bis;Bezirk\nWeg;1;9;Nordstadt\nWeg;5;20;Südstadt\n')
    expect(await pageOf(id)).toMatchObject({ isReady: false, questionCount: 1 })
    const count = (await database.read(tenant, listRegisters)).length
    expect(await act(id, { was: 'uebernehmen' })).toBe('faulty')
    expect((await database.read(tenant, listRegisters)).length).toBe(count)
    expect(await act(id, { was: 'verwerfen' })).toBe('discarded')
    expect(await database.read(tenant, (reader) => listPlaceFiles(reader, 'streets'))).toEqual([])
    expect(await act(id, { was: 'uebernehmen' })).toBe('gone')
  })
})

test('a table comes back as it was, with area and note, and nothing in it becomes a formula', async () => {
  const bytes = Buffer.from('Nr.;Straße;Hausnummer\n1;Ahornweg;7 a\n=1+1;Ahornwech;1\n')
  const file = { name: 'adressen.csv', bytes }
  const csv = await database.read(tenant, (reader) =>
    answerAddressesAsCsv(reader, { fields: new Map([['day', '2026-03-01']]), file }, t, 'de'),
  )
  expect(csv).toBe(
    [
      'Nr.;Straße;Hausnummer;Sozialraum;Hinweis',
      '1;Ahornweg;7 a;Südstadt;',
      "'=1+1;Ahornwech;1;nicht zuordenbar;Die Straße steht nicht im Verzeichnis. Gemeint ist vielleicht: Ahornweg.",
      '',
    ].join('\r\n'),
  )
})

test('a number that stands in the street’s field is found where its own field is empty', async () => {
  const bytes = Buffer.from('Straße;Hausnummer\nAhornweg 3;\nAhornweg;\nAhornweg;7\n')
  const file = { name: 'adressen.csv', bytes }
  const asked = await database.read(tenant, (reader) =>
    answerAddresses(reader, { fields: new Map([['day', '2026-01-15']]), file }, t, 'de'),
  )
  expect(asked).toMatchObject({ rows: [{ area: 'Nordstadt' }, { area: '' }, { area: 'Nordstadt' }] })
})
