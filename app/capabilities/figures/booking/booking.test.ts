import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBookable, valueToBook, writeBooked, writeBooking } from './booking.ts'

describe('what is booked at "nicht zuordenbar"', () => {
  it('makes the parts the whole', () => {
    const number = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1 }),
        number,
        fc.integer({ min: 1, max: 1000 }),
        (parts, rest, more) => {
          const sum = parts.reduce((a, b) => a + b, 0)
          const total = sum + rest + more
          const booked = valueToBook(total, parts, rest)!
          expect(sum + booked).toBe(total)
          expect(booked - rest).toBe(more)
        },
      ),
    )
  })

  it('is nothing where nothing is missing, or nobody can know how much', () => {
    expect(valueToBook(10, [4, 6], undefined)).toBeUndefined()
    expect(valueToBook(10, [4, 5], 1)).toBeUndefined()
    expect(valueToBook(10, [4, 7], undefined)).toBeUndefined()
    expect(valueToBook(10, [4, undefined], undefined)).toBeUndefined()
    expect(valueToBook(undefined, [4], undefined)).toBeUndefined()
    expect(valueToBook(10, [], undefined)).toBeUndefined()
    expect(valueToBook(10, [4, 5], 0)).toBe(1)
  })

  it('is only a difference that parts lack', () => {
    expect(isBookable({ kind: 'unassigned-difference', parameters: { difference: 3 } })).toBe(true)
    expect(isBookable({ kind: 'sum-differs', parameters: { difference: 3 } })).toBe(true)
    expect(isBookable({ kind: 'sum-exceeds', parameters: { difference: -3 } })).toBe(false)
    expect(isBookable({ kind: 'breakdown-differs', parameters: { difference: 3 } })).toBe(false)
  })

  it('is written as a file writes it', () => {
    expect(writeBooked(1234, 'count')).toBe('1234')
    expect(writeBooked(123405, 'amount')).toBe('1234,05')
    const { text, layout } = writeBooking({
      place: { key: 'unassigned', name: 'nicht zuordenbar' },
      series: { key: 'examined', name: 'untersuchte Kinder', kind: 'count' },
      period: '2017/18',
      breakdown: { form: 'ambulant' },
      value: 14,
    })
    expect(text).toBe('\uFEFFOrt;untersuchte Kinder 2017/18\r\nnicht zuordenbar;14\r\n')
    expect(layout.tables[0]?.columns[1]).toMatchObject({ period: '2017/18', breakdown: { form: 'ambulant' } })
  })
})
