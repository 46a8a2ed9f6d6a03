import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit, softwareActor } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { keyedHash } from '#app/platform/secretBox.server.ts'
import { sourceContacts } from '../calendar/calendar.table.ts'
import { listContacts } from '../calendar/contacts.server.ts'
import { listSources } from '../catalogue.server.ts'
import type { WishRhythm } from './remind.ts'
import { reminderWishes } from './reminders.table.ts'

/** Whose reminders a link in a mail is about: the contact of a source, or somebody of the house who is responsible. */
export type Whose =
  | { readonly kind: 'contact'; readonly sourceId: number; readonly email: string }
  | { readonly kind: 'responsible'; readonly accountId: number }

const partsOf = (whose: Whose) =>
  whose.kind === 'contact' ? ['q', whose.sourceId, whose.email] : ['p', whose.accountId, '']

/**
 * The token of the page on which somebody settles their reminders; it stands in every mail and opens nothing else. Computed with the
 * installation's secret; with another contact the former one's token is void.
 */
export function wishToken(tenant: number, whose: Whose): string {
  const [kind, id, email] = partsOf(whose)
  return `${kind}${id}-${keyedHash(`reminders ${tenant} ${kind} ${id} ${email}`, 'reminder')}`
}

/** Who comes with this token; undefined where it opens nothing. */
export async function findWhose(reader: Reader, token: string): Promise<Whose | undefined> {
  const match = /^([qp])(\d{1,9})-[\w-]{43}$/.exec(token)
  if (!match) return undefined
  const id = Number(match[2])
  const email = match[1] === 'q' ? (await listContacts(reader)).get(id)?.email : undefined
  if (match[1] === 'q' && email === undefined) return undefined
  const whose: Whose =
    match[1] === 'q'
      ? { kind: 'contact', sourceId: id, email: email ?? '' }
      : { kind: 'responsible', accountId: id }
  return wishToken(reader.tenant, whose) === token ? whose : undefined
}

/** How those who are responsible want to hear of the calendar, by account; without a row weekly. */
export async function listWishes(
  reader: Reader,
): Promise<ReadonlyMap<number, { readonly rhythm: WishRhythm; readonly lastDigestOn: string | undefined }>> {
  const rows = await reader.db.select().from(reminderWishes).where(eq(reminderWishes.tenantId, reader.tenant))
  return new Map(
    rows.map(({ accountId, rhythm, lastDigestOn }) => [
      accountId,
      { rhythm, lastDigestOn: lastDigestOn ?? undefined },
    ]),
  )
}

/** What somebody has settled so far; for a contact also what it is about. */
export async function readWish(
  reader: Reader,
  whose: Whose,
): Promise<{ readonly rhythm: WishRhythm; readonly source: string | undefined }> {
  if (whose.kind === 'responsible')
    return { rhythm: (await listWishes(reader)).get(whose.accountId)?.rhythm ?? 'weekly', source: undefined }
  const contact = (await listContacts(reader)).get(whose.sourceId)
  const source = (await listSources(reader)).find(({ id }) => id === whose.sourceId)
  return { rhythm: contact?.noReminders ? 'none' : 'single', source: source?.name }
}

/** The person with the link in the mail says how they want to be reminded. The trail says that, not who they are. */
export async function changeWish(writer: Writer, whose: Whose, rhythm: WishRhythm, now: Date): Promise<void> {
  const before = await readWish(writer, whose)
  if (whose.kind === 'contact')
    await writer.db
      .update(sourceContacts)
      .set({ noRemindersSince: rhythm === 'none' ? now : null })
      .where(and(eq(sourceContacts.tenantId, writer.tenant), eq(sourceContacts.sourceId, whose.sourceId)))
  else
    await writer.db
      .insert(reminderWishes)
      .values({ tenantId: writer.tenant, accountId: whose.accountId, rhythm })
      .onConflictDoUpdate({
        target: [reminderWishes.tenantId, reminderWishes.accountId],
        set: { rhythm },
      })
  const source =
    whose.kind === 'contact'
      ? (await listSources(writer)).find(({ id }) => id === whose.sourceId)?.key
      : undefined
  const person: Actor = { ...softwareActor(writer.tenant), name: 'Link aus einer Erinnerung' }
  await recordAudit(writer, person, {
    action: 'reminders.wish',
    thing: source === undefined ? 'reminders' : `source ${source}`,
    details: { before: { rhythm: before.rhythm }, after: { rhythm } },
    at: now,
  })
}

/** Marks today's digest as sent for this person; false where another process has done so. The row is locked until the mail is queued. */
export async function claimDigest(writer: Writer, accountId: number, today: string): Promise<boolean> {
  await writer.db
    .insert(reminderWishes)
    .values({ tenantId: writer.tenant, accountId, rhythm: 'weekly' })
    .onConflictDoNothing()
  const { rowCount } = await writer.db
    .update(reminderWishes)
    .set({ lastDigestOn: today })
    .where(
      and(
        eq(reminderWishes.tenantId, writer.tenant),
        eq(reminderWishes.accountId, accountId),
        sql`${reminderWishes.lastDigestOn} is distinct from ${today}::date`,
      ),
    )
  return Boolean(rowCount)
}
