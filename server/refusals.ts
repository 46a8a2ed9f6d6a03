import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'

/** Why a request is answered before any page is asked, and with which status. */
const statuses = {
  unreadable: 400,
  foreign: 403,
  method: 405,
  slow: 408,
  formTooLarge: 413,
  fileTooLarge: 413,
  longAddress: 414,
  wrongHost: 421,
  tooMany: 429,
  broken: 500,
} as const
export type RefusalKind = keyof typeof statuses

type Details = Words & { readonly stylesheets: readonly string[] }

type Words = {
  /** For `tooMany`: seconds until it is worth trying again. */
  readonly seconds?: number | undefined
  /** For `broken`: the number under which it was logged. */
  readonly reference?: string | undefined
  readonly language: Language
}

/** The sentence that says it. */
export function refusalText(kind: RefusalKind, { seconds, reference, language }: Words): string {
  const t = i18nFor(language).getFixedT(language, 'shell')
  return seconds !== undefined && seconds >= 120
    ? t('refused.tooMany.textMinutes', { count: Math.ceil(seconds / 60) })
    : t(`refused.${kind}.text`, { count: seconds ?? 0, reference: reference ?? '' })
}

/**
 * A page that costs nothing: made without database, session or React. Every text in it is ours; nothing of the request is
 * repeated.
 */
export function refuse(kind: RefusalKind, { seconds, reference, language, stylesheets }: Details): Response {
  const t = i18nFor(language).getFixedT(language, 'shell')
  const text = refusalText(kind, { seconds, reference, language })
  const links = stylesheets.map((path) => `<link rel="stylesheet" href="${path}">`).join('')
  const page = `<!doctype html><html lang="${language}" data-kern-theme="light"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${t(`refused.${kind}.title`)} – ${t('product')}</title><link rel="icon" href="/icon.svg" type="image/svg+xml">${links}</head><body><div class="ll-frame"><div class="ll-page ll-page--text"><main id="inhalt"><header class="ll-sheet"><div class="ll-sheet__name"><h1 class="ll-h1">${t(`refused.${kind}.title`)}</h1></div></header><div class="ll-page__body"><p>${text}</p><p><a href="/">${t('error.back')}</a></p></div></main></div></div></body></html>`
  const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
  if (seconds !== undefined) headers.set('Retry-After', String(seconds))
  if (kind === 'method') headers.set('Allow', 'GET, HEAD, POST')
  return new Response(page, { status: statuses[kind], headers })
}
