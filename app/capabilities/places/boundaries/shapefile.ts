import type { RawArea, Ring, Rings } from './areaFile.ts'
import { isInRing, signedArea } from './rings.ts'

/*
 * Polygons of a shapefile, after "ESRI Shapefile Technical Description" (1998) and the dBASE III layout of its table. Only what
 * boundaries need: Polygon, PolygonZ and PolygonM; heights and measures are left aside.
 */

const polygonTypes: ReadonlySet<number> = new Set([5, 15, 25])
const shapeNames: Readonly<Record<number, string>> = {
  1: 'Point',
  3: 'PolyLine',
  8: 'MultiPoint',
  11: 'PointZ',
  13: 'PolyLineZ',
  18: 'MultiPointZ',
  21: 'PointM',
  23: 'PolyLineM',
  28: 'MultiPointM',
  31: 'MultiPatch',
}

export class BrokenShapefile extends Error {
  override name = 'BrokenShapefile'
}

/** The polygons of each record, in the order of the file; undefined for a record without. Throws `BrokenShapefile`. */
export function readShapes(
  bytes: Uint8Array,
): { readonly polygons: readonly Rings[] | undefined; readonly found: string }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.byteLength < 100 || view.getInt32(0) !== 9994) throw new BrokenShapefile()
  const shapes: { polygons: readonly Rings[] | undefined; found: string }[] = []
  let at = 100
  while (at + 12 <= view.byteLength) {
    const length = view.getInt32(at + 4) * 2
    const start = at + 8
    if (length < 4 || start + length > view.byteLength) throw new BrokenShapefile()
    const type = view.getInt32(start, true)
    if (polygonTypes.has(type))
      shapes.push({ polygons: groupRings(readRings(view, start, length)), found: 'Polygon' })
    else shapes.push({ polygons: undefined, found: shapeNames[type] ?? 'null' })
    at = start + length
  }
  return shapes
}

function readRings(view: DataView, start: number, length: number): Ring[] {
  if (length < 44) throw new BrokenShapefile()
  const parts = view.getInt32(start + 36, true)
  const points = view.getInt32(start + 40, true)
  const first = start + 44 + parts * 4
  if (parts < 1 || points < 0 || first + points * 16 > start + length) throw new BrokenShapefile()
  const starts = Array.from({ length: parts }, (_, index) => view.getInt32(start + 44 + index * 4, true))
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? points
    if (from < 0 || to < from || to > points) throw new BrokenShapefile()
    return Array.from({ length: to - from }, (_, step) => {
      const at = first + (from + step) * 16
      return [view.getFloat64(at, true), view.getFloat64(at + 8, true)] as const
    })
  })
}

/** Clockwise rings are outer ones, the others holes in the outer one they lie in; one that lies in none stays with the first, where it is found. */
function groupRings(rings: readonly Ring[]): readonly Rings[] {
  const outer = rings.filter((ring) => signedArea(ring) <= 0)
  if (outer.length === 0) return rings.map((ring) => [ring])
  const polygons = outer.map((ring) => [ring])
  for (const hole of rings.filter((ring) => signedArea(ring) > 0)) {
    const point = hole[0]
    const home = point === undefined ? undefined : polygons.find(([ring]) => isInRing(point, ring!))
    ;(home ?? polygons[0]!).push(hole)
  }
  return polygons
}

const codepages: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  '65001': 'utf-8',
  '1252': 'windows-1252',
  cp1252: 'windows-1252',
  'ansi 1252': 'windows-1252',
  'windows-1252': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso 8859-1': 'windows-1252',
  '88591': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
}

/** Reads text as the `.cpg` says; without one as UTF-8 if it is that, else as Windows-1252. */
function decoderOf(codepage: string | undefined): (bytes: Uint8Array) => string {
  const label =
    codepages[
      (codepage ?? '')
        .replace(/[^\x20-\x7e]/g, '')
        .trim()
        .toLowerCase()
    ]
  if (label !== undefined) {
    const decoder = new TextDecoder(label)
    return (bytes) => decoder.decode(bytes)
  }
  const strict = new TextDecoder('utf-8', { fatal: true })
  const loose = new TextDecoder('windows-1252')
  return (bytes) => {
    try {
      return strict.decode(bytes)
    } catch {
      return loose.decode(bytes)
    }
  }
}

const mostFields = 255

/** The table of a shapefile: per record its fields by name, as texts. Throws `BrokenShapefile`. */
export function readTable(bytes: Uint8Array, codepage: string | undefined): ReadonlyMap<string, string>[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.byteLength < 33) throw new BrokenShapefile()
  const count = view.getUint32(4, true)
  const headLength = view.getUint16(8, true)
  const recordLength = view.getUint16(10, true)
  if (headLength < 33 || recordLength < 1 || headLength + recordLength * count > view.byteLength + 1)
    throw new BrokenShapefile()
  const decode = decoderOf(codepage)
  const fields: { name: string; from: number; length: number }[] = []
  let from = 1
  for (
    let at = 32;
    at + 32 <= headLength && view.getUint8(at) !== 0x0d && fields.length < mostFields;
    at += 32
  ) {
    const name = bytes.subarray(at, at + 11)
    const end = name.indexOf(0)
    const length = view.getUint8(at + 16)
    fields.push({ name: decode(end < 0 ? name : name.subarray(0, end)), from, length })
    from += length
  }
  return Array.from({ length: count }, (_, index) => {
    const record = bytes.subarray(headLength + index * recordLength, headLength + (index + 1) * recordLength)
    return new Map(
      fields.map((field) => [
        field.name,
        decode(record.subarray(field.from, field.from + field.length))
          .replaceAll('\0', '')
          .trim(),
      ]),
    )
  })
}

/** Shapes and their rows side by side. */
export function joinShapes(
  shapes: ReturnType<typeof readShapes>,
  rows: readonly ReadonlyMap<string, string>[],
): RawArea[] {
  if (rows.length !== shapes.length) throw new BrokenShapefile()
  return shapes.map((shape, index) => ({ ...shape, properties: rows[index]! }))
}
