import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { Grant, Scope } from '../account.ts'
import { type ScopeChoices, type ScopeKind, scopeKinds } from './scopes.ts'

/** So many names are written out; of more, the rest is counted. */
const mostNames = 4

const lists = {
  de: new Intl.ListFormat('de', { type: 'conjunction' }),
  en: new Intl.ListFormat('en', { type: 'conjunction' }),
}

/** "für Heessen und Rhynern", "bei Jugendamt, im Handlungsfeld Gesundheit", "für die ganze Kommune". */
export function describeScope(scope: Scope, choices: ScopeChoices, language: Language): string {
  const { t } = i18nFor(language)
  const namesOf = (kind: ScopeKind) => {
    const known = new Map(choices[kind].map(({ key, name }) => [key, name]))
    return scope[kind].map((key) => known.get(key) ?? t('people:scope.gone', { key }))
  }
  const parts = scopeKinds.flatMap((kind) => {
    const names = namesOf(kind)
    if (names.length === 0) return []
    const shown =
      names.length > mostNames + 1
        ? [...names.slice(0, mostNames), t('people:scope.more', { count: names.length - mostNames })]
        : names
    return [t(`people:scope.${kind}`, { names: lists[language].format(shown) })]
  })
  return parts.length === 0 ? t('people:scope.all') : parts.join(', ')
}

/** Role and scope in words, for letters and lists. */
export function describeGrant(
  { role, scope }: Grant,
  choices: ScopeChoices,
  language: Language,
): { readonly role: string; readonly scope: string } {
  return {
    role: i18nFor(language).t(`accounts:role.${role}`),
    scope: describeScope(scope, choices, language),
  }
}
