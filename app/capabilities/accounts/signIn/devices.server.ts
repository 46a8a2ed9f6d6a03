import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { seal, unseal } from '#app/platform/secretBox.server.ts'
import { type Context, requestContext } from '../request.server.ts'
import { cookieName, writeCookie } from './cookies.ts'

/*
 * Device cookies (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"): a browser in which somebody has signed in
 * to an account before, or used its reset link, has attempts of its own. Whoever guesses elsewhere can only block those who
 * come from elsewhere, never the person at their own desk.
 */

/** A shared computer knows so many accounts; the one not used for longest falls out. */
const mostAccounts = 6

const content = z.array(z.tuple([z.number().int(), z.string()]))

function readMarks(context: Context): [accountId: number, mark: string][] {
  const { cookie, publicUrl } = context.get(requestContext)
  const text = unseal(cookie(cookieName('device', publicUrl)) ?? '', 'device')
  const parsed = content.safeParse(text === undefined ? undefined : JSON.parse(text))
  return parsed.success ? parsed.data : []
}

/** The mark of this device for an account; undefined where nobody has signed in to it here. */
export function findDeviceMark(context: Context, accountId: number): string | undefined {
  return readMarks(context).find(([id]) => id === accountId)?.[1]
}

/** The header that makes this device known to the account. */
export function trustDevice(context: Context, accountId: number): string {
  const { publicUrl } = context.get(requestContext)
  const others = readMarks(context).filter(([id]) => id !== accountId)
  const mark = findDeviceMark(context, accountId) ?? randomBytes(12).toString('base64url')
  const marks = [[accountId, mark], ...others].slice(0, mostAccounts)
  return writeCookie('device', seal(JSON.stringify(marks), 'device'), publicUrl)
}
