import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, fromNumber, multiply } from '#app/plain/rational.ts'
import type { Succession } from '../place.ts'
import { portionsOf } from '../succession.ts'
import { heirsOf, isSound, type RecutRow, readRecut, type TypedRecut, typedSum } from './recut.ts'

const formers = [
  { key: 'nord', name: 'Nord', children: [{ key: 'hof', name: 'Hof' }] },
  { key: 'sued', name: 'Süd', children: [] },
]
const typed = (more: Partial<TypedRecut> = {}): TypedRecut => ({
  happenedOn: '2027-01-01',
  base: 'Einwohner',
  note: '',
  decidedBy: '',
  names: ['Hafen', 'Mitte', ''],
  rows: [
    { parts: ['3.200', '1.800', ''], whole: '' },
    { parts: ['', '2.500,5', ''], whole: '' },
  ],
  children: { hof: '1' },
  list: '',
  ...more,
})
const rowsOf = (...rows: readonly (readonly string[])[]) => ({
  rows: rows.map(([whole = '', ...parts]) => ({ parts, whole })),
})
const problemsOf = (more: Partial<TypedRecut>) => {
  const read = readRecut(typed(more), formers)
  return 'problems' in read ? read.problems.map(({ field, kind }) => `${field} ${kind}`) : []
}

describe('the table', () => {
  test('is read with its wholes; columns with neither name nor number don’t count', () => {
    expect(readRecut(typed(), formers)).toEqual({
      value: {
        names: ['Hafen', 'Mitte'],
        rows: [
          { key: 'nord', parts: ['3200', '1800'], whole: '5000' },
          { key: 'sued', parts: [undefined, '2500.5'], whole: '2500.5' },
        ],
        childParts: new Map([['hof', 1]]),
      },
    })
  })

  test('may have an empty column in the middle, and says nothing in several ways', () => {
    const read = readRecut(
      typed({
        names: ['Hafen', '', 'Mitte'],
        ...rowsOf(['', '1', '0', '2'], ['', '–', '-', '7']),
        children: { hof: '2' },
      }),
      formers,
    )
    expect(read).toMatchObject({
      value: {
        names: ['Hafen', 'Mitte'],
        rows: [{ parts: ['1', '2'] }, { parts: [undefined, '7'] }],
        childParts: new Map([['hof', 1]]),
      },
    })
    expect(typedSum(['1.200', '', '0,5', 'x'])).toBe('1200.5')
    expect(typedSum(['', '0'])).toBeUndefined()
  })

  test('must agree with the whole that somebody gives', () => {
    expect(problemsOf(rowsOf(['5.000', '3200', '1800'], ['2500', '', '2500']))).toEqual([])
    expect(problemsOf(rowsOf(['5000', '3200', '1700'], ['', '', '2500']))).toEqual(['whole-0 not-whole'])
    expect(problemsOf(rowsOf(['viele', '3200', '1700'], ['', '', '2500']))).toEqual(['whole-0 no-whole'])
  })

  test('has something for every new one, and all of every old one', () => {
    expect(problemsOf(rowsOf(['', '3200', '1800'], ['', '', '']))).toEqual(['part-1-0 gives-nothing'])
    expect(problemsOf({ names: ['Hafen', 'Mitte', 'Ost'] })).toEqual(['newName-2 gets-nothing'])
    expect(
      problemsOf({ names: ['Hafen', 'Mitte', ''], ...rowsOf(['', '1', '2', '3'], ['', '', '1']) }),
    ).toEqual(['newName-2 no-name'])
  })

  test('has numbers, two names that differ, and a base', () => {
    expect(problemsOf(rowsOf(['', 'viele', '1'], ['', '', '1']))).toEqual(['part-0-0 no-number'])
    expect(problemsOf(rowsOf(['', '-3', '1'], ['', '1', '1']))).toEqual(['part-0-0 no-number'])
    expect(problemsOf(rowsOf(['', '1'.repeat(13), '1'], ['', '1', '1']))).toEqual(['part-0-0 no-number'])
    expect(problemsOf({ names: ['Hafen', ' hafen '] })).toEqual(['newName-1 same-names'])
    expect(problemsOf({ base: ' ' })).toEqual(['base no-base'])
    expect(
      problemsOf({ names: ['Hafen', ''], children: { hof: '0' }, ...rowsOf(['', '1'], ['', '2']) }),
    ).toEqual(['newName-1 too-few-new'])
  })

  test('leaves out what stays as it is, or is only called otherwise', () => {
    const apart = rowsOf(['', '', '5'], ['', '3', ''])
    expect(problemsOf({ names: ['Süd', 'Nord'], ...apart })).toEqual(['part-0-1 stays', 'part-1-0 stays'])
    expect(problemsOf({ names: ['Ost', 'Nord'], ...apart })).toEqual([
      'part-0-1 stays',
      'part-1-0 only-renamed',
    ])
    expect(problemsOf({ names: ['Süd', 'Nord'], ...rowsOf(['', '2', '5'], ['', '3', '']) })).toEqual([])
  })

  test('says where what lies in an old one goes: to a new one that gets something of it', () => {
    expect(problemsOf({ children: {} })).toEqual(['child-hof no-child'])
    expect(problemsOf({ children: { hof: '2' } })).toEqual(['child-hof no-child'])
    expect(problemsOf({ ...rowsOf(['', '', '5'], ['', '3', '1']), children: { hof: '0' } })).toEqual([
      'child-hof child-elsewhere',
    ])
  })
})

