import { expect, test } from 'vitest'
import { chooseYear } from './tree.ts'

const programme = { id: 1, key: 'katalog', name: 'Katalog', fromYear: 2016, toYear: 2020 }
const figures = new Map([
  [2016, 9],
  [2018, 20],
  [2019, 1],
])

test('the first delivery of a new year does not become the year that everybody sees', () => {
  expect(chooseYear(figures, programme, undefined)).toBe(2018)
})

test('half as many figures as in the fullest year are enough, one less is not', () => {
  expect(chooseYear(new Map([...figures, [2020, 10]]), programme, undefined)).toBe(2020)
  expect(chooseYear(new Map([...figures, [2020, 9]]), programme, undefined)).toBe(2018)
})

test('whoever asks for a year with figures gets it; without any figure it is the last of the term', () => {
  expect(chooseYear(figures, programme, 2019)).toBe(2019)
  expect(chooseYear(figures, programme, 2017)).toBe(2018)
  expect(chooseYear(new Map(), programme, undefined)).toBe(2020)
})
