import { z } from 'zod'

import type { Action } from './permission.ts'

/** Roles as in the table of users; what each may do stands in `permission.ts`. */
export const roles = [
  'coordination',
  'planning',
  'area_coordination',
  'practitioner',
  'provider',
  'leadership',
  'state_office',
  'trust_centre',
  'delivery_office',
  'data_protection',
  'administration',
] as const
export type Role = (typeof roles)[number]

export const tenantKinds = ['municipality', 'county', 'state-office'] as const
export type TenantKind = (typeof tenantKinds)[number]

/** What a role is limited to, by key; an empty list of a kind means all of that kind. A place includes those below it. */
export type Scope = {
  readonly places: readonly string[]
  readonly organisations: readonly string[]
  readonly fields: readonly string[]
}
export const wholeScope: Scope = { places: [], organisations: [], fields: [] }

/** A role and what it is limited to. The same person can hold a role twice with different scopes. */
export type Grant = { readonly role: Role; readonly scope: Scope }

/** Who acts, for which tenant, with which rights. Every command takes one. */
export type Actor = {
  readonly accountId: number
  readonly name: string
  readonly grants: readonly Grant[]
  readonly tenantId: number
  /** What this session may not do before a second factor is given, whatever the grants say. */
  readonly withheld?: readonly Action[]
  /** Number of the key that a programme came with in this person's name; its limits are in `grants` and `withheld`. */
  readonly apiKey?: number | undefined
}

const keys = z.array(z.string()).readonly()
const scopeShape = z.object({ places: keys, organisations: keys, fields: keys })

/** An actor as a job's order carries them. */
export const actorShape = z.object({
  accountId: z.number(),
  name: z.string(),
  grants: z.array(z.object({ role: z.enum(roles), scope: scopeShape })).readonly(),
  tenantId: z.number(),
  apiKey: z.number().optional(),
})

/** Roles for the whole tenant. */
export const wholeGrants = (...held: readonly Role[]): Grant[] =>
  held.map((role) => ({ role, scope: wholeScope }))

export type Tenant = {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly kind: TenantKind
  readonly demo: boolean
  readonly note: string
}
