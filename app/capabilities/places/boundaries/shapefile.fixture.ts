type Area = { readonly name: string; readonly rings: readonly (readonly (readonly [number, number])[])[] }

/** A shapefile of polygons with one column "NAME", made by hand, so that tests decide every byte. */
export function shapefileOf(
  areas: readonly Area[],
  encoding: 'utf8' | 'latin1',
): { shp: Buffer; dbf: Buffer } {
  const records = areas.map(({ rings }, index) => {
    const points = rings.flat()
    const content = Buffer.alloc(44 + rings.length * 4 + points.length * 16)
    content.writeInt32LE(5, 0)
    content.writeInt32LE(rings.length, 36)
    content.writeInt32LE(points.length, 40)
    let start = 0
    for (const [part, ring] of rings.entries()) {
      content.writeInt32LE(start, 44 + part * 4)
      start += ring.length
    }
    for (const [at, [x, y]] of points.entries()) {
      content.writeDoubleLE(x, 44 + rings.length * 4 + at * 16)
      content.writeDoubleLE(y, 52 + rings.length * 4 + at * 16)
    }
    const head = Buffer.alloc(8)
    head.writeInt32BE(index + 1, 0)
    head.writeInt32BE(content.length / 2, 4)
    return Buffer.concat([head, content])
  })
  const head = Buffer.alloc(100)
  head.writeInt32BE(9994, 0)
  head.writeInt32LE(1000, 28)
  head.writeInt32LE(5, 32)
  const width = 20
  const table = Buffer.alloc(32 + 32 + 1 + areas.length * (width + 1), 0x20)
  table.fill(0, 0, 65)
  table.writeUInt8(3, 0)
  table.writeUInt32LE(areas.length, 4)
  table.writeUInt16LE(65, 8)
  table.writeUInt16LE(width + 1, 10)
  table.write('NAME', 32, 'latin1')
  table.write('C', 43, 'latin1')
  table.writeUInt8(width, 48)
  table.writeUInt8(0x0d, 64)
  for (const [index, { name }] of areas.entries()) table.write(name, 66 + index * (width + 1), encoding)
  return { shp: Buffer.concat([head, ...records]), dbf: table }
}
