import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import {
  changeProtectionRule,
  createFamily,
} from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { createDimensions, createSeries, createSources } from './catalogue.server.ts'
import { hammPlaces, seriesOf, testDimensions } from './reading/reading.fixture.ts'

export const now = new Date('2019-03-14T09:00:00Z')

/** A town with areas, one source of published figures and a few series; answers somebody who may do everything. */
export async function installTestTown(database: Database, slug = 'teststadt'): Promise<Actor> {
  const tenantId = await database.shared((shared) =>
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
  const actor: Actor = {
    accountId: 0,
    name: 'Erika Beispiel',
    grants: wholeGrants('coordination', 'planning'),
    tenantId,
  }
  await database.write(tenantId, async (writer) => {
    const keys = new Map(hammPlaces.map(({ id, key }) => [id, key]))
    const list = hammPlaces.map(({ key, name, kind, parentId, ags, aliases }) => {
      const parent = parentId === undefined ? undefined : keys.get(parentId)
      return { key, name, kind, parent, ags, aliases, tile: undefined, invented: true }
    })
    await createPlaces(writer, actor, list, now)
    const offices = await createOrganisations(
      writer,
      actor,
      [{ key: 'health', name: 'Gesundheitsamt', nameEn: 'Health office', kind: 'office' }],
      now,
    )
    const organisationId = offices.get('health')!
    const source = {
      key: 'school_entry',
      name: 'Schuleingangsuntersuchung',
      nameEn: 'School entry',
      organisationId,
    }
    await createSources(writer, actor, [source], now)
    const rule = { kind: 'already-published' } as const
    await changeProtectionRule(writer, actor, { source: 'school_entry', validFrom: '2000-01-01', rule, now })
    const familyId = await createFamily(
      writer,
      actor,
      { key: 'school_entry', name: 'Schuleingang', nameEn: 'School entry' },
      now,
    )
    await createDimensions(
      writer,
      actor,
      testDimensions.map(({ values, ...dimension }) => ({
        ...dimension,
        values: values.map((value) => ({ ...value, nameEn: value.name })),
      })),
      now,
    )
    const examined = seriesOf({
      key: 'examined',
      name: 'untersuchte Kinder',
      periodKind: 'entry-cohort',
      dimensions: ['form'],
    })
    const booklet = seriesOf({
      key: 'booklet',
      name: 'mit Vorsorgeheft',
      periodKind: 'entry-cohort',
      partOf: 'examined',
    })
    await createSeries(
      writer,
      actor,
      [examined, booklet].map(({ id: _id, familyKey: _family, sourceKey: _source, ...one }) => ({
        ...one,
        familyId,
        source: 'school_entry',
      })),
      now,
    )
  })
  return actor
}

/** The published areas of the entry cohorts 2017/18 and 2018/19 (city of Hamm, report on 2018). */
export const schoolEntryFile = `Schuleingangsuntersuchung;;
Sozialraum;untersuchte Kinder 2017/18;untersuchte Kinder 2018/19
Stadtmitte;184;170
Westen;242;204
Norden;139;125
Uentrop;200;174
Rhynern;161;138
Pelkum;96;109
Herringen;120;112
Bockum- Hövel;235;232
Heessen;176;130
nicht zuordenbar;;128
Hamm (gesamt);1.567;1.522
`
