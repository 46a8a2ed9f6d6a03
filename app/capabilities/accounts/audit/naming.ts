import type { TFunction } from 'i18next'
import type { Language } from '#app/plain/format.ts'
import type { Detail, DetailRow } from './readable.ts'
import { readThing } from './thing.ts'

/** Texts of the trail: namespace `audit`. */
export type Translate = TFunction<'audit'>

/** The text of a key that a stored entry names; entries of other versions may name keys that have none. */
function translate(t: Translate, key: string, otherwise: string): string {
  return t(key as 'title', { defaultValue: '' }) || otherwise
}

export const nameAction = (t: Translate, action: string) => translate(t, `action.${action}`, action)
export const nameEvent = (t: Translate, action: string) => translate(t, `event.${action}`, action)

/** "Lieferung 12" for "delivery 12"; `names`: present names of accounts. */
export function nameThing(t: Translate, text: string, names: ReadonlyMap<number, string>): string {
  const { kind, key } = readThing(text)
  if (kind === 'account') {
    const name = names.get(Number(key))
    if (name) return `${translate(t, 'thing.account', kind)} ${name}`
  }
  return [translate(t, `thing.${kind}`, kind), key].filter(Boolean).join(' ')
}

/** "delivery 12" for "Lieferung 12": what a person types in the words of the page. */
export function readTypedThing(t: Translate, kinds: readonly string[], typed: string): string {
  const lower = typed.toLowerCase()
  const found = kinds
    .map((kind) => ({ kind, word: translate(t, `thing.${kind}`, kind).toLowerCase() }))
    .toSorted((a, b) => b.word.length - a.word.length)
    .find(({ word }) => lower === word || lower.startsWith(`${word} `))
  return found ? `${found.kind}${typed.slice(found.word.length)}` : typed
}

/** "Zielwerte, 1, Ort" for the path of a field. */
export function namePath(t: Translate, path: DetailRow['path']): string {
  return path.map((part) => (/^\d+$/.test(part) ? part : translate(t, `field.${part}`, part))).join(' › ')
}

const numbers = {
  de: new Intl.NumberFormat('de-DE', { maximumFractionDigits: 10, useGrouping: false }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 10, useGrouping: false }),
}

/** Fields that hold one of a few values. */
const chosen: ReadonlySet<string> = new Set([
  ...['state', 'by', 'method', 'role', 'kind', 'direction', 'unit', 'comparison', 'level', 'secondFactor'],
])

/** `field`: the last part of the path, which tells whether the value is one of a few. */
export function nameDetail(
  t: Translate,
  detail: Detail,
  language: Language,
  field: string | undefined,
): string {
  switch (detail.kind) {
    case 'text':
      return field !== undefined && chosen.has(field)
        ? translate(t, `value.${detail.text}`, detail.text)
        : detail.text
    case 'number':
      return numbers[language].format(detail.number)
    case 'boolean':
      return detail.yes ? t('entry.yes') : t('entry.no')
    case 'masked':
      return t('entry.masked')
    case 'empty':
      return t('entry.empty')
  }
}
