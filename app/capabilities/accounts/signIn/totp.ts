import { Secret, TOTP } from 'otpauth'

/** Length of a time step in seconds (RFC 6238, 4.1). */
const period = 30
/** So many steps before and after count too: clocks differ (RFC 6238, 5.2). */
const tolerance = 1

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: 'Lückenlos', label, secret: Secret.fromBase32(secret), period, digits: 6 })

/** A new secret of 160 bits (RFC 4226, 4, R6) in base 32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code holds for the app. */
export const totpUri = (secret: string, label: string): string => totpOf(secret, label).toString()

/** The secret in groups of four, for typing it in. */
export const spellSecret = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? ''

/** Six digits, however they were spaced. */
export function readTotpCode(typed: string): string | undefined {
  const digits = typed.replaceAll(/\s/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}

/** The time step whose code this is, if it is one that holds now. */
export function findTotpStep(secret: string, code: string, now: Date): number | undefined {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now.getTime(), window: tolerance })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta
}
