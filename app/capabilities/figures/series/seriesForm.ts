import type { Unit } from '#app/plain/format.ts'
import { toKey } from '#app/plain/key.ts'
import { type PeriodKind, periodKinds, reportingRules } from '#app/plain/period.ts'
import { overPlacesRules, overTimeRules, type Series, type SeriesKind } from '../figure.ts'
import {
  type FieldProblem,
  longestName,
  problemOfName,
  problemOfText,
  type TextProblem,
  type Typed,
  tidy,
  tidyLines,
} from './typed.ts'

/** What is measured: kind and unit of a series in one question. */
export const measures = ['count', 'amount', 'percent', 'ratio', 'score'] as const
export type MeasureOfSeries = (typeof measures)[number]

const measureParts: Record<MeasureOfSeries, { readonly kind: SeriesKind; readonly unit: Unit }> = {
  count: { kind: 'count', unit: 'count' },
  amount: { kind: 'amount', unit: 'eur' },
  percent: { kind: 'rate', unit: 'percent' },
  ratio: { kind: 'rate', unit: 'ratio' },
  score: { kind: 'score', unit: 'score' },
}

export function measureOf({ kind, unit }: Pick<Series, 'kind' | 'unit'>): MeasureOfSeries {
  if (kind === 'rate') return unit === 'ratio' ? 'ratio' : 'percent'
  return kind
}

export const seriesFields = [
  'name',
  'nameEn',
  'key',
  'meaning',
  'meaningEn',
  'source',
  'family',
  'measure',
  'decimals',
  'periodKind',
  'reportedUnder',
  'overPlaces',
  'overTime',
  'comparableKinds',
  'dimensions',
  'partOf',
  'base',
  'aliases',
  'note',
  'noteEn',
] as const
export type SeriesField = (typeof seriesFields)[number]

/** What a person says of a series. `family` undefined: one of its own, or that of the series it refers to. */
export type SeriesInput = Omit<Series, 'id' | 'familyKey' | 'sourceKey'> & {
  readonly source: string
  readonly family: string | undefined
}

export type SeriesProblem =
  | TextProblem
  | 'choose'
  | 'key-form'
  | 'key-taken'
  | 'name-taken'
  | 'decimals-form'
  | 'sum-of-rates'
  | 'sum-of-key-dates'
  | 'base-of-rate'
  | 'own-kind'
  | 'aliases-many'
  | 'has-figures'
  | 'part-of-count'
  | 'part-of-itself'
  | 'other-period'
  | 'other-family'

/** What must be known to judge a series: what there is to choose from, and the other series. */
export type SeriesContext = {
  readonly sources: ReadonlySet<string>
  readonly families: ReadonlySet<string>
  readonly dimensions: ReadonlySet<string>
  readonly others: readonly Series[]
}

const keyForm = /^[a-z][a-z0-9_]{0,79}$/
/** The address of the page that makes a new one stands beside those of the series. */
export const reservedKey = 'neu'
const mostAliases = 50

/** A key that formulas can speak of, from the name; free among those that are taken. */
export function proposeKey(name: string, taken: ReadonlySet<string>): string {
  const bare = toKey(name).replaceAll('-', '_').slice(0, 60).replace(/_$/, '')
  const stem = /^[a-z]/.test(bare) ? bare : `reihe${bare ? `_${bare}` : ''}`
  const isFree = (key: string) => !taken.has(key) && key !== reservedKey
  if (isFree(stem)) return stem
  let number = 2
  while (!isFree(`${stem}_${number}`)) number += 1
  return `${stem}_${number}`
}

export function typedSeries(series: Series): Typed {
  return {
    name: series.name,
    nameEn: series.nameEn,
    key: series.key,
    meaning: series.meaning,
    meaningEn: series.meaningEn,
    source: series.sourceKey,
    family: series.familyKey,
    measure: measureOf(series),
    decimals: String(series.decimals),
    periodKind: series.periodKind,
    reportedUnder: series.reportedUnder,
    overPlaces: series.overPlaces,
    overTime: series.overTime,
    comparableKinds: series.comparableKinds.join(' '),
    dimensions: series.dimensions.join(' '),
    partOf: series.partOf ?? '',
    base: series.base ?? '',
    aliases: series.aliases.join('\n'),
    note: series.note,
    noteEn: series.noteEn,
  }
}

