import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, missing, present } from '#app/plain/cell.ts'
import { classify, classOf, legendLines, type Measure } from './classes.ts'

const percent: Measure = { unit: 'percent', decimals: 0, language: 'de' }
/** Visit rates of the nine areas of Hamm in 2018, report of the city on 2018. */
const hamm2018 = [82, 81, 91, 79, 81, 82, 80, 76, 93].map((value) => present(value))

describe('classes of a map', () => {
  test('nine areas get four classes whose ranges touch without gap', () => {
    const classes = classify(hamm2018, percent)
    expect(classes.map((one) => one.label)).toEqual([
      '76 bis 79\u202f%',
      '80 bis 81\u202f%',
      '82 bis 90\u202f%',
      '91 bis 93\u202f%',
    ])
  })

  test('equal values are never parted', () => {
    const classes = classify([...Array.from({ length: 8 }, () => present(50)), present(51)], percent)
    expect(classes.map((one) => [one.from, one.to])).toEqual([
      [50, 50],
      [51, 51],
    ])
  })

  test('a value lies in the class in whose printed range it is printed', () => {
    const cells = [79.4, 79.6, 60, 61, 90, 91].map((value) => present(value))
    const classes = classify(cells, percent)
    expect(classOf(79.6, classes, percent)).toBe(classOf(80, classes, percent))
    expect(classOf(79.4, classes, percent)).toBe(classOf(79, classes, percent))
  })

  test('money is classed at the precision it is shown in', () => {
    const classes = classify([present(1_234_56), present(1_234_99), present(99_000_00)], {
      unit: 'eur',
      decimals: 0,
      language: 'de',
    })
    expect(classes.map((one) => one.from)).toEqual([1_235_00, 99_000_00])
  })

  test('without values there are no classes, and the legend names the reasons', () => {
    const cells: Cell[] = [missing('suppressed'), missing('suppressed'), missing('not-delivered')]
    expect(classify(cells, percent)).toEqual([])
    expect(legendLines(cells, [], percent)).toEqual([
      { look: 'secret', label: 'geheim', note: undefined, count: 2 },
      { look: 'missing', label: 'nicht geliefert', note: undefined, count: 1 },
    ])
  })

  test('every cell is counted exactly once in the legend', () => {
    const cell = fc.oneof(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => present(value)),
      fc.constantFrom(missing('suppressed'), missing('not-delivered'), missing('base-too-small')),
    )
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 80 }), fc.integer({ min: 0, max: 2 }), (cells, decimals) => {
        const measure: Measure = { unit: 'score', decimals, language: 'de' }
        const classes = classify(cells, measure)
        expect(classes.length).toBeLessThanOrEqual(5)
        for (const [index, one] of classes.entries()) {
          expect(one.from).toBeLessThanOrEqual(one.to)
          if (index > 0) expect(one.from).toBeGreaterThan(classes[index - 1]!.to)
        }
        const counted = legendLines(cells, classes, measure).reduce((sum, line) => sum + line.count, 0)
        expect(counted).toBe(cells.length)
      }),
    )
  })
})
