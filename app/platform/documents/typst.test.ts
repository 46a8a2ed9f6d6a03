import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rounds } from '../../../tests/support/rounds.ts'
import { cell } from './document.ts'
import { checkPdf, readPdfTables } from './pdfChecks.ts'
import { findElements, openPdf, readStructure } from './pdfStructure.ts'
import { elementText, readMarkedText } from './pdfText.ts'
import { everyBlock, finishedOrThrow, heading, testDraft, testFigure, testTable } from './testDocument.ts'
import { createPdf, PdfBuildError, pressPdf } from './typst.server.ts'

const build = (blocks: Parameters<typeof testDraft>[0]) => createPdf(finishedOrThrow(testDraft(blocks)))

async function textsOf(pdf: Uint8Array, types: readonly string[]): Promise<readonly string[]> {
  const opened = await openPdf(pdf)
  const marked = readMarkedText(opened)
  return findElements(readStructure(opened), types).map((element) => elementText(element, marked))
}

describe('a built PDF', () => {
  it('passes its checks with every kind of block and says the references', async () => {
    const { pdf, pages, replaced } = await build(everyBlock())
    expect(pages).toBeGreaterThanOrEqual(5)
    expect(replaced).toEqual([])
    expect((await textsOf(pdf, ['P'])).join('\n')).toContain('Siehe Tabelle\u00a01.')
    expect(await textsOf(pdf, ['Caption'])).toEqual([
      'Tabelle 1 Besuchsquote nach Sozialraum',
      'Abbildung 1 Heessen erreicht neun von zehn Familien',
    ])
  })

  it('tags the heads of columns and of rows with their scope', async () => {
    const { pdf } = await build([heading('a', 1, 'A'), testTable('t')])
    const structure = readStructure(await openPdf(pdf))
    const rows = findElements(structure, ['TR']).map((row) => row.children.map((child) => child.type))
    expect(rows).toEqual([['TH', 'TH', 'TH'], ['TH', 'TD', 'TD'], ['TH'], ['TH', 'TD', 'TD']])
    const scopes = findElements(structure, ['TH']).map(
      (head) => /\/Scope \/(\w+)/.exec(head.dict.toString())?.[1],
    )
    expect(scopes).toEqual(['Column', 'Column', 'Column', 'Row', 'Row', 'Row'])
  })

  it('repeats the head of a table that runs over pages and keeps every row', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      look: 'plain' as const,
      cells: [cell(`Raum ${index}`), cell(String(index)), cell('1,5')],
    }))
    const { pdf, pages } = await build([heading('a', 1, 'A'), testTable('t', { rows })])
    expect(pages).toBeGreaterThan(3)
    const [table] = await readPdfTables(pdf)
    expect(table).toHaveLength(121)
    expect(table![120]).toEqual(['Raum 119', '119', '1,5'])
  })

  it('keeps names in Hebrew and Arabic, and puts a box for what no embedded font has', async () => {
    const { pdf, replaced } = await build(everyBlock('שלום مرحبا 😀 漢 👨‍👩‍👧 Łódź'))
    expect([...replaced].sort()).toEqual(['‍', '漢', '👧', '👨', '👩', '😀'].sort())
    const text = (await textsOf(pdf, ['P'])).join('')
    expect(text).toContain('ש')
    expect(text).toContain('□')
    expect(text).toContain('Łódź')
  })

  it('breaks a word of 80 letters inside its column', async () => {
    const word = 'Donaudampfschiff'.repeat(5)
    const { pdf } = await build([
      heading('a', 1, word),
      testTable('t', {
        columns: Array.from({ length: 12 }, () => ({ head: word, align: 'end' as const, width: 1 })),
        rows: [{ look: 'plain', cells: Array.from({ length: 12 }, () => cell(word)) }],
      }),
    ])
    const [table] = await readPdfTables(pdf)
    expect(table![1]![0]!.replace(/[\u00ad-]/g, '')).toBe(word)
  })
})

