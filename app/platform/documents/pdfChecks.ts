import {
  decodePDFRawStream,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib'
import { type FinishedDocument, plainText, type Table } from './document.ts'
import { attributesOf, findElements, openPdf, readStructure, type StructureElement } from './pdfStructure.ts'
import { elementText, type MarkedText, readMarkedText } from './pdfText.ts'
import { visibleText } from './typst.ts'

/** What keeps a PDF from being accessible (PDF/UA-1, ISO 14289-1) or from saying what its document says. */
export type PdfProblem =
  | { readonly problem: 'not-tagged' | 'title' | 'title-not-shown' | 'ua-marker' }
  | {
      readonly problem:
        | 'language'
        | 'bookmarks'
        | 'font'
        | 'headings'
        | 'tables'
        | 'heads'
        | 'figures'
        | 'alternative'
      readonly detail: string
    }
  | { readonly problem: 'text'; readonly detail: string }

function textOf(value: unknown): string {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : ''
}

function catalogProblems(pdf: PDFDocument, document: FinishedDocument): PdfProblem[] {
  const problems: PdfProblem[] = []
  const { catalog } = pdf
  const marks = catalog.lookup(PDFName.of('MarkInfo'))
  const isMarked = marks instanceof PDFDict && marks.lookup(PDFName.of('Marked')) === PDFBool.True
  if (!isMarked || readStructure(pdf).length === 0) problems.push({ problem: 'not-tagged' })
  const language = textOf(catalog.lookup(PDFName.of('Lang')))
  if (language.split('-')[0] !== document.meta.language)
    problems.push({ problem: 'language', detail: language })
  if (!pdf.getTitle()?.trim()) problems.push({ problem: 'title' })
  const view = catalog.lookup(PDFName.of('ViewerPreferences'))
  if (!(view instanceof PDFDict) || view.lookup(PDFName.of('DisplayDocTitle')) !== PDFBool.True) {
    problems.push({ problem: 'title-not-shown' })
  }
  const metadata = catalog.lookup(PDFName.of('Metadata'))
  const xmp =
    metadata instanceof PDFRawStream ? new TextDecoder().decode(decodePDFRawStream(metadata).decode()) : ''
  if (!/pdfuaid:part(?:>|=")1/.test(xmp)) problems.push({ problem: 'ua-marker' })
  return problems
}

function countBookmarks(item: PDFDict | undefined): number {
  let count = 0
  let current = item?.lookup(PDFName.of('First'))
  while (current instanceof PDFDict) {
    count += 1 + countBookmarks(current)
    current = current.lookup(PDFName.of('Next'))
  }
  return count
}

/** Fonts without their file inside. A composite font's file hangs on its descendant. */
function fontProblems(pdf: PDFDocument): PdfProblem[] {
  const problems: PdfProblem[] = []
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('Font')) continue
    const subtype = object.get(PDFName.of('Subtype'))
    if (subtype === PDFName.of('Type3') || subtype === PDFName.of('Type0')) continue
    const descriptor = object.lookup(PDFName.of('FontDescriptor'))
    const isEmbedded =
      descriptor instanceof PDFDict &&
      ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(PDFName.of(key)))
    if (!isEmbedded) problems.push({ problem: 'font', detail: String(object.get(PDFName.of('BaseFont'))) })
  }
  return problems
}

const rightToLeft = /[\u0590-\u08ff]/u

/** Blanks and soft hyphens depend on line ends; letters written from the right are printed in another order. */
function comparable(text: string): string {
  const bare = visibleText(text)
    .normalize('NFKC')
    .replace(/[\s\u00ad]/gu, '')
  return rightToLeft.test(bare) ? [...bare].sort().join('') : bare
}

function hasScope(head: StructureElement): boolean {
  return attributesOf(head, 'Table').some((attribute) => attribute.has(PDFName.of('Scope')))
}

