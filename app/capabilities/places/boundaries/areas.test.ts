import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NamedPlace } from '../files/matchPlaces.ts'
import { readAreaFile } from './areaFile.server.ts'
import type { AreaFile } from './areaFile.ts'
import { readAreas } from './areas.ts'

const place = (id: number, name: string, aliases: readonly string[] = []): NamedPlace => ({
  id,
  key: name.toLowerCase(),
  name,
  kind: 'area',
  aliases,
})
const places = [place(1, 'Nordstadt', ['001002003']), place(2, 'Südstadt'), place(3, 'Weststadt')]
type Coordinates = readonly (readonly [number, number])[]
const square = (x: number, y: number, size: number): Coordinates => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]
const feature = (name: string, rings: readonly unknown[], type = 'Polygon') => ({
  type: 'Feature',
  properties: { name },
  geometry: { type, coordinates: rings },
})
const fileOf = (features: readonly unknown[], more: object = {}) =>
  readAreaFile(
    Buffer.from(JSON.stringify({ type: 'FeatureCollection', ...more, features })),
  ) as Promise<AreaFile>
const read = async (features: readonly unknown[], more: object = {}, choices = {}) =>
  readAreas(await fileOf(features, more), places, { names: {}, ...choices })

const crs = (name: string) => ({ crs: { type: 'name', properties: { name } } })
/** Two squares of a kilometre beside each other in the middle of Hamm. */
const north = square(413_000, 5_726_000, 1_000)
const south = square(413_000, 5_725_000, 1_000)

describe('the reference system', () => {
  // A point in Hamm, computed by Krüger's series (Karney 2011, "Transverse Mercator with an accuracy of a few nanometers").
  const hall = { utm: [418_191.187, 5_726_233.044], degrees: [7.8167, 51.6811] } as const
  test('of 2008 is read by its name and brought to degrees', async () => {
    const around = square(hall.utm[0], hall.utm[1], 1_000)
    const { system, boundaries } = await read(
      [feature('Nordstadt', [around])],
      crs('urn:ogc:def:crs:EPSG::25832'),
    )
    expect(system).toEqual({ code: 'epsg25832', how: 'stated' })
    const [x, y] = (boundaries.get(1)!.coordinates as number[][][])[0]![0]!
    expect(x).toBeCloseTo(hall.degrees[0], 6)
    expect(y).toBeCloseTo(hall.degrees[1], 6)
  })

  test.each([
    ['epsg25832', 0, 0],
    ['epsg4647', 32_000_000, 0],
  ])('without a name is told by the size of the numbers: %s', async (code, shift) => {
    const moved = north.map(([x, y]) => [x + shift, y])
    const { system, boundaries, problems } = await read([feature('Nordstadt', [moved])])
    expect(problems).toEqual([])
    expect(system).toEqual({ code, how: 'detected' })
    expect((boundaries.get(1)!.coordinates as number[][][])[0]![0]![0]).toBeCloseTo(7.743, 2)
  })

  test('can be chosen where the numbers mean two', async () => {
    const { system, boundaries } = await read([feature('Nordstadt', [north])], {}, { system: 'epsg25833' })
    expect(system).toEqual({ code: 'epsg25833', how: 'chosen' })
    expect((boundaries.get(1)!.coordinates as number[][][])[0]![0]![0]).toBeCloseTo(13.743, 2)
  })

  test.each([
    ['unknown by name', [feature('Nordstadt', [north])], crs('EPSG:2056'), 'unknown-system'],
    ['with numbers of nowhere', [feature('Nordstadt', [square(1e7, 3, 5)])], {}, 'unknown-system'],
    ['with latitude first', [feature('Nordstadt', [square(51, 7, 0.1)])], {}, 'swapped'],
    [
      'with numbers beyond the earth',
      [feature('Nordstadt', [square(200, 95, 1)])],
      crs('EPSG:4326'),
      'no-image',
    ],
    [
      'of no size at all',
      [feature('Nordstadt', [square(1e300, 1e300, 1e299)])],
      crs('EPSG:25832'),
      'no-image',
    ],
  ])('%s is a problem, and nothing is taken', async (_, features, more, kind) => {
    const { problems, boundaries } = await read(features, more)
    expect(problems.map((one) => one.kind)).toContain(kind)
    expect(boundaries.size).toBe(0)
  })
})

