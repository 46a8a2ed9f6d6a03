import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safePath } from './safePath.ts'

test.each([
  '/hamm',
  '/hamm/zahlen?jahr=2018',
  '/',
  '/hamm/zahlen?ziel=https://anderswo.example#a',
  '/%2F%2Fevil.example',
])('%s is a way back', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  'https://evil.example',
  'https:evil.example',
  'https:/evil.example',
  '%2F%2Fevil.example',
  '@evil.example',
  '.evil.example',
  'hamm/zahlen',
  'javascript:alert(1)',
  'data:text/html,x',
  '/a\nSet-Cookie: x',
  '/a\r\nLocation: https://evil.example',
  '',
])('%j leads nowhere', (path) => {
  expect(safePath(path)).toBeUndefined()
})

test('nothing is given', () => {
  expect(safePath(null)).toBeUndefined()
})

test('whatever is let through leads to this site, as browsers read it', () => {
  const site = 'https://praevention.example'
  const tricky = fc.constantFrom(
    '/',
    '\\',
    '//',
    '\t',
    '\n',
    '\r',
    ' ',
    '@',
    ':',
    'https:',
    'evil.example',
    '%2f',
    '%5c',
    '.',
    '..',
    '?',
    '#',
    '\u0000',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(tricky, fc.string({ maxLength: 3 })), { maxLength: 8 }), (parts) => {
      const path = safePath(`/${parts.join('')}`)
      if (path !== undefined) expect(new URL(path, site).origin).toBe(site)
    }),
    { numRuns: 5000 },
  )
})