test('the position on the map goes to the namesake, else to the largest part that has none', () => {
  const row = (key: string, ...parts: (string | undefined)[]): RecutRow => ({ key, parts, whole: '10' })
  const named = ['nord', 'sued', 'west'].map((key) => ({ key, name: key }))
  const rows = [
    row('nord', '6', '4', undefined),
    row('sued', '7', '2', '1'),
    row('west', undefined, '1', '9'),
  ]
  expect([...heirsOf({ names: ['A', 'B', 'C'], rows }, named)]).toEqual([
    [0, 'nord'],
    [1, 'sued'],
    [2, 'west'],
  ])
  expect([...heirsOf({ names: ['West', 'sued', 'C'], rows }, named)]).toEqual([
    [1, 'sued'],
    [0, 'west'],
  ])
})

const number = fc.integer({ min: 0, max: 100_000 })
/** Any table of parts in which every old one gives something and every new one gets something. */
const tables = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
  .chain(([formerCount, newCount]) =>
    fc.array(fc.array(number, { minLength: newCount, maxLength: newCount }), {
      minLength: formerCount,
      maxLength: formerCount,
    }),
  )
  .filter(
    (table) =>
      table.every((row) => row.some((part) => part > 0)) &&
      table[0]!.every((_, column) => table.some((row) => row[column]! > 0)),
  )

/** The table as the database holds it: old ones 0, 1, …, new ones 100, 101, …. */
function store(table: readonly (readonly number[])[]) {
  const rows = table.map(
    (row, index): RecutRow => ({
      key: String(index),
      parts: row.map((part) => (part === 0 ? undefined : String(part))),
      whole: String(row.reduce((a, b) => a + b, 0)),
    }),
  )
  const names = table[0]!.map((_, column) => `Neu ${column}`)
  const successions = rows.flatMap(({ parts, whole }, formerId) =>
    parts.flatMap((part, column): Succession[] =>
      part === undefined ? [] : [{ formerId, successorId: 100 + column, changeId: 1, part, whole }],
    ),
  )
  const olds = rows.map((_, id) => ({ id, validFrom: undefined, validTo: '2026-12-31' }))
  const news = names.map((_, column) => ({ id: 100 + column, validFrom: '2027-01-01', validTo: undefined }))
  const places = new Map([...olds, ...news].map((place) => [place.id, place]))
  return { names, rows, successions, olds, news, places }
}

test('whatever the table, figures of the old ones converted for the new ones have the same sum, exactly', () => {
  fc.assert(
    fc.property(tables, fc.array(number, { minLength: 5, maxLength: 5 }), (table, values) => {
      const { names, rows, successions, olds, news, places } = store(table)
      expect(isSound({ names, rows })).toBe(true)
      const converted = news.map((place) =>
        portionsOf(place, '2026-12-31', places, successions)!
          .map(({ placeId, share }) => multiply(share, fromNumber(values[placeId]!)))
          .reduce(add, fromNumber(0)),
      )
      const before = olds.map(({ id }) => fromNumber(values[id]!)).reduce(add, fromNumber(0))
      expect(compare(converted.reduce(add, fromNumber(0)), before)).toBe(0)
    }),
  )
})

test('of two old ones and two new ones with a shared part each gets its share', () => {
  const { successions, news, places } = store([
    [3200, 1800],
    [0, 2500],
  ])
  const count = (id: number, values: readonly number[]) =>
    portionsOf(places.get(id)!, '2026-12-31', places, successions)!
      .map(({ placeId, share }) => multiply(share, fromNumber(values[placeId]!)))
      .reduce(add, fromNumber(0))
  expect(compare(count(news[0]!.id, [100, 40]), fromNumber(64))).toBe(0)
  expect(compare(count(news[1]!.id, [100, 40]), fromNumber(76))).toBe(0)
})

test('a table that leaves something out, or gives too much, is not sound', () => {
  const sound = {
    names: ['A', 'B'],
    rows: store([
      [1, 2],
      [3, 4],
    ]).rows,
  }
  expect(isSound(sound)).toBe(true)
  const [first, second] = sound.rows as [RecutRow, RecutRow]
  expect(isSound({ ...sound, rows: [{ ...first, whole: '4' }, second] })).toBe(false)
  expect(isSound({ ...sound, rows: [{ ...first, whole: '2' }, second] })).toBe(false)
  expect(isSound({ ...sound, names: ['A', 'B', 'C'] })).toBe(false)
  expect(isSound({ ...sound, rows: [first] })).toBe(false)
})
