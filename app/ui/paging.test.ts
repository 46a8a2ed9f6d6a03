import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageSearch, readPaging, rowsOfPage } from './paging.ts'

const at = (text: string, total: number, size = 60) => readPaging(new URLSearchParams(text), total, size)

test('sixty rows are one page, sixty-one are two', () => {
  expect(at('', 60)).toEqual({ page: 1, pages: 1, from: 0, to: 60, total: 60 })
  expect(at('seite=2', 61)).toEqual({ page: 2, pages: 2, from: 60, to: 61, total: 61 })
  expect(at('', 0)).toEqual({ page: 1, pages: 1, from: 0, to: 0, total: 0 })
})

test('what is no page gives the nearest one', () => {
  for (const text of ['seite=0', 'seite=-3', 'seite=x', 'seite=', 'seite=NaN'])
    expect(at(text, 200).page).toBe(1)
  expect(at('seite=99', 200).page).toBe(4)
  expect(at('seite=2.9', 200).page).toBe(2)
})

test('all pages together are the list', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { maxLength: 500 }),
      fc.integer({ min: 1, max: 100 }),
      (rows, size) => {
        const { pages } = at('', rows.length, size)
        const all = Array.from({ length: pages }, (_, index) =>
          rowsOfPage(rows, at(`seite=${index + 1}`, rows.length, size)),
        )
        expect(all.flat()).toEqual(rows)
      },
    ),
  )
})

test('the address of another page keeps the rest of the view', () => {
  expect(pageSearch('?jahr=2018&seite=4', 2)).toBe('?jahr=2018&seite=2')
  expect(pageSearch('?jahr=2018&seite=4', 1)).toBe('?jahr=2018')
  expect(pageSearch('?seite=4', 1)).toBe('?')
})
