import type { TenantParts } from '#app/capabilities/accounts/tenantParts.server.ts'
import { countFiguresOfPlaces, listSources } from '#app/capabilities/figures/figures.server.ts'
import { listResponsibilities } from '#app/capabilities/goals/goals.server.ts'
import {
  countTargetsOfPlaces,
  createHeadings,
  listFieldsOfAction,
  listSeriesUses,
  shippedFields,
  shippedPhases,
} from '#app/capabilities/indicators/indicators.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces, listFirstPlaces, listPlaces } from '#app/capabilities/places/places.server.ts'
import { nameIn } from '#app/plain/nameIn.ts'

/** The parts of a tenant that accounts may choose from and fill, from the capabilities that know them. */
export const tenantParts: TenantParts = {
  listScopeChoices: async (reader, language) => {
    const places = await listPlaces(reader)
    const names = new Map(
      places.filter((place) => place.kind !== 'state').map((place) => [place.id, place.name]),
    )
    return {
      places: places
        .filter((place) => place.kind !== 'unassigned' && place.kind !== 'state')
        .map(({ key, name, parentId }) => {
          const below = parentId === undefined ? undefined : names.get(parentId)
          return below === undefined ? { key, name } : { key, name, below }
        }),
      organisations: (await listOrganisations(reader, language)).map(({ key, name }) => ({ key, name })),
      fields: (await listFieldsOfAction(reader, language)).map(({ key, name }) => ({ key, name })),
    }
  },
  listOrganisationUses: async (reader, language) => {
    const uses = new Map<number, { sources: string[]; goals: string[] }>()
    const usesOf = (id: number) => uses.get(id) ?? uses.set(id, { sources: [], goals: [] }).get(id)!
    for (const { organisationId, name, nameEn } of await listSources(reader))
      usesOf(organisationId).sources.push(nameIn(language, { name, nameEn }))
    for (const { organisationId, title } of await listResponsibilities(reader, language))
      usesOf(organisationId).goals.push(title)
    return uses
  },
  listPlaceUses: async (reader) => {
    const figures = await countFiguresOfPlaces(reader)
    const targets = await countTargetsOfPlaces(reader)
    return new Map(
      [...new Set([...figures.keys(), ...targets.keys()])].map((id) => [
        id,
        {
          figures: figures.get(id)?.figures ?? 0,
          lastDay: figures.get(id)?.lastDay,
          targets: targets.get(id) ?? 0,
        },
      ]),
    )
  },
  listSourceChoices: async (reader, language) =>
    (await listSources(reader)).map(({ key, name, nameEn }) => ({
      key,
      name: nameIn(language, { name, nameEn }),
    })),
  listSeriesUses,
  furnish: async (writer, actor, tenant, now) => {
    await createPlaces(writer, actor, listFirstPlaces(tenant), now)
    await createHeadings(writer, actor, 'phase', shippedPhases, now)
    await createHeadings(writer, actor, 'field', shippedFields, now)
  },
}
