import type { IndicatorResult } from '#app/capabilities/indicators/indicator.ts'
import { describeGoal } from '#app/capabilities/indicators/sentences.ts'
import type { Language } from '#app/plain/format.ts'
import type { CatalogueChange, Goal, GoalIndicator, GoalNode, GoalTree, Programme } from './goal.ts'
import { computeGoalStatus, countStatuses } from './progress.ts'

export type Results = ReadonlyMap<string, IndicatorResult>

/** How many of these indicators have a value for the town in each year of the catalogue's term, years rising. */
export function countFigures(
  goals: readonly Goal[],
  programme: Programme,
  results: Results,
): ReadonlyMap<number, number> {
  const keys = new Set(goals.flatMap((goal) => goal.indicatorKeys))
  const years = [...keys]
    .flatMap((key) => results.get(key)?.rows[0]?.readings ?? [])
    .filter((reading) => 'value' in reading.cell)
    .map((reading) => reading.year)
    .filter((year) => year >= programme.fromYear && year <= programme.toYear)
    .sort((a, b) => a - b)
  const counts = new Map<number, number>()
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1)
  return counts
}

/**
 * The wanted year if figures are there. Else the latest for which at least half as many indicators have a value as in the
 * fullest year: the first delivery of a new year must not empty the page. Else the last of the term.
 */
export function chooseYear(
  figures: ReadonlyMap<number, number>,
  programme: Programme,
  wanted: number | undefined,
): number {
  if (wanted !== undefined && figures.has(wanted)) return wanted
  const fullest = Math.max(0, ...figures.values())
  const full = [...figures].filter(([, count]) => count * 2 >= fullest).map(([year]) => year)
  return full.at(-1) ?? programme.toYear
}

const byNumber = new Intl.Collator('de', { numeric: true })

/** What the indicators say, which year is shown, and to whom. */
type View = { readonly results: Results; readonly year: number; readonly language: Language }

/** The goals below `parent` with what their indicators say, in the order of their numbers. */
function buildNodes(goals: readonly Goal[], parent: number | undefined, view: View): readonly GoalNode[] {
  return goals
    .filter((goal) => goal.parentId === parent)
    .toSorted((a, b) => byNumber.compare(a.number, b.number))
    .map((goal) => buildNode(goal, goals, view))
}

/** A year without a figure has the target of the figure before. */
function readIndicator(result: IndicatorResult, year: number, language: Language): GoalIndicator {
  const readings = result.rows[0]?.readings ?? []
  const reading = readings.find((one) => one.year === year)
  const targeted = reading ?? readings.findLast((one) => one.year < year)
  const target = targeted && describeGoal(result.indicator, targeted, language)
  return { result, reading, target, status: reading?.status ?? (target === undefined ? 'none' : 'no-data') }
}

/** A goal of `goals` with those below it. */
export function buildNode(goal: Goal, goals: readonly Goal[], view: View): GoalNode {
  const { results, year, language } = view
  const children = buildNodes(goals, goal.id, view)
  const indicators = goal.indicatorKeys.flatMap((key) => {
    const result = results.get(key)
    return result ? [readIndicator(result, year, language)] : []
  })
  const status = computeGoalStatus(indicators.map((indicator) => indicator.status))
  return { ...goal, indicators, status, children, counts: countStatuses(leafStatuses({ status, children })) }
}

function leafStatuses(node: Pick<GoalNode, 'status' | 'children'>): GoalNode['status'][] {
  return node.children.length === 0 ? [node.status] : node.children.flatMap(leafStatuses)
}

/** What differs from the catalogue that ended before this one began; undefined for the first. */
function compareCatalogues(
  goals: readonly Goal[],
  programmes: readonly Programme[],
  programme: Programme,
): CatalogueChange | undefined {
  const previous = programmes
    .filter((one) => one.toYear < programme.fromYear)
    .toSorted((a, b) => b.toYear - a.toYear)[0]
  if (!previous) return undefined
  const now = goals.filter((goal) => goal.programme.id === programme.id)
  const before = goals.filter((goal) => goal.programme.id === previous.id)
  return {
    previous,
    kept: now.filter((goal) => goal.change?.kind === 'kept').length,
    changed: now.filter((goal) => goal.change?.kind === 'changed'),
    added: now.filter((goal) => goal.change?.kind === 'added'),
    ended: before.filter((goal) => goal.change?.kind === 'dropped' || goal.change?.kind === 'reached'),
  }
}

/** The tree of one catalogue in one year. `goals`: those of all catalogues. */
export function buildTree(
  goals: readonly Goal[],
  programmes: readonly Programme[],
  programme: Programme,
  results: Results,
  wanted: { readonly year?: number | undefined; readonly language: Language },
): GoalTree {
  const own = goals.filter((goal) => goal.programme.id === programme.id)
  const figures = countFigures(own, programme, results)
  const year = chooseYear(figures, programme, wanted.year)
  const nodes = buildNodes(own, undefined, { results, year, language: wanted.language })
  return {
    programme,
    programmes,
    year,
    years: [...figures.keys()],
    goals: nodes,
    counts: countStatuses(nodes.flatMap(leafStatuses)),
    change: compareCatalogues(goals, programmes, programme),
  }
}

/** The goal's forerunners and successors, oldest first, itself among them. */
export function traceHistory(goals: readonly Goal[], goal: Goal): readonly Goal[] {
  const history = [goal]
  for (;;) {
    const from = history[0]!.change?.fromId
    const forerunner = goals.find((one) => one.id === from && !history.includes(one))
    if (!forerunner) break
    history.unshift(forerunner)
  }
  for (;;) {
    const last = history.at(-1)!
    const successor = goals.find((one) => one.change?.fromId === last.id && !history.includes(one))
    if (!successor) break
    history.push(successor)
  }
  return history
}
