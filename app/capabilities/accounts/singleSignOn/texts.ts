import type { Texts } from '#app/texts/texts.ts'

const de = {
  title: 'Anmeldung über das Verzeichnis der Kommune',
} as const

const en: Texts<typeof de> = {
  title: 'Single sign-on',
}

export const singleSignOnTexts = { de, en }