describe('texts that people write', () => {
  it('never become Typst code: they stand in the PDF as they were typed', async () => {
    const nasty =
      '#panic("x") *a* _b_ $c$ `d` @tabelle <ziele> \\ // /* */ = #{ } [ ] "e" ~ -- ... https://f.g'
    const { pdf } = await build([
      heading('ziele', 1, nasty),
      { kind: 'paragraph', look: 'plain', text: nasty },
      testTable('tabelle', { rows: [{ look: 'plain', cells: [cell(nasty), cell('1'), cell('2')] }] }),
    ])
    const [table] = await readPdfTables(pdf)
    const bare = (text: string) => text.replace(/[\s\u00ad]/g, '')
    expect(bare(table![1]![0]!)).toBe(bare(nasty))
    expect((await textsOf(pdf, ['P'])).map(bare)).toContain(bare(nasty))
  })

  it('with a sign that no font has and that is another one once composed are replaced like others', async () => {
    const { replaced } = await build(everyBlock('a\uf900'))
    expect(replaced).toEqual(['\u8c48'])
  })

  it(
    'of any characters build, or are replaced, but never break the document',
    async () => {
      const unit = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ unit: fc.constantFrom(...'#*_$`@<>\\/[](){}"=-~%& \u00ad\u202e\t\n'), maxLength: 60 }),
      )
      await fc.assert(
        fc.asyncProperty(unit, async (text) => {
          const { pdf } = await build(everyBlock(`a${text}`))
          expect(pdf.length).toBeGreaterThan(1000)
        }),
        { numRuns: rounds(60, 1000), seed: rounds(7, Date.now() | 0) },
      )
    },
    rounds(120_000, 3_600_000),
  )
})

describe('a build that must fail', () => {
  it('fails when the font is missing, instead of giving pages without letters', async () => {
    const template = await readFile(new URL('./report.typ', import.meta.url), 'utf8')
    const document = finishedOrThrow(testDraft(everyBlock()))
    const press = { fonts: [], template, canDraw: () => true }
    await expect(pressPdf(document, press)).rejects.toThrow(/source sans 3/i)
  })

  it('fails when a character can not be drawn', async () => {
    const template = await readFile(new URL('./report.typ', import.meta.url), 'utf8')
    const folder = new URL('../../../node_modules/source-sans/TTF/', import.meta.url)
    const names = ['Regular', 'It', 'Semibold', 'SemiboldIt', 'Bold', 'BoldIt']
    const fonts = await Promise.all(names.map((name) => readFile(new URL(`SourceSans3-${name}.ttf`, folder))))
    const document = finishedOrThrow(testDraft([heading('a', 1, '漢')]))
    const press = { fonts, template, canDraw: () => true }
    await expect(pressPdf(document, press)).rejects.toThrow(PdfBuildError)
  })
})

describe('the look through a PDF', () => {
  it('finds a file of another document: other cells, headings, counts and language', async () => {
    const { pdf } = await build(everyBlock())
    const others = everyBlock().filter((block) => block.kind !== 'figure')
    const changed = others.map((block) => {
      if (block.kind === 'table')
        return testTable('tabelle', {
          rows: [{ look: 'plain', cells: [cell('Heessen'), cell('7'), cell('8')] }],
        })
      return block.kind === 'heading' && block.id === 'ziele' ? { ...block, text: 'Andere Ziele' } : block
    })
    const draft = testDraft([
      ...changed,
      testFigure('abbildung'),
      testFigure('zweite'),
      testTable('zweite-tabelle'),
    ])
    const document = finishedOrThrow({ ...draft, meta: { ...draft.meta, language: 'en' } })
    const found = new Set((await checkPdf(pdf, document)).map((one) => one.problem))
    expect([...found].sort()).toEqual(['alternative', 'figures', 'headings', 'language', 'tables', 'text'])
  })

  it('finds what an untagged file lacks', async () => {
    const { PDFDocument, StandardFonts } = await import('pdf-lib')
    const plain = await PDFDocument.create()
    const page = plain.addPage()
    page.drawText('Hallo', { font: await plain.embedFont(StandardFonts.Helvetica) })
    const document = finishedOrThrow(testDraft([heading('a', 1, 'A')]))
    const problems = await checkPdf(await plain.save(), document)
    expect(problems.map((one) => one.problem)).toEqual([
      'not-tagged',
      'language',
      'title',
      'title-not-shown',
      'ua-marker',
      'font',
      'bookmarks',
      'headings',
    ])
  })
})
