import type { Language } from '#app/plain/format.ts'
import { areaSentences } from './areaSentences.ts'
import { computeChange, crossesBreak } from './change.ts'
import {
  breaksOf,
  type Draft,
  draftFrom,
  earlierValues,
  goalOf,
  type Options,
  placeName,
  type Row,
  readingOf,
  shownDifference,
  shownGap,
  shownPeriod,
  shownValue,
  valueIn,
} from './draft.ts'
import type { Indicator, IndicatorResult, Reading } from './indicator.ts'
import type { EarlierComparison, Gap, LeadEnd } from './phrases.ts'

export { draftAreasTitle, draftDistanceTitle } from './areaSentences.ts'

function compareWithEarlier(draft: Draft, row: Row, now: Reading): EarlierComparison | undefined {
  const [earlier] = earlierValues(row, now.year)
  const breaks = breaksOf(draft, row)
  if (!earlier || crossesBreak(earlier.year, now.year, breaks)) return undefined
  const difference = valueIn(computeChange(earlier, now, { ...draft.indicator, breaks }))
  if (difference === undefined) return undefined
  const when = earlier.year === now.year - 1 ? undefined : earlier.year
  if (valueIn(earlier.cell) === valueIn(now.cell)) return { when, move: 'same' }
  const shown = shownDifference(draft, difference)
  return { when, move: shown ? { difference: shown, higher: difference > 0 } : 'nearly-same' }
}

function levelSentences(draft: Draft, row: Row): readonly string[] {
  const reading = readingOf(row, draft.year)
  const period = shownPeriod(draft, reading)
  const value = reading && valueIn(reading.cell)
  if (!reading || value === undefined) {
    const reason = reading && 'missing' in reading.cell ? reading.cell.missing : 'not-delivered'
    return [draft.phrases.noLevel(placeName(row), period, reason)]
  }
  const comparison = compareWithEarlier(draft, row, reading)
  const shown = shownValue(draft, value, reading.target)
  return [
    draft.phrases.level(placeName(row), period, shown, comparison),
    ...breakSentence(draft, row, reading),
    ...trendSentence(draft, row, reading),
  ]
}

/** Said only where the break lies between this value and the one before. */
function breakSentence(draft: Draft, row: Row, now: Reading): readonly string[] {
  const [earlier] = earlierValues(row, now.year)
  if (!earlier) return []
  const broken = breaksOf(draft, row).findLast(({ year }) => earlier.year < year && year <= now.year)
  if (!broken) return []
  return [draft.phrases.brokenComparison(broken.year, broken.note?.trim().replace(/\.$/, ''))]
}

type Trend = { readonly since: number; readonly difference: string | undefined; readonly rising: boolean }

/** From the first comparable year on; only where that lies before the year that the change already speaks of. */
function trendOf(draft: Draft, row: Row, now: Reading): Trend | undefined {
  const breaks = breaksOf(draft, row)
  const changeSince = (reading: Reading) => computeChange(reading, now, { ...draft.indicator, breaks })
  const comparable = earlierValues(row, now.year).filter(
    (reading) => !crossesBreak(reading.year, now.year, breaks) && changeSince(reading) !== undefined,
  )
  const first = comparable.at(-1)
  if (!first || comparable.length < 2) return undefined
  const difference = valueIn(changeSince(first)) ?? 0
  return { since: first.year, difference: shownDifference(draft, difference), rising: difference > 0 }
}

function trendSentence(draft: Draft, row: Row, now: Reading): readonly string[] {
  const trend = trendOf(draft, row, now)
  return trend ? [draft.phrases.trend(trend.since, trend.difference, trend.rising)] : []
}

function targetSentence(draft: Draft, row: Row): readonly string[] {
  const reading = readingOf(row, draft.year)
  const goal = reading && goalOf(draft, reading)
  const value = reading && valueIn(reading.cell)
  if (!reading || goal === undefined || value === undefined || reading.target === undefined) return []
  if (reading.status === 'reached') return [draft.phrases.reached(goal)]
  const difference = shownGap(draft, value, reading.target)
  const gap: Gap =
    difference === undefined
      ? { side: 'edge' }
      : { side: value > reading.target ? 'above' : 'below', difference, one: /^1\D*$/.test(difference) }
  return [draft.phrases.short(goal, reading.status === 'nearly', gap)]
}

/**
 * A drafted text on an indicator in one year: level with change, trend, target, spread of the areas. Whole sentences in
 * the order in which they are read; people edit them before they are printed. Says why where there is nothing to say.
 */
export function draftSentences(result: IndicatorResult, options: Options): string[] {
  const draft = draftFrom(result, options)
  if (result.rows.length === 0) return [draft.phrases.nothingAtAll()]
  const { town } = draft
  const townSentences = town ? [...levelSentences(draft, town), ...targetSentence(draft, town)] : []
  return [...townSentences, ...areaSentences(draft)]
}

function leadEnd(draft: Draft, row: Row, reading: Reading): LeadEnd {
  const goal = goalOf(draft, reading)
  const { status } = reading
  if (goal !== undefined && (status === 'reached' || status === 'nearly' || status === 'missed')) {
    return { kind: status, goal }
  }
  const change = compareWithEarlier(draft, row, reading)
  return change ? { kind: 'changed', change } : { kind: 'plain' }
}

/** One sentence on the town: value and target, or value and change, or why there is no value. */
export function draftLead(result: IndicatorResult, options: Options): string {
  const draft = draftFrom(result, options)
  const { town } = draft
  if (!town) return draft.phrases.nothingAtAll()
  const reading = readingOf(town, draft.year)
  const value = reading && valueIn(reading.cell)
  if (!reading || value === undefined) return levelSentences(draft, town)[0]!
  const period = ['school-year', 'kita-year', 'entry-cohort'].includes(draft.indicator.periodKind)
    ? reading.periodKey
    : String(draft.year)
  const shown = shownValue(draft, value, reading.target)
  return `${draft.phrases.lead(placeName(town), period, shown, leadEnd(draft, town, reading))}.`
}

/** The target of a reading in words ("mindestens 80 %"); undefined without target. */
export function describeGoal(
  indicator: Indicator,
  reading: Pick<Reading, 'target' | 'comparison'>,
  language: Language,
): string | undefined {
  return goalOf(draftFrom({ indicator, years: [], rows: [] }, { year: 0, language }), reading)
}

/** The statement over the town's course, without full stop: the whole way, or else the level. */
export function draftCourseTitle(result: IndicatorResult, options: Options): string {
  const draft = draftFrom(result, options)
  const reading = readingOf(draft.town, draft.year)
  const trend =
    draft.town && reading && 'value' in reading.cell ? trendOf(draft, draft.town, reading) : undefined
  if (!draft.town || !trend) return draftLead(result, options).replace(/\.$/, '')
  return draft.phrases.titleTrend(placeName(draft.town), trend.since, trend.difference, trend.rising)
}
