import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChanges,
  may,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import { listFamilies } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Period } from '#app/plain/period.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Series } from './figure.ts'
import { dimensions, dimensionValues, periods, series, sources } from './figures.table.ts'
import { listNamedPlaces } from './namedPlaces.server.ts'
import { Catalogue, type Dimension } from './reading/catalogue.ts'

/** A procedure or statistic of one office; names in both languages. */
export type Source = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly organisationId: number
  /** Key of the organisation: rights to a source are rights to its organisation. */
  readonly organisation: string
  /** A value that the source itself keeps secret (`*`) is known to be less than this, if it says so. */
  readonly secretBelow: number | undefined
}

export async function listSources(reader: Reader): Promise<Source[]> {
  const organisations = new Map((await listOrganisations(reader, 'de')).map(({ id, key }) => [id, key]))
  const rows = await reader.db
    .select({
      id: sources.id,
      key: sources.key,
      name: sources.name,
      nameEn: sources.nameEn,
      organisationId: sources.organisationId,
      secretBelow: sources.secretBelow,
    })
    .from(sources)
    .where(eq(sources.tenantId, reader.tenant))
    .orderBy(sql`${sources.name} collate german`)
  return rows.map(({ secretBelow, ...row }) => ({
    ...row,
    organisation: organisations.get(row.organisationId)!,
    secretBelow: secretBelow ?? undefined,
  }))
}

/** The sources whose files this person may deliver. */
export async function listOwnSources(reader: Reader, actor: Actor | undefined): Promise<Source[]> {
  return (await listSources(reader)).filter((source) => may(actor, 'figures.deliver', source))
}

/** Everything that this tenant counts, in the order of creation. */
export async function listSeries(reader: Reader): Promise<Series[]> {
  const familyKeys = new Map((await listFamilies(reader)).map(({ id, key }) => [id, key]))
  const rows = await reader.db
    .select({ series, sourceKey: sources.key })
    .from(series)
    .innerJoin(sources, and(eq(sources.tenantId, series.tenantId), eq(sources.id, series.sourceId)))
    .where(eq(series.tenantId, reader.tenant))
    .orderBy(asc(series.id))
  return rows.map(({ series: row, sourceKey }) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    nameEn: row.nameEn,
    meaning: row.meaning,
    meaningEn: row.meaningEn,
    unit: row.unit,
    kind: row.kind,
    decimals: row.decimals,
    periodKind: row.periodKind,
    reportedUnder: row.reportedUnder,
    familyKey: familyKeys.get(row.familyId)!,
    sourceKey,
    partOf: row.partOf ?? undefined,
    base: row.base ?? undefined,
    dimensions: row.dimensions,
    overPlaces: row.overPlaces,
    overTime: row.overTime,
    comparableKinds: row.comparableKinds,
    note: row.note,
    noteEn: row.noteEn,
    aliases: row.aliases,
  }))
}

/** Periods for which anything was ever delivered, in time. */
export async function listPeriods(reader: Reader): Promise<({ readonly id: number } & Period)[]> {
  return reader.db
    .select({
      id: periods.id,
      kind: periods.kind,
      key: periods.key,
      start: periods.start,
      end: periods.end,
    })
    .from(periods)
    .where(eq(periods.tenantId, reader.tenant))
    .orderBy(asc(periods.start), asc(periods.kind))
}

export type NamedValue = {
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly aliases: readonly string[]
}
export type NamedDimension = Omit<Dimension, 'values'> & { readonly values: readonly NamedValue[] }

export async function listDimensions(reader: Reader): Promise<NamedDimension[]> {
  const rows = await reader.db
    .select({ dimension: dimensions, value: dimensionValues })
    .from(dimensions)
    .innerJoin(
      dimensionValues,
      and(eq(dimensionValues.tenantId, dimensions.tenantId), eq(dimensionValues.dimension, dimensions.key)),
    )
    .where(eq(dimensions.tenantId, reader.tenant))
    .orderBy(asc(dimensions.key), asc(dimensionValues.position))
  const found = new Map<string, NamedDimension & { values: NamedValue[] }>()
  for (const { dimension, value } of rows) {
    const one = found.get(dimension.key) ?? {
      key: dimension.key,
      name: dimension.name,
      nameEn: dimension.nameEn,
      values: [],
    }
    one.values.push({ key: value.key, name: value.name, nameEn: value.nameEn, aliases: value.aliases })
    found.set(dimension.key, one)
  }
  return [...found.values()]
}

/** What files of one source may speak of: its series, their dimensions, all places. */
export async function getCatalogue(reader: Reader, sourceKey: string): Promise<Catalogue> {
  const all = await listSeries(reader)
  const own = all.filter((one) => one.sourceKey === sourceKey)
  const used = new Set(own.flatMap((one) => one.dimensions))
  const source = (await listSources(reader)).find(({ key }) => key === sourceKey)
  const named = await listDimensions(reader)
  return new Catalogue({
    series: own,
    dimensions: named.filter(({ key }) => used.has(key)),
    otherDimensions: named.filter(({ key }) => !used.has(key)),
    takenKeys: all.map(({ key }) => key),
    places: await listNamedPlaces(reader, sourceKey),
    secretBelow: source?.secretBelow,
  })
}

