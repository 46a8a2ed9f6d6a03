import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { apiAnswers } from './answers.table.ts'
import type { ApiAnswer } from './problem.ts'

/** How long a request may come again and gets the same answer. */
const keptDays = 7

/** A request that may come again: its name (Idempotency-Key) and what was asked, both as hashes. */
export type Repeatable = { readonly keyId: number; readonly nameHash: string; readonly requestHash: string }

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** `other`: something else was asked under this name before. */
export type FormerAnswer = ApiAnswer | 'other' | undefined

const ofRequest = (reader: Reader, { keyId, nameHash }: Repeatable) =>
  and(eq(apiAnswers.tenantId, reader.tenant), eq(apiAnswers.keyId, keyId), eq(apiAnswers.nameHash, nameHash))

/** What this request was answered when it came before; undefined: it is new, or nothing came of it. */
export async function findAnswer(reader: Reader, request: Repeatable): Promise<FormerAnswer> {
  const [row] = await reader.db.select().from(apiAnswers).where(ofRequest(reader, request))
  if (!row) return undefined
  return row.requestHash === request.requestHash
    ? { status: row.status, body: JSON.parse(row.body) }
    : 'other'
}

/**
 * Takes the name of a request in the transaction that does what is asked. One that comes at the same time waits here until this
 * one is done and then finds its answer; where nothing came of it, it does the work itself.
 */
export async function claimAnswer(writer: Writer, request: Repeatable, now: Date): Promise<FormerAnswer> {
  const claimed = await writer.db
    .insert(apiAnswers)
    .values({ tenantId: writer.tenant, ...request, status: 0, body: '', answeredAt: now })
    .onConflictDoNothing()
    .returning({ status: apiAnswers.status })
  return claimed.length > 0 ? undefined : findAnswer(writer, request)
}

/** Keeps what a request of a claimed name is answered. */
export async function keepAnswer(writer: Writer, request: Repeatable, answer: ApiAnswer): Promise<void> {
  await writer.db
    .update(apiAnswers)
    .set({ status: answer.status, body: JSON.stringify(answer.body) })
    .where(ofRequest(writer, request))
}

/** What a programme was told about a delivery names its cells: of one that was discarded only that it came stays. */
export async function forgetAnswerDetails(writer: Writer, deliveryId: number): Promise<void> {
  const told = await writer.db
    .select({ keyId: apiAnswers.keyId, nameHash: apiAnswers.nameHash, body: apiAnswers.body })
    .from(apiAnswers)
    .where(
      and(
        eq(apiAnswers.tenantId, writer.tenant),
        sql`position(${`"delivery":${deliveryId}`} in ${apiAnswers.body}) > 0`,
      ),
    )
  for (const { keyId, nameHash, body } of told) {
    const answer = JSON.parse(body)
    if (answer.delivery !== deliveryId) continue
    const forgotten = { places: [], unmatched: [], findings: [] }
    await writer.db
      .update(apiAnswers)
      .set({ body: JSON.stringify({ ...answer, ...forgotten }) })
      .where(
        and(
          eq(apiAnswers.tenantId, writer.tenant),
          eq(apiAnswers.keyId, keyId),
          eq(apiAnswers.nameHash, nameHash),
        ),
      )
  }
}

/** Part of housekeeping: answers that nobody asks for again are forgotten; findings in them hold counts. */
export async function forgetAnswers(writer: Writer, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000).toISOString()
  await writer.db
    .delete(apiAnswers)
    .where(
      and(eq(apiAnswers.tenantId, writer.tenant), sql`${apiAnswers.answeredAt} < ${before}::timestamptz`),
    )
}