/** A new form: what most series are. */
export const emptySeries: Typed = {
  ...Object.fromEntries(seriesFields.map((field) => [field, ''])),
  measure: 'count',
  decimals: '0',
  periodKind: 'calendar-year',
  reportedUnder: 'start',
  overPlaces: 'sum',
  overTime: 'sum',
}

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '')
const oneOf = <T extends string>(list: readonly T[], text: string): T | undefined =>
  list.find((one) => one === text)

type Read = { readonly input: SeriesInput } | { readonly problems: readonly FieldProblem<SeriesProblem>[] }

/** Reads the form of a series. `ownKey`: the series that is changed; a new one takes its key from the form or from the name. */
export function readSeries(typed: Typed, context: SeriesContext, ownKey: string | undefined): Read {
  const problems: FieldProblem<SeriesProblem>[] = []
  const add = (field: SeriesField, kind: SeriesProblem | undefined) => {
    if (kind) problems.push({ field, kind })
  }
  const text = (field: SeriesField) => typed[field] ?? ''
  const name = tidy(text('name'))
  const nameEn = tidy(text('nameEn'))
  const taken = new Set(context.others.map(({ key }) => key))
  const key = ownKey ?? (tidy(text('key')) || proposeKey(name, taken))
  const long = (field: 'meaning' | 'meaningEn' | 'note' | 'noteEn') => {
    const value = tidyLines(text(field))
    add(field, problemOfText(value))
    return value
  }
  add('name', problemOfName(name))
  add('nameEn', problemOfName(nameEn, true))
  if (ownKey === undefined && !keyForm.test(key)) add('key', 'key-form')
  else if (ownKey === undefined && (taken.has(key) || key === reservedKey)) add('key', 'key-taken')
  const [meaning, meaningEn] = [long('meaning'), long('meaningEn')]
  const source = text('source')
  if (!context.sources.has(source)) add('source', 'choose')
  const sameName = (one: Series) => one.sourceKey === source && one.name.toLowerCase() === name.toLowerCase()
  if (name !== '' && context.others.some(sameName)) add('name', 'name-taken')
  const measure = oneOf(measures, text('measure'))
  const periodKind = oneOf(periodKinds, text('periodKind'))
  const reportedUnder = oneOf(reportingRules, text('reportedUnder'))
  const overPlaces = oneOf(overPlacesRules, text('overPlaces'))
  const overTime = oneOf(overTimeRules, text('overTime'))
  if (!measure) add('measure', 'choose')
  if (!periodKind) add('periodKind', 'choose')
  if (!reportedUnder) add('reportedUnder', 'choose')
  if (!overPlaces) add('overPlaces', 'choose')
  if (!overTime) add('overTime', 'choose')
  const { kind, unit } = measureParts[measure ?? 'count']
  const addsUp = kind === 'count' || kind === 'amount'
  if (!addsUp && overPlaces === 'sum') add('overPlaces', 'sum-of-rates')
  if (!addsUp && overTime === 'sum') add('overTime', 'sum-of-rates')
  if (addsUp && overTime === 'sum' && periodKind === 'key-date') add('overTime', 'sum-of-key-dates')
  const decimals = /^[0-4]$/.test(text('decimals').trim()) ? Number(text('decimals')) : undefined
  if (decimals === undefined) add('decimals', 'decimals-form')
  const comparableKinds = words(text('comparableKinds')).flatMap((word): PeriodKind[] => {
    const found = oneOf(periodKinds, word)
    return found ? [found] : []
  })
  if (periodKind && comparableKinds.includes(periodKind)) add('comparableKinds', 'own-kind')
  const dimensions = words(text('dimensions'))
  if (dimensions.some((one) => !context.dimensions.has(one))) add('dimensions', 'choose')
  const aliases = [...new Set(tidyLines(text('aliases')).split('\n').map(tidy))].filter((one) => one !== '')
  if (aliases.length > mostAliases) add('aliases', 'aliases-many')
  add(
    'aliases',
    aliases.some((one) => one.length > longestName) ? 'name-long' : problemOfText(aliases.join('\n')),
  )
  const [note, noteEn] = [long('note'), long('noteEn')]
  const partOf = text('partOf') || undefined
  const base = text('base') || undefined
  const family = readFamily(text('family'), [partOf, base], context, add)
  checkReferences({ partOf, base, kind, periodKind, key, family }, context, add)
  if (problems.length > 0 || !periodKind || !reportedUnder || !overPlaces || !overTime) return { problems }
  return {
    input: {
      ...{ key, name, nameEn, meaning, meaningEn, unit, kind, periodKind, reportedUnder, overPlaces },
      ...{ overTime, comparableKinds, dimensions, partOf, base, aliases, note, noteEn, source, family },
      decimals: kind === 'count' ? 0 : decimals!,
    },
  }
}

