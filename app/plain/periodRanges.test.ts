import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarYear, isPeriod, parsePeriod, schoolYear } from './period.ts'
import { periodRanges } from './periodRanges.ts'

const inShort = (...periods: Parameters<typeof periodRanges>[0]) =>
  periodRanges(periods).map(({ first, last }) => (first === last ? first.key : `${first.key}–${last.key}`))

const keyDate = (text: string) => {
  const period = parsePeriod(text, 'key-date')
  if (!isPeriod(period)) throw new Error(text)
  return period
}

test('years that follow each other are one range, in whatever order they come', () => {
  expect(inShort(...[2019, 2017, 2018, 2021].map(calendarYear))).toEqual(['2017–2019', '2021'])
  expect(inShort(calendarYear(2018), schoolYear(2017), schoolYear(2018))).toEqual(['2018', '2017/18–2018/19'])
  expect(inShort()).toEqual([])
})

test('key dates stand alone: nothing says which days lie between', () => {
  expect(inShort(keyDate('2018-12-31'), keyDate('2019-01-01'))).toEqual(['2018-12-31', '2019-01-01'])
})

test('ranges hold the given years and no others', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1900, max: 2100 })), (years) => {
      const held = periodRanges(years.map(calendarYear)).flatMap(({ first, last }) => {
        const from = Number(first.key)
        return Array.from({ length: Number(last.key) - from + 1 }, (_, index) => from + index)
      })
      expect(held).toEqual(years.toSorted((a, b) => a - b))
    }),
  )
})
