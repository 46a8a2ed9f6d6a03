import { describe, expect, test } from 'vitest'
import { isForbidden, NotAsked, providerFetch } from './providerFetch.server.ts'

describe('where a provider can stand', () => {
  test.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.255.255.254', true],
    ['[::1]', true],
    ['[::ffff:127.0.0.1]', true],
    ['2130706433', true],
    ['0.0.0.0', true],
    ['[::]', true],
    ['169.254.169.254', true],
    ['[fe80::1]', true],
    ['224.0.0.1', true],
    ['[ff02::1]', true],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['[fd00::1]', false],
    ['93.184.216.34', false],
  ])('%s is forbidden: %s', async (hostname, forbidden) => {
    expect(await isForbidden(hostname)).toBe(forbidden)
  })
})

describe('a provider is asked', () => {
  const options = { method: 'GET', headers: {}, body: undefined, redirect: 'manual' } as const

  test.each([
    ['http://10.1.2.3/', false],
    ['http://10.1.2.3/', true],
    ['https://127.0.0.1/', false],
    ['file:///etc/hostname', false],
    ['file:///etc/hostname', true],
  ])('never at %s (trying out: %s)', async (address, trial) => {
    await expect(providerFetch(trial)(address, options)).rejects.toThrow(new NotAsked('address-forbidden'))
  })
})
