import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What a key is for: the same secret never serves two purposes. */
export type Purpose =
  | 'backup'
  | 'second-factor'
  | 'single-sign-on'
  | 'attempts'
  | 'device'
  | 'address'
  | 'half-session'
  | 'carried-form'
  | 'submission'
  | 'mail'
  | 'delivery-link'
  | 'reminder'

const derived = new Map<string, Buffer>()

/**
 * The key for a purpose, from the installation's secret (HKDF with SHA-256, RFC 5869). The secret lies outside of the
 * database: a stolen copy of the tables opens nothing. Throws when the process was started without it.
 */
function keyFor(purpose: Purpose): Buffer {
  const secret = process.env.LUECKENLOS_SECRET
  if (!secret || secret.length < 32) throw new Error('LUECKENLOS_SECRET is not set')
  const known = derived.get(purpose + secret)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, 'lueckenlos', purpose, 32))
  derived.set(purpose + secret, key)
  return key
}

/** Encrypts a text so that it can be stored (AES-256-GCM; nonce, tag and text, base64url). */
export function seal(text: string, purpose: Purpose): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** The text again; undefined when it was changed or sealed with another installation's secret. */
export function unseal(sealed: string, purpose: Purpose): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}

/** A keyed hash (HMAC-SHA-256, base64url): equal texts are recognised, none can be guessed from it without the secret. */
export function keyedHash(text: string, purpose: Purpose): string {
  return createHmac('sha256', keyFor(purpose)).update(text).digest('base64url')
}
