import { describe, expect, test } from 'vitest'
import { addressOf, networkOf } from './address.ts'

describe('the address of a request', () => {
  test.each([
    [0, '198.51.100.7', '10.0.0.1'],
    [1, '198.51.100.7', '198.51.100.7'],
    [1, '203.0.113.1, 198.51.100.7', '198.51.100.7'],
    [2, '203.0.113.1, 198.51.100.7', '203.0.113.1'],
    [2, '192.0.2.66, 203.0.113.1, 198.51.100.7', '203.0.113.1'],
    [2, '198.51.100.7', '10.0.0.1'],
    [1, 'unbekannt', '10.0.0.1'],
    [1, '', '10.0.0.1'],
    [1, undefined, '10.0.0.1'],
    [1, '[2001:db8::1]', '2001:db8::1'],
  ])('behind %i proxies that tell %j is %s', (proxies, told, address) => {
    expect(addressOf('10.0.0.1', told, proxies)).toBe(address)
  })
})

describe('requests are counted by', () => {
  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff::', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('the network of %s, which is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
