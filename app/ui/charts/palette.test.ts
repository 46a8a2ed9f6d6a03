import { expect, test } from 'vitest'
import { area, classColours, contrast, ink, inkOn, paper, quiet, target, town } from './palette.ts'

test('words on every class colour have a contrast of at least 4.5 to 1', () => {
  for (const count of [1, 2, 3, 4, 5]) {
    for (const colour of classColours(count))
      expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5)
  }
})

test('words on white have a contrast of at least 4.5 to 1, lines of at least 3 to 1', () => {
  for (const colour of [ink, quiet, target]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5)
  for (const colour of [area, town]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3)
})

test('classes get darker step by step, so that they stay apart without colour', () => {
  for (const count of [2, 3, 4, 5]) {
    const onWhite = classColours(count).map((colour) => contrast(colour, paper))
    for (let step = 1; step < count; step++) expect(onWhite[step]! / onWhite[step - 1]!).toBeGreaterThan(1.25)
  }
})

test('more than five classes are refused', () => {
  expect(() => classColours(6)).toThrow(RangeError)
})
