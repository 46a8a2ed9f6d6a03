import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { type Cell, cellFlags, missing, missingReasons, present } from '#app/plain/cell.ts'
import { barRow } from './barRow.ts'
import type { ChartPoint, ShownCell, Track } from './chart.ts'
import { choropleth } from './choropleth.ts'
import { describeChart } from './describe.ts'
import { multiplePanels, smallMultiples } from './smallMultiples.ts'
import { sparkline } from './sparkline.ts'
import { spreadStrip } from './spreadStrip.ts'
import { tileMap } from './tileMap.ts'
import { trendLine } from './trendLine.ts'

/** Stands for what `confidentiality` hands out: these cells are invented. */
const shown = (cell: Cell) => cell as ShownCell
const frame = { id: 'x', title: 'Besuchsquote', language: 'de', unit: 'percent', decimals: 0 } as const
const years = [2013, 2014, 2015, 2016, 2017, 2018]

function trackOf(name: string, values: readonly (number | Cell)[]): Track {
  return {
    key: name,
    name,
    points: values.map((value, index) => ({
      year: years[index]!,
      cell: shown(typeof value === 'number' ? present(value) : value),
      target: 90,
    })),
  }
}

const square = (x: number, y: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [7.6 + x * 0.02, 51.6 + y * 0.02],
      [7.62 + x * 0.02, 51.6 + y * 0.02],
      [7.62 + x * 0.02, 51.62 + y * 0.02],
      [7.6 + x * 0.02, 51.62 + y * 0.02],
      [7.6 + x * 0.02, 51.6 + y * 0.02],
    ],
  ],
})

const tileAreas = (cells: readonly Cell[]) =>
  cells.map((cell, index) => ({
    key: `a${index}`,
    name: `Raum ${index}`,
    cell: shown(cell),
    tile: { column: index % 3, row: Math.floor(index / 3) },
    boundary: square(index % 24, Math.floor(index / 24)),
  }))

type Parsed = {
  readonly ids: readonly string[]
  readonly names: readonly string[]
  readonly attributes: readonly string[]
}

function parse(svg: string): Parsed {
  const ids: string[] = []
  const names: string[] = []
  const attributes: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    names.push(tag.name)
    for (const [key, value] of Object.entries(tag.attributes)) {
      attributes.push(key)
      if (key === 'id') ids.push(String(value))
    }
  })
  parser.write(svg).close()
  return { ids, names, attributes }
}

describe('maps', () => {
  const cells = [present(82), missing('suppressed'), missing('not-delivered'), present(91)]

  test('a tile prints name and value, or the reason why there is none', () => {
    const svg = tileMap({ ...frame, areas: tileAreas(cells) })
    for (const words of ['Raum 0', '82\u202f%', 'geheim', 'nicht geliefert']) expect(svg).toContain(words)
  })

  test('secret areas are hatched, other gaps are dotted, and the legend counts them', () => {
    const svg = choropleth({ ...frame, areas: tileAreas(cells) })
    expect(svg.match(/fill='url\(#c-x-secret\)'/g)).toHaveLength(2)
    expect(svg.match(/fill='url\(#c-x-missing\)'/g)).toHaveLength(2)
    expect(svg).toContain('1 Raum')
  })

  test('a map of links is a group, because nothing in an image can be operated', () => {
    const areas = tileAreas(cells).map((area) => ({ ...area, href: `/hamm/raeume/${area.key}` }))
    expect(tileMap({ ...frame, areas })).toContain("role='group'")
    expect(choropleth({ ...frame, areas })).toContain("aria-label='Raum 1: geheim'")
    expect(tileMap({ ...frame, areas: tileAreas(cells) })).toContain("role='img'")
  })

  test('the winding order of a boundary makes no difference', () => {
    const areas = tileAreas(cells)
    const turned = areas.map((area) => ({
      ...area,
      boundary: { ...area.boundary, coordinates: area.boundary.coordinates.map((ring) => ring.toReversed()) },
    }))
    const height = (svg: string) => /viewBox='([^']+)'/.exec(svg)?.[1]
    expect(height(choropleth({ ...frame, areas: turned }))).toBe(height(choropleth({ ...frame, areas })))
  })

  test('540 areas are drawn in well under half a second', () => {
    const areas = tileAreas(Array.from({ length: 540 }, (_, index) => present(40 + (index % 60))))
    const start = performance.now()
    const svg = choropleth({ ...frame, areas })
    expect(performance.now() - start).toBeLessThan(500)
    expect(parse(svg).names.filter((name) => name === 'path')).toHaveLength(540)
  })
})

