import { describe, expect, it } from 'vitest'
import type { Finding } from '../checks/finding.ts'
import { countUnanswered, type FindingState, findingAfter, isUnanswered, planRenewal } from './workflow.ts'

const finding = (parameters: Finding['parameters'], severity: Finding['severity'] = 'question'): Finding => ({
  kind: 'jump',
  severity,
  parameters,
})
const known = (id: number, state: FindingState, parameters: Finding['parameters']) => ({
  ...finding(parameters),
  id,
  state,
})

describe('what becomes of a finding', () => {
  it('is decided once, and can be asked again', () => {
    expect(findingAfter('open', 'accept')).toBe('accepted')
    expect(findingAfter('accepted', 'accept')).toBeUndefined()
    expect(findingAfter('accepted', 'ask')).toBe('open')
    expect(findingAfter('corrected', 'answer')).toBeUndefined()
    expect(findingAfter('obsolete', 'ask')).toBeUndefined()
  })

  it('waits for an answer only as a question that nobody has answered', () => {
    expect(isUnanswered({ severity: 'question', state: 'open' })).toBe(true)
    expect(isUnanswered({ severity: 'likely-error', state: 'to-correct' })).toBe(true)
    expect(isUnanswered({ severity: 'note', state: 'open' })).toBe(false)
    expect(isUnanswered({ severity: 'question', state: 'answered' })).toBe(false)
  })
})

describe('a file handed in once more', () => {
  const before = [
    known(1, 'answered', { a: 1, b: 2 }),
    known(2, 'open', { a: 2 }),
    known(3, 'corrected', { a: 3 }),
  ]

  it('keeps what was said about questions that it still raises, in whatever order their parameters stand', () => {
    const same = planRenewal(before, [finding({ b: 2, a: 1 }), finding({ a: 2 })])
    expect(same).toEqual({ fresh: [], gone: [], raised: [] })
  })

  it('adds what is new, lets go what it no longer raises, and raises again what seemed corrected', () => {
    const more = planRenewal(before, [finding({ b: 2, a: 1, raised: 130 }), finding({ a: 2 })])
    expect(more).toEqual({ fresh: [], gone: [], raised: [] })
    const { fresh, gone, raised } = planRenewal(before, [finding({ a: 3 }), finding({ a: 4 })])
    expect(fresh.map(({ parameters }) => parameters)).toEqual([{ a: 4 }])
    expect(gone.map(({ id }) => id)).toEqual([1, 2])
    expect(raised.map(({ id }) => id)).toEqual([3])
  })

  it('leaves as many questions open as nobody has answered; notes are none', () => {
    expect(countUnanswered(before, [finding({ a: 1, b: 2 }), finding({ a: 2 })])).toBe(1)
    expect(countUnanswered(before, [finding({ a: 3 }), finding({ a: 4 }), finding({ a: 5 }, 'note')])).toBe(2)
    expect(countUnanswered([], [])).toBe(0)
  })
})
