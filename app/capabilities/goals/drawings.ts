import type { IndicatorResult } from '#app/capabilities/indicators/indicator.ts'
import type { Language } from '#app/plain/format.ts'
import type { Track } from '#app/ui/charts/chart.ts'
import { sparkline } from '#app/ui/charts/sparkline.ts'
import { trendLine } from '#app/ui/charts/trendLine.ts'
import type { Goal, GoalNode } from './goal.ts'

/** Drawings of a page by the key that `drawingKey` gives. */
export type Drawings = Readonly<Record<string, string>>

/** Only letters, digits and hyphens: it also begins the ids inside the drawing. */
export function drawingKey(goal: Goal, result: IndicatorResult): string {
  return `verlauf-${goal.id}-${result.indicator.key}`
}

/** The town's course; undefined where it has fewer than two values, since one point is no course. */
function trackOf(result: IndicatorResult): Track | undefined {
  const row = result.rows[0]
  if (!row || row.readings.filter(({ cell }) => 'value' in cell).length < 2) return undefined
  return { key: row.place.key, name: row.place.name, points: row.readings }
}

function frameOf(id: string, result: IndicatorResult, language: Language) {
  const { name, unit, decimals, breaks } = result.indicator
  return { id, title: name, language, unit, decimals, breaks }
}

/** A small line per indicator of these goals and the goals below them. */
export function drawCourses(goals: readonly GoalNode[], language: Language): Drawings {
  const pairs = goals.flatMap((goal): [string, string][] => [
    ...goal.indicators.flatMap(({ result }): [string, string][] => {
      const track = trackOf(result)
      const id = drawingKey(goal, result)
      return track ? [[id, sparkline({ ...frameOf(id, result, language), track })]] : []
    }),
    ...Object.entries(drawCourses(goal.children, language)),
  ])
  return Object.fromEntries(pairs)
}

/** The town's course of each indicator of a goal, once for a phone and once for a desk. */
export function drawTrends(
  goal: GoalNode,
  language: Language,
): Readonly<Record<string, { readonly narrow: string; readonly wide: string }>> {
  const pairs = goal.indicators.flatMap(({ result }) => {
    const track = trackOf(result)
    if (!track) return []
    const id = drawingKey(goal, result)
    const draw = (size: string, width: number) =>
      trendLine({ ...frameOf(`${id}-${size}`, result, language), track, width, height: 190 })
    return [[id, { narrow: draw('schmal', 330), wide: draw('breit', 560) }] as const]
  })
  return Object.fromEntries(pairs)
}
