import type { Actor } from '#app/capabilities/accounts/account.ts'
import { changeTenantAddresses } from '#app/capabilities/accounts/accounts.server.ts'
import {
  changeFeedback,
  changeSitePage,
  createFeedback,
  listSitePages,
  readContent,
} from '#app/capabilities/site/site.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import type { TownFiles } from './town.server.ts'

/** The pages of a town and some messages about barriers, unless there are pages already. Throws where a file is wrong. */
export async function installSite(
  database: Database,
  actor: Actor,
  { town, site }: TownFiles,
  now: Date,
): Promise<void> {
  await database.write(actor.tenantId, async (writer) => {
    if ((await listSitePages(writer)).length > 0) return
    await changeTenantAddresses(writer, actor, site.addresses, now)
    for (const { kind, language, content } of site.pages) {
      const { problems } = readContent(kind, (name) => content[name])
      if (problems.length > 0)
        throw new Error(`demo/${town.slug}/site.json ${kind} ${language}: ${JSON.stringify(problems)}`)
      await changeSitePage(writer, actor, { kind, language, base: 0, content }, now)
    }
    for (const { done, ...message } of site.feedback) {
      const id = await createFeedback(writer, { ...message, token: 'demo' }, now)
      if (done && id !== undefined) await changeFeedback(writer, actor, { id, done }, now)
    }
  })
}
