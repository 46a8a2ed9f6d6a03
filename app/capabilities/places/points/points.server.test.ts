import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { changeBoundaries } from '../boundaries/stored.server.ts'
import { listPlaceFiles } from '../files/placeFiles.server.ts'
import { importPoints, listPlaces, listShownPoints } from '../places.server.ts'
import type { PlacePoint } from './point.ts'
import { actOnPointFile, uploadPoints } from './pointFile.server.ts'
import { readPointFilter, unassigned } from './pointFilter.ts'
import { readPointList, writePoints } from './pointPages.server.ts'
import { readPointPreview } from './pointPreview.server.ts'
import { changePoint, createPoint, listPoints, markOf, removePoint } from './points.server.ts'
import { createPointTown, drawn, takeRegister } from './pointTown.fixture.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
const now = new Date('2026-03-01T09:00:00Z')
const t = i18nFor('de').getFixedT('de', 'places')
const actor = () => commandLineActor(tenant)

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  tenant = await createPointTown(database, now)
})
afterAll(async () => {
  await database.close()
  await store.close()
})

const list = (search = '') =>
  database.read(tenant, (reader) =>
    readPointList(reader, readPointFilter(new URLSearchParams(search), now), t),
  )
async function uploaded(text: string, kind = 'kita'): Promise<number> {
  const outcome = await uploadPoints(
    { actor: actor(), now, write: (work) => database.write(tenant, work) },
    { fields: new Map([['kind', kind]]), file: { name: 'kitas.csv', bytes: Buffer.from(text) } },
    t,
  )
  if ('errors' in outcome) throw new Error(outcome.errors[0]?.message)
  return outcome.id
}
const act = (id: number, fields: Record<string, string | string[]>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return database.write(tenant, (writer) => actOnPointFile(writer, actor(), { id, form }, now))
}
async function pageOf(id: number) {
  const page = await database.read(tenant, (reader) =>
    readPointPreview(reader, id, { t, language: 'de', now, parameters: new URLSearchParams() }),
  )
  if (!page || !('mark' in page)) throw new Error(`no preview: ${JSON.stringify(page)}`)
  return page
}
const stored = () => database.read(tenant, listPoints)

const kitas = `Name;Adresse;Länge;Breite
Kita Ahorn;Ahornweg 3;7,85;51,75
Kita Buche;Buchenweg 1;7,85;51,65
Kita Grenze;;7,85;51,7
Kita Ferne;;8,2;51,7
Kita Hafen;Hafenstraße 5;;
Kita Irgendwo;Irrweg 9;;
`

