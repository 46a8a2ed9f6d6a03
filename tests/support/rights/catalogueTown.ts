import type { Actor } from '#app/capabilities/accounts/account.ts'
import { createFamily } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { createDimensions, createSources } from '#app/capabilities/figures/figures.server.ts'
import { addSeries } from '#app/capabilities/figures/series/definitions.server.ts'
import { emptySeries } from '#app/capabilities/figures/series/seriesForm.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { now } from '../indicatorTown.ts'

/** One of each kind of definition that figures have, under keys of this municipality's own. */
export async function createCatalogue(writer: Writer, actor: Actor, slug: string) {
  const own = slug.replaceAll('-', '_')
  const organisationId = (await listOrganisations(writer, 'de')).find(({ key }) => key === 'amt')!.id
  const named = (kind: string) => ({ key: `${kind}_${own}`, name: `${kind} ${slug}`, nameEn: '' })
  const source = { ...named('quelle'), organisationId }
  await createSources(writer, actor, [source], now)
  const value = { key: 'eins', name: 'eins', nameEn: 'one', aliases: [] }
  await createDimensions(writer, actor, [{ ...named('merkmal'), values: [value] }], now)
  const family = named('familie')
  await createFamily(writer, actor, family, now)
  const typed = { ...emptySeries, ...named('reihe'), source: source.key, family: family.key }
  const added = await addSeries(writer, actor, typed, now)
  if (!('key' in added)) throw new Error(JSON.stringify(added))
  return { series: added.key, source: source.key, dimension: `merkmal_${own}`, family: family.key }
}
