import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Expression, FormulaProblem } from './formula.ts'
import { parseFormula } from './parser.ts'
import { explainFormula, printFormula } from './printer.ts'

function read(text: string): Expression {
  const result = parseFormula(text)
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.problems)}`)
  return result.expression
}

function problemOf(text: string): FormulaProblem {
  const result = parseFormula(text)
  if (result.ok) throw new Error(`${text} was read`)
  return result.problems[0]!
}

describe('reading a formula', () => {
  test('multiplication and division bind stronger than addition, and everything goes from left to right', () => {
    expect(printFormula(read('a + b * c'))).toBe('a + b * c')
    expect(printFormula(read('(a + b) * c'))).toBe('(a + b) * c')
    expect(printFormula(read('a - (b - c)'))).toBe('a - (b - c)')
    expect(printFormula(read('(a - b) - c'))).toBe('a - b - c')
    expect(printFormula(read('a / (b * c)'))).toBe('a / (b * c)')
    expect(printFormula(read('-(a + b)'))).toBe('-(a + b)')
    expect(printFormula(read('- a * b'))).toBe('-a * b')
  })

  test('filters, comparison places and other indicators have their own signs', () => {
    expect(read('hilfen[legal_basis = 35a, form=ambulant]@hamm-westen / {besuchs-quote}@nrw')).toMatchObject({
      kind: 'operation',
      operator: '/',
      left: {
        kind: 'series',
        series: 'hilfen',
        filters: [
          { dimension: 'form', value: 'ambulant' },
          { dimension: 'legal_basis', value: '35a' },
        ],
        place: { key: 'hamm-westen' },
      },
      right: { kind: 'indicator', indicator: 'besuchs-quote', place: { key: 'nrw' } },
    })
  })

  test('signs from a word processor mean the same as those of the keyboard', () => {
    expect(printFormula(read('a − b · c ÷ d × e – f'))).toBe('a - b * c / d * e - f')
  })

  test('a decimal comma and a decimal point are the same number', () => {
    expect(printFormula(read('0,5 * a'))).toBe('0.5 * a')
    expect(printFormula(read('0.5 * a'))).toBe('0.5 * a')
    expect(printFormula(read('1000 * a / b'))).toBe('1000 * a / b')
    expect(printFormula(read('0,125 * a'))).toBe('0.125 * a')
  })

  test('the formula in words has names and printed signs', () => {
    const words = explainFormula(
      read('1 - besuchte_familien / (familien + 2.5)'),
      (reference) => (reference.kind === 'series' ? `„${reference.series}“` : reference.indicator),
      (text) => text.replace('.', ','),
    )
    expect(words).toBe('1 − „besuchte_familien“ ÷ („familien“ + 2,5)')
  })
})

describe('errors say where and what', () => {
  test.each<[string, Partial<FormulaProblem>]>([
    ['', { kind: 'empty', position: 1 }],
    ['   ', { kind: 'empty', position: 1 }],
    ['a ? b', { kind: 'unexpected-character', found: '?', position: 3 }],
    ['a + 👍', { kind: 'unexpected-character', found: '👍', position: 5, length: 2 }],
    ['1.000 * a', { kind: 'ambiguous-number', found: '1.000', whole: '1000', decimal: '1,0', position: 1 }],
    ['a * 2,125', { kind: 'ambiguous-number', whole: '2125', decimal: '2,1250', position: 5 }],
    ['a * 2..5', { kind: 'unreadable-number', found: '2..5', position: 5 }],
    ['a +', { kind: 'missing-operand', found: '', position: 4 }],
    ['* a', { kind: 'missing-operand', found: '*', position: 1 }],
    ['a / / b', { kind: 'missing-operand', found: '/', position: 5 }],
    ['()', { kind: 'missing-operand', found: ')', position: 2 }],
    ['a b', { kind: 'missing-operator', found: 'b', position: 3 }],
    ['2 a', { kind: 'missing-operator', found: 'a', position: 3 }],
    ['(a + b', { kind: 'unclosed', bracket: '(', position: 1 }],
    ['a / (b + c', { kind: 'unclosed', bracket: '(', position: 5 }],
    ['a + b)', { kind: 'unopened', bracket: ')', position: 6 }],
    ['a]', { kind: 'unopened', bracket: ']', position: 2 }],
    ['wurzel(a)', { kind: 'function', found: 'wurzel', position: 1, length: 7 }],
    ['a[form]', { kind: 'filter-form', found: ']', position: 7 }],
    ['a[]', { kind: 'filter-form', found: ']', position: 3 }],
    ['a[form=ambulant', { kind: 'unclosed', bracket: '[', position: 2 }],
    ['a[form=ambulant / b', { kind: 'filter-form', found: '/', position: 17 }],
    ['a[x=1, x=2]', { kind: 'duplicate-filter', dimension: 'x', position: 8 }],
    ['a@', { kind: 'missing-place', position: 2 }],
    ['{}', { kind: 'missing-indicator', position: 1 }],
    ['{a', { kind: 'unclosed', bracket: '{', position: 1 }],
    ['a[form=ambulant]@ / b', { kind: 'missing-place', position: 17 }],
  ])('%s', (text, expected) => {
    expect(problemOf(text)).toMatchObject(expected)
  })

  test('the longest formula is read, one character more is refused', () => {
    const longest = `a${' '.repeat(1999)}`
    expect(parseFormula(longest).ok).toBe(true)
    expect(problemOf(`${longest} `)).toMatchObject({ kind: 'too-long', limit: 2000, position: 2001 })
  })

  test('49 parentheses are read, 50 are refused, and a flood of them does no harm', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`
    expect(parseFormula(nested(49)).ok).toBe(true)
    expect(problemOf(nested(50))).toMatchObject({ kind: 'too-deep', limit: 50, position: 51 })
    expect(problemOf('('.repeat(2000))).toMatchObject({ kind: 'too-deep' })
    expect(problemOf('-'.repeat(2000))).toMatchObject({ kind: 'too-deep' })
  })
})

