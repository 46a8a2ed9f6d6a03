import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Status, statuses } from '#app/capabilities/indicators/indicator.ts'
import { computeGoalStatus, countJudged, countStatuses } from './progress.ts'

describe('status of a goal', () => {
  const cases: [Status[], Status][] = [
    [['reached', 'reached'], 'reached'],
    [['reached', 'nearly'], 'nearly'],
    [['reached', 'missed', 'nearly'], 'missed'],
    [['reached', 'no-data'], 'reached'],
    [['no-data', 'none'], 'no-data'],
    [['none', 'none'], 'none'],
    [[], 'none'],
    [['none', 'reached'], 'reached'],
  ]
  test.each(cases)('of %j is %s', (indicators, expected) => {
    expect(computeGoalStatus(indicators)).toBe(expected)
  })

  test('never gets better through one more missed target and never depends on the order', () => {
    const lists = fc.array(fc.constantFrom(...statuses), { maxLength: 8 })
    fc.assert(
      fc.property(lists, (list) => {
        expect(computeGoalStatus([...list, 'missed'])).toBe('missed')
        expect(computeGoalStatus(list.toReversed())).toBe(computeGoalStatus(list))
      }),
    )
  })
})

describe('counts', () => {
  test('judge only what has a target and data', () => {
    const counts = countStatuses(['reached', 'missed', 'nearly', 'no-data', 'none', 'reached'])
    expect(counts).toEqual({ reached: 2, nearly: 1, missed: 1, 'no-data': 1, none: 1 })
    expect(countJudged(counts)).toBe(4)
  })
})
