import type { Series } from '../figure.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { normaliseName } from '../reading/names.ts'
import { readCodes } from './codes.ts'
import { type Condition, type ConditionProblem, parseCondition } from './condition.ts'

/** What a column of the file is. Columns that no rule names are never read. */
export type RuleColumn = {
  readonly name: string
  readonly role: 'place' | 'street' | 'house-number' | 'period' | 'attribute' | 'number' | 'ignore'
  /** Meaning by code ("1" -> "ja"); '' says nothing. Without any, fields mean what stands in them. */
  readonly codes: ReadonlyMap<string, string>
}

/** One figure that the rows give: how many of them fulfil a condition, or the sum of a column over those. */
export type RuleCount = {
  readonly series: Series
  readonly condition: Condition
  readonly sumOf: string | undefined
  readonly by: { readonly dimension: string; readonly column: string } | undefined
  /** Whether its total is counted here: of several breakdowns of a series the first one's line does. */
  readonly total: boolean
}

/** Evaluation rule (Auswertungsregel): what becomes of a file with one row per child. */
export type Rules = { readonly columns: readonly RuleColumn[]; readonly counts: readonly RuleCount[] }

/** As somebody writes and keeps it: a line per column and per figure. */
export type RulesText = { readonly columns: string; readonly counts: string }

/** `line` counts from 1; each kind has its sentence in the texts (`individual.wrong.<kind>`). */
export type RulesProblem = {
  readonly field: 'columns' | 'counts'
  readonly line: number
  readonly kind:
    | ConditionProblem['kind']
    | 'unknown-role'
    | 'twice'
    | 'code-twice'
    | 'counted-twice'
    | 'no-place'
    | 'no-street'
    | 'unknown-series'
    | 'unknown-dimension'
    | 'unknown-value'
    | 'nothing-counted'
  readonly text: string
}

const roles: ReadonlyMap<string, RuleColumn['role']> = new Map([
  ['ort', 'place'],
  ['strasse', 'street'],
  ['hausnummer', 'house-number'],
  ['zeitraum', 'period'],
  ['merkmal', 'attribute'],
  ['zahl', 'number'],
  ['nichtlesen', 'ignore'],
])

/** Two columns can't both say these. */
const once: ReadonlySet<RuleColumn['role'] | undefined> = new Set([
  'place',
  'street',
  'house-number',
  'period',
])

/** Whether places follow from addresses, so that a street register is needed. */
export const asksAddresses = ({ columns }: Rules): boolean => columns.some(({ role }) => role === 'street')

type Line = { readonly line: number; readonly fields: readonly string[] }

const linesOf = (text: string): Line[] =>
  text.split('\n').flatMap((whole, index) => {
    const trimmed = whole.trim()
    return trimmed === '' || trimmed.startsWith('#')
      ? []
      : [{ line: index + 1, fields: trimmed.split(';').map((field) => field.trim()) }]
  })

function readColumns(text: string, problems: RulesProblem[]): RuleColumn[] {
  const columns: RuleColumn[] = []
  const wrong = (line: number, kind: RulesProblem['kind'], said: string) =>
    problems.push({ field: 'columns', line, kind, text: said })
  for (const { line, fields } of linesOf(text)) {
    const [name = '', written = '', coded = ''] = fields
    const role = roles.get(normaliseName(written))
    const isTwice = columns.some(
      (known) => normaliseName(known.name) === normaliseName(name) || (known.role === role && once.has(role)),
    )
    const { codes, twice } = readCodes(coded)
    if (!role) wrong(line, 'unknown-role', written)
    else if (isTwice) wrong(line, 'twice', name)
    else if (twice.length > 0) wrong(line, 'code-twice', twice.join(', '))
    else columns.push({ name, role, codes })
  }
  const has = (wanted: RuleColumn['role']) => columns.some(({ role }) => role === wanted)
  if (has('house-number') && !has('street')) wrong(1, 'no-street', '')
  else if (!has('place') && !has('street')) wrong(1, 'no-place', '')
  return columns
}

function readCount(
  { line, fields }: Line,
  columns: readonly RuleColumn[],
  catalogue: Catalogue,
): RuleCount | RulesProblem {
  const wrong = (kind: RulesProblem['kind'], text: string): RulesProblem => ({
    field: 'counts',
    line,
    kind,
    text,
  })
  const [name = '', condition = '', split = ''] = fields
  const series = catalogue.findSeries(name)
  if (!series) return wrong('unknown-series', name)
  const sum = /^summe\s+("[^"]+"|\S+)(?:\s+wenn\s+(.*))?$/iu.exec(condition)
  const numbers = columns.filter(({ role }) => role === 'number')
  const summed = sum?.[1]?.replaceAll('"', '')
  const sumOf = numbers.find((column) => summed && normaliseName(column.name) === normaliseName(summed))?.name
  if (sum && !sumOf) return wrong('unknown-column', summed ?? '')
  const readable = columns.filter(({ role }) => role === 'attribute' || role === 'number')
  const parsed = parseCondition(
    sum ? (sum[2] ?? '') : condition,
    readable.map((column) => column.name),
  )
  if (!parsed.ok) return wrong(parsed.problem.kind, parsed.problem.text)
  const base = { series, condition: parsed.condition, sumOf, total: true }
  if (split === '') return { ...base, by: undefined }
  const [left = '', right = left] = split.split('=').map((part) => part.trim())
  const dimension = catalogue.findDimension(left)
  if (!dimension || !series.dimensions.includes(dimension.key)) return wrong('unknown-dimension', left)
  const column = columns.find(
    (one) => one.role === 'attribute' && normaliseName(one.name) === normaliseName(right),
  )
  if (!column) return wrong('unknown-column', right)
  const strange = [...column.codes.values()].find(
    (meaning) => meaning !== '' && !catalogue.findValue(dimension.key, meaning),
  )
  if (strange !== undefined) return wrong('unknown-value', strange)
  return { ...base, by: { dimension: dimension.key, column: column.name } }
}

/**
 * A series that has a line further up may have another one for another breakdown, of the same rows; the total is that of the first.
 * With any other line nobody could say what the total counts.
 */
function besideOthers(count: RuleCount, line: number, above: readonly RuleCount[]): RuleCount | RulesProblem {
  const others = above.filter(({ series }) => series.key === count.series.key)
  if (others.length === 0) return count
  const rowsOf = ({ condition, sumOf }: RuleCount) => JSON.stringify([condition, sumOf])
  const fits = others.every(
    (other) => rowsOf(other) === rowsOf(count) && other.by?.dimension !== count.by?.dimension,
  )
  return count.by && fits
    ? { ...count, total: false }
    : { field: 'counts', line, kind: 'counted-twice', text: count.series.name }
}

/** Reads a rule as it is written, with every line that is wrong. `catalogue`: of the rule's source. */
export function readRules(
  text: RulesText,
  catalogue: Catalogue,
):
  | { readonly ok: true; readonly rules: Rules }
  | { readonly ok: false; readonly problems: readonly RulesProblem[] } {
  const problems: RulesProblem[] = []
  const columns = readColumns(text.columns, problems)
  const counts: RuleCount[] = []
  for (const line of linesOf(text.counts)) {
    const read = readCount(line, columns, catalogue)
    const count = 'series' in read ? besideOthers(read, line.line, counts) : read
    if ('series' in count) counts.push(count)
    else problems.push(count)
  }
  if (counts.length === 0 && !problems.some(({ field }) => field === 'counts'))
    problems.push({ field: 'counts', line: 1, kind: 'nothing-counted', text: '' })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rules: { columns, counts } }
}
