import { and, count, countDistinct, eq, gt, isNull } from 'drizzle-orm'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { type Sort, sortRows } from '#app/ui/sort.ts'
import type { Actor, Role } from '../account.ts'
import { invitations, memberships } from '../accounts.table.ts'
import type { TenantParts } from '../tenantParts.server.ts'
import { listInvitations } from './invitations.server.ts'
import { listPeople, type Person } from './people.server.ts'
import type { ScopeChoices } from './scopes.ts'
import { describeGrant } from './words.ts'

/** A right in words, and how the person came to it. */
export type RightInWords = {
  readonly id: number
  readonly role: string
  readonly scope: string
  readonly from: string
  readonly changeable: boolean
}

export type ListedPerson = Omit<Person, 'grants'> & { readonly rights: readonly RightInWords[] }

export type OpenInvitation = {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly rights: readonly Omit<RightInWords, 'id' | 'from' | 'changeable'>[]
  readonly createdBy: string
  readonly expiresAt: string
  readonly expired: boolean
}

export function toListed(person: Person, choices: ScopeChoices, language: Language): ListedPerson {
  const { grants, ...rest } = person
  const { t } = i18nFor(language)
  const from = (grant: Person['grants'][number]) => {
    if (grant.origin === 'group') return t('people:grant.group')
    if (grant.createdBy === '') return ''
    return grant.createdBy === person.name
      ? t('people:grant.self')
      : t('people:grant.from', { name: grant.createdBy })
  }
  return {
    ...rest,
    rights: grants.map((grant) => ({
      id: grant.id,
      ...describeGrant(grant, choices, language),
      from: from(grant),
      changeable: grant.origin === 'person',
    })),
  }
}

export const listSorts = ['name', 'anmeldung', 'zugang'] as const

export type ListWish = {
  readonly search: string
  readonly role: Role | undefined
  readonly sort: Sort<(typeof listSorts)[number]>
}

/** Everybody with rights here, as searched and sorted, and the invitations that wait. */
export async function readPeoplePage(
  reader: Reader,
  actor: Actor,
  parts: TenantParts,
  wish: ListWish,
  { language, now }: { readonly language: Language; readonly now: Date },
): Promise<{
  readonly total: number
  readonly people: readonly ListedPerson[]
  readonly invitations: readonly OpenInvitation[]
}> {
  const choices = await parts.listScopeChoices(reader, language)
  const all = await listPeople(reader, actor, now)
  const found = all
    .filter((person) => fits(person, wish))
    .map((person) => toListed(person, choices, language))
  const open = await listInvitations(reader, actor, now)
  return {
    total: all.length,
    people: sortRows(
      found,
      wish.sort,
      { name: (row) => row.name, anmeldung: (row) => row.lastSignInMonth, zugang: (row) => row.state },
      language,
    ),
    invitations: open.map(({ id, name, email, grants, createdBy, expiresAt, expired }) => ({
      id,
      name,
      email,
      rights: grants.map((grant) => describeGrant(grant, choices, language)),
      createdBy,
      expiresAt: expiresAt.toISOString(),
      expired,
    })),
  }
}

function fits({ name, email, grants }: Person, { search, role }: ListWish): boolean {
  const text = `${name} ${email ?? ''}`.toLocaleLowerCase('de')
  const words = search.toLocaleLowerCase('de').split(/\s+/).filter(Boolean)
  return (
    words.every((word) => text.includes(word)) &&
    (role === undefined || grants.some((grant) => grant.role === role))
  )
}

export type PeopleCounts = {
  readonly people: number
  readonly coordinators: number
  readonly administrators: number
  readonly open: number
}

/** How many people have rights here, and how many of them hold the two roles without which nothing begins. */
export async function countPeople(reader: Reader, now: Date): Promise<PeopleCounts> {
  const holding = async (role?: Role) => {
    const [row] = await reader.db
      .select({ count: countDistinct(memberships.accountId) })
      .from(memberships)
      .where(and(eq(memberships.tenantId, reader.tenant), role && eq(memberships.role, role)))
    return row!.count
  }
  const [open] = await reader.db
    .select({ count: count() })
    .from(invitations)
    .where(
      and(
        eq(invitations.tenantId, reader.tenant),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now),
      ),
    )
  return {
    people: await holding(),
    coordinators: await holding('coordination'),
    administrators: await holding('administration'),
    open: open!.count,
  }
}
