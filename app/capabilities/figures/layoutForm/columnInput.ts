import { type LayoutColumn, type ValueScale, valueScales } from '../figure.ts'

/** "form=ambulant, sex=female" as a breakdown; `undefined` where it says something else. */
export function readBreakdown(text: string): Readonly<Record<string, string>> | undefined {
  const breakdown: Record<string, string> = {}
  for (const part of text.split(/[,&;]/).filter((piece) => piece.trim() !== '')) {
    const [dimension, value, ...more] = part.split('=').map((piece) => piece.trim())
    if (!dimension || !value || more.length > 0 || dimension in breakdown) return undefined
    breakdown[dimension] = value
  }
  return breakdown
}

export function writeBreakdown(breakdown: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(breakdown ?? {})
    .map(([dimension, value]) => `${dimension}=${value}`)
    .join(', ')
}

/** Name of a field that belongs to one table of the layout. */
export const tableField = (table: number, name: string) => `t${table}-${name}`
/** Name of a field of one column. */
export const columnField = (table: number, column: number, name: string) =>
  tableField(table, `${name}-${column}`)

/** What an empty cell of a key column stands for. */
export const emptyMeanings = ['nothing', 'above', 'total'] as const
export type EmptyMeaning = (typeof emptyMeanings)[number]

export function emptyMeaningOf(column: LayoutColumn): EmptyMeaning {
  if ('fill' in column && column.fill) return 'above'
  return 'empty' in column && column.empty ? 'total' : 'nothing'
}

const isKey = (role: string): role is 'place' | 'period' | 'series' | 'dimension' =>
  role === 'place' || role === 'period' || role === 'series' || role === 'dimension'

type Fields = {
  /** What stands in a field; undefined where the form doesn't have it. */
  readonly text: (name: string) => string | undefined
  /** The choices of a field with several. */
  readonly all: (name: string) => readonly string[] | undefined
}

/** How empty cells of a key column are read: as the form says, else as before while it stays a key. */
function readEmpty(fields: Fields, former: LayoutColumn, role: LayoutColumn['role']) {
  const before = isKey(former.role) ? emptyMeaningOf(former) : 'nothing'
  const said = emptyMeanings.find((one) => one === fields.text('empty')) ?? before
  if (said === 'above') return { fill: true as const }
  return said === 'total' && role === 'dimension' ? { empty: 'total' as const } : {}
}

/** Breakdowns whose values stand below the row that they are part of. */
function readUnder(fields: Fields, former: LayoutColumn, role: LayoutColumn['role']) {
  const before = former.role === role && 'under' in former ? former.under : undefined
  const under = fields.all('under')?.filter((one) => one !== '') ?? before ?? []
  return under.length > 0 ? { under } : {}
}

function readValue(fields: Fields, former: LayoutColumn): LayoutColumn | undefined {
  const own = former.role === 'value' ? former : undefined
  const said = (name: 'series' | 'period' | 'place' | 'suffix') => {
    const text = fields.text(name)
    return text === undefined ? own?.[name] : text || undefined
  }
  const written = fields.text('breakdown')
  const breakdown = written === undefined ? own?.breakdown : readBreakdown(written)
  if (written !== undefined && !breakdown) return undefined
  const decimal = fields.text('decimal') ?? own?.decimal
  const scale = readScale(fields.text('scale'), own?.scale)
  const [series, period, place, suffix] = [said('series'), said('period'), said('place'), said('suffix')]
  return {
    column: former.column,
    role: 'value',
    ...(series !== undefined && { series }),
    ...(period !== undefined && { period }),
    ...(place !== undefined && { place }),
    ...(breakdown && Object.keys(breakdown).length > 0 && { breakdown }),
    ...((decimal === ',' || decimal === '.') && { decimal }),
    ...(scale && { scale }),
    ...(suffix !== undefined && { suffix }),
  }
}

const readScale = (said: string | undefined, before: ValueScale | undefined) =>
  said === undefined ? before : valueScales.find((one) => one === said)

/** A column as the form has it. `wrong`: its breakdown can't be read. */
export function readColumn(
  form: FormData,
  table: number,
  former: LayoutColumn,
): { readonly column: LayoutColumn } | { readonly wrong: string } {
  const { column } = former
  const named = (name: string) => columnField(table, column, name)
  const fields: Fields = {
    text: (name) => (form.has(named(name)) ? String(form.get(named(name))).trim() : undefined),
    all: (name) => (form.has(named(name)) ? form.getAll(named(name)).map(String) : undefined),
  }
  const role = fields.text('role') ?? ''
  if (role.startsWith('dimension:')) {
    const dimension = role.slice('dimension:'.length)
    return { column: { ...readEmpty(fields, former, 'dimension'), column, role: 'dimension', dimension } }
  }
  if (role === 'place' || role === 'period' || role === 'series') {
    const more = { ...readEmpty(fields, former, role), ...readUnder(fields, former, role) }
    return { column: { ...more, column, role } }
  }
  if (role === 'flag') {
    const before = former.role === 'flag' && former.signs ? 'signs' : ''
    const signs = (fields.text('signs') ?? before) === 'signs'
    return { column: { column, role, ...(signs && { signs: true as const }) } }
  }
  if (role === 'unit' || role === 'place-key' || role === 'period-part') return { column: { column, role } }
  if (role !== 'value') return { column: { column, role: 'ignore' } }
  const value = readValue(fields, former)
  return value ? { column: value } : { wrong: named('breakdown') }
}
