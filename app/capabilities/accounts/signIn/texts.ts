import type { Texts } from '#app/texts/texts.ts'

const de = {
  title: 'Anmelden',
} as const

const en: Texts<typeof de> = {
  title: 'Sign in',
}

export const signInTexts = { de, en }
