import { PDFName } from 'pdf-lib'
import type { FinishedDocument } from './document.ts'
import { attributesOf, findElements, openPdf, readStructure } from './pdfStructure.ts'

/**
 * Makes the cells that name a row header cells of that row (PDF/UA-1, 7.5). Typst 0.14 tags the head of a table as columns'
 * headers; headers of rows need its experimental `a11y-extras`, which the library doesn't switch on. Explicit header lists
 * of the other cells are taken out: they name columns only and would outrank the row's header.
 */
export async function markRowHeads(pdf: Uint8Array, document: FinishedDocument): Promise<Uint8Array> {
  const opened = await openPdf(pdf)
  const elements = findElements(readStructure(opened), ['Table'])
  const tables = document.blocks.filter((block) => block.kind === 'table')
  tables.forEach((table, index) => {
    const rows = findElements(findElements(elements[index]?.children ?? [], ['TBody']), ['TR'])
    rows.forEach((row, at) => {
      const heads = table.rows[at]?.look === 'group' ? 1 : table.rowHeads
      row.children.forEach((child, column) => {
        const attributes = attributesOf(child, 'Table')
        for (const attribute of attributes) attribute.delete(PDFName.of('Headers'))
        if (column >= heads) return
        child.dict.set(PDFName.of('S'), PDFName.of('TH'))
        if (attributes[0]) attributes[0].set(PDFName.of('Scope'), PDFName.of('Row'))
        else child.dict.set(PDFName.of('A'), opened.context.obj({ O: 'Table', Scope: 'Row' }))
      })
    })
  })
  return opened.save({ addDefaultPage: false, updateFieldAppearances: false })
}
