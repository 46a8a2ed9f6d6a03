import {
  findAccountEmail,
  listColleagues,
  listTenants,
  recordAudit,
  softwareActor,
} from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import { logError } from '#app/platform/log.server.ts'
import { listEntries } from '../calendar/calendar.server.ts'
import { listContacts, type SourceContact } from '../calendar/contacts.server.ts'
import { addDays, overdueDays } from '../calendar/dueDates.ts'
import type { Sender } from '../links/letter.server.ts'
import { ensureContactLink } from '../links/links.server.ts'
import { type Digest, sendDigest, sendToOffice, sendToResponsible } from './letters.server.ts'
import { claimReminder, type PlannedReminder, planReminders } from './plan.server.ts'
import { isDigestDue, isMailHour, type WishRhythm } from './remind.ts'
import { claimDigest, listWishes } from './wishes.server.ts'

const digestAhead = 14

const germanHour = (now: Date): number =>
  Number(
    now
      .toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hour12: false })
      .slice(0, 2),
  )

/**
 * A chore: sends what is due today for every municipality that is no demonstration. Each mail is claimed and queued in a transaction
 * of its own, so that several processes, or one that dies, never send one twice; one that fails holds up no other.
 */
export async function sendReminders(
  database: Database,
  now: Date,
  settings: { readonly publicUrl: string; readonly mails: boolean },
): Promise<void> {
  if (!settings.mails || !isMailHour(germanHour(now))) return
  const all = await database.shared((shared) => listTenants(shared, 'de'))
  for (const tenant of all.filter(({ demo }) => !demo)) {
    const sender = { tenant, publicUrl: settings.publicUrl }
    await sendOfTenant(database, tenant.id, sender, now)
  }
}

async function sendOfTenant(database: Database, tenant: number, sender: Sender, now: Date): Promise<void> {
  const today = germanDay(now)
  const { planned, contacts, wishes, people } = await database.read(tenant, async (reader) => ({
    planned: await planReminders(reader, today),
    contacts: await listContacts(reader),
    wishes: await listWishes(reader),
    people: new Map(
      (await listColleagues(reader, 'figures.read')).map(({ accountId, name }) => [accountId, name]),
    ),
  }))
  const attempt = (work: (writer: Writer) => Promise<void>) =>
    database.write(tenant, work).catch((error) => void logError('reminders', error))
  for (const one of planned) {
    const contact = contacts.get(one.entry.source.id)
    if (!one.sentTo.includes('office') && contact?.email !== undefined && !contact.noReminders)
      await attempt((writer) => remindOffice(writer, sender, one, contact, now))
    const accountId = one.entry.expectation.responsibleId ?? 0
    const name = people.get(accountId)
    const wantsSingle = wishes.get(accountId)?.rhythm === 'single'
    if (!one.sentTo.includes('responsible') && name !== undefined && wantsSingle)
      await attempt((writer) => remindResponsible(writer, sender, one, { accountId, name }, now))
  }
  for (const [accountId, name] of people) {
    const wish = wishes.get(accountId)
    const rhythm: WishRhythm = wish?.rhythm ?? 'weekly'
    if (isDigestDue(rhythm, wish?.lastDigestOn, today))
      await attempt((writer) => digestFor(writer, sender, { accountId, name }, now))
  }
}

async function remindOffice(
  writer: Writer,
  sender: Sender,
  planned: PlannedReminder,
  contact: SourceContact,
  now: Date,
): Promise<void> {
  const { name, email } = contact
  if (email === undefined || !(await claimReminder(writer, planned, 'office', now))) return
  const token = await ensureContactLink(writer, planned.entry.source, { name, email }, now)
  await sendToOffice(writer, sender, planned, { name, email, token }, now)
  await recordSent(writer, planned, 'office', now)
}

async function remindResponsible(
  writer: Writer,
  sender: Sender,
  planned: PlannedReminder,
  person: { readonly accountId: number; readonly name: string },
  now: Date,
): Promise<void> {
  const email = await findAccountEmail(writer, person.accountId)
  if (email === undefined || !(await claimReminder(writer, planned, 'responsible', now))) return
  await sendToResponsible(writer, sender, planned, { ...person, email }, now)
  await recordSent(writer, planned, 'responsible', now)
}

async function recordSent(
  writer: Writer,
  { entry, kind, round }: PlannedReminder,
  to: 'office' | 'responsible',
  now: Date,
): Promise<void> {
  await recordAudit(writer, softwareActor(writer.tenant), {
    action: 'reminders.send',
    thing: `expectation ${entry.expectation.id}`,
    details: { period: entry.period.key, reminder: kind, round, to },
    at: now,
  })
}

async function digestFor(
  writer: Writer,
  sender: Sender,
  person: { readonly accountId: number; readonly name: string },
  now: Date,
): Promise<void> {
  const today = germanDay(now)
  const range = { from: addDays(today, -overdueDays), to: addDays(today, digestAhead) }
  const own = (await listEntries(writer, () => true, range, today)).filter(
    ({ expectation }) => expectation.responsibleId === person.accountId,
  )
  const digest: Digest = {
    overdue: own.filter(({ state }) => state === 'overdue'),
    soon: own.filter(({ state }) => state === 'expected' || state === 'partly' || state === 'announced'),
    waiting: own.filter(({ state }) => state === 'delivered' || state === 'checked'),
  }
  const email = await findAccountEmail(writer, person.accountId)
  if (email === undefined || Object.values(digest).every((list) => list.length === 0)) return
  if (!(await claimDigest(writer, person.accountId, today))) return
  await sendDigest(writer, sender, digest, { ...person, email }, now)
  await recordAudit(writer, softwareActor(writer.tenant), {
    action: 'reminders.digest',
    thing: 'reminders',
    details: { count: digest.overdue.length + digest.soon.length + digest.waiting.length },
    at: now,
  })
}
