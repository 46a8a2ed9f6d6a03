import { isIP } from 'node:net'

/**
 * The address a request came from. Each trusted proxy appends the address it was asked from to X-Forwarded-For; what stands
 * before those could be anybody's invention. `own`: the address of the connection.
 */
export function addressOf(own: string, forwardedFor: string | undefined, proxies: number): string {
  if (proxies === 0) return own
  const told = (forwardedFor ?? '').split(',').map((part) => part.trim().replace(/^\[(.*)\]$/, '$1'))
  const found = told.at(-proxies) ?? ''
  return isIP(found) === 0 ? own : found
}

/**
 * Whom an address stands for when requests are counted: an IPv4 address itself, of IPv6 the /64 network, because one household
 * has 2^64 addresses of it (RFC 6177).
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const behind = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - behind.length
  const all = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...behind]
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}