type Add = (field: SeriesField, kind: SeriesProblem | undefined) => void

/** The family that was chosen; without a choice that of the series referred to. */
function readFamily(
  chosen: string,
  references: readonly (string | undefined)[],
  { families, others }: SeriesContext,
  add: Add,
): string | undefined {
  if (chosen !== '') {
    if (!families.has(chosen)) add('family', 'choose')
    return chosen
  }
  return others.find(({ key }) => references.includes(key))?.familyKey
}

type References = {
  readonly partOf: string | undefined
  readonly base: string | undefined
  readonly kind: SeriesKind
  readonly periodKind: PeriodKind | undefined
  readonly key: string
  readonly family: string | undefined
}

/** A part and its whole are counts of the same periods, protected together; a rate refers to a count. */
function checkReferences(given: References, { others }: SeriesContext, add: Add): void {
  for (const field of ['partOf', 'base'] as const) {
    const name = given[field]
    if (name === undefined) continue
    const other = others.find(({ key }) => key === name)
    if (!other) add(field, 'choose')
    else if (other.kind !== 'count' || (field === 'partOf' && given.kind !== 'count'))
      add(field, 'part-of-count')
    else if (field === 'base' && given.kind !== 'rate' && given.kind !== 'score') add(field, 'base-of-rate')
    else if (other.periodKind !== given.periodKind) add(field, 'other-period')
    else if (other.familyKey !== given.family) add(field, 'other-family')
    else if (field === 'partOf' && leadsTo(other, given.key, others)) add(field, 'part-of-itself')
  }
}

/** Whether the series is, over however many steps, a part of the one named. */
function leadsTo(from: Series, goal: string, all: readonly Series[]): boolean {
  const seen = new Set<string>()
  let at: Series | undefined = from
  while (at && !seen.has(at.key)) {
    const next: string | undefined = at.partOf
    if (next === goal) return true
    seen.add(at.key)
    at = all.find(({ key }) => key === next)
  }
  return false
}

/** What stands as long as there are figures: they were read, stored and protected by it. */
export const fixedFields = [
  'measure',
  'periodKind',
  'source',
  'family',
] as const satisfies readonly SeriesField[]

/** Fields that were changed although the series has figures; dimensions may only be added. */
export function problemsOfFigures(
  former: Series,
  input: SeriesInput,
): readonly FieldProblem<SeriesProblem>[] {
  const before = typedSeries(former)
  const after: Typed = {
    measure: measureOf(input),
    periodKind: input.periodKind,
    source: input.source,
    family: input.family ?? former.familyKey,
  }
  const changed: SeriesField[] = fixedFields.filter((field) => before[field] !== after[field])
  if (former.dimensions.some((one) => !input.dimensions.includes(one))) changed.push('dimensions')
  return changed.map((field) => ({ field, kind: 'has-figures' }))
}
