import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSort, type Sort, sortRows, writeSort } from './sort.ts'

type Row = { name: string; value: number | undefined }
const values = { name: (row: Row) => row.name, value: (row: Row) => row.value }
const byName: Sort<'name' | 'value'> = { key: 'name', descending: false }

describe('the order of a list in the address', () => {
  test('what is written is read again', () => {
    for (const sort of [byName, { key: 'value', descending: true }] as const) {
      const parameters = new URLSearchParams({ sortierung: writeSort(sort) })
      expect(readSort(parameters, ['name', 'value'], byName)).toEqual(sort)
    }
  })

  test('an unknown order gives the fallback', () => {
    for (const text of ['', '-', 'password', '-password', '--name']) {
      expect(readSort(new URLSearchParams({ sortierung: text }), ['name', 'value'], byName)).toEqual(byName)
    }
  })
})

describe('ordering rows', () => {
  test('German names stand in the order of a German phone book, numbers in names by their size', () => {
    const names = ['Uentrop', 'Östlich', 'Ort 10', 'Ort 9', 'Pelkum', 'Ärztehaus', 'Zentrum']
    const rows = names.map((name) => ({ name, value: undefined }))
    expect(sortRows(rows, byName, values, 'de').map((row) => row.name)).toEqual([
      'Ärztehaus',
      'Ort 9',
      'Ort 10',
      'Östlich',
      'Pelkum',
      'Uentrop',
      'Zentrum',
    ])
  })

  test('rows without a value come last in both directions, the others are in order, none is lost', () => {
    const row = fc.record({
      name: fc.string(),
      value: fc.option(fc.double({ noNaN: true }), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(row), fc.boolean(), (rows, descending) => {
        const sorted = sortRows(rows, { key: 'value', descending }, values, 'de')
        expect(new Set(sorted)).toEqual(new Set(rows))
        const numbers = sorted.map((each) => each.value)
        const known = numbers.filter((value) => value !== undefined)
        expect(numbers.slice(0, known.length)).toEqual(known)
        const rising = descending ? known.toReversed() : known
        expect(rising.every((value, index) => index === 0 || rising[index - 1]! <= value)).toBe(true)
      }),
    )
  })
})