describe('courses', () => {
  test('a missing year leaves a gap: no line passes it', () => {
    const track = trackOf('Heessen', [82, 75, missing('not-delivered'), 84, 93, 93])
    const svg = sparkline({ ...frame, track })
    const paths = [...svg.matchAll(/ d='([^']+)'[^>]*stroke-linejoin/g)].map(
      (found) => found[1]!.split('L').length,
    )
    expect(paths).toEqual([2, 3])
  })

  test('a break in the series is a dashed line with its note', () => {
    const svg = smallMultiples({
      ...frame,
      tracks: [trackOf('Heessen', [82, 75, 84, 84, 93, 93])],
      breaks: [{ year: 2016, note: 'Neue Zählweise.' }],
    })
    expect(svg).toContain('Gestrichelte Linie 2016: Neue Zählweise.')
    expect(svg).toContain("stroke-dasharray='3 3'")
  })

  test('secret years are a hatched band that says so', () => {
    const track = trackOf('Heessen', [82, missing('suppressed'), missing('secret-at-source'), 84, 93, 93])
    const svg = trendLine({ ...frame, track })
    expect(svg.match(/fill='url\(#c-x-secret\)'/g)).toHaveLength(1)
    expect(svg).toContain('>geheim</text>')
    expect(svg).toContain('Schraffiert: geheim')
  })

  test('all panels share one scale, the last value is labelled, the target has its value', () => {
    const tracks = [trackOf('Heessen', [82, 75, 84, 84, 93, 93]), trackOf('Pelkum', [70, 78, 72, 79, 75, 82])]
    const panels = multiplePanels({ ...frame, tracks, town: trackOf('Hamm', [75, 75, 77, 82, 84, 82]) })
    expect(panels.map((panel) => panel.key)).toEqual(['Heessen', 'Pelkum'])
    const axes = panels.map((panel) =>
      [...panel.svg.matchAll(/text-anchor='end' fill='#5b6270'>([^<]+)</g)].map((m) => m[1]),
    )
    expect(axes[0]).toEqual(axes[1])
    expect(panels[0]!.svg).toContain('>93\u202f%</text>')
    expect(panels[0]!.svg).toContain('>Ziel 90\u202f%</text>')
  })

  test('an interval is only drawn where its value is shown', () => {
    const points: ChartPoint[] = [
      { year: 2017, cell: shown(missing('suppressed')), interval: [1, 99] },
      { year: 2018, cell: shown(present(50)), interval: [45, 55] },
    ]
    const svg = trendLine({ ...frame, track: { key: 'a', name: 'A', points } })
    expect(svg).not.toContain('99')
    expect(svg).toContain('Wilson')
  })
})

describe('alternative texts', () => {
  test('a map is told with its extremes and its gaps, in German and English', () => {
    const areas = tileAreas([present(82), missing('suppressed'), present(91)])
    expect(describeChart({ kind: 'map', ...frame, areas })).toBe(
      'Karte über 3 Räume. Höchster Wert: Raum 2 mit 91\u202f%, niedrigster Wert: Raum 0 mit 82\u202f%. 1 Raum: geheim.',
    )
    expect(describeChart({ kind: 'map', ...frame, language: 'en', areas })).toBe(
      'Map of 3 areas. Highest value: Raum 2 with 91%, lowest value: Raum 0 with 82%. 1 area: confidential.',
    )
  })

  test('a course is told with first and last year, target and secret years', () => {
    const track = trackOf('Heessen', [
      82,
      missing('suppressed'),
      missing('suppressed'),
      missing('suppressed'),
      93,
      93,
    ])
    expect(describeChart({ kind: 'trend', ...frame, track })).toBe(
      'Verlauf von 2013 bis 2018. Heessen: von 82\u202f% im Jahr 2013 auf 93\u202f% im Jahr 2018. Geheim: 2014 bis 2016. Ziel: 90\u202f%.',
    )
  })

  test('a spread names the area and the town, never the others', () => {
    const [area, ...others] = tileAreas([present(82), present(76), present(93)])
    const words = describeChart({ kind: 'spread', ...frame, area: area!, others })
    expect(words).toBe('Raum 0: 82\u202f%. 2 Räume liegen zwischen 76\u202f% und 93\u202f%.')
  })
})

