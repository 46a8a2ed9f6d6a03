import { expect, test } from 'vitest'
import { i18nFor } from './i18n.ts'

test('how many is written with marks between thousands, as each language does', () => {
  const ready = (language: 'de' | 'en', count: number) =>
    i18nFor(language).getFixedT(language, 'figures')('preview.ready', { count })
  expect(ready('de', 1)).toBe('1 Zahl kann übernommen werden.')
  expect(ready('de', 1_000_000)).toBe('1.000.000 Zahlen können übernommen werden.')
  expect(ready('en', 1_000_000)).toBe('1,000,000 figures can be taken over.')
})

test('identifiers and what is no number stay as they are', () => {
  const t = i18nFor('de').getFixedT('de', 'figures')
  expect(t('life.correctsLink', { id: 12_345 })).toBe('Lieferung 12345')
})
