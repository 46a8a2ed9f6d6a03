import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRef } from 'pdf-lib'

/** One element of the structure tree (ISO 32000-1, 14.7): what a screen reader walks through. */
export type StructureElement = {
  /** `H1`, `Table`, `TH`, `Figure` ... */
  readonly type: string
  readonly dict: PDFDict
  readonly children: readonly StructureElement[]
  /** Elements and marked content (page as object reference in text, and number) in reading order. */
  readonly parts: readonly (StructureElement | MarkedContent)[]
}

export type MarkedContent = { readonly page: string; readonly id: number }

/** Opens a PDF without touching it. Throws on files that are not PDF. */
export function openPdf(pdf: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(pdf, { updateMetadata: false })
}

function itemsOf(document: PDFDocument, value: PDFObject | undefined): readonly PDFObject[] {
  const found = document.context.lookup(value)
  if (found instanceof PDFArray) return found.asArray()
  return value === undefined ? [] : [value]
}

function readElement(document: PDFDocument, dict: PDFDict, inheritedPage: string): StructureElement {
  const own = dict.get(PDFName.of('Pg'))
  const page = own instanceof PDFRef ? own.toString() : inheritedPage
  const children: StructureElement[] = []
  const parts: (StructureElement | MarkedContent)[] = []
  for (const item of itemsOf(document, dict.get(PDFName.of('K')))) {
    const kid = document.context.lookup(item)
    if (kid instanceof PDFNumber) parts.push({ page, id: kid.asNumber() })
    if (!(kid instanceof PDFDict)) continue
    if (kid.has(PDFName.of('S'))) {
      const child = readElement(document, kid, page)
      children.push(child)
      parts.push(child)
      continue
    }
    const id = kid.lookup(PDFName.of('MCID'))
    const target = kid.get(PDFName.of('Pg'))
    if (id instanceof PDFNumber) {
      parts.push({ page: target instanceof PDFRef ? target.toString() : page, id: id.asNumber() })
    }
  }
  const type = dict.lookup(PDFName.of('S'), PDFName).decodeText()
  return { type, dict, children, parts }
}

/** The top elements of the tree; empty where the file is not tagged. */
export function readStructure(document: PDFDocument): readonly StructureElement[] {
  const root = document.catalog.lookup(PDFName.of('StructTreeRoot'))
  if (!(root instanceof PDFDict)) return []
  return itemsOf(document, root.get(PDFName.of('K')))
    .map((item) => document.context.lookup(item))
    .filter((item) => item instanceof PDFDict)
    .map((item) => readElement(document, item, ''))
}

/** All elements of these types below, in reading order; a found one is not searched further. */
export function findElements(
  elements: readonly StructureElement[],
  types: readonly string[],
): readonly StructureElement[] {
  return elements.flatMap((element) =>
    types.includes(element.type) ? [element] : findElements(element.children, types),
  )
}

/** Attribute dictionaries of the owner (`Table`, `Layout`) on an element. */
export function attributesOf(element: StructureElement, owner: string): readonly PDFDict[] {
  const value = element.dict.lookup(PDFName.of('A'))
  const all = value instanceof PDFArray ? value.asArray().map((_, index) => value.lookup(index)) : [value]
  return all
    .filter((item) => item instanceof PDFDict)
    .filter((item) => item.lookup(PDFName.of('O')) === PDFName.of(owner))
}
