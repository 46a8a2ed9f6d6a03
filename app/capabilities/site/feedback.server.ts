import { createHash } from 'node:crypto'
import { and, count, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  recordAudit,
  softwareActor,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { FeedbackForm } from './feedback.ts'
import { feedback } from './site.table.ts'
import { feedbackDays } from './site.ts'

export type Feedback = {
  readonly id: number
  readonly page: string
  readonly text: string
  readonly replyTo: string | null
  readonly createdAt: Date
  readonly doneAt: Date | null
  readonly doneBy: string | null
}

/**
 * Keeps a message of the public and answers its number; undefined when the same was sent with the same form before. Whoever
 * goes back, changes the text and sends again sends another message. Nobody is signed in here, so no entry in the audit trail is made.
 */
export async function createFeedback(
  writer: Writer,
  form: FeedbackForm,
  now: Date,
): Promise<number | undefined> {
  const { token, text, page, replyTo } = form
  const submission = createHash('sha256')
    .update(JSON.stringify([token, text, page, replyTo]))
    .digest('hex')
  const [created] = await writer.db
    .insert(feedback)
    .values({ tenantId: writer.tenant, submission, page, text, replyTo: replyTo || null, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: feedback.id })
  return created?.id
}

const columns = {
  id: feedback.id,
  page: feedback.page,
  text: feedback.text,
  replyTo: feedback.replyTo,
  createdAt: feedback.createdAt,
  doneAt: feedback.doneAt,
  doneBy: feedback.doneBy,
}
const mostShown = 200

/** Messages that wait, the oldest first, or those dealt with, the newest first. */
export async function listFeedback(
  reader: Reader,
  actor: Actor,
  state: 'open' | 'done',
): Promise<{ items: Feedback[]; open: number; done: number }> {
  demand(actor, 'feedback.read', wholeTenant)
  const isOpen = and(eq(feedback.tenantId, reader.tenant), isNull(feedback.doneAt))
  const isDone = and(eq(feedback.tenantId, reader.tenant), isNotNull(feedback.doneAt))
  const items = await reader.db
    .select(columns)
    .from(feedback)
    .where(state === 'open' ? isOpen : isDone)
    .orderBy(state === 'open' ? feedback.id : desc(feedback.doneAt))
    .limit(mostShown)
  const [open] = await reader.db.select({ count: count() }).from(feedback).where(isOpen)
  const [done] = await reader.db.select({ count: count() }).from(feedback).where(isDone)
  return { items, open: open!.count, done: done!.count }
}

/** Marks a message as dealt with, or opens it again; false where there is none of this number. */
export async function changeFeedback(
  writer: Writer,
  actor: Actor,
  change: { id: number; done: boolean },
  now: Date,
): Promise<boolean> {
  demand(actor, 'feedback.read', wholeTenant)
  const { id, done } = change
  const [changed] = await writer.db
    .update(feedback)
    .set({ doneAt: done ? now : null, doneBy: done ? actor.name : null })
    .where(and(eq(feedback.tenantId, writer.tenant), eq(feedback.id, id)))
    .returning({ id: feedback.id })
  if (!changed) return false
  await recordAudit(writer, actor, {
    action: done ? 'feedback.done' : 'feedback.reopen',
    thing: `feedback ${id}`,
    details: {},
    at: now,
  })
  return true
}

/** Deletes a message that was dealt with; false where there is none of this number, or it still waits. */
export async function removeFeedback(
  writer: Writer,
  actor: Actor,
  change: { id: number },
  now: Date,
): Promise<boolean> {
  demand(actor, 'feedback.read', wholeTenant)
  const { id } = change
  const [removed] = await writer.db
    .delete(feedback)
    .where(and(eq(feedback.tenantId, writer.tenant), eq(feedback.id, id), isNotNull(feedback.doneAt)))
    .returning({ id: feedback.id })
  if (!removed) return false
  await recordAudit(writer, actor, {
    action: 'feedback.remove',
    thing: `feedback ${id}`,
    details: {},
    at: now,
  })
  return true
}

/** Forgets messages whose time is over; answers how many there were. */
export async function removeOldFeedback(writer: Writer, now: Date): Promise<number> {
  const removed = await writer.db
    .delete(feedback)
    .where(
      and(
        eq(feedback.tenantId, writer.tenant),
        lt(feedback.doneAt, new Date(now.getTime() - feedbackDays * 86_400_000)),
      ),
    )
    .returning({ id: feedback.id })
  const count = removed.length
  if (count > 0)
    await recordAudit(writer, softwareActor(writer.tenant), {
      action: 'feedback.expire',
      thing: 'feedback',
      details: { count },
      at: now,
    })
  return count
}