describe('a broken line', () => {
  test.each([
    ['is open', [square(7, 51, 0.1).slice(0, -1)], 'open'],
    ['has too few points', [square(7, 51, 0.1).slice(0, 3)], 'too-few'],
    [
      'encloses nothing',
      [
        [
          [7, 51],
          [7.1, 51],
          [7.2, 51],
          [7, 51],
        ],
      ],
      'no-surface',
    ],
    [
      'crosses itself',
      [
        [
          [7, 51],
          [7.1, 51.1],
          [7.1, 51],
          [7, 51.08],
          [7, 51],
        ],
      ],
      'crossing',
    ],
    ['is a hole outside', [square(7, 51, 0.1), square(8, 52, 0.05).toReversed()], 'hole-outside'],
  ])('that %s is named with its area', async (_, rings, kind) => {
    const { problems, boundaries } = await read([
      feature('Südstadt', [square(8, 51, 0.1)]),
      feature('Nordstadt', rings),
    ])
    expect(problems).toMatchObject([{ kind, area: 2, name: 'Nordstadt' }])
    expect(boundaries.size).toBe(0)
  })

  test('that crosses itself is named with the place where', async () => {
    const bow = [
      [7, 51],
      [7.1, 51.1],
      [7.1, 51],
      [7, 51.1],
      [7, 51],
    ]
    const wide = [
      [7, 51],
      [7.2, 51.1],
      [7.2, 51],
      [7, 51.08],
      [7, 51],
    ]
    expect((await read([feature('Nordstadt', [bow])])).problems.map(({ kind }) => kind)).toEqual([
      'no-surface',
    ])
    const [problem] = (await read([feature('Nordstadt', [wide])])).problems
    expect(problem).toMatchObject({ kind: 'crossing' })
    expect(problem).toMatchObject({
      at: [expect.closeTo(7 + 0.2 * (0.08 / 0.18), 6), expect.closeTo(51 + 0.1 * (0.08 / 0.18), 6)],
    })
  })

  test('that runs the wrong way round is turned, which is said', async () => {
    const { notes, boundaries } = await read([feature('Nordstadt', [square(7, 51, 0.1).toReversed()])])
    expect(notes).toContainEqual({ kind: 'turned', area: 1, name: 'Nordstadt' })
    expect(boundaries.get(1)!.coordinates).toEqual([
      square(7, 51, 0.1).map(([x, y]) => [expect.closeTo(x), expect.closeTo(y)]),
    ])
  })
})

describe('areas', () => {
  test('that overlap, leave a gap or lack a place are noted with their size', async () => {
    const ring = (x: number, y: number, w: number, h: number) => [
      [x, y],
      [x + w, y],
      [x + w, y + h],
      [x, y + h],
      [x, y],
    ]
    const { notes, problems } = await read(
      [
        feature('Nordstadt', [ring(413_000, 5_725_000, 3_000, 1_000)]),
        feature('Südstadt', [
          [
            [413_000, 5_722_000],
            [416_000, 5_722_000],
            [416_000, 5_725_100],
            [413_000, 5_725_100],
            [413_000, 5_722_000],
          ],
          ring(414_000, 5_723_000, 500, 500),
        ]),
      ],
      crs('EPSG:25832'),
    )
    expect(problems).toEqual([])
    const overlap = notes.find(({ kind }) => kind === 'overlap')
    expect(overlap).toMatchObject({ a: 'Nordstadt', b: 'Südstadt', hectares: expect.closeTo(30, -1) })
    expect(notes.find(({ kind }) => kind === 'gap')).toMatchObject({ hectares: expect.closeTo(25, -0.5) })
    expect(notes).toContainEqual({ kind: 'missing', place: 'Weststadt' })
  })

  test('beside each other are not noted', async () => {
    const { notes } = await read([feature('Nordstadt', [north]), feature('Südstadt', [south])])
    expect(notes).toEqual([{ kind: 'missing', place: 'Weststadt' }])
  })

  test('are matched by the property that fits best, with and without zeros, and can be left out', async () => {
    const features = [
      { ...feature('A', [north]), properties: { name: 'A', gebiet: '1002003' } },
      { ...feature('B', [south]), properties: { name: 'B', gebiet: 'Nachbarstadt' } },
    ]
    const first = await read(features)
    expect(first.property).toBe('gebiet')
    expect(first.areas.map(({ match }) => match.kind)).toEqual(['same', 'none'])
    expect(first.boundaries.size).toBe(0)
    const second = await read(features, {}, { names: { Nachbarstadt: 0 } })
    expect([...second.boundaries.keys()]).toEqual([1])
    expect(second.notes).toContainEqual({ kind: 'skipped', area: 2, name: 'Nachbarstadt' })
  })

  test('of one place in several pieces become one', async () => {
    const { boundaries, notes } = await read([feature('Nordstadt', [north]), feature('Nordstadt', [south])])
    expect(boundaries.get(1)!.type).toBe('MultiPolygon')
    expect(notes).toContainEqual({ kind: 'joined', place: 'Nordstadt', areas: [1, 2] })
  })
})

test('whatever a GeoJSON file holds, it is read or refused, and no coordinate is stored that is none', async () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(7.1, 51.2, 413_000, 5_726_000))
  const point = fc.oneof(fc.tuple(number, number), fc.jsonValue())
  const ring = fc.oneof(fc.array(point, { maxLength: 6 }), fc.constant(square(7, 51, 0.1)))
  const any = fc.record({
    type: fc.constantFrom('FeatureCollection', 'Feature'),
    features: fc.array(
      fc.oneof(
        fc.jsonValue(),
        fc.array(ring).map((rings) => feature('Nordstadt', rings)),
      ),
      { maxLength: 4 },
    ),
  })
  await fc.assert(
    fc.asyncProperty(any, async (content) => {
      const file = await readAreaFile(Buffer.from(JSON.stringify(content)))
      if ('refused' in file) return
      for (const boundary of readAreas(file, places, { names: {} }).boundaries.values())
        expect(JSON.stringify(boundary)).not.toMatch(/null|NaN/)
    }),
    { numRuns: 300 },
  )
})
