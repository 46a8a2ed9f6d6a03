import type { Database } from '#app/platform/database.server.ts'
import { countAttempts } from '../signIn/attempts.server.ts'

/** Invitations and links to passwords one administrator sends in an hour, and one mailbox gets, whoever sends them. */
const perHour = { sender: 100, recipient: 5 } as const

/**
 * Whether this administrator (`sender`: the account) may send one more letter to this mailbox. `recipient`: its address, or
 * which account or invitation has it. Counted before it is sent, and so where links are shown instead.
 */
export async function mayWriteTo(
  database: Database,
  sender: number,
  recipient: string,
  now: Date,
): Promise<boolean> {
  const limits = [
    { key: `letters of ${sender}`, limit: perHour.sender, minutes: 60 },
    { key: `letters to ${recipient}`, limit: perHour.recipient, minutes: 60 },
  ]
  return (await countAttempts(database, limits, now)) !== 'refused'
}