const names = fc.constantFrom('familien', 'hilfen', 'a_1', 'über')
const keys = fc.constantFrom('27', '35a', 'hamm-westen', 'nrw', 'form')
const place = fc.option(
  keys.map((key) => `@${key}`),
  { nil: '' },
)
const filters = fc.option(
  fc.tuple(keys, keys).map(([a, b]) => `[form=${a}, alter=${b}]`),
  { nil: '' },
)
const formulas = fc.letrec<{ formula: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    fc.tuple(names, filters, place).map((parts) => parts.join('')),
    fc.tuple(keys, place).map(([key, at]) => `{${key}}${at}`),
    fc.nat(500).map(String),
    fc.nat(99).map((tenths) => `0,${tenths}`),
  ),
  formula: fc.oneof(
    { maxDepth: 5 },
    tie('leaf'),
    fc
      .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/'), tie('formula'))
      .map(([left, operator, right]) => `${left} ${operator} ${right}`),
    tie('formula').map((inner) => `(${inner})`),
    tie('formula').map((inner) => `-(${inner})`),
  ),
})).formula

/** The expression without positions. */
function shape(expression: Expression): unknown {
  return JSON.parse(
    JSON.stringify(expression, (key, value: unknown) =>
      key === 'position' || key === 'length' ? undefined : value,
    ),
  )
}

describe('properties', () => {
  test('a printed formula reads as the same expression, and printing it again changes nothing', () => {
    fc.assert(
      fc.property(formulas, (text) => {
        const first = read(text)
        const printed = printFormula(first)
        expect(shape(read(printed))).toEqual(shape(first))
        expect(printFormula(read(printed))).toBe(printed)
      }),
      { numRuns: 500 },
    )
  })

  test('any text at all is read or refused with a position inside it, never more than one character behind its end', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'a',
        ' ',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '@',
        '=',
        ',',
        '1',
        '.',
        '+',
        '-',
        '/',
        '*',
        'ß',
        '$',
      ),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          const result = parseFormula(text)
          if (result.ok) return
          const [problem] = result.problems
          expect(problem!.position).toBeGreaterThanOrEqual(1)
          expect(problem!.position + problem!.length).toBeLessThanOrEqual(text.length + 2)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
