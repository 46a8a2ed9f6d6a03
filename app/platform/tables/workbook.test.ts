import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOfSerial, meaningOfFormat } from './numberformat.ts'
import { FileRefused } from './refusal.ts'
import { cellText, columnLetters, parseReference } from './sourcecell.ts'
import { openTable } from './table.ts'
import { inPieces, refusalOfFile, rowsOf, tableOf } from './tables.fixture.ts'
import { rowXml, workbookOf, workbookParts, zipOf } from './xlsx.fixture.ts'

const cellsOf = async (data: string, behind = '', shared = '') =>
  (await rowsOf(await tableOf(workbookOf([{ name: 'Tabelle1', data, behind }], shared)))).map(
    ({ cells }) => cells,
  )

describe('cells of a workbook', () => {
  it('shows percent cells as people see them: 0.82 is 82 %', async () => {
    const [cells] = await cellsOf(
      rowXml(1, [
        { xml: '<c s="1"><v>0.82</v></c>' },
        { xml: '<c s="2"><v>0.28999999999999998</v></c>' },
        { xml: '<c s="3"><v>82</v></c>' },
        0.82,
      ]),
    )
    expect(cells!.map(cellText)).toEqual(['82 %', '29 %', '82 %', '0,82'])
  })

  it('reads dates, in own and built-in formats', async () => {
    const [cells] = await cellsOf(
      rowXml(1, [{ xml: '<c s="4"><v>43373</v></c>' }, { xml: '<c s="5"><v>43373.5</v></c>' }]),
    )
    expect(cells).toEqual([
      { kind: 'date', iso: '2018-09-30', formula: false },
      { kind: 'date', iso: '2018-09-30', formula: false },
    ])
  })

  it('reads shared, inline and rich text, raised footnote marks as such', async () => {
    const shared =
      '<si><t>Sozialraum</t></si><si><r><t>2016</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1)</t></r></si><si><t>a</t><rPh sb="0" eb="1"><t>phonetic</t></rPh></si>'
    const [cells] = await cellsOf(
      rowXml(1, [
        { xml: '<c t="s"><v>0</v></c>' },
        { xml: '<c t="s"><v>1</v></c>' },
        { xml: '<c t="s"><v>2</v></c>' },
        'Höhe &amp; Maß_x000D_',
      ]),
      '',
      shared,
    )
    expect(cells).toEqual(['Sozialraum', '2016¹)', 'a', 'Höhe & Maß\r'])
  })

  it('reads what a formula gave and says that it was one', async () => {
    const [cells] = await cellsOf(
      rowXml(1, [
        { xml: '<c><f>SUM(A2:A9)</f><v>1634</v></c>' },
        { xml: '<c><f>SUM(A2:A9)</f></c>' },
        { xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' },
        { xml: '<c t="str"><f>"x"</f><v>x</v></c>' },
      ]),
    )
    expect(cells).toEqual([
      { kind: 'number', decimal: '1634', percent: false, formula: true },
      { kind: 'uncomputed' },
      { kind: 'error', text: '#DIV/0!' },
      { kind: 'text', text: 'x', formula: true },
    ])
  })

  it('spreads the value of merged cells over all that they cover', async () => {
    const rows = await cellsOf(
      rowXml(1, ['Raum', 'untersucht', '', 'Heft', '']) +
        rowXml(2, ['', '2017/18', '2018/19', '2017/18', '2018/19']),
      '<mergeCells count="3"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:E1"/></mergeCells>',
    )
    expect(rows.map((cells) => cells.map(cellText))).toEqual([
      ['Raum', 'untersucht', 'untersucht', 'Heft', 'Heft'],
      ['Raum', '2017/18', '2018/19', '2017/18', '2018/19'],
    ])
    expect(rows[0]![2]).toEqual({ kind: 'spread', of: 'untersucht' })
  })

  it('keeps row numbers where rows are left out, and knows hidden rows', async () => {
    const table = await tableOf(
      workbookOf([
        {
          name: 'T',
          data: `${rowXml(3, ['a'])}<row r="7" hidden="1"><c t="inlineStr"><is><t>b</t></is></c></row>`,
        },
      ]),
    )
    expect(await rowsOf(table)).toEqual([
      { row: 3, cells: ['a'] },
      { row: 7, cells: ['b'], hidden: true },
    ])
  })

  it('reads the first visible sheet, or the one that is named', async () => {
    const table = await tableOf(
      workbookOf([
        { name: 'alt', data: rowXml(1, ['hidden']), state: 'hidden' },
        { name: 'Daten', data: rowXml(1, ['visible']) },
      ]),
    )
    expect(table.form()).toEqual({
      kind: 'workbook',
      sheets: [
        { name: 'alt', hidden: true },
        { name: 'Daten', hidden: false },
      ],
    })
    expect((await rowsOf(table))[0]!.cells).toEqual(['visible'])
    expect((await rowsOf(table, 'alt'))[0]!.cells).toEqual(['hidden'])
    await expect(async () => rowsOf(table, 'fehlt')).rejects.toThrow(FileRefused)
  })

  it('reads names with a prefix, as strict workbooks have them', async () => {
    const parts = workbookParts([{ name: 'T', data: '' }])
    const sheet =
      '<x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c r="B1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const bytes = zipOf(
      parts.map((part) => (part.name.includes('sheet1') ? { ...part, content: sheet } : part)),
    )
    expect((await rowsOf(await tableOf(bytes)))[0]!.cells.map(cellText)).toEqual(['', '5'])
  })
})

