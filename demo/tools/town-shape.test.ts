import { expect, test } from 'vitest'
import { areaList, townSeed } from './musterstadt-areas.ts'
import { seededRandom } from './random.ts'
import { drawTown } from './town-shape.ts'

type Point = { readonly x: number; readonly y: number }
type Segment = readonly [Point, Point]

const town = drawTown(seededRandom(townSeed), areaList.length)
const segmentsOf = (ring: readonly Point[]): Segment[] =>
  ring.slice(1).map((point, index) => [ring[index]!, point])
const name = ([a, b]: Segment) => `${a.x},${a.y} ${b.x},${b.y}`
const signedArea = (ring: readonly Point[]) =>
  segmentsOf(ring).reduce((sum, [a, b]) => sum + (a.x * b.y - b.x * a.y) / 2, 0)

test('the same seed draws the same town, another seed another one', () => {
  expect(drawTown(seededRandom(townSeed), 60)).toEqual(town)
  expect(drawTown(seededRandom(townSeed + 1), 60)[0]!.ring).not.toEqual(town[0]!.ring)
})

test('every border is closed and runs counter-clockwise around an area of at least a square kilometre', () => {
  expect(town).toHaveLength(60)
  for (const { ring } of town) {
    expect(ring.at(-1)).toEqual(ring[0])
    expect(signedArea(ring)).toBeGreaterThan(1_000_000)
  }
})

test('neighbours share their border corner by corner: no gap, no overlap', () => {
  const segments = new Set(town.flatMap(({ ring }) => segmentsOf(ring).map(name)))
  const outline = town.flatMap(({ ring }) => segmentsOf(ring)).filter(([a, b]) => !segments.has(name([b, a])))
  const next = new Map(outline.map(([a, b]) => [`${a.x},${a.y}`, b]))
  const ring = [outline[0]![0]]
  for (let at = outline[0]![1]; at !== ring[0]; at = next.get(`${at.x},${at.y}`)!) ring.push(at)
  ring.push(ring[0]!)
  expect(ring).toHaveLength(outline.length + 1)
  const sum = town.reduce((total, area) => total + signedArea(area.ring), 0)
  expect(signedArea(ring) / sum).toBeCloseTo(1, 9)
})

test('no border crosses itself', () => {
  const side = (a: Point, b: Point, c: Point) =>
    Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
  const cross = ([a, b]: Segment, [c, d]: Segment) =>
    side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  for (const { ring } of town) {
    const segments = segmentsOf(ring)
    const crossings = segments.filter((one, index) =>
      segments.slice(index + 1).some((other) => cross(one, other)),
    )
    expect(crossings).toEqual([])
  }
})
