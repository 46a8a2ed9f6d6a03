import type { Actor } from '#app/capabilities/accounts/account.ts'
import { createFamily } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import type { NewSeries } from '#app/capabilities/figures/catalogue.server.ts'
import { createSeries, createSources } from '#app/capabilities/figures/figures.server.ts'
import type { DefinitionInput } from '#app/capabilities/indicators/definition.ts'
import { createHeadings, createIndicator } from '#app/capabilities/indicators/indicators.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import type { Writer } from '#app/platform/database.server.ts'

export const now = new Date('2026-03-01T10:00:00Z')

/** Keys of the ten towns of the county; the first has an area, "hafen". */
export const towns = Array.from({ length: 10 }, (_, index) => `stadt-${index + 1}`)

/** An indicator of one of the two fields, "youth" and "health". */
export const definition = (key: string, field: string): DefinitionInput => ({
  ...{
    key,
    name: key,
    nameEn: '',
    validFrom: '2012-01-01',
    formula: `${field}_count`,
    publishedSeries: undefined,
  },
  ...{ unit: 'count', decimals: 0, direction: 'down', periodKind: 'calendar-year', phase: 'kita', field },
  ...{ meaning: '', meaningEn: '', method: '', methodEn: '', sourceNote: '', sourceNoteEn: '' },
  ...{ breaks: [], targets: [] },
})

/** Ten towns, and for each field an office, a source, a series and an indicator. */
export async function installCounty(writer: Writer, actor: Actor): Promise<void> {
  const place = (key: string, kind: 'county' | 'town' | 'area', parent: string | undefined) => ({
    ...{ key, name: key, kind, parent, ags: undefined, tile: undefined, aliases: [], invented: true },
  })
  const list = [
    place('kreis', 'county', undefined),
    ...towns.map((key) => place(key, 'town', 'kreis')),
    place('hafen', 'area', 'stadt-1'),
  ]
  await createPlaces(writer, actor, list, now)
  await createHeadings(
    writer,
    actor,
    'phase',
    [{ key: 'kita', name: 'Kita', nameEn: 'Kita', position: 1 }],
    now,
  )
  for (const [position, field] of ['youth', 'health'].entries()) {
    const heading = { key: field, name: field, nameEn: field }
    await createHeadings(writer, actor, 'field', [{ ...heading, position }], now)
    const offices = await createOrganisations(writer, actor, [{ ...heading, kind: 'office' }], now)
    await createSources(writer, actor, [{ ...heading, organisationId: offices.get(field)! }], now)
    const familyId = await createFamily(writer, actor, heading, now)
    const series: NewSeries = {
      ...heading,
      key: `${field}_count`,
      meaning: '',
      meaningEn: '',
      unit: 'count',
      kind: 'count',
      decimals: 0,
      periodKind: 'calendar-year',
      reportedUnder: 'start',
      partOf: undefined,
      base: undefined,
      dimensions: [],
      overPlaces: 'sum' as const,
      overTime: 'sum' as const,
      comparableKinds: [],
      note: '',
      noteEn: '',
      aliases: [],
      familyId,
      source: field,
    }
    await createSeries(writer, actor, [series], now)
    const created = await createIndicator(writer, actor, definition(`${field}-kennzahl`, field), now)
    if (!created.ok) throw new Error(JSON.stringify(created.problems))
  }
}
