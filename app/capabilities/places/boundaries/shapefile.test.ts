import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zipOf } from '#app/platform/tables/xlsx.fixture.ts'
import type { NamedPlace } from '../files/matchPlaces.ts'
import { readAreaFile } from './areaFile.server.ts'
import type { AreaFile } from './areaFile.ts'
import { type Boundary, readAreas } from './areas.ts'
import { shapefileOf } from './shapefile.fixture.ts'

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
/** Two squares of a kilometre beside each other in the middle of Hamm. */
const north = square(413_000, 5_726_000, 1_000)
const south = square(413_000, 5_725_000, 1_000)

describe('a shapefile', () => {
  const utm =
    'PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257]]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],UNIT["Meter",1.0]]'
  const layer = (encoding: 'utf8' | 'latin1') =>
    shapefileOf(
      [
        { name: 'Nordstadt', rings: [north.toReversed()] },
        { name: 'Südstadt', rings: [south.toReversed(), square(413_200, 5_725_200, 100)] },
      ],
      encoding,
    )

  test.each([
    ['UTF-8', 'utf8', 'UTF-8'],
    ['Windows-1252', 'latin1', 'ANSI 1252'],
    ['an encoding it does not name', 'latin1', undefined],
  ] as const)('in %s is read with its system and holes', async (_, encoding, codepage) => {
    const { shp, dbf } = layer(encoding)
    const parts = [
      { name: 'Ebene/stadtteile.shp', content: shp },
      { name: 'Ebene/stadtteile.DBF', content: dbf },
      { name: 'Ebene/stadtteile.prj', content: utm },
      ...(codepage ? [{ name: 'Ebene/stadtteile.cpg', content: codepage }] : []),
    ]
    const file = (await readAreaFile(zipOf(parts))) as AreaFile
    const { system, problems, boundaries } = readAreas(file, places, { names: {} })
    expect(problems).toEqual([])
    expect(system).toEqual({ code: 'epsg25832', how: 'stated' })
    expect([...boundaries.keys()]).toEqual([1, 2])
    expect(boundaries.get(2)!.coordinates).toHaveLength(2)
  })

  test.each([
    ['without a layer', [{ name: 'liesmich.txt', content: 'x' }], 'no-shapefile'],
    [
      'with a broken layer',
      [
        { name: 'a.shp', content: 'x' },
        { name: 'a.dbf', content: 'x' },
      ],
      'broken-shapefile',
    ],
    [
      'with two layers',
      [
        { name: 'a.shp', content: 'x' },
        { name: 'b.shp', content: 'x' },
      ],
      'several-layers',
    ],
    [
      'that unpacks to far more than it says',
      [{ name: 'a.shp', content: Buffer.alloc(40_000_000), claim: 40_000_000 }],
      'broken-zip',
    ],
  ])('%s is refused', async (_, parts, refused) => {
    expect(await readAreaFile(zipOf(parts))).toMatchObject({ refused })
  })

  test('with bytes changed anywhere is read or refused, and never gives a number that is none', async () => {
    const { shp, dbf } = layer('utf8')
    const change = fc.array(fc.tuple(fc.nat(shp.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(change, change, async (inShapes, inTable) => {
        const [shapes, table] = [Buffer.from(shp), Buffer.from(dbf)]
        for (const [at, byte] of inShapes) shapes[at] = byte
        for (const [at, byte] of inTable) table[at % table.length] = byte
        const file = await readAreaFile(
          zipOf([
            { name: 'a.shp', content: shapes },
            { name: 'a.dbf', content: table },
          ]),
        )
        if ('refused' in file) return
        for (const boundary of readAreas(file, places, { names: {} }).boundaries.values())
          expect(JSON.stringify(boundary)).not.toMatch(/null|NaN/)
      }),
      { numRuns: 200 },
    )
  })
})

test('boundaries of a real town come out the same from GeoJSON and from its shapefile', async () => {
  const folder = join(import.meta.dirname, '../../../../../shared/data/flensburg')
  const [geojson, zip] = await Promise.all(
    ['flensburg_stadtteile_wgs84.geojson', 'flensburg_stadtteile.zip'].map((name) =>
      readFile(join(folder, name)).catch(() => undefined),
    ),
  )
  if (!geojson || !zip) {
    console.info('The data of Flensburg are not beside this clone: its boundaries were not read.')
    return
  }
  const names = [
    'Altstadt',
    'Neustadt',
    'Nordstadt',
    'Westliche Höhe',
    'Friesischer Berg',
    'Weiche',
    'Südstadt',
    'Sandberg',
    'Jürgensby',
    'Fruerlund',
    'Mürwik',
    'Engelsby',
    'Tarup',
  ]
  const town = names.map((name, index) => place(index + 1, name))
  const [one, other] = await Promise.all(
    [geojson, zip].map(async (bytes) =>
      readAreas((await readAreaFile(bytes)) as AreaFile, town, { names: {} }),
    ),
  )
  expect(one!.problems).toEqual([])
  expect(other!.system).toEqual({ code: 'epsg25832', how: 'stated' })
  expect([one!.boundaries.size, other!.boundaries.size]).toEqual([13, 13])
  for (const [id, boundary] of one!.boundaries) {
    const [a, b] = [middleOf(boundary), middleOf(other!.boundaries.get(id)!)]
    expect(a).toEqual([expect.closeTo(b[0]!, 2), expect.closeTo(b[1]!, 2)])
  }
})

/** The mean of all corners. */
function middleOf({ type, coordinates }: Boundary): number[] {
  const corners = (type === 'Polygon' ? [coordinates] : coordinates).flat(2)
  return [0, 1].map((part) => corners.reduce((sum, corner) => sum + corner[part]! / corners.length, 0))
}
