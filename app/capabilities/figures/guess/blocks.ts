import { cellText, isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import { distinctTexts, type Header, isDataRow, isNumber, readHeader } from './header.ts'
import type { Surroundings } from './surroundings.ts'
import { plainText } from './words.ts'

/** One table of a sheet as it seems: what stands above it and its rows. */
export type Block = {
  readonly header: Header
  /** Lines between header and data that stand alone ("männlich"), or under the same header as the block before. */
  readonly section: readonly string[]
  /** Under the header of the block before. */
  readonly continues: boolean
  readonly body: readonly SourceRow[]
  /** The rows of `section`. */
  readonly sectionRows: readonly SourceRow[]
  /** Lines inside that are none of its data: a header that a printout repeats on each page. */
  readonly repeated: readonly number[]
}

type Segment = { readonly text: SourceRow[]; readonly data: SourceRow[] }

/** Texts and data in turns, from the top. */
function segmentsOf(rows: readonly SourceRow[], around: Surroundings): Segment[] {
  const segments: Segment[] = [{ text: [], data: [] }]
  for (const [index, row] of rows.entries()) {
    const current = segments.at(-1)!
    const isData =
      isDataRow(row, rows.slice(Math.max(0, index - 6), index), around) ||
      (current.data.length > 0 && continuesData(row, around))
    if (isData) current.data.push(row)
    else if (current.data.length === 0) current.text.push(row)
    else segments.push({ text: [row], data: [] })
  }
  return segments
}

/** Under data, a name with a number that could be a year is one more row of data; several years are a header. */
function continuesData(row: SourceRow, around: Surroundings): boolean {
  const numbers = row.cells.filter((cell, index) => index > 0 && isNumber(cell)).map(cellText)
  if (isEmptyCell(row.cells[0]) || isNumber(row.cells[0]) || numbers.length === 0) return false
  const years = numbers.map((text) => (around.isPeriod(text) ? Number.parseInt(text, 10) : Number.NaN))
  const rising = years.every((year, index) => index === 0 || year > years[index - 1]!)
  return numbers.length === 1 || !rising || years.some(Number.isNaN)
}

const textOf = (row: SourceRow) =>
  row.cells
    .map((cell) => plainText(cellText(cell)))
    .join('\u0000')
    .replace(/\u0000+$/, '')
const isAlone = (row: SourceRow) => distinctTexts(row).length <= 1

/** Cuts a sheet into its tables: one under another, sections under one header, pages of a printout. */
export function splitBlocks(rows: readonly SourceRow[], around: Surroundings): Block[] {
  const blocks: Block[] = []
  let headerTexts: readonly string[] = []
  for (const { text, data } of segmentsOf(rows, around)) {
    const last = blocks.at(-1)
    if (data.length === 0) {
      if (!last)
        blocks.push({
          header: readHeader(text, data),
          section: [],
          sectionRows: [],
          continues: false,
          body: [],
          repeated: [],
        })
      continue
    }
    const lastHeader = text.findLastIndex((row) => !isAlone(row))
    const section = text.slice(lastHeader + 1)
    const upper = text.slice(0, lastHeader + 1)
    const sectionTexts = section.flatMap((row) => distinctTexts(row).slice(0, 1))
    const isRepeated =
      last !== undefined &&
      headerTexts.length > 0 &&
      upper.length > 0 &&
      upper.filter((row) => !isAlone(row)).every((row) => headerTexts.includes(textOf(row)))
    const titles = upper.filter(isAlone).flatMap((row) => distinctTexts(row).slice(0, 1))
    if (last && (lastHeader < 0 || (isRepeated && titles.length === 0))) {
      blocks.push({
        header: { ...last.header, firstDataRow: data[0]!.row },
        section: sectionTexts,
        sectionRows: section,
        continues: true,
        body: data,
        repeated: text.map(({ row }) => row),
      })
      continue
    }
    const isTitledOnly = lastHeader < 0
    const header = readHeader(isTitledOnly ? text : upper, data)
    headerTexts = text.filter((row) => header.headerRows.includes(row.row)).map(textOf)
    blocks.push({
      header,
      section: isTitledOnly ? [] : sectionTexts,
      sectionRows: isTitledOnly ? [] : section,
      continues: false,
      body: data,
      repeated: isTitledOnly ? [] : section.map(({ row }) => row),
    })
  }
  return blocks
}
