import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { seal, unseal } from '#app/platform/secretBox.server.ts'
import { type Context, requestContext } from '../request.server.ts'
import { cookieName, writeCookie } from './cookies.ts'

/*
 * Device cookies (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"): a browser in which somebody has signed in
 * to an account before, or used its reset link, has attempts of its own. Whoever guesses elsewhere can only block those who
 * come from elsewhere, never the person at their own desk. For the second factor only a browser counts in which one was given
 * before: a reset link is in the mailbox, and against whoever reads that the second factor is there.
 */

/** A shared computer knows so many accounts; the one not used for longest falls out. */
const mostAccounts = 6

/** What was proved on a device before it was marked; a password stands for a link to a new one, too. */
export type DeviceProof = 'password' | 'second-factor'

/** Per account its mark, and whether a second factor was given here. */
const content = z.array(z.tuple([z.number().int(), z.string(), z.boolean()]))
type Mark = z.infer<typeof content>[number]

function readMarks(context: Context): Mark[] {
  const { cookie, publicUrl } = context.get(requestContext)
  const text = unseal(cookie(cookieName('device', publicUrl)) ?? '', 'device')
  const parsed = content.safeParse(text === undefined ? undefined : JSON.parse(text))
  return parsed.success ? parsed.data : []
}

/** The mark of this device for an account; undefined where nobody has proved so much here. */
export function findDeviceMark(context: Context, accountId: number, proof: DeviceProof): string | undefined {
  const [, mark, isFull] = readMarks(context).find(([id]) => id === accountId) ?? []
  return proof === 'password' || isFull ? mark : undefined
}

/** The header that makes this device known to the account. What was proved here before still counts. */
export function trustDevice(context: Context, accountId: number, proof: DeviceProof): string {
  const { publicUrl } = context.get(requestContext)
  const former = readMarks(context)
  const [, known, wasFull] = former.find(([id]) => id === accountId) ?? []
  const own: Mark = [
    accountId,
    known ?? randomBytes(12).toString('base64url'),
    wasFull === true || proof === 'second-factor',
  ]
  const marks = [own, ...former.filter(([id]) => id !== accountId)].slice(0, mostAccounts)
  return writeCookie('device', seal(JSON.stringify(marks), 'device'), publicUrl)
}
