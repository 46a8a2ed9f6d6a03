import fc from 'fast-check'
import type { MultiPolygon, Polygon } from 'geojson'
import { describe, expect, test } from 'vitest'
import { createMap, whereIn } from './locate.ts'

/** Hundredths of a degree around a town in the middle of Germany. */
const at = (x: number, y: number): [number, number] => [10 + x / 100, 51 + y / 100]
const box = (x: number, y: number, size: number) => [
  at(x, y),
  at(x + size, y),
  at(x + size, y + size),
  at(x, y + size),
  at(x, y),
]
const square = (x: number, y: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [box(x, y, size)],
})
const withHole: Polygon = { type: 'Polygon', coordinates: [box(0, 0, 10), box(4, 4, 2).toReversed()] }

describe('a point', () => {
  test.each([
    [1, 1, 'inside'],
    [5, 5, 'outside'],
    [4, 5, 'edge'],
    [0, 3, 'edge'],
    [10, 10, 'edge'],
    [11, 5, 'outside'],
    [-1, 0, 'outside'],
    // On the height of corners, left and right of them.
    [2, 4, 'inside'],
    [8, 6, 'inside'],
    [12, 10, 'outside'],
  ])('at %i, %i lies %s of an area with a hole', (x, y, where) => {
    expect(whereIn(at(x, y), withHole)).toBe(where)
    const turned = { ...withHole, coordinates: withHole.coordinates.map((ring) => ring.toReversed()) }
    expect(whereIn(at(x, y), turned)).toBe(where)
  })

  test('is on the line up to a metre beside it, not two', () => {
    const metre = 1 / 111_320
    expect(whereIn([10.05, 51.1 - 0.9 * metre], withHole)).toBe('edge')
    expect(whereIn([10.05, 51.1 + 0.9 * metre], withHole)).toBe('edge')
    expect(whereIn([10.05, 51.1 - 2 * metre], withHole)).toBe('inside')
    expect(whereIn([10.05, 51.1 + 2 * metre], withHole)).toBe('outside')
    // A degree of longitude is shorter: 0.00002 of it are 1.4 metres here.
    expect(whereIn([10 + 0.00002, 51.03], withHole)).toBe('inside')
  })

  test('in one of several pieces lies in the area', () => {
    const pieces: MultiPolygon = { type: 'MultiPolygon', coordinates: [[box(0, 0, 1)], [box(5, 5, 1)]] }
    expect(whereIn(at(5.5, 5.5), pieces)).toBe('inside')
    expect(whereIn(at(3, 3), pieces)).toBe('outside')
  })

  test('between two areas belongs to neither, at the edge of the town to the one area there', () => {
    const ask = createMap([
      ['left', square(0, 0, 2)],
      ['right', square(2, 0, 2)],
    ])
    expect(ask(at(2, 1))).toEqual({ kind: 'border', ids: ['left', 'right'] })
    expect(ask(at(0, 1))).toEqual({ kind: 'inside', id: 'left' })
    expect(ask(at(3, 1))).toEqual({ kind: 'inside', id: 'right' })
    expect(ask(at(9, 9))).toEqual({ kind: 'outside' })
  })

  test('where two drawn areas overlap is given to none', () => {
    const ask = createMap([
      ['big', square(0, 0, 4)],
      ['small', square(1, 1, 1)],
    ])
    expect(ask(at(1.5, 1.5))).toEqual({ kind: 'several', ids: ['big', 'small'] })
  })

  test('anywhere in a town cut into squares has the square it is in, or lies on a line', () => {
    const ask = createMap(
      Array.from({ length: 16 }, (_, index) => [index, square(index % 4, Math.floor(index / 4), 1)] as const),
    )
    const part = fc.double({ min: 0.01, max: 3.99, noNaN: true })
    fc.assert(
      fc.property(part, part, (x, y) => {
        const found = ask(at(x, y))
        const near = [x, y].some((value) => Math.abs(value - Math.round(value)) < 0.003)
        if (found.kind === 'inside') expect(found.id).toBe(Math.floor(x) + 4 * Math.floor(y))
        else expect([found.kind, near]).toEqual(['border', true])
      }),
    )
  })
})
