import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChange,
  may,
  recordAudit,
  recordLook,
  type Thing,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Exact } from '#app/plain/disclosure.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { families, protectionRules, releasedCells, releases } from './confidentiality.table.ts'
import { markExact } from './mark.ts'
import { openProtected, type Protected } from './protected.ts'
import type { Release } from './release.ts'
import { type DatedRule, type ProtectionRule, ruleAt } from './rule.ts'
import { listRules } from './rules.server.ts'

export { protectAndStore } from './protectAndStore.server.ts'
export { Protected } from './protected.ts'
export {
  countReleasedCells,
  listReleasedCells,
  listSeriesWithCells,
} from './releasedCells.server.ts'

/** Creates a family, or renames the one with this key; gives its id. */
export async function createFamily(
  writer: Writer,
  actor: Actor,
  family: { key: string; name: string; nameEn: string },
  now: Date,
): Promise<number> {
  demand(actor, 'figures.define', wholeTenant)
  const before = (await listFamilies(writer)).find(({ key }) => key === family.key)
  const [row] = await writer.db
    .insert(families)
    .values({ tenantId: writer.tenant, ...family })
    .onConflictDoUpdate({
      target: [families.tenantId, families.key],
      set: { name: family.name, nameEn: family.nameEn },
    })
    .returning({ id: families.id })
  await recordAudit(writer, actor, {
    action: 'confidentiality.family',
    thing: `family ${family.key}`,
    details: describeChange(before, { id: row!.id, ...family }),
    at: now,
  })
  return row!.id
}

export async function listFamilies(
  reader: Reader,
): Promise<{ id: number; key: string; name: string; nameEn: string }[]> {
  return reader.db
    .select({ id: families.id, key: families.key, name: families.name, nameEn: families.nameEn })
    .from(families)
    .where(eq(families.tenantId, reader.tenant))
    .orderBy(asc(families.id))
}

/** Removes a family that was never released; that no series belongs to it, its caller has seen to. */
export async function removeFamily(
  writer: Writer,
  actor: Actor,
  { key, now }: { readonly key: string; readonly now: Date },
): Promise<{ readonly done: 'removed' } | { readonly refused: 'gone' | 'used' }> {
  demand(actor, 'figures.define', wholeTenant)
  const former = (await listFamilies(writer)).find((family) => family.key === key)
  if (!former) return { refused: 'gone' }
  const [release] = await writer.db
    .select({ id: releases.id })
    .from(releases)
    .where(and(eq(releases.tenantId, writer.tenant), eq(releases.familyId, former.id)))
    .limit(1)
  if (release) return { refused: 'used' }
  await writer.db
    .delete(families)
    .where(and(eq(families.tenantId, writer.tenant), eq(families.id, former.id)))
  await recordAudit(writer, actor, {
    action: 'confidentiality.family-remove',
    thing: `family ${key}`,
    details: describeChange(former, undefined),
    at: now,
  })
  return { done: 'removed' }
}

/** Sets how the figures of a source are protected from a date on. Releases made before stay as they are. */
export async function changeProtectionRule(
  writer: Writer,
  actor: Actor,
  change: { source: string; validFrom: string; rule: ProtectionRule; now: Date },
): Promise<void> {
  demand(actor, 'protection.change', wholeTenant)
  const { source, validFrom, rule } = change
  const threshold = rule.kind === 'threshold' ? rule.threshold : null
  const alreadyPublished = rule.kind === 'already-published'
  const before = (await listRules(writer)).get(source)?.find((dated) => dated.validFrom === validFrom)
  await writer.db
    .insert(protectionRules)
    .values({ tenantId: writer.tenant, source, validFrom, threshold, alreadyPublished })
    .onConflictDoUpdate({
      target: [protectionRules.tenantId, protectionRules.source, protectionRules.validFrom],
      set: { threshold, alreadyPublished },
    })
  await recordAudit(writer, actor, {
    action: 'protection-rule.change',
    thing: `source ${source}`,
    details: { validFrom, ...describeChange(before && { rule: before.rule }, { rule }) },
    at: change.now,
  })
}

/** The rule that holds for a source on a date (ISO). */
export async function ruleFor(reader: Reader, source: string, date: string): Promise<ProtectionRule> {
  const rules: ReadonlyMap<string, DatedRule[]> = await listRules(reader)
  return ruleAt(rules.get(source) ?? [], date)
}

const listedReleases = 200

function releaseQuery(reader: Reader, language: Language) {
  return reader.db
    .select({
      id: releases.id,
      familyKey: families.key,
      familyName: language === 'en' ? families.nameEn : families.name,
      state: releases.state,
      startedAt: releases.startedAt,
      finishedAt: releases.finishedAt,
      actor: releases.actor,
      shownCells: releases.shownCells,
      secretCells: releases.secretCells,
      certificate: releases.certificate,
    })
    .from(releases)
    .innerJoin(families, and(eq(families.tenantId, releases.tenantId), eq(families.id, releases.familyId)))
    .$dynamic()
}

/** The youngest releases first, refused ones among them; at most 200. */
export async function listReleases(reader: Reader, language: Language): Promise<Release[]> {
  return releaseQuery(reader, language)
    .where(eq(releases.tenantId, reader.tenant))
    .orderBy(desc(releases.id))
    .limit(listedReleases)
}

export async function findRelease(
  reader: Reader,
  id: number,
  language: Language,
): Promise<Release | undefined> {
  const [row] = await releaseQuery(reader, language).where(
    and(eq(releases.tenantId, reader.tenant), eq(releases.id, id)),
  )
  return row
}

/** How many series, places and periods a release covers. Counts only; no cell leaves here. */
export async function computeReleaseExtent(
  reader: Reader,
  id: number,
): Promise<{ series: number; places: number; periods: number }> {
  const [row] = await reader.db
    .select({
      series: sql<number>`count(distinct ${releasedCells.seriesId})::integer`,
      places: sql<number>`count(distinct ${releasedCells.placeId})::integer`,
      periods: sql<number>`count(distinct ${releasedCells.periodId})::integer`,
    })
    .from(releasedCells)
    .where(and(eq(releasedCells.tenantId, reader.tenant), eq(releasedCells.releaseId, id)))
  return row!
}

/**
 * The exact value for one named person with the right to it; each look is logged with its reason.
 * `thing` says what was looked at ("delivery 12"), `about` the field and place that each part of it concerns. Undefined: this person has no
 * right to that.
 */
export async function exactFor<T>(
  writer: Writer,
  actor: Actor,
  value: Protected<T>,
  look: {
    readonly reason: string
    readonly thing: string
    readonly about: readonly Thing[]
    readonly details?: Readonly<Record<string, unknown>>
    readonly now: Date
  },
): Promise<Exact<T> | undefined> {
  if (actor.tenantId !== writer.tenant) return undefined
  if (look.about.length === 0 || !look.about.every((thing) => may(actor, 'figures.exact', thing)))
    return undefined
  await recordLook(writer, actor, {
    action: 'figures.exact',
    thing: look.thing,
    reason: look.reason,
    details: look.details,
    at: look.now,
  })
  return markExact(openProtected(value))
}
