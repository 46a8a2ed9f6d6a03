import { isLoopback } from '#app/plain/loopback.ts'

/** What a browser says about where a request comes from. */
type Source = {
  readonly method: string
  readonly origin: string | undefined
  /** Sec-Fetch-Site; browsers send it over HTTPS and to this computer. */
  readonly site: string | undefined
}

/**
 * Whether a request that may change something was made by a page of our own (OWASP: Cross-Site Request Forgery Prevention,
 * "Verifying Origin With Standard Headers" and Fetch Metadata). Forms without JavaScript send `Origin` too. Who says
 * nothing about where they come from is refused; that no other page can make a browser do.
 */
export function comesFromHere({ method, origin, site }: Source, ownOrigin: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  if (origin === undefined && site === undefined) return false
  return (origin ?? ownOrigin) === ownOrigin && (site ?? 'same-origin') === 'same-origin'
}

/**
 * Without a public address in the settings the software is there for this computer only: a page elsewhere whose name was
 * pointed at 127.0.0.1 ("DNS rebinding") must not be taken for one of ours. `host`: the header with or without port.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return isLoopback((host ?? '').replace(/:\d+$/, ''))
}
