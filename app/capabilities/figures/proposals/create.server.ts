import type { Actor } from '#app/capabilities/accounts/account.ts'
import { createFamily, listFamilies } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import {
  createDimensions,
  createSeries,
  createSources,
  listDimensions,
  listSeries,
  listSources,
} from '../catalogue.server.ts'
import type { Proposals, ProposedSeries, Series } from '../figure.ts'
import { asSeries } from '../reading/catalogue.ts'
import { familyOf } from './proposed.ts'

/**
 * Creates the series and breakdowns that a file speaks of, in the family of its source: they are protected by the source's rule,
 * from the first figure on. What exists by now is left as it is; false, if it is something else than what was proposed: then nothing
 * is created. Takes `figures.define`, which the commands below demand.
 */
export async function createProposals(
  writer: Writer,
  actor: Actor,
  sourceKey: string,
  proposals: Proposals,
  now: Date,
): Promise<boolean> {
  const known = new Map((await listSeries(writer)).map((one) => [one.key, one]))
  const isAnother = proposals.series.some((one) => {
    const existing = known.get(one.key)
    return existing !== undefined && !meansSame(existing, { ...asSeries(one), sourceKey })
  })
  if (isAnother) return false
  const series = proposals.series.filter(({ key }) => !known.has(key))
  if (series.length === 0) return true
  const source = (await listSources(writer)).find(({ key }) => key === sourceKey)
  if (!source) throw new Error(`the source ${sourceKey} of a delivery is missing`)
  const dimensions = new Set((await listDimensions(writer)).map(({ key }) => key))
  await createDimensions(
    writer,
    actor,
    proposals.dimensions
      .filter(({ key }) => !dimensions.has(key))
      .map(({ values, ...one }) => ({
        ...one,
        values: values.map((value) => ({ ...value, nameEn: value.name })),
      })),
    now,
  )
  const families = new Map((await listFamilies(writer)).map(({ key, id }) => [key, id]))
  const familyFor = (one: ProposedSeries) =>
    one.family !== undefined && families.has(one.family) ? one.family : familyOf(source.key, one).key
  for (const one of series) {
    if (families.has(familyFor(one))) continue
    const { key, suffix } = familyOf(source.key, one)
    const name = suffix === '' ? source.name : `${source.name} (${suffix})`
    families.set(key, await createFamily(writer, actor, { key, name, nameEn: source.nameEn }, now))
  }
  await createSeries(
    writer,
    actor,
    series.map((one) => {
      const { id: _id, familyKey: _family, sourceKey: _source, ...rest } = asSeries(one)
      return { ...rest, familyId: families.get(familyFor(one))!, source: source.key }
    }),
    now,
  )
  return true
}

/** What its figures were read by: where two series differ in it, figures of one aren't figures of the other. */
const meaningParts = ['sourceKey', 'unit', 'kind', 'periodKind', 'overPlaces', 'overTime'] as const
const meansSame = (one: Series, other: Series): boolean =>
  meaningParts.every((part) => one[part] === other[part])

/** A source for a file that none of the existing ones fits, of an office that is still to be named. */
export async function createProposedSource(
  writer: Writer,
  actor: Actor,
  source: { readonly key: string; readonly name: string },
  now: Date,
): Promise<void> {
  const office = {
    key: 'office_to_be_named',
    name: 'Noch nicht zugeordnet',
    nameEn: 'Not yet assigned',
    kind: 'office' as const,
  }
  const organisationId = (await createOrganisations(writer, actor, [office], now)).get(office.key)!
  await createSources(writer, actor, [{ ...source, nameEn: source.name, organisationId }], now)
}
