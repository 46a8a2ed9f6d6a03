import { listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import { type permit, requestContext, type Visit } from '#app/capabilities/accounts/visit.server.ts'
import type { FooterTown } from './site.ts'
import { listFilledSlots } from './sitePages.server.ts'

type Context = Parameters<typeof permit>[0]

/**
 * Whose pages the footer leads to: those of the town that is visited; elsewhere of the only one there is, and on the start
 * page of all. An empty list where there are several and none is chosen.
 */
export async function listFooterTowns(
  context: Context,
  visit: Visit | undefined,
  path: string,
): Promise<FooterTown[]> {
  const { database, language, now } = context.get(requestContext)
  const all = visit ? [visit.tenant] : await database.shared((shared) => listTenants(shared, language))
  if (all.length > 1 && path !== '/') return []
  return Promise.all(
    all.map(async ({ id, slug, name }) => ({
      slug,
      name,
      slots: await listFilledSlots(id, (work) => database.read(id, work), now),
    })),
  )
}
