import { and, eq, max } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChange,
  describeChanges,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { type Catalogue, readCatalogue } from './catalogue.server.ts'
import { checkDefinition, type DefinitionInput, type DefinitionProblem } from './definition.ts'
import { stateOfDefinition } from './definitionState.ts'
import { listFieldsOfAction, listLifePhases } from './definitions.server.ts'
import { fieldsOfAction, indicators, indicatorVersions, lifePhases } from './indicators.table.ts'

import { demandTargets, listTargetInputs, storeTargets } from './targets.server.ts'

export type DefinitionResult =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] }

/** Life phases or fields of action of the town, in their order; one that exists under its key takes the new names. */
export async function createHeadings(
  writer: Writer,
  actor: Actor,
  kind: 'phase' | 'field',
  headings: readonly { key: string; name: string; nameEn: string; position: number }[],
  now: Date,
): Promise<void> {
  demand(actor, 'headings.define', wholeTenant)
  if (headings.length === 0) return
  const table = kind === 'phase' ? lifePhases : fieldsOfAction
  const readStates = async () => {
    const { key, name, nameEn, position } = table
    const rows = await writer.db
      .select({ key, name, nameEn, position })
      .from(table)
      .where(eq(table.tenantId, writer.tenant))
    return new Map(rows.map(({ key: own, ...fields }) => [own, fields]))
  }
  const before = await readStates()
  for (const { key, name, nameEn, position } of headings) {
    await writer.db
      .insert(table)
      .values({ tenantId: writer.tenant, key, name, nameEn, position })
      .onConflictDoUpdate({ target: [table.tenantId, table.key], set: { name, nameEn, position } })
  }
  await recordAudit(writer, actor, {
    action: 'indicators.headings',
    thing: kind === 'phase' ? 'life phases' : 'fields of action',
    details: describeChanges(before, await readStates()),
    at: now,
  })
}

async function check(
  writer: Writer,
  catalogue: Catalogue,
  input: DefinitionInput,
  ownKey: string | undefined,
): Promise<readonly DefinitionProblem[]> {
  const keysOf = (headings: readonly { key: string }[]) => new Set(headings.map((heading) => heading.key))
  const phases = keysOf(await listLifePhases(writer, 'de'))
  const fields = keysOf(await listFieldsOfAction(writer, 'de'))
  return checkDefinition(input, { formula: catalogue.formula, phases, fields, ownKey })
}

/** Stores a new indicator with its first version, at the end of the catalogue. Refuses before the first write. */
export async function createIndicator(
  writer: Writer,
  actor: Actor,
  input: DefinitionInput,
  now: Date,
): Promise<DefinitionResult> {
  demand(actor, 'indicators.define', { field: input.field })
  const catalogue = await readCatalogue(writer, { withDimensions: true })
  demandTargets(actor, catalogue, [input.field], input.targets)
  const problems = await check(writer, catalogue, input, undefined)
  if (problems.length > 0) return { ok: false, problems }
  const [last] = await writer.db
    .select({ position: max(indicators.position) })
    .from(indicators)
    .where(eq(indicators.tenantId, writer.tenant))
  const [created] = await writer.db
    .insert(indicators)
    .values({ tenantId: writer.tenant, key: input.key, position: (last?.position ?? 0) + 1 })
    .onConflictDoNothing()
    .returning({ id: indicators.id })
  // A version that begins later hides the indicator from the catalogue, but its key is taken all the same.
  if (!created) return { ok: false, problems: [{ field: 'key', kind: 'key-taken' }] }
  await storeVersion(writer, actor, catalogue, { indicatorId: created.id, version: 1, input, now })
  const details = describeChange(undefined, stateOfDefinition(input, input.targets))
  await recordAudit(writer, actor, {
    action: 'indicators.create',
    thing: `indicator ${input.key}`,
    details,
    at: now,
  })
  return { ok: true, key: input.key }
}

/**
 * Stores a further version of an indicator, which holds from `input.validFrom` on; former versions stay.
 * The key cannot be changed: it is the address. Undefined if there is no such indicator.
 */
export async function changeIndicator(
  writer: Writer,
  actor: Actor,
  key: string,
  input: Omit<DefinitionInput, 'key'>,
  now: Date,
): Promise<DefinitionResult | undefined> {
  const catalogue = await readCatalogue(writer, { withDimensions: true })
  const before = catalogue.versions.find((version) => version.key === key)
  if (!before) return undefined
  for (const field of [before.field, input.field]) demand(actor, 'indicators.define', { field })
  demandTargets(actor, catalogue, [before.field, input.field], input.targets)
  const after: DefinitionInput = { ...input, key }
  const problems = await check(writer, catalogue, after, key)
  if (problems.length > 0) return { ok: false, problems }
  // Of two people at once the second waits, and counts on from the first one's version.
  await writer.db
    .select({ id: indicators.id })
    .from(indicators)
    .where(and(eq(indicators.tenantId, writer.tenant), eq(indicators.id, before.indicatorId)))
    .for('update')
  const [last] = await writer.db
    .select({ version: max(indicatorVersions.version) })
    .from(indicatorVersions)
    .where(
      and(
        eq(indicatorVersions.tenantId, writer.tenant),
        eq(indicatorVersions.indicatorId, before.indicatorId),
      ),
    )
  const formerTargets = await listTargetInputs(writer, catalogue, before.indicatorId)
  const version = (last?.version ?? 0) + 1
  await storeVersion(writer, actor, catalogue, {
    indicatorId: before.indicatorId,
    version,
    input: after,
    now,
  })
  const details = describeChange(
    stateOfDefinition(before, formerTargets),
    stateOfDefinition(after, [...formerTargets, ...after.targets]),
  )
  await recordAudit(writer, actor, {
    action: 'indicators.change',
    thing: `indicator ${key}`,
    details,
    at: now,
  })
  return { ok: true, key }
}

async function storeVersion(
  writer: Writer,
  actor: Actor,
  catalogue: Catalogue,
  stored: { indicatorId: number; version: number; input: DefinitionInput; now: Date },
): Promise<void> {
  const { indicatorId, version, now } = stored
  const { key: _key, targets: decided, formula, publishedSeries, ...columns } = stored.input
  const tenantId = writer.tenant
  await writer.db.insert(indicatorVersions).values({
    ...columns,
    tenantId,
    indicatorId,
    version,
    formula: formula ?? null,
    publishedSeries: publishedSeries ?? null,
    createdBy: actor.name,
    createdAt: now,
  })
  await storeTargets(writer, catalogue, { indicatorId, list: decided, validFrom: columns.validFrom })
}
