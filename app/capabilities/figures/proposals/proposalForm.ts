import type { Layout, LayoutColumn, LayoutTable, Proposals, ProposedSeries, Series } from '../figure.ts'
import { asSeries } from '../reading/catalogue.ts'
import {
  measureOf,
  proposeKey,
  readSeries,
  type SeriesContext,
  type SeriesProblem,
} from '../series/seriesForm.ts'
import { type FieldProblem, readTyped, type Typed, tidy } from '../series/typed.ts'

/** What a person may settle about a proposed series; the rest follows, or can be said once it exists. */
export const proposalParts = [
  'name',
  'measure',
  'decimals',
  'periodKind',
  'overPlaces',
  'overTime',
  'family',
] as const
export type ProposalPart = (typeof proposalParts)[number]

/** The box in which somebody says yes to what would be created. */
export const confirmField = 'anlegen'

/** Name of a field: the series stand in the form in the order in which the layout has them. */
export const proposalField = (number: number, part: ProposalPart) => `neu${number}-${part}`

/** A proposed series as its fields show it. */
export function typedProposal(proposed: ProposedSeries): Record<ProposalPart, string> {
  const { overPlaces, overTime } = asSeries(proposed)
  return {
    name: proposed.name,
    measure: measureOf(proposed),
    decimals: String(proposed.decimals),
    periodKind: proposed.periodKind,
    overPlaces,
    overTime,
    family: proposed.family ?? '',
  }
}

/** What there is beside the proposals: the series of all sources, the source's families, the breakdowns. */
export type ProposalContext = {
  readonly sourceKey: string
  readonly series: readonly Series[]
  readonly families: ReadonlySet<string>
}

type Read = { readonly layout: Layout } | { readonly problems: readonly FieldProblem<SeriesProblem>[] }

function typedOf(form: FormData, number: number, former: ProposedSeries): Record<ProposalPart, string> {
  const names = proposalParts.map((part) => proposalField(number, part))
  const typed = readTyped(form, names)
  const own = typedProposal(former)
  return Object.fromEntries(
    proposalParts.map((part, index) => [part, form.has(names[index]!) ? typed[names[index]!]! : own[part]]),
  ) as Record<ProposalPart, string>
}

/**
 * What a person made of the proposed series. The names that the file has for them stay known as aliases, so that its rows, and
 * the next file, are still understood. Another name gives another key, as long as nothing is stored.
 */
export function readProposalForm(form: FormData, layout: Layout, context: ProposalContext): Read {
  const proposed = layout.proposals?.series ?? []
  const typed = proposed.map((one, number) => typedOf(form, number, one))
  const problems: FieldProblem<SeriesProblem>[] = []
  const settled: { readonly former: ProposedSeries; readonly next: ProposedSeries }[] = []
  const existing = new Set(context.series.map(({ key }) => key))
  const taken = new Set([...context.series, ...proposed].map(({ key }) => key))
  for (const [number, former] of proposed.entries()) {
    const own = typed[number]!
    const others = proposed.flatMap((one, index) =>
      index === number ? [] : [{ ...asSeries(one), name: tidy(typed[index]!.name) }],
    )
    const read = readOne(own, former, others, context)
    if ('problems' in read) {
      for (const { field, kind } of read.problems) {
        const part = proposalParts.find((one) => one === field)
        if (part) problems.push({ field: proposalField(number, part), kind })
      }
      continue
    }
    // Another delivery may have created a series of this key meanwhile: then this one needs its own.
    const isRenewed = read.next.name !== former.name || existing.has(former.key)
    const key = isRenewed ? proposeKey(read.next.name, withoutOwn(taken, former.key, existing)) : former.key
    taken.add(key)
    settled.push({ former, next: { ...read.next, key } })
  }
  if (problems.length > 0) return { problems }
  const keys = new Map(settled.map(({ former, next }) => [former.key, next.key]))
  const proposals: Proposals = {
    series: settled.map(({ next }) => next),
    dimensions: layout.proposals?.dimensions ?? [],
  }
  return { layout: { ...layout, tables: layout.tables.map((table) => renamed(table, keys)), proposals } }
}

const withoutOwn = (keys: ReadonlySet<string>, own: string, existing: ReadonlySet<string>) =>
  new Set([...keys].filter((key) => key !== own || existing.has(key)))

/** The rules are those of the form in which series are defined by hand. */
function readOne(
  typed: Record<ProposalPart, string>,
  former: ProposedSeries,
  others: readonly Series[],
  { sourceKey, series, families }: ProposalContext,
): { readonly next: ProposedSeries } | { readonly problems: readonly FieldProblem<SeriesProblem>[] } {
  const ofSource = others.map((one) => ({ ...one, sourceKey }))
  const known: SeriesContext = {
    sources: new Set([sourceKey]),
    families,
    dimensions: new Set(former.dimensions),
    others: [...series, ...ofSource],
  }
  const whole: Typed = {
    ...typed,
    key: former.key,
    source: sourceKey,
    reportedUnder: 'start',
    dimensions: former.dimensions.join(' '),
    aliases: former.aliases.join('\n'),
  }
  const read = readSeries(whole, known, former.key)
  if ('problems' in read) return read
  const name = read.input.name
  // A name that the file has for another of them would make its rows mean either.
  const spoken = new Set(others.flatMap(({ aliases }) => aliases.map((alias) => alias.toLowerCase())))
  if (name !== former.name && spoken.has(name.toLowerCase()))
    return { problems: [{ field: 'name', kind: 'name-taken' }] }
  const { decimals, periodKind, overPlaces, overTime, aliases } = read.input
  const isMeasured = typed.measure !== measureOf(former)
  const { unit, kind } = isMeasured ? read.input : former
  const spokenOf = name === former.name ? aliases : [...new Set([...aliases, former.name])]
  return {
    next: {
      key: former.key,
      name,
      unit,
      kind,
      decimals,
      periodKind,
      dimensions: former.dimensions,
      aliases: spokenOf,
      overPlaces,
      overTime,
      ...(typed.family !== '' && { family: typed.family }),
    },
  }
}

function renamed(table: LayoutTable, keys: ReadonlyMap<string, string>): LayoutTable {
  const keyOf = (key: string) => keys.get(key) ?? key
  return {
    ...table,
    fixed: { ...table.fixed, ...(table.fixed.series !== undefined && { series: keyOf(table.fixed.series) }) },
    columns: table.columns.map(
      (column): LayoutColumn =>
        column.role === 'value' && column.series !== undefined
          ? { ...column, series: keyOf(column.series) }
          : column,
    ),
  }
}

/** The proposals that this file brings figures for: what else was proposed isn't created. */
export function neededProposals(
  proposals: Proposals | undefined,
  counts: Readonly<Record<string, number>>,
): Proposals | undefined {
  const series = proposals?.series.filter(({ key }) => (counts[key] ?? 0) > 0) ?? []
  if (!proposals || series.length === 0) return undefined
  const used = new Set(series.flatMap(({ dimensions }) => dimensions))
  return { series, dimensions: proposals.dimensions.filter(({ key }) => used.has(key)) }
}