const anyCell = fc
  .tuple(
    fc.oneof(
      fc.double({ min: -1e9, max: 1e9 }),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, 1e-7),
      fc.constantFrom(...missingReasons),
    ),
    fc.subarray([...cellFlags]),
  )
  .map(([content, flags]) =>
    shown(typeof content === 'number' ? present(content, flags) : missing(content, flags)),
  )

const anyPoint = fc.record(
  {
    year: fc.integer({ min: 2000, max: 2030 }),
    cell: anyCell,
    target: fc.option(fc.double({ min: -1e6, max: 1e6 }), { nil: undefined }),
    interval: fc.option(fc.tuple(fc.double(), fc.double()), { nil: undefined }),
  },
  { requiredKeys: ['year', 'cell'] },
)

const anyTrack = fc.record({
  key: fc.string({ unit: 'binary', maxLength: 12 }),
  name: fc.string({ unit: 'binary', maxLength: 24 }),
  points: fc.uniqueArray(anyPoint, { maxLength: 12, selector: (point) => point.year }),
})

describe('whatever comes in', () => {
  test('drawings are well-formed, hold no NaN, no style, no class, unique ids, and are the same each time', () => {
    const anyFrame = fc.record({
      id: fc.string({ minLength: 1 }),
      title: fc.string({ unit: 'binary' }),
      language: fc.constantFrom('de', 'en'),
      unit: fc.constantFrom('count', 'percent', 'ratio', 'eur', 'score'),
      decimals: fc.integer({ min: 0, max: 2 }),
    } as const)
    const breaks = fc.array(fc.record({ year: fc.integer({ min: 2000, max: 2030 }), note: fc.string() }), {
      maxLength: 2,
    })
    fc.assert(
      fc.property(
        anyFrame,
        fc.array(anyTrack, { maxLength: 7 }),
        anyTrack,
        breaks,
        (one, tracks, town, broken) => {
          const areas = tracks.map((track, index) => ({
            key: track.key,
            name: track.name,
            cell: track.points[0]?.cell ?? shown(missing('not-delivered')),
            tile: { column: index, row: index % 2 },
            boundary: square(index, 0),
          }))
          const area = areas[0] ?? { key: 'a', name: 'A', cell: shown(missing('suppressed')) }
          const draw = () => [
            tileMap({ ...one, areas }),
            choropleth({ ...one, areas }),
            smallMultiples({ ...one, tracks, town, breaks: broken }),
            ...multiplePanels({ ...one, tracks, breaks: broken }).map((panel) => panel.svg),
            trendLine({ ...one, track: town, breaks: broken }),
            trendLine({ ...one, track: town, town: tracks[0], width: 300 }),
            sparkline({ ...one, track: town, breaks: broken }),
            barRow({ ...one, area, max: 100, town: areas[1], target: town.points[0]?.target }),
            spreadStrip({ ...one, area, others: areas, town: areas[1], target: town.points[0]?.target }),
          ]
          const drawings = draw()
          for (const svg of drawings) {
            const { ids, names, attributes } = parse(svg)
            expect(new Set(ids).size).toBe(ids.length)
            expect(attributes.filter((name) => name === 'style' || name === 'class')).toEqual([])
            expect(names.slice(0, 3)).toEqual(['svg', 'title', 'desc'])
            const markup = svg.replace(/>[^<]*</g, '><').replace(/ aria-label='[^']*'/g, '')
            expect(markup).not.toMatch(/NaN|Infinity|undefined/)
          }
          expect(draw()).toEqual(drawings)
        },
      ),
      { numRuns: 150 },
    )
  }, 30_000)
})
