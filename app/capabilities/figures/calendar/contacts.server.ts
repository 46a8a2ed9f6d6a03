import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { listSources } from '../catalogue.server.ts'
import { sourceContacts } from './calendar.table.ts'

/** The person at the office whom the town asks for figures of a source. */
export type SourceContact = {
  readonly name: string
  readonly email: string | undefined
  /** They want no reminders any more. */
  readonly noReminders: boolean
}

/** Contacts by the number of their source. For persons who may define what is delivered, and for reminders. */
export async function listContacts(reader: Reader): Promise<ReadonlyMap<number, SourceContact>> {
  const rows = await reader.db.select().from(sourceContacts).where(eq(sourceContacts.tenantId, reader.tenant))
  return new Map(
    rows.map(({ sourceId, name, email, noRemindersSince }) => [
      sourceId,
      { name, email: email ?? undefined, noReminders: noRemindersSince !== null },
    ]),
  )
}

/**
 * Keeps, changes or (undefined) removes the contact of a source. Another address is another person, who has not declined
 * reminders. The audit trail says that it happened, not whose name and address it was.
 */
export async function changeContact(
  writer: Writer,
  actor: Actor,
  sourceKey: string,
  contact: { readonly name: string; readonly email: string | undefined } | undefined,
  now: Date,
): Promise<void> {
  const source = (await listSources(writer)).find(({ key }) => key === sourceKey)
  demand(actor, 'figures.define', source ?? {})
  if (!source) return
  const former = (await listContacts(writer)).get(source.id)
  if (former?.name === contact?.name && former?.email === contact?.email) return
  if (contact === undefined)
    await writer.db
      .delete(sourceContacts)
      .where(and(eq(sourceContacts.tenantId, writer.tenant), eq(sourceContacts.sourceId, source.id)))
  else {
    const values = { ...contact, email: contact.email ?? null, changedBy: actor.name, changedAt: now }
    const again = former?.email === contact.email ? values : { ...values, noRemindersSince: null }
    await writer.db
      .insert(sourceContacts)
      .values({ tenantId: writer.tenant, sourceId: source.id, ...values })
      .onConflictDoUpdate({ target: [sourceContacts.tenantId, sourceContacts.sourceId], set: again })
  }
  await recordAudit(writer, actor, {
    action: 'calendar.contact',
    thing: `source ${source.key}`,
    details: { kept: contact !== undefined },
    at: now,
  })
}