describe('number formats and dates', () => {
  it.each([
    ['0.0 %', 'percent'],
    ['0"  %"', 'percent-sign'],
    ['0\\ %', 'percent'],
    ['#,##0.00\\ "€"', 'number'],
    ['[Red]-0', 'number'],
    ['DD.MM.YYYY', 'date'],
    ['General', 'number'],
    ['General" Tage"', 'number'],
    ['[$-407]mmmm yyyy', 'date'],
  ])('takes %s for %s', (code, meaning) => {
    expect(meaningOfFormat(code)).toBe(meaning)
  })

  it("knows Excel's leap day of 1900 and the other calendar of 1904", () => {
    expect(dateOfSerial(59, false)).toBe('1900-02-28')
    expect(dateOfSerial(60, false)).toBeUndefined()
    expect(dateOfSerial(61, false)).toBe('1900-03-01')
    expect(dateOfSerial(0, true)).toBe('1904-01-01')
  })

  it('names columns as spreadsheets do', () => {
    expect([1, 26, 27, 702, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16_384 }), (column) => {
        expect(parseReference(`${columnLetters(column)}7`)).toEqual({ column, row: 7 })
      }),
    )
  })
})

describe('bad files', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  const good = workbookOf([{ name: 'T', data: rowXml(1, ['a', 1]) }])

  it('are told apart by their bytes, whatever their name', async () => {
    expect(await refusalOfFile(Buffer.alloc(0))).toEqual({ refused: 'empty' })
    expect(await refusalOfFile(png)).toEqual({ refused: 'not-a-table', looksLike: 'image' })
    expect(await refusalOfFile('%PDF-1.7 …')).toEqual({ refused: 'not-a-table', looksLike: 'pdf' })
    expect(await refusalOfFile('<html><table>')).toEqual({ refused: 'not-a-table', looksLike: 'web-page' })
    expect(await refusalOfFile(Buffer.alloc(64))).toEqual({ refused: 'not-a-table', looksLike: 'binary' })
    expect(await refusalOfFile(Buffer.concat([compound, Buffer.alloc(600)]))).toEqual({
      refused: 'old-excel',
    })
    expect(
      await refusalOfFile(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')])),
    ).toEqual({
      refused: 'password-protected',
    })
    expect(await refusalOfFile(zipOf([{ name: 'word/document.xml', content: 'x' }]))).toMatchObject({
      looksLike: 'word',
    })
    expect(await refusalOfFile(zipOf([{ name: 'mimetype', content: 'ods' }]))).toMatchObject({
      looksLike: 'open-document',
    })
    expect(await refusalOfFile(zipOf([{ name: 'xl/workbook.bin', content: 'x' }]))).toMatchObject({
      looksLike: 'binary-excel',
    })
    expect(await refusalOfFile(zipOf([{ name: 'foto.txt', content: 'x' }]))).toMatchObject({
      looksLike: 'archive',
    })
  })

  it('are refused where the archive or the XML in it is broken', async () => {
    expect(await refusalOfFile(good.subarray(0, good.length - 40))).toEqual({ refused: 'broken-archive' })
    const cut = workbookParts([{ name: 'T', data: '<row r="1"><c r="A1"><v>5</v>' }])
    expect(await refusalOfFile(zipOf(cut))).toEqual({ refused: 'broken-workbook' })
    expect(
      await refusalOfFile(workbookOf([{ name: 'T', data: '<row r="1"><c t="s"><v>99</v></c></row>' }])),
    ).toEqual({
      refused: 'broken-workbook',
    })
    expect(await refusalOfFile(zipOf(workbookParts([])))).toEqual({ refused: 'no-sheet' })
  })

  it('are refused where a document type could define entities', async () => {
    const parts = workbookParts([{ name: 'T', data: rowXml(1, ['&b;']) }]).map((part) =>
      part.name.includes('sheet1')
        ? { ...part, content: `<!DOCTYPE worksheet [<!ENTITY b "boom">]>${String(part.content).slice(56)}` }
        : part,
    )
    expect(await refusalOfFile(zipOf(parts))).toEqual({ refused: 'declares-entities' })
  })

  it('are refused where they unpack to much more than they say or may', async () => {
    const bomb = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(40 * 1024 * 1024, 32) }
    const parts = workbookParts([{ name: 'T', data: '' }]).filter(({ name }) => name !== bomb.name)
    expect(await refusalOfFile(zipOf([...parts, bomb]))).toEqual({ refused: 'unpacks-too-large' })
    expect(await refusalOfFile(zipOf([...parts, { ...bomb, claim: 1000 }]))).toEqual({
      refused: 'broken-archive',
    })
    expect(await refusalOfFile(zipOf([...parts, { ...bomb, content: 'x', claim: 2 ** 31 }]))).toEqual({
      refused: 'unpacks-too-large',
    })
  })

  it('read a small regular table though it packs better than 20 to 1', async () => {
    const data = '<row><c><v>1634</v></c><c><v>1340</v></c></row>'.repeat(20_000)
    const bytes = workbookOf([{ name: 'T', data }])
    expect(data.length / bytes.length).toBeGreaterThan(20)
    expect(await rowsOf(await tableOf(bytes))).toHaveLength(20_000)
  })

  it('never break the reader when bytes of a sound workbook change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = Buffer.from(good)
          for (const [at, byte] of changes) bytes[at] = byte
          try {
            await rowsOf(await openTable(inPieces(bytes), bytes.length))
          } catch (error) {
            expect(error).toBeInstanceOf(FileRefused)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
