import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, missing, present } from '#app/plain/cell.ts'
import { add, compare, fromNumber, toNumber } from '#app/plain/rational.ts'
import type { Succession } from './place.ts'
import { convertCells, portionsOf, shareOf } from './succession.ts'

const place = (id: number, validFrom?: string, validTo?: string) => ({ id, validFrom, validTo })
const byId = (list: readonly ReturnType<typeof place>[]) => new Map(list.map((one) => [one.id, one]))
const succession = (formerId: number, successorId: number, part = '1', whole = '1'): Succession => ({
  formerId,
  successorId,
  changeId: 1,
  part,
  whole,
})

/** Norden (1) is split in 2025 into Norden (2, 62.5 %) and Neue Mitte (3); Westen (4) and Neue Mitte are joined in 2030 (5). */
const norden = place(1, undefined, '2024-12-31')
const newNorden = place(2, '2025-01-01')
const middle = place(3, '2025-01-01', '2029-12-31')
const west = place(4, undefined, '2029-12-31')
const middleWest = place(5, '2030-01-01')
const places = byId([norden, newNorden, middle, west, middleWest])
const successions = [
  succession(1, 2, '62.5', '100'),
  succession(1, 3, '37.5', '100'),
  succession(3, 5),
  succession(4, 5),
]
const shares = (portions: ReturnType<typeof portionsOf>) =>
  portions?.map(({ placeId, share }) => [placeId, toNumber(share)])

describe('the portions of a place', () => {
  test('are itself on a day on which it was there', () => {
    expect(shares(portionsOf(newNorden, '2025-01-01', places, successions))).toEqual([[2, 1]])
  })

  test('are shares of its forerunner before', () => {
    expect(shares(portionsOf(newNorden, '2024-12-31', places, successions))).toEqual([[1, 0.625]])
  })

  test('go back over several changes', () => {
    expect(shares(portionsOf(middleWest, '2026-12-31', places, successions))).toEqual([
      [3, 1],
      [4, 1],
    ])
    expect(shares(portionsOf(middleWest, '2018-12-31', places, successions))).toEqual([
      [1, 0.375],
      [4, 1],
    ])
  })

  test('are not known where a forerunner is missing', () => {
    const orphan = place(9, '2025-01-01')
    expect(portionsOf(orphan, '2018-12-31', byId([orphan]), [])).toBeUndefined()
    const late = byId([place(1, '2020-01-01', '2024-12-31'), newNorden])
    expect(portionsOf(newNorden, '2018-12-31', late, successions)).toBeUndefined()
  })
})

describe('converted cells', () => {
  const part = (text: string, cell: Cell) => ({ share: shareOf(text, '1')!, cell })

  test('are marked, and keep what was said of their parts', () => {
    const cell = convertCells([part('0.5', present(20, ['provisional'])), part('1', present(3))])
    expect(cell).toEqual(present(13, ['provisional', 'converted']))
  })

  test('are secret if one part is, and missing if one part is', () => {
    const cells = [part('0.5', missing('suppressed')), part('1', missing('not-delivered'))]
    expect(convertCells(cells)).toEqual(missing('suppressed', ['converted']))
    expect(convertCells([part('1', present(3)), cells[1]!])).toEqual(missing('not-delivered', ['converted']))
    expect(convertCells([])).toEqual(missing('not-delivered', ['converted']))
  })
})

const count = fc.integer({ min: 0, max: 1_000_000 })
const parts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 8 })

/** One former place split by counts: the figures of its parts. */
function distribute(value: number, list: readonly number[]) {
  const whole = String(list.reduce((a, b) => a + b, 0))
  const fractions = list.map((each) => shareOf(String(each), whole)!)
  return { fractions, cells: fractions.map((share) => convertCells([{ share, cell: present(value) }])) }
}

test('a share of all keeps the value', () => {
  fc.assert(
    fc.property(count, (value) => {
      expect(convertCells([{ share: fromNumber(1), cell: present(value) }])).toEqual(
        present(value, ['converted']),
      )
    }),
  )
})

test('however a place is split, its parts are all of it, and together they are the former figure', () => {
  fc.assert(
    fc.property(count, parts, (value, list) => {
      const { fractions, cells } = distribute(value, list)
      expect(compare(fractions.reduce(add), fromNumber(1))).toBe(0)
      const sum = cells.reduce((all, cell) => all + ('value' in cell ? cell.value : Number.NaN), 0)
      expect(Math.abs(sum - value)).toBeLessThan(1e-6)
      const again = convertCells(fractions.map((share) => ({ share, cell: present(value) })))
      expect(again).toEqual(present(value, ['converted']))
    }),
  )
})

test('there is no share of what is no number above 0', () => {
  expect([shareOf('0', '100'), shareOf('1', '0'), shareOf('-1', '2'), shareOf('x', '2')]).toEqual(
    Array(4).fill(undefined),
  )
})
