import { formatValue, type Language, missingInWords } from '#app/plain/format.ts'
import { periodLabel } from '#app/plain/periodLabel.ts'
import { periodRanges } from '#app/plain/periodRanges.ts'
import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import type { Delivery, DeliveryAnalysis } from './delivery.ts'
import { viewDifferences } from './differences/view.ts'
import type { LayoutColumn, LayoutTable } from './figure.ts'
import { viewFinding } from './findings/findingView.ts'
import { viewTable } from './layoutForm/view.ts'
import { usualMarks } from './layoutInput.ts'
import { viewOrigins } from './profiles/origins.ts'
import { describeUse } from './profiles/view.ts'
import { viewProposals } from './proposals/view.ts'
import type { PlaceUse, PreviewRow } from './reading/analyse.ts'
import { describeDoubt, describeProblem, type FiguresT, type Names } from './sentences.ts'

type ReadAnalysis = Extract<DeliveryAnalysis, { state: 'read' }>

export type ViewCell = { readonly text: string; readonly stored?: string; readonly problem?: string }
export type ViewRow = {
  readonly sheet: string | undefined
  readonly row: number
  readonly cells: readonly ViewCell[]
  readonly skipped: PreviewRow['skipped'] | undefined
}

/** Everything that the preview shows, in words. */
export type PreviewView = ReturnType<typeof buildPreview> & {
  /** Which reading this is; the forms send it along. */
  readonly seen: string
}

/** The role of each column, where all tables of a sheet agree on it. */
function rolesOf(
  tables: readonly LayoutTable[],
  width: number,
): { letters: string; role: LayoutColumn['role'] | undefined }[] {
  return Array.from({ length: width }, (_, index) => {
    const roles = new Set(
      tables.map(({ columns }) => columns.find(({ column }) => column === index + 1)?.role ?? 'ignore'),
    )
    return { letters: columnLetters(index + 1), role: roles.size === 1 ? [...roles][0] : undefined }
  })
}

/** What is shown of the file, a table per sheet. */
function viewSheets(tables: readonly LayoutTable[], rows: readonly ViewRow[]) {
  return [...new Set(rows.map(({ sheet }) => sheet))].map((sheet) => {
    const own = rows.filter((row) => row.sheet === sheet)
    const width = own.reduce((most, { cells }) => Math.max(most, cells.length), 0)
    return {
      sheet,
      columns: rolesOf(
        tables.filter((table) => table.sheet === sheet),
        width,
      ),
      rows: own,
    }
  })
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
      ...(cell.problem && {
        problem: t(`problem.${cell.problem}`, { text: cell.text, instead: cell.instead ?? '' }),
      }),
    }
  })
  return { sheet: row.sheet, row: row.row, cells, skipped: row.skipped }
}

function formOf(
  analysis: ReadAnalysis,
  sheets: readonly (string | undefined)[],
  language: Language,
  t: FiguresT,
): string {
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
  const first = form.sheets.find(({ hidden }) => !hidden)?.name ?? ''
  const names = [...new Set(sheets.map((sheet) => sheet ?? first))]
  return t('preview.form.workbook', {
    count: names.length,
    sheet: names.join(language === 'en' ? '”, “' : '“, „'),
  })
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
  const used: readonly PlaceUse[] = analysis.placeNames
  return {
    form: formOf(
      analysis,
      layout.tables.map(({ sheet }) => sheet),
      language,
      t,
    ),
    rows: analysis.rows,
    facts: analysis.facts,
    empty: analysis.empty,
    problemCount: analysis.problemCount,
    isReady: analysis.problemCount === 0 && analysis.facts > 0,
    series: Object.entries(analysis.seriesCounts).map(([key, count]) => ({
      name: names.series.get(key)?.name ?? key,
      count,
    })),
    remember: analysis.remember !== false,
    origins: viewOrigins(analysis.origins, layout.tables, analysis.headings, names, t),
    proposals: viewProposals(layout.proposals, analysis.seriesCounts, names),
    periods: periodRanges(analysis.periods).map(({ first, last }) => {
      const [from, to] = [periodLabel(first.key, language), periodLabel(last.key, language)]
      return from === to ? from : t('periodRange', { first: from, last: to })
    }),
    profile: analysis.profile && describeUse(analysis.profile, delivery.sourceKey, language, t),
    doubts: analysis.doubts.map((doubt) => describeDoubt(doubt, names, layout.tables[0]?.fixed.place, t)),
    problems: analysis.problems.map((problem) => describeProblem(problem, layout, t)),
    findings: analysis.findings.map((finding) => viewFinding(finding, names, language, t)),
    differences:
      analysis.differences && analysis.facts > 0
        ? viewDifferences(analysis.differences, delivery.replacesId, names, language, t)
        : undefined,
    table: {
      sheets: viewSheets(
        layout.tables,
        analysis.preview.map((row) => viewRow(row, names, language, t)),
      ),
      isPart: analysis.preview.length < analysis.rows,
    },
    layout: {
      sheets: analysis.form.kind === 'workbook' ? analysis.form.sheets.map(({ name }) => name) : [],
      dot: layout.dot ?? 'unknown',
      marks: [...new Set([...usualMarks, ...Object.keys(layout.marks ?? {})])].map((mark) => ({
        mark,
        meaning: layout.marks?.[mark] ?? '',
      })),
      tables: layout.tables.map((table, number) => viewTable(table, number, analysis.headings[number])),
    },
    places: used.map(({ text, place, confidence }) => ({ text, place: place ?? '', confidence })),
  }
}
