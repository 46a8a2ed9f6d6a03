import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlannedFact } from '../figure.ts'
import { CellStore } from './cellstore.ts'

const period = { kind: 'calendar-year', key: '2017', start: '2017-01-01', end: '2017-12-31' } as const
const fact = (placeId: number, content: PlannedFact['content'], breakdown = '') => ({
  series: 'births',
  period,
  breakdown,
  placeId,
  content,
  row: placeId + 1,
  column: 2,
})

const saying = fc.oneof(
  fc.record({ value: fc.integer({ min: 0, max: 999 }).map(String) }),
  fc.record({ value: fc.constantFrom('0.1', '82.11', '1234567890123.123456789', '0.00000001', '-5') }),
  fc.record({ missing: fc.constantFrom('unknown', 'not-yet', 'secret-at-source') }),
  fc.record({ missing: fc.constant('secret-at-source'), below: fc.integer({ min: 1, max: 9 }) }),
) as fc.Arbitrary<PlannedFact['content']>

describe('a store of cells', () => {
  it('keeps the first of each cell, exactly, and says whether another one says the same', () => {
    const cells = fc.array(
      fc.tuple(
        fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2_000_000_000 })),
        fc.constantFrom('', 'sex=m', 'sex=w'),
        saying,
      ),
      { maxLength: 1_500 },
    )
    fc.assert(
      fc.property(cells, (list) => {
        const store = new CellStore()
        const kept = new Map<string, PlannedFact['content']>()
        for (const [placeId, breakdown, content] of list) {
          const key = `${placeId} ${breakdown}`
          const known = kept.get(key)
          const expected = !known
            ? 'new'
            : JSON.stringify(known) === JSON.stringify(content)
              ? 'same'
              : 'different'
          expect(store.add(fact(placeId, content, breakdown))).toBe(expected)
          if (!known) kept.set(key, content)
        }
        expect(store.size).toBe(kept.size)
        expect(store.counts.reduce((sum, count) => sum + count, 0)).toBe(kept.size)
        for (const [key, content] of kept) {
          const [placeId, breakdown = ''] = key.split(' ')
          const group = store.findGroup('births', '2017', breakdown)
          const cell = store.numberOf(group, Number(placeId))
          const { value, state, exact } = store.contentOf(cell)
          const isPresent = 'value' in content
          expect(state === 0).toBe(isPresent)
          if (isPresent) expect(exact ?? String(value)).toBe(content.value)
          else expect(value).toBe(content.below ?? -1)
          expect(store.get(group, Number(placeId))?.row).toBe(Number(placeId) + 1)
        }
        expect(store.numberOf(store.findGroup('births', '2017', ''), 2_000_000_001)).toBe(-1)
      }),
      { numRuns: 60 },
    )
  })

  it('knows of what it speaks', () => {
    const store = new CellStore()
    store.add(fact(1, { value: '3' }))
    expect(store.speaksOf('births', '2017')).toBe(true)
    expect(store.speaksOf('births', '2018')).toBe(false)
    expect(store.speaksOf('deaths', '2017')).toBe(false)
  })
})
