import { type Layout, type LayoutCorrections, type LayoutTable, markMeanings } from './figure.ts'
import { columnField, readBreakdown, readColumn, tableField } from './layoutForm/columnInput.ts'
import type { PlaceUse } from './reading/analyse.ts'

/** Values of the select for a name in the file: a place's key, or one of these. */
export const placeChoices = { unknown: '', leaveOut: '-' } as const

type LayoutFormError = { readonly field: string; readonly problem: 'wrong-rows' | 'wrong-breakdown' }
export type LayoutFormResult =
  | { readonly ok: true; readonly corrections: LayoutCorrections }
  | { readonly ok: false; readonly errors: readonly LayoutFormError[] }

const mostRows = 10_000

/** "12, 15-17" as row numbers; undefined where it says something else. */
export function readRowNumbers(text: string): number[] | undefined {
  const rows: number[] = []
  for (const part of text.split(/[,;\s]+/).filter((piece) => piece !== '')) {
    const range = /^(\d{1,7})(?:[-–](\d{1,7}))?$/u.exec(part)
    if (!range) return undefined
    const from = Number(range[1])
    const to = Number(range[2] ?? range[1])
    if (from < 1 || to < from || rows.length + to - from > mostRows) return undefined
    for (let row = from; row <= to; row += 1) rows.push(row)
  }
  return [...new Set(rows)].sort((a, b) => a - b)
}

/** Row numbers as people write them, neighbours as a range. */
export function writeRowNumbers(rows: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const row of rows.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && row === last[1] + 1) last[1] = row
    else ranges.push([row, row])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}

function withoutOpen<T extends Record<string, unknown>>(
  of: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** Name of the field for the meaning of a mark behind values. */
export const markField = (mark: string) => `mark-${mark}`
/** Marks that offices put behind values; others that a layout knows are shown, too. */
export const usualMarks = ['*', '**', '***', '¹', '²', '³', '1)', '2)', '3)'] as const

function readMarks(form: FormData, former: Layout['marks']): Layout['marks'] {
  const marks = { ...former }
  for (const [field, value] of form) {
    if (!field.startsWith(markField(''))) continue
    const mark = field.slice(markField('').length)
    const meaning = markMeanings.find((one) => one === value)
    if (meaning) marks[mark] = meaning
    else delete marks[mark]
  }
  // None at all is said, too: it takes back what was said before.
  return Object.keys(marks).length > 0 || former ? marks : undefined
}

/** Choices that say more than the match that was found anyway. */
function readPlaceNames(form: FormData, used: readonly PlaceUse[]): Record<string, string | null> {
  const names: Record<string, string | null> = {}
  for (const [index, { text, place, confidence }] of used.entries()) {
    const choice = form.get(`match-${index}`)
    if (choice === null || choice === placeChoices.unknown) continue
    const chosen = choice === placeChoices.leaveOut ? null : String(choice)
    const certain = confidence === 'same' || confidence === 'habit'
    if (!certain || chosen !== place) names[text] = chosen
  }
  return names
}

/**
 * What a person changed in the form of the preview. `layout` and `used` are what the form was made from: what the
 * form doesn't hold stays as it is.
 */
export function readLayoutForm(form: FormData, layout: Layout, used: readonly PlaceUse[]): LayoutFormResult {
  const errors: LayoutFormError[] = []
  const tables = layout.tables.map((table, number) => readTable(form, table, number, errors))
  if (errors.length > 0) return { ok: false, errors }
  const marks = readMarks(form, layout.marks)
  const sheet = String(form.get('sheet') ?? '').trim()
  const dot = form.has('dot')
    ? form.get('dot') === 'secret-at-source'
      ? 'secret-at-source'
      : 'unknown'
    : layout.dot
  return {
    ok: true,
    corrections: {
      ...(sheet !== '' && { sheet }),
      tables,
      ...(dot && { dot }),
      ...(marks && { marks }),
      placeNames: { ...layout.placeNames, ...readPlaceNames(form, used) },
      ...(layout.proposals && { proposals: layout.proposals }),
    },
  }
}

function readTable(
  form: FormData,
  table: LayoutTable,
  number: number,
  errors: LayoutFormError[],
): LayoutTable {
  const rows = (name: string, former: readonly number[]): readonly number[] => {
    const field = tableField(number, name)
    const read = form.has(field) ? readRowNumbers(String(form.get(field))) : former
    if (!read) errors.push({ field, problem: 'wrong-rows' })
    return read ?? []
  }
  const headerRows = rows('headerRows', table.headerRows)
  const skippedRows = rows('skippedRows', table.skippedRows)
  const totalRows = rows('totalRows', table.totalRows ?? [])
  const { totalRows: _, ...others } = table
  const oneRow = (name: string, former: number | undefined): number | undefined => {
    const [row, ...more] = rows(name, former === undefined ? [] : [former])
    // Of several nobody knows which one was meant.
    if (more.length > 0) errors.push({ field: tableField(number, name), problem: 'wrong-rows' })
    return row
  }
  const field = tableField(number, 'firstDataRow')
  const firstDataRow = oneRow('firstDataRow', table.firstDataRow)
  const lastDataRow = oneRow('lastDataRow', table.lastDataRow)
  if (firstDataRow === undefined && errors.every((error) => error.field !== field)) {
    errors.push({ field, problem: 'wrong-rows' })
  }
  return {
    ...others,
    headerRows,
    firstDataRow: firstDataRow ?? table.firstDataRow,
    lastDataRow,
    columns: table.columns.map((column) => {
      if (!form.has(columnField(number, column.column, 'role'))) return column
      const read = readColumn(form, number, column)
      if ('column' in read) return read.column
      errors.push({ field: read.wrong, problem: 'wrong-breakdown' })
      return column
    }),
    fixed: readFixed(form, table, number, errors),
    skippedRows,
    ...(totalRows.length > 0 && { totalRows }),
  }
}

function readFixed(
  form: FormData,
  table: LayoutTable,
  number: number,
  errors: LayoutFormError[],
): LayoutTable['fixed'] {
  const { series, period, place, breakdown } = table.fixed
  const read = (name: string, former: string | undefined) => {
    const field = tableField(number, name)
    return form.has(field) ? String(form.get(field)).trim() || undefined : former
  }
  const field = tableField(number, 'fixedBreakdown')
  const said = form.has(field) ? readBreakdown(String(form.get(field))) : breakdown
  if (form.has(field) && !said) errors.push({ field, problem: 'wrong-breakdown' })
  return withoutOpen({
    series: read('fixedSeries', series),
    period: read('fixedPeriod', period),
    place: read('fixedPlace', place),
    breakdown: said && Object.keys(said).length > 0 ? said : undefined,
  })
}
