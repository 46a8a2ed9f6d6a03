import { describe, expect, it } from 'vitest'
import { readFields, readJsonOrder } from './order.ts'

const value = { series: 'familien', place: 'nord', period: 2019, value: 1 }
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`angabe${index}`, 'x']))
const errorsOf = (read: ReturnType<typeof readJsonOrder>) => ('errors' in read ? read.errors : [])

describe('an order of a programme', () => {
  it.each([
    [
      'a period of a letter more',
      { values: [{ ...value, period: `2${'0'.repeat(100)}` }] },
      '/values/0/period',
      'short',
    ],
    [
      'a period without end',
      { values: [{ ...value, period: `2${' '.repeat(200_000)}x` }] },
      '/values/0/period',
      'short',
    ],
    ['21 breakdowns', { values: [{ ...value, breakdown: many(21) }] }, '/values/0/breakdown', 'breakdown'],
    ['half a character as reason', { values: [value], reason: 'ja \ud800' }, '/reason', 'text'],
    ['half a character as note', { values: [value], note: '\udc00' }, '/note', 'text'],
  ])('with %s is refused at its place', (_, order, pointer, problem) => {
    expect(errorsOf(readJsonOrder(order))).toEqual([{ pointer, problem }])
  })

  it('may have periods, breakdowns and characters up to the limit', () => {
    const longest = { ...value, period: `2${'0'.repeat(99)}`, breakdown: many(20) }
    expect(readJsonOrder({ values: [longest], reason: 'geprüft 👍' })).toMatchObject({
      order: { values: [{ period: longest.period }], reason: 'geprüft 👍' },
    })
  })

  it('names a hundred errors, however many fields nobody knows', () => {
    const inValues = readJsonOrder({ values: [{ ...value, ...many(20_000) }], ...many(20_000) })
    const ofForm = readFields(many(20_000))
    for (const read of [inValues, ofForm]) {
      expect(errorsOf(read as ReturnType<typeof readJsonOrder>)).toHaveLength(100)
    }
  })

  it('repeats of a name without end no more than its beginning', () => {
    const [error] = errorsOf(readJsonOrder({ values: [value], ['x'.repeat(1_000_000)]: 1 }))
    expect(error).toEqual({ pointer: `/${'x'.repeat(200)}`, problem: 'unknown' })
  })
})
