import type { Period } from '#app/plain/period.ts'
import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { LayoutColumn } from '../figure.ts'
import { isTotalWord } from '../reading/names.ts'
import { seriesWithUnit } from '../reading/units.ts'
import type { FlatFile, Measured } from './flatFile.ts'
import { profileOf } from './profile.ts'
import type { Surroundings } from './surroundings.ts'
import { measureOfWord, plainText } from './words.ts'

type Known = {
  readonly columns: readonly LayoutColumn[]
  readonly periodOf: (row: SourceRow) => Period | undefined
}

/** Rows that count the same in one column of values. */
type Group = {
  readonly measure: Measured
  readonly name: string
  readonly unit: string
  readonly rows: readonly SourceRow[]
}

function groupsOf(file: FlatFile, measure: Measured): Group[] {
  if (measure.kind === 'in-heading')
    return [{ measure, name: measure.name, unit: measure.unit, rows: file.body }]
  const said = ({ cells }: SourceRow, column: number) =>
    column < 0 ? '' : plainText(cellText(cells[column]))
  const groups = Map.groupBy(file.body, (row) => `${said(row, measure.label)}\n${said(row, measure.unit)}`)
  return [...groups].map(([key, rows]) => {
    const [name = '', unit = ''] = key.split('\n')
    return { measure, name, unit, rows }
  })
}

/** Proposes a series for every measure with its unit that none is known for; `seriesOf`: key of what a column with one measure counts. */
export function proposeSeries(file: FlatFile, known: Known, around: Surroundings) {
  const proposed = new Set<string>()
  const ofColumn = new Map<Measured, string>()
  for (const group of file.measures.flatMap((measure) => groupsOf(file, measure))) {
    if (group.name === '') continue
    const found = seriesWithUnit(around.catalogue, group.name, group.unit)?.key
    const key = found ?? propose(group, known, around)
    if (found === undefined) proposed.add(key)
    if (group.measure.kind === 'in-heading') ofColumn.set(group.measure, key)
  }
  return { proposed, seriesOf: (measure: Measured) => ofColumn.get(measure) }
}

function propose({ measure, name, unit, rows }: Group, known: Known, around: Surroundings): string {
  const said = unit === '' ? undefined : measureOfWord(unit)
  // Numbers in thousands stay as they are written, and the name says so: their column holds others, too.
  const kind =
    said && !said.factor ? said : unit === '' ? undefined : ({ unit: 'score', kind: 'score' } as const)
  const profile = profileOf(
    rows.map(({ cells }) => cells[measure.value]),
    kind,
  )
  const isBare = profile.measure.unit === 'count' || profile.measure.unit === 'percent' || unit === ''
  const whole = isBare ? name : `${name} (${unit})`
  const series = around.book.series(whole, profile.measure, {
    decimals: profile.decimals,
    alias: profile.measure.unit === 'percent' ? `${name} (in %)` : whole,
  })
  const period = rows.map(known.periodOf).find((found) => found !== undefined)
  const broken = known.columns.flatMap((column) =>
    column.role === 'dimension' && rows.some((row) => isPart(row, column.column)) ? [column.dimension] : [],
  )
  around.book.settle(series, period?.kind, broken)
  return series
}

function isPart({ cells }: SourceRow, column: number): boolean {
  const text = plainText(cellText(cells[column - 1]))
  return text !== '' && !isTotalWord(text)
}
