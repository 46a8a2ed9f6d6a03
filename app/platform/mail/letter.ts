import type { Language } from '#app/plain/format.ts'
import { letterText } from './texts.ts'

export type Letter = {
  readonly language: Language
  /** The recipient's full name; left out where it isn't known. */
  readonly name?: string
  /** Each a paragraph; a link stands alone in one, so that every mail program finds its end. */
  readonly paragraphs: readonly string[]
  /** Who writes: the municipality with the address of its imprint. */
  readonly sender: { readonly name: string; readonly imprint: string }
}

/** A short business letter as plain text in the order of DIN 5008: salutation, text, closing, sender; then the footer. */
export function composeLetter({ language, name, paragraphs, sender }: Letter): string {
  const greeting = name ? letterText(language, 'greetingName', { name }) : letterText(language, 'greeting')
  return [
    greeting,
    ...paragraphs,
    `${letterText(language, 'closing')}\n${sender.name}`,
    // "-- " on a line of its own begins the signature (RFC 3676, 4.3).
    ['-- ', letterText(language, 'automatic'), letterText(language, 'imprint', { url: sender.imprint })].join(
      '\n',
    ),
  ].join('\n\n')
}
