import { lookup } from 'node:dns/promises'
import { BlockList } from 'node:net'
import type { CustomFetch } from 'openid-client'
import { isLoopback } from './issuer.ts'

/**
 * Addresses that no provider has: this computer, those only valid on one cable (cloud services keep their secrets there),
 * and those of groups. Private networks are not among them: a municipality's provider usually stands in its own.
 */
const forbidden = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
] as const)
  forbidden.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  forbidden.addSubnet(net, bits, 'ipv6')

/** What we don't ask, or don't read to the end. */
export class NotAsked extends Error {
  override name = 'NotAsked'
  readonly code: 'address-forbidden' | 'answer-too-long'
  constructor(code: NotAsked['code']) {
    super(code)
    this.code = code
  }
}

/** Bytes that an answer of a provider may have; discovery documents and keys have a few thousand. */
const mostBytes = 1_000_000

/** Whether any of the addresses behind this name is one that no provider has. Throws when the name is unknown. */
export async function isForbidden(hostname: string): Promise<boolean> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true })
  return found.some(({ address, family }) => forbidden.check(address, family === 6 ? 'ipv6' : 'ipv4'))
}

/**
 * Asks a provider: https only, no redirects, no more than a megabyte. `trial`: http to this very computer is allowed too.
 */
export function providerFetch(trial: boolean): CustomFetch {
  return async (address, options) => {
    const url = new URL(address)
    const isOwn = trial && isLoopback(url)
    if (!isOwn && (url.protocol !== 'https:' || (await isForbidden(url.hostname))))
      throw new NotAsked('address-forbidden')
    const { method, headers: asked, signal } = options
    const sent = options.body instanceof Uint8Array ? Uint8Array.from(options.body) : options.body
    const response = await fetch(url, { method, headers: asked, signal, body: sent, redirect: 'manual' })
    const body = await readAtMost(response, mostBytes)
    const { status, statusText, headers } = response
    return new Response([204, 304].includes(status) ? null : body, { status, statusText, headers })
  }
}

async function readAtMost(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > most) throw new NotAsked('answer-too-long')
    parts.push(part)
  }
  return Uint8Array.from(Buffer.concat(parts))
}
