import type { Texts } from '#app/texts/texts.ts'

const de = {
  title: 'Personen und Rollen',
} as const

const en: Texts<typeof de> = {
  title: 'People and roles',
}

export const peopleTexts = { de, en }
