import type { Texts } from '#app/texts/texts.ts'

const de = {
  title: 'Protokoll',
} as const

const en: Texts<typeof de> = {
  title: 'Audit trail',
}

export const auditTexts = { de, en }
