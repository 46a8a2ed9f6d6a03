import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChange,
  may,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import {
  changeProtectionRule,
  createFamily,
  listFamilies,
  removeFamily,
  ruleFor,
} from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { type Reader, rowsOf, type Writer } from '#app/platform/database.server.ts'
import {
  createDimensions,
  createSources,
  listDimensions,
  listSeries,
  listSources,
  type NamedDimension,
  type Source,
} from '../catalogue.server.ts'
import { deliveries, dimensions, dimensionValues, facts, sources } from '../figures.table.ts'
import { lockDefinitions, type NotStored } from './definitions.server.ts'
import { keyOf, type ListProblem, readDimension, readFamily, readSource, typedDimension } from './listForm.ts'
import { findOvertaken, type Typed } from './typed.ts'

type Saved = { readonly key: string; readonly done: 'added' | 'changed' } | NotStored<ListProblem>
type Removed = { readonly done: 'removed' } | { readonly refused: 'gone' | 'used' }
/** `key` undefined: a new one. `seen`: what the form showed when it was opened. */
type Saving = { readonly key: string | undefined; readonly seen: string; readonly typed: Typed }

const overtaken = (seen: string, present: Typed): NotStored<never> | undefined => {
  const fields = findOvertaken(seen, present)
  return fields.length > 0 ? { refused: 'overtaken', fields, present } : undefined
}

/** The form of a source as it stands; a new one is protected from 5 on, as everything is without a rule. */
export async function typeSource(reader: Reader, source: Source | undefined, now: Date): Promise<Typed> {
  const today = germanDay(now)
  const rule = source ? await ruleFor(reader, source.key, today) : undefined
  return {
    name: source?.name ?? '',
    nameEn: source && source.nameEn !== source.name ? source.nameEn : '',
    organisation: source?.organisation ?? '',
    secretBelow: source?.secretBelow === undefined ? '' : String(source.secretBelow),
    protection: rule?.kind === 'already-published' ? 'published' : 'threshold',
    threshold: rule?.kind === 'already-published' ? '' : String(rule?.threshold ?? 5),
    validFrom: source ? today : '2000-01-01',
  }
}

/** Adds or changes a source: its office, what it keeps secret itself, and for who may, how its figures are protected. */
export async function saveSource(writer: Writer, actor: Actor, saving: Saving, now: Date): Promise<Saved> {
  await lockDefinitions(writer)
  const all = await listSources(writer)
  const former = all.find(({ key }) => key === saving.key)
  if (saving.key !== undefined && !former) return { refused: 'gone' }
  if (former) demand(actor, 'figures.define', former)
  const present = await typeSource(writer, former, now)
  const conflict = former && overtaken(saving.seen, present)
  if (conflict) return conflict
  const offices = (await listOrganisations(writer, 'de')).filter(({ key }) =>
    may(actor, 'figures.define', { organisation: key }),
  )
  const withRule = may(actor, 'protection.change', wholeTenant)
  const read = readSource(saving.typed, {
    names: all.filter((one) => one !== former).map(({ name }) => name),
    organisations: new Set(offices.map(({ key }) => key)),
    withRule,
  })
  if ('problems' in read) return read
  const { name, nameEn, organisation, secretBelow, rule } = read.input
  const key = former?.key ?? keyOf(name, new Set(all.map((one) => one.key)), 'quelle')
  const organisationId = offices.find((one) => one.key === organisation)!.id
  await createSources(
    writer,
    actor,
    [{ key, name, nameEn: nameEn || name, organisationId, secretBelow }],
    now,
  )
  const stays =
    former !== undefined &&
    saving.typed.protection === present.protection &&
    saving.typed.threshold === present.threshold
  if (rule && !stays) {
    const kept =
      rule.threshold === undefined
        ? ({ kind: 'already-published' } as const)
        : ({ kind: 'threshold', threshold: rule.threshold } as const)
    await changeProtectionRule(writer, actor, { source: key, validFrom: rule.validFrom, rule: kept, now })
  }
  return { key, done: former ? 'changed' : 'added' }
}

export async function removeSource(writer: Writer, actor: Actor, key: string, now: Date): Promise<Removed> {
  await lockDefinitions(writer)
  const former = (await listSources(writer)).find((one) => one.key === key)
  if (!former) return { refused: 'gone' }
  demand(actor, 'figures.define', former)
  if (await isSourceUsed(writer, former)) return { refused: 'used' }
  await writer.db.delete(sources).where(and(eq(sources.tenantId, writer.tenant), eq(sources.id, former.id)))
  const { id: _id, organisationId: _organisationId, ...before } = former
  await recordAudit(writer, actor, {
    action: 'figures.source-remove',
    thing: `source ${key}`,
    details: describeChange(before, undefined),
    at: now,
  })
  return { done: 'removed' }
}

/** Whether series or deliveries belong to a source. */
export async function isSourceUsed(reader: Reader, { id, key }: Source): Promise<boolean> {
  if ((await listSeries(reader)).some(({ sourceKey }) => sourceKey === key)) return true
  const rows = await rowsOf<{ found: boolean }>(
    reader,
    sql`select exists (select 1 from ${deliveries} where tenant_id = ${reader.tenant} and source_id = ${id}) as found`,
  )
  return rows[0]!.found
}

