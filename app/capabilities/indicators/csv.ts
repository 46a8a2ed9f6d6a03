import type { PresentCell } from '#app/plain/cell.ts'
import { byteOrderMark, csvLine, csvSeparators } from '#app/plain/csv.ts'
import {
  differenceOfShown,
  formatCell,
  formatNumber,
  type Language,
  roundAsShown,
} from '#app/plain/format.ts'
import type { IndicatorResult, Reading } from './indicator.ts'
import type { Words } from './words.ts'

/** Plain digits with the comma or point of the language, no thousands, no unit: a number for spreadsheets. */
function numberField(value: number, decimals: number, language: Language): string {
  const text = roundAsShown(value, decimals).toFixed(decimals)
  return language === 'de' ? text.replace('.', ',') : text
}

/** Decimals that a printed number has itself: 85 none, 82.11 two. */
const ownDecimals = (value: number) => (String(value).split('.')[1] ?? '').length

/**
 * All readings of an indicator in long form, for a spreadsheet: German files have `;` and a decimal comma. Missing values stand as
 * words, so that nobody takes a secret for zero. Two more decimals than are shown, EUR in EUR.
 */
export function writeIndicatorCsv(result: IndicatorResult, language: Language, t: Words): string {
  const { indicator } = result
  const scale = indicator.unit === 'eur' ? 100 : 1
  const decimals = indicator.unit === 'count' ? 0 : indicator.unit === 'eur' ? 2 : indicator.decimals + 2
  const number = (value: number) => numberField(value / scale, decimals, language)
  // A printed rate has the precision it was printed with, no more.
  const asPrinted = (value: number) => numberField(value / scale, ownDecimals(value / scale), language)
  const writtenDecimals = ({ value, flags }: PresentCell) =>
    flags.includes('published-rate') ? ownDecimals(value / scale) : decimals
  const fieldOf = (cell: Reading['cell'], write: (value: number) => string) =>
    'value' in cell ? write(cell.value) : formatCell(cell, indicator.unit, decimals, language)
  const cellField = (cell: Reading['cell']) =>
    fieldOf(cell, cell.flags.includes('published-rate') ? asPrinted : number)
  // From the two values as they stand in the file, not from those that pages show with fewer decimals.
  const changeField = ({ change, cell }: Reading, earlier: Reading | undefined) => {
    if (!change) return ''
    if (!earlier || !('value' in cell) || !('value' in earlier.cell)) return fieldOf(change, number)
    const written = Math.max(decimals, writtenDecimals(cell), writtenDecimals(earlier.cell))
    const between = differenceOfShown(cell.value, earlier.cell.value, indicator.unit, written)
    return numberField(between / scale, written, language)
  }
  const noteOf = (reading: Reading) =>
    [
      ...reading.cell.flags.map((flag) => t(`ui:cell.flags.${flag}`)),
      ...(reading.printed === undefined
        ? []
        : [
            t('csv.printed', {
              value: formatNumber(reading.printed / scale, ownDecimals(reading.printed / scale), language),
            }),
          ]),
    ].join(', ')
  const header = (
    [
      'place',
      'kind',
      'year',
      'period',
      'value',
      'unit',
      'change',
      'target',
      'status',
      'basis',
      'note',
    ] as const
  ).map((column) => t(`csv.${column}`))
  const lines = result.rows.flatMap(({ place, readings }) =>
    readings.map((reading) => [
      place.name,
      t(place.kind === 'area' ? 'csv.area' : 'csv.town'),
      String(reading.year),
      reading.periodKey,
      cellField(reading.cell),
      t(`unit.${indicator.unit}`),
      changeField(
        reading,
        readings.find(({ year }) => year === reading.year - 1),
      ),
      reading.target === undefined ? '' : asPrinted(reading.target),
      t(`ui:status.${reading.status}`),
      'value' in reading.cell ? t(`csv.${reading.basis}`) : '',
      noteOf(reading),
    ]),
  )
  const separator = csvSeparators[language]
  return `${byteOrderMark}${[header, ...lines].map((line) => csvLine(line, separator)).join('')}`
}
