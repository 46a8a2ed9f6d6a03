import { and, eq, max } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { type Catalogue, readCatalogue } from './catalogue.server.ts'
import { checkDefinition, type DefinitionInput, type DefinitionProblem } from './definition.ts'
import { listFieldsOfAction, listLifePhases } from './definitions.server.ts'
import { fieldsOfAction, indicators, indicatorVersions, lifePhases, targets } from './indicators.table.ts'

export type DefinitionResult =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] }

/** Life phases or fields of action of the town, in their order; one that exists under its key takes the new names. */
export async function createHeadings(
  writer: Writer,
  kind: 'phase' | 'field',
  headings: readonly { key: string; name: string; nameEn: string; position: number }[],
): Promise<void> {
  const table = kind === 'phase' ? lifePhases : fieldsOfAction
  for (const { key, name, nameEn, position } of headings) {
    await writer.db
      .insert(table)
      .values({ tenantId: writer.tenant, key, name, nameEn, position })
      .onConflictDoUpdate({ target: [table.tenantId, table.key], set: { name, nameEn, position } })
  }
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
  const catalogue = await readCatalogue(writer, { withDimensions: true })
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
  const details = { after: input }
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
  const after: DefinitionInput = { ...input, key }
  const problems = await check(writer, catalogue, after, key)
  if (problems.length > 0) return { ok: false, problems }
  const [last] = await writer.db
    .select({ version: max(indicatorVersions.version) })
    .from(indicatorVersions)
    .where(
      and(
        eq(indicatorVersions.tenantId, writer.tenant),
        eq(indicatorVersions.indicatorId, before.indicatorId),
      ),
    )
  const version = (last?.version ?? 0) + 1
  await storeVersion(writer, actor, catalogue, {
    indicatorId: before.indicatorId,
    version,
    input: after,
    now,
  })
  const details = { before, after }
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
  const placeIds = new Map(catalogue.places.map((place) => [place.key, place.id]))
  if (decided.length === 0) return
  await writer.db.insert(targets).values(
    decided.map((target) => ({
      tenantId,
      indicatorId,
      placeId: placeIds.get(target.place)!,
      comparison: target.comparison,
      path: target.path,
      baselineYear: target.baselineYear ?? null,
      decidedBy: target.decidedBy ?? null,
      note: target.note ?? null,
      noteEn: target.noteEn ?? null,
      validFrom: columns.validFrom,
    })),
  )
}
