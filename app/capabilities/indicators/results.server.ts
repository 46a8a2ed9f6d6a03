import { listSeriesWithCells } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { listPlaces, listSuccessions } from '#app/capabilities/places/places.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { type Catalogue, readCatalogue } from './catalogue.server.ts'
import type { Past } from './converted.ts'
import { listTargets, listVersions, toIndicator } from './definitions.server.ts'
import type { Indicator, IndicatorResult, Target } from './indicator.ts'
import { type Plan, planIndicator } from './plan.ts'
import { type ReleasedWithPeriods, readReleased } from './released.server.ts'
import { computeResult } from './results.ts'
import { listRowPlaces } from './rowPlaces.ts'

/** The catalogue of indicators in its order. `on` (ISO date): the definitions that held on that day, else today's. */
export async function listIndicators(
  reader: Reader,
  language: Language,
  on?: string,
): Promise<readonly Indicator[]> {
  return (await listVersions(reader, on)).map((version) => toIndicator(version, language))
}

export type ResultsWanted = {
  /** Keys; all if left out. An unknown key has no result. */
  readonly indicators?: readonly string[]
  /** Keys of places; if left out the town and its areas. 'town': the town alone; `townAnd`: the town and one of its places. */
  readonly places?: readonly string[] | 'town' | { readonly townAnd: string }
  readonly years?: readonly number[]
  /** Nothing of other years is read: faster, but without change and without progress since a baseline. */
  readonly onlyYears?: readonly number[]
  readonly language: Language
  readonly on?: string
}

/** One indicator with what was needed to compute it. */
export type Computed = {
  readonly result: IndicatorResult
  readonly plan: Plan
  readonly targets: readonly Target[]
}

export type ComputedResults = {
  readonly catalogue: Catalogue
  readonly rowPlaces: readonly Place[]
  readonly figures: ReleasedWithPeriods
  readonly computed: readonly Computed[]
}

function chosenPlaces(all: readonly Place[], wanted: ResultsWanted['places']): readonly Place[] {
  if (wanted === undefined) return all
  if (wanted === 'town') return all.slice(0, 1)
  if ('townAnd' in wanted) return all.filter((place, index) => index === 0 || place.key === wanted.townAnd)
  return all.filter((place) => wanted.includes(place.key))
}

/** What is known of former places; nothing is read for the many towns in which no area ever changed. */
async function readPast(reader: Reader, catalogue: Catalogue): Promise<Past | undefined> {
  if (!catalogue.places.some(({ validFrom }) => validFrom !== undefined)) return undefined
  return {
    places: new Map(catalogue.places.map((place) => [place.id, place])),
    successions: await listSuccessions(reader),
    addsUp: (key) => {
      const series = catalogue.series.get(key)
      return series?.overPlaces === 'sum' && (series.kind === 'count' || series.kind === 'amount')
    },
  }
}

/** As `getResults`, with plans, targets and figures: for pages inside this capability. */
export async function computeResults(reader: Reader, wanted: ResultsWanted): Promise<ComputedResults> {
  const catalogue = await readCatalogue(reader, { on: wanted.on })
  const all = listRowPlaces(catalogue.places)
  const rowPlaces = chosenPlaces(all, wanted.places)
  const placeKeys = new Map(catalogue.places.map((place) => [place.id, place.key]))
  const targets = await listTargets(reader, { language: wanted.language, on: wanted.on, placeKeys })
  const planned = catalogue.versions
    .filter((version) => wanted.indicators === undefined || wanted.indicators.includes(version.key))
    .map((version) => ({
      indicator: toIndicator(version, wanted.language),
      plan: planIndicator(catalogue.computables.get(version.key)!, catalogue.computables, catalogue.formula),
      targets: targets.get(version.indicatorId) ?? [],
    }))
  const past = await readPast(reader, catalogue)
  const figures = await readReleased(
    reader,
    catalogue,
    planned.map(({ plan }) => plan),
    rowPlaces.map((place) => place.key),
    wanted.onlyYears,
  )
  const computed = planned.map(({ indicator, plan, targets: own }) => ({
    plan,
    targets: own,
    result: computeResult({
      indicator,
      plan,
      town: all[0],
      places: rowPlaces,
      figures,
      targets: own,
      years: wanted.years,
      past,
    }),
  }))
  return { catalogue, rowPlaces, figures, computed }
}

/**
 * Indicators over places and years, computed from released figures only, in the order of the catalogue. The town comes first,
 * areas follow (all of them, if any has data); years without any data are left out. Seven queries, however much is asked.
 */
export async function getResults(reader: Reader, wanted: ResultsWanted): Promise<readonly IndicatorResult[]> {
  const { computed } = await computeResults(reader, wanted)
  return computed.map(({ result }) => result)
}

/** Indicators that may have values of areas: at least one of their figures has. In the order of the catalogue. */
export async function listAreaIndicators(reader: Reader, language: Language): Promise<readonly Indicator[]> {
  const catalogue = await readCatalogue(reader, {})
  const areas = catalogue.places.filter((place) => place.kind === 'area').map((place) => place.id)
  const plans = catalogue.versions.map((version) => ({
    indicator: toIndicator(version, language),
    seriesIds: planIndicator(
      catalogue.computables.get(version.key)!,
      catalogue.computables,
      catalogue.formula,
    ).slots.flatMap((slot) => (slot.place ? [] : (catalogue.series.get(slot.series)?.id ?? []))),
  }))
  const withCells = await listSeriesWithCells(
    reader,
    [...new Set(plans.flatMap(({ seriesIds }) => seriesIds))],
    areas,
  )
  return plans
    .filter(({ seriesIds }) => seriesIds.some((id) => withCells.has(id)))
    .map(({ indicator }) => indicator)
}

/** The targets that hold (`on`: on that day), by key of the indicator; one per place. */
export async function listTargetsByIndicator(
  reader: Reader,
  language: Language,
  on?: string,
): Promise<ReadonlyMap<string, readonly Target[]>> {
  const places = await listPlaces(reader)
  const placeKeys = new Map(places.map((place) => [place.id, place.key]))
  const targets = await listTargets(reader, { language, on, placeKeys })
  const versions = await listVersions(reader, on)
  return new Map(versions.map((version) => [version.key, targets.get(version.indicatorId) ?? []]))
}
