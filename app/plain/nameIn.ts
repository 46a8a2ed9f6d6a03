import type { Language } from './format.ts'

/** What a thing is called in this language; an English name is optional, and then the German one stands for it. */
export const nameIn = (
  language: Language,
  { name, nameEn }: { readonly name: string; readonly nameEn: string },
): string => (language === 'en' ? nameEn || name : name)
