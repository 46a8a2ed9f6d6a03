import type { Language } from '#app/plain/format.ts'
import { spellingDistance } from '#app/plain/spelling.ts'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import type { Table } from '#app/platform/tables/table.ts'
import type { Finding } from '../checks/finding.ts'
import type { DeliveryAnalysis } from '../delivery.ts'
import type { Layout, PlannedFact } from '../figure.ts'
import { breakdownParts } from '../figure.ts'
import { orientationOf, orientationOfTable } from '../guess/orientation.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { readRows, textOfFact } from '../reading/facts.ts'
import { normaliseName } from '../reading/names.ts'
import {
  cellName,
  describeFinding,
  describeProblem,
  describeRefusal,
  type FiguresT,
  type Names,
  spotName,
} from '../sentences.ts'

import type { ImportReport, ReportedValue } from './importReport.ts'

const emptyReport: ImportReport = {
  source: null,
  layout: null,
  series: [],
  places: [],
  periods: [],
  stored: 0,
  readable: 0,
  states: {},
  unmatched: [],
  findings: [],
  errors: [],
}

/** The report of a file that isn't read at all. */
export function reportOfRefusal(refusal: FileRefusal, t: FiguresT): ImportReport {
  const cell = 'row' in refusal ? `A${refusal.row}` : null
  const sheet = 'sheet' in refusal ? refusal.sheet : null
  return { ...emptyReport, errors: [{ sheet, cell, text: describeRefusal(refusal, t) }] }
}

/** A report that says why nothing was done. */
export function reportOfSentences(sentences: readonly string[]): ImportReport {
  return { ...emptyReport, errors: sentences.map((text) => ({ sheet: null, cell: null, text })) }
}

export type ReadImport = {
  readonly source: { readonly key: string; readonly name: string; readonly proposed: boolean }
  readonly table: Table
  readonly layout: Layout
  readonly analysis: Extract<DeliveryAnalysis, { state: 'read' }>
  /** With the proposals of the layout. */
  readonly catalogue: Catalogue
}

function layoutPart({ table, layout }: ReadImport): ImportReport['layout'] {
  const form = table.form()
  const [first] = layout.tables
  const firstSheet =
    form.kind === 'workbook' ? (form.sheets.find(({ hidden }) => !hidden) ?? form.sheets[0])?.name : undefined
  const sheetOf = (sheet: string | undefined) => sheet ?? firstSheet ?? null
  return {
    encoding: form.kind === 'csv' ? form.encoding : null,
    delimiter: form.kind === 'csv' ? form.delimiter : null,
    headerRows: first?.headerRows ?? [],
    orientation: orientationOf(layout),
    sheet: sheetOf(first?.sheet),
    tables: layout.tables.map((one) => ({
      sheet: sheetOf(one.sheet),
      headerRows: one.headerRows,
      firstDataRow: one.firstDataRow,
      lastDataRow: one.lastDataRow ?? null,
      orientation: orientationOfTable(one),
    })),
  }
}

/** Places whose names are a few letters away, the nearest first. */
function suggestionsFor(text: string, catalogue: Catalogue): readonly string[] {
  const wanted = normaliseName(text)
  if (wanted.length < 4) return []
  return [...catalogue.places.all]
    .map(({ name }) => ({ name, distance: spellingDistance(wanted, normaliseName(name), 3) }))
    .filter(({ distance }) => distance <= 3)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name)
}

function shownValue(fact: PlannedFact, unit: string): number | null {
  if (!('value' in fact.content)) return null
  return unit === 'eur' ? Number(fact.content.value) / 100 : Number(fact.content.value)
}

const expectations: Readonly<Record<string, readonly [string, string]>> = {
  'unassigned-difference': ['total', 'sum'],
  'sum-differs': ['total', 'sum'],
  'sum-exceeds': ['total', 'sum'],
  'breakdown-exceeds': ['total', 'sum'],
  'part-exceeds-whole': ['whole', 'part'],
  'rate-differs': ['computed', 'printed'],
  jump: ['before', 'now'],
}

function findingPart(
  finding: Finding,
  cells: ReadonlyMap<string, string>,
  catalogue: Catalogue,
  names: Names,
  language: Language,
  t: FiguresT,
): ImportReport['findings'][number] {
  const { kind, severity, parameters } = finding
  const [expected, found] = expectations[kind] ?? ['total', 'value']
  const unit = catalogue.seriesByKey(String(parameters.series ?? ''))?.unit
  const shown = (name: string) => {
    const value = parameters[name]
    return typeof value === 'number' && unit === 'eur' ? value / 100 : (value ?? null)
  }
  const at = cells.get(
    addressOf(parameters.series, parameters.period, parameters.place, parameters.breakdown),
  )
  const spot = finding.spot && spotName(finding.spot)
  const where = at ?? spot ?? cells.get(addressOf(parameters.series, parameters.period, parameters.place, ''))
  return {
    kind,
    severity,
    at: where ?? null,
    expected: kind === 'over-hundred' ? 100 : shown(expected),
    found: kind === 'missing-places' ? shown('places') : shown(found),
    text: describeFinding({ kind, parameters }, names, language, t),
  }
}

