import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, missing, present } from '#app/plain/cell.ts'
import type { Unit } from '#app/plain/format.ts'
import { compare, fromNumber, toNumber } from '#app/plain/rational.ts'
import { resolveBasis } from './basis.ts'
import { evaluateFormula, toCell, toOutcome } from './evaluate.ts'
import { parseFormula } from './formula/parser.ts'
import { printFormula } from './formula/printer.ts'

type Inputs = Readonly<Record<string, Cell | number>>

/** Evaluates a formula over named inputs; `units` where an input is not a count. */
function compute(text: string, inputs: Inputs, unit: Unit, units: Readonly<Record<string, Unit>> = {}): Cell {
  const formula = parseFormula(text)
  if (!formula.ok) throw new Error(text)
  const outcome = evaluateFormula(formula.expression, (reference) => {
    const name = printFormula(reference)
    const input = inputs[name]
    const cell =
      input === undefined ? missing('not-delivered') : typeof input === 'number' ? present(input) : input
    return toOutcome(cell, units[name] ?? 'count')
  })
  return toCell(outcome, unit)
}

const rounded = (cell: Cell, decimals: number) =>
  'value' in cell ? cell.value.toFixed(decimals) : cell.missing

describe('published values of Hamm', () => {
  test('ambulant quota 2018: 743 of 743 and 567 are 56.7 %', () => {
    const inputs = { 'h[form=ambulant]': 743, 'h[form=stationaer]': 567 }
    const cell = compute('h[form=ambulant] / (h[form=ambulant] + h[form=stationaer])', inputs, 'percent')
    expect(rounded(cell, 1)).toBe('56.7')
  })

  test.each([
    ['visits to newborns 2018', 1340, 1634, 1, '82.0'],
    ['visits to families who moved in 2018', 164, 238, 0, '69'],
    ['learning support 2012/13', 764, 889, 1, '85.9'],
    ['learning support 2017/18', 1473, 1741, 2, '84.61'],
    ['leavers without certificate 2017/18', 75, 2129, 1, '3.5'],
    ['care under 3 in 2018', 1671, 4607, 0, '36'],
    ['care from 3 in 2018', 4905, 5227, 0, '94'],
    ['early help ended as planned', 156, 180, 0, '87'],
    ['booklets shown in Heessen 2018/19', 127, 130, 1, '97.7'],
  ])('%s', (_name, part, whole, decimals, expected) => {
    expect(rounded(compute('a / b', { a: part, b: whole }, 'percent'), decimals)).toBe(expected)
  })

  test('reading in class 3 against the state in 2018: 36.7 to 41 is 0.90', () => {
    const units = { vera: 'percent', 'vera@nrw': 'percent' } as const
    expect(rounded(compute('vera / vera@nrw', { vera: 36.7, 'vera@nrw': 41 }, 'ratio', units), 2)).toBe(
      '0.90',
    )
  })
})

describe('exactness', () => {
  test('a published percentage comes out of a formula as it went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_00 }), (hundredths) => {
        const percentage = hundredths / 100
        const cell = compute('rate', { rate: percentage }, 'percent', { rate: 'percent' })
        expect(cell).toEqual(present(percentage))
      }),
    )
  })

  test('57 of 100 is exactly 57 %, though 0.57 · 100 is not exactly 57 in floating point', () => {
    expect(0.57 * 100).not.toBe(57)
    expect(compute('a / b', { a: 57, b: 100 }, 'percent')).toEqual(present(57))
  })

  test('money stays in whole cents, halves go up', () => {
    const units = { budget: 'eur' } as const
    expect(compute('budget / n', { budget: 10_001, n: 2 }, 'eur', units)).toEqual(present(5001))
    expect(compute('-budget / n', { budget: 10_001, n: 2 }, 'eur', units)).toEqual(present(-5001))
    expect(compute('0,1 * budget + 0,2 * budget', { budget: 371_536_500 }, 'eur', units)).toEqual(
      present(111_460_950),
    )
  })

  test('whole-number arithmetic is exact far beyond what a double can hold on the way', () => {
    const big = 9_007_199_254_740_991
    expect(compute('a * b / b', { a: big, b: big }, 'count')).toEqual(present(big))
  })

  test('a division is the nearest double to the true quotient, as the machine divides whole numbers', () => {
    const count = fc.integer({ min: 1, max: 2_000_000 })
    fc.assert(
      fc.property(count, count, count, (a, b, c) => {
        expect(compute('a / b', { a, b }, 'ratio')).toEqual(present(a / b))
        expect(compute('(a + b) * c - a', { a, b, c }, 'count')).toEqual(present((a + b) * c - a))
      }),
    )
  })

  test('every finite decimal survives the way into a fraction and back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(toNumber(fromNumber(value))).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  test('comparing fractions orders like comparing numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(compare(fromNumber(a / 8), fromNumber(b / 8))).toBe(Math.sign(a - b))
      }),
    )
  })
})