function tableProblems(
  table: Table,
  element: StructureElement,
  document: FinishedDocument,
  marked: MarkedText,
  canCompare: (text: string) => boolean,
): PdfProblem[] {
  const problems: PdfProblem[] = []
  const detail = document.labels[table.id]!.text
  const headRows = findElements(findElements(element.children, ['THead']), ['TR'])
  const heads = headRows[0]?.children ?? []
  const isHeaded =
    heads.length === table.columns.length &&
    findElements([element], ['TH']).every(hasScope) &&
    heads.every((head) => head.type === 'TH')
  if (!isHeaded) problems.push({ problem: 'heads', detail })
  const rows = findElements(findElements(element.children, ['TBody']), ['TR'])
  const wanted = [table.columns.map((column) => column.head)].concat(
    table.rows.map((row) => row.cells.map((one) => plainText(one.text, document.labels))),
  )
  const found = [...headRows, ...rows]
  wanted.forEach((row, at) => {
    const cells = found[at]?.children ?? []
    const named = at === 0 || table.rowHeads === 0 || cells[0]?.type === 'TH'
    if (!named) problems.push({ problem: 'heads', detail: `${detail}, ${row[0]}` })
    row.forEach((text, column) => {
      const printed = cells[column] ? elementText(cells[column], marked) : undefined
      const same = printed !== undefined && (!canCompare(text) || comparable(printed) === comparable(text))
      if (!same) problems.push({ problem: 'text', detail: `${detail}: „${text}“ / „${printed ?? ''}“` })
    })
  })
  return problems
}

/**
 * Walks through a PDF as a screen reader would and compares it with the document it was made from: tags, language, title,
 * bookmarks, embedded fonts, headings, every cell of every table with its headers, alternative texts. `replaced` are the
 * characters that no font has. Empty where all is well; throws on files that are not PDF.
 */
export async function checkPdf(
  pdf: Uint8Array,
  document: FinishedDocument,
  replaced: readonly string[] = [],
): Promise<readonly PdfProblem[]> {
  const opened = await openPdf(pdf)
  const problems = [...catalogProblems(opened, document), ...fontProblems(opened)]
  // Some signs are another one once composed (U+F900 is U+8C48): the printer replaces what a reader would see.
  const canCompare = (text: string) => !replaced.some((sign) => visibleText(text).includes(sign))
  const headings = document.blocks.filter((block) => block.kind === 'heading')
  const outlines = opened.catalog.lookup(PDFName.of('Outlines'))
  const bookmarks = countBookmarks(outlines instanceof PDFDict ? outlines : undefined)
  if (bookmarks !== headings.length) {
    problems.push({ problem: 'bookmarks', detail: `${bookmarks} / ${headings.length}` })
  }
  const structure = readStructure(opened)
  const marked = readMarkedText(opened)
  const printed = findElements(structure, ['H1', 'H2', 'H3', 'H4'])
  headings.forEach((heading, at) => {
    const element = printed[at]
    const text = element && elementText(element, marked)
    const number = document.labels[heading.id]!.number
    const same =
      element?.type === `H${heading.level}` &&
      text !== undefined &&
      (!canCompare(heading.text) || comparable(text) === comparable(number + heading.text))
    if (!same) problems.push({ problem: 'headings', detail: `„${heading.text}“ / „${text ?? ''}“` })
  })
  const tables = document.blocks.filter((block) => block.kind === 'table')
  const tableElements = findElements(structure, ['Table'])
  if (tableElements.length !== tables.length) {
    problems.push({ problem: 'tables', detail: `${tableElements.length} / ${tables.length}` })
  }
  tables.forEach((table, at) => {
    const element = tableElements[at]
    if (element) problems.push(...tableProblems(table, element, document, marked, canCompare))
  })
  const figures = document.blocks.filter((block) => block.kind === 'figure')
  const figureElements = findElements(structure, ['Figure'])
  if (figureElements.length !== figures.length) {
    problems.push({ problem: 'figures', detail: `${figureElements.length} / ${figures.length}` })
  }
  figures.forEach((figure, at) => {
    const alternative = textOf(figureElements[at]?.dict.lookup(PDFName.of('Alt')))
    if (alternative.trim() === '') problems.push({ problem: 'alternative', detail: figure.id })
  })
  return problems
}

/** Texts of all table cells as they stand in the file: table, row (head first), column. For comparing paper with screen. */
export async function readPdfTables(pdf: Uint8Array): Promise<readonly (readonly (readonly string[])[])[]> {
  const opened = await openPdf(pdf)
  const marked = readMarkedText(opened)
  return findElements(readStructure(opened), ['Table']).map((table) =>
    findElements(table.children, ['TR']).map((row) =>
      row.children.map((child) => elementText(child, marked)),
    ),
  )
}
