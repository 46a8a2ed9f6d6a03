import { isDay } from '#app/plain/day.ts'
import { toKey } from '#app/plain/key.ts'
import { type FieldProblem, longestName, problemOfName, type TextProblem, type Typed, tidy } from './typed.ts'

/*
 * The short forms: sources, dimensions with their values, families. Their keys are made from the first name and stay.
 */

/** A key for formulas and files, from the name; free among those that are taken. */
export function keyOf(name: string, taken: ReadonlySet<string>, otherwise: string): string {
  const stem = toKey(name).replaceAll('-', '_').slice(0, 60).replace(/_$/, '') || otherwise
  const isFree = (key: string) => !taken.has(key) && key !== 'neu'
  if (isFree(stem)) return stem
  let number = 2
  while (!isFree(`${stem}_${number}`)) number += 1
  return `${stem}_${number}`
}

export type ListProblem = TextProblem | 'choose' | 'taken' | 'number' | 'double' | 'none' | 'in-use' | 'date'
type Problems = readonly FieldProblem<ListProblem>[]

export type NamesInput = { readonly name: string; readonly nameEn: string }

function readNames(
  typed: Typed,
  takenNames: readonly string[],
  problems: FieldProblem<ListProblem>[],
): NamesInput {
  const name = tidy(typed.name ?? '')
  const nameEn = tidy(typed.nameEn ?? '')
  const wrong = problemOfName(name)
  const wrongEn = problemOfName(nameEn, true)
  if (wrong) problems.push({ field: 'name', kind: wrong })
  else if (takenNames.some((other) => other.toLowerCase() === name.toLowerCase()))
    problems.push({ field: 'name', kind: 'taken' })
  if (wrongEn) problems.push({ field: 'nameEn', kind: wrongEn })
  return { name, nameEn }
}

export const familyFields = ['name', 'nameEn'] as const

export function readFamily(
  typed: Typed,
  takenNames: readonly string[],
): { readonly input: NamesInput } | { readonly problems: Problems } {
  const problems: FieldProblem<ListProblem>[] = []
  const input = readNames(typed, takenNames, problems)
  return problems.length > 0 ? { problems } : { input }
}

export const sourceFields = [
  'name',
  'nameEn',
  'organisation',
  'secretBelow',
  'protection',
  'threshold',
  'validFrom',
] as const

export type SourceInput = NamesInput & {
  readonly organisation: string
  readonly secretBelow: number | undefined
  /** Undefined: left as it is. */
  readonly rule: { readonly threshold: number | undefined; readonly validFrom: string } | undefined
}

const smallestThreshold = 2
const largestThreshold = 1000

/** A threshold from 2 on; undefined where the text is none. */
function readThreshold(text: string): number | undefined {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
  return number >= smallestThreshold && number <= largestThreshold ? number : undefined
}

/** `withRule`: the form asks how figures are protected. */
export function readSource(
  typed: Typed,
  known: {
    readonly names: readonly string[]
    readonly organisations: ReadonlySet<string>
    readonly withRule: boolean
  },
): { readonly input: SourceInput } | { readonly problems: Problems } {
  const problems: FieldProblem<ListProblem>[] = []
  const names = readNames(typed, known.names, problems)
  const organisation = typed.organisation ?? ''
  if (!known.organisations.has(organisation)) problems.push({ field: 'organisation', kind: 'choose' })
  const bound = typed.secretBelow?.trim() ?? ''
  const secretBelow = bound === '' ? undefined : readThreshold(bound)
  if (bound !== '' && secretBelow === undefined) problems.push({ field: 'secretBelow', kind: 'number' })
  const rule = known.withRule ? readRule(typed, problems) : undefined
  return problems.length > 0 ? { problems } : { input: { ...names, organisation, secretBelow, rule } }
}

