import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeLetter } from './letter.ts'
import {
  isFinal,
  isHeaderText,
  isMailAddress,
  pauseAfter,
  problemKinds,
  readProblem,
  writeProblem,
} from './mail.ts'

describe('a mail address', () => {
  test.for([
    'a@b',
    'miriam.albers@stadt-hamm.example',
    'ümläut@straße.example',
    `${'a'.repeat(64)}@b.example`,
  ])('is taken: %s', (address) => expect(isMailAddress(address)).toBe(true))

  test.for([
    '',
    'nobody',
    '@b.example',
    'a@',
    'a@b@c.example',
    'a b@c.example',
    'a@b.example\r\nBcc: everybody@example.org',
    'a@b.example\n',
    '\ta@b.example',
    'a@b.example\u0000',
    'a@b.example\u2028',
    'Miriam <a@b.example>',
    'a@b.example,c@d.example',
    '"a b"@c.example',
    'a@[127.0.0.1]',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b'.repeat(253)}`,
  ])('is refused: %j', (address) => expect(isMailAddress(address)).toBe(false))
})

test('text of a header is one line of at most 200 characters', () => {
  expect(isHeaderText('Einladung für Sie – Präventionskette „Hamm“')).toBe(true)
  expect(isHeaderText('x'.repeat(200))).toBe(true)
  expect(isHeaderText('x'.repeat(201))).toBe(false)
  for (const bad of ['\r', '\n', '\0', '\u0085', '\u2028', '\u2029', '\t', '\u007f'])
    expect(isHeaderText(`Einladung${bad}Bcc: x@y.example`)).toBe(false)
})

test('whatever is taken as address, name or subject holds no character that ends a line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (isMailAddress(text) || isHeaderText(text)) expect(text).not.toMatch(/[\r\n\0\u0085\u2028\u2029]/)
    }),
  )
})

test('pauses grow from half a minute to an hour and never shrink', () => {
  const pauses = Array.from({ length: 40 }, (_, attempt) => pauseAfter(attempt + 1))
  expect(pauses.slice(0, 8)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600])
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(pauses.at(-1)).toBe(3600)
})

test('only a refusal with 5xx of recipient or text is final', () => {
  expect(isFinal({ kind: 'recipient', code: 550 })).toBe(true)
  expect(isFinal({ kind: 'refused', code: 500 })).toBe(true)
  expect(isFinal({ kind: 'recipient', code: 499 })).toBe(false)
  expect(isFinal({ kind: 'recipient' })).toBe(false)
  expect(isFinal({ kind: 'credentials', code: 535 })).toBe(false)
  expect(isFinal({ kind: 'unreachable', code: 554 })).toBe(false)
})

test('a problem is read as it was written', () => {
  for (const kind of problemKinds)
    for (const code of [undefined, 421, 550])
      expect(readProblem(writeProblem({ kind, code }))).toEqual({ kind, code })
  expect(readProblem(null)).toBeUndefined()
  expect(readProblem('something else')).toBeUndefined()
})

test('a letter greets, says, closes and names who is responsible', () => {
  const sender = { name: 'Stadt Beispielhausen', imprint: 'https://kette.example/beispiel/impressum' }
  expect(
    composeLetter({
      language: 'de',
      name: 'Ayşe Öztürk',
      paragraphs: ['Erstens.', 'https://kette.example/x'],
      sender,
    }),
  ).toBe(
    [
      'Guten Tag Ayşe Öztürk,',
      'Erstens.',
      'https://kette.example/x',
      'Mit freundlichen Grüßen\nStadt Beispielhausen',
      '-- \nDiese Nachricht wurde automatisch verschickt. Bitte antworten Sie nicht darauf.\nImpressum: https://kette.example/beispiel/impressum',
    ].join('\n\n'),
  )
  expect(composeLetter({ language: 'de', paragraphs: [], sender })).toContain('Guten Tag,\n\n')
  expect(composeLetter({ language: 'en', name: 'A $& B', paragraphs: [], sender })).toContain('Dear A $& B,')
})
