import { and, asc, eq } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { seal, unseal } from '#app/platform/secretBox.server.ts'
import type { Actor, Grant } from '../account.ts'
import { memberships, sessions } from '../accounts.table.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { describeChange } from '../audit/describeChange.ts'
import { hasLastingAdministrator } from '../people/administrators.server.ts'
import { lockPeople } from '../people/memberships.server.ts'
import { isSameGrant } from '../people/scopes.ts'
import { demand, wholeTenant } from '../permission.ts'
import type { Provider, ProviderInput } from './provider.ts'
import type { GroupMapping } from './signOn.ts'
import { signOnGroups, signOnProviders } from './singleSignOn.table.ts'

/** The provider of this tenant, whether or not it is switched on. */
export async function findProvider(reader: Reader): Promise<Provider | undefined> {
  const [row] = await reader.db
    .select()
    .from(signOnProviders)
    .where(eq(signOnProviders.tenantId, reader.tenant))
  if (!row) return undefined
  const { tenantId: _, clientSecret, ...rest } = row
  return { ...rest, clientSecret: unseal(clientSecret, 'single-sign-on') }
}

/** What the sign-in page shows: the label of the button; undefined where nobody can sign on this way. */
export async function findSignOnDoor(reader: Reader): Promise<{ readonly label: string } | undefined> {
  const [row] = await reader.db
    .select({ label: signOnProviders.label })
    .from(signOnProviders)
    .where(and(eq(signOnProviders.tenantId, reader.tenant), eq(signOnProviders.enabled, true)))
  return row
}

/**
 * Enters or changes the provider. `no-secret`: there is none yet and none was given. `last-administrator`: all who administrate
 * do so by its groups. Rights from groups and the sessions that
 * it vouched for end when the provider is switched off or becomes another one; they come back with the next sign-on.
 */
export async function changeProvider(
  writer: Writer,
  actor: Actor,
  input: ProviderInput,
  now: Date,
): Promise<'done' | 'no-secret' | 'last-administrator'> {
  demand(actor, 'tenant.settings', wholeTenant)
  const former = await findProvider(writer)
  const clientSecret = input.clientSecret ?? former?.clientSecret
  if (clientSecret === undefined) return 'no-secret'
  const isOver = former !== undefined && (former.issuer !== input.issuer || !input.enabled)
  if (isOver && (await administratesByGroupsOnly(writer))) return 'last-administrator'
  const row = { ...input, clientSecret: seal(clientSecret, 'single-sign-on') }
  await writer.db
    .insert(signOnProviders)
    .values({ tenantId: writer.tenant, ...row })
    .onConflictDoUpdate({ target: signOnProviders.tenantId, set: row })
  const endedRights = isOver ? await removeGroupMemberships(writer) : 0
  const sessionsEnded = isOver ? await removeSignOnSessions(writer) : 0
  const { before, after } = describeChange(former, { ...input, clientSecret })
  await recordAudit(writer, actor, {
    action: 'sign-on.provider',
    thing: 'sign-on',
    details: {
      before,
      after,
      ...(endedRights > 0 ? { endedRights } : {}),
      ...(sessionsEnded > 0 ? { sessionsEnded } : {}),
    },
    at: now,
    kind: 'account',
  })
  return 'done'
}

/** Whether nobody would be left to manage people without the rights that groups gave. */
async function administratesByGroupsOnly(writer: Writer): Promise<boolean> {
  await lockPeople(writer)
  const [byGroup] = await writer.db
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.tenantId, writer.tenant),
        eq(memberships.role, 'administration'),
        eq(memberships.origin, 'group'),
      ),
    )
    .limit(1)
  return byGroup !== undefined && !(await hasLastingAdministrator(writer))
}

async function removeGroupMemberships(writer: Writer): Promise<number> {
  const ended = await writer.db
    .delete(memberships)
    .where(and(eq(memberships.tenantId, writer.tenant), eq(memberships.origin, 'group')))
  return ended.rowCount ?? 0
}

async function removeSignOnSessions(writer: Writer): Promise<number> {
  const ended = await writer.db
    .delete(sessions)
    .where(and(eq(sessions.onlyTenantId, writer.tenant), eq(sessions.method, 'single-sign-on')))
  return ended.rowCount ?? 0
}

/** Which groups give which rights, in the order of entry. */
export async function listGroups(reader: Reader): Promise<GroupMapping[]> {
  const rows = await reader.db
    .select()
    .from(signOnGroups)
    .where(eq(signOnGroups.tenantId, reader.tenant))
    .orderBy(asc(signOnGroups.id))
  return rows.map(({ id, groupName, role, scope }) => ({ id, group: groupName, grant: { role, scope } }))
}

/** Gives a group a right; the same a second time changes nothing. Holds from each person's next sign-on. */
export async function createGroup(
  writer: Writer,
  actor: Actor,
  given: { readonly group: string; readonly grant: Grant },
  now: Date,
): Promise<void> {
  demand(actor, 'tenant.settings', wholeTenant)
  const { group, grant } = given
  const known = await listGroups(writer)
  if (known.some((one) => one.group === group && isSameGrant(one.grant, grant))) return
  await writer.db
    .insert(signOnGroups)
    .values({ tenantId: writer.tenant, groupName: group, role: grant.role, scope: grant.scope })
  await recordAudit(writer, actor, {
    action: 'sign-on.group-create',
    thing: 'sign-on',
    details: { after: { group, ...grant } },
    at: now,
    kind: 'account',
  })
}

/**
 * Takes the right from a group; one that is gone already changes nothing. Holds from each person's next sign-on.
 * `last-administrator`: all who administrate do so by groups.
 */
export async function removeGroup(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<'done' | 'last-administrator'> {
  demand(actor, 'tenant.settings', wholeTenant)
  const one = and(eq(signOnGroups.tenantId, writer.tenant), eq(signOnGroups.id, id))
  const [former] = await writer.db.select().from(signOnGroups).where(one)
  if (!former) return 'done'
  if (former.role === 'administration' && (await administratesByGroupsOnly(writer)))
    return 'last-administrator'
  const { rowCount } = await writer.db.delete(signOnGroups).where(one)
  if (rowCount === 0) return 'done'
  const { groupName: group, role, scope } = former
  await recordAudit(writer, actor, {
    action: 'sign-on.group-remove',
    thing: 'sign-on',
    details: { before: { group, role, scope } },
    at: now,
    kind: 'account',
  })
  return 'done'
}
