import { asc, inArray, sql } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import type { Actor } from '../account.ts'
import { accounts } from '../accounts.table.ts'
import { demand, wholeTenant } from '../permission.ts'
import { listSignOnIdentities } from '../singleSignOn/identities.server.ts'
import { type HeldGrant, listHeldGrants } from './memberships.server.ts'

/** A person as administrators and data protection see them: nothing of what they do in other tenants. */
export type Person = {
  readonly accountId: number
  readonly name: string
  /** Of the account, else as single sign-on names it; undefined for invented persons. */
  readonly email: string | undefined
  readonly grants: readonly HeldGrant[]
  /** "2026-11" */
  readonly lastSignInMonth: string | undefined
  readonly secondFactor: boolean
  readonly state: 'active' | 'waiting' | 'disabled'
  /** Signs in through the municipality's single sign-on. */
  readonly singleSignOn: boolean
  readonly invented: boolean
}

const columns = {
  accountId: accounts.id,
  name: accounts.name,
  email: accounts.email,
  hasPassword: sql<boolean>`${accounts.passwordHash} is not null`,
  secondFactorSince: accounts.secondFactorSince,
  lastSignInMonth: accounts.lastSignInMonth,
  disabledAt: accounts.disabledAt,
  invented: accounts.invented,
}

/** Everybody with a role here, in German order of their names. */
export async function listPeople(reader: Reader, actor: Actor, now: Date): Promise<Person[]> {
  demand(actor, 'people.read', wholeTenant)
  return readPeople(reader, undefined, now)
}

export async function findPerson(
  reader: Reader,
  actor: Actor,
  accountId: number,
  now: Date,
): Promise<Person | undefined> {
  demand(actor, 'people.read', wholeTenant)
  return (await readPeople(reader, accountId, now))[0]
}

async function readPeople(reader: Reader, accountId: number | undefined, now: Date): Promise<Person[]> {
  const grants = await listHeldGrants(reader, accountId === undefined ? undefined : [accountId])
  const ids = [...grants.keys()]
  if (ids.length === 0) return []
  const rows = await reader.db
    .select(columns)
    .from(accounts)
    .where(inArray(accounts.id, ids))
    .orderBy(asc(sql`${accounts.name} collate german`), asc(accounts.id))
  const identities = await listSignOnIdentities(reader, ids)
  return rows.map((row) => {
    const identity = identities.get(row.accountId)
    const isDisabled = row.disabledAt !== null && row.disabledAt <= now
    const canSignIn = row.hasPassword || row.invented || identity !== undefined
    return {
      accountId: row.accountId,
      name: row.name,
      email: row.email ?? identity?.email ?? undefined,
      grants: grants.get(row.accountId) ?? [],
      lastSignInMonth: row.lastSignInMonth?.slice(0, 7),
      secondFactor: row.secondFactorSince !== null,
      state: isDisabled ? 'disabled' : canSignIn ? 'active' : 'waiting',
      singleSignOn: identity !== undefined,
      invented: row.invented,
    }
  })
}