/** Keys of values of a dimension that delivered figures have; keys hold letters, digits and signs without meaning in a pattern. */
async function listUsedValues(reader: Reader, { key, values }: NamedDimension): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ breakdown: string }>(
    reader,
    sql`select distinct breakdown from ${facts} where tenant_id = ${reader.tenant}
        and breakdown ~ ${`(^|&)${key}=`}`,
  )
  const parts = new Set(rows.flatMap(({ breakdown }) => breakdown.split('&')))
  return new Set(values.map((value) => value.key).filter((value) => parts.has(`${key}=${value}`)))
}

/** Adds or changes a dimension with its values; a value that figures have stays. */
export async function saveDimension(writer: Writer, actor: Actor, saving: Saving, now: Date): Promise<Saved> {
  demand(actor, 'figures.define', wholeTenant)
  await lockDefinitions(writer)
  const all = await listDimensions(writer)
  const former = all.find(({ key }) => key === saving.key)
  if (saving.key !== undefined && !former) return { refused: 'gone' }
  const conflict = former && overtaken(saving.seen, typedDimension(former, former.values))
  if (conflict) return conflict
  const read = readDimension(saving.typed, {
    names: all.filter((one) => one !== former).map(({ name }) => name),
    former: former?.values.map(({ key }) => key) ?? [],
  })
  if ('problems' in read) return read
  const { name, nameEn, values } = read.input
  const gone = (former?.values ?? []).filter((value) => !values.some(({ key }) => key === value.key))
  if (former && gone.length > 0) {
    const used = await listUsedValues(writer, former)
    const kept = gone.filter(({ key }) => used.has(key))
    if (kept.length > 0)
      return {
        problems: kept.map((value) => ({ field: `name-${former.values.indexOf(value)}`, kind: 'in-use' })),
      }
    const keys = gone.map((value) => value.key)
    await writer.db
      .delete(dimensionValues)
      .where(
        and(
          eq(dimensionValues.tenantId, writer.tenant),
          eq(dimensionValues.dimension, former.key),
          inArray(dimensionValues.key, keys),
        ),
      )
    await recordAudit(writer, actor, {
      action: 'figures.dimension-remove',
      thing: `dimension ${former.key}`,
      details: { values: keys },
      at: now,
    })
  }
  const key = former?.key ?? keyOf(name, new Set(all.map((one) => one.key)), 'merkmal')
  await createDimensions(writer, actor, [{ key, name, nameEn: nameEn || name, values }], now)
  return { key, done: former ? 'changed' : 'added' }
}

/** Removes a dimension that no series has. */
export async function removeDimension(
  writer: Writer,
  actor: Actor,
  key: string,
  now: Date,
): Promise<Removed> {
  demand(actor, 'figures.define', wholeTenant)
  await lockDefinitions(writer)
  const former = (await listDimensions(writer)).find((one) => one.key === key)
  if (!former) return { refused: 'gone' }
  if ((await listSeries(writer)).some((one) => one.dimensions.includes(key))) return { refused: 'used' }
  const { tenantId, dimension } = dimensionValues
  await writer.db.delete(dimensionValues).where(and(eq(tenantId, writer.tenant), eq(dimension, key)))
  await writer.db
    .delete(dimensions)
    .where(and(eq(dimensions.tenantId, writer.tenant), eq(dimensions.key, key)))
  await recordAudit(writer, actor, {
    action: 'figures.dimension-remove',
    thing: `dimension ${key}`,
    details: describeChange(former, undefined),
    at: now,
  })
  return { done: 'removed' }
}

/** Adds or renames a family. */
export async function saveFamily(writer: Writer, actor: Actor, saving: Saving, now: Date): Promise<Saved> {
  demand(actor, 'figures.define', wholeTenant)
  await lockDefinitions(writer)
  const all = await listFamilies(writer)
  const former = all.find(({ key }) => key === saving.key)
  if (saving.key !== undefined && !former) return { refused: 'gone' }
  const conflict = former && overtaken(saving.seen, { name: former.name, nameEn: former.nameEn })
  if (conflict) return conflict
  const read = readFamily(
    saving.typed,
    all.filter((one) => one !== former).map(({ name }) => name),
  )
  if ('problems' in read) return read
  const { name, nameEn } = read.input
  const key = former?.key ?? keyOf(name, new Set(all.map((one) => one.key)), 'familie')
  await createFamily(writer, actor, { key, name, nameEn: nameEn || name }, now)
  return { key, done: former ? 'changed' : 'added' }
}

/** Removes a family that no series belongs to and that was never released. */
export async function removeEmptyFamily(
  writer: Writer,
  actor: Actor,
  key: string,
  now: Date,
): Promise<Removed> {
  await lockDefinitions(writer)
  if ((await listSeries(writer)).some(({ familyKey }) => familyKey === key)) return { refused: 'used' }
  return removeFamily(writer, actor, { key, now })
}
