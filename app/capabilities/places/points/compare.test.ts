import { describe, expect, test } from 'vitest'
import { rowsOf, tableOf } from '#app/platform/tables/tables.fixture.ts'
import { findHeader } from '../files/columns.ts'
import { comparePoints } from './compare.ts'
import { isSameFacility, type StoredPoint } from './point.ts'
import { guessPointColumns, pointHeadings } from './pointColumns.ts'
import { readPointRows } from './pointFile.ts'

const marien: StoredPoint = {
  id: 1,
  kind: 'kita',
  name: 'Kita St. Marien',
  street: 'Kirchstraße',
  houseNumber: '1',
  postcode: '59199',
  town: 'Bönen',
  at: undefined,
  shown: true,
}

async function read(text: string, skip: number[] = []) {
  const rows = await rowsOf(await tableOf(text))
  const header = findHeader(rows, pointHeadings)!
  return readPointRows(rows, header, { columns: guessPointColumns(header.titles), skip: new Set(skip) })
}
const compare = async (stored: readonly StoredPoint[], text: string, skip: number[] = []) =>
  comparePoints(stored, await read(text, skip), 'kita')

describe('facilities of one name and address', () => {
  test.each([
    ['in two towns', { postcode: '', town: 'Kamen' }, false],
    ['with two postcodes', { postcode: '59174', town: '' }, false],
    ['in a town written at length', { postcode: '', town: 'Bönen (Westf.)' }, true],
    ['in a town written without umlauts', { postcode: '', town: 'Boenen' }, true],
    ['in a town that only one side names', { postcode: '', town: '' }, true],
  ])('%s', (_what, more, isSame) => {
    expect(isSameFacility(marien, { ...marien, ...more })).toBe(isSame)
  })

  test('stand in one list without being there twice', async () => {
    const text =
      'Name;Straße;PLZ;Ort\nKita St. Marien;Kirchstraße 1;59199;Bönen\nKita St. Marien;Kirchstraße 1;59174;Kamen\n'
    expect((await read(text)).problems).toEqual([])
    const { steps, vanished } = await compare([marien], text)
    expect([steps.map(({ kind }) => kind), vanished]).toEqual([['same', 'new'], []])
  })

  test('are not overwritten by the list of another town', async () => {
    const text = 'Name;Straße;PLZ;Ort\nKita St. Marien;Kirchstraße 1;59174;Kamen\n'
    expect((await compare([marien], text)).steps).toMatchObject([{ kind: 'new', perhaps: undefined }])
  })

  test('are each one’s own where what is stored names no town', async () => {
    const text = 'Name;Straße;Ort\nKita St. Marien;Kirchstraße 1;Kamen\nKita St. Marien;Kirchstraße 1;Bönen\n'
    const bare = { ...marien, postcode: '', town: '' }
    expect((await compare([bare], text)).steps.map(({ kind }) => kind)).toEqual(['changed', 'new'])
  })

  test('are one with the number in the street or beside it', () => {
    expect(isSameFacility(marien, { ...marien, street: 'Kirchstr. 1', houseNumber: '' })).toBe(true)
  })
})

test('a facility written with umlauts and one written without are one', () => {
  const spelled = (name: string) => ({ ...marien, name })
  expect(isSameFacility(spelled('Kita Käfer'), spelled('Kita Kaefer'))).toBe(true)
  expect(isSameFacility(spelled('Kita Cafe'), spelled('Kita Café'))).toBe(true)
  expect(isSameFacility(spelled('Kita Käfer'), spelled('Kita Kafer'))).toBe(false)
})

describe('a line that is left out', () => {
  const stored = [marien, { ...marien, id: 2, name: 'Kita Ulme', street: 'Ulmenweg' }]
  test.each([
    ['with a wrong coordinate', 'Kita St. Marien;Kirchstraße 1;7,8;'],
    ['without an address', 'Kita St. Marien;;7,8;'],
    ['without a name', ';Kirchstraße 1;7,8;'],
  ])('%s makes its facility not vanish', async (_what, line) => {
    const text = `Name;Straße;x;y\nKita Esche;Weg 1;;\n${line}\n`
    expect((await compare(stored, text, [3])).vanished.map(({ id }) => id)).toEqual([2])
  })

  test('of another address leaves the facility among those that vanish', async () => {
    const text = 'Name;Straße;x;y\nKita Esche;Weg 1;;\nKita St. Marien;Lindenweg 4;7,8;\n'
    expect((await compare(stored, text, [3])).vanished.map(({ id }) => id)).toEqual([1, 2])
  })
})

describe('a list with coordinates only', () => {
  const at = [7.8, 51.6] as const
  const there = { ...marien, at }

  test('knows the facility of the name that is so near, and keeps its address', async () => {
    const { steps } = await compare([there], 'Name;x;y\nKita St. Marien;7,8003;51,6002\n')
    expect(steps).toMatchObject([
      { kind: 'changed', fields: ['at'], point: { id: 1, street: 'Kirchstraße', town: 'Bönen' } },
    ])
  })

  test('and one with addresses mean the same the other way round', async () => {
    const bare = { ...there, street: '', houseNumber: '', postcode: '', town: '' }
    const { steps } = await compare([bare], 'Name;Straße;x;y\nKita St. Marien;Kirchstraße 1;7,8;51,6002\n')
    expect(steps).toMatchObject([{ kind: 'changed', fields: ['street', 'houseNumber', 'at'] }])
  })

  test.each([
    ['farther away', [there], 'Kita St. Marien;7,81;51,6\n'],
    ['of which there are two', [there, { ...there, id: 2, houseNumber: '2' }], 'Kita St. Marien;7,8;51,6\n'],
    ['that the list names twice', [there], 'Kita St. Marien;7,8002;51,6\nKita St. Marien;7,8;51,6002\n'],
    ['of another name', [there], 'Kita Ulme;7,8;51,6\n'],
  ])('doesn’t guess at one %s', async (_what, stored, lines) => {
    const { steps } = await compare(stored, `Name;x;y\n${lines}`)
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['new']))
  })

  test('names the one that it may mean where nothing but the name says so', async () => {
    const { steps } = await compare([marien], 'Name;x;y\nKita St. Marien;7,8;51,6\n')
    expect(steps).toMatchObject([{ kind: 'new', perhaps: { id: 1 } }])
  })

  test('of ten thousand facilities is held against as many in a moment', async () => {
    const many = Array.from({ length: 10_000 }, (_, id) => ({ ...there, id, name: `Kita ${id}` }))
    const points = many.map(({ id, ...point }) => ({ ...point, row: id, street: '', houseNumber: '' }))
    const start = performance.now()
    const { steps } = comparePoints(many, { points, leftOut: [] }, 'kita')
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['same']))
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
