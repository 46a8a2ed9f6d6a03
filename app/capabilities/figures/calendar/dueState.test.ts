import { describe, expect, test } from 'vitest'
import { type Arrival, statusOf } from './dueState.ts'
import type { ExpectationException } from './expectation.ts'

const wanted = ['familien', 'besucht']
const due = '2019-03-15'
const none: ExpectationException = {
  periodKey: '2018',
  movedTo: undefined,
  skippedBecause: undefined,
  announcedFor: undefined,
}
const arrival = (state: Arrival['state'], series = wanted, deliveryId = 7): Arrival => ({
  deliveryId,
  state,
  series,
})
const on = (
  today: string,
  arrivals: readonly Arrival[] = [],
  exception: Partial<ExpectationException> = {},
) => statusOf({ dueOn: due, exception: { ...none, ...exception } }, wanted, arrivals, today)

describe('an expected delivery', () => {
  test('is overdue from the day after its due date', () => {
    expect(on('2019-03-15').state).toBe('expected')
    expect(on('2019-03-16').state).toBe('overdue')
  })

  test('is what the delivery is that holds all of its series', () => {
    expect(on('2019-04-01', [arrival('delivered')])).toEqual({
      state: 'delivered',
      deliveryId: 7,
      missing: [],
    })
    expect(on('2019-04-01', [arrival('checked')]).state).toBe('checked')
    expect(on('2019-04-01', [arrival('released')]).state).toBe('released')
    expect(on('2019-04-01', [arrival('delivered', wanted, 8), arrival('released')])).toMatchObject({
      state: 'released',
      deliveryId: 7,
    })
  })

  test('may come in parts: until the due date it has come partly, afterwards it is overdue, with what is missing', () => {
    const part = [arrival('released', ['familien'])]
    expect(on('2019-03-15', part)).toEqual({ state: 'partly', deliveryId: 7, missing: ['besucht'] })
    expect(on('2019-03-16', part)).toEqual({ state: 'overdue', deliveryId: 7, missing: ['besucht'] })
    expect(on('2019-03-16', [...part, arrival('checked', ['besucht'], 9)])).toMatchObject({
      state: 'checked',
      missing: [],
    })
    expect(on('2019-03-16', [...part, arrival('released', ['besucht'], 9)]).state).toBe('released')
  })

  test('of other series is none', () => {
    expect(on('2019-03-16', [arrival('released', [])])).toEqual({
      state: 'overdue',
      deliveryId: undefined,
      missing: [],
    })
  })

  test('that was announced is not overdue until that day has passed', () => {
    expect(on('2019-03-31', [], { announcedFor: '2019-03-31' }).state).toBe('announced')
    expect(on('2019-04-01', [], { announcedFor: '2019-03-31' }).state).toBe('overdue')
  })

  test('that is left out this time is not overdue, and still shows what came all the same', () => {
    expect(on('2019-04-01', [], { skippedBecause: 'Umstellung des Verfahrens' }).state).toBe('skipped')
    expect(on('2019-04-01', [arrival('released')], { skippedBecause: 'Umstellung' }).state).toBe('released')
  })
})
