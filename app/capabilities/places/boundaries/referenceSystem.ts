import proj4 from 'proj4'

/**
 * Reference systems in which German offices keep boundaries, by EPSG code. Without definition: degrees already (ETRS 89 and
 * WGS 84 differ by less than a metre). Gauss-Krüger comes over by the seven parameters of the whole of Germany (DHDN to WGS 84,
 * EPSG 1777), good to about three metres: enough for areas of a town, not for parcels.
 */
const etrs = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs'
const dhdn = '+ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs'
const definitions = {
  epsg4326: undefined,
  epsg25832: `+proj=utm +zone=32 ${etrs}`,
  epsg25833: `+proj=utm +zone=33 ${etrs}`,
  epsg25831: `+proj=utm +zone=31 ${etrs}`,
  epsg4647: `+proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=32500000 +y_0=0 ${etrs}`,
  epsg5650: `+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=33500000 +y_0=0 ${etrs}`,
  epsg31466: `+proj=tmerc +lat_0=0 +lon_0=6 +k=1 +x_0=2500000 +y_0=0 ${dhdn}`,
  epsg31467: `+proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 ${dhdn}`,
  epsg31468: `+proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 ${dhdn}`,
  epsg31469: `+proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 ${dhdn}`,
  epsg3857: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs',
} as const satisfies Readonly<Record<string, string | undefined>>

export type SystemCode = keyof typeof definitions
export const systemCodes = Object.keys(definitions) as readonly SystemCode[]
export const isSystemCode = (text: string): text is SystemCode => Object.hasOwn(definitions, text)

/** Other codes for the same system, as exact as boundaries of areas need it. */
const aliases: Readonly<Record<string, SystemCode>> = {
  '4258': 'epsg4326',
  '32631': 'epsg25831',
  '32632': 'epsg25832',
  '32633': 'epsg25833',
  '900913': 'epsg3857',
  '3785': 'epsg3857',
  '5652': 'epsg4647',
  '5653': 'epsg5650',
}

/** The system by the name that a GeoJSON of 2008 gives it: "EPSG:25832", "urn:ogc:def:crs:EPSG::25832", "CRS84". */
export function systemOfName(name: string): SystemCode | undefined {
  if (/CRS:?84h?$/i.test(name)) return 'epsg4326'
  const code = /EPSG(?:[:/]+[\d.]*)*?[:/](\d{4,6})$/i.exec(name.trim())?.[1]
  if (code === undefined) return undefined
  const known = `epsg${code}`
  return isSystemCode(known) ? known : aliases[code]
}

type Range = readonly [number, number]
type Extent = { readonly x: Range; readonly y: Range }

/** Northings of Germany and a little around it, on any transverse Mercator. */
const northings: Range = [5_200_000, 6_150_000]
/** In this order: where two could be meant, the more usual comes first and the person is asked. */
const magnitudes: readonly (readonly [SystemCode, Extent])[] = [
  ['epsg4326', { x: [-180, 180], y: [-90, 90] }],
  ['epsg25832', { x: [150_000, 950_000], y: northings }],
  ['epsg4647', { x: [32_150_000, 32_950_000], y: northings }],
  ['epsg5650', { x: [33_150_000, 33_950_000], y: northings }],
  ['epsg31466', { x: [2_400_000, 2_750_000], y: northings }],
  ['epsg31467', { x: [3_250_000, 3_750_000], y: northings }],
  ['epsg31468', { x: [4_250_000, 4_750_000], y: northings }],
  ['epsg31469', { x: [5_250_000, 5_750_000], y: northings }],
  ['epsg3857', { x: [600_000, 1_750_000], y: [5_900_000, 7_450_000] }],
]

const within = ([from, to]: Range, [low, high]: Range) => from >= low && to <= high

/** What coordinates are by their size; `swapped`: the second is what should come first. */
export function detectSystem({
  x,
  y,
}: Extent): { readonly code: SystemCode; readonly swapped: boolean } | undefined {
  // Germany lies between 5 and 16 degrees east, 47 and 56 degrees north: the other way round there is no town of it.
  if (within(x, [47, 56]) && within(y, [5, 16])) return { code: 'epsg4326', swapped: true }
  for (const [code, extent] of magnitudes) {
    if (within(x, extent.x) && within(y, extent.y)) return { code, swapped: false }
  }
  for (const [code, extent] of magnitudes) {
    if (code !== 'epsg4326' && within(x, extent.y) && within(y, extent.x)) return { code, swapped: true }
  }
  return undefined
}

export type Point = readonly [number, number]

/** Into degrees of longitude and latitude, rounded to about 10 cm; undefined where a point has no image on the earth. */
export function toDegrees(code: SystemCode): (point: Point) => Point | undefined {
  const definition = definitions[code]
  const project =
    definition === undefined
      ? (point: Point) => point
      : (point: Point): Point => {
          const [longitude, latitude] = proj4(definition, '+proj=longlat +datum=WGS84 +no_defs', [...point])
          return [longitude!, latitude!]
        }
  return (point) => {
    if (!point.every((part) => Number.isFinite(part) && Math.abs(part) < 1e9)) return undefined
    const [longitude, latitude] = project(point)
    const isOnEarth = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
    return isOnEarth ? [round(longitude), round(latitude)] : undefined
  }
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** The system that a `.prj` file of a shapefile describes (WKT 1, OGC 01-009), by its parameters: names differ too much. */
export function systemOfWkt(wkt: string): SystemCode | undefined {
  const text = wkt.slice(0, 20_000)
  if (/^\s*GEOGCS/i.test(text)) return 'epsg4326'
  if (!/^\s*PROJCS/i.test(text)) return undefined
  const parameter = (name: string) => {
    const found = new RegExp(`PARAMETER\\["${name}",\\s*(-?[\\d.]+)`, 'i').exec(text)?.[1]
    return found === undefined ? undefined : Number(found)
  }
  if (/Mercator_Auxiliary_Sphere|Popular Visualisation|"EPSG","3857"/i.test(text)) return 'epsg3857'
  if (!/Transverse_Mercator|Gauss_Kruger/i.test(text)) return undefined
  const easting = parameter('false_easting')
  const meridian = parameter('central_meridian')
  return systemCodes.find((code) => {
    const definition = definitions[code] ?? ''
    const isBessel = definition.includes('bessel')
    if (isBessel !== /bessel/i.test(text)) return false
    return easting === eastingOf(definition) && meridian === meridianOf(definition)
  })
}

function eastingOf(definition: string): number | undefined {
  if (definition.includes('+proj=utm')) return 500_000
  return numberIn(definition, /\+proj=tmerc.*\+x_0=(\d+)/)
}

function meridianOf(definition: string): number | undefined {
  const zone = numberIn(definition, /\+zone=(\d+)/)
  return zone === undefined ? numberIn(definition, /\+proj=tmerc.*\+lon_0=(\d+)/) : zone * 6 - 183
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}
