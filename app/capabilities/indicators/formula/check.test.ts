import { describe, expect, test } from 'vitest'
import { checkFormula, type FormulaCatalogue } from './check.ts'
import type { Expression, FormulaProblem } from './formula.ts'
import { parseFormula } from './parser.ts'
import { findProportion } from './proportion.ts'

const yearly = { periodKind: 'calendar-year', overTime: 'sum', comparableKinds: [] } as const

const catalogue: FormulaCatalogue = {
  series: new Map([
    ['besuchte_familien', { unit: 'count', dimensions: [], partOf: 'familien', ...yearly }],
    ['familien', { unit: 'count', dimensions: [], partOf: undefined, ...yearly }],
    ['hilfen', { unit: 'count', dimensions: ['form', 'legal_basis'], partOf: undefined, ...yearly }],
    ['vera3_unten', { unit: 'percent', dimensions: [], partOf: undefined, ...yearly }],
    ['budget', { unit: 'eur', dimensions: [], partOf: undefined, ...yearly }],
    ['abgaenge', { ...yearly, unit: 'count', dimensions: [], partOf: undefined, periodKind: 'school-year' }],
    [
      'kinder',
      {
        unit: 'count',
        dimensions: [],
        partOf: undefined,
        periodKind: 'key-date',
        overTime: 'last',
        comparableKinds: ['calendar-year'],
      },
    ],
    ['anrufe', { ...yearly, unit: 'count', dimensions: [], partOf: undefined, periodKind: 'month' }],
    [
      'anwesende',
      { ...yearly, unit: 'count', dimensions: [], partOf: undefined, periodKind: 'month', overTime: 'last' },
    ],
    ['index_wert', { unit: 'score', dimensions: [], partOf: undefined, ...yearly }],
  ]),
  dimensions: new Map([
    ['form', new Set(['ambulant', 'stationaer'])],
    ['legal_basis', new Set(['27', '34', '35a', '35a-33'])],
  ]),
  places: new Set(['hamm', 'nrw', 'hamm-westen']),
  indicators: new Map([
    ['abgaenge-je-familie', { unit: 'ratio', formula: 'abgaenge / familien' }],
    ['besuchsquote', { unit: 'percent', formula: 'besuchte_familien / familien' }],
    ['kosten-je-familie', { unit: 'eur', formula: 'budget / familien' }],
    ['verhaeltnis', { unit: 'ratio', formula: '{besuchsquote} / {besuchsquote}@nrw' }],
  ]),
}

