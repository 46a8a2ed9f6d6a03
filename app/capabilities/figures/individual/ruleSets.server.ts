import { and, asc, desc, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, may, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { getCatalogue, listSources, type Source } from '../catalogue.server.ts'
import { evaluationRules, evaluationRuleVersions } from './individual.table.ts'
import { type Rules, type RulesProblem, type RulesText, readRules } from './rules.ts'

/** An evaluation rule in its latest version. */
export type RuleSet = {
  readonly id: number
  readonly name: string
  readonly source: Source
  readonly version: number
  readonly text: RulesText
  readonly changedBy: string
  readonly changedAt: Date
}

/** Rules of the sources that this person delivers for, by name. */
export async function listRuleSets(reader: Reader, actor: Actor | undefined): Promise<RuleSet[]> {
  const sources = new Map((await listSources(reader)).map((source) => [source.id, source]))
  const rows = await reader.db
    .selectDistinctOn([evaluationRules.id], {
      id: evaluationRules.id,
      name: evaluationRules.name,
      sourceId: evaluationRules.sourceId,
      version: evaluationRuleVersions.version,
      text: evaluationRuleVersions.definition,
      changedBy: evaluationRuleVersions.createdBy,
      changedAt: evaluationRuleVersions.createdAt,
    })
    .from(evaluationRules)
    .innerJoin(
      evaluationRuleVersions,
      and(
        eq(evaluationRuleVersions.tenantId, evaluationRules.tenantId),
        eq(evaluationRuleVersions.ruleId, evaluationRules.id),
      ),
    )
    .where(eq(evaluationRules.tenantId, reader.tenant))
    .orderBy(asc(evaluationRules.id), desc(evaluationRuleVersions.version))
  return rows
    .map(({ sourceId, ...rule }) => ({ ...rule, source: sources.get(sourceId)! }))
    .filter(({ source }) => may(actor, 'figures.deliver', source))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'de'))
}

/** One rule; undefined if there is none or it belongs to an office that this person doesn't deliver for. */
export async function findRuleSet(
  reader: Reader,
  actor: Actor | undefined,
  id: number,
): Promise<RuleSet | undefined> {
  return (await listRuleSets(reader, actor)).find((rule) => rule.id === id)
}

export type RuleSetInput = { readonly name: string; readonly source: string; readonly text: RulesText }

export type RuleSetOutcome =
  | { readonly ok: true; readonly id: number; readonly version: number }
  | { readonly ok: false; readonly why: 'name' | 'source' }
  | { readonly ok: false; readonly why: 'rules'; readonly problems: readonly RulesProblem[] }

/** Reads a rule as written for a source. */
export async function readRulesFor(
  reader: Reader,
  sourceKey: string,
  text: RulesText,
): Promise<ReturnType<typeof readRules>> {
  return readRules(text, await getCatalogue(reader, sourceKey))
}

/** A rule that was read before it was kept; what it names can have gone since. */
export async function getRules(reader: Reader, rule: RuleSet): Promise<Rules | undefined> {
  const read = await readRulesFor(reader, rule.source.key, rule.text)
  return read.ok ? read.rules : undefined
}

/** Keeps a rule: a new one (`id` undefined), or a new version of one. Its source stays. */
export async function storeRuleSet(
  writer: Writer,
  actor: Actor,
  id: number | undefined,
  input: RuleSetInput,
  now: Date,
): Promise<RuleSetOutcome> {
  const former = id === undefined ? undefined : await findRuleSet(writer, actor, id)
  const key = former?.source.key ?? input.source
  const source = (await listSources(writer)).find((one) => one.key === key)
  if (!source) return { ok: false, why: 'source' }
  demand(actor, 'figures.define', source)
  const name = input.name.trim()
  if (name === '' || name.length > 200) return { ok: false, why: 'name' }
  const read = await readRulesFor(writer, source.key, input.text)
  if (!read.ok) return { ok: false, why: 'rules', problems: read.problems }
  const tenantId = writer.tenant
  let ruleId = former?.id
  if (ruleId === undefined) {
    const [row] = await writer.db
      .insert(evaluationRules)
      .values({ tenantId, sourceId: source.id, name })
      .returning({ id: evaluationRules.id })
    ruleId = row!.id
  } else {
    await writer.db
      .update(evaluationRules)
      .set({ name })
      .where(and(eq(evaluationRules.tenantId, tenantId), eq(evaluationRules.id, ruleId)))
  }
  const version = (former?.version ?? 0) + 1
  await writer.db
    .insert(evaluationRuleVersions)
    .values({ tenantId, ruleId, version, definition: input.text, createdBy: actor.name, createdAt: now })
  await recordAudit(writer, actor, {
    action: 'individual.rule',
    thing: `evaluation-rule ${ruleId}`,
    details: {
      ...(former && { before: { name: former.name, version: former.version, ...former.text } }),
      after: { name, version, ...input.text },
      source: source.key,
    },
    at: now,
  })
  return { ok: true, id: ruleId, version }
}
