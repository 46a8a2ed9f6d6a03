import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, cellFlags, missing, missingReasons, present } from '#app/plain/cell.ts'
import { decodeCell, encodeCell } from './cellCode.ts'
import { deriveDisclosed, deriveExact, mapDisclosed, nothingReleased } from './disclosed.ts'
import { markDisclosed, markExact } from './mark.ts'
import { ruleAt } from './rule.ts'

const flags = fc.subarray([...cellFlags])
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.tuple(fc.integer(), flags).map(([value, marks]) => present(value / 100, marks)),
  fc.tuple(fc.constantFrom(...missingReasons), flags).map(([reason, marks]) => missing(reason, marks)),
)

describe('a cell in the database', () => {
  it('comes back as it went in', () => {
    fc.assert(
      fc.property(cell, (each) => {
        expect(decodeCell(encodeCell(each))).toEqual(each)
      }),
    )
  })

  it('has no value where it is missing', () => {
    for (const reason of missingReasons) expect(encodeCell(missing(reason)).value).toBeNull()
  })

  it('is not made up from a code that nobody has written', () => {
    expect(() => decodeCell({ value: null, state: 0, flags: 0 })).toThrow(RangeError)
    expect(() => decodeCell({ value: null, state: missingReasons.length + 1, flags: 0 })).toThrow(RangeError)
  })
})

describe('computing with marked values', () => {
  it('gives the same as computing without', () => {
    const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
    expect(deriveDisclosed([markDisclosed(3), markDisclosed(4)], add)).toBe(7)
    expect(deriveExact([markExact(3), markExact(4)], add)).toBe(7)
    expect(mapDisclosed(markDisclosed(3), String)).toBe('3')
    expect(nothingReleased()).toEqual(missing('not-delivered'))
  })
})

describe('ruleAt', () => {
  const published = { kind: 'already-published' } as const
  const ten = { kind: 'threshold', threshold: 10 } as const
  const rules = [
    { validFrom: '2020-01-01', rule: ten },
    { validFrom: '2010-01-01', rule: published },
  ]

  it('takes the youngest rule that holds by then, whatever their order', () => {
    expect(ruleAt(rules, '2019-12-31')).toEqual(published)
    expect(ruleAt(rules.toReversed(), '2020-01-01')).toEqual(ten)
  })

  it('protects counts of 1 to 4 where there is no rule yet', () => {
    expect(ruleAt(rules, '2009-12-31')).toEqual({ kind: 'threshold', threshold: 5 })
    expect(ruleAt([], '2024-12-31')).toEqual({ kind: 'threshold', threshold: 5 })
  })
})
