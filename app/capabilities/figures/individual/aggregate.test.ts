import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Catalogue } from '../reading/catalogue.ts'
import { hammPlaces, seriesOf, testDimensions } from '../reading/reading.fixture.ts'
import { type Aggregation, Aggregator } from './aggregate.ts'
import { holds, parseCondition } from './condition.ts'
import { readRules } from './rules.ts'
import type { AddressBook } from './whereabouts.ts'

const form = testDimensions.find(({ key }) => key === 'form')!
const [first, second] = form.values
const period = { periodKind: 'entry-cohort' } as const
const catalogue = new Catalogue({
  series: [
    seriesOf({ key: 'examined', name: 'untersuchte Kinder', dimensions: ['form'], ...period }),
    seriesOf({ key: 'complete', name: 'mit allen Angaben', ...period }),
    seriesOf({ key: 'fine', name: 'unauffällig', ...period }),
    seriesOf({ key: 'doses', name: 'Impfdosen', ...period }),
  ],
  dimensions: testDimensions,
  places: hammPlaces,
})

const text = {
  columns: `Raum; Ort\nArt; Merkmal; 1=${first!.name}, 2=${second!.name}, 9=\nS1; Merkmal; 0=gut, 1=schlecht\nS2; Merkmal; 0=gut, 1=schlecht\nDosen; Zahl\nName; nicht lesen`,
  counts:
    'untersuchte Kinder; ; form = Art\nmit allen Angaben; vollständig(S1, S2)\nunauffällig; alle(S1, S2) = gut\nImpfdosen; Summe Dosen wenn Dosen > 0',
}

function evaluate(rows: readonly (readonly string[])[], header = ['Raum', 'Art', 'S1', 'S2', 'Dosen']) {
  const read = readRules(text, catalogue)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const aggregator = new Aggregator(read.rules, catalogue, '2018/19')
  for (const [index, cells] of [header, ...rows].entries()) aggregator.take({ row: index + 1, cells })
  return aggregator.end()
}

function evaluated(rows: readonly (readonly string[])[]): Aggregation {
  const result = evaluate(rows)
  if ('kind' in result) throw new Error(result.kind)
  return result
}

const valueAt = (result: Aggregation, series: string, place: string, breakdown = {}) =>
  result.cells.find(
    (cell) =>
      cell.series === series &&
      cell.place === place &&
      JSON.stringify(cell.breakdown) === JSON.stringify(breakdown),
  )?.value

describe('conditions', () => {
  const columns = ['U8', 'Masern', 'S 1']
  const ask = (condition: string, row: Record<string, string>) => {
    const parsed = parseCondition(condition, columns)
    if (!parsed.ok) throw new Error(parsed.problem.kind)
    return holds(parsed.condition, (column) => row[column])
  }

  test.each([
    ['U8 = ja', { U8: 'Ja' }, true],
    ['U8 = ja', {}, undefined],
    ['nicht U8 = ja', {}, undefined],
    ['U8 leer', {}, true],
    ['U8 = ja und Masern >= 2', { U8: 'nein' }, false],
    ['U8 = ja oder Masern >= 2', { Masern: '2' }, true],
    ['U8 = ja oder Masern >= 2', { Masern: '1' }, undefined],
    ['U8 = nein oder U8 = ja und Masern >= 2', { U8: 'nein', Masern: '0' }, true],
    ['(U8 = nein oder U8 = ja) und Masern >= 2', { U8: 'nein', Masern: '0' }, false],
    ['Masern in (1, 2)', { Masern: '2' }, true],
    ['"S 1" <> "nicht gut"', { 'S 1': 'gut' }, true],
    ['alle(U8, Masern) = 1', { U8: '0' }, undefined],
    ['eine(U8, Masern) = 1', { U8: '1', Masern: '0' }, true],
    ['vollständig(U8, Masern)', { U8: '1' }, false],
    ['alle', {}, true],
  ])('%s of %j is %s', (condition, row, expected) => {
    expect(ask(condition, row)).toBe(expected)
  })

  test.each([
    ['U9 = ja', 'unknown-column'],
    ['U8 =', 'incomplete'],
    ['U8 ja', 'unexpected'],
    ['U8 = ja ja', 'unexpected'],
    ['(U8 = ja', 'incomplete'],
    ['constructor = 1', 'unknown-column'],
  ])('%s says what is wrong', (condition, kind) => {
    expect(parseCondition(condition, columns)).toMatchObject({ ok: false, problem: { kind } })
  })
})

