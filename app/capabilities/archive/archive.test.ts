import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filePath } from './contents.ts'
import { sizeInWords } from './exportView.ts'
import { followRightHandRule } from './ringDirection.ts'

const square = [
  [7, 51],
  [8, 51],
  [8, 52],
  [7, 52],
  [7, 51],
]

describe('rings of boundaries', () => {
  test('run counterclockwise outside and clockwise around holes, whichever way they came', () => {
    const hole = square.map(([x, y]) => [7 + (x! - 7) / 2, 51 + (y! - 51) / 2])
    const right = { type: 'Polygon' as const, coordinates: [square, hole.toReversed()] }
    for (const coordinates of [
      [square, hole],
      [square.toReversed(), hole],
      [square.toReversed(), hole.toReversed()],
      [square, hole.toReversed()],
    ])
      expect(followRightHandRule({ type: 'Polygon', coordinates })).toEqual(right)
    expect(
      followRightHandRule({ type: 'MultiPolygon', coordinates: [[square.toReversed()], [square]] }),
    ).toEqual({ type: 'MultiPolygon', coordinates: [[square], [square]] })
  })

  test('that are right stay as they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -179, max: 179 }), fc.integer({ min: -89, max: 89 })), {
          minLength: 3,
          maxLength: 12,
        }),
        (points) => {
          const once = followRightHandRule({ type: 'Polygon', coordinates: [[...points, points[0]!]] })
          expect(followRightHandRule(once)).toEqual(once)
        },
      ),
    )
  })
})

test('a file lies below its folder, whatever it is called', () => {
  for (const name of [
    '../../etc/passwd',
    '..',
    '.',
    '',
    'a/b\\c',
    'C:\\x',
    'Bericht 2018.pdf',
    ' . ',
    'ü\u0000"',
  ])
    expect(filePath(7, name)).toMatch(/^dateien\/7-[^/\\:]+$/)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(filePath(7, name)).toMatch(/^dateien\/7-[^/\\:*?"<>|\u0000-\u001f]+$/)
    }),
  )
  expect(filePath(7, 'Bericht 2018.pdf')).toBe('dateien/7-Bericht 2018.pdf')
})

test('sizes are said as people know them', () => {
  expect(sizeInWords(1, 'de')).toBe('1 kB')
  expect(sizeInWords(999_000, 'de')).toBe('999 kB')
  expect(sizeInWords(1_000_000, 'de')).toBe('1 MB')
  expect(sizeInWords(3_240_000, 'de')).toBe('3,2 MB')
  expect(sizeInWords(3_240_000, 'en')).toBe('3.2 MB')
})
