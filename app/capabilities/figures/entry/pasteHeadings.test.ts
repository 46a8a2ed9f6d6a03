import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnNames } from './columnNames.ts'
import { parseBlock, pasteBlock } from './paste.ts'
import { emptyCells } from './sheet.ts'

const column = (name: string, period: string, rest: Partial<ColumnNames> = {}): ColumnNames => ({
  series: name,
  seriesNames: [name],
  period,
  periodKind: 'calendar-year',
  periodName: period,
  kind: 'count',
  unit: 'count',
  values: [],
  ...rest,
})

const families = ['2021', '2022'].map((year) =>
  column('familien', year, { seriesNames: ['Familien mit Neugeborenen', 'familien', 'Familien'] }),
)
const visits = ['2021', '2022'].map((year) =>
  column('besuche', year, { seriesNames: ['Besuchte Familien mit Neugeborenen', 'besuche'] }),
)
const both = [...families, ...visits]
const names = [['Heessen'], ['Rhynern'], ['Bockum-Hövel', 'bockum'], ['Hamm']]

function paste(text: string, columns: readonly ColumnNames[], at = { row: 0, column: 0 }) {
  const empty = emptyCells({
    places: names.map(([name]) => name!),
    columns: columns.map(({ series, period }) => ({ series, period, breakdown: '' })),
  })
  return pasteBlock(empty, parseBlock(text), { ...at, names, columns })
}
const firstRows = (text: string, columns: readonly ColumnNames[], at?: { row: number; column: number }) => {
  const { cells, headings } = paste(text, columns, at)
  expect(headings).toBe('followed')
  return cells.slice(0, 2)
}

