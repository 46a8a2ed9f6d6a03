import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundaryProblemInWords, readBoundaries } from './boundaries.ts'

const places = [
  { key: 'heessen', name: 'Heessen', aliases: ['Hamm-Heessen'] },
  { key: 'bockum-hoevel', name: 'Bockum-Hövel', aliases: [] },
]
const ring = [
  [7.8, 51.7],
  [7.9, 51.7],
  [7.9, 51.8],
  [7.8, 51.7],
]
const feature = (properties: object, coordinates: unknown = [ring], type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
})
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
const kinds = (content: string) => readBoundaries(content, places).problems?.map((problem) => problem.kind)

describe('a file of boundaries', () => {
  test('is read by key, by name and by another spelling, with heights dropped', () => {
    const high = ring.map((point) => [...point, 63.5])
    const read = readBoundaries(
      file(feature({ key: 'heessen' }, [high]), feature({ name: 'Bockum Hövel' })),
      places,
    )
    expect([...(read.boundaries?.keys() ?? [])]).toEqual(['heessen', 'bockum-hoevel'])
    expect(read.boundaries?.get('heessen')).toEqual({ type: 'Polygon', coordinates: [ring] })
    expect(readBoundaries(file(feature({ name: 'HAMM-HEESSEN' })), places).boundaries?.has('heessen')).toBe(
      true,
    )
  })

  test('is refused whole when one area is broken', () => {
    const read = readBoundaries(
      file(feature({ key: 'heessen' }), feature({ key: 'bockum-hoevel' }, [ring.slice(1)])),
      places,
    )
    expect(read.boundaries).toBeUndefined()
    expect(read.problems).toEqual([{ kind: 'broken-ring', feature: 2, name: 'bockum-hoevel' }])
  })

  test.each([
    ['no JSON', 'Stadtteile;Fläche', 'not-json'],
    ['a single geometry', JSON.stringify({ type: 'Polygon', coordinates: [ring] }), 'not-a-collection'],
    ['no areas', file(), 'empty'],
    ['an area without name', file(feature({})), 'no-name'],
    ['an area of another town', file(feature({ name: 'Ahlen' })), 'unknown-place'],
    ['an area twice', file(feature({ key: 'heessen' }), feature({ name: 'Heessen' })), 'twice'],
    ['a point', file(feature({ key: 'heessen' }, [7.8, 51.7], 'Point')), 'no-surface'],
    [
      'a missing geometry',
      file({ type: 'Feature', properties: { key: 'heessen' }, geometry: null }),
      'no-surface',
    ],
    [
      'metres',
      file(feature({ key: 'heessen' }, [ring.map(([x, y]) => [x! * 50_000, y! * 100_000])])),
      'not-degrees',
    ],
    ['swapped axes', file(feature({ key: 'heessen' }, [ring.map(([x, y]) => [y, x])])), 'swapped'],
  ])('with %s is refused', (_name, content, kind) => {
    expect(kinds(content)).toEqual([kind])
  })

  test('in another reference system is refused with its name', () => {
    const crs = (name: string) =>
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name } },
        features: [feature({ key: 'heessen' })],
      })
    expect(readBoundaries(crs('urn:ogc:def:crs:EPSG::25832'), places).problems).toEqual([
      { kind: 'other-reference-system', name: 'urn:ogc:def:crs:EPSG::25832' },
    ])
    expect(readBoundaries(crs('urn:ogc:def:crs:OGC:1.3:CRS84'), places).problems).toBeUndefined()
    expect(readBoundaries(crs('urn:ogc:def:crs:EPSG::4326'), places).problems).toBeUndefined()
  })

  test('whatever it holds, it is read or refused with a reason that has a sentence', () => {
    const content = fc.oneof(
      fc.json(),
      fc
        .array(
          fc.oneof(
            fc.jsonValue(),
            fc.jsonValue().map((value) => feature({ key: 'heessen' }, value)),
          ),
        )
        .map((list) => file(...list)),
    )
    fc.assert(
      fc.property(content, (text) => {
        const read = readBoundaries(text, places)
        for (const problem of read.problems ?? []) {
          const sentence = boundaryProblemInWords(problem, 'de')
          expect(sentence).toMatch(/\.$/)
          expect(sentence).not.toContain('{{')
        }
        expect(read.boundaries === undefined).toBe(read.problems !== undefined)
      }),
    )
  })
})
