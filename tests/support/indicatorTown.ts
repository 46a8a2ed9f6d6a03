import type { Actor } from '#app/capabilities/accounts/account.ts'
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
import { createHeadings } from '#app/capabilities/indicators/indicators.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { PlaceKind } from '#app/capabilities/places/place.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import type { Database } from '#app/platform/database.server.ts'

/* A small town with three areas and a state, whose figures came in as files: for tests of what is computed from them. */

export const now = new Date('2026-03-01T10:00:00Z')

const places: readonly { key: string; name: string; kind: PlaceKind; parent: string | undefined }[] = [
  { key: 'land', name: 'Land', kind: 'state', parent: undefined },
  { key: 'teststadt', name: 'Teststadt', kind: 'town', parent: 'land' },
  { key: 'nord', name: 'Nord', kind: 'area', parent: 'teststadt' },
  { key: 'sued', name: 'Süd', kind: 'area', parent: 'teststadt' },
  { key: 'ost', name: 'Ost', kind: 'area', parent: 'teststadt' },
]

const series = [
  {
    key: 'familien',
    unit: 'count',
    kind: 'count',
    source: 'jugendamt',
    family: 'besuche',
    header: 'Familien',
  },
  {
    key: 'besucht',
    unit: 'count',
    kind: 'count',
    source: 'jugendamt',
    family: 'besuche',
    header: 'davon besucht',
  },
  {
    key: 'quote',
    unit: 'percent',
    kind: 'rate',
    source: 'bericht',
    family: 'bericht',
    header: 'Besuchsquote',
  },
  {
    key: 'lesen',
    unit: 'percent',
    kind: 'rate',
    source: 'bericht',
    family: 'lesen',
    header: 'untere Stufen',
  },
] as const

/** Ost has 3 visited families in 2018: fewer than the threshold of 5. The printed rate of the town in 2018 is wrong by a point. */
const files = [
  {
    source: 'jugendamt',
    name: 'besuche.csv',
    lines: [
      'Ort;Jahr;Familien;davon besucht',
      'Nord;2017;110;80',
      'Süd;2017;95;60',
      'Ost;2017;45;20',
      'Teststadt;2017;250;160',
      'Nord;2018;120;96',
      'Süd;2018;90;60',
      'Ost;2018;40;3',
      'Teststadt;2018;250;159',
    ],
  },
  {
    source: 'bericht',
    name: 'quoten.csv',
    lines: ['Ort;Jahr;Besuchsquote', 'Nord;2016;78', 'Teststadt;2016;74', 'Teststadt;2018;63'],
  },
  {
    source: 'bericht',
    name: 'lesen.csv',
    lines: ['Ort;Jahr;untere Stufen', 'Teststadt;2018;36,7', 'Nord;2018;26,3', 'Land;2018;41'],
  },
] as const

/** Creates the town under this address with all figures released; answers who acts in it. */
export async function createIndicatorTown(database: Database, slug: string): Promise<Actor> {
  const tenant = await database.shared((shared) =>
    createTenant(shared, {
      slug,
      name: slug,
      nameEn: slug,
      kind: 'municipality',
      demo: true,
      note: '',
      noteEn: '',
    }),
  )
  const actor = commandLineActor(tenant)
  await database.write(tenant, async (writer) => {
    const list = places.map((place) => ({
      ...place,
      ags: undefined,
      tile: undefined,
      aliases: [],
      invented: true,
    }))
    await createPlaces(writer, actor, list, now)
    const offices = await createOrganisations(
      writer,
      actor,
      [{ key: 'amt', name: 'Amt', nameEn: 'Office', kind: 'office' }],
      now,
    )
    const organisationId = offices.get('amt')!
    const sources = ['jugendamt', 'bericht'].map((key) => ({ key, name: key, nameEn: key, organisationId }))
    await createSources(writer, actor, sources, now)
    const protect = (source: string, rule: Parameters<typeof changeProtectionRule>[2]['rule']) =>
      changeProtectionRule(writer, actor, { source, validFrom: '2000-01-01', rule, now })
    await protect('jugendamt', { kind: 'threshold', threshold: 5 })
    await protect('bericht', { kind: 'already-published' })
    for (const one of series) {
      const familyId = await createFamily(
        writer,
        actor,
        { key: one.family, name: one.family, nameEn: one.family },
        now,
      )
      const { family: _family, header, ...rest } = one
      const created = {
        ...rest,
        name: header,
        nameEn: `${one.key} in English`,
        meaning: '',
        meaningEn: '',
        decimals: one.unit === 'percent' ? 1 : 0,
        periodKind: 'calendar-year' as const,
        reportedUnder: 'start' as const,
        partOf: one.key === 'besucht' ? 'familien' : undefined,
        base: undefined,
        dimensions: [],
        overPlaces: one.kind === 'count' ? ('sum' as const) : ('none' as const),
        overTime: one.kind === 'count' ? ('sum' as const) : ('none' as const),
        comparableKinds: [],
        note: '',
        noteEn: '',
        aliases: [header],
        familyId,
      }
      await createSeries(writer, actor, [created], now)
    }
    await createHeadings(
      writer,
      actor,
      'phase',
      [{ key: 'geburt', name: 'Geburt', nameEn: 'Birth', position: 1 }],
      now,
    )
    await createHeadings(
      writer,
      actor,
      'field',
      [{ key: 'hilfen', name: 'Hilfen', nameEn: 'Help', position: 1 }],
      now,
    )
  })
  const changed = new Set<number>()
  for (const file of files) {
    const content = Buffer.from(`\uFEFF${file.lines.join('\r\n')}\r\n`, 'utf8')
    const outcome = await importFile(
      database,
      actor,
      {
        content: async function* () {
          yield content
        },
        size: content.length,
        fileName: file.name,
        source: file.source,
        receivedOn: '2019-03-14',
        note: '',
        corrections: {},
      },
      now,
    )
    if (!outcome.ok) throw new Error(`${file.name}: ${JSON.stringify(outcome)}`)
    for (const family of outcome.familyIds) changed.add(family)
  }
  await releaseFamilies(database, actor, [...changed], now)
  return actor
}