describe('a pasted table with headings', () => {
  test('puts each value under the series and year that its heading names', () => {
    const text = [
      'Sozialraum\tBesuchte Familien mit Neugeborenen 2021\tFamilien mit Neugeborenen 2021',
      'Heessen\t150\t180',
      'Rhynern\t140\t155',
    ].join('\n')
    const pasted = paste(text, both)
    expect(pasted.cells.slice(0, 2)).toEqual([
      ['180', '', '150', ''],
      ['155', '', '140', ''],
    ])
    expect(pasted).toMatchObject({ taken: 4, outside: 0, byName: true, unknown: [], headings: 'followed' })
  })

  test.each([
    [
      'years over a single series, the later first',
      'Ort\t2022\t2021\nHeessen\t2\t1\nRhynern\t4\t3',
      families,
    ],
    ['years without names of places', '2022\t2021\n2\t1\n4\t3', families],
    ['two lines, the upper over two columns', 'Familien\t\n2022\t2021\n2\t1\n4\t3', families],
    [
      'spelled otherwise',
      '\tANZAHL FAMILIEN MIT NEUGEBORENEN (Jahr 2022)\tfamilien_2021\nHeessen\t2\t1\nRhynern\t4\t3',
      families,
    ],
    [
      'with a title and an empty line',
      'Familien\t\t\n\t2022\t2021\n\t\t\nHeessen\t2\t1\nRhynern\t4\t3',
      families,
    ],
    [
      'series alone where there is one period',
      'Stadtteil\tFamilien\tbesuche\nHeessen\t2\t1\nRhynern\t4\t3',
      [visits[0]!, families[0]!],
    ],
    [
      'parts of a breakdown as they are written over the sheet',
      'Ort\tFälle, insgesamt\tFälle 2021, davon: ambulant\nHeessen\t2\t1\nRhynern\t4\t3',
      [column('Fälle', '2021', { values: [['ambulant', 'amb']] }), column('Fälle', '2021')],
    ],
    [
      'key dates in words',
      'Ort\t30.9.2022\tStichtag 30. September 2021\nHeessen\t2\t1\nRhynern\t4\t3',
      ['2021-09-30', '2022-09-30'].map((key) => column('Kinder', key, { periodKind: 'key-date' })),
    ],
    [
      'a rate beside its count',
      'Ort\tBesuche in %\tBesuche (Anzahl)\nHeessen\t2\t1\nRhynern\t4\t3',
      [
        column('besuche', '2021', { seriesNames: ['Besuche'] }),
        column('quote', '2021', { seriesNames: ['Besuche (in %)'], kind: 'rate', unit: 'percent' }),
      ],
    ],
  ])('%s', (_, text, columns) => {
    expect(firstRows(text, columns)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  test('without names of places the lines begin where the cursor is, the columns at their headings', () => {
    const { cells } = paste('Familien 2022\n7\n8', both, { row: 2, column: 0 })
    expect(cells[2]).toEqual(['', '7', '', ''])
    expect(cells[3]).toEqual(['', '8', '', ''])
  })

  test.each([
    ['Ort\tEltern 2021\tFamilien 2021\nHeessen\t1\t2', 'unknown', 'Eltern 2021', both],
    ['Ort\tFamilien 2019\nHeessen\t1', 'unknown', 'Familien 2019', both],
    ['Ort\t2019\t2020\nHeessen\t1\t2', 'unknown', '2019', families],
    ['2019\t2020\n1\t2', 'unknown', '2019', families],
    ['Ort\tFamilien 2021 (in Tsd.)\nHeessen\t1', 'unknown', 'Familien 2021 (in Tsd.)', both],
    ['Ort\tFamilien 2021, ambulant\nHeessen\t1', 'unknown', 'Familien 2021, ambulant', both],
    ['Raum\tFamilien\nHeessen\t1', 'several', 'Familien', both],
    ['Raum\t2021\nHeessen\t1', 'several', '2021', both],
    ['Ort\tFamilien 2021\tFamilien, 2021\nHeessen\t1\t2', 'twice', 'Familien, 2021', both],
    ['Ort\tFamilien 2021\t\nHeessen\t1\t2', 'missing', '', both],
    ['2021\n180\n155', 'year-or-number', '2021', [families[0]!]],
    ['Familien\n2021\n155', 'year-or-number', '2021', [families[0]!]],
    ['Alleinerziehende\t2021\t2022\nHeessen\t1\t2', 'unknown', 'Alleinerziehende', families],
    ['Stand 2022\tFamilien\nHeessen\t1', 'unknown', 'Stand 2022', [families[0]!]],
    ['Gebiet\tHeessen\tRhynern\nFamilien 2021\t1\t2', 'unknown', 'Gebiet', both],
  ])('%j is refused as %s', (text, kind, heading, columns) => {
    const pasted = paste(text, columns)
    expect(pasted.headings).toEqual({ kind, heading })
    expect(pasted.taken).toBe(0)
    expect(pasted.cells.flat().join('')).toBe('')
  })

  test.each([
    ['figures that look like years', '1987\t2010\n2\t1'],
    ['signs and numbers', '.\tx\n-\t1.234'],
    ['a mistake among numbers', 'zwölf\t12\n2\t1'],
    ['names and figures only', 'Heessen\t2021\t2022\nRhynern\t3\t4'],
    ['a place that is not in the sheet', 'Atlantis\t2\t1\nHeessen\t3\t4'],
  ])('%s are no headings', (_, text) => {
    expect(paste(text, both).headings).toBe('none')
  })

  test('one name below many figures is no column of names', () => {
    const pasted = paste('1\t2\n3\t4\n5\t6\nHamm\t7', both)
    expect(pasted).toMatchObject({ byName: false, headings: 'none' })
    expect(pasted.cells[0]!.slice(0, 2)).toEqual(['1', '2'])
  })

  test('any order of columns and lines gives the same sheet', () => {
    const rows = names.map(([name], row) => ({
      name: name!,
      values: both.map((_, at) => `${row + 1}${at + 1}`),
    }))
    const order = <One>(all: readonly One[]) => fc.shuffledSubarray([...all], { minLength: all.length })
    const headings = both.map((one, at) => ({
      at,
      spellings: one.seriesNames.map((name) => `${name} ${one.period}`),
    }))
    fc.assert(
      fc.property(order(rows), order(headings), fc.nat(3), fc.nat(2), (lines, heads, start, spelling) => {
        const text = [
          ['Sozialraum', ...heads.map(({ spellings }) => spellings[spelling % spellings.length]!)],
          ...lines.map(({ name, values }) => [name, ...heads.map(({ at }) => values[at]!)]),
        ]
        const { cells } = paste(text.map((line) => line.join('\t')).join('\n'), both, {
          row: start,
          column: start,
        })
        expect(cells).toEqual(rows.map(({ values }) => values))
      }),
    )
  })

  test('hundreds of columns are told apart at once', () => {
    const years = Array.from({ length: 25 }, (_, index) => String(1990 + index))
    const many = Array.from({ length: 20 }, (_, index) =>
      years.map((year) => column(`Reihe ${index} mit einem langen Namen`, year)),
    ).flat()
    const text = `Ort\t${many.map(({ series, period }) => `${series} ${period}`).join('\t')}\nHamm\t${many.map((_, at) => at).join('\t')}`
    const begin = performance.now()
    expect(paste(text, many).cells[3]).toEqual(many.map((_, at) => String(at)))
    expect(performance.now() - begin).toBeLessThan(3_000)
  })
})
