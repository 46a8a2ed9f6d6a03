import { type Grant, type Role, roles, type Scope, type TenantKind } from '../account.ts'
import { type Action, may } from '../permission.ts'

/** What a role can be limited to in a tenant, for choosing: keys with names in the reader's language. */
export type ScopeChoice = {
  readonly key: string
  readonly name: string /** Name of the place above. */
  readonly below?: string
}
export type ScopeChoices = {
  readonly places: readonly ScopeChoice[]
  readonly organisations: readonly ScopeChoice[]
  readonly fields: readonly ScopeChoice[]
}
export type ScopeKind = keyof Scope
export const scopeKinds = ['places', 'organisations', 'fields'] as const satisfies readonly ScopeKind[]

type RoleShape = {
  /** Without at least one of these the role makes no sense. */
  readonly needs?: ScopeKind
  /** What it can be limited to. */
  readonly takes: readonly ScopeKind[]
}

const everything = scopeKinds
/** Kinds of tenant in which a role exists, and how it can be limited. */
const shapes: Record<Role, RoleShape> = {
  coordination: { takes: everything },
  planning: { takes: everything },
  area_coordination: { needs: 'places', takes: ['places', 'fields'] },
  practitioner: { needs: 'organisations', takes: ['organisations'] },
  provider: { needs: 'organisations', takes: ['organisations'] },
  leadership: { takes: ['places', 'fields'] },
  state_office: { takes: [] },
  trust_centre: { takes: [] },
  delivery_office: { needs: 'organisations', takes: ['organisations'] },
  data_protection: { takes: [] },
  administration: { takes: [] },
}

/** The state office's own role exists there only; everything else is a municipality's. */
const ofStateOffice: readonly Role[] = ['state_office', 'leadership', 'data_protection', 'administration']

/** Roles that can be given in a tenant of this kind, in the order of the table of users. */
export function listRoles(kind: TenantKind): readonly Role[] {
  return roles.filter((role) =>
    kind === 'state-office' ? ofStateOffice.includes(role) : role !== 'state_office',
  )
}

export type GrantProblem =
  | { readonly kind: 'role-missing' }
  /** `scope`: what has to be chosen. */
  | { readonly kind: 'scope-missing'; readonly scope: ScopeKind }
  /** `scope`: what this role can't be limited to. */
  | { readonly kind: 'scope-too-much'; readonly scope: ScopeKind }
  /** Somebody removed it while the form was open. */
  | { readonly kind: 'scope-unknown'; readonly scope: ScopeKind }

/** What is wrong with a right that somebody wants to give, by the roles and the things there are. */
export function checkGrant(
  { role, scope }: Grant,
  known: { readonly kind: TenantKind; readonly choices: ScopeChoices },
): GrantProblem[] {
  if (!listRoles(known.kind).includes(role)) return [{ kind: 'role-missing' }]
  const { needs, takes } = shapes[role]
  return scopeKinds.flatMap((kind): GrantProblem[] => {
    const chosen = scope[kind]
    if (needs === kind && chosen.length === 0) return [{ kind: 'scope-missing', scope: kind }]
    if (chosen.length > 0 && !takes.includes(kind)) return [{ kind: 'scope-too-much', scope: kind }]
    const keys = new Set(known.choices[kind].map((choice) => choice.key))
    return chosen.every((key) => keys.has(key)) ? [] : [{ kind: 'scope-unknown', scope: kind }]
  })
}

/** Reads role and scope from a form: `role`, and `places`, `organisations`, `fields` as often as something is chosen. */
export function readGrantForm(form: FormData): Grant | undefined {
  const role = roles.find((known) => known === form.get('role'))
  const keys = (kind: ScopeKind) => [
    ...new Set(
      form.getAll(kind).flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : [])),
    ),
  ]
  return (
    role && {
      role,
      scope: { places: keys('places'), organisations: keys('organisations'), fields: keys('fields') },
    }
  )
}

/**
 * Rights that nobody gives themselves: a second person has to agree that somebody sees exact values (looked up, in files that
 * are delivered, in an export) or the trail. Which roles that concerns follows from what roles may do.
 */
const needSecondPerson: readonly Action[] = [
  'figures.exact',
  'figures.preview',
  'tenant.export',
  'audit.read',
]

export function needsSecondPerson(grant: Grant): boolean {
  const holder = { accountId: 0, name: '', tenantId: 0, grants: [grant] }
  return needSecondPerson.some((action) => may(holder, action))
}

/**
 * A data protection officer must not control themselves: Art. 38(6) GDPR forbids tasks that lead to a conflict of interests,
 * and whoever runs the system is the standard case of it.
 */
export function isConflict(held: readonly Grant[]): boolean {
  const has = (role: Role) => held.some((grant) => grant.role === role)
  return has('data_protection') && has('administration')
}

export const isSameGrant = (one: Grant, other: Grant): boolean =>
  one.role === other.role &&
  scopeKinds.every(
    (kind) => JSON.stringify(one.scope[kind].toSorted()) === JSON.stringify(other.scope[kind].toSorted()),
  )
