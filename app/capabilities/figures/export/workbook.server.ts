import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import { type ExportedTable, ownDecimals, writtenValue } from './exported.ts'
import { germanHeader, germanTexts, valueText } from './germanCsv.ts'

const legend: readonly (readonly [string, string])[] = [
  ['0', 'genau null'],
  ['.', 'unbekannt oder nicht erhoben'],
  ['...', 'noch nicht verfügbar'],
  ['x', 'nicht sinnvoll'],
  ['/', 'nicht zuverlässig genug'],
  ['*', 'geheim: klein, oder aus anderen Werten ließe sich sonst ein kleiner berechnen'],
  ['(leer)', 'nicht geliefert'],
]

const bold = (value: string): CellObject => ({ value, fontWeight: 'bold' })
/** Texts are stored as texts, so that nothing in them is ever run. */
const text = (value: string): CellObject => ({ value, type: String })

/** The figures as a workbook: numbers are numbers, signs stand where there is none; a second sheet says what they mean. */
export async function writeWorkbook(table: ExportedTable): Promise<Buffer> {
  const rows: SheetData = table.rows.map((row) => {
    const { before, behind } = germanTexts(row, table)
    const { cell, series } = row
    const number = 'value' in cell ? writtenValue(cell.value, series.unit) : undefined
    const decimals = number === undefined ? 0 : Math.max(ownDecimals(number), series.unit === 'eur' ? 2 : 0)
    const value: CellObject =
      number === undefined
        ? { ...text(valueText(row)), align: 'right' }
        : { value: number, type: Number, format: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}` }
    return [...before.map(text), value, ...behind.map(text)]
  })
  const header = germanHeader(table)
  const notes = new Map(table.rows.map(({ series }) => [series.name, series.note]))
  const about: SheetData = [
    [bold(table.title)],
    [text(`Stand: ${table.madeOn.slice(8, 10)}.${table.madeOn.slice(5, 7)}.${table.madeOn.slice(0, 4)}`)],
    [text('Nur freigegebene Werte.')],
    [],
    [bold('Zeichen'), bold('Bedeutung')],
    ...legend.map((line) => line.map(text)),
    [],
    [bold('Zahlenreihe'), bold('Hinweise')],
    ...[...notes].map(([name, note]) => [text(name), text(note || '–')]),
  ]
  return writeXlsxFile([
    {
      data: [header.map(bold), ...rows],
      sheet: 'Daten',
      columns: header.map((name) => ({ width: ['Wert', 'Einheit'].includes(name) ? 12 : 26 })),
      stickyRowsCount: 1,
    },
    { data: about, sheet: 'Legende', columns: [{ width: 40 }, { width: 80 }] },
  ]).toBuffer()
}
