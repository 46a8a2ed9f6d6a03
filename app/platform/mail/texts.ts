import type { Language } from '#app/plain/format.ts'
import type { Texts } from '#app/texts/texts.ts'

/** Words that every letter has, whatever it is about. */
const de = {
  greeting: 'Guten Tag,',
  greetingName: 'Guten Tag {{name}},',
  closing: 'Mit freundlichen Grüßen',
  imprint: 'Impressum: {{url}}',
  automatic: 'Diese Nachricht wurde automatisch verschickt. Bitte antworten Sie nicht darauf.',
} as const

const en: Texts<typeof de> = {
  greeting: 'Dear Sir or Madam,',
  greetingName: 'Dear {{name}},',
  closing: 'Kind regards',
  imprint: 'Imprint: {{url}}',
  automatic: 'This message was sent automatically. Please do not reply to it.',
}

const letterTexts = { de, en }

export function letterText(
  language: Language,
  key: keyof typeof de,
  values: Readonly<Record<string, string>> = {},
): string {
  return letterTexts[language][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}