function readRule(typed: Typed, problems: FieldProblem<ListProblem>[]): SourceInput['rule'] {
  const protection = typed.protection ?? ''
  const validFrom = typed.validFrom ?? ''
  if (!['threshold', 'published'].includes(protection)) problems.push({ field: 'protection', kind: 'choose' })
  const threshold = protection === 'threshold' ? readThreshold(typed.threshold ?? '') : undefined
  if (protection === 'threshold' && threshold === undefined)
    problems.push({ field: 'threshold', kind: 'number' })
  if (!isDay(validFrom)) problems.push({ field: 'validFrom', kind: 'date' })
  return { threshold, validFrom }
}

export type ValueInput = {
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly aliases: readonly string[]
}
export type DimensionInput = NamesInput & { readonly values: readonly ValueInput[] }

const emptyRows = 6
const mostValues = 300

/** The values of a dimension stand in rows of the form; those that are there keep their keys, new ones get one. */
export function typedDimension(names: NamesInput, values: readonly ValueInput[]): Typed {
  const rows = values.flatMap(({ key, name, nameEn, aliases }, index) => [
    [`key-${index}`, key],
    [`name-${index}`, name],
    [`nameEn-${index}`, nameEn === name ? '' : nameEn],
    [`aliases-${index}`, aliases.join('; ')],
  ])
  return {
    name: names.name,
    nameEn: names.nameEn,
    rows: String(values.length + emptyRows),
    ...Object.fromEntries(rows),
  }
}

/** How many rows a form has; at least one, at most as many values as a dimension may have. */
export function rowsOfForm(typed: Typed): number {
  const rows = /^\d{1,3}$/.test(typed.rows ?? '') ? Number(typed.rows) : 0
  return Math.max(1, Math.min(rows, mostValues))
}

export function dimensionFields(rows: number): string[] {
  const own = Array.from({ length: rows }, (_, index) =>
    ['key', 'name', 'nameEn', 'aliases'].map((part) => `${part}-${index}`),
  )
  return ['name', 'nameEn', 'rows', ...own.flat()]
}

/** `former`: keys of values that are there. A row whose name is empty is none, so that a value goes by clearing its name. */
export function readDimension(
  typed: Typed,
  known: { readonly names: readonly string[]; readonly former: readonly string[] },
): { readonly input: DimensionInput } | { readonly problems: Problems } {
  const problems: FieldProblem<ListProblem>[] = []
  const names = readNames(typed, known.names, problems)
  const taken = new Set(known.former)
  const values: ValueInput[] = []
  for (let row = 0; row < rowsOfForm(typed); row += 1) {
    const name = tidy(typed[`name-${row}`] ?? '')
    const isFormer = known.former.includes(typed[`key-${row}`] ?? '')
    const isBlank = ['name', 'nameEn', 'aliases'].every((field) => !typed[`${field}-${row}`]?.trim())
    // A value is removed by emptying its name; beside a new row's other fields a missing name was forgotten.
    if (isBlank || (isFormer && name === '')) continue
    const nameEn = tidy(typed[`nameEn-${row}`] ?? '')
    const aliases = (typed[`aliases-${row}`] ?? '')
      .split(/[;\n]/)
      .map(tidy)
      .filter((one) => one !== '')
    for (const [field, text] of [
      ['name', name],
      ['nameEn', nameEn],
    ] as const) {
      const wrong = problemOfName(text, field === 'nameEn')
      if (wrong) problems.push({ field: `${field}-${row}`, kind: wrong })
    }
    if (aliases.some((one) => one.length > longestName))
      problems.push({ field: `aliases-${row}`, kind: 'name-long' })
    else if (aliases.some((one) => problemOfName(one)))
      problems.push({ field: `aliases-${row}`, kind: 'characters' })
    if (values.some((one) => one.name.toLowerCase() === name.toLowerCase()))
      problems.push({ field: `name-${row}`, kind: 'double' })
    const own = typed[`key-${row}`] ?? ''
    const key = known.former.includes(own) ? own : keyOf(name, taken, 'wert')
    taken.add(key)
    values.push({ key, name, nameEn: nameEn || name, aliases })
  }
  if (values.length === 0) problems.push({ field: 'name-0', kind: 'none' })
  return problems.length > 0 ? { problems } : { input: { ...names, values } }
}
