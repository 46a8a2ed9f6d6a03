import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChange,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { changedFields, isSameContent } from './content.ts'
import { sitePages } from './site.table.ts'
import { isFilled, type SiteContent, type SitePageKind, sitePageKinds } from './site.ts'

export type SiteVersion = {
  readonly version: number
  readonly language: Language
  readonly content: SiteContent
  readonly changedBy: string
  readonly changedAt: Date
}

const columns = {
  version: sitePages.version,
  language: sitePages.language,
  content: sitePages.content,
  changedBy: sitePages.changedBy,
  changedAt: sitePages.changedAt,
}

const ofPage = (reader: Reader, kind: SitePageKind, language: Language) =>
  and(eq(sitePages.tenantId, reader.tenant), eq(sitePages.kind, kind), eq(sitePages.language, language))

/** All versions of a page in one language, the newest first. */
export async function listSiteVersions(
  reader: Reader,
  kind: SitePageKind,
  language: Language,
): Promise<SiteVersion[]> {
  return reader.db
    .select(columns)
    .from(sitePages)
    .where(ofPage(reader, kind, language))
    .orderBy(desc(sitePages.version))
}

export async function findSiteVersion(
  reader: Reader,
  kind: SitePageKind,
  language: Language,
): Promise<SiteVersion | undefined> {
  const [row] = await reader.db
    .select(columns)
    .from(sitePages)
    .where(ofPage(reader, kind, language))
    .orderBy(desc(sitePages.version))
    .limit(1)
  return row
}

/** What the public reads: the page in this language, else the German one; undefined before the first is written. */
export async function findShownPage(
  reader: Reader,
  kind: SitePageKind,
  language: Language,
): Promise<SiteVersion | undefined> {
  const own = await findSiteVersion(reader, kind, language)
  const isWorth = own && (isFilled(kind, own.content) || language === 'de')
  return isWorth ? own : ((await findSiteVersion(reader, kind, 'de')) ?? own)
}

export type SitePageState = {
  readonly kind: SitePageKind
  readonly language: Language
  readonly content: SiteContent
  readonly version: number
  readonly changedBy: string
  readonly changedAt: Date
}

/** The present version of every page there is, in every language. */
export async function listSitePages(reader: Reader): Promise<SitePageState[]> {
  return reader.db
    .selectDistinctOn([sitePages.kind, sitePages.language], { kind: sitePages.kind, ...columns })
    .from(sitePages)
    .where(eq(sitePages.tenantId, reader.tenant))
    .orderBy(sitePages.kind, sitePages.language, desc(sitePages.version))
}

export type SiteChange =
  /** `unchanged`: nothing differs, so there is no new version. */
  | { readonly done: 'saved' | 'unchanged'; readonly version: number }
  /** Somebody else has changed the page since this person opened it. */
  | { readonly refused: 'overtaken'; readonly now: SiteVersion }

/**
 * Writes a new version. `base`: the version that the person saw, 0 before the first. Who was overtaken learns it and
 * loses nothing: every version stays.
 */
export async function changeSitePage(
  writer: Writer,
  actor: Actor,
  change: { kind: SitePageKind; language: Language; base: number; content: SiteContent },
  now: Date,
): Promise<SiteChange> {
  demand(actor, 'site.edit', wholeTenant)
  const { kind, language, base, content } = change
  const former = await findSiteVersion(writer, kind, language)
  if (former && isSameContent(former.content, content)) return { done: 'unchanged', version: former.version }
  if (former && former.version !== base) return { refused: 'overtaken', now: former }
  const version = (former?.version ?? 0) + 1
  const [saved] = await writer.db
    .insert(sitePages)
    .values({
      tenantId: writer.tenant,
      kind,
      language,
      version,
      content,
      changedBy: actor.name,
      changedAt: now,
    })
    // Somebody else was faster by a moment: their version is committed now, so it can be seen.
    .onConflictDoNothing()
    .returning({ version: sitePages.version })
  if (!saved) {
    const faster = (await findSiteVersion(writer, kind, language))!
    return isSameContent(faster.content, content)
      ? { done: 'unchanged', version: faster.version }
      : { refused: 'overtaken', now: faster }
  }
  await recordAudit(writer, actor, {
    action: 'site.change',
    thing: `page ${kind} ${language}`,
    details: {
      version,
      fields: changedFields(former?.content ?? {}, content),
      ...describeChange({ confirmed: former?.content.confirmed }, { confirmed: content.confirmed }),
    },
    at: now,
  })
  forgetSlots(writer.tenant)
  return { done: 'saved', version }
}

type Slots = { readonly kinds: readonly SitePageKind[]; readonly until: number }

/** Looked up for the footer of every page: remembered for some seconds, so that other processes notice a change, too. */
const slots = new Map<number, Slots>()
const slotsRemembered = 15_000

const forgetSlots = (tenant: number) => slots.delete(tenant)

/** Which of the voluntary pages (plain language, sign language) have something to show. `read` opens a transaction if needed. */
export async function listFilledSlots(
  tenant: number,
  read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>,
  now: Date,
): Promise<readonly SitePageKind[]> {
  const known = slots.get(tenant)
  if (known && known.until > now.getTime()) return known.kinds
  const kinds = await read(async (reader) => {
    const rows = await reader.db
      .selectDistinctOn([sitePages.kind, sitePages.language], {
        kind: sitePages.kind,
        content: sitePages.content,
      })
      .from(sitePages)
      .where(
        and(
          eq(sitePages.tenantId, reader.tenant),
          inArray(sitePages.kind, ['plain-language', 'sign-language']),
        ),
      )
      .orderBy(sitePages.kind, sitePages.language, desc(sitePages.version))
    const filled = rows.filter(({ kind, content }) => isFilled(kind, content)).map(({ kind }) => kind)
    return sitePageKinds.filter((kind) => filled.includes(kind))
  })
  slots.set(tenant, { kinds, until: now.getTime() + slotsRemembered })
  return kinds
}
