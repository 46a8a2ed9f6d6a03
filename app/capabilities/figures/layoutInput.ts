import {
  type Layout,
  type LayoutColumn,
  type LayoutCorrections,
  type LayoutTable,
  markMeanings,
  type ValueScale,
} from './figure.ts'
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

/** "form=ambulant, sex=female" as a breakdown; what isn't of that form is left out. */
function readBreakdown(text: string): Record<string, string> | undefined {
  const pairs = text.split(/[,&;]/).flatMap((part) => {
    const [dimension, value] = part.split('=').map((piece) => piece.trim())
    return dimension && value ? [[dimension, value] as const] : []
  })
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}

export function writeBreakdown(breakdown: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(breakdown ?? {})
    .map(([dimension, value]) => `${dimension}=${value}`)
    .join(', ')
}

/** Name of a field that belongs to one table of the layout. */
export const tableField = (table: number, name: string) => `t${table}-${name}`

/** What a column keeps that the form has no field for: while it stays what it was, how it is filled and scaled. */
function keptOf(
  former: LayoutColumn,
  role: LayoutColumn['role'],
): {
  fill?: true
  under?: readonly string[]
  scale?: ValueScale
  suffix?: string
  empty?: 'total'
  signs?: true
} {
  const isKey = role === 'place' || role === 'period' || role === 'series' || role === 'dimension'
  const same = former.role === role
  return {
    ...(isKey && 'fill' in former && former.fill && { fill: true }),
    ...(same && 'under' in former && former.under && { under: former.under }),
    ...(same && 'scale' in former && former.scale && { scale: former.scale }),
    ...(same && 'empty' in former && former.empty && { empty: former.empty }),
    ...(same && 'signs' in former && former.signs && { signs: former.signs }),
    ...(same && 'suffix' in former && former.suffix !== undefined && { suffix: former.suffix }),
  }
}

function readColumn(form: FormData, table: number, former: LayoutColumn): LayoutColumn {
  const { column } = former
  const field = (name: string) => tableField(table, `${name}-${column}`)
  const text = (name: string) => String(form.get(field(name)) ?? '').trim()
  const role = text('role')
  if (role.startsWith('dimension:')) {
    const dimension = role.slice('dimension:'.length)
    return { ...keptOf(former, 'dimension'), column, role: 'dimension', dimension }
  }
  if (role === 'place' || role === 'period' || role === 'series')
    return { ...keptOf(former, role), column, role }
  if (role === 'flag') return { ...keptOf(former, role), column, role }
  if (role === 'unit' || role === 'place-key') return { column, role }
  if (role !== 'value') return { column, role: 'ignore' }
  const own = former.role === 'value' ? former : undefined
  const said = (name: 'series' | 'period' | 'place') =>
    form.has(field(name)) ? text(name) || undefined : own?.[name]
  const coordinates = { series: said('series'), period: said('period'), place: said('place') }
  const breakdown = form.has(field('breakdown')) ? readBreakdown(text('breakdown')) : own?.breakdown
  const decimal = form.has(field('decimal')) ? text('decimal') : own?.decimal
  return {
    ...keptOf(former, role),
    column,
    role,
    ...withoutOpen(coordinates),
    ...(breakdown && { breakdown }),
    ...((decimal === ',' || decimal === '.') && { decimal }),
  }
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
  const field = tableField(number, 'firstDataRow')
  const [firstDataRow] = rows('firstDataRow', [table.firstDataRow])
  const [lastDataRow] = rows('lastDataRow', table.lastDataRow === undefined ? [] : [table.lastDataRow])
  if (firstDataRow === undefined && errors.every((error) => error.field !== field)) {
    errors.push({ field, problem: 'wrong-rows' })
  }
  return {
    ...others,
    headerRows,
    firstDataRow: firstDataRow ?? table.firstDataRow,
    lastDataRow,
    columns: table.columns.map((column) =>
      form.has(tableField(number, `role-${column.column}`)) ? readColumn(form, number, column) : column,
    ),
    fixed: readFixed(form, table, number),
    skippedRows,
    ...(totalRows.length > 0 && { totalRows }),
  }
}

function readFixed(form: FormData, table: LayoutTable, number: number): LayoutTable['fixed'] {
  const { series, period, place, breakdown } = table.fixed
  const read = (name: string, former: string | undefined) => {
    const field = tableField(number, name)
    return form.has(field) ? String(form.get(field)).trim() || undefined : former
  }
  return withoutOpen({
    series: read('fixedSeries', series),
    period: read('fixedPeriod', period),
    place: read('fixedPlace', place),
    breakdown,
  })
}
