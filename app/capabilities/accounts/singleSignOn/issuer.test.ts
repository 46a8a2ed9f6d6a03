import { describe, expect, test } from 'vitest'
import { isTrial, readIssuer } from './issuer.ts'

describe('the address of a provider', () => {
  test.each([
    ['https://login.stadt.example', 'https://login.stadt.example'],
    ['  https://login.stadt.example/realms/stadt ', 'https://login.stadt.example/realms/stadt'],
    ['https://login.stadt.example/a/.well-known/openid-configuration', 'https://login.stadt.example/a'],
    ['https://10.1.2.3:8443/auth', 'https://10.1.2.3:8443/auth'],
  ])('%s is read as %s', (typed, issuer) => {
    expect(readIssuer(typed, false)).toEqual({ ok: true, issuer })
  })

  test.each([
    ['', 'not-an-address'],
    ['login.stadt.example', 'not-an-address'],
    ['file:///etc/passwd', 'not-an-address'],
    ['javascript:alert(1)', 'not-an-address'],
    [`https://login.stadt.example/${'a'.repeat(500)}`, 'not-an-address'],
    ['http://login.stadt.example', 'no-https'],
    ['http://localhost:4000', 'no-https'],
    ['http://169.254.169.254/latest', 'no-https'],
    ['https://login.stadt.example/?tenant=a', 'too-much'],
    ['https://login.stadt.example/#a', 'too-much'],
    ['https://name:word@login.stadt.example', 'too-much'],
    ['https://login.stadt.example/.well-known/other', 'too-much'],
  ] as const)('%s is refused: %s', (typed, problem) => {
    expect(readIssuer(typed, false)).toEqual({ ok: false, problem })
  })

  test('http is for this computer only, and only while trying out', () => {
    expect(readIssuer('http://localhost:4000', true).ok).toBe(true)
    expect(readIssuer('http://[::1]:4000/a', true).ok).toBe(true)
    expect(readIssuer('http://login.stadt.example', true).ok).toBe(false)
    expect(readIssuer('http://localhost.stadt.example', true).ok).toBe(false)
  })

  test.each([
    ['http://localhost:3000', true],
    ['http://127.0.0.1:3000', true],
    ['https://localhost:3000', false],
    ['http://lueckenlos.stadt.example', false],
    ['https://lueckenlos.stadt.example', false],
  ])('%s is an installation for trying out: %s', (publicUrl, trial) => {
    expect(isTrial(publicUrl)).toBe(trial)
  })
})
