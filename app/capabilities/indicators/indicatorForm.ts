import { isDay } from '#app/plain/day.ts'
import { type Unit, units } from '#app/plain/format.ts'
import { periodKinds } from '#app/plain/period.ts'
import type { DefinitionInput, DefinitionProblem } from './definition.ts'
import { comparisons, directions, type Target } from './indicator.ts'

/** What stands in the form's fields, as it was typed. */
export const formFields = [
  'name',
  'nameEn',
  'key',
  'formula',
  'publishedSeries',
  'unit',
  'decimals',
  'direction',
  'periodKind',
  'phase',
  'field',
  'comparison',
  'path',
  'baselineYear',
  'decidedBy',
  'targetNote',
  'meaning',
  'meaningEn',
  'method',
  'methodEn',
  'sourceNote',
  'sourceNoteEn',
  'breaks',
  'validFrom',
] as const
export type FormField = (typeof formFields)[number]
export type FormValues = Readonly<Record<FormField, string>>

export function readFormValues(form: FormData): FormValues {
  const entries = formFields.map((field) => {
    const value = form.get(field)
    return [field, typeof value === 'string' ? value.trim() : ''] as const
  })
  return Object.fromEntries(entries) as Record<FormField, string>
}

/** How many letters a field of a form may hold: lines, notes, and texts of several paragraphs. */
const limits: Readonly<Record<string, number>> = {
  nameEn: 160,
  decidedBy: 200,
  sourceNote: 2_000,
  sourceNoteEn: 2_000,
  targetNote: 2_000,
  note: 2_000,
  noteEn: 2_000,
}
const mostLetters = 5_000

/** The fields that hold too much. */
export function findOverlong(values: Readonly<Record<string, string>>): DefinitionProblem[] {
  return Object.entries(values).flatMap(([field, text]) => {
    const limit = limits[field] ?? mostLetters
    return text.length > limit ? [{ field, kind: 'too-long' as const, limit }] : []
  })
}

/** A key from a name: "Besuchte Familien (neu)" gives "besuchte-familien-neu". */
export function suggestKey(name: string): string {
  const spelt = name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
  return spelt
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 80)
}

/** One of a closed list; anything else (a form can't send it) counts as the first. */
export function oneOf<T extends string>(list: readonly [T, ...T[]], text: string): T {
  return list.find((item) => item === text) ?? list[0]
}

/** "95", "82,5", "3.715.365" as typed by people; undefined if it is no number. Thousands dots need groups of three. */
function readNumber(text: string): number | undefined {
  const clean = text.replace(/[%€\s\u202f\u00a0]/g, '').replace('−', '-')
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(clean)) return Number(clean.replace(/\./g, '').replace(',', '.'))
  return /^-?\d+([.,]\d+)?$/.test(clean) ? Number(clean.replace(',', '.')) : undefined
}

/** A path as it stands in the field of a form. */
export function pathText(target: Pick<Target, 'path'> | undefined, unit: Unit): string {
  const scale = unit === 'eur' ? 100 : 1
  const steps = target?.path.map(({ year, value }) => `${year}: ${String(value / scale).replace('.', ',')}`)
  return steps?.join('\n') ?? ''
}

type YearLine = { readonly year: number; readonly rest: string }

/** Lines "2018: ..." in the order of their years; undefined if a line is not of that form or a year comes twice. */
function readYearLines(text: string): readonly YearLine[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const read = lines.flatMap((line): YearLine[] => {
    const match = /^\s*((?:19|20)\d{2})\s*[:;]?\s+(.+)$|^\s*((?:19|20)\d{2})\s*[:;](.+)$/.exec(line)
    return match ? [{ year: Number(match[1] ?? match[3]), rest: (match[2] ?? match[4] ?? '').trim() }] : []
  })
  const years = new Set(read.map((line) => line.year))
  if (read.length !== lines.length || years.size !== read.length) return undefined
  return read.toSorted((a, b) => a.year - b.year)
}

/** Values by year as they are typed; undefined if they can't be read. EUR in cents. */
export function readPath(text: string, unit: Unit): DefinitionInput['targets'][number]['path'] | undefined {
  const lines = readYearLines(text)
  const steps = lines?.flatMap(({ year, rest }) => {
    const value = readNumber(rest)
    if (value === undefined) return []
    return [{ year, value: unit === 'eur' ? Math.round(value * 100) : value }]
  })
  return steps?.length === lines?.length ? steps : undefined
}

function readBreaks(text: string): DefinitionInput['breaks'] | undefined {
  return readYearLines(text)?.map(({ year, rest }) => {
    const [note = '', noteEn = ''] = rest.split('|').map((part) => part.trim())
    return { year, note, noteEn }
  })
}

export const optional = (text: string) => (text === '' ? undefined : text)
/**
 * Turns the typed values into a definition, or says what can't be read. `town`: key of the place whose target the form holds;
 * `hadTarget`: an emptied path then ends the target; `targetFields`: in which fields of action the person may set it. In others
 * it stays as it is.
 */
export function readDefinition(
  values: FormValues,
  options: {
    readonly town: string
    readonly hadTarget: boolean
    readonly targetFields: readonly string[]
  },
): { readonly input: DefinitionInput; readonly problems: readonly DefinitionProblem[] } {
  const unit = oneOf(units, values.unit)
  const path = readPath(values.path, unit)
  const breaks = readBreaks(values.breaks)
  const decimals = Number(values.decimals)
  const baseline = values.baselineYear === '' ? undefined : Number(values.baselineYear)
  const problems = findOverlong(values)
  if (!path) problems.push({ field: 'path', kind: 'path-form' })
  if (!breaks) problems.push({ field: 'breaks', kind: 'breaks-form' })
  if (!/^[0-4]$/.test(values.decimals)) problems.push({ field: 'decimals', kind: 'decimals-form' })
  if (baseline !== undefined && !/^(19|20)\d{2}$/.test(values.baselineYear)) {
    problems.push({ field: 'baselineYear', kind: 'baseline-form' })
  }
  if (!isDay(values.validFrom)) problems.push({ field: 'validFrom', kind: 'date-form' })
  const setsTarget = options.targetFields.includes(values.field)
  const hasTarget = setsTarget && (options.hadTarget || (path !== undefined && path.length > 0))
  const target = {
    place: options.town,
    comparison: oneOf(comparisons, values.comparison),
    path: path ?? [],
    baselineYear: baseline,
    decidedBy: optional(values.decidedBy),
    note: optional(values.targetNote),
  }
  const input: DefinitionInput = {
    key: values.key === '' ? suggestKey(values.name) : values.key,
    validFrom: values.validFrom,
    name: values.name,
    nameEn: values.nameEn,
    formula: optional(values.formula),
    publishedSeries: optional(values.publishedSeries),
    unit,
    decimals: Number.isInteger(decimals) ? decimals : 0,
    direction: oneOf(directions, values.direction),
    periodKind: oneOf(periodKinds, values.periodKind),
    phase: values.phase,
    field: values.field,
    meaning: values.meaning,
    meaningEn: values.meaningEn,
    method: values.method,
    methodEn: values.methodEn,
    sourceNote: values.sourceNote,
    sourceNoteEn: values.sourceNoteEn,
    breaks: breaks ?? [],
    targets: hasTarget ? [target] : [],
  }
  return { input, problems }
}
