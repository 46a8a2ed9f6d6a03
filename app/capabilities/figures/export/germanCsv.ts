import { byteOrderMark, csvLine } from '#app/plain/csv.ts'
import { type Language, missingInWords } from '#app/plain/format.ts'
import {
  type ExportedRow,
  type ExportedTable,
  plainNumber,
  signOfZero,
  signs,
  writtenValue,
} from './exported.ts'
import { type FileWords, fileWords } from './fileWords.ts'
import { periodName } from './periodName.ts'

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
function hintText({ cell }: ExportedRow, language: Language): string {
  if ('value' in cell) return cell.value === 0 ? fileWords[language].exactlyZero : ''
  return missingInWords(cell.missing, language)
}

const flagText = ({ cell }: ExportedRow, { flags }: FileWords): string =>
  cell.flags.map((flag) => flags[flag]).join(', ')

/** The columns of the files for spreadsheets: those of the workbook and of this one are the same. */
export function sheetHeader({ dimensions, language }: ExportedTable): string[] {
  const words = fileWords[language]
  const names = dimensions.map(({ name }) => name)
  return [
    ...[words.series, words.place, words.period, ...names],
    ...[words.value, words.unit, words.marks, words.hint, words.source],
  ]
}

/** Texts of a row in front of its value, and behind it. */
export function sheetTexts(row: ExportedRow, { dimensions, language }: ExportedTable) {
  const words = fileWords[language]
  return {
    before: [
      row.series.name,
      row.place.name,
      periodName(row.period, language),
      ...dimensions.map(({ key }) => row.breakdown[key]?.name ?? words.total),
    ],
    behind: [words.units[row.series.unit], flagText(row, words), hintText(row, language), row.series.source],
  }
}

/**
 * A file that a German spreadsheet opens with a double click, in whatever language its words are: UTF-8 with byte order mark,
 * semicolons, decimal comma, lines that end as on Windows. Texts that a spreadsheet would run are defused; the sign for nothing is no formula.
 */
export function* writeGermanCsv(table: ExportedTable): Generator<string> {
  yield byteOrderMark + csvLine(sheetHeader(table), ';')
  for (const row of table.rows) {
    const { before, behind } = sheetTexts(row, table)
    const value = valueText(row)
    const texts = csvLine([...before, '\u0000', ...behind], ';')
    yield texts.replace('\u0000', value)
  }
}
