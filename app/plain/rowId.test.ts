import { expect, test } from 'vitest'
import { readRowId } from './rowId.ts'

test('positive whole numbers up to the largest integer are ids', () => {
  expect(readRowId('1')).toBe(1)
  expect(readRowId('2147483647')).toBe(2147483647)
})

test.each(['', '0', '-1', '1.5', 'abc', '1e3', ' 1', '2147483648', '99999999999', null, undefined])(
  '%j is none',
  (text) => {
    expect(readRowId(text)).toBeUndefined()
  },
)
