import { expect, test } from 'vitest'
import { i18nFor } from '#app/texts/i18n.ts'
import type { Former, Recut } from '../history/recut.ts'
import { describeRecut, tabulateRecut } from './sentences.ts'

const formers: readonly Former[] = [
  { key: 'nord', name: 'Nord', children: [{ key: 'hof', name: 'Hof' }] },
  { key: 'sued', name: 'Süd', children: [] },
]
const recut: Recut = {
  names: ['Hafen', 'Süd'],
  rows: [
    { key: 'nord', parts: ['3200', '1800'], whole: '5000' },
    { key: 'sued', parts: [undefined, '2500.5'], whole: '2500.5' },
  ],
  childParts: new Map([['hof', 0]]),
}
const words = (language: 'de' | 'en') => ({
  language,
  t: i18nFor(language).getFixedT(language, 'places'),
})
const plain = (texts: readonly string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '))

test('says in sentences what comes from where, and that an old name can mean a new area', () => {
  expect(plain(describeRecut(recut, formers, '2027-01-01', words('de'))).slice(0, 6)).toEqual([
    '„Nord“ und „Süd“ gibt es bis zum 31. Dezember 2026. Ihre Zahlen bis dahin bleiben dort.',
    'Von „Nord“ (5.000) kommen 3.200 (64 %) nach „Hafen“ und 1.800 (36 %) nach „Süd“.',
    '„Süd“ geht ganz in „Süd“ auf.',
    '„Hafen“ gibt es ab dem 1. Januar 2027, gebildet aus 64 % von „Nord“.',
    '„Süd“ ist ab dem 1. Januar 2027 ein neuer Raum mit dem alten Namen, gebildet aus 36 % von „Nord“ und ganz „Süd“.',
    '„Hof“ liegt danach in „Hafen“.',
  ])
  expect(plain(describeRecut(recut, formers, '2027-01-01', words('en')))[1]).toBe(
    'Of “Nord” (5,000) 3,200 (64 %) come to “Hafen” and 1,800 (36 %) come to “Süd”.',
  )
})

test('has a table in percent, with the numbers and their sums', () => {
  const { rows, sums, total } = tabulateRecut(recut, formers, words('de'))
  expect(
    rows.map(({ name, cells }) => [name, ...plain(cells.map(({ share, part }) => `${share} ${part}`))]),
  ).toEqual([
    ['Nord', '64 % 3.200', '36 % 1.800'],
    ['Süd', ' ', '100 % 2.500,5'],
  ])
  expect([sums, total]).toEqual([['3.200', '4.300,5'], '7.500,5'])
})

test('has no sums where percent was typed: those of different areas don’t add up', () => {
  const rows = [
    { key: 'nord', parts: ['60', '40'], whole: '100' },
    { key: 'sued', parts: [undefined, '100'], whole: '100' },
  ]
  const table = tabulateRecut({ ...recut, rows }, formers, words('de'))
  expect(table.sums).toBeUndefined()
  expect(table.rows[0]!.cells.map(({ part }) => part)).toEqual(['', ''])
  expect(plain(describeRecut({ ...recut, rows }, formers, '2027-01-01', words('de')))[1]).toBe(
    'Von „Nord“ kommen 60 % nach „Hafen“ und 40 % nach „Süd“.',
  )
})

test('rounds no part to nothing and none to all', () => {
  const rows = [
    { key: 'nord', parts: ['1', '9999'], whole: '10000' },
    { key: 'sued', parts: ['1', '2'], whole: '3' },
  ]
  const { rows: found } = tabulateRecut({ ...recut, rows }, formers, words('de'))
  expect(found.map(({ cells }) => plain(cells.map(({ share }) => share)))).toEqual([
    ['unter 0,1 %', 'über 99,9 %'],
    ['33,3 %', '66,7 %'],
  ])
})
