import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChange,
  describeChanges,
  lockPeople,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { type KeptOrganisation, listKept } from './kept.server.ts'
import { freeKey, isSameName, type OrganisationFields } from './organisationForm.ts'
import { organisations } from './organisations.table.ts'
import { isUsed, listUses, type UsesBelow, type UsesOfOne } from './uses.server.ts'

/** Commands on the organisations of one tenant wait for each other: no name comes twice, however fast two people are. */
async function lockOrganisations(writer: Writer): Promise<void> {
  await writer.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`organisations ${writer.tenant}`}, 0))`,
  )
}

const fieldsOf = ({ name, nameEn, kind }: OrganisationFields): OrganisationFields => ({ name, nameEn, kind })

/** Stands in the form for what the person saw: whoever sends it after somebody else's change has another. */
export function markOf({ name, nameEn, kind }: OrganisationFields): string {
  return createHash('sha256')
    .update(JSON.stringify([name, nameEn, kind]))
    .digest('base64url')
    .slice(0, 16)
}

export type Added =
  | { readonly keys: readonly string[] }
  | { readonly refused: 'taken'; readonly names: readonly string[] }

/** Creates organisations with keys of their own, all or none: none where one of the names is taken. */
export async function addOrganisations(
  writer: Writer,
  actor: Actor,
  list: readonly OrganisationFields[],
  now: Date,
): Promise<Added> {
  demand(actor, 'organisations.edit', wholeTenant)
  await lockOrganisations(writer)
  const known = await listKept(writer)
  const taken = list.filter(({ name }) => known.some((one) => isSameName(one.name, name)))
  if (taken.length > 0) return { refused: 'taken', names: taken.map(({ name }) => name) }
  const keys = new Set(known.map(({ key }) => key))
  const created = list.map((fields) => {
    const key = freeKey(fields.name, keys)
    keys.add(key)
    return { key, ...fieldsOf(fields) }
  })
  if (created.length === 0) return { keys: [] }
  await writer.db
    .insert(organisations)
    .values(created.map((organisation) => ({ tenantId: writer.tenant, ...organisation })))
  const [only] = created.length === 1 ? created : []
  await recordAudit(writer, actor, {
    action: 'organisations.create',
    thing: only ? `organisation ${only.key}` : 'organisations',
    details: only
      ? describeChange(undefined, fieldsOf(only))
      : describeChanges(new Map(), new Map(created.map((one) => [one.key, fieldsOf(one)]))),
    at: now,
  })
  return { keys: created.map(({ key }) => key) }
}

export type Changed =
  | { readonly done: 'changed' | 'unchanged' }
  | { readonly refused: 'gone' }
  | { readonly refused: 'taken' }
  /** Somebody else has changed it since this person opened the form. */
  | { readonly refused: 'overtaken'; readonly now: KeptOrganisation }

/** Changes names and kind. `mark`: `markOf` what the person saw. */
export async function changeOrganisation(
  writer: Writer,
  actor: Actor,
  change: { readonly key: string; readonly mark: string; readonly fields: OrganisationFields },
  now: Date,
): Promise<Changed> {
  const { key, mark, fields } = change
  demand(actor, 'organisations.edit', { organisation: key })
  await lockOrganisations(writer)
  const known = await listKept(writer)
  const former = known.find((one) => one.key === key)
  if (!former) return { refused: 'gone' }
  if (markOf(former) === markOf(fields)) return { done: 'unchanged' }
  if (markOf(former) !== mark) return { refused: 'overtaken', now: former }
  if (known.some((one) => one.key !== key && isSameName(one.name, fields.name))) return { refused: 'taken' }
  await writer.db
    .update(organisations)
    .set(fieldsOf(fields))
    .where(and(eq(organisations.tenantId, writer.tenant), eq(organisations.id, former.id)))
  await recordAudit(writer, actor, {
    action: 'organisations.change',
    thing: `organisation ${key}`,
    details: describeChange(fieldsOf(former), fieldsOf(fields)),
    at: now,
  })
  return { done: 'changed' }
}

export type Removed =
  | { readonly done: 'removed' }
  | { readonly refused: 'gone' }
  | { readonly refused: 'used'; readonly uses: UsesOfOne }

/** Removes an organisation that nothing refers to. */
export async function removeOrganisation(
  writer: Writer,
  actor: Actor,
  { key, below }: { readonly key: string; readonly below: UsesBelow },
  now: Date,
): Promise<Removed> {
  demand(actor, 'organisations.edit', { organisation: key })
  await lockOrganisations(writer)
  // While this row is locked nobody can begin to refer to it, and no right can be limited to it.
  const [former] = await writer.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.tenantId, writer.tenant), eq(organisations.key, key)))
    .for('update')
  if (!former) return { refused: 'gone' }
  await lockPeople(writer)
  const uses = (await listUses(writer, below, 'de')).usesOf(former)
  if (isUsed(uses)) return { refused: 'used', uses }
  await writer.db
    .delete(organisations)
    .where(and(eq(organisations.tenantId, writer.tenant), eq(organisations.id, former.id)))
  await recordAudit(writer, actor, {
    action: 'organisations.remove',
    thing: `organisation ${key}`,
    details: describeChange(fieldsOf(former), undefined),
    at: now,
  })
  return { done: 'removed' }
}
