import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, check } from './checks.fixture.ts'
import { medianOf, modifiedZ, outlying } from './modifiedZ.ts'

const overYears = (place: number, values: readonly number[], first = 2010, series = 'families'): Cell[] =>
  values.map((value, index) => [series, place, first + index, String(value)])
const jumps = (cells: readonly Cell[], earlier: readonly Cell[] = []) =>
  check(cells, undefined, earlier).filter(({ kind }) => kind === 'jump' || kind === 'jump-apart')

describe('the modified z score', () => {
  it('is 0.6745 (x - median) / MAD, as Iglewicz and Hoaglin print it', () => {
    // Their example (1993, p. 11): 2.1 to 2.9 and 5.9 and 6.2 wrongly noted, here as data of our own with median 5 and MAD 1.
    const others = [3, 4, 5, 6, 7]
    expect(medianOf(others)).toBe(5)
    expect(modifiedZ(5, others)).toBe(0)
    expect(modifiedZ(10, others)).toBeCloseTo(0.6745 * 5, 10)
    expect(modifiedZ(0, others)).toBeCloseTo(-0.6745 * 5, 10)
  })

  it('falls back to the mean deviation where half of the others are equal, and to infinity where all are', () => {
    const others = [5, 5, 5, 5, 9]
    expect(modifiedZ(9, others)).toBeCloseTo(4 / (1.253314 * 0.8), 10)
    expect(modifiedZ(5, [5, 5, 5, 5, 5])).toBe(0)
    expect(modifiedZ(6, [5, 5, 5, 5, 5])).toBe(Number.POSITIVE_INFINITY)
  })

  it('does not depend on unit, zero point or order', () => {
    const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 20 })
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 50 }),
        (others, value, factor) => {
          const z = modifiedZ(value, others)
          const shifted = modifiedZ(
            value + 17,
            others.map((one) => one + 17),
          )
          const scaled = modifiedZ(
            value * factor,
            others.map((one) => one * factor),
          )
          const turned = modifiedZ(value, others.toReversed())
          for (const same of [shifted, scaled, turned]) {
            if (Number.isFinite(z)) expect(same).toBeCloseTo(z, 6)
            else expect(same).toBe(z)
          }
        },
      ),
    )
  })
})

describe('jumps over time', () => {
  const calm = [100, 104, 98, 103, 99, 101, 97]

  it('are measured by the earlier changes of the same place, once there are five', () => {
    expect(jumps(overYears(2, [...calm, 160]))).toMatchObject([
      { kind: 'jump', before: 97, now: 160, previousPeriod: '2016', period: '2017' },
    ])
    expect(jumps(overYears(2, [...calm, 102]))).toEqual([])
    // A change as large as others before is none.
    expect(jumps(overYears(2, [100, 160, 95, 158, 97, 150, 90, 155]))).toEqual([])
  })

  it('are asked of the new file only, by what was delivered before', () => {
    expect(jumps(overYears(2, [160], 2017), overYears(2, calm))).toMatchObject([{ kind: 'jump', now: 160 }])
    expect(jumps(overYears(2, [101], 2017), overYears(2, [...calm.slice(0, 6), 400]))).toMatchObject([
      { before: 400, now: 101 },
    ])
  })

  it('below twenty cases are none, however rare', () => {
    expect(jumps(overYears(2, [3, 3, 3, 3, 3, 3, 3, 22]))).toEqual([])
    expect(jumps(overYears(2, [3, 3, 3, 3, 3, 3, 3, 23]))).toMatchObject([{ kind: 'jump' }])
  })
})

describe('jumps among places', () => {
  const two = (before: readonly number[], now: readonly number[]): Cell[] =>
    before.flatMap((value, index) => [
      ['families', 3 + index, 2017, String(value)] as Cell,
      ['families', 3 + index, 2018, String(now[index])] as Cell,
    ])
  const before = [184, 242, 139, 200, 161, 96, 120, 235, 176]

  it('are a place that moves otherwise than the places beside it', () => {
    const now = before.map((value) => Math.round(value * 1.03))
    now[4] = 230
    expect(jumps(two(before, now))).toMatchObject([
      { kind: 'jump-apart', place: 'rhynern', before: 161, now: 230 },
    ])
  })

  it('are none where all do the same, whatever it is and in whatever order', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.6, max: 1.8, noNaN: true }), (factor) => {
        const now = before.map((value) => Math.round(value * factor))
        expect(jumps(two(before, now)).filter(({ kind }) => kind === 'jump-apart')).toEqual([])
      }),
      { numRuns: 30 },
    )
    expect(outlying).toBe(3.5)
  })
})
