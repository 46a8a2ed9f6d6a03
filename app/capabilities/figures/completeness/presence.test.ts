import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshnessOf } from './freshness.ts'
import { presenceOf, presenceStates } from './presence.ts'

const cell = (more: Partial<Parameters<typeof presenceOf>[0]>) =>
  presenceOf({
    there: {},
    places: { town: 1, area: 9 },
    kinds: ['town', 'area'],
    due: 'none',
    isBetween: false,
    ...more,
  })

describe('a series in a period', () => {
  test('is complete when every place that there was has an entry', () => {
    expect(cell({ there: { town: 1, area: 9 } })).toEqual({ state: 'complete', there: 10, expected: 10 })
    expect(cell({ there: { town: 1, area: 8 } })).toEqual({ state: 'partly', there: 9, expected: 10 })
  })

  test('is measured against the kinds of places for which it comes', () => {
    expect(cell({ kinds: ['town'], there: { town: 1 } })).toMatchObject({ state: 'complete', expected: 1 })
    expect(cell({ kinds: ['area'], there: { area: 9 } })).toMatchObject({ state: 'complete', expected: 9 })
  })

  test('without an entry is missing once it is due, or between two periods that came', () => {
    expect(cell({}).state).toBe('not-expected')
    expect(cell({ due: 'coming' }).state).toBe('not-due')
    expect(cell({ due: 'due' }).state).toBe('missing')
    expect(cell({ isBetween: true }).state).toBe('missing')
    expect(cell({ due: 'skipped', isBetween: true }).state).toBe('skipped')
  })

  test('that came counts, whatever the calendar says', () => {
    expect(cell({ due: 'coming', there: { town: 1, area: 9 } }).state).toBe('complete')
    expect(cell({ due: 'skipped', there: { area: 1 } }).state).toBe('partly')
  })

  test('never has more entries than places, and is complete exactly when it has as many', () => {
    const count = fc.integer({ min: 0, max: 700 })
    fc.assert(
      fc.property(
        count,
        count,
        fc.constantFrom('none', 'coming', 'due', 'skipped'),
        fc.boolean(),
        (area, areas, due, isBetween) => {
          const found = cell({ kinds: ['area'], there: { area }, places: { area: areas }, due, isBetween })
          expect(found.there).toBeLessThanOrEqual(found.expected)
          expect(found.state === 'complete').toBe(found.there > 0 && found.there === found.expected)
          expect(presenceStates).toContain(found.state)
        },
      ),
    )
  })
})

describe('figures', () => {
  const year = { kind: 'calendar-year', end: '2018-12-31' } as const
  const unknown = { isExpected: false, overdueSince: undefined, hasBegun: false, nextDue: undefined }
  const planned = { ...unknown, isExpected: true, nextDue: '2026-03-16' }

  test('that nobody delivered are neither new nor old', () => {
    expect(freshnessOf(undefined, unknown, '2026-01-01')).toEqual({ kind: 'empty' })
  })

  test('are stale since the oldest overdue delivery, however new they are', () => {
    const overdue = { ...planned, hasBegun: true, overdueSince: '2019-03-16' }
    for (const today of ['2019-03-17', '2026-01-01'])
      expect(freshnessOf(year, overdue, today)).toEqual({ kind: 'stale', since: '2019-03-16' })
  })

  test('without a calendar are stale after twice their period', () => {
    expect(freshnessOf(year, unknown, '2021-01-01').kind).toBe('current')
    expect(freshnessOf(year, unknown, '2021-01-02')).toEqual({ kind: 'stale', since: '2021-01-01' })
    expect(freshnessOf({ kind: 'month', end: '2018-12-31' }, unknown, '2019-03-04').kind).toBe('stale')
  })

  test('that are old are not current because the calendar has only just begun, or waits for nothing', () => {
    expect(freshnessOf(year, planned, '2021-01-01').kind).toBe('current')
    expect(freshnessOf(year, planned, '2026-01-01')).toEqual({
      kind: 'not-yet-expected',
      next: '2026-03-16',
    })
    expect(freshnessOf(year, { ...planned, hasBegun: true, nextDue: undefined }, '2026-01-01')).toEqual({
      kind: 'nothing-overdue',
      next: undefined,
    })
  })
})
