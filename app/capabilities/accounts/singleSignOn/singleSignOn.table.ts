import { boolean, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Role, Scope } from '../account.ts'

/** The OpenID provider of a tenant; the secret is sealed. */
export const signOnProviders = pgTable('sign_on_providers', {
  tenantId: integer('tenant_id').primaryKey(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  clientSecret: text('client_secret').notNull(),
  label: text('label').notNull(),
  groupClaim: text('group_claim').notNull(),
  trustsSecondFactor: boolean('trusts_second_factor').notNull(),
  enabled: boolean('enabled').notNull(),
})

/** Which role members of a provider's group have. */
export const signOnGroups = pgTable(
  'sign_on_groups',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    groupName: text('group_name').notNull(),
    role: text('role').$type<Role>().notNull(),
    scope: jsonb('scope').$type<Scope>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** Who a provider's subject is here. Never matched by mail address: a provider could claim anybody's. */
export const signOnIdentities = pgTable(
  'sign_on_identities',
  {
    tenantId: integer('tenant_id').notNull(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    accountId: integer('account_id').notNull(),
    /** As the provider says, for showing only. */
    email: text('email'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.issuer, table.subject] })],
)

/** A sign-on that has begun; used once, then gone. */
export const signOnAttempts = pgTable(
  'sign_on_attempts',
  {
    tenantId: integer('tenant_id').notNull(),
    stateHash: text('state_hash').notNull(),
    sealed: text('sealed').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.stateHash] })],
)
