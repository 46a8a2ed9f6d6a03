import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import {
  changeProtectionRule,
  createFamily,
} from '#app/capabilities/confidentiality/confidentiality.server.ts'
import {
  createSeries,
  createSources,
  importFile,
  releaseFamilies,
} from '#app/capabilities/figures/figures.server.ts'
import { createHeadings, createIndicator } from '#app/capabilities/indicators/indicators.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces, type NewPlace } from '#app/capabilities/places/places.server.ts'
import { type Database, openDatabasePool, type Writer } from '#app/platform/database.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { getOverview } from './overview.server.ts'
import { findAreaSheet, listAreas } from './profiles.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
let empty: number
const now = new Date('2026-03-01T10:00:00Z')
const base = '/stadt'

/** Families and visits of an invented town; of the 97 families in Süden 3 were visited: a count below the threshold. */
const file = [
  'Sozialraum;Jahr;Familien;besucht',
  'Norden;2017;180;150',
  'Süden;2017;104;52',
  'Westen;2017;131;99',
  'Osten;2017;88;61',
  'Norden;2018;190;171',
  'Süden;2018;97;3',
  'Westen;2018;140;104',
  'Osten;2018;90;60',
  'Stadt;2017;503;362',
  'Stadt;2018;517;338',
].join('\n')

const place = (
  key: string,
  name: string,
  kind: NewPlace['kind'],
  parent?: string,
  column?: number,
): NewPlace => ({
  key,
  name,
  kind,
  parent,
  ags: undefined,
  tile: column === undefined ? undefined : { column, row: 0 },
  aliases: [],
  invented: true,
})

const areas = [
  place('norden', 'Norden', 'area', 'stadt', 0),
  place('sueden', 'Süden', 'area', 'stadt', 1),
  place('westen', 'Westen', 'area', 'stadt', 2),
  place('osten', 'Osten', 'area', 'stadt', 3),
]

