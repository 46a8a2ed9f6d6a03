import {
  bigint,
  boolean,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Grant, Role, TenantKind } from './account.ts'

/** Municipality, county or state office. Global: the address of a page names its tenant before anything else is known. */
export const tenants = pgTable('tenants', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  nameEn: text('name_en').notNull(),
  kind: text('kind').$type<TenantKind>().notNull(),
  demo: boolean('demo').notNull(),
  note: text('note').notNull(),
  noteEn: text('note_en').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})

/** Global: one person can belong to several tenants. `invented` marks the persons of the demonstration. */
export const accounts = pgTable('accounts', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  invented: boolean('invented').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  /** In small letters. */
  email: text('email'),
  /** When a link sent to the address was used: until then nobody knows whose mailbox it is. */
  emailConfirmedAt: timestamp('email_confirmed_at', { withTimezone: true }),
  passwordHash: text('password_hash'),
  passwordChangedAt: timestamp('password_changed_at', { withTimezone: true }),
  /** Sealed; counts from `secondFactorSince` on. */
  secondFactorSecret: text('second_factor_secret'),
  secondFactorSince: timestamp('second_factor_since', { withTimezone: true }),
  secondFactorStep: bigint('second_factor_step', { mode: 'number' }),
  /** First day of the month of the last sign-in; the day itself is nobody's business. */
  lastSignInMonth: date('last_sign_in_month'),
  disabledAt: timestamp('disabled_at', { withTimezone: true }),
})

/** Who must have a second factor: nobody, those with rights over people, protection and exact values, or everybody. */
export type SecondFactorRule = 'nobody' | 'sensitive' | 'everybody'

/** A row appears with the first change; without one the defaults hold. */
export const tenantSettings = pgTable('tenant_settings', {
  tenantId: integer('tenant_id').primaryKey(),
  secondFactor: text('second_factor').$type<SecondFactorRule>().notNull().default('sensitive'),
  contactEmail: text('contact_email'),
  feedbackEmail: text('feedback_email'),
})

export const memberships = pgTable(
  'memberships',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    accountId: integer('account_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** `group`: given by single sign-on, renewed at each sign-on. */
    origin: text('origin').$type<'person' | 'group'>().notNull().default('person'),
    createdBy: text('created_by').notNull().default(''),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** Without a row of a kind the role holds for all of that kind. */
export const membershipScopes = pgTable(
  'membership_scopes',
  {
    tenantId: integer('tenant_id').notNull(),
    membershipId: integer('membership_id').notNull(),
    kind: text('kind').$type<'place' | 'organisation' | 'field'>().notNull(),
    key: text('key').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.membershipId, table.kind, table.key] })],
)

export type SessionMethod = 'password' | 'single-sign-on' | 'demonstration'

/** Global. `tokenHash` is SHA-256 of the cookie: a stolen copy of the table signs nobody in. */
export const sessions = pgTable('sessions', {
  id: uuid('id').primaryKey().defaultRandom(),
  tokenHash: text('token_hash').notNull().unique(),
  accountId: integer('account_id').notNull(),
  /** A municipality's single sign-on vouches for its own municipality only. */
  onlyTenantId: integer('only_tenant_id'),
  method: text('method').$type<SessionMethod>().notNull(),
  secondFactor: boolean('second_factor').notNull(),
  browser: text('browser').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull(),
  authenticatedAt: timestamp('authenticated_at', { withTimezone: true }).notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
})

export const invitations = pgTable(
  'invitations',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    tokenHash: text('token_hash').notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    grants: jsonb('grants').$type<readonly Grant[]>().notNull(),
    /** Sent to the address, so that whoever accepts has the mailbox; else handed over by an administrator. */
    mailed: boolean('mailed').notNull(),
    createdBy: text('created_by').notNull(),
    /** Empty: from the command line. */
    createdByAccount: integer('created_by_account'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
    accountId: integer('account_id'),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
