import { describe, expect, test } from 'vitest'
import { comesFromHere, isLoopbackHost } from './origin.ts'

const own = 'https://praevention.example'

describe('a request that changes something', () => {
  test.each([
    ['a form of ours without JavaScript', own, undefined, true],
    ['a form of ours in a new browser', own, 'same-origin', true],
    ['a browser that says the site only', undefined, 'same-origin', true],
    ['another page', 'https://evil.example', 'cross-site', false],
    ['another page in an old browser', 'https://evil.example', undefined, false],
    ['a neighbour of the same domain', 'https://other.praevention.example', 'same-site', false],
    ['the same name without encryption', 'http://praevention.example', undefined, false],
    ['another port', 'https://praevention.example:8443', undefined, false],
    ['a page that hides where it is', 'null', undefined, false],
    ['a hidden page in a new browser', 'null', 'cross-site', false],
    ['headers that contradict each other', own, 'cross-site', false],
    ['nobody knows where', undefined, undefined, false],
  ])('from %s', (_, origin, site, allowed) => {
    expect(comesFromHere({ method: 'POST', origin, site }, own)).toBe(allowed)
    expect(comesFromHere({ method: 'DELETE', origin, site }, own)).toBe(allowed)
  })

  test('is another matter than reading, which a link elsewhere may ask for', () => {
    expect(comesFromHere({ method: 'GET', origin: 'https://evil.example', site: 'cross-site' }, own)).toBe(
      true,
    )
  })
})

test.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])(
  '%s is this computer',
  (host) => {
    expect(isLoopbackHost(host)).toBe(true)
  },
)

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '', undefined, '10.0.0.1'])(
  '%s is not',
  (host) => {
    expect(isLoopbackHost(host)).toBe(false)
  },
)
