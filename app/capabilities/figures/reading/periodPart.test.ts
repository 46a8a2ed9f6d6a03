import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPeriod, type PeriodKind, parsePeriod } from '#app/plain/period.ts'
import { withPart } from './periodPart.ts'

const keyOf = (year: string, part: string, kind: PeriodKind) => {
  const period = parsePeriod(withPart(year, part, kind), kind)
  return isPeriod(period) ? period.key : undefined
}

describe('a year and a part of it in two columns', () => {
  test.each([
    ['2018', 'März', 'month', '2018-03'],
    ['2018', '3', 'month', '2018-03'],
    ['2018', '03', 'month', '2018-03'],
    ['2018', 'MONAT03', 'month', '2018-03'],
    ['2018', 'monat11', 'month', '2018-11'],
    ['2018', '3', 'quarter', '2018-Q3'],
    ['2018', '3.', 'quarter', '2018-Q3'],
    ['2018', 'Q3', 'quarter', '2018-Q3'],
    ['2018', 'III. Quartal', 'quarter', '2018-Q3'],
    ['2018', 'QUART3', 'quarter', '2018-Q3'],
    ['2018', '2', 'half-year', '2018-H2'],
    ['2018', '1. Halbjahr', 'half-year', '2018-H1'],
    ['2018', '', 'calendar-year', '2018'],
    ['2018', 'insgesamt', 'calendar-year', '2018'],
    ['2018', 'MONAT13', 'month', undefined],
    ['2018', '0', 'month', undefined],
    ['2018', '5', 'quarter', undefined],
    ['2018', '3', 'calendar-year', undefined],
    ['2018', 'MONAT03', 'quarter', undefined],
    ['31.12.2018', '3', 'month', undefined],
    ['2018', 'insgesamt', 'month', undefined],
  ] as const)('%s and %j in a series by %s is %s', (year, part, kind, key) => {
    expect(keyOf(year, part, kind)).toBe(key)
  })

  test('never name a period outside of that year', () => {
    const part = fc.oneof(fc.string({ maxLength: 8 }), fc.integer({ min: 0, max: 99 }).map(String))
    fc.assert(
      fc.property(
        fc.integer({ min: 1950, max: 2050 }),
        part,
        fc.constantFrom('month', 'quarter', 'half-year'),
        (year, text, kind) => {
          const key = keyOf(String(year), text, kind)
          if (key !== undefined) expect(key.slice(0, 4)).toBe(String(year))
        },
      ),
    )
  })
})
