import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import { type ExportedTable, ownDecimals, writtenValue } from './exported.ts'
import { fileWords } from './fileWords.ts'
import { sheetHeader, sheetTexts, valueText } from './germanCsv.ts'

const bold = (value: string): CellObject => ({ value, fontWeight: 'bold' })
/** Texts are stored as texts, so that nothing in them is ever run. */
const text = (value: string): CellObject => ({ value, type: String })

/** The figures as a workbook: numbers are numbers, signs stand where there is none; a second sheet says what they mean. */
export async function writeWorkbook(table: ExportedTable): Promise<Buffer> {
  const words = fileWords[table.language]
  const rows: SheetData = table.rows.map((row) => {
    const { before, behind } = sheetTexts(row, table)
    const { cell, series } = row
    const number = 'value' in cell ? writtenValue(cell.value, series.unit) : undefined
    const decimals = number === undefined ? 0 : Math.max(ownDecimals(number), series.unit === 'eur' ? 2 : 0)
    const value: CellObject =
      number === undefined
        ? { ...text(valueText(row)), align: 'right' }
        : { value: number, type: Number, format: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}` }
    return [...before.map(text), value, ...behind.map(text)]
  })
  const header = sheetHeader(table)
  const notes = new Map(table.rows.map(({ series }) => [series.name, series.note]))
  const about: SheetData = [
    [bold(table.title)],
    [text(`${words.madeOn}: ${dayText(table)}`)],
    [text(words.onlyReleased)],
    [],
    [bold(words.sign), bold(words.meaning)],
    ...words.legend.map((line) => line.map(text)),
    [],
    [bold(words.series), bold(words.notes)],
    ...[...notes].map(([name, note]) => [text(name), text(note || '–')]),
  ]
  return writeXlsxFile([
    {
      data: [header.map(bold), ...rows],
      sheet: words.dataSheet,
      columns: header.map((name) => ({ width: [words.value, words.unit].includes(name) ? 12 : 26 })),
      stickyRowsCount: 1,
    },
    { data: about, sheet: words.legendSheet, columns: [{ width: 40 }, { width: 80 }] },
  ]).toBuffer()
}

function dayText({ madeOn, language }: ExportedTable): string {
  return language === 'en' ? madeOn : `${madeOn.slice(8, 10)}.${madeOn.slice(5, 7)}.${madeOn.slice(0, 4)}`
}
