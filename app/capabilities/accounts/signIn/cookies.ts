/**
 * Every cookie of the product, with what the privacy page says of it. `lifetime` in seconds; undefined: until the browser is
 * closed or the session ends.
 */
export const cookies = {
  /** Who is signed in. */
  session: { name: 'sitzung', lifetime: undefined },
  /** That somebody has signed in to an account on this device: others' wrong passwords don't block it. */
  device: { name: 'geraet', lifetime: 365 * 86_400 },
  /** The password was right, the second factor is still to come. */
  halfSession: { name: 'anmeldung', lifetime: 10 * 60 },
  /** The browser in which a single sign-on was begun: only there it can be finished. */
  signOn: { name: 'anmeldedienst', lifetime: 10 * 60 },
  /** Which form was sent after the session had ended; its content lies sealed in the database. */
  carriedForm: { name: 'eingabe', lifetime: 30 * 60 },
  /** The chosen language. */
  language: { name: 'sprache', lifetime: 365 * 86_400 },
} as const
export type CookieKey = Exclude<keyof typeof cookies, 'language'>

const isSecure = (publicUrl: string) => publicUrl.startsWith('https:')

/**
 * The name of a cookie at this address. With https the prefix `__Host-` makes the browser refuse a cookie of that name from
 * any other host or without encryption (RFC 6265bis, 4.1.3.2).
 */
export function cookieName(key: CookieKey, publicUrl: string): string {
  return `${isSecure(publicUrl) ? '__Host-' : ''}${cookies[key].name}`
}

export const sessionCookieName = (publicUrl: string): string => cookieName('session', publicUrl)

/** The header that sets a cookie; an empty value takes it away. */
export function writeCookie(key: CookieKey, value: string, publicUrl: string): string {
  const { lifetime } = cookies[key]
  const age = value === '' ? 0 : lifetime
  return [
    `${cookieName(key, publicUrl)}=${value}`,
    'Path=/',
    ...(age === undefined ? [] : [`Max-Age=${age}`]),
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure(publicUrl) ? ['Secure'] : []),
  ].join('; ')
}
