import { describe, expect, it } from 'vitest'
import { cardsToShow, daysWaiting, waitsFor } from './board.ts'

describe('the board', () => {
  it('says whom a delivery waits for', () => {
    expect(waitsFor('draft', 0)).toBe('office')
    expect(waitsFor('delivered', 3)).toBe('check')
    expect(waitsFor('checked', 3)).toBe('release')
    expect(waitsFor('released', 1)).toBe('office')
    expect(waitsFor('released', 0)).toBe('nobody')
    for (const state of ['withdrawn', 'replaced', 'discarded'] as const)
      expect(waitsFor(state, 5)).toBe('nobody')
  })

  it('counts days as people do: from one date to the next, also where the clocks change', () => {
    const at = (text: string) => new Date(text)
    expect(daysWaiting(at('2026-03-28T22:30:00Z'), at('2026-03-28T23:30:00Z'))).toBe(1)
    expect(daysWaiting(at('2026-03-28T08:00:00Z'), at('2026-03-28T20:00:00Z'))).toBe(0)
    expect(daysWaiting(at('2026-03-28T12:00:00Z'), at('2026-03-30T05:00:00Z'))).toBe(2)
    expect(daysWaiting(at('2026-03-30T05:00:00Z'), at('2026-03-28T05:00:00Z'))).toBe(0)
  })

  it('shows all that waits, and of what is done the latest six', () => {
    const cards = Array.from({ length: 20 }, (_, i) => ({
      id: i,
      waitsFor: i < 10 ? ('check' as const) : ('nobody' as const),
      days: 100 - Math.floor(i / 2),
    }))
    const shown = cardsToShow(cards).map(({ id }) => id)
    expect(shown).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 19, 18, 17, 16, 15, 14])
  })
})
