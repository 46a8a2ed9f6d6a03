import type { Polygon } from 'geojson'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { nameField, placeField } from '../files/choicesForm.ts'
import { listPlaceFiles } from '../files/placeFiles.server.ts'
import { splitPlace } from '../history/commands.server.ts'
import { createPlaces, getBoundaries, listPlaceAliases, listPlaces } from '../places.server.ts'
import { actOnBoundaryFile } from './boundaryCommands.server.ts'
import { readBoundaryPage, readBoundaryState } from './boundaryPage.server.ts'
import { uploadBoundaries } from './boundaryUpload.server.ts'
import { importBoundaries } from './stored.server.ts'

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
      slug: 'grenzstadt',
      name: 'Grenzstadt',
      nameEn: 'Bordertown',
      kind: 'municipality',
      demo: false,
      note: '',
      noteEn: '',
    }),
  )
  const place = (key: string, name: string, kind: 'town' | 'area', parent?: string) => ({
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
        place('stadt', 'Grenzstadt', 'town'),
        place('nord', 'Nordstadt', 'area', 'stadt'),
        place('sued', 'Südstadt', 'area', 'stadt'),
      ],
      now,
    ),
  )
})
afterAll(async () => {
  await database.close()
  await store.close()
})

const square = (x: number, y: number, turned = false) => {
  const ring = [
    [x, y],
    [x + 1_000, y],
    [x + 1_000, y + 1_000],
    [x, y + 1_000],
    [x, y],
  ]
  return turned ? ring.toReversed() : ring
}
const geojson = (areas: readonly (readonly [string, number[][]])[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: areas.map(([name, ring]) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  })
const upload = (text: string) =>
  uploadBoundaries(
    { actor: actor(), now, write: (work) => database.write(tenant, work) },
    { fields: new Map(), file: { name: 'grenzen.geojson', bytes: Buffer.from(text) } },
    t,
  )
async function uploaded(text: string): Promise<number> {
  const outcome = await upload(text)
  if ('errors' in outcome) throw new Error(outcome.errors[0]?.message)
  return outcome.id
}
const act = (id: number, fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return database.write(tenant, (writer) => actOnBoundaryFile(writer, actor(), { id, form }, now))
}
const pageOf = (id: number) =>
  database.read(tenant, (reader) => readBoundaryPage(reader, id, { t, language: 'de', now }))
const idOf = async (key: string) =>
  (await database.read(tenant, listPlaces)).find((place) => place.key === key)!.id

test('boundaries in metres are shown with what stands out, matched by somebody, and taken over as a whole', async () => {
  const id = await uploaded(
    geojson([
      ['Nordstadt', square(413_000, 5_726_000, true)],
      ['Bezirk 2', square(413_000, 5_725_000)],
      ['Nachbarort', square(414_000, 5_725_000)],
    ]),
  )
  const before = await pageOf(id)
  expect(before).toMatchObject({ isReady: false, open: 2, problemCount: 0, property: 'name' })
  expect(before).toMatchObject({ systemWords: expect.stringContaining('EPSG:25832') })
  expect(JSON.stringify(before)).toContain('verkehrt herum')
  expect(await act(id, { was: 'uebernehmen' })).toBe('faulty')
  expect((await database.read(tenant, getBoundaries)).size).toBe(0)

  const south = await idOf('sued')
  expect(
    await act(id, {
      was: 'lesen',
      property: 'name',
      [nameField(0)]: 'Bezirk 2',
      [placeField(0)]: String(south),
      [nameField(1)]: 'Nachbarort',
      [placeField(1)]: '0',
    }),
  ).toBe('changed')
  const ready = await pageOf(id)
  expect(ready).toMatchObject({ isReady: true, map: expect.stringContaining('<svg') })
  expect(await act(id, { was: 'uebernehmen' })).toBe('taken')

  const stored = await database.read(tenant, getBoundaries)
  expect([...stored.keys()].sort()).toEqual([await idOf('nord'), south].sort())
  expect(stored.get(south)).toMatchObject({ type: 'Polygon' })
  expect((stored.get(south) as Polygon).coordinates[0]?.[0]).toEqual([
    expect.closeTo(7.743, 2),
    expect.closeTo(51.669, 2),
  ])
  expect((await database.read(tenant, (reader) => listPlaceAliases(reader, ''))).get(south)).toEqual([
    'Bezirk 2',
  ])
  expect(await database.read(tenant, (reader) => listPlaceFiles(reader, 'boundaries'))).toEqual([])
  expect(await database.read(tenant, (reader) => readBoundaryState(reader, t, now))).toMatchObject({
    drawn: 2,
  })
})

test('a broken line blocks the whole file, and what was drawn before stays', async () => {
  const before = await database.read(tenant, getBoundaries)
  const id = await uploaded(
    geojson([
      ['Nordstadt', square(500_000, 5_700_000)],
      ['Südstadt', square(413_000, 5_725_000).slice(0, -1)],
    ]),
  )
  expect(await pageOf(id)).toMatchObject({
    isReady: false,
    problems: [
      { sentence: expect.stringMatching(/Südstadt.*nicht geschlossen.*413\.000,0 \/ 5\.726\.000,0/) },
    ],
  })
  expect(await act(id, { was: 'uebernehmen' })).toBe('faulty')
  expect(await database.read(tenant, getBoundaries)).toEqual(before)
  expect(await act(id, { was: 'verwerfen' })).toBe('discarded')
})

test('what is no file of boundaries is refused at once and kept nowhere', async () => {
  expect(await upload('Stadtteil;Fläche')).toMatchObject({
    errors: [{ field: 'file', message: expect.stringContaining('kein lesbares GeoJSON') }],
  })
  expect(await upload('{"type":"Polygon","coordinates":[]}')).toMatchObject({
    errors: [{ message: expect.stringContaining('„Polygon“') }],
  })
  expect(await database.read(tenant, (reader) => listPlaceFiles(reader, 'boundaries'))).toEqual([])
})

test('a file that nobody looks at first is taken over where nothing is to be asked, else refused with what is', async () => {
  const take = (text: string) =>
    database.write(tenant, (writer) => importBoundaries(writer, actor(), Buffer.from(text), now))
  const before = await database.read(tenant, getBoundaries)
  expect(await take('Stadtteil;Fläche')).toMatchObject({ refused: { refused: 'not-json' } })
  expect(
    await take(
      geojson([
        ['Nordstadt', square(500_000, 5_700_000)],
        ['Nachbarort', square(501_000, 5_700_000)],
      ]),
    ),
  ).toEqual({ refused: 'faulty', problems: [], unknown: ['Nachbarort'] })
  expect(await take(geojson([['Nordstadt', square(500_000, 5_700_000).slice(0, -1)]]))).toMatchObject({
    refused: 'faulty',
    problems: [{ kind: 'open', name: 'Nordstadt' }],
  })
  expect(await database.read(tenant, getBoundaries)).toEqual(before)
  expect(await take(geojson([['Nordstadt', square(500_000, 5_700_000)]]))).toEqual({ areas: 1 })
  expect(await database.read(tenant, getBoundaries)).not.toEqual(before)
})

test('an area that its official key names is known by it, with or without the zero at its front', async () => {
  const more = { parent: undefined, tile: undefined, aliases: [], invented: true }
  const places = [
    { key: 'stadt', name: 'Grenzstadt', kind: 'town', ags: '05915000', ...more },
    { key: 'land', name: 'Land', kind: 'state', ags: '05', ...more },
  ] as const
  await database.write(tenant, (writer) => createPlaces(writer, actor(), places, now))
  const placesOf = async (name: string) => {
    const id = await uploaded(geojson([[name, square(500_000, 5_700_000)]]))
    const page = await pageOf(id)
    await act(id, { was: 'verwerfen' })
    return page && 'areas' in page ? page.areas.map(({ place }) => place) : page
  }
  expect(await placesOf('05915000')).toEqual(['Grenzstadt'])
  expect(await placesOf('5915000')).toEqual(['Grenzstadt'])
  // Nobody could tell the two digits of a state from the number of a district.
  expect(await placesOf('05')).toEqual([t('boundaries.match.none')])
})

test('of an area that was split, only what came of it is listed and counted', async () => {
  const decision = { happenedOn: '2026-01-01', base: 'Einwohner', note: '', decidedBy: '' }
  const split = {
    whole: '100',
    parts: [
      { name: 'Hafen', part: '60' },
      { name: 'Mitte', part: '40' },
    ],
  }
  const usesOf = async () => new Map()
  await database.write(tenant, (writer) =>
    splitPlace(writer, actor(), { key: 'nord', split, decision }, usesOf, now),
  )
  const stateOn = async (day: string) => {
    const { areas, drawn } = await database.read(tenant, (reader) =>
      readBoundaryState(reader, t, new Date(`${day}T09:00:00Z`)),
    )
    return [areas.map(({ name }) => name), drawn]
  }
  expect(await stateOn('2026-03-01')).toEqual([['Hafen', 'Mitte', 'Südstadt'], 1])
  expect(await stateOn('2025-12-31')).toEqual([['Nordstadt', 'Südstadt'], 2])
})
