import { byteOrderMark, csvLine } from '#app/plain/csv.ts'
import { missingInWords } from '#app/plain/format.ts'
import {
  type ExportedRow,
  type ExportedTable,
  flagWords,
  plainNumber,
  signOfZero,
  signs,
  writtenValue,
} from './exported.ts'
import { periodName } from './periodName.ts'

const unitWords = { count: 'Anzahl', percent: '%', ratio: 'Verhältnis', eur: '€', score: 'Punkte' } as const

/**
 * A number for a German spreadsheet: decimal comma, no mark for thousands. Three decimals get a zero behind them, because "36,712"
 * could be thirty-six thousand; exactly nothing is the sign of official statistics.
 */
function numberText(value: number): string {
  if (value === 0) return signOfZero
  const [whole, fraction = ''] = plainNumber(value).split('.') as [string, string?]
  return fraction === '' ? whole : `${whole},${fraction.length === 3 ? `${fraction}0` : fraction}`
}

/** What stands in the column of values: a number or a sign. */
export function valueText({ cell, series }: ExportedRow): string {
  return 'value' in cell ? numberText(writtenValue(cell.value, series.unit)) : signs[cell.missing]
}

/** What must be known about a value, in words; the sign alone doesn't tell. */
function hintText({ cell }: ExportedRow): string {
  if ('value' in cell) return cell.value === 0 ? 'genau null' : ''
  return missingInWords(cell.missing, 'de')
}

const flagText = ({ cell }: ExportedRow): string => cell.flags.map((flag) => flagWords[flag]).join(', ')

/** The columns of German files: the spreadsheet's and this one have the same. */
export function germanHeader({ dimensions }: ExportedTable): string[] {
  const names = dimensions.map(({ name }) => name)
  return ['Zahlenreihe', 'Raum', 'Zeitraum', ...names, 'Wert', 'Einheit', 'Vermerk', 'Hinweis', 'Quelle']
}

/** Texts of a row in front of its value, and behind it. */
export function germanTexts(row: ExportedRow, { dimensions }: ExportedTable) {
  return {
    before: [
      row.series.name,
      row.place.name,
      periodName(row.period),
      ...dimensions.map(({ key }) => row.breakdown[key]?.name ?? 'insgesamt'),
    ],
    behind: [unitWords[row.series.unit], flagText(row), hintText(row), row.series.source],
  }
}

/**
 * A file that a German spreadsheet opens with a double click: UTF-8 with byte order mark, semicolons, decimal comma, lines that
 * end as on Windows. Texts that a spreadsheet would run are defused; the sign for nothing is no formula.
 */
export function* writeGermanCsv(table: ExportedTable): Generator<string> {
  yield byteOrderMark + csvLine(germanHeader(table), ';')
  for (const row of table.rows) {
    const { before, behind } = germanTexts(row, table)
    const value = valueText(row)
    const texts = csvLine([...before, '\u0000', ...behind], ';')
    yield texts.replace('\u0000', value)
  }
}
