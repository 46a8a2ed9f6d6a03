import { expect, test } from 'vitest'
import { periodLabel } from './periodLabel.ts'

test.each([
  ['2018', '2018', '2018'],
  ['2017/18', '2017/18', '2017/18'],
  ['2018-09-30', '30.09.2018', '30/09/2018'],
  ['2018-03', 'März 2018', 'March 2018'],
  ['2018-13', '2018-13', '2018-13'],
  ['2018-H2', '2. Halbjahr 2018', 'half-year 2 of 2018'],
  ['2018-Q3', '3. Quartal 2018', 'quarter 3 of 2018'],
  ['', '', ''],
])('the period %j is read as %j and %j', (key, german, english) => {
  expect(periodLabel(key, 'de')).toBe(german)
  expect(periodLabel(key, 'en')).toBe(english)
})