describe('a list of facilities', () => {
  test('is shown with what nobody can say yet, and where each lies once boundaries and register are there', async () => {
    const id = await uploaded(kitas)
    const before = await pageOf(id)
    expect(before).toMatchObject({ isReady: true, map: undefined, counts: { all: 6, new: 6, open: 6 } })
    expect(before.lines[0]?.remarks).toEqual([
      'Es sind noch keine Grenzen gezeichnet, in denen die Koordinaten liegen könnten.',
      'Für die Adresse fehlt ein Straßenverzeichnis.',
    ])
    await database.write(tenant, (writer) => changeBoundaries(writer, actor(), drawn, now))
    await takeRegister(
      database,
      tenant,
      'Straße;von;bis;Sozialraum\nAhornweg;1;99;Südstadt\nBuchenweg;1;99;Südstadt\nHafenstraße;1;9;Am Hafen\n',
      now,
    )
    const { lines, map, counts } = await pageOf(id)
    expect(lines.map(({ area, basis }) => [area, basis])).toEqual([
      ['Nordstadt', 'Grenzen'],
      ['Südstadt', 'Grenzen'],
      [undefined, ''],
      [undefined, ''],
      // The register names a quarter: the facility lies in its area.
      ['Südstadt', 'Straßenverzeichnis'],
      [undefined, ''],
    ])
    expect(lines.map(({ remarks }) => remarks.join(' '))).toEqual([
      expect.stringContaining('dem Ort „Südstadt“ zu'),
      '',
      'Die Koordinaten liegen auf der Grenze: Nordstadt, Südstadt.',
      'Die Koordinaten liegen außerhalb aller gezeichneten Grenzen.',
      '',
      expect.stringMatching(/^Straßenverzeichnis: /),
    ])
    expect([counts.open, map?.beyond, map?.wide.includes('<svg')]).toEqual([3, 1, true])
  })

  test('is taken over as a whole, once: a second time it changes nothing', async () => {
    const [{ id } = { id: 0 }] = await database.read(tenant, (reader) => listPlaceFiles(reader, 'points'))
    const { mark } = await pageOf(id)
    expect(await act(id, { was: 'uebernehmen', mark })).toBe('taken')
    const first = await stored()
    expect(first.map(({ name }) => name)).toEqual([
      'Kita Ahorn',
      'Kita Buche',
      'Kita Ferne',
      'Kita Grenze',
      'Kita Hafen',
      'Kita Irgendwo',
    ])
    const again = await uploaded(kitas)
    const page = await pageOf(again)
    expect([page.counts.same, page.vanished]).toEqual([6, []])
    expect(await act(again, { was: 'uebernehmen', mark: page.mark })).toBe('taken')
    expect(await stored()).toEqual(first)
    expect(await database.read(tenant, (reader) => listPlaceFiles(reader, 'points'))).toEqual([])
  })

  test('removes what it doesn’t name any more only where somebody ticks it', async () => {
    const id = await uploaded('Name;Adresse\nKita Ahorn;Ahorn-Weg 3\nKita Neu;Buchenweg 7\n')
    const page = await pageOf(id)
    expect(page.lines.map(({ step }) => step)).toEqual(['geändert: Schreibweise der Straße', 'neu'])
    expect(page.vanished.map(({ name }) => name)).toEqual([
      'Kita Buche',
      'Kita Ferne',
      'Kita Grenze',
      'Kita Hafen',
      'Kita Irgendwo',
    ])
    const gone = page.vanished.filter(({ name }) => /Ferne|Irgendwo/.test(name)).map((one) => String(one.id))
    const other = String((await stored()).find(({ name }) => name === 'Kita Ahorn')!.id)
    // Ahorn stands in the list: a tick for it, from wherever, removes nothing.
    expect(await act(id, { was: 'uebernehmen', mark: page.mark, entfernen: [...gone, other] })).toBe('taken')
    const after = await stored()
    expect(after.map(({ name }) => name)).toEqual([
      'Kita Ahorn',
      'Kita Buche',
      'Kita Grenze',
      'Kita Hafen',
      'Kita Neu',
    ])
    expect(after[0]).toMatchObject({ street: 'Ahorn-Weg', at: [7.85, 51.75] })
  })

  test('with a line that is wrong stores nothing before the line is left out', async () => {
    const before = await stored()
    const id = await uploaded('Name;Adresse;x;y\nKita Linde;Buchenweg 9;;\nStand: 2026;;;\n')
    const page = await pageOf(id)
    expect(page.problems).toMatchObject([{ row: 3, sentence: expect.stringContaining('fehlt') }])
    expect(await act(id, { was: 'uebernehmen', mark: page.mark })).toBe('faulty')
    expect(await stored()).toEqual(before)
    expect(await act(id, { was: 'lesen', auslassen: ['3'], 'spalte-name': '1', 'spalte-street': '2' })).toBe(
      'changed',
    )
    const ready = await pageOf(id)
    expect([ready.isReady, ready.skipped]).toEqual([true, [3]])
    // Meanwhile somebody adds a facility: what was seen no longer holds.
    await database.write(tenant, (writer) => createPoint(writer, actor(), praxis, now))
    expect(await act(id, { was: 'uebernehmen', mark: ready.mark })).toBe('overtaken')
    expect(await act(id, { was: 'verwerfen' })).toBe('discarded')
    expect(await stored()).toHaveLength(before.length + 1)
  })

  test('that can’t be read is refused where it is uploaded', async () => {
    const visit = {
      actor: actor(),
      now,
      write: <T>(work: Parameters<Database['write']>[1]) => database.write(tenant, work) as Promise<T>,
    }
    const bytes = Buffer.from('%PDF-1.7\n%âãÏÓ\n')
    expect(
      await uploadPoints(visit, { fields: new Map(), file: { name: 'kitas.pdf', bytes } }, t),
    ).toMatchObject({ errors: [{ field: 'kind' }, { field: 'file' }] })
  })
})

