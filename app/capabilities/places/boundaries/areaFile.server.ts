import { type Archive, openArchive } from '#app/platform/tables/archive.ts'
import { FileRefused } from '#app/platform/tables/refusal.ts'
import { type AreaFile, type AreaFileRefusal, areaLimits, cornersProblem } from './areaFile.ts'
import { readGeoJson } from './geojson.ts'
import { systemOfWkt } from './referenceSystem.ts'
import { BrokenShapefile, joinShapes, readShapes, readTable } from './shapefile.ts'

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

/** Opens GeoJSON or a zipped shapefile by what its bytes say. */
export async function readAreaFile(bytes: Uint8Array): Promise<AreaFile | AreaFileRefusal> {
  if (!isZip(bytes)) return readGeoJson(new TextDecoder('utf-8').decode(bytes))
  try {
    return await readShapefile(await openArchive(Buffer.from(bytes)))
  } catch (error) {
    if (error instanceof BrokenShapefile || error instanceof RangeError)
      return { refused: 'broken-shapefile' }
    if (error instanceof FileRefused) return { refused: 'broken-zip' }
    throw error
  }
}

async function readPart(archive: Archive, name: string): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of archive.stream(name)) {
    size += part.length
    if (size > areaLimits.shapefileBytes) throw new BrokenShapefile()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function readShapefile(archive: Archive): Promise<AreaFile | AreaFileRefusal> {
  const layers = archive.names.filter(
    (name) => /\.shp$/i.test(name) && !/(?:^|\/)(?:__MACOSX\/|\._)/.test(name),
  )
  const [layer] = layers
  if (layer === undefined) return { refused: 'no-shapefile' }
  if (layers.length > 1) return { refused: 'several-layers', names: layers.slice(0, 10).join(', ') }
  const stem = layer.slice(0, -4).toLowerCase()
  const beside = (ending: string) => archive.names.find((name) => name.toLowerCase() === `${stem}.${ending}`)
  const [table, codepage, projection] = [beside('dbf'), beside('cpg'), beside('prj')]
  if (table === undefined) return { refused: 'broken-shapefile' }
  const shapes = readShapes(await readPart(archive, layer))
  if (shapes.length === 0) return { refused: 'no-areas' }
  if (shapes.length > areaLimits.areas) return { refused: 'too-many-areas', limit: areaLimits.areas }
  if (shapes.every(({ polygons }) => polygons === undefined))
    return { refused: 'no-polygons', found: shapes[0]!.found }
  const text = async (name: string | undefined) =>
    name === undefined ? undefined : (await readPart(archive, name)).subarray(0, 20_000).toString('latin1')
  const areas = joinShapes(shapes, readTable(await readPart(archive, table), await text(codepage)))
  const tooMany = cornersProblem(areas)
  if (tooMany) return tooMany
  return { format: 'shapefile', areas, system: systemIn(await text(projection)) }
}

function systemIn(wkt: string | undefined): AreaFile['system'] {
  if (wkt === undefined) return { kind: 'none' }
  const code = systemOfWkt(wkt)
  const name = /^\s*\w+\["([^"]{1,80})"/.exec(wkt)?.[1] ?? '?'
  return code ? { kind: 'stated', code } : { kind: 'other', name }
}
