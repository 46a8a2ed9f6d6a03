import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeDecimal, decimalOfNumber, shiftDecimal } from '#app/plain/decimal.ts'
import { readContent } from './content.ts'
import { conventionProvedBy, readValue } from './value.ts'

const count = { kind: 'count', unit: 'count' } as const
const rate = { kind: 'rate', unit: 'percent' } as const
const euro = { kind: 'amount', unit: 'eur' } as const
const ratio = { kind: 'rate', unit: 'ratio' } as const
const plain = { convention: undefined, dot: 'unknown' } as const

const decimalIn = (text: string, convention?: ',' | '.' | 'both', whole = false) => {
  const value = readValue(text, convention, whole)
  return value.kind === 'number' ? value.decimal : value.kind
}
const stored = (
  text: string,
  series: Parameters<typeof readContent>[1],
  rules: Parameters<typeof readContent>[2] = plain,
) => {
  const content = readContent(text, series, rules)
  if (!content) return 'empty'
  if ('problem' in content) return content.problem
  return 'value' in content.content ? content.content.value : content.content.missing
}

describe('reading a number as offices write it', () => {
  it.each([
    ['1634', '1634'],
    ['1 634', '1634'],
    ['1\u00a0634', '1634'],
    ['1\u202f634', '1634'],
    ['3.715.365', '3715365'],
    ['82,11', '82.11'],
    ['82.11', '82.11'],
    ['0,634', '0.634'],
    ['0.634', '0.634'],
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['1 234,5', '1234.5'],
    ["1'634", '1634'],
    ['82,1 %', '82.1'],
    ['82%', '82'],
    ['-  23', '-23'],
    ['\u2212 23', '-23'],
    ['+3,1', '3.1'],
    ['0007', '7'],
    ['-0', '0'],
    ['38,00', '38'],
    ['1634.500', '1634.5'],
  ])('reads %s as %s', (text, expected) => {
    expect(decimalIn(text)).toBe(expected)
  })

  it.each([
    'knapp 50',
    'ca. 12',
    '16 34',
    '1.2.3',
    '1,2,3',
    '12.5.2018',
    '1,6E+03',
    '--5',
    '5-6',
    '82²2',
    '1.63.4',
    'Nan',
    '٣',
    ',',
  ])('refuses %s instead of guessing', (text) => {
    expect(decimalIn(text)).toBe('unreadable')
  })

  it('lets the column decide whether 1.634 is a thousand or a fraction', () => {
    expect(decimalIn('1.634', ',')).toBe('1634')
    expect(decimalIn('1.634', '.')).toBe('1.634')
    expect(decimalIn('1.634', 'both')).toBe('ambiguous')
    expect(decimalIn('1.634', undefined, true)).toBe('1634')
    expect(decimalIn('1.634')).toBe('ambiguous')
    expect(decimalIn('1,634', '.')).toBe('1634')
    expect(decimalIn('1,634', ',')).toBe('1.634')
  })

  it('takes only an unambiguous number as proof for its column', () => {
    expect(conventionProvedBy('82,1')).toBe(',')
    expect(conventionProvedBy('3.715.365')).toBe(',')
    expect(conventionProvedBy('1.34')).toBe('.')
    expect(conventionProvedBy('1.634')).toBeUndefined()
    expect(conventionProvedBy('1634')).toBeUndefined()
    expect(conventionProvedBy('knapp 50')).toBeUndefined()
  })

  it('never reads a raised footnote digit as part of the number', () => {
    expect(readValue('82²', undefined, true)).toEqual({ kind: 'number', decimal: '82', footnote: '²' })
    expect(readValue('1 634 1)', undefined, true)).toEqual({
      kind: 'number',
      decimal: '1634',
      footnote: '1)',
    })
    expect(readValue('2914259*', undefined, true)).toEqual({
      kind: 'number',
      decimal: '2914259',
      footnote: '*',
    })
  })
})

describe('signs of official statistics', () => {
  it.each([
    ['-', '0'],
    ['–', '0'],
    ['.', 'unknown'],
    ['...', 'not-yet'],
    ['…', 'not-yet'],
    ['x', 'not-applicable'],
    ['/', 'unreliable'],
    ['*', 'secret-at-source'],
    ['<5', 'secret-at-source'],
    ['unter 3', 'secret-at-source'],
    ['', 'empty'],
    ['   ', 'empty'],
  ])('keeps %s as %s', (text, expected) => {
    expect(stored(text, count)).toBe(expected)
  })

  it('takes the dot as secret where the source says so', () => {
    expect(stored('.', count, { convention: undefined, dot: 'secret-at-source' })).toBe('secret-at-source')
  })

  it('keeps the bound of a value that the source holds back', () => {
    expect(readContent('<5', count, plain)).toMatchObject({
      content: { missing: 'secret-at-source', below: 5 },
    })
  })

  it('keeps a value in parentheses with its limitation', () => {
    expect(readContent('(23)', count, plain)).toMatchObject({ content: { value: '23' }, flags: ['limited'] })
    expect(readContent('23p', count, plain)).toMatchObject({
      content: { value: '23' },
      flags: ['provisional'],
    })
  })
})