function read(text: string): Expression {
  const result = parseFormula(text)
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.problems)}`)
  return result.expression
}

function check(
  text: string,
  unit: Parameters<typeof checkFormula>[2]['unit'],
  ownKey?: string,
  periodKind: Parameters<typeof checkFormula>[2]['periodKind'] = 'calendar-year',
) {
  return checkFormula(read(text), catalogue, { unit, ownKey, periodKind })
}

describe('checking names', () => {
  test('a misspelt series is found at its position with the name that was meant', () => {
    expect(check('besuchte_famlien / familien', 'percent')).toEqual([
      {
        kind: 'unknown-series',
        position: 1,
        length: 16,
        found: 'besuchte_famlien',
        suggestion: 'besuchte_familien',
      },
    ])
    expect(check('besuchte_familien / Famillien', 'percent')[0]).toMatchObject({
      position: 21,
      suggestion: 'familien',
    })
  })

  test('all unknown names are told at once, and nothing is suggested that is far away', () => {
    const problems = check('xyz / hilfen[fom=ambulant] + hilfen[form=ambulnt] * familien@nwr', 'percent')
    expect(problems).toMatchObject([
      { kind: 'unknown-series', found: 'xyz', suggestion: undefined },
      {
        kind: 'unknown-dimension',
        found: 'fom',
        series: 'hilfen',
        suggestion: 'form',
        position: 14,
        length: 3,
      },
      { kind: 'unknown-value', found: 'ambulnt', suggestion: 'ambulant', position: 42, length: 7 },
      { kind: 'unknown-place', found: 'nwr', suggestion: 'nrw', position: 62 },
    ])
  })

  test('an indicator must exist and must not lead back to the one that is being defined', () => {
    expect(check('{besuchsqote}', 'percent')[0]).toMatchObject({
      kind: 'unknown-indicator',
      suggestion: 'besuchsquote',
    })
    expect(check('{verhaeltnis} * 1', 'ratio', 'neu')).toEqual([])
    expect(check('{verhaeltnis} * 1', 'percent', 'besuchsquote')).toMatchObject([
      { kind: 'circle', indicator: 'verhaeltnis', position: 1 },
    ])
    expect(check('{neu} + familien / familien', 'percent', 'neu')[0]).toMatchObject({ kind: 'circle' })
  })
})

describe('checking periods', () => {
  test('kinds of period do not meet in a formula unless the series says so', () => {
    expect(check('abgaenge / familien', 'ratio')).toEqual([
      {
        kind: 'other-periods',
        position: 1,
        length: 8,
        series: 'abgaenge',
        found: 'school-year',
        wanted: 'calendar-year',
      },
    ])
    expect(check('familien / abgaenge', 'ratio', undefined, 'school-year')).toMatchObject([
      { kind: 'other-periods', position: 1, series: 'familien' },
    ])
    expect(check('familien / kinder', 'ratio')).toEqual([])
    expect(check('kinder / abgaenge', 'ratio', undefined, 'school-year')).toMatchObject([
      { kind: 'other-periods', series: 'kinder', found: 'key-date' },
    ])
  })

  test('months that add up make a year; a stock of months must say that it may stand beside one', () => {
    expect(check('anrufe / familien', 'ratio')).toEqual([])
    expect(check('anwesende / familien', 'ratio')).toMatchObject([
      { kind: 'other-periods', series: 'anwesende', found: 'month' },
    ])
    expect(check('anwesende / anrufe', 'ratio', undefined, 'month')).toEqual([])
  })

  test('nor do they meet through another indicator', () => {
    expect(check('{abgaenge-je-familie} * 2', 'ratio')).toMatchObject([
      { kind: 'other-periods', position: 1, length: 21, series: 'abgaenge' },
    ])
  })
})

describe('checking units', () => {
  test.each<[string, 'percent' | 'ratio' | 'count' | 'eur' | 'score']>([
    ['besuchte_familien / familien', 'percent'],
    ['1 - besuchte_familien / familien', 'percent'],
    ['vera3_unten / vera3_unten@nrw', 'ratio'],
    ['(vera3_unten + vera3_unten@nrw) / 2', 'percent'],
    ['1000 * besuchte_familien / familien', 'ratio'],
    ['familien - besuchte_familien', 'count'],
    ['budget / familien', 'eur'],
    ['{kosten-je-familie} * familien', 'eur'],
    ['index_wert - index_wert@nrw', 'score'],
  ])('%s is shown as %s', (text, unit) => {
    expect(check(text, unit)).toEqual([])
  })

  test.each<[string, 'percent' | 'ratio' | 'count' | 'eur', Partial<FormulaProblem>]>([
    ['budget + familien', 'eur', { kind: 'different-measures', position: 1, length: 17 }],
    ['familien + 1', 'count', { kind: 'different-measures' }],
    ['familien - vera3_unten', 'count', { kind: 'different-measures' }],
    [
      'besuchte_familien',
      'percent',
      { kind: 'wrong-unit', unit: 'percent', found: { count: 1, eur: 0, score: 0 } },
    ],
    ['besuchte_familien / familien', 'count', { kind: 'wrong-unit', unit: 'count' }],
    ['budget', 'count', { kind: 'wrong-unit', unit: 'count' }],
    ['familien / budget', 'eur', { kind: 'wrong-unit' }],
    ['besuchte_familien / familien * 100', 'percent', { kind: 'times-hundred', position: 32, length: 3 }],
    ['100 * besuchte_familien / familien', 'percent', { kind: 'times-hundred', position: 1 }],
    ['familien / 0', 'count', { kind: 'divides-by-zero', position: 12 }],
    ['1 + 2', 'ratio', { kind: 'no-figures' }],
  ])('%s cannot be shown as %s', (text, unit, expected) => {
    expect(check(text, unit)[0]).toMatchObject(expected)
  })
})

describe('a share of cases', () => {
  test.each([
    ['besuchte_familien / familien', true],
    ['hilfen[form=ambulant] / hilfen', true],
    ['hilfen[form=ambulant, legal_basis=34] / hilfen[form=ambulant]', true],
    ['hilfen[form=ambulant] / (hilfen[form=ambulant] + hilfen[form=stationaer])', true],
    ['(hilfen[form=ambulant]) / (hilfen[form=stationaer] + hilfen[form=ambulant])', true],
    ['familien / besuchte_familien', false],
    ['hilfen[form=ambulant] / hilfen[form=stationaer]', false],
    ['hilfen / hilfen[form=ambulant]', false],
    ['besuchte_familien@nrw / familien', false],
    ['vera3_unten / vera3_unten@nrw', false],
    ['1 - besuchte_familien / familien', false],
    ['(familien + familien) / (familien + hilfen)', false],
  ])('%s: %s', (text, expected) => {
    expect(findProportion(read(text), catalogue) !== undefined).toBe(expected)
  })
})