const praxis: PlacePoint = {
  kind: 'health',
  name: 'Hebammenpraxis Morgentau',
  street: 'Buchenweg',
  houseNumber: '2',
  postcode: '',
  town: '',
  at: undefined,
  shown: false,
}

describe('a single facility', () => {
  test('is stored once, changed by who has seen it, and removed', async () => {
    const write = <T>(work: Parameters<typeof database.write<T>>[1]) => database.write(tenant, work)
    expect(
      await write((writer) => createPoint(writer, actor(), { ...praxis, street: 'Buchen-Weg' }, now)),
    ).toEqual({
      refused: 'taken',
    })
    const one = (await stored()).find(({ name }) => name === praxis.name)!
    const change = (fields: PlacePoint, mark: string) =>
      write((writer) => changePoint(writer, actor(), { id: one.id, mark, fields }, now))
    expect(await change(praxis, markOf(one))).toEqual({ done: 'unchanged' })
    expect(await change({ ...praxis, postcode: '59065' }, markOf(one))).toEqual({ done: 'changed' })
    expect(await change({ ...praxis, town: 'Hamm' }, markOf(one))).toMatchObject({
      refused: 'overtaken',
      present: { postcode: '59065' },
    })
    expect(
      await write((writer) => removePoint(writer, actor(), { id: one.id, mark: markOf(one) }, now)),
    ).toMatchObject({ refused: 'overtaken' })
    const mark = markOf({ ...praxis, postcode: '59065' })
    expect(await write((writer) => removePoint(writer, actor(), { id: one.id, mark }, now))).toEqual({
      done: 'removed',
    })
    expect(await change(praxis, mark)).toEqual({ refused: 'gone' })
    await write((writer) => createPoint(writer, actor(), praxis, now))
  })

  test('is seen by everybody only where it is meant to be', async () => {
    const { areas } = await list()
    expect(areas.map(({ label }) => label)).toEqual(['Nordstadt', 'Südstadt'])
    const south = (await list('ort=sued')).rows
    expect(south.map(({ name, shown }) => [name, shown])).toEqual([
      ['Hebammenpraxis Morgentau', false],
      ['Kita Buche', true],
      ['Kita Hafen', true],
      ['Kita Neu', true],
    ])
    const { id } = (await database.read(tenant, listPlaces)).find(({ key }) => key === 'sued')!
    const seen = await database.read(tenant, (reader) => listShownPoints(reader, id, now))
    expect(seen.map(({ name, address }) => [name, address])).toEqual([
      ['Kita Buche', 'Buchenweg 1'],
      ['Kita Hafen', 'Hafenstraße 5'],
      ['Kita Neu', 'Buchenweg 7'],
    ])
  })
})

describe('the list', () => {
  test('is narrowed by words, kind and area, counts by area and says who lies in none', async () => {
    expect((await list('suche=buche kita')).rows.map(({ name }) => name)).toEqual(['Kita Buche', 'Kita Neu'])
    expect((await list('art=health')).rows.map(({ name }) => name)).toEqual([praxis.name])
    expect((await list(`ort=${unassigned}`)).rows.map(({ name }) => name)).toEqual(['Kita Grenze'])
    expect((await list('art=health')).emptyAreas).toEqual(['Nordstadt'])
    const { counts, total, without } = await list()
    expect(counts.map(({ name, count }) => [name, count])).toEqual([
      ['Nordstadt', 1],
      ['Südstadt', 4],
      ['nicht zuordenbar', 1],
    ])
    expect([total, without]).toEqual([6, 3])
  })

  test('as CSV is harmless in a spreadsheet, and read in again changes nothing', async () => {
    const formula = { ...praxis, name: '=1+1', houseNumber: '4' }
    await database.write(tenant, (writer) => createPoint(writer, actor(), formula, now))
    const before = await stored()
    const filter = readPointFilter(new URLSearchParams(), now)
    for (const language of ['de', 'en'] as const) {
      const words = i18nFor(language).getFixedT(language, 'places')
      const csv = await database.read(tenant, (reader) => writePoints(reader, filter, words, language))
      expect(csv).toContain("'=1+1")
      const done = await database.write(tenant, (writer) =>
        importPoints(writer, actor(), { name: 'liste.csv', bytes: Buffer.from(csv), kind: 'other' }, now),
      )
      expect([language, done]).toEqual([language, 'taken'])
      expect(await stored()).toEqual(before)
    }
  })
})
