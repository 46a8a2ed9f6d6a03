import { formatValue, type Language, missingInWords } from '#app/plain/format.ts'
import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import type { Delivery, DeliveryAnalysis } from './delivery.ts'
import type { LayoutColumn } from './figure.ts'
import { writeBreakdown, writeRowNumbers } from './layoutInput.ts'
import type { PlaceUse, PreviewRow } from './reading/analyse.ts'
import { describeDoubt, describeFinding, describeProblem, type FiguresT, type Names } from './sentences.ts'

type ReadAnalysis = Extract<DeliveryAnalysis, { state: 'read' }>

export type ViewCell = { readonly text: string; readonly stored?: string; readonly problem?: string }
export type ViewRow = {
  readonly row: number
  readonly cells: readonly ViewCell[]
  readonly skipped: PreviewRow['skipped'] | undefined
}

/** One column in the form of the layout, with what is chosen there. */
export type ViewColumn = {
  readonly column: number
  readonly letters: string
  readonly heading: string
  readonly role: string
  readonly series: string
  readonly period: string
  readonly place: string
  readonly breakdown: string
  readonly decimal: string
}

/** Everything that the preview shows, in words. */
export type PreviewView = ReturnType<typeof buildPreview>

function viewColumn(column: LayoutColumn, heading: string): ViewColumn {
  const value = column.role === 'value' ? column : undefined
  return {
    column: column.column,
    letters: columnLetters(column.column),
    heading,
    role: column.role === 'dimension' ? `dimension:${column.dimension}` : column.role,
    series: value?.series ?? '',
    period: value?.period ?? '',
    place: value?.place ?? '',
    breakdown: writeBreakdown(value?.breakdown),
    decimal: value?.decimal ?? '',
  }
}

function viewRow(row: PreviewRow, names: Names, language: Language, t: FiguresT): ViewRow {
  const cells = row.cells.map((cell): ViewCell => {
    const series = names.series.get(cell.series ?? '')
    const own = (cell.stored?.split('.')[1] ?? '').length
    const value =
      cell.stored === undefined || !series
        ? cell.missing && missingInWords(cell.missing, language)
        : formatValue(Number(cell.stored), series.unit, series.unit === 'eur' ? 2 : own, language)
    return {
      text: cell.text,
      ...(value !== undefined && { stored: value }),
      ...(cell.problem && { problem: t(`problem.${cell.problem}`, { text: cell.text }) }),
    }
  })
  return { row: row.row, cells, skipped: row.skipped }
}

function formOf(analysis: ReadAnalysis, sheet: string | undefined, t: FiguresT): string {
  const { form } = analysis
  if (form.kind === 'csv') {
    const delimiter = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' } as const
    const encoding = {
      'utf-8': 'UTF-8',
      'windows-1252': 'Windows-1252',
      'utf-16le': 'UTF-16',
      'utf-16be': 'UTF-16',
    }
    return t('preview.form.csv', {
      encoding: encoding[form.encoding],
      delimiter: t(`preview.delimiter.${delimiter[form.delimiter]}`),
    })
  }
  return t('preview.form.workbook', { sheet: sheet ?? form.sheets.find(({ hidden }) => !hidden)?.name ?? '' })
}

/** Turns what was read into what the page shows. `delivery` is a draft that has been read. */
export function buildPreview(
  delivery: Delivery,
  analysis: ReadAnalysis,
  names: Names,
  language: Language,
  t: FiguresT,
) {
  const layout = delivery.layout!
  const width = analysis.preview.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const used: readonly PlaceUse[] = analysis.placeNames
  return {
    form: formOf(analysis, layout.sheet, t),
    rows: analysis.rows,
    facts: analysis.facts,
    empty: analysis.empty,
    problemCount: analysis.problemCount,
    isReady: analysis.problemCount === 0 && analysis.facts > 0,
    series: Object.entries(analysis.seriesCounts).map(([key, count]) => ({
      name: names.series.get(key)?.name ?? key,
      count,
    })),
    periods: analysis.periods.map(({ key }) => key).sort(),
    doubts: analysis.doubts.map((doubt) => describeDoubt(doubt, names, layout.fixed.place, t)),
    problems: analysis.problems.map((problem) => describeProblem(problem, t)),
    findings: analysis.findings.map((finding) => describeFinding(finding, names, language, t)),
    table: {
      columns: Array.from({ length: width }, (_, index) => ({
        letters: columnLetters(index + 1),
        role: layout.columns.find(({ column }) => column === index + 1)?.role ?? ('ignore' as const),
      })),
      rows: analysis.preview.map((row) => viewRow(row, names, language, t)),
      isPart: analysis.preview.length < analysis.rows,
    },
    layout: {
      sheet: layout.sheet ?? '',
      sheets: analysis.form.kind === 'workbook' ? analysis.form.sheets.map(({ name }) => name) : [],
      headerRows: writeRowNumbers(layout.headerRows),
      firstDataRow: layout.firstDataRow,
      lastDataRow: layout.lastDataRow,
      skippedRows: writeRowNumbers(layout.skippedRows),
      fixedSeries: layout.fixed.series ?? '',
      fixedPeriod: layout.fixed.period ?? '',
      fixedPlace: layout.fixed.place ?? '',
      dot: layout.dot ?? 'unknown',
      columns: layout.columns.map((column) => viewColumn(column, analysis.headings[column.column - 1] ?? '')),
    },
    places: used.map(({ text, place, confidence }) => ({ text, place: place ?? '', confidence })),
  }
}
