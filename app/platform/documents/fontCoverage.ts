/**
 * Reads which characters a font can draw: the `cmap` table of OpenType, formats 4 and 12
 * (https://learn.microsoft.com/typography/opentype/spec/cmap). Throws on files that are not OpenType.
 */
export function readCoverage(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const tableCount = view.getUint16(4)
  for (let index = 0; index < tableCount; index += 1) {
    const record = 12 + index * 16
    const tag = String.fromCharCode(...font.subarray(record, record + 4))
    if (tag === 'cmap') return readCmap(view, view.getUint32(record + 8))
  }
  throw new Error('The font has no character map')
}

function readCmap(view: DataView, start: number): ReadonlySet<number> {
  const covered = new Set<number>()
  const subtables = view.getUint16(start + 2)
  for (let index = 0; index < subtables; index += 1) {
    const offset = start + view.getUint32(start + 4 + index * 8 + 4)
    const format = view.getUint16(offset)
    if (format === 4) readFormat4(view, offset, covered)
    if (format === 12) readFormat12(view, offset, covered)
  }
  return covered
}

function readFormat4(view: DataView, offset: number, covered: Set<number>): void {
  const segments = view.getUint16(offset + 6) / 2
  const ends = offset + 14
  const starts = ends + segments * 2 + 2
  const deltas = starts + segments * 2
  const ranges = deltas + segments * 2
  for (let segment = 0; segment < segments; segment += 1) {
    const first = view.getUint16(starts + segment * 2)
    const last = view.getUint16(ends + segment * 2)
    const range = view.getUint16(ranges + segment * 2)
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const raw = range === 0 ? code : view.getUint16(ranges + segment * 2 + range + (code - first) * 2)
      const glyph = range !== 0 && raw === 0 ? 0 : (raw + view.getUint16(deltas + segment * 2)) & 0xffff
      if (glyph !== 0) covered.add(code)
    }
  }
}

function readFormat12(view: DataView, offset: number, covered: Set<number>): void {
  const groups = view.getUint32(offset + 12)
  for (let group = 0; group < groups; group += 1) {
    const at = offset + 16 + group * 12
    const glyph = view.getUint32(at + 8)
    for (let code = view.getUint32(at); code <= view.getUint32(at + 4); code += 1) {
      if (glyph + code - view.getUint32(at) !== 0) covered.add(code)
    }
  }
}
