import { isLoopback as isLoopbackName } from '#app/plain/loopback.ts'

/** What is wrong with the address of a provider as somebody typed it. */
export type IssuerProblem = 'not-an-address' | 'no-https' | 'too-much'

/** Whether an address leads to this very computer. */
export function isLoopback(url: URL): boolean {
  return isLoopbackName(url.hostname)
}

/**
 * Whether this installation is one for trying out: reached by http on its own computer. Only there may a provider be, too,
 * without encryption and on this computer.
 */
export function isTrial(publicUrl: string): boolean {
  const url = new URL(publicUrl)
  return url.protocol === 'http:' && isLoopback(url)
}

/**
 * The issuer identifier as the provider uses it: https, no query, no fragment (OpenID Connect Discovery 1.0, section 3), no
 * user name. The address of the discovery document, which administrators often copy instead, is understood too.
 */
export function readIssuer(
  typed: string,
  trial: boolean,
): { readonly ok: true; readonly issuer: string } | { readonly ok: false; readonly problem: IssuerProblem } {
  const text = typed.trim().replace(/\/\.well-known\/openid-configuration$/, '')
  if (!URL.canParse(text) || text.length > 500) return { ok: false, problem: 'not-an-address' }
  const url = new URL(text)
  const isAllowed = url.protocol === 'https:' || (trial && url.protocol === 'http:' && isLoopback(url))
  if (!isAllowed)
    return { ok: false, problem: /^https?:$/.test(url.protocol) ? 'no-https' : 'not-an-address' }
  if (/[?#]/.test(text) || url.username || url.password || url.pathname.includes('/.well-known'))
    return { ok: false, problem: 'too-much' }
  return { ok: true, issuer: text }
}