describe('what is missing', () => {
  test('a missing input makes the result missing, with its reason', () => {
    expect(compute('a / b', { a: 3 }, 'percent')).toEqual(missing('not-delivered'))
    expect(compute('1 - a', { a: missing('unreliable') }, 'ratio')).toEqual(missing('unreliable'))
  })

  test('of several reasons the secret one is told', () => {
    const inputs = { a: missing('not-delivered'), b: missing('suppressed'), c: missing('not-yet') }
    expect(compute('a + b + c', inputs, 'count')).toEqual(missing('suppressed'))
  })

  test('a division by zero is missing too, and a secret input outranks it', () => {
    expect(compute('a / b', { a: 3, b: 0 }, 'percent')).toEqual(missing('divided-by-zero'))
    expect(compute('0 * a / b', { a: 0, b: 0 }, 'ratio')).toEqual(missing('divided-by-zero'))
    expect(compute('a / b', { a: missing('suppressed'), b: 0 }, 'percent')).toEqual(missing('suppressed'))
    expect(compute('a / b + c', { a: 1, b: 0, c: missing('suppressed') }, 'percent')).toEqual(
      missing('suppressed'),
    )
  })

  test('flags of all inputs are joined, of missing ones too', () => {
    const inputs = {
      a: present(1, ['revised']),
      b: present(2, ['provisional']),
      c: missing('not-yet', ['break']),
    }
    expect(compute('a / b', inputs, 'ratio')).toEqual(present(0.5, ['provisional', 'revised']))
    expect(compute('a / b + c', inputs, 'ratio')).toEqual(
      missing('not-yet', ['provisional', 'revised', 'break']),
    )
  })
})

describe('computed or published', () => {
  test('the computed value is shown; a printed one is noted where it differs at its own precision', () => {
    const computed = compute('a / b', { a: 764, b: 889 }, 'percent')
    expect(resolveBasis(computed, present(85))).toMatchObject({
      cell: computed,
      basis: 'computed',
      printed: 85,
    })
    const visits = compute('a / b', { a: 1340, b: 1634 }, 'percent')
    expect(resolveBasis(visits, present(82))).toMatchObject({ basis: 'computed', printed: undefined })
    const later = compute('a / b', { a: 1244, b: 1515 }, 'percent')
    expect(resolveBasis(later, present(82.11))).toMatchObject({ basis: 'computed', printed: undefined })
  })

  test('without all inputs the published value is shown and marked', () => {
    expect(resolveBasis(missing('not-delivered'), present(84, ['limited']))).toEqual({
      cell: present(84, ['limited', 'published-rate']),
      basis: 'published',
      printed: undefined,
    })
    expect(resolveBasis(undefined, present(84)).basis).toBe('published')
  })

  test('without either the gravest reason is told', () => {
    expect(resolveBasis(missing('suppressed'), missing('not-delivered')).cell).toEqual(missing('suppressed'))
    expect(resolveBasis(missing('not-delivered'), undefined)).toMatchObject({ basis: 'computed' })
    expect(resolveBasis(undefined, undefined).cell).toEqual(missing('not-delivered'))
  })
})