export type NewSource = {
  key: string
  name: string
  nameEn: string
  organisationId: number
  secretBelow?: number | undefined
}
export type NewDimension = { key: string; name: string; nameEn: string; values: readonly NamedValue[] }
export type NewSeries = Omit<Series, 'id' | 'familyKey' | 'sourceKey'> & { familyId: number; source: string }

/** For the comparison of before and after in the audit trail. */
const byKey = <T extends { readonly key: string }>(list: readonly T[]) =>
  new Map(list.map((one) => [one.key, one]))

/** As `byKey`, with the values by their keys, so that a renamed one shows alone. */
const namesOf = (list: readonly NamedDimension[]) =>
  new Map(
    list.map(({ key, values, ...names }) => [key, { ...names, values: Object.fromEntries(byKey(values)) }]),
  )

/** Creates sources; one that exists under its key takes the new names. Answers the ids by key. */
export async function createSources(
  writer: Writer,
  actor: Actor,
  list: readonly NewSource[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  await demandSources(writer, actor, list)
  if (list.length > 0) {
    const before = byKey(await listSources(writer))
    await writer.db
      .insert(sources)
      .values(
        list.map((source) => ({
          tenantId: writer.tenant,
          ...source,
          secretBelow: source.secretBelow ?? null,
        })),
      )
      .onConflictDoUpdate({
        target: [sources.tenantId, sources.key],
        set: {
          name: sql`excluded.name`,
          nameEn: sql`excluded.name_en`,
          organisationId: sql`excluded.organisation_id`,
          secretBelow: sql`excluded.secret_below`,
        },
      })
    await recordAudit(writer, actor, {
      action: 'figures.sources',
      thing: 'sources',
      details: describeChanges(before, byKey(await listSources(writer))),
      at: now,
    })
  }
  return new Map((await listSources(writer)).map(({ key, id }) => [key, id]))
}

/** Sources may be defined where the organisations that have them now and shall have them are in scope. */
async function demandSources(reader: Reader, actor: Actor, list: readonly NewSource[]): Promise<void> {
  const organisations = new Map((await listOrganisations(reader, 'de')).map(({ id, key }) => [id, key]))
  const former = new Map((await listSources(reader)).map((source) => [source.key, source.organisation]))
  for (const { key, organisationId } of list) {
    demand(actor, 'figures.define', { organisation: organisations.get(organisationId) })
    if (former.has(key)) demand(actor, 'figures.define', { organisation: former.get(key) })
  }
}

/** Creates dimensions with their values, in the order given; what exists takes the new names. */
export async function createDimensions(
  writer: Writer,
  actor: Actor,
  list: readonly NewDimension[],
  now: Date,
): Promise<void> {
  demand(actor, 'figures.define', wholeTenant)
  if (list.length === 0) return
  const tenantId = writer.tenant
  const before = namesOf(await listDimensions(writer))
  await writer.db
    .insert(dimensions)
    .values(list.map(({ key, name, nameEn }) => ({ tenantId, key, name, nameEn })))
    .onConflictDoUpdate({
      target: [dimensions.tenantId, dimensions.key],
      set: { name: sql`excluded.name`, nameEn: sql`excluded.name_en` },
    })
  await writer.db
    .insert(dimensionValues)
    .values(
      list.flatMap(({ key: dimension, values }) =>
        values.map((value, position) => ({ tenantId, dimension, position, ...value })),
      ),
    )
    .onConflictDoUpdate({
      target: [dimensionValues.tenantId, dimensionValues.dimension, dimensionValues.key],
      set: {
        name: sql`excluded.name`,
        nameEn: sql`excluded.name_en`,
        position: sql`excluded.position`,
        aliases: sql`excluded.aliases`,
      },
    })
  await recordAudit(writer, actor, {
    action: 'figures.dimensions',
    thing: 'dimensions',
    details: describeChanges(before, namesOf(await listDimensions(writer))),
    at: now,
  })
}

/** Creates series; their source exists. What stands under its key already is kept as it is. Throws for an unknown source. */
export async function createSeries(
  writer: Writer,
  actor: Actor,
  list: readonly NewSeries[],
  now: Date,
): Promise<void> {
  if (list.length === 0) return
  const known = await listSources(writer)
  const organisations = new Map(known.map(({ key, organisation }) => [key, organisation]))
  for (const { source } of list) demand(actor, 'figures.define', { organisation: organisations.get(source) })
  const sourceIds = new Map(known.map(({ key, id }) => [key, id]))
  const created = await writer.db
    .insert(series)
    .values(
      list.map(({ source, ...one }) => {
        const sourceId = sourceIds.get(source)
        if (sourceId === undefined)
          throw new Error(`The series ${one.key} names the unknown source ${source}`)
        return { tenantId: writer.tenant, ...one, sourceId }
      }),
    )
    .onConflictDoNothing()
    .returning({ key: series.key })
  await recordAudit(writer, actor, {
    action: 'figures.series',
    thing: 'series',
    details: { added: created.map(({ key }) => key) },
    at: now,
  })
}
