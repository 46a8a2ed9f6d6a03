import { dayInWords } from '#app/plain/day.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { composeLetter } from '#app/platform/mail/letter.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { CalendarEntry } from '../calendar/calendar.server.ts'
import { periodName } from '../calendar/periodName.ts'
import type { Sender } from '../links/letter.server.ts'
import { linkAddress } from '../links/links.server.ts'
import type { PlannedReminder } from './plan.server.ts'
import { type Whose, wishToken } from './wishes.server.ts'

// Letters of a municipality are German, whoever caused them.
const t = i18nFor('de').getFixedT('de', 'figures')
type Recipient = { readonly name: string; readonly email: string }

const nameEntry = ({ source, period }: CalendarEntry) => `${source.name}, ${periodName(period, 'de', t)}`

/** The way out stands in every letter: one press, no account. */
function wayOut(writer: Writer, { tenant, publicUrl }: Sender, whose: Whose): string {
  const address = `${publicUrl}/${tenant.slug}/erinnerungen/${wishToken(writer.tenant, whose)}`
  return `${t(`reminders.letter.wayOut.${whose.kind}`)}\n${address}`
}

async function send(
  writer: Writer,
  sender: Sender,
  to: Recipient,
  letter: { readonly subject: string; readonly paragraphs: readonly string[] },
  now: Date,
): Promise<void> {
  const { tenant, publicUrl } = sender
  const text = composeLetter({
    language: 'de',
    name: to.name,
    paragraphs: letter.paragraphs,
    sender: { name: tenant.name, imprint: `${publicUrl}/${tenant.slug}/impressum` },
  })
  const subject = letter.subject.slice(0, 200)
  await queueMail(writer, { kind: 'reminder', to: to.email, name: to.name, subject, text }, now)
}

/** Asks the office for its figures, with its personal link. Part of `sendReminders`. */
export async function sendToOffice(
  writer: Writer,
  sender: Sender,
  planned: PlannedReminder,
  to: Recipient & { readonly token: string },
  now: Date,
): Promise<void> {
  const { entry, kind } = planned
  const words = { what: nameEntry(entry), day: dayInWords(entry.dueOn, 'de'), town: sender.tenant.name }
  const series = entry.wanted.map(({ name }) => `- ${name}`).join('\n')
  await send(
    writer,
    sender,
    to,
    {
      subject: t(`reminders.letter.office.${kind}Subject`, words),
      paragraphs: [
        t(`reminders.letter.office.${kind}`, words),
        ...(series === '' ? [] : [`${t('reminders.letter.office.series')}\n${series}`]),
        t('reminders.letter.office.link'),
        `${sender.publicUrl}${linkAddress(sender.tenant.slug, to.token)}`,
        t('reminders.letter.office.please'),
        wayOut(writer, sender, { kind: 'contact', sourceId: entry.source.id, email: to.email }),
      ],
    },
    now,
  )
}

/** Tells who is responsible that one delivery is due. Part of `sendReminders`. */
export async function sendToResponsible(
  writer: Writer,
  sender: Sender,
  planned: PlannedReminder,
  to: Recipient & { readonly accountId: number },
  now: Date,
): Promise<void> {
  const { entry, kind } = planned
  const words = { what: nameEntry(entry), day: dayInWords(entry.dueOn, 'de'), town: sender.tenant.name }
  await send(
    writer,
    sender,
    to,
    {
      subject: t(`reminders.letter.responsible.${kind}Subject`, words),
      paragraphs: [
        t(`reminders.letter.responsible.${kind}`, words),
        `${sender.publicUrl}/${sender.tenant.slug}/lieferkalender/${entry.expectation.id}`,
        wayOut(writer, sender, { kind: 'responsible', accountId: to.accountId }),
      ],
    },
    now,
  )
}

export type Digest = {
  readonly overdue: readonly CalendarEntry[]
  readonly soon: readonly CalendarEntry[]
  readonly waiting: readonly CalendarEntry[]
}

/** All that waits for somebody in one letter. Part of `sendReminders`. */
export async function sendDigest(
  writer: Writer,
  sender: Sender,
  { overdue, soon, waiting }: Digest,
  to: Recipient & { readonly accountId: number },
  now: Date,
): Promise<void> {
  const list = (title: string, entries: readonly CalendarEntry[]) =>
    entries.length === 0
      ? []
      : [
          `${title}\n${entries.map((entry) => `- ${nameEntry(entry)} (${dayInWords(entry.dueOn, 'de')})`).join('\n')}`,
        ]
  await send(
    writer,
    sender,
    to,
    {
      subject: t('reminders.letter.digest.subject', { town: sender.tenant.name }),
      paragraphs: [
        t('reminders.letter.digest.lead'),
        ...list(t('reminders.letter.digest.overdue'), overdue),
        ...list(t('reminders.letter.digest.soon'), soon),
        ...list(t('reminders.letter.digest.waiting'), waiting),
        `${sender.publicUrl}/${sender.tenant.slug}/lieferkalender`,
        wayOut(writer, sender, { kind: 'responsible', accountId: to.accountId }),
      ],
    },
    now,
  )
}
