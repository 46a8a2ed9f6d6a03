import { and, asc, desc, eq, gt, ilike, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { type Reader, rowsOf } from '#app/platform/database.server.ts'
import { accounts, memberships } from '../accounts.table.ts'
import { accountEvents, auditEntries } from './audit.table.ts'
import { pageLength, type TrailFilter, type TrailPart } from './trail.ts'

export type AuditEntry = typeof auditEntries.$inferSelect

/** Some entries of a longer list, the newest first, and whether there are newer and older ones. */
export type ListPart<Row> = {
  readonly rows: readonly Row[]
  readonly hasNewer: boolean
  readonly hasOlder: boolean
}

/** A day in Germany begins at its midnight, in summer and winter. */
const beginOf = (day: string) => sql`(${day}::date)::timestamp at time zone 'Europe/Berlin'`
const endOf = (day: string) => sql`(${day}::date + 1)::timestamp at time zone 'Europe/Berlin'`

const isBy = (person: string) =>
  /^\d{1,9}$/.test(person) ? eq(auditEntries.accountId, Number(person)) : eq(auditEntries.actor, person)

function conditionsOf(reader: Reader, filter: TrailFilter): SQL[] {
  const { at, kind, action, thing, tenantId } = auditEntries
  const like = filter.thing?.replaceAll(/[\\%_]/g, '\\$&')
  return [
    eq(tenantId, reader.tenant),
    ...(filter.from ? [sql`${at} >= ${beginOf(filter.from)}`] : []),
    ...(filter.to ? [sql`${at} < ${endOf(filter.to)}`] : []),
    ...(filter.person ? [isBy(filter.person)] : []),
    ...(filter.kind ? [eq(kind, filter.kind)] : []),
    ...(filter.action ? [eq(action, filter.action)] : []),
    ...(like ? [ilike(thing, `%${like}%`)] : []),
  ]
}

/** Cuts one row more than fits off a part that was read in the direction of `part`. */
function toPart<Row>(found: readonly Row[], part: TrailPart, length: number): ListPart<Row> {
  const hasMore = found.length > length
  const rows = found.slice(0, length)
  if (part.after !== undefined) return { rows: rows.toReversed(), hasNewer: hasMore, hasOlder: true }
  return { rows, hasNewer: part.before !== undefined, hasOlder: hasMore }
}

/**
 * A page of the trail by position, so that it is as quick at its end as at its beginning and nothing shifts while entries
 * are added.
 */
export async function listEntries(
  reader: Reader,
  filter: TrailFilter,
  part: TrailPart,
  length = pageLength,
): Promise<ListPart<AuditEntry>> {
  const { position } = auditEntries
  const conditions = conditionsOf(reader, filter)
  if (part.before !== undefined) conditions.push(lt(position, part.before))
  else if (part.after !== undefined) conditions.push(gt(position, part.after))
  const isForward = part.before === undefined && part.after !== undefined
  const found = await reader.db
    .select()
    .from(auditEntries)
    .where(and(...conditions))
    .orderBy(isForward ? asc(position) : desc(position))
    .limit(length + 1)
  return toPart(found, isForward ? part : { before: part.before }, length)
}

export async function findEntry(reader: Reader, position: number): Promise<AuditEntry | undefined> {
  const [entry] = await reader.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.tenantId, reader.tenant), eq(auditEntries.position, position)))
  return entry
}

/** Who occurs: an account with every name it had in entries, or a name alone (command line, the software). */
export type Occurring = { readonly accountId: number | null; readonly names: readonly string[] }

/** People, by German order of names, and actions that occur, for the choices of the filter. */
export async function listOccurring(
  reader: Reader,
): Promise<{ persons: readonly Occurring[]; actions: readonly string[] }> {
  const rows = await rowsOf<{ account: number | null; actor: string; action: string }>(
    reader,
    sql`select nullif(account_id, 0) as account, actor, action from audit_entries where tenant_id = ${reader.tenant}
        group by account_id, actor, action order by actor collate german`,
  )
  const persons = new Map<string, { accountId: number | null; names: string[] }>()
  for (const { account, actor } of rows) {
    const key = account === null ? actor : String(account)
    const known = persons.get(key)
    if (!known) persons.set(key, { accountId: account, names: [actor] })
    else if (!known.names.includes(actor)) known.names.push(actor)
  }
  return { persons: [...persons.values()], actions: [...new Set(rows.map(({ action }) => action))] }
}

/** Present names of accounts, for entries that are about one. */
export async function findAccountNames(
  reader: Reader,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.db
    .selectDistinct({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .innerJoin(memberships, eq(memberships.accountId, accounts.id))
    .where(and(eq(memberships.tenantId, reader.tenant), inArray(accounts.id, [...new Set(ids)])))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type AccountEvent = typeof accountEvents.$inferSelect & {
  /** Present name of the person whose account it is. */
  readonly person: string
}

export type EventFilter = Pick<TrailFilter, 'from' | 'to'> & { readonly person?: number }

/** What happened to accounts of persons who have a role here now; others are nobody's business here. */
export async function listAccountEvents(
  reader: Reader,
  filter: EventFilter,
  part: TrailPart,
  length = pageLength,
): Promise<ListPart<AccountEvent>> {
  const { position, at, accountId } = accountEvents
  const members = reader.db
    .select({ id: memberships.accountId })
    .from(memberships)
    .where(eq(memberships.tenantId, reader.tenant))
  const conditions: SQL[] = [
    inArray(accountId, members),
    ...(filter.from ? [sql`${at} >= ${beginOf(filter.from)}`] : []),
    ...(filter.to ? [sql`${at} < ${endOf(filter.to)}`] : []),
    ...(filter.person === undefined ? [] : [eq(accountId, filter.person)]),
  ]
  if (part.before !== undefined) conditions.push(lt(position, part.before))
  else if (part.after !== undefined) conditions.push(gt(position, part.after))
  const isForward = part.before === undefined && part.after !== undefined
  const found = await reader.db
    .select({ event: accountEvents, person: accounts.name })
    .from(accountEvents)
    .innerJoin(accounts, eq(accounts.id, accountId))
    .where(and(...conditions))
    .orderBy(isForward ? asc(position) : desc(position))
    .limit(length + 1)
  const rows = found.map(({ event, person }) => ({ ...event, person }))
  return toPart(rows, isForward ? part : { before: part.before }, length)
}

/** Who has a role here, by German order of names: the choices of the filter of account events. */
export async function listMembers(reader: Reader): Promise<readonly { id: number; name: string }[]> {
  return rowsOf<{ id: number; name: string }>(
    reader,
    sql`select a.id, a.name from accounts a where exists (
          select 1 from memberships m where m.tenant_id = ${reader.tenant} and m.account_id = a.id)
        order by a.name collate german`,
  )
}
