import type { Tenant } from '#app/capabilities/accounts/account.ts'
import { listReleasedDeliveries } from '#app/capabilities/figures/figures.server.ts'
import type { GoalNode } from '#app/capabilities/goals/goal.ts'
import { listGoalTree, listProgrammes } from '#app/capabilities/goals/goals.server.ts'
import type { IndicatorResult } from '#app/capabilities/indicators/indicator.ts'
import { getResults, listTargetsByIndicator } from '#app/capabilities/indicators/indicators.server.ts'
import { findWhole } from '#app/capabilities/places/place.ts'
import { getBoundaries, listPlaces } from '#app/capabilities/places/places.server.ts'
import { placesAt } from '#app/capabilities/places/validity.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { ReportFacts, ReportGoal } from './report.ts'

export type FactsWanted = {
  readonly year: number
  readonly language: Language
  readonly tenant: Tenant
  readonly now: Date
}

function toReportGoal(goal: GoalNode): ReportGoal {
  const { number, title, text, responsible, change, indicatorKeys } = goal
  return {
    number,
    title,
    text,
    responsible,
    change: change && { kind: change.kind, note: change.note },
    indicatorKeys,
    children: goal.children.map(toReportGoal),
  }
}

/**
 * Without what came after the report's year: years, places that began later or had ended, names given later. `then`: the places of
 * that year's last day, as they were called.
 */
function upTo(
  result: IndicatorResult,
  year: number,
  then: ReadonlyMap<string, { readonly name: string }>,
): IndicatorResult {
  return {
    ...result,
    years: result.years.filter((one) => one <= year),
    rows: result.rows.flatMap(({ place, readings, ...row }) => {
      const former = then.get(place.key)
      if (!former) return []
      const own = former.name === place.name ? place : { ...place, name: former.name }
      return { ...row, place: own, readings: readings.filter((reading) => reading.year <= year) }
    }),
  }
}

/** Years with a value of the town, latest first: reports can be built for them. */
export async function listYearsWithFigures(reader: Reader): Promise<readonly number[]> {
  const results = await getResults(reader, { places: 'town', language: 'de' })
  const years = results.flatMap(({ rows }) =>
    rows.flatMap((row) => row.readings.filter(({ cell }) => 'value' in cell).map(({ year }) => year)),
  )
  return [...new Set(years)].sort((a, b) => b - a)
}

/** Everything the report of a year is made of, from released figures only. */
export async function readReportFacts(reader: Reader, wanted: FactsWanted): Promise<ReportFacts> {
  const { year, language, tenant, now } = wanted
  const programmes = await listProgrammes(reader, language)
  const programme =
    programmes.find((one) => one.fromYear <= year && year <= one.toYear) ??
    programmes.findLast((one) => one.fromYear <= year)
  const tree = programme && (await listGoalTree(reader, { language, year, programme: programme.key }))
  const places = await listPlaces(reader)
  const then = new Map(placesAt(places, { end: `${year}-12-31` }).map((place) => [place.key, place]))
  const results = (await getResults(reader, { language })).map((result) => upTo(result, year, then))
  const targets = await listTargetsByIndicator(reader, language)
  const town = findWhole(places)
  return {
    year,
    language,
    asOf: germanDay(now),
    publisher: tenant.name,
    town: town?.name ?? tenant.name,
    note: tenant.note,
    goals: tree ? tree.goals.map(toReportGoal) : [],
    results,
    targets: results.flatMap(({ indicator }) =>
      (targets.get(indicator.key) ?? []).flatMap((target) => {
        const place = then.get(target.placeKey)
        return place ? [{ indicator, placeName: place.name, target }] : []
      }),
    ),
    boundaries: await getBoundaries(reader),
    deliveries: (await listReleasedDeliveries(reader, language, `${year}-12-31`)).map((delivery) => ({
      source: delivery.sourceName,
      fileName: delivery.fileName,
      receivedOn: delivery.receivedOn,
    })),
  }
}
