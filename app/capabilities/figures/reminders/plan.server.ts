import { eq } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { type CalendarEntry, listEntries } from '../calendar/calendar.server.ts'
import { addDays, overdueDays } from '../calendar/dueDates.ts'
import { dueReminder, type ReminderKind } from './remind.ts'
import { reminders } from './reminders.table.ts'

export type Recipient = 'office' | 'responsible'

export type PlannedReminder = ReminderKind & {
  readonly entry: CalendarEntry
  readonly sentTo: readonly Recipient[]
}

const nameOf = (expectation: number, period: string, { kind, round }: ReminderKind) =>
  `${expectation} ${period} ${kind} ${round}`

/** What reminders are due today, with to whom they have gone already. */
export async function planReminders(reader: Reader, today: string): Promise<PlannedReminder[]> {
  const range = { from: addDays(today, -overdueDays), to: addDays(today, 90) }
  const entries = await listEntries(reader, () => true, range, today)
  const rows = await reader.db.select().from(reminders).where(eq(reminders.tenantId, reader.tenant))
  const sent = Map.groupBy(rows, ({ expectationId, periodKey, kind, round }) =>
    nameOf(expectationId, periodKey, { kind, round }),
  )
  return entries.flatMap((entry) => {
    const due = dueReminder(entry, entry.expectation.reminders, today)
    if (!due) return []
    const known = sent.get(nameOf(entry.expectation.id, entry.period.key, due)) ?? []
    return [{ ...due, entry, sentTo: known.map(({ recipient }) => recipient) }]
  })
}

/**
 * Marks a reminder as sent; false where another process has done so. The mail is queued in the same transaction: both happen, or
 * none. Part of `sendReminders` and `markReminded`.
 */
export async function claimReminder(
  writer: Writer,
  planned: PlannedReminder,
  recipient: Recipient,
  now: Date,
): Promise<boolean> {
  const { entry, kind, round } = planned
  const { rowCount } = await writer.db
    .insert(reminders)
    .values({
      tenantId: writer.tenant,
      expectationId: entry.expectation.id,
      periodKey: entry.period.key,
      kind,
      round,
      recipient,
      sentAt: now,
    })
    .onConflictDoNothing()
  return Boolean(rowCount)
}
