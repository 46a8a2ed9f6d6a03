import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Numbered, numberGoals } from './numbering.ts'

const goal = (id: number, parentId: number | undefined, position: number): Numbered => ({
  id,
  parentId,
  position,
})

describe('numbers of goals', () => {
  test('follow the positions, not the order of the list', () => {
    const numbers = numberGoals([
      goal(7, undefined, 20),
      goal(3, undefined, 10),
      goal(9, 7, 1),
      goal(4, 3, 2),
      goal(5, 3, 1),
    ])
    expect(Object.fromEntries(numbers)).toEqual({ 3: '1', 5: '1.1', 4: '1.2', 7: '2', 9: '2.1' })
  })

  test('go on to any depth', () => {
    const numbers = numberGoals([goal(1, undefined, 1), goal(2, 1, 8), goal(3, 2, 1), goal(4, 3, 2)])
    expect(numbers.get(4)).toBe('1.1.1.1')
  })

  test('count a goal with an unknown parent among the roots', () => {
    expect(numberGoals([goal(1, 99, 1)]).get(1)).toBe('1')
  })

  test('leave out what lies in a circle instead of running forever', () => {
    const numbers = numberGoals([goal(1, 2, 1), goal(2, 1, 1), goal(3, undefined, 1)])
    expect([...numbers]).toEqual([[3, '1']])
  })

  test('are unique and without gaps in every tree', () => {
    const trees = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: -5, max: 5 })), { maxLength: 40 })
    fc.assert(
      fc.property(trees, (list) => {
        const goals = list.map(([above, position], index) =>
          goal(index + 1, index === 0 || above % 4 === 0 ? undefined : (above % index) + 1, position),
        )
        const numbers = [...numberGoals(goals).values()]
        expect(new Set(numbers).size).toBe(goals.length)
        for (const number of numbers) {
          const parts = number.split('.')
          const last = Number(parts.pop())
          if (last > 1) expect(numbers).toContain([...parts, last - 1].join('.'))
          if (parts.length > 0) expect(numbers).toContain(parts.join('.'))
        }
      }),
    )
  })
})
