import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { guessDelimiter } from './csv.ts'
import { FileRefused, fileLimits } from './refusal.ts'
import { cellText } from './sourcecell.ts'
import { openTable } from './table.ts'
import { inPieces, refusalOfFile, rowsOf, tableOf } from './tables.fixture.ts'

const windows = (text: string) =>
  Buffer.from([...text].map((letter) => ({ '€': 0x80, '–': 0x96 })[letter] ?? letter.codePointAt(0)!))
const textsOf = async (bytes: Uint8Array | string, pieces?: number) =>
  (await rowsOf(await tableOf(bytes, pieces))).map(({ cells }) => cells.map(cellText))
const expected = [
  ['Sozialraum', '2018'],
  ['Bockum-Hövel', '82,1'],
]

describe('encodings', () => {
  const text = 'Sozialraum;2018\r\nBockum-Hövel;82,1\r\n'
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', windows(text)],
    ['UTF-16 little endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('reads %s, in one piece and byte by byte', async (_, bytes) => {
    expect(await textsOf(bytes)).toEqual(expected)
    expect(await textsOf(bytes, 1)).toEqual(expected)
  })

  it('reads the euro sign and the dash of Windows', async () => {
    expect(await textsOf(windows('Betrag;5 €\nZeit;1–2'))).toEqual([
      ['Betrag', '5 €'],
      ['Zeit', '1–2'],
    ])
  })

  it('takes a letter cut at the end of the last piece for Windows-1252', async () => {
    expect(await textsOf(windows('a;ä'), 3)).toEqual([['a', 'ä']])
  })

  it('refuses text that changes its encoding on the way', async () => {
    const mixed = Buffer.concat([Buffer.from('Höhe;1\n'.repeat(20_000)), windows('Höhe;2\n')])
    expect(await refusalOfFile(mixed)).toMatchObject({ refused: 'mixed-encoding' })
  })

  it('refuses a code page of DOS rather than turn ü into something else', async () => {
    expect(await refusalOfFile(Buffer.from([0x4d, 0x81, 0x6c, 0x6c, 0x3b, 0x31]))).toEqual({
      refused: 'unknown-encoding',
    })
  })
})

describe('records', () => {
  it.each([
    ['semicolons with decimal commas', 'a;2013;2014\nStadtmitte;82,1;83,4\nHeessen;1,5;2,5', ';'],
    ['commas', 'a,2013,2014\nStadtmitte,82.1,83.4', ','],
    ['tabs', 'a\t2013\nStadtmitte\t82,1', '\t'],
    ['a title line above', 'Besuche, Stand 2018\n\na;b;c\n1;2;3\n4;5;6', ';'],
  ])('finds the delimiter of a file with %s', (_, text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter)
  })

  it('numbers rows as a spreadsheet does, blank lines and line ends in quotes included', async () => {
    const rows = await rowsOf(await tableOf('Titel;x\n\n"zwei\r\nZeilen";1\nEnde;2\n'))
    expect(rows.map(({ row, cells }) => [row, cells.map(cellText)])).toEqual([
      [1, ['Titel', 'x']],
      [2, []],
      [3, ['zwei\nZeilen', '1']],
      [4, ['Ende', '2']],
    ])
  })

  it("follows Excel's own note about the delimiter", async () => {
    expect(await textsOf('sep=,\na;b,1\nc,2')).toEqual([
      ['a;b', '1'],
      ['c', '2'],
    ])
  })

  it('reads old Mac line ends', async () => {
    expect(await textsOf('a;b\r1;2\r', 4)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('says in which row quotes are broken', async () => {
    expect(await refusalOfFile('a;b\n1;2\n"x"y;3\n4;5')).toEqual({ refused: 'broken-quotes', row: 3 })
    const endless = `a;b\n1;"${'offen;1\n'.repeat(400_000)}`
    expect(await refusalOfFile(endless)).toEqual({ refused: 'broken-quotes', row: 2 })
  })

  it('refuses more rows than a spreadsheet holds', { timeout: 60_000 }, async () => {
    expect(await refusalOfFile('a;1\n'.repeat(fileLimits.rows))).toBeUndefined()
    expect(await refusalOfFile('a;1\n'.repeat(fileLimits.rows + 1))).toEqual({
      refused: 'too-many-rows',
      limit: fileLimits.rows,
    })
    expect(await refusalOfFile(`${';'.repeat(2_000)}\n`)).toMatchObject({
      refused: 'too-many-columns',
      row: 1,
    })
  })
})

describe('properties', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ';', ',', '\n', ' ', '5', "'", '€') })
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })

  it('reads back every table that papaparse writes, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (rows, pieces, returns) => {
          const head = ['k1', 'k2', 'k3', 'k4', 'k5']
          const body = rows.map((cells) => [...cells, ...Array.from({ length: 5 - cells.length }, () => 'z')])
          const text = Papa.unparse(
            [head, ...Array.from({ length: 3 }, () => ['a', 'b', 'c', 'd', 'e']), ...body],
            {
              delimiter: ';',
              newline: returns ? '\r\n' : '\n',
            },
          )
          expect(await textsOf(text, pieces)).toEqual([
            head,
            ...Array.from({ length: 3 }, () => ['a', 'b', 'c', 'd', 'e']),
            ...body,
          ])
        },
      ),
    )
  })

  it('reads or refuses any bytes, and never breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.integer({ min: 1, max: 64 }),
        async (bytes, pieces) => {
          try {
            await rowsOf(await openTable(inPieces(bytes, pieces), bytes.length))
          } catch (error) {
            expect(error).toBeInstanceOf(FileRefused)
          }
        },
      ),
    )
  })
})
