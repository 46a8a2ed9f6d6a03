import { expect, test } from 'vitest'
import { missing, present } from './cell.ts'
import { formatCell, formatChange, formatNumber, formatValue } from './format.ts'

test('German numbers have a decimal comma, dots for thousands and a printed minus', () => {
  expect(formatNumber(1634, 0, 'de')).toBe('1.634')
  expect(formatNumber(-0.25, 2, 'de')).toBe('−0,25')
  expect(formatNumber(-0.04, 1, 'de')).toBe('0,0')
})

test('units stand after a narrow no-break space in German', () => {
  expect(formatValue(82, 'percent', 0, 'de')).toBe('82\u202f%')
  expect(formatValue(82.04, 'percent', 1, 'en')).toBe('82.0%')
  expect(formatValue(371536500, 'eur', 0, 'de')).toBe('3.715.365\u202f€')
})

test('a change has its sign, and none where nothing is to be seen', () => {
  expect(formatChange(3.14, 1, 'de')).toBe('+3,1')
  expect(formatChange(-0.4, 1, 'de')).toBe('−0,4')
  expect(formatChange(0.04, 1, 'de')).toBe('±0,0')
})

test('a missing value is said in words', () => {
  expect(formatCell(missing('suppressed'), 'percent', 0, 'de')).toBe('geheim')
  expect(formatCell(present(0), 'count', 0, 'de')).toBe('0')
})