describe('a value in its series', () => {
  it('keeps euros exactly, in cents', () => {
    expect(stored('3.715.365', euro)).toBe('371536500')
    expect(stored('0,10 €', euro)).toBe('10')
    expect(stored('EUR 1.340,50', euro)).toBe('134050')
    expect(stored('-  23', euro)).toBe('-2300')
    expect(stored('1,005', euro)).toBe('fraction-of-cent')
  })

  it('refuses what a count cannot be', () => {
    expect(stored('82,5', count)).toBe('not-whole')
    expect(stored('-3', count)).toBe('negative')
    expect(stored('82 %', count)).toBe('percent-not-expected')
    expect(stored('82 %', ratio)).toBe('percent-not-expected')
    expect(stored('5 €', count)).toBe('currency-not-expected')
    expect(stored('99999999999999', count)).toBe('too-large-number')
  })

  it('takes 82 % as 82 in a percent series', () => {
    expect(stored('82 %', rate)).toBe('82')
    expect(
      readContent({ kind: 'number', decimal: '82', percent: true, formula: false }, rate, plain),
    ).toMatchObject({
      content: { value: '82' },
    })
  })

  it('says what is wrong with cells of a workbook', () => {
    expect(readContent({ kind: 'date', iso: '2018-03-01', formula: false }, rate, plain)).toEqual({
      problem: 'date-instead-of-number',
    })
    expect(readContent({ kind: 'error', text: '#DIV/0!' }, rate, plain)).toEqual({ problem: 'formula-error' })
    expect(readContent({ kind: 'uncomputed' }, rate, plain)).toEqual({ problem: 'formula-without-value' })
    expect(readContent({ kind: 'spread', of: '5' }, rate, plain)).toEqual({ problem: 'merged-value' })
  })
})

describe('properties', () => {
  it('never throws, whatever stands in a cell', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(',', '.', 'both', undefined),
        (text, convention) => {
          readValue(text, convention as ',' | '.' | 'both' | undefined, true)
          conventionProvedBy(text)
        },
      ),
    )
  })

  it('reads back every number as Germans print it', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -9_999_999_999n, max: 9_999_999_999n }),
        fc.integer({ min: 0, max: 99 }),
        (whole, cents) => {
          const text = `${whole.toLocaleString('de-DE')},${String(cents).padStart(2, '0')}`
          fc.pre(whole !== 0n)
          expect(decimalIn(text)).toBe(
            composeDecimal(whole < 0n, String(whole).replace('-', ''), String(cents).padStart(2, '0')),
          )
        },
      ),
    )
  })

  it('reads digits only as that number or not at all', () => {
    const written = fc.string({ unit: fc.constantFrom(...'0123456789,. ') })
    fc.assert(
      fc.property(written, (text) => {
        const value = readValue(text, undefined, true)
        if (value.kind !== 'number') return
        const digits = (part: string) => part.replace(/\D/g, '').replace(/^0+|0+$/g, '')
        expect(digits(text)).toContain(digits(value.decimal))
        expect(digits(value.decimal).length).toBeGreaterThanOrEqual(digits(text).replace(/0+$/, '').length)
      }),
    )
  })

  it('shifts decimals without losing a digit', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -12, max: 12 }), (number, places) => {
        const there = shiftDecimal(String(number), places)
        expect(shiftDecimal(there, -places)).toBe(String(number === 0 ? 0 : number))
      }),
    )
  })

  it('writes a binary number with the digits that Excel shows', () => {
    expect(decimalOfNumber(0.28999999999999998)).toBe('0.29')
    expect(decimalOfNumber(0.1 + 0.2)).toBe('0.3')
    expect(decimalOfNumber(1.6e21)).toBe('1600000000000000000000')
    expect(decimalOfNumber(1e-7)).toBe('0.0000001')
    expect(decimalOfNumber(-1634)).toBe('-1634')
    expect(decimalOfNumber(Number.NaN)).toBeUndefined()
  })
})
