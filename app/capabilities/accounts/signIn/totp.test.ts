import { Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { drawQr } from './qr.ts'
import { readRecoveryCode, writeRecoveryCode } from './recoveryCodes.ts'
import { findTotpStep, newTotpSecret, readTotpCode, totpUri } from './totp.ts'

/** RFC 6238, appendix B (SHA-1), the last six of the eight digits. */
const published = [
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_111_111_111, '050471', 37_037_037],
  [1_234_567_890, '005924', 41_152_263],
  [2_000_000_000, '279037', 66_666_666],
] as const
const secret = Secret.fromUTF8('12345678901234567890').base32
const at = (seconds: number) => new Date(seconds * 1000)

test.each(published)('at %d seconds the published code %s belongs to step %d', (seconds, code, step) => {
  expect(findTotpStep(secret, code, at(seconds))).toBe(step)
})

test('a code counts in its step and the two beside it, not a second longer', () => {
  const [, code, step] = published[3]
  const begin = step * 30
  expect(findTotpStep(secret, code, at(begin - 31))).toBeUndefined()
  for (const seconds of [-30, 0, 29, 30, 59])
    expect(findTotpStep(secret, code, at(begin + seconds))).toBe(step)
  expect(findTotpStep(secret, code, at(begin + 60))).toBeUndefined()
})

test('six digits are read however they are spaced; anything else is no code of an app', () => {
  expect(readTotpCode(' 123 456 ')).toBe('123456')
  for (const typed of ['12345', '1234567', '12345a', '', '١٢٣٤٥٦'])
    expect(readTotpCode(typed)).toBeUndefined()
})

test('each key is new, of 160 bits, and the address of the app names product and person', () => {
  const keys = Array.from({ length: 20 }, newTotpSecret)
  expect(new Set(keys).size).toBe(20)
  for (const key of keys) expect(Secret.fromBase32(key).bytes).toHaveLength(20)
  const uri = new URL(totpUri(keys[0]!, 'erika@hamm.example'))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.pathname)).toContain('erika@hamm.example')
  expect(uri.searchParams.get('issuer')).toBe('Lückenlos')
  expect(uri.searchParams.get('secret')).toBe(keys[0])
})

test('the picture has a white border of four modules and the three finder patterns', () => {
  const { size, path } = drawQr(totpUri(secret, 'erika@hamm.example'))
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
  for (const [left, top] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const)
    for (let step = 0; step < 7; step++) expect(dark.has(`${left + step} ${top}`)).toBe(true)
  for (const place of dark) {
    const [x, y] = place.split(' ').map(Number)
    expect(Math.min(x!, y!)).toBeGreaterThanOrEqual(4)
    expect(Math.max(x!, y!)).toBeLessThan(size - 4)
  }
})

describe('recovery codes', () => {
  test('are two groups of five without letters that are mistaken for one another', () => {
    const code = writeRecoveryCode(Uint8Array.from({ length: 10 }, (_, index) => index * 27))
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/)
  })

  test('are read with spaces, capitals and mistaken letters', () => {
    expect(readRecoveryCode(' 01ABC 2defg')).toBe('01abc-2defg')
    expect(readRecoveryCode('oiabc-2defg')).toBe('01abc-2defg')
    expect(readRecoveryCode('Olabc2defg')).toBe('01abc-2defg')
    for (const typed of ['', '01abc-2def', '01abc-2defgh', '------------'])
      expect(readRecoveryCode(typed)).toBeUndefined()
  })
})
