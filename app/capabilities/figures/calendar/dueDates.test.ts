import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  calendarYear,
  entryCohort,
  isPeriod,
  type PeriodKind,
  parsePeriod,
  schoolYear,
} from '#app/plain/period.ts'
import {
  addDays,
  dayInYear,
  daysBetween,
  dueOn,
  isDayOfYear,
  listDuePeriods,
  nextWorkingDay,
} from './dueDates.ts'
import type { ExpectationRule } from './expectation.ts'

const yearly: ExpectationRule = {
  rhythm: 'calendar-year',
  keyDay: undefined,
  due: { kind: 'day', day: '03-15' },
  activeFrom: '2018-01-01',
  activeTo: undefined,
}
const keysOf = (rule: ExpectationRule, from: string, to: string) =>
  listDuePeriods(rule, [], { from, to }).map(({ period, dueOn: due }) => `${period.key} ${due}`)

describe('a due date', () => {
  test('on a fixed day is the first such day after the period', () => {
    expect(dueOn(calendarYear(2018), { kind: 'day', day: '03-15' })).toBe('2019-03-15')
    expect(dueOn(calendarYear(2018), { kind: 'day', day: '12-31' })).toBe('2019-12-31')
    // 15 October 2017 is a Sunday.
    expect(dueOn(schoolYear(2016), { kind: 'day', day: '10-15' })).toBe('2017-10-16')
    expect(dueOn(schoolYear(2017), { kind: 'day', day: '07-31' })).toBe('2019-07-31')
  })

  test('in weeks counts from the last day', () => {
    expect(dueOn(calendarYear(2018), { kind: 'weeks', weeks: 8 })).toBe('2019-02-25')
    expect(dueOn(calendarYear(2019), { kind: 'weeks', weeks: 0 })).toBe('2019-12-31')
  })

  test('of an entry cohort counts from the beginning of its school year: the children are examined before', () => {
    expect(dueOn(entryCohort(2018), { kind: 'day', day: '11-15' })).toBe('2018-11-15')
    expect(dueOn(entryCohort(2018), { kind: 'weeks', weeks: 2 })).toBe('2018-08-15')
  })

  test('on a weekend moves to Monday, on Monday and Friday it stays', () => {
    expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map(nextWorkingDay)).toEqual([
      '2026-11-27',
      '2026-11-30',
      '2026-11-30',
      '2026-11-30',
    ])
  })

  test('of 29 February exists in every year', () => {
    expect(dayInYear('02-29', 2024)).toBe('2024-02-29')
    expect(dayInYear('02-29', 2023)).toBe('2023-02-28')
    expect(isDayOfYear('02-29')).toBe(true)
    for (const wrong of ['02-30', '04-31', '13-01', '00-10', '01-00', '1-1', ''])
      expect(isDayOfYear(wrong)).toBe(false)
  })
})

describe('the periods that are due', () => {
  test('of a year are found by their due dates, both ends included', () => {
    expect(keysOf(yearly, '2019-03-15', '2021-03-15')).toEqual([
      '2018 2019-03-15',
      '2019 2020-03-16',
      '2020 2021-03-15',
    ])
    expect(keysOf(yearly, '2019-03-16', '2020-03-15')).toEqual([])
  })

  test('begin and end with the rule', () => {
    const rule = { ...yearly, activeFrom: '2020-01-01', activeTo: '2021-12-31' }
    expect(keysOf(rule, '2015-01-01', '2030-12-31')).toEqual(['2019 2020-03-16', '2020 2021-03-15'])
  })

  test('of quarters, months, half-years and key dates', () => {
    const weeks = { kind: 'weeks', weeks: 4 } as const
    expect(keysOf({ ...yearly, rhythm: 'quarter', due: weeks }, '2019-01-01', '2019-12-31')).toEqual([
      '2018-Q4 2019-01-28',
      '2019-Q1 2019-04-29',
      '2019-Q2 2019-07-29',
      '2019-Q3 2019-10-28',
    ])
    expect(keysOf({ ...yearly, rhythm: 'half-year', due: weeks }, '2019-01-01', '2019-12-31')).toEqual([
      '2018-H2 2019-01-28',
      '2019-H1 2019-07-29',
    ])
    expect(keysOf({ ...yearly, rhythm: 'month', due: weeks }, '2020-03-01', '2020-03-31')).toEqual([
      '2020-02 2020-03-30',
    ])
    expect(
      keysOf({ ...yearly, rhythm: 'key-date', keyDay: '02-29', due: weeks }, '2019-01-01', '2020-12-31'),
    ).toEqual(['2019-02-28 2019-03-28', '2020-02-29 2020-03-30'])
  })

  test('moved for once are due at their new date only, and still known by their period', () => {
    const exception = {
      periodKey: '2018',
      movedTo: '2019-05-02',
      skippedBecause: undefined,
      announcedFor: undefined,
    }
    const moved = (from: string, to: string) => listDuePeriods(yearly, [exception], { from, to })
    expect(moved('2019-03-01', '2019-04-30')).toEqual([])
    expect(moved('2019-05-01', '2019-05-31')).toMatchObject([{ dueOn: '2019-05-02', exception }])
  })

  test('never lie before the end of what they are about, nor more than a year and two days after it', () => {
    const kinds: PeriodKind[] = ['calendar-year', 'school-year', 'half-year', 'quarter', 'month', 'key-date']
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 2000, max: 2040 }),
        (rhythm, month, day, year) => {
          const text = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
          fc.pre(isDayOfYear(text))
          const rule = {
            ...yearly,
            rhythm,
            keyDay: text,
            due: { kind: 'day', day: text } as const,
            activeFrom: '1990-01-01',
          }
          // A deadline at the end of December can move over the weekend into January.
          const found = listDuePeriods(rule, [], { from: `${year}-01-01`, to: `${year + 1}-01-02` })
          expect(found.length).toBeGreaterThan(0)
          for (const { period, dueOn: due } of found) {
            expect(due > period.end).toBe(true)
            expect(daysBetween(period.end, due)).toBeLessThanOrEqual(368)
          }
          expect(new Set(found.map(({ period }) => period.key)).size).toBe(found.length)
        },
      ),
      { numRuns: 200 },
    )
  })
})

test('days are counted across changes of the clock and leap years', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2)
  expect(isPeriod(parsePeriod('2018', 'calendar-year'))).toBe(true)
})
