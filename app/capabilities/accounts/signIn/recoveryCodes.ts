/** Letters and digits that nobody mistakes for one another (Crockford's base 32, without I, L, O and U). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

export const recoveryCodeCount = 10

/** A code from ten random bytes: "7k3mq-x2p9d", 50 bits that nobody guesses. */
export function writeRecoveryCode(bytes: Uint8Array): string {
  const letters = [...bytes.subarray(0, 10)].map((byte) => alphabet[byte % 32]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

/** A typed code as it was written: without spaces, and with what is easily mistyped put right. */
export function readRecoveryCode(typed: string): string | undefined {
  const letters = typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1')
  return letters.length === 10 ? `${letters.slice(0, 5)}-${letters.slice(5)}` : undefined
}
