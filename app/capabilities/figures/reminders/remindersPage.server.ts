import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, may, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { listContacts } from '../calendar/contacts.server.ts'
import { periodName } from '../calendar/periodName.ts'
import type { Sender } from '../links/letter.server.ts'
import { isLinkOf, linkAddress, listOpenLinks } from '../links/links.server.ts'
import { claimReminder, type PlannedReminder, planReminders } from './plan.server.ts'

const keyOf = ({ entry, kind, round }: PlannedReminder) =>
  `${entry.expectation.id} ${entry.period.key} ${kind} ${round}`

/** Which offices are to be reminded today: with a mail server what has been or will be sent, without one what to hand over. */
export async function readRemindersPage(
  reader: Reader,
  actor: Actor | undefined,
  where: { readonly language: Language; readonly now: Date; readonly sender: Sender },
) {
  const { language, now, sender } = where
  const t = i18nFor(language).getFixedT(language, 'figures')
  const contacts = await listContacts(reader)
  const rows = []
  for (const planned of await planReminders(reader, germanDay(now))) {
    const { entry, kind, round, sentTo } = planned
    if (!may(actor, 'figures.define', entry.source)) continue
    const contact = contacts.get(entry.source.id)
    const open = await listOpenLinks(reader, entry.source.id, now)
    const link = contact && open.find(isLinkOf(contact))
    rows.push({
      key: keyOf(planned),
      expectation: entry.expectation.id,
      sourceKey: entry.source.key,
      source: nameIn(language, entry.source),
      period: periodName(entry.period, language, t),
      dueOn: entry.dueOn,
      kind,
      round,
      isDone: sentTo.includes('office'),
      contact: contact && {
        name: contact.name,
        hasMail: contact.email !== undefined,
        noReminders: contact.noReminders,
      },
      address: link && `${sender.publicUrl}${linkAddress(sender.tenant.slug, link.token)}`,
    })
  }
  return rows
}

/** Somebody has reminded the office themselves: nobody else does it again. Answers whether it was still due. */
export async function markReminded(writer: Writer, actor: Actor, key: string, now: Date): Promise<boolean> {
  const planned = (await planReminders(writer, germanDay(now))).find((one) => keyOf(one) === key)
  demand(actor, 'figures.define', planned?.entry.source ?? {})
  if (!planned || !(await claimReminder(writer, planned, 'office', now))) return false
  await recordAudit(writer, actor, {
    action: 'reminders.mark',
    thing: `expectation ${planned.entry.expectation.id}`,
    details: { period: planned.entry.period.key, reminder: planned.kind, round: planned.round },
    at: now,
  })
  return true
}
