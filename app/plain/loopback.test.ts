import { expect, test } from 'vitest'
import { isLoopback } from './loopback.ts'

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.1', '::1', '[::1]'])(
  '%s is this computer',
  (host) => {
    expect(isLoopback(host)).toBe(true)
  },
)

test.each(['', '10.0.0.1', 'localhost.evil.example', '127.0.0.1.evil.example', '127.evil.example', '[::2]'])(
  '%s is another one',
  (host) => {
    expect(isLoopback(host)).toBe(false)
  },
)
