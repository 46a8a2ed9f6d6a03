import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChange,
  may,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { TenantParts } from '#app/capabilities/accounts/tenantParts.server.ts'
import { createFamily, listFamilies } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { type Reader, rowsOf, type Writer } from '#app/platform/database.server.ts'
import { startReleases } from '../accept.server.ts'
import { listDimensions, listSeries, listSources, type Source } from '../catalogue.server.ts'
import type { Series } from '../figure.ts'
import { facts, series } from '../figures.table.ts'
import {
  problemsOfFigures,
  proposeKey,
  readSeries,
  type SeriesContext,
  type SeriesInput,
  type SeriesProblem,
  typedSeries,
} from './seriesForm.ts'
import { type FieldProblem, findOvertaken, type Typed } from './typed.ts'

/** Definitions of one tenant are changed one after the other: no key comes twice, however fast two people are. */
export async function lockDefinitions(writer: Writer): Promise<void> {
  await writer.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`definitions ${writer.tenant}`}, 0))`,
  )
}

/** Why nothing was stored. `overtaken`: somebody else has changed these fields since the form was opened. */
export type NotStored<Kind extends string> =
  | { readonly problems: readonly FieldProblem<Kind>[] }
  | { readonly refused: 'gone' }
  | {
      readonly refused: 'overtaken'
      readonly fields: readonly { readonly field: string; readonly now: string }[]
      readonly present: Typed
    }

export async function findSeries(reader: Reader, key: string): Promise<Series | undefined> {
  return (await listSeries(reader)).find((one) => one.key === key)
}

/** Whether anything was ever delivered for a series; withdrawn figures can come back, so they count. */
export async function hasFigures(reader: Reader, seriesId: number): Promise<boolean> {
  const rows = await rowsOf<{ found: boolean }>(
    reader,
    sql`select exists (select 1 from ${facts} where tenant_id = ${reader.tenant} and series_id = ${seriesId}) as found`,
  )
  return rows[0]!.found
}

type Known = {
  readonly context: SeriesContext
  readonly sources: ReadonlyMap<string, Source>
  readonly families: ReadonlyMap<string, number>
}

/** What a series may refer to. A person whose right ends at some offices sees only the sources of these. */
async function readKnown(reader: Reader, actor: Actor, ownKey: string | undefined): Promise<Known> {
  const all = await listSeries(reader)
  const sources = (await listSources(reader)).filter((source) => may(actor, 'figures.define', source))
  const families = new Map((await listFamilies(reader)).map(({ key, id }) => [key, id]))
  return {
    sources: new Map(sources.map((source) => [source.key, source])),
    families,
    context: {
      sources: new Set(sources.map(({ key }) => key)),
      families: new Set(families.keys()),
      dimensions: new Set((await listDimensions(reader)).map(({ key }) => key)),
      others: all.filter(({ key }) => key !== ownKey),
    },
  }
}

/** The family of the input, made for it where it has none. */
async function familyOf(
  writer: Writer,
  actor: Actor,
  input: SeriesInput,
  families: ReadonlyMap<string, number>,
  now: Date,
): Promise<number> {
  if (input.family !== undefined) return families.get(input.family)!
  const key = proposeKey(input.key, new Set(families.keys()))
  return createFamily(writer, actor, { key, name: input.name, nameEn: input.nameEn || input.name }, now)
}

const rowOf = ({ source: _source, family: _family, partOf, base, ...input }: SeriesInput) => ({
  ...input,
  partOf: partOf ?? null,
  base: base ?? null,
})

/** Adds a series as it was typed; its family is made with it where none was chosen. */
export async function addSeries(
  writer: Writer,
  actor: Actor,
  typed: Typed,
  now: Date,
): Promise<{ readonly key: string } | NotStored<SeriesProblem>> {
  await lockDefinitions(writer)
  const known = await readKnown(writer, actor, undefined)
  const read = readSeries(typed, known.context, undefined)
  if ('problems' in read) return read
  const { input } = read
  const source = known.sources.get(input.source)!
  demand(actor, 'figures.define', source)
  // A family concerns every office whose series are in it.
  if (input.family === undefined && !may(actor, 'figures.define', wholeTenant))
    return { problems: [{ field: 'family', kind: 'choose' }] }
  const familyId = await familyOf(writer, actor, input, known.families, now)
  await writer.db
    .insert(series)
    .values({ tenantId: writer.tenant, ...rowOf(input), familyId, sourceId: source.id })
  await recordAudit(writer, actor, {
    action: 'figures.series',
    thing: `series ${input.key}`,
    details: describeChange(undefined, input),
    at: now,
  })
  return { key: input.key }
}

/** Fields on which the protection of figures that are already released depends. */
const protecting = ['partOf', 'base', 'overPlaces', 'dimensions'] as const

/**
 * Changes a series; `seen` is what its form showed when it was opened. What figures were read, stored and protected by stays as
 * long as there are any. Where a change concerns the sums that protection knows of, the family is released anew.
 */
export async function changeSeries(
  writer: Writer,
  actor: Actor,
  change: { readonly key: string; readonly seen: string; readonly typed: Typed },
  now: Date,
): Promise<{ readonly done: 'changed' | 'unchanged' } | NotStored<SeriesProblem>> {
  await lockDefinitions(writer)
  const { key, seen, typed } = change
  const former = await findSeries(writer, key)
  if (!former) return { refused: 'gone' }
  const organisations = new Map((await listSources(writer)).map((source) => [source.key, source]))
  demand(actor, 'figures.define', organisations.get(former.sourceKey)!)
  const present = typedSeries(former)
  const fields = findOvertaken(seen, present)
  if (fields.length > 0) return { refused: 'overtaken', fields, present }
  const known = await readKnown(writer, actor, key)
  const read = readSeries({ ...typed, family: typed.family || former.familyKey }, known.context, key)
  if ('problems' in read) return read
  const { input } = read
  const filled = await hasFigures(writer, former.id)
  const fixed = filled ? problemsOfFigures(former, input) : []
  if (fixed.length > 0) return { problems: fixed }
  const { id: _id, familyKey: family, sourceKey: source, ...before } = former
  const details = describeChange({ ...before, family, source }, input)
  if (Object.keys(details.after ?? {}).length === 0) return { done: 'unchanged' }
  const familyId = known.families.get(input.family!)!
  await writer.db
    .update(series)
    .set({ ...rowOf(input), familyId, sourceId: known.sources.get(input.source)!.id })
    .where(and(eq(series.tenantId, writer.tenant), eq(series.id, former.id)))
  await recordAudit(writer, actor, {
    action: 'figures.series-change',
    thing: `series ${key}`,
    details,
    at: now,
  })
  const concerns = protecting.some((field) => JSON.stringify(former[field]) !== JSON.stringify(input[field]))
  if (filled && concerns) await startReleases(writer, actor, [familyId])
  return { done: 'changed' }
}

/** What refers to a series and keeps it from being removed. */
export type SeriesUse = 'figures' | 'series' | 'indicators'

/** `below`: indicators that speak of series, which this capability can't know. */
export async function findSeriesUses(
  reader: Reader,
  one: Series,
  below: ReadonlyMap<string, unknown>,
): Promise<readonly SeriesUse[]> {
  const referring = (await listSeries(reader)).some(({ partOf, base }) => [partOf, base].includes(one.key))
  return [
    ...((await hasFigures(reader, one.id)) ? (['figures'] as const) : []),
    ...(referring ? (['series'] as const) : []),
    ...(below.has(one.key) ? (['indicators'] as const) : []),
  ]
}

/** Removes a series that nothing refers to. */
export async function removeSeries(
  writer: Writer,
  actor: Actor,
  { key, below }: { readonly key: string; readonly below: TenantParts['listSeriesUses'] },
  now: Date,
): Promise<{ readonly done: 'removed' } | { readonly refused: 'gone' | 'used' }> {
  await lockDefinitions(writer)
  const former = await findSeries(writer, key)
  if (!former) return { refused: 'gone' }
  const source = (await listSources(writer)).find((one) => one.key === former.sourceKey)!
  demand(actor, 'figures.define', source)
  if ((await findSeriesUses(writer, former, await below(writer, 'de'))).length > 0) return { refused: 'used' }
  await writer.db.delete(series).where(and(eq(series.tenantId, writer.tenant), eq(series.id, former.id)))
  const { id: _id, ...before } = former
  await recordAudit(writer, actor, {
    action: 'figures.series-remove',
    thing: `series ${key}`,
    details: describeChange(before, undefined),
    at: now,
  })
  return { done: 'removed' }
}
