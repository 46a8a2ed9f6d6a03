import { expect, test } from 'vitest'
import { cacheRule } from './headers.ts'

test.each([
  ['/hamm', true, null, 'private, no-store'],
  ['/hamm/berichte/2018/bericht.pdf', true, 'private, no-cache', 'private, no-store'],
  ['/hamm/berichte/2018/bericht.pdf', false, 'public, max-age=60', 'public, max-age=60'],
  ['/hamm', false, null, 'private, no-cache'],
  ['/konto/kennwort/abc', false, null, 'private, no-store'],
  ['/konto', false, null, 'private, no-store'],
  ['/anmelden.data', false, null, 'private, no-store'],
  ['/hamm/einladung/abc', false, null, 'private, no-store'],
  ['/hamm/anmelden/sso', false, 'no-cache', 'private, no-store'],
  ['/Konto/Kennwort/abc', false, null, 'private, no-store'],
  ['/%6Bonto', false, null, 'private, no-store'],
  ['/hamm/Einladung/abc/', false, null, 'private, no-store'],
  ['/kontor', false, null, 'private, no-cache'],
])('%s with a session (%s) and its own rule %j is kept as %s', (path, hasSession, own, rule) => {
  expect(cacheRule(path, hasSession, own)).toBe(rule)
})
