import { crc32, deflateRawSync } from 'node:zlib'

/** A zip made by hand, so that tests decide every byte. `claim`: an unpacked size that the directory states instead. */
export type ZipPart = { readonly name: string; readonly content: string | Buffer; readonly claim?: number }

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claim } of parts) {
    const raw = Buffer.isBuffer(content) ? content : Buffer.from(content, 'utf8')
    const packed = deflateRawSync(raw)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x800, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(raw), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(claim ?? raw.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), head, Buffer.from(name), packed])
    const behind = Buffer.alloc(14)
    behind.writeUInt32LE(offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, behind, Buffer.from(name))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}

/** One sheet: its rows as XML of `sheetData`, what stands before and behind it. */
export type FixtureSheet = {
  readonly name: string
  readonly data: string
  readonly before?: string
  readonly behind?: string
  readonly state?: 'hidden'
}

/** Styles 0 to 5: general, `0 %`, `0.0%`, `0" %"`, `DD.MM.YYYY`, built-in date 14. */
const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0\\ %"/><numFmt numFmtId="165" formatCode="0.0%"/>
<numFmt numFmtId="166" formatCode="0&quot; %&quot;"/><numFmt numFmtId="167" formatCode="DD\\.MM\\.YYYY"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="14"/></cellXfs></styleSheet>`

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`

/** The parts of a small workbook; a test may change them before packing. */
export function workbookParts(
  sheets: readonly FixtureSheet[],
  sharedStrings = '',
  date1904 = false,
): ZipPart[] {
  const list = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${state ? ` state="${state}"` : ''}/>`,
  )
  const own = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
  const extra = [
    relation('rIdS', 'styles', 'styles.xml'),
    relation('rIdT', 'sharedStrings', '/xl/sharedStrings.xml'),
  ]
  return [
    { name: '[Content_Types].xml', content: `${header}<Types/>` },
    {
      name: '_rels/.rels',
      content: `${header}<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${header}<workbook xmlns:r="r"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${header}<Relationships>${[...own, ...extra].join('')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: header + styles },
    { name: 'xl/sharedStrings.xml', content: `${header}<sst>${sharedStrings}</sst>` },
    ...sheets.map(({ data, before = '', behind = '' }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `${header}<worksheet>${before}<sheetData>${data}</sheetData>${behind}</worksheet>`,
    })),
  ]
}

export function workbookOf(sheets: readonly FixtureSheet[], sharedStrings = '', date1904 = false): Buffer {
  return zipOf(workbookParts(sheets, sharedStrings, date1904))
}

/** Cells of a row: a text, a number, or ready XML of a cell without its reference. */
export function rowXml(row: number, cells: readonly (string | number | { readonly xml: string })[]): string {
  const xml = cells.map((cell, index) => {
    const r = `${String.fromCharCode(65 + index)}${row}`
    if (typeof cell === 'number') return `<c r="${r}"><v>${cell}</v></c>`
    if (typeof cell === 'object') return cell.xml.replace('<c', `<c r="${r}"`)
    return cell === '' ? '' : `<c r="${r}" t="inlineStr"><is><t>${cell}</t></is></c>`
  })
  return `<row r="${row}">${xml.join('')}</row>`
}
