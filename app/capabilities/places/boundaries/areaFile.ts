import type { Point, SystemCode } from './referenceSystem.ts'

/** A ring as it stands in the file: the last point repeats the first, if the file is right. */
export type Ring = readonly Point[]
/** The outer ring first, then its holes. */
export type Rings = readonly Ring[]

/** One area of a file, whatever its format. */
export type RawArea = {
  readonly properties: ReadonlyMap<string, string>
  /** Undefined where the geometry is something else; `found` says what. */
  readonly polygons: readonly Rings[] | undefined
  readonly found: string
}

/** A file of areas, read but not yet judged. */
export type AreaFile = {
  readonly format: 'geojson' | 'shapefile'
  readonly areas: readonly RawArea[]
  /** What the file says about its reference system: a known one, another by name, or nothing. */
  readonly system:
    | { readonly kind: 'stated'; readonly code: SystemCode }
    | { readonly kind: 'other'; readonly name: string }
    | { readonly kind: 'none' }
}

/** Why a file of boundaries isn't read at all. */
export type AreaFileRefusal =
  | { readonly refused: 'not-json' }
  | { readonly refused: 'not-a-collection'; readonly found: string }
  | { readonly refused: 'no-areas' }
  | { readonly refused: 'too-many-areas'; readonly limit: number }
  | { readonly refused: 'too-many-points'; readonly corners: number; readonly limit: number }
  | { readonly refused: 'no-shapefile' }
  | { readonly refused: 'several-layers'; readonly names: string }
  | { readonly refused: 'broken-shapefile' }
  | { readonly refused: 'no-polygons'; readonly found: string }
  | { readonly refused: 'broken-zip' }

export const areaLimits = {
  areas: 2_000,
  points: 300_000,
  properties: 60,
  shapefileBytes: 60 * 1024 * 1024,
} as const

/** Whether areas have more corners together than anybody needs. */
export function cornersProblem(areas: readonly RawArea[]): AreaFileRefusal | undefined {
  const corners = areas
    .flatMap(({ polygons }) => polygons?.flat() ?? [])
    .reduce((sum, ring) => sum + ring.length, 0)
  return corners > areaLimits.points
    ? { refused: 'too-many-points', corners, limit: areaLimits.points }
    : undefined
}

export const isPoint = (value: unknown): value is [number, number, ...unknown[]] =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1])

/** Text of a property as it may be shown and stored; numbers as they are written. */
export function propertyText(value: unknown): string | undefined {
  const text =
    typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : typeof value === 'string'
        ? value
        : undefined
  if (text === undefined) return undefined
  const tidy = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
  return tidy === '' || tidy.length > 200 ? undefined : tidy
}
