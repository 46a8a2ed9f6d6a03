import type { Texts } from '#app/texts/texts.ts'

const de = {
  title: 'Seiten der Kommune',
} as const

const en: Texts<typeof de> = {
  title: 'Pages of the municipality',
}

export const siteTexts = { de, en }
