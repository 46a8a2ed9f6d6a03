import { parseJson } from '#app/plain/json.ts'

/** A form as it came or as it is shown; several choices of one question stand with spaces between. */
export type Typed = Readonly<Record<string, string>>

/** What is wrong with a field; the sentences stand in `textsOfSeries.ts` under `problem`. */
export type FieldProblem<Kind extends string> = { readonly field: string; readonly kind: Kind }

/** The fields of a form as they came; "" for what is missing or a file. */
export function readTyped(form: FormData, names: readonly string[]): Typed {
  const textOf = (name: string) =>
    form
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .join(' ')
  return Object.fromEntries(names.map((name) => [name, textOf(name)]))
}

/** One line of text as it is kept. */
export const tidy = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ')
/** Text of several lines as it is kept. */
export const tidyLines = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

export const longestName = 160
const longestText = 4_000

/** Control characters and those that turn the direction of what follows; line breaks and joiners are none. */
const unseen = /(?![\n\u200c\u200d])[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Cf}]/u

export type TextProblem = 'missing' | 'name-long' | 'text-long' | 'characters'

export function problemOfName(name: string, optional = false): TextProblem | undefined {
  if (name === '') return optional ? undefined : 'missing'
  if (name.length > longestName) return 'name-long'
  return unseen.test(name) ? 'characters' : undefined
}

export function problemOfText(text: string): TextProblem | undefined {
  if (text.length > longestText) return 'text-long'
  return unseen.test(text) ? 'characters' : undefined
}

/** What the person saw when the form was opened, as it stands in a hidden field; undefined where it can't be read. */
function readSeen(text: string): Typed | undefined {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]))
}

/**
 * Fields that somebody else has changed since the person opened the form: what was, and what is now. Empty if nobody did. A form
 * that doesn't say what the person saw counts as seen now.
 */
export function findOvertaken(
  seen: string,
  present: Typed,
): readonly { readonly field: string; readonly now: string }[] {
  const former = readSeen(seen)
  if (!former) return []
  return Object.keys(present)
    .filter((field) => (former[field] ?? '') !== present[field])
    .map((field) => ({ field, now: present[field]! }))
}
