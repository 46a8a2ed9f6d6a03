import { timingSafeEqual } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Writer } from '#app/platform/database.server.ts'
import { seal, unseal } from '#app/platform/secretBox.server.ts'
import { tenants } from '../accounts.table.ts'
import { tokenHash } from '../signIn/sessions.server.ts'
import { signOnAttempts } from './singleSignOn.table.ts'

/** How long somebody may take on the provider's pages, in milliseconds. */
const patience = 10 * 60_000

/** What has to be known again when the provider sends the person back. */
const shape = z.object({
  nonce: z.string(),
  verifier: z.string(),
  issuer: z.string(),
  back: z.string(),
  /** SHA-256 of the cookie of the browser in which it was begun. */
  browser: z.string(),
  begunAt: z.coerce.date(),
  /** The session that shall be confirmed, if the person is signed in already. */
  confirms: z.string().optional(),
})
export type Attempt = z.infer<typeof shape>

/** Keeps an attempt under its state. */
export async function createAttempt(writer: Writer, state: string, attempt: Attempt): Promise<void> {
  const { begunAt } = attempt
  await writer.db.insert(signOnAttempts).values({
    tenantId: writer.tenant,
    stateHash: tokenHash(state),
    sealed: seal(JSON.stringify(attempt), 'single-sign-on'),
    expiresAt: new Date(begunAt.getTime() + patience),
  })
}

/**
 * The attempt behind a state, which is used up by this: of two answers at the same time one gets it. Nothing when there is
 * none or it is too old, nor when it was begun in another browser: nobody can be signed in by a link that somebody else made.
 */
export async function takeAttempt(
  writer: Writer,
  given: { readonly state: string; readonly browser: string | undefined },
  now: Date,
): Promise<Attempt | 'unknown' | 'other-browser'> {
  const [row] = await writer.db
    .delete(signOnAttempts)
    .where(
      and(eq(signOnAttempts.tenantId, writer.tenant), eq(signOnAttempts.stateHash, tokenHash(given.state))),
    )
    .returning()
  const text = row && row.expiresAt > now ? unseal(row.sealed, 'single-sign-on') : undefined
  if (text === undefined) return 'unknown'
  const attempt = shape.parse(JSON.parse(text))
  const browser = Buffer.from(tokenHash(given.browser ?? ''))
  return timingSafeEqual(browser, Buffer.from(attempt.browser)) ? attempt : 'other-browser'
}

/** Forgets the attempts that nobody finished in time, in every municipality. */
export async function tidySignOn(database: Database, now: Date): Promise<void> {
  const rows = await database.shared(({ db }) => db.select({ id: tenants.id }).from(tenants))
  for (const { id } of rows)
    await database.write(id, ({ db, tenant }) =>
      db
        .delete(signOnAttempts)
        .where(and(eq(signOnAttempts.tenantId, tenant), lt(signOnAttempts.expiresAt, now))),
    )
}
