import { expect, test } from 'vitest'
import { dayInWords, germanDay, isDay, momentInWords, monthInWords } from './day.ts'

test('a day begins at midnight in Germany, in summer and in winter', () => {
  expect(germanDay(new Date('2026-06-30T21:59:59Z'))).toBe('2026-06-30')
  expect(germanDay(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01')
  expect(germanDay(new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31')
  expect(germanDay(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
})

test('days, months and moments are written out in both languages', () => {
  expect(dayInWords('2027-03-15', 'de')).toBe('15. März 2027')
  expect(dayInWords('2027-03-15', 'en')).toBe('15 March 2027')
  expect(monthInWords('2027-03', 'de')).toBe('März 2027')
  expect(monthInWords('2027-03', 'en')).toBe('March 2027')
  expect(momentInWords(new Date('2018-03-14T08:05:00Z'), 'de')).toBe('14. März 2018 um 09:05')
  expect(momentInWords(new Date('2018-07-14T08:05:00Z'), 'en')).toBe('14 July 2018 at 10:05')
})

test('a day is one that the calendar has, written as forms send it', () => {
  for (const day of ['2026-02-28', '2024-02-29', '2026-12-31', '0001-01-01'])
    expect(isDay(day), day).toBe(true)
  for (const text of [
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '',
    ' 2026-01-01',
    '2026-01-01T00:00',
    '28.02.2026',
  ])
    expect(isDay(text), text).toBe(false)
})
