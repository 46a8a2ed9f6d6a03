import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, missing, present } from '#app/plain/cell.ts'
import { kindOfYear, type PartOfYear, valueOfYear } from './overTime.ts'

const months = (cells: readonly (Cell | undefined)[]): PartOfYear[] =>
  cells.flatMap((cell, index) =>
    cell === undefined ? [] : [{ end: `2018-${String(index + 1).padStart(2, '0')}-28`, cell }],
  )
const twelve = (value = 2) => Array.from({ length: 12 }, () => present(value))
const monthly = (overTime: 'sum' | 'last' | 'none') => ({ periodKind: 'month', overTime }) as const

describe('a year of months', () => {
  test('is their sum when all twelve are there', () => {
    expect(valueOfYear(monthly('sum'), months(twelve()))).toEqual(present(24))
  })

  test('is missing, not smaller, with eleven', () => {
    expect(
      valueOfYear(monthly('sum'), months([...twelve().slice(0, 4), undefined, ...twelve().slice(5)])),
    ).toEqual(missing('not-delivered'))
    expect(valueOfYear(monthly('sum'), months(twelve().slice(0, 11)))).toEqual(missing('not-delivered'))
  })

  test('is secret with one secret month, also where another one is missing', () => {
    const cells: Cell[] = twelve().slice(0, 11)
    cells[3] = missing('suppressed')
    expect(valueOfYear(monthly('sum'), months(cells))).toEqual(missing('suppressed'))
  })

  test('keeps what must be known about a part', () => {
    const cells: Cell[] = twelve()
    cells[11] = present(2, ['provisional'])
    expect(valueOfYear(monthly('sum'), months(cells))).toEqual(present(24, ['provisional']))
  })

  test('of a stock is that of December, and missing until December is there', () => {
    expect(valueOfYear(monthly('last'), months(twelve().with(11, present(7))))).toEqual(present(7))
    expect(valueOfYear(monthly('last'), months(twelve().slice(0, 11)))).toEqual(missing('not-delivered'))
  })

  test('makes no sense for what does not add up', () => {
    expect(valueOfYear(monthly('none'), months(twelve()))).toEqual(missing('not-applicable'))
  })
})

test('of several key dates a stock has the value of the latest, a rate none', () => {
  const parts = [
    { end: '2018-09-30', cell: present(9) },
    { end: '2018-03-01', cell: present(3) },
  ]
  expect(valueOfYear({ periodKind: 'key-date', overTime: 'last' }, parts)).toEqual(present(9))
  expect(valueOfYear({ periodKind: 'key-date', overTime: 'none' }, parts)).toEqual(missing('not-applicable'))
  expect(valueOfYear({ periodKind: 'key-date', overTime: 'none' }, parts.slice(0, 1))).toEqual(present(9))
})

test('what comes by the year is taken as it is', () => {
  for (const overTime of ['sum', 'last', 'none'] as const)
    expect(
      valueOfYear({ periodKind: 'school-year', overTime }, [{ end: '2018-07-31', cell: missing('unknown') }]),
    ).toEqual(missing('unknown'))
})

test('months that add up make a calendar year; a stock stays what it is', () => {
  expect(kindOfYear(monthly('sum'))).toBe('calendar-year')
  expect(kindOfYear(monthly('last'))).toBe('month')
  expect(kindOfYear({ periodKind: 'school-year', overTime: 'sum' })).toBe('school-year')
})

test('a sum is there exactly when all quarters are, whatever their order', () => {
  const cell = fc.oneof(
    fc.integer({ min: 0, max: 9999 }).map((value) => present(value)),
    fc.constantFrom(missing('suppressed'), missing('unknown')),
  )
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 4 }), fc.boolean(), (cells, turned) => {
      const parts = cells.map((one, index) => ({
        end: `2018-${['03', '06', '09', '12'][index]}-30`,
        cell: one,
      }))
      const year = valueOfYear({ periodKind: 'quarter', overTime: 'sum' }, turned ? parts.reverse() : parts)
      const values = cells.flatMap((one) => ('value' in one ? [one.value] : []))
      if (values.length === 4) expect(year).toEqual(present(values.reduce((sum, value) => sum + value, 0)))
      else expect('missing' in year).toBe(true)
    }),
  )
})
