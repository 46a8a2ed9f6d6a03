import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DeliveryState,
  deliveryStates,
  isOpen,
  isStored,
  type LifeStep,
  lifeSteps,
  stateAfter,
  stepsToRelease,
} from './life.ts'

describe('the life of a delivery', () => {
  it('leads from the draft over handing in and checking to the release', () => {
    expect(stepsToRelease('draft')).toEqual(['deliver', 'check', 'release'])
    expect(stepsToRelease('delivered')).toEqual(['check', 'release'])
    expect(stepsToRelease('checked')).toEqual(['release'])
    for (const state of ['released', 'withdrawn', 'replaced', 'discarded'] as const)
      expect(stepsToRelease(state)).toEqual([])
  })

  it('gives nothing back that was withdrawn or discarded', () => {
    for (const step of lifeSteps) {
      expect(stateAfter('withdrawn', step)).toBeUndefined()
      expect(stateAfter('discarded', step)).toBeUndefined()
    }
  })

  it('stores figures by a release only, and is open exactly as long as there is a way to it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lifeSteps), { maxLength: 12 }), (steps) => {
        let state: DeliveryState = 'draft'
        let wasReleased = false
        const taken: LifeStep[] = []
        for (const step of steps) {
          const next = stateAfter(state, step)
          if (next === undefined) continue
          state = next
          taken.push(step)
          wasReleased ||= step === 'release'
          expect(isStored(state)).toBe(wasReleased)
          expect(isOpen(state) && isStored(state)).toBe(false)
        }
        expect(taken.filter((step) => step === 'release').length).toBeLessThanOrEqual(1)
      }),
    )
    expect(deliveryStates.filter(isOpen)).toEqual(['draft', 'delivered', 'checked'])
  })
})
