import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { missing, present } from '#app/plain/cell.ts'
import { computeChange } from './change.ts'
import { type Comparison, comparisons } from './indicator.ts'
import { computeSpread } from './spread.ts'
import { computeStatus, decimalsThatTell } from './status.ts'
import { targetInYear } from './target.ts'
import { wilsonInterval } from './wilson.ts'

function status(value: number, comparison: Comparison, target: number, baseline?: number) {
  const goal =
    baseline === undefined ? { target, comparison } : { target, comparison, baseline: present(baseline) }
  return computeStatus(present(value), goal)
}

describe('status against the target', () => {
  test('every comparison is exact at its bound', () => {
    expect([94.9999, 95, 95.0001].map((value) => status(value, 'at-least', 95))).toEqual([
      'nearly',
      'reached',
      'reached',
    ])
    expect([94.9999, 95, 95.0001].map((value) => status(value, 'above', 95))).toEqual([
      'nearly',
      'nearly',
      'reached',
    ])
    expect([0.999, 1, 1.001].map((value) => status(value, 'at-most', 1))).toEqual([
      'reached',
      'reached',
      'nearly',
    ])
    expect([1.999, 2, 2.001].map((value) => status(value, 'below', 2))).toEqual([
      'reached',
      'nearly',
      'nearly',
    ])
  })

  test('the unrounded value counts, never the shown one', () => {
    expect(status(94.7, 'at-least', 95)).toBe('nearly')
    expect(status(81.96, 'at-least', 82)).toBe('nearly')
    expect(status(82, 'at-least', 82)).toBe('reached')
  })

  test('without baseline "nearly" is within 5 % of the target, from either side', () => {
    expect(status(90.25, 'at-least', 95)).toBe('nearly')
    expect(status(90.24, 'at-least', 95)).toBe('missed')
    expect(status(77.9, 'at-least', 82)).toBe('nearly')
    expect(status(77.89, 'at-least', 82)).toBe('missed')
    expect(status(1.05, 'at-most', 1)).toBe('nearly')
    expect(status(1.0501, 'at-most', 1)).toBe('missed')
    expect(status(3.5, 'below', 2)).toBe('missed')
    expect(status(0.1, 'at-most', 0)).toBe('missed')
  })

  test('with a baseline "nearly" is 90 % of the way', () => {
    expect(status(79, 'at-least', 80, 70)).toBe('nearly')
    expect(status(78.99, 'at-least', 80, 70)).toBe('missed')
    expect(status(2.1, 'below', 2, 3)).toBe('nearly')
    expect(status(2.11, 'below', 2, 3)).toBe('missed')
    expect(status(65, 'at-least', 80, 70)).toBe('missed')
  })

  test('a baseline that already met the target, or is missing, leaves the distance to decide', () => {
    expect(status(79, 'at-least', 80, 85)).toBe('nearly')
    expect(status(75, 'at-least', 80, 80)).toBe('missed')
    const goal = { target: 80, comparison: 'at-least', baseline: missing('not-collected') } as const
    expect(computeStatus(present(79), goal)).toBe('nearly')
  })

  test('no target, no status; no value, no data', () => {
    expect(computeStatus(present(3), undefined)).toBe('none')
    expect(computeStatus(missing('suppressed'), { target: 3, comparison: 'at-least' })).toBe('no-data')
    expect(computeStatus(missing('suppressed'), undefined)).toBe('none')
  })

  test('published values of 2018', () => {
    expect(status(84.61, 'at-least', 75)).toBe('reached')
    expect(status(36.7 / 41, 'at-most', 1)).toBe('reached')
    expect(status(1.25, 'at-most', 1)).toBe('missed')
    expect(status((75 / 2129) * 100, 'below', 2)).toBe('missed')
    expect(status((743 / 1310) * 100, 'at-least', 60)).toBe('missed')
    expect(status(91.8, 'at-least', 95)).toBe('nearly')
  })

  test('moving towards the target never makes the status worse', () => {
    const rank = { missed: 0, nearly: 1, reached: 2, 'no-data': -1, none: -1 } as const
    const number = fc.integer({ min: -2000, max: 2000 }).map((tenths) => tenths / 10)
    const some = fc.record({
      a: number,
      b: number,
      target: number,
      baseline: fc.option(number, { nil: undefined }),
    })
    fc.assert(
      fc.property(some, fc.constantFrom(...comparisons), ({ a, b, target, baseline }, comparison) => {
        const upwards = comparison === 'at-least' || comparison === 'above'
        const [worse, better] = (upwards ? a < b : a > b) ? [a, b] : [b, a]
        const before = rank[status(worse, comparison, target, baseline)]
        expect(rank[status(better, comparison, target, baseline)]).toBeGreaterThanOrEqual(before)
      }),
    )
  })
})

describe('decimals that tell a missed target from a reached one', () => {
  test('more decimals only where rounding would hide the difference', () => {
    expect(decimalsThatTell(81.96, 82, 0)).toBe(2)
    expect(decimalsThatTell(81.6, 82, 0)).toBe(1)
    expect(decimalsThatTell(81.4, 82, 0)).toBe(0)
    expect(decimalsThatTell(82, 82, 0)).toBe(0)
    expect(decimalsThatTell(81.96, undefined, 0)).toBe(0)
    expect(decimalsThatTell(81.99999999, 82, 0)).toBe(4)
  })

  test('cents count as EUR with two decimals', () => {
    expect(decimalsThatTell(371_536_540, 371_536_500, 0, 100)).toBe(1)
  })
})

