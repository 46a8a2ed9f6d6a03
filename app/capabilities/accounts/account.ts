/** Roles as in the table of users; what each may do stands in `permission.ts`. */
export const roles = [
  'coordination',
  'planning',
  'area_coordination',
  'practitioner',
  'provider',
  'leadership',
  'data_protection',
  'administration',
] as const
export type Role = (typeof roles)[number]

/** Who acts, for which tenant, in which roles. Every command takes one. */
export type Actor = {
  readonly accountId: number
  readonly name: string
  readonly roles: readonly Role[]
  readonly tenantId: number
}

export type Tenant = {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly demo: boolean
  readonly note: string
}
