import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBuckets } from './rate.ts'

describe('requests of one address', () => {
  test('may come half a minute’s worth at once, then as they are refilled', () => {
    const buckets = createBuckets(60)
    const taken = Array.from({ length: 31 }, () => buckets.take('a', 0))
    expect(taken.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 0))
    expect(taken[30]).toBe(1)
    expect(buckets.take('a', 999)).toBe(1)
    expect(buckets.take('a', 1000)).toBe(0)
    expect(buckets.take('a', 1000)).toBe(1)
  })

  test('do not count for another', () => {
    const buckets = createBuckets(2)
    expect(buckets.take('a', 0)).toBe(0)
    expect(buckets.take('a', 0)).toBe(30)
    expect(buckets.take('b', 0)).toBe(0)
  })

  test('are never more than allowed, whenever they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 300 }),
        (perMinute, pauses) => {
          const buckets = createBuckets(perMinute)
          let now = 0
          let allowed = 0
          for (const pause of pauses) {
            now += pause
            if (buckets.take('a', now) === 0) allowed += 1
          }
          expect(allowed).toBeLessThanOrEqual(
            Math.ceil(perMinute / 2) + Math.floor((now * perMinute) / 60_000) + 1,
          )
        },
      ),
    )
  })

  test('of very many addresses take bounded memory, and who is blocked stays blocked meanwhile', () => {
    const buckets = createBuckets(2)
    expect(buckets.take('blocked', 0)).toBe(0)
    for (let index = 0; index < 49_000; index++) buckets.take(`other ${index}`, 0)
    expect(buckets.take('blocked', 0)).toBe(30)
    for (let index = 0; index < 40_000; index++) buckets.take(`more ${index}`, 1)
    expect(buckets.take('blocked', 1)).toBeGreaterThan(0)
  })
})
