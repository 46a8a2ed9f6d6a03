import fc from 'fast-check'
import { expect, test } from 'vitest'
import { missing, present } from './cell.ts'
import { differenceOfShown, formatCell, formatChange, formatNumber, formatValue, units } from './format.ts'

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

test('a difference is the one that readers find who subtract what they see', () => {
  expect(differenceOfShown(90.4, 77.6, 'percent', 0)).toBe(12)
  expect(differenceOfShown(1.005, 0, 'ratio', 2)).toBe(1.01)
  expect(differenceOfShown(150_060, 100_040, 'eur', 0)).toBe(50_100)
  expect(differenceOfShown(79.6, 79.5, 'percent', 0)).toBe(0)

  // Digits as they stand in print, as whole steps of the last place: "1.634,50" is 163450.
  const read = (text: string) => Number(text.replace('\u2212', '-').replaceAll(/[^\d-]/g, ''))
  const number = fc.oneof(
    fc.double({ min: -100_000, max: 100_000, noNaN: true }),
    fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 200),
  )
  fc.assert(
    fc.property(number, number, fc.constantFrom(...units), fc.nat(4), (one, other, unit, digits) => {
      const decimals = unit === 'eur' ? Math.min(2, digits) : digits
      const [a, b] = unit === 'eur' ? [Math.round(one), Math.round(other)] : [one, other]
      const shown = (value: number) => read(formatValue(value, unit, decimals, 'de'))
      expect(shown(a) - shown(b)).toBe(shown(differenceOfShown(a, b, unit, decimals)))
    }),
  )
})