async function installCatalogue(writer: Writer): Promise<void> {
  const actor = commandLineActor(tenant)
  const offices = await createOrganisations(
    writer,
    actor,
    [{ key: 'jugendamt', name: 'Jugendamt', nameEn: 'Youth office', kind: 'office' }],
    now,
  )
  const source = {
    key: 'jugendamt',
    name: 'Jugendamt',
    nameEn: 'Youth office',
    organisationId: offices.get('jugendamt')!,
  }
  await createSources(writer, actor, [source], now)
  await changeProtectionRule(writer, actor, {
    source: 'jugendamt',
    validFrom: '2000-01-01',
    rule: { kind: 'threshold', threshold: 5 },
    now,
  })
  const familyId = await createFamily(
    writer,
    actor,
    { key: 'visits', name: 'Besuche', nameEn: 'Visits' },
    now,
  )
  const series = {
    meaning: '',
    meaningEn: '',
    unit: 'count',
    kind: 'count',
    decimals: 0,
    periodKind: 'calendar-year',
    reportedUnder: 'start',
    familyId,
    source: 'jugendamt',
    base: undefined,
    dimensions: [],
    overPlaces: 'sum' as const,
    overTime: 'sum' as const,
    comparableKinds: [],
    note: '',
    noteEn: '',
  } as const
  const families = {
    key: 'families',
    name: 'Familien',
    nameEn: 'Families',
    partOf: undefined,
    aliases: ['Familien'],
  }
  const visited = {
    key: 'visited',
    name: 'besucht',
    nameEn: 'visited',
    partOf: 'families',
    aliases: ['besucht'],
  }
  await createSeries(
    writer,
    actor,
    [families, visited].map((one) => ({ ...series, ...one })),
    now,
  )
  const birth = { key: 'geburt', name: 'Geburt', nameEn: 'Birth', position: 1 }
  await createHeadings(writer, actor, 'phase', [birth], now)
  const help = { key: 'hilfen', name: 'Frühe Hilfen', nameEn: 'Early help', position: 1 }
  await createHeadings(writer, actor, 'field', [help], now)
  await createIndicator(
    writer,
    actor,
    {
      key: 'besuchsquote',
      validFrom: '2000-01-01',
      name: 'Besuchsquote',
      nameEn: 'Visit rate',
      formula: 'visited / families',
      publishedSeries: undefined,
      unit: 'percent',
      decimals: 0,
      direction: 'up',
      periodKind: 'calendar-year',
      phase: 'geburt',
      field: 'hilfen',
      meaning: 'x',
      meaningEn: 'x',
      method: 'x',
      methodEn: 'x',
      sourceNote: 'x',
      sourceNoteEn: 'x',
      breaks: [],
      targets: [{ place: 'stadt', comparison: 'at-least', path: [{ year: 2012, value: 85 }] }],
    },
    now,
  )
}

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  const town = { kind: 'municipality', demo: true, note: '', noteEn: '' } as const
  tenant = await database.shared((shared) =>
    createTenant(shared, { ...town, slug: 'stadt', name: 'Stadt', nameEn: 'Town' }),
  )
  empty = await database.shared((shared) =>
    createTenant(shared, { ...town, slug: 'neustadt', name: 'Neustadt', nameEn: 'New town' }),
  )
  const actor = commandLineActor(tenant)
  await database.write(tenant, async (writer) => {
    await createPlaces(writer, actor, [place('stadt', 'Stadt', 'town'), ...areas], now)
    await installCatalogue(writer)
  })
  const content = Buffer.from(file, 'utf8')
  const outcome = await importFile(
    database,
    actor,
    {
      content: async function* () {
        yield content
      },
      size: content.length,
      fileName: 'besuche.csv',
      source: 'jugendamt',
      receivedOn: '2019-02-01',
      note: '',
      corrections: {},
    },
    now,
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  await releaseFamilies(database, actor, outcome.familyIds, now)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const sheetOf = (key: string, year?: number) =>
  database.read(tenant, (reader) => findAreaSheet(reader, { place: key, year, base, language: 'de' }))

describe('the sheet of an area', () => {
  test('shows what was released with its target, and leads to the origin', async () => {
    const sheet = await sheetOf('norden')
    expect(sheet?.lead).toContain('Norden')
    expect(sheet?.years).toEqual([2017, 2018])
    expect(sheet?.rows.map((row) => [row.name, row.year, row.cell, row.status, row.phase])).toEqual([
      ['Besuchsquote', 2018, { value: 90, flags: [] }, 'reached', 'Geburt'],
    ])
    expect(sheet?.rows[0]?.origin).toBe('/stadt/zahlen/besuchsquote/herkunft?raum=norden&jahr=2018')
    expect(sheet?.rows[0]?.target).toBe('mindestens 85\u202f%')
  })

  test('never holds a secret value, neither in the table nor in a drawing nor in a sentence', async () => {
    const sheet = await sheetOf('sueden')
    expect(sheet?.rows.map((row) => row.cell)).toEqual([{ missing: 'suppressed', flags: [] }])
    expect(sheet?.strengths).toEqual([])
    expect(sheet?.questions).toEqual([])
    expect(sheet?.map?.svg).toMatch(/Süden<\/text>[^S]*geheim/)
    // 3 of 97 families: 3.1 %, shown as 3 %.
    const words = JSON.stringify(sheet).replace(/<[^>]*>/g, ' ')
    expect(words).toContain('geheim')
    expect(words).not.toMatch(/3[,.]09|\D3\u202f%/)
  })

  test('of an earlier year knows nothing of later ones', async () => {
    const sheet = await sheetOf('sueden', 2017)
    expect(sheet?.rows.map((row) => [row.year, row.cell])).toEqual([[2017, { value: 50, flags: [] }]])
  })

  test('is only there for areas', async () => {
    expect(await sheetOf('stadt')).toBeUndefined()
    expect(await sheetOf('anderswo')).toBeUndefined()
  })
})

describe('the list of areas', () => {
  test('shows the first indicator in its newest year, with a map that leads to each sheet', async () => {
    const wanted = { indicator: undefined, year: undefined, base, language: 'de' } as const
    const list = await database.read(tenant, (reader) => listAreas(reader, wanted))
    expect(list.areas.map((area) => [area.name, area.status])).toEqual([
      ['Norden', 'reached'],
      ['Süden', 'no-data'],
      ['Westen', expect.stringMatching(/missed|no-data/)],
      ['Osten', expect.stringMatching(/missed|no-data/)],
    ])
    expect(list.shown).toMatchObject({ key: 'besuchsquote', year: 2018 })
    for (const area of areas) expect(list.shown?.map?.svg).toContain(`href='/stadt/raeume/${area.key}'`)
  })
})

describe('the overview', () => {
  const wanted = { base, language: 'de', actor: undefined, now } as const

  test('tells key figures, the map, the release and what waits', async () => {
    const actor = commandLineActor(tenant)
    const overview = await database.read(tenant, (reader) => getOverview(reader, { ...wanted, actor }))
    expect(overview.cards.map((card) => card.name)).toEqual(['Besuchsquote'])
    expect(overview.cards[0]?.sentence).toContain('Stadt')
    expect(overview.areas?.map.legend.some((line) => line.look === 'secret')).toBe(true)
    expect(overview.released.map((release) => release.family)).toEqual(['Besuche'])
    expect(overview.tasks?.every((task) => task.kind === 'questions')).toBe(true)
    expect(overview.goals).toBeUndefined()
  })

  test('of a town without figures is empty and doesn’t fail', async () => {
    const overview = await database.read(empty, (reader) => getOverview(reader, wanted))
    expect(overview).toEqual({
      lead: undefined,
      cards: [],
      goals: undefined,
      areas: undefined,
      tasks: undefined,
      released: [],
    })
    const areaList = { indicator: undefined, year: undefined, base, language: 'de' } as const
    expect((await database.read(empty, (reader) => listAreas(reader, areaList))).areas).toEqual([])
  })
})
