import { date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** Ways in without an account, each for one person and one source. */
export const deliveryLinks = pgTable(
  'delivery_links',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    tokenHash: text('token_hash').notNull(),
    sourceId: integer('source_id').notNull(),
    purpose: text('purpose').$type<'upload' | 'answer'>().notNull(),
    deliveryId: integer('delivery_id'),
    name: text('name').notNull(),
    email: text('email'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    lastUsedOn: date('last_used_on'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** The deliveries that came in through a link. */
export const deliveryLinkUses = pgTable(
  'delivery_link_uses',
  {
    tenantId: integer('tenant_id').notNull(),
    linkId: integer('link_id').notNull(),
    deliveryId: integer('delivery_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.linkId, table.deliveryId] })],
)
