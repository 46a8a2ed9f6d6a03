import { csvLine } from '#app/plain/csv.ts'
import { missingInWords } from '#app/plain/format.ts'
import { type ExportedTable, plainNumber, writtenValue } from './exported.ts'

/**
 * A file for programmes (RFC 4180): UTF-8 without byte order mark, commas, decimal point. A value is a number or empty; why it is
 * empty stands beside it, as code and in words ("geheim").
 */
export function* writePlainCsv({ dimensions, rows, language }: ExportedTable): Generator<string> {
  yield csvLine(
    [
      ...['series', 'series_name', 'place', 'place_name', 'period_kind', 'period', 'start', 'end'],
      ...dimensions.map(({ key }) => `dimension_${key}`),
      ...['value', 'unit', 'status', 'status_text', 'flags', 'source'],
    ],
    ',',
  )
  for (const { series, place, period, breakdown, cell } of rows) {
    const there = 'value' in cell
    yield csvLine(
      [
        ...[series.key, series.name, place.key, place.name],
        ...[period.kind, period.key, period.start, period.end],
        ...dimensions.map(({ key }) => breakdown[key]?.key ?? ''),
        there ? plainNumber(writtenValue(cell.value, series.unit)) : '',
        series.unit,
        there ? 'present' : cell.missing,
        there ? '' : missingInWords(cell.missing, language),
        cell.flags.join(' '),
        series.source,
      ],
      ',',
    )
  }
}
