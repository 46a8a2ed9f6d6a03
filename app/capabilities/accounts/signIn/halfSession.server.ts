import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { seal, unseal } from '#app/platform/secretBox.server.ts'
import { accounts } from '../accounts.table.ts'
import { type Context, requestContext } from '../request.server.ts'
import { cookieName, cookies, writeCookie } from './cookies.ts'

const content = z.object({ accountId: z.number().int(), changed: z.number(), until: z.number() })

/** The header that notes: the password was right, the second factor is still to come. Good for nothing else. */
export function beginHalfSession(
  context: Context,
  { accountId, passwordChangedAt }: { accountId: number; passwordChangedAt: Date | null },
): string {
  const { now, publicUrl } = context.get(requestContext)
  const until = now.getTime() + cookies.halfSession.lifetime * 1000
  const changed = passwordChangedAt?.getTime() ?? 0
  return writeCookie(
    'halfSession',
    seal(JSON.stringify({ accountId, changed, until }), 'half-session'),
    publicUrl,
  )
}

/** Whose password was right a few minutes ago; undefined too if it was changed or the account disabled since. */
export async function findHalfSession(context: Context): Promise<{ accountId: number } | undefined> {
  const { database, now, cookie, publicUrl } = context.get(requestContext)
  const text = unseal(cookie(cookieName('halfSession', publicUrl)) ?? '', 'half-session')
  const parsed = content.safeParse(text === undefined ? undefined : JSON.parse(text))
  if (!parsed.success || parsed.data.until <= now.getTime()) return undefined
  const { accountId, changed } = parsed.data
  const [row] = await database.shared((shared) =>
    shared.db
      .select({ changedAt: accounts.passwordChangedAt, disabledAt: accounts.disabledAt })
      .from(accounts)
      .where(eq(accounts.id, accountId)),
  )
  const isSame = row !== undefined && (row.changedAt?.getTime() ?? 0) === changed
  return isSame && (row.disabledAt === null || row.disabledAt > now) ? { accountId } : undefined
}
