import { type MatchExtended, ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { passwordLength } from './passwordLength.ts'

/** Why a password is refused; each has a sentence of its own beside the field. */
export type PasswordProblem =
  | 'short'
  | 'long'
  | 'common'
  | 'own'
  | 'repeats'
  | 'keyboard'
  | 'row'
  | 'date'
  | 'weak'

/** The same password, whatever the keyboard makes of its umlauts: composed characters (Unicode NFC). */
export const normalisePassword = (typed: string): string => typed.normalize('NFC')

/** At least so many guesses (zxcvbn's best class): hours even for somebody who has stolen the hash and knows all lists. */
const leastGuesses = 1e10
/** What stands further behind adds nothing that matters here, only time. */
const lookedAt = 100

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** `Müller` is also written Mueller and Muller. */
function spellings(word: string): string[] {
  const small = word.toLowerCase()
  const spelt = small.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss')
  return [small, spelt, small.normalize('NFD').replaceAll(/\p{M}/gu, '')]
}

/** Words that belong to this person: whole and in parts. */
function ownWords(known: readonly string[]): string[] {
  const parts = [...known, 'Lückenlos', 'Praeventionskette', 'Präventionskette'].flatMap((text) => [
    text,
    ...text.split(/[^\p{L}\p{N}]+/u),
  ])
  return [...new Set(parts.filter((part) => part.length >= 3).flatMap(spellings))]
}

/** Characters beside one's own words that make a password one's own secret. */
const leastForeign = 8

/** Own words with little beside them, in whatever order and with whatever signs between. */
function isMadeOfOwnWords(password: string, words: readonly string[]): boolean {
  const present = [...words].sort((a, b) => b.length - a.length).filter((word) => password.includes(word))
  const rest = present.reduce((text, word) => text.replaceAll(word, ''), password)
  return present.length > 0 && [...rest.replaceAll(/[^\p{L}\p{N}]/gu, '')].length < leastForeign
}

function problemOf(match: MatchExtended): PasswordProblem | undefined {
  if (match.pattern === 'dictionary') return match.dictionaryName === 'userInputs' ? 'own' : 'common'
  if (match.pattern === 'repeat') return 'repeats'
  if (match.pattern === 'spatial') return 'keyboard'
  if (match.pattern === 'sequence') return 'row'
  if (match.pattern === 'date' || match.pattern === 'regex') return 'date'
  return undefined
}

/**
 * Whether a password may be chosen; undefined if so. `known`: what others know of the person (name, mail address, town).
 * Takes some milliseconds: estimated by zxcvbn (Wheeler, USENIX Security 2016) with 50,000 common passwords.
 */
export function findPasswordProblem(typed: string, known: readonly string[]): PasswordProblem | undefined {
  const password = normalisePassword(typed)
  const length = [...password].length
  if (length < passwordLength.least) return 'short'
  if (length > passwordLength.most) return 'long'
  const words = ownWords(known)
  if (isMadeOfOwnWords(password.toLowerCase(), words)) return 'own'
  const { guesses, sequence } = estimator.check([...password].slice(0, lookedAt).join(''), words)
  if (guesses >= leastGuesses) return undefined
  const parts = sequence
    .flatMap((match) => {
      const problem = problemOf(match)
      return problem ? [{ problem, length: match.j - match.i + 1 }] : []
    })
    .sort((a, b) => b.length - a.length)
  return parts[0]?.problem ?? 'weak'
}
