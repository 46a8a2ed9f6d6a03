import { describe, expect, test } from 'vitest'
import { Catalogue } from '../reading/catalogue.ts'
import { hammPlaces, seriesOf, testDimensions } from '../reading/reading.fixture.ts'
import { type Aggregation, Aggregator } from './aggregate.ts'
import { holds, parseCondition } from './condition.ts'
import { readRules } from './rules.ts'

const period = { periodKind: 'entry-cohort' } as const
const catalogue = new Catalogue({
  series: [
    seriesOf({ key: 'examined', name: 'untersuchte Kinder', dimensions: ['form', 'legal_basis'], ...period }),
    seriesOf({ key: 'doses', name: 'Impfdosen', ...period }),
  ],
  dimensions: testDimensions,
  places: hammPlaces,
})

const columns =
  'Raum; Ort\nArt; Merkmal; 1=ambulant, 2=stationär\nGrund; Merkmal; 27=§ 27, 33=§ 33\nDosen; Zahl'

const problemsOf = (text: Partial<{ columns: string; counts: string }>) => {
  const read = readRules({ columns, counts: 'untersuchte Kinder', ...text }, catalogue)
  return read.ok ? [] : read.problems
}

function evaluate(
  counts: string,
  rows: readonly (readonly string[])[],
  given: { columns: string; header: readonly string[] } = {
    columns,
    header: ['Raum', 'Art', 'Grund', 'Dosen'],
  },
): Aggregation {
  const read = readRules({ columns: given.columns, counts }, catalogue)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const aggregator = new Aggregator(read.rules, catalogue, '2018/19')
  for (const [index, cells] of [given.header, ...rows].entries()) aggregator.take({ row: index + 1, cells })
  const result = aggregator.end()
  if ('kind' in result) throw new Error(result.kind)
  return result
}

const townOf = (result: Aggregation, series: string) =>
  Object.fromEntries(
    result.cells
      .filter((cell) => cell.series === series && cell.place === 'hamm')
      .map(({ breakdown, value }) => [Object.entries(breakdown).flat().join(' '), value]),
  )

describe('a series with several breakdowns', () => {
  const counts = 'untersuchte Kinder; ; Hilfeform = Art\nuntersuchte Kinder; ; Rechtsgrundlage = Grund'

  test('counts every row once in its total and once in each breakdown', () => {
    const result = evaluate(counts, [
      ['Heessen', '1', '27', ''],
      ['Heessen', '2', '27', ''],
      ['Pelkum', '2', '33', ''],
    ])
    expect(townOf(result, 'examined')).toEqual({
      '': 3,
      'form ambulant': 1,
      'form residential': 2,
      'legal_basis 27': 2,
      'legal_basis 33': 1,
    })
  })

  test('tells a row once that does not say its part, in however many of them', () => {
    const result = evaluate(counts, [
      ['Heessen', '', '', ''],
      ['Heessen', '2', '', ''],
      ['Heessen', '2', '27', ''],
    ])
    expect(result.notDivided).toEqual({ examined: 2 })
    const asked = counts.replaceAll('; ;', '; Dosen > 0;')
    expect(evaluate(asked, [['Heessen', '1', '27', '']]).notCountable).toEqual({ examined: 1 })
  })

  test.each([
    ['the same line', 'untersuchte Kinder\nuntersuchte Kinder'],
    ['the same breakdown', 'untersuchte Kinder; ; Hilfeform = Art\nuntersuchte Kinder; ; Hilfeform = Grund'],
    ['another condition', 'untersuchte Kinder; Dosen > 0\nuntersuchte Kinder; ; Hilfeform = Art'],
    ['a sum', 'untersuchte Kinder; Summe Dosen\nuntersuchte Kinder; ; Hilfeform = Art'],
  ])('is refused with %s: nobody could say what its total counts', (_, counts) => {
    expect(
      problemsOf({ counts, columns: columns.replace('27=§ 27, 33=§ 33', '') }).map(({ line, kind }) => [
        line,
        kind,
      ]),
    ).toEqual([[2, 'counted-twice']])
  })
})