const addressOf = (...parts: readonly unknown[]) => parts.map((part) => String(part ?? '')).join('\u0000')

/** Everything that a read file says, for machines. `withValues`: each value, too. */
export async function reportOf(
  read: ReadImport,
  names: Names,
  language: Language,
  withValues: boolean,
  t: FiguresT,
): Promise<ImportReport> {
  const { layout, analysis, catalogue } = read
  const proposed = new Set(layout.proposals?.series.map(({ key }) => key))
  const states = new Map<string, number>([['value', 0]])
  const cells = new Map<string, string>()
  const places = new Map<number, number>()
  const values: ReportedValue[] = []
  const seen = new Set<string>()
  for await (const { sheet, row, reading } of readRows(read.table, layout, catalogue, analysis.conventions)) {
    for (const fact of reading.facts) {
      const place = catalogue.places.byId(fact.placeId)!
      const address = addressOf(fact.series, fact.period.key, place.key, fact.breakdown)
      if (seen.has(address)) continue
      seen.add(address)
      const state = 'missing' in fact.content ? fact.content.missing : 'value'
      states.set(state, (states.get(state) ?? 0) + 1)
      places.set(fact.placeId, (places.get(fact.placeId) ?? 0) + 1)
      cells.set(address, cellName(fact, layout))
      if (!withValues) continue
      values.push({
        series: fact.series,
        place: place.key,
        period: fact.period.key,
        breakdown: breakdownParts(fact.breakdown),
        value: shownValue(fact, catalogue.seriesByKey(fact.series)!.unit),
        missing: 'missing' in fact.content ? fact.content.missing : null,
        below: 'missing' in fact.content ? (fact.content.below ?? null) : null,
        flags: fact.flags,
        sheet: sheet ?? null,
        cell: `${columnLetters(fact.column)}${fact.row}`,
        text: textOfFact(fact, row),
      })
    }
  }
  const errors = analysis.problems.map((problem) => ({
    sheet: layout.tables[problem.table]?.sheet ?? null,
    cell: `${columnLetters(problem.column)}${problem.row}`,
    text: describeProblem(problem, layout, t).sentence,
  }))
  const hidden = analysis.problemCount - errors.length
  const nothing = analysis.facts === 0 && errors.length === 0
  return {
    source: read.source,
    layout: layoutPart(read),
    series: Object.entries(analysis.seriesCounts).map(([key, count]) => {
      const series = catalogue.seriesByKey(key)!
      const { name, unit, kind, periodKind } = series
      return { key, name, unit, kind, periodKind, proposed: proposed.has(key), values: count }
    }),
    places: placesPart(read, places),
    periods: analysis.periods,
    stored: errors.length > 0 ? 0 : analysis.facts,
    readable: analysis.facts,
    states: { ...Object.fromEntries(states), 'not-delivered': analysis.empty },
    unmatched: unmatchedPart(read),
    findings: analysis.findings.map((finding) => findingPart(finding, cells, catalogue, names, language, t)),
    errors: [
      ...errors,
      ...(hidden > 0 ? [{ sheet: null, cell: null, text: t('import.moreErrors', { count: hidden }) }] : []),
      ...(nothing ? [{ sheet: null, cell: null, text: t('no.nothing-to-store') }] : []),
    ],
    ...(withValues && { values }),
  }
}

function placesPart(
  { analysis, catalogue }: ReadImport,
  used: ReadonlyMap<number, number>,
): ImportReport['places'] {
  const named = analysis.placeNames.flatMap(({ text, place, confidence }) => {
    const known = place === undefined ? undefined : catalogue.places.byKey(place)
    return known ? [{ text, key: known.key, name: known.name, confidence }] : []
  })
  const keys = new Set(named.map(({ key }) => key))
  // Places that a heading, a title or the layout itself names.
  const others = [...used.keys()]
    .map((id) => catalogue.places.byId(id)!)
    .filter(({ key }) => !keys.has(key))
    .map(({ key, name }) => ({ text: name, key, name, confidence: 'same' }))
  return [...named, ...others]
}

/** Names that mean no place for sure, columns and sheets that nothing is read from. */
function unmatchedPart({ layout, analysis, catalogue }: ReadImport): ImportReport['unmatched'] {
  const firstAt = (text: string) => {
    const problem = analysis.problems.find(
      (one) => (one.kind === 'unknown-place' || one.kind === 'unconfirmed-place') && one.text === text,
    )
    return problem ? cellName(problem, layout) : ''
  }
  const places = analysis.placeNames
    .filter(({ confidence }) => confidence === 'unknown' || confidence === 'similar')
    .map(({ text }) => ({ text, at: firstAt(text), suggestions: suggestionsFor(text, catalogue) }))
  const columns = analysis.doubts.flatMap((doubt) => {
    if (doubt.kind === 'sheet-not-read') return [{ text: doubt.text, at: doubt.text, suggestions: [] }]
    if (doubt.kind !== 'column-not-read') return []
    const row = layout.tables[0]?.headerRows.at(-1) ?? 1
    return [{ text: doubt.heading, at: `${columnLetters(doubt.column)}${row}`, suggestions: [] }]
  })
  return [...places, ...columns]
}