describe('path of targets', () => {
  const path = [
    { year: 2016, value: 70 },
    { year: 2018, value: 75 },
    { year: 2020, value: 80 },
  ]
  test('none before the first year, then the latest decided value, which holds on', () => {
    const years = [2015, 2016, 2017, 2018, 2019, 2020, 2030]
    expect(years.map((year) => targetInYear({ path }, year))).toEqual([undefined, 70, 70, 75, 75, 80, 80])
    expect(targetInYear({ path: [] }, 2018)).toBeUndefined()
  })
})

describe('change', () => {
  const point = (year: number, value: number, periodKey = String(year)) => ({
    year,
    periodKey,
    cell: present(value),
  })

  const measure = { unit: 'percent', decimals: 1, breaks: [] } as const

  test('is the difference in percentage points of the values as they are shown', () => {
    expect(computeChange(point(2017, 92.4), point(2018, 91.8), measure)).toEqual(present(-0.6))
    expect(computeChange(point(2012, 36.4), point(2018, 40.3), measure)).toEqual(present(3.9))
    const whole = { ...measure, decimals: 0 }
    expect(computeChange(point(2017, 77.6), point(2018, 90.4), whole)).toEqual(present(12))
  })

  test('is undefined between kinds of period, and keys of the same kind are told from others', () => {
    expect(computeChange(point(2017, 1, '2017/18'), point(2018, 2), measure)).toBeUndefined()
    expect(computeChange(point(2017, 1, '2017/18'), point(2018, 2, '2018/19'), measure)).toEqual(present(1))
    expect(computeChange(point(2017, 1, '2017-09-30'), point(2018, 2, '2018-09-30'), measure)).toEqual(
      present(1),
    )
  })

  test('across a break it is flagged; a break of the earlier year itself is none', () => {
    const change = (year: number) =>
      computeChange(point(2017, 1), point(2018, 2), { ...measure, breaks: [{ year }] })?.flags
    expect([2016, 2017, 2018, 2019].map(change)).toEqual([[], [], ['break'], []])
  })

  test('a missing value makes it missing with the reason', () => {
    const gap = { year: 2017, periodKey: '2017', cell: missing('suppressed') }
    expect(computeChange(gap, point(2018, 2), measure)).toEqual(missing('suppressed'))
  })
})

describe('spread of areas', () => {
  const entry = (place: string, value: number) => ({ place, cell: present(value) })

  test('names both ends, ties together, and which end is good', () => {
    const areas = [entry('Heessen', 93), entry('Norden', 91), entry('Hövel', 76), entry('Westen', 93)]
    expect(computeSpread([...areas, { place: 'Pelkum', cell: missing('suppressed') }], 'up')).toEqual({
      highest: { value: 93, places: ['Heessen', 'Westen'] },
      lowest: { value: 76, places: ['Hövel'] },
      best: 'highest',
      counted: 4,
      missing: ['suppressed'],
    })
    expect(computeSpread(areas, 'down')?.best).toBe('lowest')
    expect(computeSpread(areas, 'none')?.best).toBeUndefined()
  })

  test('one area alone has no spread', () => {
    expect(computeSpread([entry('Heessen', 93)], 'up')).toBeUndefined()
    expect(computeSpread([], 'up')).toBeUndefined()
  })
})

describe('Wilson interval', () => {
  /** R 4.2.2: prop.test(k, n, correct = FALSE)$conf.int */
  test.each([
    [0, 1, 0, 0.793450685622763],
    [0, 5, 0, 0.434482464783175],
    [1, 5, 0.0362241086324301, 0.624465370237475],
    [5, 5, 0.565517535216825, 1],
    [3, 10, 0.107791267406301, 0.603221852538855],
    [0, 30, 0, 0.113513393173969],
    [7, 30, 0.117923881444895, 0.409283261581222],
    [29, 30, 0.833296090085908, 0.994091409618387],
    [200, 1000, 0.176377090443199, 0.225918964648135],
    [1, 10_000, 1.76526736011223e-5, 0.000566268897401338],
  ])('%i of %i agrees with R to eight decimals', (part, whole, lower, upper) => {
    const interval = wilsonInterval(part, whole)!
    expect(Math.abs(interval[0] - lower)).toBeLessThan(1e-8)
    expect(Math.abs(interval[1] - upper)).toBeLessThan(1e-8)
  })

  test('holds the share, stays between 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const whole = a + b
        if (whole === 0) return
        const [lower, upper] = wilsonInterval(a, whole)!
        expect(lower).toBeGreaterThanOrEqual(0)
        expect(upper).toBeLessThanOrEqual(1)
        expect(lower).toBeLessThanOrEqual(a / whole)
        expect(upper).toBeGreaterThanOrEqual(a / whole)
        expect(wilsonInterval(b, whole)![0]).toBeCloseTo(1 - upper, 12)
      }),
    )
  })

  test('there is none without cases or with a part larger than the whole', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined()
    expect(wilsonInterval(3, 2)).toBeUndefined()
    expect(wilsonInterval(-1, 2)).toBeUndefined()
  })
})
