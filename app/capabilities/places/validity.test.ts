import { describe, expect, test } from 'vitest'
import { calendarYear, schoolYear } from '#app/plain/period.ts'
import { dayBefore, holdsIn, isDay, nameOn, parentOn, placesAt } from './validity.ts'

const norden = { name: 'Norden', parentId: 1, validTo: '2024-12-31' }
const mitte = { name: 'Neue Mitte', parentId: 1, validFrom: '2025-01-01' }

describe('a period belongs to the places of its last day', () => {
  test.each([
    [calendarYear(2024), ['Norden']],
    [calendarYear(2025), ['Neue Mitte']],
    [schoolYear(2023), ['Norden']],
    [schoolYear(2024), ['Neue Mitte']],
  ])('$key', (period, names) => {
    expect(placesAt([norden, mitte], period).map(({ name }) => name)).toEqual(names)
  })

  test('and a place without days has always been there', () => {
    expect(holdsIn({}, calendarYear(1900))).toBe(true)
  })
})

test('places stand under the parent and bear the name that they had then', () => {
  const quarter = {
    name: 'Am Hang',
    parentId: 3,
    formerParents: [
      { parentId: 1, until: '2014-12-31' },
      { parentId: 2, until: '2019-12-31' },
    ],
    formerNames: [{ name: 'Hangviertel', until: '2017-06-30' }],
  }
  const on = (day: string) => [parentOn(quarter, day), nameOn(quarter, day)]
  expect(on('2014-12-31')).toEqual([1, 'Hangviertel'])
  expect(on('2015-01-01')).toEqual([2, 'Hangviertel'])
  expect(on('2017-07-01')).toEqual([2, 'Am Hang'])
  expect(on('2020-01-01')).toEqual([3, 'Am Hang'])
  expect(placesAt([quarter], calendarYear(2016))).toMatchObject([{ parentId: 2, name: 'Hangviertel' }])
  expect(placesAt([quarter], calendarYear(2020))[0]).toBe(quarter)
})

test('days', () => {
  expect([dayBefore('2025-01-01'), dayBefore('2024-03-01')]).toEqual(['2024-12-31', '2024-02-29'])
  expect(['2024-02-29', '2023-02-29', '2024-1-1', '0001-01-01', 'gestern'].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
