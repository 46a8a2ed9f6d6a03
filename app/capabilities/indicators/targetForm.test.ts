import { describe, expect, test } from 'vitest'
import { readTarget, readTargetValues, valuesOfTarget } from './targetForm.ts'

const read = (changes: Record<string, string>, unit: 'percent' | 'eur' = 'percent') => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ validFrom: '2026-03-01', ...changes })) form.set(name, value)
  return readTarget(readTargetValues(form), 'nord', unit)
}

describe('the form of a target', () => {
  test('gives what was typed, and an end where nothing was', () => {
    expect(read({ path: '2027: 95\n2026: 90,5', comparison: 'at-most', decidedBy: 'Rat' })).toEqual({
      target: {
        place: 'nord',
        comparison: 'at-most',
        path: [
          { year: 2026, value: 90.5 },
          { year: 2027, value: 95 },
        ],
        baselineYear: undefined,
        decidedBy: 'Rat',
        note: undefined,
        noteEn: undefined,
      },
      problems: [],
    })
    expect(read({}).target.path).toEqual([])
  })

  test('says what can’t be read', () => {
    const { problems } = read({ path: 'bald mehr', baselineYear: '18', validFrom: 'morgen' })
    expect(problems.map(({ field }) => field)).toEqual(['path', 'baselineYear', 'validFrom'])
  })

  test('shows what holds so that it can be sent again unchanged, also euros that are stored as cents', () => {
    const path = [
      { year: 2025, value: 371_536_550 },
      { year: 2026, value: 400_000_000 },
    ]
    const held = {
      id: 1,
      placeKey: 'nord',
      comparison: 'below',
      path,
      baselineYear: 2020,
      decidedBy: 'Rat',
      note: undefined,
    } as const
    const notes = { note: 'vorläufig', noteEn: 'preliminary' }
    const again = readTarget(valuesOfTarget({ target: held, notes }, 'eur', '2026-03-01'), 'nord', 'eur')
    expect(again).toMatchObject({
      target: { comparison: 'below', path, baselineYear: 2020, ...notes },
      problems: [],
    })
  })
})
