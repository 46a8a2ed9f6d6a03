import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commonKind, degreesOf, kindOf, readCoordinate, writeCoordinate } from './coordinates.ts'

test.each([
  ['7,8167', 7.8167],
  ['7.8167', 7.8167],
  ['51.681°', 51.681],
  ['418202', 418_202],
  ['418.202,6', 418_202.6],
  ['418 202,6', 418_202.6],
  ['5,727,345.25', 5_727_345.25],
  ['418.202', 418_202],
  ['5.727.345', 5_727_345],
  ['5.727.345,2', 5_727_345.2],
  ['32418202.5', 32_418_202.5],
  ['-7.5', -7.5],
])('the coordinate "%s" is %d', (text, value) => {
  expect(readCoordinate(text)).toBe(value)
})

test.each([
  [51.68, 'de', '51,68'],
  [51.68, 'en', '51.68'],
  [418_202.6, 'de', '418.202,6'],
  [-7, 'en', '−7'],
] as const)('the coordinate %d is written as the language does (%s)', (value, language, text) => {
  expect(writeCoordinate(value, language)).toBe(text)
})

test.each(['', 'x', '7.81.67', '51° 40′ 12″', '1e9', '99999999999', '7,8 / 51,6'])(
  '"%s" is no coordinate',
  (text) => {
    expect(readCoordinate(text)).toBeUndefined()
  },
)

test.each([
  [[7.82, 51.68], 'epsg4326', false],
  [[51.68, 7.82], 'epsg4326', true],
  [[418_202, 5_727_345], 'epsg25832', false],
  [[5_727_345, 418_202], 'epsg25832', true],
  [[3_418_252, 5_729_180], 'epsg31467', false],
  [[5_729_180, 3_418_252], 'epsg31467', true],
] as const)('%o is taken for %s', (pair, code, swapped) => {
  expect(kindOf(pair)).toEqual({ code, swapped })
  const [longitude, latitude] = degreesOf({ code, swapped })(pair)!
  expect([longitude, latitude]).toEqual([expect.closeTo(7.82, 1), expect.closeTo(51.68, 1)])
})

test('one pair with a digit too few does not change how the others are read', () => {
  expect(
    commonKind([
      [418_202, 5_727_345],
      [41_820, 5_727_345],
      [418_900, 5_727_000],
    ]),
  ).toEqual({ code: 'epsg25832', swapped: false })
  expect(commonKind([[41_820, 572_734]])).toBeUndefined()
  expect(commonKind([])).toBeUndefined()
})

test('every number is read as it was written, in German and in English', () => {
  const number = fc.integer({ min: 0, max: 99_999_999 }).map((value) => value / 10)
  fc.assert(
    fc.property(number, (value) => {
      for (const language of ['de-DE', 'en-GB'])
        for (const useGrouping of [true, false]) {
          const text = value.toLocaleString(language, { minimumFractionDigits: 1, useGrouping })
          expect([text, readCoordinate(text)]).toEqual([text, value])
        }
    }),
  )
})
