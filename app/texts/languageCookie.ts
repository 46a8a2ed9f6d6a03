import type { Language } from '#app/plain/format.ts'

export const languageCookieName = 'sprache'

/** The header that has a browser remember the language for a year; encrypted only, where the public address is. */
export function languageCookie(language: Language, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${languageCookieName}=${language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