describe('codes', () => {
  test('that differ only in their signs are different codes', () => {
    const given = {
      columns: 'Raum; Ort\nS1; Merkmal; 1=ja, -1=unbekannt, +=auffällig, -=gut, <5=wenig, >5=viel',
      header: ['Raum', 'S1'],
    }
    const rows = ['1', '1', '-1', '+', '-', '<5', '>5'].map((code) => ['Heessen', code])
    for (const [meaning, count] of [
      ['ja', 2],
      ['unbekannt', 1],
      ['auffällig', 1],
      ['gut', 1],
      ['wenig', 1],
      ['viel', 1],
    ] as const)
      expect(townOf(evaluate(`untersuchte Kinder; S1 = ${meaning}`, rows, given), 'examined')).toEqual({
        '': count,
      })
  })

  test('are the same in capital letters, and however an umlaut is composed', () => {
    const given = { columns: 'Raum; Ort\nS1; Merkmal; ja=Ja, ü=übrig', header: ['Raum', 'S1'] }
    const rows = ['JA', ' ja ', 'Ü', 'u\u0308'].map((code) => ['Heessen', code])
    const result = evaluate('untersuchte Kinder; S1 = ÜBRIG', rows, given)
    expect(result.problemCount).toBe(0)
    expect(townOf(result, 'examined')).toEqual({ '': 2 })
  })

  test('cannot mean two things', () => {
    expect(problemsOf({ columns: 'Raum; Ort\nS1; Merkmal; j=ja, n=nein, J=jein' })).toEqual([
      { field: 'columns', line: 2, kind: 'code-twice', text: 'J' },
    ])
  })

  test('without a meaning are compared sign by sign, too', () => {
    const given = { columns: 'Raum; Ort\nRh; Merkmal', header: ['Raum', 'Rh'] }
    const rows = ['A+', 'A-', 'a+'].map((code) => ['Heessen', code])
    expect(townOf(evaluate('untersuchte Kinder; Rh = A+', rows, given), 'examined')).toEqual({ '': 2 })
  })
})

describe('conditions', () => {
  const problemOf = (condition: string) => {
    const parsed = parseCondition(condition, ['S1', 'Dosen'])
    return parsed.ok ? undefined : parsed.problem
  }

  test('nested deeper than anybody writes are refused, not a reason to break', () => {
    const deep = (times: number) => `${'nicht '.repeat(times)}S1 = ja`
    expect(problemOf(deep(20_000))?.kind).toBe('too-deep')
    expect(problemOf(`${'('.repeat(20_000)}S1 = ja`)?.kind).toBe('too-deep')
    const parsed = parseCondition(deep(40), ['S1'])
    expect(parsed.ok && holds(parsed.condition, () => 'ja')).toBe(true)
    // One after the other isn't deep.
    expect(problemOf(Array(500).fill('(S1 = ja)').join(' oder '))).toBeUndefined()
  })

  test.each(['Dosen > 2.500', 'Dosen = "1.000"', 'Dosen in (1, 12.500)', 'alle(S1, Dosen) <= 1.234.567'])(
    '%s could be thousands or a fraction, and is refused',
    (condition) => expect(problemOf(condition)?.kind).toBe('ambiguous-number'),
  )

  test.each([
    'Dosen > 2500',
    'Dosen > 2,5',
    'Dosen > "2,5"',
    'Dosen > 2.25',
    'Dosen = 0,125',
    'S1 = 1.2.2020',
  ])('%s is understood', (condition) => expect(problemOf(condition)).toBeUndefined())

  test('that ask for more or less need a number', () => {
    expect(problemOf('Dosen > viele')).toEqual({ kind: 'not-a-number', text: 'viele' })
  })
})
