import { NONCE, secureHeaders } from 'hono/secure-headers'
import { pagePath } from './path.ts'

/** What no page of ours asks a browser for. */
const unused = [
  'accelerometer',
  'autoplay',
  'camera',
  'displayCapture',
  'encryptedMedia',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xrSpatialTracking',
] as const

/**
 * Headers of every answer (OWASP Secure Headers Project; ASVS 4.0.3, 14.4). Scripts run only if this answer names them by
 * its nonce or they come from our own server; styles come from files alone, so that text that finds its way into a page can
 * neither act nor dress itself up.
 */
export function securityHeaders(publicUrl: string) {
  const isEncrypted = publicUrl.startsWith('https:')
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", NONCE],
      styleSrc: ["'self'"],
      // The icons of the design system are data URIs in its style sheet.
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      ...(isEncrypted ? { upgradeInsecureRequests: [] } : {}),
    },
    permissionsPolicy: Object.fromEntries(unused.map((name) => [name, []])),
    // 'no-referrer' would make forms without JavaScript send "Origin: null", which cannot be told from a foreign page.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    // Once told, a browser keeps to it for a year: only where the public address is encrypted, and not for its neighbours.
    strictTransportSecurity: isEncrypted ? 'max-age=31536000' : false,
  })
}

/** Addresses that hold a token or begin a session: nothing of them is kept by a browser or a proxy. */
const secretPages = /^\/(anmelden|abmelden|konto|einrichten)(\/|$)|^\/[^/]+\/(einladung|anmelden)(\/|$)/

/**
 * How long an answer may be kept. Signed in: never, so that nothing is left on a shared computer after signing out. Signed
 * out: asked for anew each time, by this browser only, unless the page knows better.
 */
export function cacheRule(path: string, hasSession: boolean, own: string | null): string {
  if (hasSession || secretPages.test(pagePath(path))) return 'private, no-store'
  return own ?? 'private, no-cache'
}