describe('rules', () => {
  test('name every line that is wrong', () => {
    const wrong = readRules(
      {
        columns: 'Raum; Orrt\nArt; Merkmal; 1=Unsinn',
        counts: 'Unbekannt\nuntersuchte Kinder; ; form = Art',
      },
      catalogue,
    )
    expect(wrong.ok ? [] : wrong.problems.map(({ field, line, kind }) => [field, line, kind])).toEqual([
      ['columns', 1, 'unknown-role'],
      ['columns', 1, 'no-place'],
      ['counts', 1, 'unknown-series'],
      ['counts', 2, 'unknown-value'],
    ])
  })
})

describe('rows become counts', () => {
  test('with what is missing as a state of its own', () => {
    const result = evaluated([
      ['Heessen', '1', '0', '0', '2'],
      ['Heessen', '2', '0', '1', '1'],
      ['Pelkum', '9', '0', '', '0'],
      ['Atlantis', '1', '1', '', ''],
      ['', '', '', '', ''],
    ])
    expect(result).toMatchObject({ rows: 4, blank: 1, unassigned: 1, problemCount: 0 })
    expect(valueAt(result, 'examined', 'hamm')).toBe(4)
    expect(valueAt(result, 'examined', 'heessen', { form: second!.key })).toBe(1)
    expect(valueAt(result, 'examined', 'unassigned')).toBe(1)
    expect(valueAt(result, 'complete', 'hamm')).toBe(2)
    expect(valueAt(result, 'fine', 'hamm')).toBe(1)
    expect(valueAt(result, 'fine', 'heessen')).toBe(1)
    expect(valueAt(result, 'doses', 'hamm')).toBe(3)
    expect(result.notCountable).toEqual({ fine: 2, doses: 1 })
    expect(result.notDivided).toEqual({ examined: 1 })
  })

  test('a code that the rule does not know is told by its place, never by what stands there', () => {
    const result = evaluated([['Heessen', 'Max Mustermann', '0', '0', 'zwei']])
    expect(result.problems).toEqual([
      { row: 2, column: 'Art', kind: 'unknown-code' },
      { row: 2, column: 'Dosen', kind: 'no-number' },
    ])
    expect(JSON.stringify(result)).not.toContain('Mustermann')
  })

  test('columns that name a person refuse the file, unless the rule leaves them out', () => {
    const header = ['Name', 'Geb.-Datum', 'Raum', 'Art', 'S1', 'S2', 'Dosen']
    expect(evaluate([], header)).toEqual({ kind: 'personal-columns', columns: ['Geb.-Datum'] })
    expect(evaluate([], ['Raum', 'Art'])).toEqual({ kind: 'columns-missing', columns: ['S1', 'S2', 'Dosen'] })
  })

  test('columns that hold names without saying so refuse the file, too, unless the rule leaves them out', () => {
    const names = ['Muster', 'Beispiel', 'Probe', 'Vorbild', 'Schablone']
    const rows = names.map((name, index) => [
      ...['Heessen', '1', '0', '0', '1'],
      ...[name, ['Erna', 'Emil', 'Ella', 'Enno', 'Edda'][index]!, `${index + 4}.0${index + 2}.2012`],
    ])
    const header = ['Raum', 'Art', 'S1', 'S2', 'Dosen', 'Feld 1', 'Feld 2', 'Feld 3']
    expect(evaluate(rows, header)).toEqual({
      kind: 'personal-content',
      columns: ['Feld 1', 'Feld 2', 'Feld 3'],
    })
    expect(evaluate(rows, header.with(5, 'Name'))).toMatchObject({ rows: 5 })
    // Children are examined on many days.
    expect(evaluate(rows, header.with(5, 'Kita').with(6, 'Schule'))).toMatchObject({ rows: 5 })
  })

  describe('with addresses', () => {
    const byAddress = (columns: string, rows: readonly (readonly string[])[], book?: AddressBook) => {
      const read = readRules({ columns, counts: 'mit allen Angaben' }, catalogue)
      if (!read.ok) throw new Error(JSON.stringify(read.problems))
      const aggregator = new Aggregator(read.rules, catalogue, '2018/19', book)
      for (const [index, cells] of rows.entries()) aggregator.take({ row: index + 1, cells })
      return aggregator.end()
    }
    const heessen = hammPlaces.find(({ key }) => key === 'heessen')!.id
    const book: AddressBook = (street, number) =>
      street === 'Amselweg' && Number(number) < 10 ? heessen : undefined

    test('lie where the register says, else nowhere; they refuse the file no more, and nothing of them is left', () => {
      const result = byAddress(
        'Straße; Straße\nNr; Hausnummer',
        [
          ['Straße', 'Nr'],
          ['Amselweg', '3'],
          ['Amselweg', '12'],
          ['Nirgendweg', '3'],
          ['', '3'],
        ],
        book,
      )
      if ('kind' in result) throw new Error(result.kind)
      expect(result).toMatchObject({ rows: 4, unassigned: 3 })
      expect(valueAt(result, 'complete', 'heessen')).toBe(1)
      expect(valueAt(result, 'complete', 'unassigned')).toBe(3)
      expect(valueAt(result, 'complete', 'hamm')).toBe(4)
      expect(JSON.stringify(result)).not.toMatch(/weg/)
    })

    test('are asked only where the place itself is not said', () => {
      const rows = [
        ['Raum', 'Anschrift'],
        ['Pelkum', 'Amselweg'],
        ['', 'Amselweg'],
      ]
      const result = byAddress('Raum; Ort\nAnschrift; Straße', rows, book)
      expect(result).toMatchObject({ rows: 2, unassigned: 0 })
    })

    test('need a register, and a house number needs a street', () => {
      expect(byAddress('Straße; Straße', [['Straße'], ['Amselweg']])).toEqual({ kind: 'no-register' })
      const wrong = readRules(
        { columns: 'Raum; Ort\nNr; Hausnummer', counts: 'mit allen Angaben' },
        catalogue,
      )
      expect(wrong).toMatchObject({ ok: false, problems: [{ kind: 'no-street' }] })
    })

    test('that the rule does not name still refuse the file', () => {
      expect(byAddress('Raum; Ort', [['Raum', 'Straße']])).toEqual({
        kind: 'personal-columns',
        columns: ['Straße'],
      })
    })
  })

  const rowOf = fc.tuple(
    fc.constantFrom('Heessen', 'Pelkum', 'Herringen', 'Atlantis', ''),
    fc.constantFrom('1', '2', '9', ''),
    fc.constantFrom('0', '1', ''),
    fc.constantFrom('0', '1', ''),
    fc.constantFrom('0', '1', '2', ''),
  )
  const rowsOf = fc
    .array(rowOf, { minLength: 1, maxLength: 30 })
    .filter((rows) => rows.some((row) => row.join('')))

  test('areas and what is not assignable add up to the town, parts to their total, in whatever order the rows come', () => {
    fc.assert(
      fc.property(rowsOf, fc.infiniteStream(fc.nat()), (rows, random) => {
        const result = evaluated(rows)
        for (const series of ['examined', 'complete', 'fine', 'doses']) {
          const own = result.cells.filter((cell) => cell.series === series && !('form' in cell.breakdown))
          const parts = own.filter(({ place }) => place !== 'hamm').reduce((sum, { value }) => sum + value, 0)
          expect(parts).toBe(valueAt(result, series, 'hamm') ?? 0)
        }
        expect(valueAt(result, 'examined', 'hamm')).toBe(result.rows)
        const divided = [first!, second!].reduce(
          (sum, { key }) => sum + (valueAt(result, 'examined', 'hamm', { form: key }) ?? 0),
          0,
        )
        expect(divided + (result.notDivided.examined ?? 0)).toBe(result.rows)
        const shuffled = rows
          .map((row) => [random.next().value as number, row] as const)
          .sort(([one], [other]) => one - other)
          .map(([, row]) => row)
        expect(evaluated(shuffled).cells).toEqual(result.cells)
      }),
    )
  })
})
