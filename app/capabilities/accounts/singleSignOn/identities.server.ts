import { randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { Actor, Grant } from '../account.ts'
import { accounts, memberships } from '../accounts.table.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { createMembership, listGrants } from '../people/memberships.server.ts'
import { isConflict, isSameGrant } from '../people/scopes.ts'
import { signOnIdentities } from './singleSignOn.table.ts'

/** A person as the provider describes them, checked. */
export type SignedOn = {
  readonly issuer: string
  readonly subject: string
  readonly name: string | undefined
  readonly email: string | undefined
  readonly grants: readonly Grant[]
}

/** The account that a provider's subject has here. */
export async function findIdentity(
  reader: Reader,
  { issuer, subject }: Pick<SignedOn, 'issuer' | 'subject'>,
): Promise<number | undefined> {
  const [row] = await reader.db
    .select({ accountId: signOnIdentities.accountId })
    .from(signOnIdentities)
    .where(
      and(
        eq(signOnIdentities.tenantId, reader.tenant),
        eq(signOnIdentities.issuer, issuer),
        eq(signOnIdentities.subject, subject),
      ),
    )
  return row?.accountId
}

/** Which of these accounts sign on through the municipality's provider, with the address it names. */
export async function listSignOnIdentities(
  reader: Reader,
  accountIds: readonly number[],
): Promise<Map<number, { readonly email: string | null }>> {
  if (accountIds.length === 0) return new Map()
  const rows = await reader.db
    .select({ accountId: signOnIdentities.accountId, email: signOnIdentities.email })
    .from(signOnIdentities)
    .where(
      and(eq(signOnIdentities.tenantId, reader.tenant), inArray(signOnIdentities.accountId, [...accountIds])),
    )
  return new Map(rows.map(({ accountId, email }) => [accountId, { email }]))
}

/**
 * Takes over what the provider says: an account at the first sign-on, and at every one the rights that its groups give, in
 * place of those that they gave before. Without any right nothing is created, and former rights from groups end.
 */
export async function acceptSignedOn(
  writer: Writer,
  person: SignedOn,
  now: Date,
): Promise<{ readonly accountId: number } | 'no-group' | 'disabled'> {
  // Two first sign-ons of one person at the same moment make one account.
  const key = JSON.stringify([writer.tenant, person.issuer, person.subject])
  await writer.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  const known = await findIdentity(writer, person)
  if (known === undefined && person.grants.length === 0) return 'no-group'
  const account =
    known === undefined ? await createPerson(writer, person) : await renewPerson(writer, known, person)
  const actor: Actor = { accountId: account.id, name: account.name, grants: [], tenantId: writer.tenant }
  if (account.disabledAt !== null && account.disabledAt <= now) return 'disabled'
  await replaceGroupGrants(writer, actor, person.grants, now)
  return person.grants.length === 0 ? 'no-group' : { accountId: account.id }
}

type Account = { readonly id: number; readonly name: string; readonly disabledAt: Date | null }
const accountFields = { id: accounts.id, name: accounts.name, disabledAt: accounts.disabledAt }

/**
 * Without mail address and password: a provider could claim anybody's address, and a password set by mail would outlive the
 * person's removal at the provider.
 */
async function createPerson(writer: Writer, person: SignedOn): Promise<Account> {
  const { issuer, subject, name, email } = person
  const [account] = await writer.db
    .insert(accounts)
    .values({
      key: `sign-on-${randomUUID()}`,
      name: name ?? i18nFor('de').t('singleSignOn:nameless'),
      invented: false,
    })
    .returning(accountFields)
  await writer.db.insert(signOnIdentities).values({
    tenantId: writer.tenant,
    issuer,
    subject,
    accountId: account!.id,
    email: email ?? null,
  })
  return account!
}

/** Name and address as they are now; the name of an account with its own password stays as its owner wrote it. */
async function renewPerson(writer: Writer, accountId: number, person: SignedOn): Promise<Account> {
  await writer.db
    .update(signOnIdentities)
    .set({ email: person.email ?? null })
    .where(
      and(
        eq(signOnIdentities.tenantId, writer.tenant),
        eq(signOnIdentities.issuer, person.issuer),
        eq(signOnIdentities.subject, person.subject),
      ),
    )
  const [account] = await writer.db
    .select({ ...accountFields, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  const name = account!.passwordHash === null ? (person.name ?? account!.name) : account!.name
  if (name !== account!.name) await writer.db.update(accounts).set({ name }).where(eq(accounts.id, accountId))
  return { ...account!, name }
}

/**
 * Nobody controls themselves (`isConflict`): whom groups make both, administration and data protection, gets the first only.
 */
async function replaceGroupGrants(
  writer: Writer,
  actor: Actor,
  grants: readonly Grant[],
  now: Date,
): Promise<void> {
  const { accountId } = actor
  const held = async () => (await listGrants(writer, [accountId])).get(accountId) ?? []
  const former = await held()
  await writer.db
    .delete(memberships)
    .where(
      and(
        eq(memberships.tenantId, writer.tenant),
        eq(memberships.accountId, accountId),
        eq(memberships.origin, 'group'),
      ),
    )
  const isSplit = isConflict([...(await held()), ...grants])
  for (const grant of grants)
    if (!isSplit || grant.role !== 'data_protection')
      await createMembership(writer, accountId, grant, { origin: 'group', createdBy: 'single-sign-on' })
  const latter = await held()
  const isWithin = (some: readonly Grant[], all: readonly Grant[]) =>
    some.every((grant) => all.some((other) => isSameGrant(grant, other)))
  if (isWithin(former, latter) && isWithin(latter, former)) return
  await recordAudit(writer, actor, {
    action: 'sign-on.grants',
    thing: `account ${accountId}`,
    details: { before: { grants: former }, after: { grants: latter } },
    at: now,
    kind: 'account',
  })
}
