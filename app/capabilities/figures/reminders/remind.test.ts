import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../calendar/dueDates.ts'
import type { DueState, ReminderPlan } from '../calendar/expectation.ts'
import { dueReminder, isDigestDue, isMailHour } from './remind.ts'

const plan: ReminderPlan = { daysBefore: 14, onTheDay: true, everyDays: 7, most: 2 }
const due = '2027-03-15'
const on = (day: string, more: Partial<ReminderPlan> = {}, state: DueState = 'expected') =>
  dueReminder({ dueOn: due, state }, { ...plan, ...more }, day)

describe('a reminder', () => {
  test('comes some days before, on the day, and at most so often after it', () => {
    expect(on('2027-02-28')).toBeUndefined()
    expect(on('2027-03-01')).toEqual({ kind: 'before', round: 0 })
    expect(on('2027-03-14')).toEqual({ kind: 'before', round: 0 })
    expect(on('2027-03-15')).toEqual({ kind: 'on', round: 0 })
    expect(on('2027-03-21', {}, 'overdue')).toBeUndefined()
    expect(on('2027-03-22', {}, 'overdue')).toEqual({ kind: 'after', round: 1 })
    expect(on('2027-03-29', {}, 'overdue')).toEqual({ kind: 'after', round: 2 })
    expect(on('2027-04-05', {}, 'overdue')).toBeUndefined()
  })

  test('of the day is made up for three days, not longer', () => {
    expect(on('2027-03-18', {}, 'overdue')).toEqual({ kind: 'on', round: 0 })
    expect(on('2027-03-19', {}, 'overdue')).toBeUndefined()
  })

  test('comes not where the plan says no', () => {
    expect(on('2027-03-10', { daysBefore: 0 })).toBeUndefined()
    expect(on('2027-03-15', { onTheDay: false })).toBeUndefined()
    expect(on('2027-03-22', { everyDays: 0 }, 'overdue')).toBeUndefined()
    expect(on('2027-03-22', { most: 0 }, 'overdue')).toBeUndefined()
  })

  test('comes not for what is there, left out or announced; it does for a part', () => {
    for (const state of ['released', 'delivered', 'checked', 'skipped', 'announced'] as const)
      expect(on('2027-03-15', {}, state)).toBeUndefined()
    expect(on('2027-03-15', {}, 'partly')).toEqual({ kind: 'on', round: 0 })
  })

  test('whoever looks every day sees each kind and round once in a row, and never more than the plan allows', () => {
    fc.assert(
      fc.property(
        fc.record({
          daysBefore: fc.integer({ min: 0, max: 90 }),
          onTheDay: fc.boolean(),
          everyDays: fc.integer({ min: 0, max: 90 }),
          most: fc.integer({ min: 0, max: 12 }),
        }),
        (any) => {
          const seen = Array.from({ length: 1400 }, (_, index) => {
            const day = addDays(due, index - 100)
            const found = dueReminder({ dueOn: due, state: day > due ? 'overdue' : 'expected' }, any, day)
            return found && `${found.kind} ${found.round}`
          })
          const runs = seen.filter((one, index) => one !== undefined && one !== seen[index - 1])
          expect(new Set(runs).size).toBe(runs.length)
          const after = runs.filter((one) => one?.startsWith('after'))
          expect(after.length).toBe(any.everyDays > 0 ? any.most : 0)
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('a digest comes daily, or weekly from Monday on', () => {
  expect(isDigestDue('daily', undefined, '2026-12-02')).toBe(true)
  expect(isDigestDue('daily', '2026-12-02', '2026-12-02')).toBe(false)
  expect(isDigestDue('daily', '2026-12-01', '2026-12-02')).toBe(true)
  // 30 November 2026 is a Monday.
  expect(isDigestDue('weekly', undefined, '2026-11-30')).toBe(true)
  expect(isDigestDue('weekly', undefined, '2026-12-01')).toBe(false)
  expect(isDigestDue('weekly', '2026-11-30', '2026-12-06')).toBe(false)
  expect(isDigestDue('weekly', '2026-11-23', '2026-12-02')).toBe(true)
  expect(isDigestDue('single', undefined, '2026-11-30')).toBe(false)
  expect(isDigestDue('none', undefined, '2026-11-30')).toBe(false)
})

test('nobody is written to at night', () => {
  expect([6, 7, 19, 20].map(isMailHour)).toEqual([false, true, true, false])
})
