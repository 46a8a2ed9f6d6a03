/** What is wrong with a typed mail address or name; the sentences stand in `texts.ts`. */
export type EmailProblem = 'email-missing' | 'email-shape' | 'email-long' | 'email-umlaut'
export type NameProblem = 'name-missing' | 'name-long' | 'name-characters'

type Read<Problem> = { readonly value: string } | { readonly problem: Problem }

const longestName = 120
/** RFC 5321, 4.5.3.1: octets before the @, and of the whole. */
const longestLocalPart = 64
const longestEmail = 254

/**
 * A mail address as it is stored: in small letters, a domain with umlauts in its form for computers (RFC 5891). Spaces around
 * it are no mistake; a line break inside is, since it could begin another header. Before the @ only ASCII: few mail servers
 * take more (RFC 6531).
 */
export function readEmail(typed: string): Read<EmailProblem> {
  const text = typed.replace(/^[ \t]+|[ \t]+$/g, '')
  if (text === '') return { problem: 'email-missing' }
  if (text.length > longestEmail) return { problem: 'email-long' }
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  if (at < 1 || /[\s\p{C}]/u.test(text)) return { problem: 'email-shape' }
  if (/[^\x21-\x7e]/.test(local)) return { problem: 'email-umlaut' }
  if (!/^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i.test(local))
    return { problem: 'email-shape' }
  const host = toHostName(domain)
  if (host === undefined) return { problem: 'email-shape' }
  const email = `${local.toLowerCase()}@${host}`
  return local.length > longestLocalPart || email.length > longestEmail
    ? { problem: 'email-long' }
    : { value: email }
}

/** The name of a computer in the domain name system, with at least one dot; undefined for anything else. */
function toHostName(domain: string): string | undefined {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) || !URL.canParse(`http://${domain}`)) return undefined
  const host = new URL(`http://${domain}`).hostname
  const isName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(host)
  return isName ? host : undefined
}

/**
 * A person's name on one line. Refused: control characters and those that turn the direction of what follows. The joiners
 * U+200C and U+200D are part of names in several scripts.
 */
export function readName(typed: string): Read<NameProblem> {
  const name = typed
    .normalize('NFC')
    .replace(/^ +| +$/g, '')
    .replace(/ {2,}/g, ' ')
  if (name === '') return { problem: 'name-missing' }
  if ([...name].length > longestName) return { problem: 'name-long' }
  return /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u.test(name)
    ? { problem: 'name-characters' }
    : { value: name }
}
