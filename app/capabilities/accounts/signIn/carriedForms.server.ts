import { randomBytes } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { seal, unseal } from '#app/platform/secretBox.server.ts'
import { type Context, pageAddress, requestContext } from '../request.server.ts'
import { cookieName, cookies, sessionCookieName, writeCookie } from './cookies.ts'
import { findFormerAccount, type Session, tokenHash } from './sessions.server.ts'
import { carriedForms } from './signIn.table.ts'

/** Larger forms are files; those are chosen again. */
const mostCharacters = 100_000
const isSecretField = (name: string) => /kennwort|passwor|secret|geheim|token|code/i.test(name)

const content = z.object({ path: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) })

/** A form that was sent after the session had ended, or its proof was too old: where to, and what stood in it. */
export type CarriedForm = z.infer<typeof content>

/**
 * Keeps what a form holds that was sent after its session had run out, for half an hour, and answers the cookie that leads
 * back to it. Sealed, and bound to the account whose session it was: nobody else who signs in at this browser sees it. Not
 * for files, nor for forms with passwords or codes, nor for strangers without any session.
 */
export async function carryForm(context: Context, request: Request | undefined): Promise<Headers> {
  const headers = new Headers()
  const type = request?.headers.get('content-type') ?? ''
  if (request?.method !== 'POST' || request.bodyUsed || !type.startsWith('application/x-www-form-urlencoded'))
    return headers
  const { database, now, cookie, publicUrl } = context.get(requestContext)
  const formerToken = cookie(sessionCookieName(publicUrl))
  const accountId = formerToken && (await database.shared((shared) => findFormerAccount(shared, formerToken)))
  if (!accountId) return headers
  const fields = [...new URLSearchParams(await request.clone().text())]
  if (fields.some(([name]) => isSecretField(name))) return headers
  const text = JSON.stringify({ path: pageAddress(request), fields } satisfies CarriedForm)
  if (text.length > mostCharacters) return headers
  const token = randomBytes(32).toString('base64url')
  await database.shared(async (shared) => {
    await shared.db.insert(carriedForms).values({
      tokenHash: tokenHash(token),
      accountId,
      sealed: seal(text, 'carried-form'),
      expiresAt: new Date(now.getTime() + cookies.carriedForm.lifetime * 1000),
    })
  })
  headers.append('Set-Cookie', writeCookie('carriedForm', token, publicUrl))
  return headers
}

/** What this person sent too late from this browser. */
export async function findCarriedForm(
  context: Context,
  session: Pick<Session, 'accountId'>,
): Promise<CarriedForm | undefined> {
  const { database, now, cookie, publicUrl } = context.get(requestContext)
  const token = cookie(cookieName('carriedForm', publicUrl))
  if (!token) return undefined
  const [row] = await database.shared((shared) =>
    shared.db
      .select({ sealed: carriedForms.sealed })
      .from(carriedForms)
      .where(
        and(
          eq(carriedForms.tokenHash, tokenHash(token)),
          eq(carriedForms.accountId, session.accountId),
          gt(carriedForms.expiresAt, now),
        ),
      ),
  )
  const text = row && unseal(row.sealed, 'carried-form')
  return text === undefined ? undefined : content.parse(JSON.parse(text))
}

/** It is sent again or given up; answers the cookie's end. */
export async function removeCarriedForm(context: Context): Promise<Headers> {
  const { database, cookie, publicUrl } = context.get(requestContext)
  const token = cookie(cookieName('carriedForm', publicUrl))
  if (token)
    await database.shared((shared) =>
      shared.db.delete(carriedForms).where(eq(carriedForms.tokenHash, tokenHash(token))),
    )
  return new Headers([['Set-Cookie', writeCookie('carriedForm', '', publicUrl)]])
}
