import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  calendarYear,
  entryCohort,
  isPeriod,
  type PeriodKind,
  parsePeriod,
  periodKinds,
  reportYear,
  schoolYear,
} from './period.ts'

test.each<[string, PeriodKind, string]>([
  ['2018', 'calendar-year', '2018'],
  [' 2016* ', 'calendar-year', '2016'],
  ['2016 1)', 'calendar-year', '2016'],
  ['2017/18', 'school-year', '2017/18'],
  ['17/18', 'school-year', '2017/18'],
  ['2017/2018', 'school-year', '2017/18'],
  ['SJ 2017/18', 'school-year', '2017/18'],
  ['1999/00', 'school-year', '1999/00'],
  ['2018', 'entry-cohort', '2018/19'],
  ['2018/19', 'entry-cohort', '2018/19'],
  ['30.09.2018', 'key-date', '2018-09-30'],
  ['2018-09-30', 'key-date', '2018-09-30'],
  ['2018-H2', 'half-year', '2018-H2'],
  ['2018-Q3', 'quarter', '2018-Q3'],
  ['2018-04', 'month', '2018-04'],
  ['98/99', 'school-year', '1998/99'],
  ['Schuljahr 2017-2018', 'school-year', '2017/18'],
  ['SJ 17/18', 'school-year', '2017/18'],
  ['Kitajahr 2017/18', 'kita-year', '2017/18'],
  ['Kita-Jahr 2017/2018', 'kita-year', '2017/18'],
  ['Kindergartenjahr 17/18', 'kita-year', '2017/18'],
  ['Einschulungsjahrgang 2018/19', 'entry-cohort', '2018/19'],
  ['Jahr 2018', 'calendar-year', '2018'],
  ['1. Halbjahr 2018', 'half-year', '2018-H1'],
  ['I. Halbjahr 2018', 'half-year', '2018-H1'],
  ['2018/1. Hj.', 'half-year', '2018-H1'],
  ['2. Hj. 18', 'half-year', '2018-H2'],
  ['H2/2018', 'half-year', '2018-H2'],
  ['II/2018', 'half-year', '2018-H2'],
  ['I. Quartal 2018', 'quarter', '2018-Q1'],
  ['3. Quartal 2018', 'quarter', '2018-Q3'],
  ['Q3 2018', 'quarter', '2018-Q3'],
  ['2018 Q3', 'quarter', '2018-Q3'],
  ['2018, 4. Vj.', 'quarter', '2018-Q4'],
  ['IV/2018', 'quarter', '2018-Q4'],
  ['Januar 2018', 'month', '2018-01'],
  ['Jan 18', 'month', '2018-01'],
  ['Jan. 2018', 'month', '2018-01'],
  ['Jan-18', 'month', '2018-01'],
  ['Mrz 2018', 'month', '2018-03'],
  ['Maerz 2018', 'month', '2018-03'],
  ['M\u00e4rz\u00a02018', 'month', '2018-03'],
  ['Sept. 2018', 'month', '2018-09'],
  ['Dezember 2018', 'month', '2018-12'],
  ['01/2018', 'month', '2018-01'],
  ['2018M12', 'month', '2018-12'],
  ['31.12.2018', 'key-date', '2018-12-31'],
  ['31.12.18', 'key-date', '2018-12-31'],
  ['31. Dezember 2018', 'key-date', '2018-12-31'],
  ['1. M\u00e4rz 2018', 'key-date', '2018-03-01'],
  ['Stichtag 30.09.2018', 'key-date', '2018-09-30'],
])('%j as %s is %s', (text, kind, key) => {
  expect(parsePeriod(text, kind)).toMatchObject({ kind, key })
})

test.each<[string, PeriodKind]>([
  ['2017/19', 'school-year'],
  ['2018', 'school-year'],
  ['31.02.2018', 'key-date'],
  ['29.02.2019', 'key-date'],
  ['2018-13', 'month'],
  ['2018-Q5', 'quarter'],
  ['18', 'calendar-year'],
  ['2012/13', 'month'],
  ['2011/12', 'month'],
  ['17/18', 'month'],
  ['1/2018', 'month'],
  ['13/2018', 'month'],
  ['Ju 2018', 'month'],
  ['31.12.2018', 'month'],
  ['Dezember 2018', 'key-date'],
  ['Kitajahr 2017/18', 'school-year'],
  ['Schuljahr 2017/18', 'kita-year'],
  ['1. Halbjahr 2017/18', 'half-year'],
  ['1/2018', 'quarter'],
  ['1. Quartal 2018', 'half-year'],
  ['1. Halbjahr 2018', 'quarter'],
  ['III/2018', 'half-year'],
  ['3. Halbjahr 2018', 'half-year'],
  ['5. Quartal 2018', 'quarter'],
  ['Q1 2018', 'calendar-year'],
  ['gesamt', 'calendar-year'],
  ['', 'calendar-year'],
])('%j is no %s', (text, kind) => {
  expect(parsePeriod(text, kind)).toEqual({ problem: 'unreadable', text })
})

test('leavers 2017/18 and the entry cohort 2018/19 both belong to the report 2018', () => {
  expect(reportYear(schoolYear(2017), 'end')).toBe(2018)
  expect(reportYear(entryCohort(2018), 'start')).toBe(2018)
  expect(reportYear(calendarYear(2018), 'end')).toBe(2018)
})

test('the canonical key of any readable period reads back as the same period', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1950, max: 2099 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(...periodKinds),
      (year, month, kind) => {
        const texts: Record<PeriodKind, string> = {
          'calendar-year': `${year}`,
          'school-year': `${year}/${year + 1}`,
          'kita-year': `${year}/${year + 1}`,
          'entry-cohort': `${year}`,
          'half-year': `${year}-H${month > 6 ? 2 : 1}`,
          quarter: `${year}-Q${Math.ceil(month / 3)}`,
          month: `${year}-${String(month).padStart(2, '0')}`,
          'key-date': `1.${month}.${year}`,
        }
        const period = parsePeriod(texts[kind], kind)
        expect(isPeriod(period) && parsePeriod(period.key, kind)).toEqual(period)
        expect(isPeriod(period) && period.start <= period.end).toBe(true)
      },
    ),
  )
})
