import type { Grant } from '../account.ts'
import { isSameGrant } from '../people/scopes.ts'

/** Why a sign-on came to nothing, as far as people are told; details stand nowhere they could be read by a stranger. */
export const signOnFailures = [
  /** The attempt is unknown, used, too old or was begun in another browser. */
  'expired',
  /** The person or the provider said no on the provider's own page. */
  'cancelled',
  /** The provider doesn't answer. */
  'unreachable',
  /** The answer can't be trusted: signature, issuer, audience, time, nonce or code. */
  'invalid',
  /** The provider doesn't know this software or its secret. */
  'setup',
  /** None of the person's groups has a role here. */
  'no-group',
  /** The account is switched off here. */
  'disabled',
  /** Somebody else confirmed than the one who is signed in. */
  'other-person',
  /** Too many attempts from one address. */
  'limited',
] as const
export type SignOnFailure = (typeof signOnFailures)[number]

/** The same for addresses of pages. */
export const failureWords: Readonly<Record<SignOnFailure, string>> = {
  expired: 'abgelaufen',
  cancelled: 'abgebrochen',
  unreachable: 'nicht-erreichbar',
  invalid: 'ungueltig',
  setup: 'einrichtung',
  'no-group': 'keine-gruppe',
  disabled: 'gesperrt',
  'other-person': 'andere-person',
  limited: 'zu-viele',
}

/** What a provider said about a person, checked. */
export type Claims = Readonly<Record<string, unknown>>

/** Members of this group of the provider get this right. */
export type GroupMapping = { readonly id: number; readonly group: string; readonly grant: Grant }

const longestName = 120

/**
 * One line without control characters and those that turn the direction of what follows, so that a name can't disguise
 * itself in lists. The joiners U+200C and U+200D are part of names in several scripts.
 */
function plain(value: unknown): string {
  if (typeof value !== 'string') return ''
  const line = value
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return [...line].slice(0, longestName).join('').trim()
}

/** The person's name by the standard claims (OpenID Connect Core 1.0, 5.1), or undefined if none tells it. */
export function nameOf(claims: Claims): string | undefined {
  const parts = [plain(claims.given_name), plain(claims.family_name)].filter(Boolean).join(' ')
  return plain(claims.name) || parts || plain(claims.preferred_username) || undefined
}

/** The mail address if the provider has verified it; for showing only, nobody is recognised by it. */
export function emailOf({ email, email_verified }: Claims): string | undefined {
  const isAddress = typeof email === 'string' && email.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(email)
  return isAddress && email_verified === true ? email.toLowerCase() : undefined
}

/** The person's groups in the claim that the provider puts them into: a list of texts, or a single text. */
export function groupsOf(claims: Claims, claim: string): string[] {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined
  const listed = Array.isArray(value) ? value : [value]
  return listed.filter((group): group is string => typeof group === 'string' && group !== '')
}

/** The rights that these groups give, each once. Groups are compared letter by letter. */
export function grantsFor(groups: readonly string[], mappings: readonly GroupMapping[]): Grant[] {
  return mappings
    .filter(({ group }) => groups.includes(group))
    .map(({ grant }) => grant)
    .filter((grant, index, all) => all.findIndex((other) => isSameGrant(other, grant)) === index)
}

/** Where somebody may be led after signing on for a municipality: its own pages, or those of one's own account. */
export function wayBack(path: string | undefined, slug: string): string {
  const isOurs = path !== undefined && new RegExp(`^/(?:${slug}|konto)(?:[/?#]|$)`).test(path)
  return isOurs && !path.startsWith(`/${slug}/anmelden`) ? path : `/${slug}`
}
