import { decimalOfNumber, shiftDecimal } from '#app/plain/decimal.ts'
import { type CellRange, findMerges, Merges } from './merges.ts'
import { dateOfSerial } from './numberformat.ts'
import { FileRefused, fileLimits } from './refusal.ts'
import { createXmlReader, unescapeText, xmlText } from './sheetxml.ts'
import { parseReference, type SourceCell, type SourceRow } from './sourcecell.ts'
import { createTextCollector, type SheetInfo, type Workbook } from './workbook.ts'

/** One cell while its element is open. */
type OpenCell = {
  column: number
  type: string
  style: number
  formula: boolean
  value: string
  inline: string
}

/** The cell of the finished element; undefined where it is empty. */
function finishCell(cell: OpenCell, workbook: Workbook): SourceCell | undefined {
  const { formula } = cell
  if (formula && cell.value === '' && cell.type !== 'str') return { kind: 'uncomputed' }
  switch (cell.type) {
    case 's': {
      const text = cell.value === '' ? '' : workbook.texts[Number(cell.value)]
      if (text === undefined) throw new FileRefused({ refused: 'broken-workbook' })
      return text
    }
    case 'inlineStr':
      return cell.inline
    case 'str': {
      const text = unescapeText(cell.value)
      return formula ? { kind: 'text', text, formula } : text
    }
    case 'b':
      return cell.value === '' ? undefined : { kind: 'boolean', value: cell.value === '1' }
    case 'e':
      return { kind: 'error', text: cell.value }
    case 'd':
      return { kind: 'date', iso: cell.value.slice(0, 10), formula }
    default:
      return cell.value === '' ? undefined : finishNumber(cell, workbook)
  }
}

function finishNumber(cell: OpenCell, workbook: Workbook): SourceCell {
  const { formula } = cell
  const number = Number(cell.value)
  const decimal = decimalOfNumber(number)
  if (decimal === undefined) throw new FileRefused({ refused: 'broken-workbook' })
  switch (workbook.meanings[cell.style] ?? 'number') {
    case 'date': {
      const iso = dateOfSerial(number, workbook.since1904)
      return iso ? { kind: 'date', iso, formula } : { kind: 'number', decimal, percent: false, formula }
    }
    case 'percent':
      return { kind: 'number', decimal: shiftDecimal(decimal, 2), percent: true, formula }
    case 'percent-sign':
      return { kind: 'number', decimal, percent: true, formula }
    case 'number':
      return { kind: 'number', decimal, percent: false, formula }
  }
}

class RowBuilder {
  readonly #workbook: Workbook
  readonly #collector = createTextCollector()
  #row = 0
  #hidden = false
  #cells: SourceCell[] = []
  #open: OpenCell | undefined
  #lastColumn = 0
  #inValue = false
  rows: SourceRow[] = []
  readonly hiddenColumns: CellRange[] = []

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.#beginRow(attributes)
        break
      case 'c':
        this.#beginCell(attributes)
        break
      case 'v':
        this.#inValue = true
        break
      case 'f':
        if (this.#open) this.#open.formula = true
        break
      case 'col':
        if (attributes.hidden === '1' || attributes.hidden === 'true') {
          const from = Number(attributes.min)
          this.hiddenColumns.push({ top: 1, left: from, bottom: 1, right: Number(attributes.max ?? from) })
        }
        break
      default:
        this.#collector.open(name, attributes.val)
    }
  }

  text(text: string): void {
    if (this.#inValue && this.#open) this.#open.value += text
    else if (this.#open) this.#collector.text(text)
  }

  close(name: string): void {
    if (name === 'v') this.#inValue = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
    else if (name === 'is' && this.#open) this.#open.inline = this.#collector.end()
    else this.#collector.close(name)
  }

  #beginRow(attributes: Readonly<Record<string, string>>): void {
    const row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r)
    if (!Number.isInteger(row) || row <= this.#row) throw new FileRefused({ refused: 'broken-workbook' })
    if (row > fileLimits.rows) throw new FileRefused({ refused: 'too-many-rows', limit: fileLimits.rows })
    this.#row = row
    this.#hidden = attributes.hidden === '1' || attributes.hidden === 'true'
    this.#cells = []
    this.#lastColumn = 0
  }

  #beginCell(attributes: Readonly<Record<string, string>>): void {
    const column =
      attributes.r === undefined ? this.#lastColumn + 1 : (parseReference(attributes.r)?.column ?? 0)
    if (column <= this.#lastColumn) throw new FileRefused({ refused: 'broken-workbook' })
    this.#lastColumn = column
    this.#collector.begin()
    this.#open = {
      column,
      type: attributes.t ?? 'n',
      style: Number(attributes.s ?? 0),
      formula: false,
      value: '',
      inline: '',
    }
  }

  #endCell(): void {
    const cell = this.#open && finishCell(this.#open, this.#workbook)
    if (this.#open && cell !== undefined && cell !== '') {
      if (this.#open.column > fileLimits.columns) {
        throw new FileRefused({ refused: 'too-many-columns', row: this.#row, limit: fileLimits.columns })
      }
      while (this.#cells.length < this.#open.column - 1) this.#cells.push('')
      this.#cells[this.#open.column - 1] = cell
    }
    this.#open = undefined
  }

  #endRow(): void {
    const row = { row: this.#row, cells: this.#cells }
    this.rows.push(this.#hidden ? { ...row, hidden: true } : row)
  }
}

export type SheetReading = {
  /** Rows in batches, merged cells spread; rows that the file leaves out are empty and not given. */
  readonly rows: AsyncIterable<readonly SourceRow[]>
  /** Columns that the workbook hides; complete as soon as the first row has been read. */
  readonly hiddenColumns: () => readonly number[]
}

/** Reads one sheet as a stream: memory doesn't grow with its length. Throws `FileRefused` while iterating. */
export function readSheet(workbook: Workbook, sheet: SheetInfo): SheetReading {
  const builder = new RowBuilder(workbook)
  async function* rows(): AsyncGenerator<readonly SourceRow[]> {
    const merges = new Merges(await findMerges(xmlText(workbook.archive.stream(sheet.part))))
    const reader = createXmlReader({
      open: (name, attributes) => builder.open(name, attributes),
      text: (text) => builder.text(text),
      close: (name) => builder.close(name),
    })
    for await (const text of xmlText(workbook.archive.stream(sheet.part))) {
      reader.write(text)
      if (builder.rows.length > 0) yield builder.rows.map((row) => merges.spread(row))
      builder.rows = []
    }
    reader.end()
    if (builder.rows.length > 0) yield builder.rows.map((row) => merges.spread(row))
  }
  const hiddenColumns = () =>
    builder.hiddenColumns.flatMap(({ left, right }) =>
      Array.from({ length: Math.max(0, Math.min(right, fileLimits.columns) - left + 1) }, (_, i) => left + i),
    )
  return { rows: rows(), hiddenColumns }
}
