import { isDay } from '#app/plain/day.ts'
import { isMailAddress } from '#app/platform/mail/mail.ts'
import {
  confirmation,
  isConfirmed,
  mustBeConfirmed,
  type SiteContent,
  type SiteField,
  type SitePageKind,
  siteFields,
} from './site.ts'

/** What is wrong with a field; the page has a sentence for each. */
export type ContentProblem = 'missing' | 'tooLong' | 'email' | 'video' | 'date' | 'choice' | 'transcript'

export type ContentReading = {
  /** What was typed, tidied: kept in the form also where it is wrong. */
  readonly content: SiteContent
  readonly problems: readonly { readonly field: string; readonly problem: ContentProblem }[]
}

/** Control characters but line ends have no place in a text and can't be seen. */
const invisible = /[\p{Cc}--[\n]]/gv

function tidy(value: string, { kind }: SiteField): string {
  const text = value.replaceAll('\r\n', '\n').replaceAll(invisible, ' ')
  const lines = text.split('\n').map((line) => line.trimEnd())
  return (kind === 'text' ? lines.join('\n') : lines.join(' ')).trim()
}

function isVideo(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && new URL(text).username === ''
}

function check(value: string, { kind, longest }: SiteField): ContentProblem | undefined {
  if (value === '') return undefined
  if (value.length > longest) return 'tooLong'
  if (kind === 'email' && !isMailAddress(value)) return 'email'
  if (kind === 'video' && !isVideo(value)) return 'video'
  if (kind === 'date' && !isDay(value)) return 'date'
  return typeof kind === 'object' && !kind.includes(value) ? 'choice' : undefined
}

/**
 * The content that a form holds. A draft may have empty fields; a page that the town confirms must have all that are
 * needed. `get` gives the value of a field, or nothing.
 */
export function readContent(kind: SitePageKind, get: (name: string) => string | undefined): ContentReading {
  const fields: readonly SiteField[] = siteFields[kind]
  const confirmed = mustBeConfirmed(kind) && get(confirmation) === 'yes'
  const typed = fields.map((field) => ({ field, value: tidy(get(field.name) ?? '', field) }))
  const content: Record<string, string> = {}
  for (const { field, value } of typed) if (value !== '') content[field.name] = value
  if (confirmed) content[confirmation] = 'yes'
  const problems = typed.flatMap(({ field, value }) => {
    const problem = confirmed && field.needed && value === '' ? 'missing' : check(value, field)
    return problem ? [{ field: field.name, problem }] : []
  })
  // WCAG 1.2.1: what a film says must be there as text.
  if (content.video && !content.transcript) problems.push({ field: 'transcript', problem: 'transcript' })
  return { content, problems }
}

/** The page says something wrong or nothing yet, as far as the town has confirmed. */
export const isUnfinished = (kind: SitePageKind, content: SiteContent | undefined): boolean =>
  mustBeConfirmed(kind) && !(content && isConfirmed(content))

export function isSameContent(one: SiteContent, other: SiteContent): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => (one[name] ?? '') === (other[name] ?? ''))
}

/** Names of the fields that differ. */
export function changedFields(former: SiteContent, latter: SiteContent): string[] {
  return [...new Set([...Object.keys(former), ...Object.keys(latter)])].filter(
    (name) => (former[name] ?? '') !== (latter[name] ?? ''),
  )
}
