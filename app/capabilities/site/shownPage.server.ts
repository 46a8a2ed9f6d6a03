import type { Tenant } from '#app/capabilities/accounts/account.ts'
import { cookies, readTenantAddresses } from '#app/capabilities/accounts/accounts.server.ts'
import { permit, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { PageFacts, SiteContent, SitePageKind } from './site.ts'
import { findShownPage } from './sitePages.server.ts'

type Context = Parameters<typeof permit>[0]

/** Names of cookies are longer where the connection is encrypted; the language is no secret and keeps its own. */
function listCookies(publicUrl: string): PageFacts['cookies'] {
  const prefix = publicUrl.startsWith('https:') ? '__Host-' : ''
  return Object.entries(cookies).map(([key, { name, lifetime }]) => ({
    key: key as keyof typeof cookies,
    name: key === 'language' ? name : prefix + name,
    lifetime,
  }))
}

export async function readPageFacts(reader: Reader, context: Context, tenant: Tenant): Promise<PageFacts> {
  const { publicUrl, sessionLimits } = context.get(requestContext)
  return {
    town: tenant.name,
    address: `${publicUrl}/${tenant.slug}`,
    contactEmail: (await readTenantAddresses(reader)).contactEmail,
    idleMinutes: sessionLimits.idleMinutes,
    sessionHours: sessionLimits.hours,
    cookies: listCookies(publicUrl),
  }
}

export type ShownPage = {
  readonly base: string
  readonly kind: SitePageKind
  readonly facts: PageFacts
  readonly content: SiteContent
  /** Language of the content where it is not the page's own. */
  readonly language: string | undefined
  readonly changedAt: string | undefined
  readonly mayEdit: boolean
}

/** What a public page of the municipality needs: its first and only line. */
export async function showSitePage(
  context: Context,
  slug: string | undefined,
  kind: SitePageKind,
  request: Request,
): Promise<ShownPage> {
  const visit = await permit(context, slug, 'public.read', request)
  return visit.read(async (reader) => {
    const page = await findShownPage(reader, kind, visit.language)
    return {
      base: `/${visit.tenant.slug}`,
      kind,
      facts: await readPageFacts(reader, context, visit.tenant),
      content: page?.content ?? {},
      language: page && page.language !== visit.language ? page.language : undefined,
      changedAt: page?.changedAt.toISOString(),
      mayEdit: visit.may('site.edit'),
    }
  })
}
