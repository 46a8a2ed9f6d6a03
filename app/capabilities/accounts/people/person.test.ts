import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isHeaderText, isMailAddress } from '#app/platform/mail/mail.ts'
import { readEmail, readName } from './person.ts'

/** So many characters in all. */
const overlong = (length: number) =>
  `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(length - 193)}.example`

test.for([
  [overlong(254), overlong(254)],
  ['anna.berg@hamm.example', 'anna.berg@hamm.example'],
  ['  Anna.Berg@HAMM.example ', 'anna.berg@hamm.example'],
  ["o'neil+akte@stadt-hamm.de", "o'neil+akte@stadt-hamm.de"],
  ['buero@hürth.de', 'buero@xn--hrth-0ra.de'],
  ['a@b.co', 'a@b.co'],
  [`${'a'.repeat(64)}@hamm.example`, `${'a'.repeat(64)}@hamm.example`],
])('the mail address %s is stored as %s', ([typed, stored]) => {
  expect(readEmail(typed!)).toEqual({ value: stored })
})

test.for([
  ['', 'email-missing'],
  ['   ', 'email-missing'],
  ['anna', 'email-shape'],
  ['@hamm.example', 'email-shape'],
  ['anna@', 'email-shape'],
  ['anna@hamm', 'email-shape'],
  ['anna berg@hamm.example', 'email-shape'],
  ['anna@hamm .example', 'email-shape'],
  ['anna@hamm..example', 'email-shape'],
  ['.anna@hamm.example', 'email-shape'],
  ['anna@-hamm.example', 'email-shape'],
  ['anna@127.0.0.1', 'email-shape'],
  ['anna@[127.0.0.1]', 'email-shape'],
  ['anna@hamm.example:25', 'email-shape'],
  ['anna@hamm.example/pfad', 'email-shape'],
  ['"anna"@hamm.example', 'email-shape'],
  ['anna,berta@hamm.example', 'email-shape'],
  ['Anna Berg <anna@hamm.example>', 'email-shape'],
  ['anna@hamm.example\r\nBcc: alle@hamm.example', 'email-shape'],
  ['anna@hamm.example\nBcc:alle@hamm.example', 'email-shape'],
  ['anna\u0000@hamm.example', 'email-shape'],
  ['anna@hamm.example\n', 'email-shape'],
  ['anna@hamm\u202e.example', 'email-shape'],
  ['jörg@hamm.example', 'email-umlaut'],
  [`${'a'.repeat(65)}@hamm.example`, 'email-long'],
  [overlong(255), 'email-long'],
])('the mail address %j is refused: %s', ([typed, problem]) => {
  expect(readEmail(typed!)).toEqual({ problem })
})

test('whatever is typed as address: what is accepted can be put into a mail header and reads back as itself', () => {
  const parts = fc.constantFrom(
    'a',
    'B',
    '.',
    '@',
    ' ',
    '\r\n',
    '"',
    '<',
    'ü',
    '-',
    'example',
    '\u0000',
    '\u202e',
    ',',
    '1',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 20 }), (typed) => {
      const read = readEmail(typed.join(''))
      if ('problem' in read) return
      expect(isMailAddress(read.value)).toBe(true)
      expect(readEmail(read.value)).toEqual(read)
    }),
  )
})

test.for([
  ['Derya Yıldırım', 'Derya Yıldırım'],
  ['  Anna   Berg ', 'Anna Berg'],
  ['Katrin Voß', 'Katrin Voß'],
  ['Jörg', 'Jörg'],
  ['محمد', 'محمد'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['x'.repeat(120), 'x'.repeat(120)],
])('the name %j is stored as %j', ([typed, stored]) => {
  expect(readName(typed!)).toEqual({ value: stored })
})

test.for([
  ['', 'name-missing'],
  [' ', 'name-missing'],
  ['x'.repeat(121), 'name-long'],
  ['Anna\nBerg', 'name-characters'],
  ['Anna\r\nBcc: alle@hamm.example', 'name-characters'],
  ['Anna\tBerg', 'name-characters'],
  ['Anna\u0000', 'name-characters'],
  ['Anna\u202eгреБ', 'name-characters'],
  ['Anna\u200bBerg', 'name-characters'],
  ['Anna\u2028Berg', 'name-characters'],
  ['\ud800', 'name-characters'],
])('the name %j is refused: %s', ([typed, problem]) => {
  expect(readName(typed!)).toEqual({ problem })
})

test('every accepted name fits into a mail header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 130 }), (typed) => {
      const read = readName(typed)
      if ('value' in read) expect(isHeaderText(read.value)).toBe(true)
    }),
  )
})
