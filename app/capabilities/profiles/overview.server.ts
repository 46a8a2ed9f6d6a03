import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may, readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import { listReleases } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import type { Release } from '#app/capabilities/confidentiality/release.ts'
import { readBoard } from '#app/capabilities/figures/figures.server.ts'
import type { GoalNode, GoalTree } from '#app/capabilities/goals/goal.ts'
import { listGoalTree } from '#app/capabilities/goals/goals.server.ts'
import type { ProgressCounts } from '#app/capabilities/goals/progress.ts'
import { draftAreasTitle } from '#app/capabilities/indicators/areaSentences.ts'
import type { IndicatorResult, Reading } from '#app/capabilities/indicators/indicator.ts'
import { getResults } from '#app/capabilities/indicators/indicators.server.ts'
import { draftLead } from '#app/capabilities/indicators/sentences.ts'
import { getBoundaries } from '#app/capabilities/places/places.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { remember } from '#app/platform/remembered.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { sparkline } from '#app/ui/charts/sparkline.ts'
import { type AreaMap, areaReadings, drawAreaMap, newestAreaYear } from './areaMap.ts'
import { findFirstAreaResult } from './areaResults.server.ts'
import { goalsInWords } from './sentences.ts'
import { listTasks, type Task } from './tasks.ts'

export type KeyCard = {
  readonly key: string
  readonly name: string
  readonly unit: IndicatorResult['indicator']['unit']
  readonly decimals: number
  readonly year: number
  readonly cell: Reading['cell']
  readonly status: Reading['status']
  readonly href: string
  readonly origin: string
  readonly sentence: string
  readonly course: string | undefined
}

export type Overview = {
  /** The one sentence on the goals; undefined where none can be measured. */
  readonly lead: string | undefined
  readonly cards: readonly KeyCard[]
  readonly goals:
    | {
        readonly year: number
        readonly counts: ProgressCounts
        readonly strategic: readonly {
          readonly key: string
          readonly number: string
          readonly title: string
          readonly counts: ProgressCounts
        }[]
      }
    | undefined
  readonly areas: { readonly statement: string; readonly subtitle: string; readonly map: AreaMap } | undefined
  /** What waits for the one who looks; undefined for visitors and roles that have no part in it. */
  readonly tasks: readonly Task[] | undefined
  /** Newest first, one per family. */
  readonly released: readonly {
    readonly family: string
    readonly at: string
    readonly shown: number
    readonly secret: number
  }[]
}

const mostCards = 6
const mostReleases = 5

type Wanted = {
  readonly base: string
  readonly language: Language
  /** For whom: what waits for this person is part of it. */
  readonly actor: Actor | undefined
  readonly now: Date
}

/** What a town shows of itself on one page, from released figures; drawn once per state of the data. */
export async function getOverview(reader: Reader, wanted: Wanted): Promise<Overview> {
  const { base, language } = wanted
  const releases = await listReleases(reader, language)
  const name = JSON.stringify(['overview', reader.tenant, await readStateMark(reader), base, language])
  const shown = await remember(name, () => drawOverview(reader, wanted))
  return { ...shown, tasks: await tasksFor(reader, wanted, releases), released: latestReleases(releases) }
}

async function drawOverview(reader: Reader, wanted: Wanted): Promise<Omit<Overview, 'tasks' | 'released'>> {
  const { language } = wanted
  const results = await getResults(reader, { places: 'town', language })
  const tree = await listGoalTree(reader, { language })
  return {
    lead: tree && goalsInWords(tree.counts, tree.year, language),
    cards: mainIndicators(results, tree).flatMap((result) => keyCard(result, wanted) ?? []),
    goals: tree && {
      year: tree.year,
      counts: tree.counts,
      strategic: tree.goals.map(({ key, number, title, counts }) => ({ key, number, title, counts })),
    },
    areas: await areaSection(reader, wanted),
  }
}

async function tasksFor(
  reader: Reader,
  { actor, language, now }: Wanted,
  releases: readonly Release[],
): Promise<readonly Task[] | undefined> {
  if (!may(actor, 'overview.tasks')) return undefined
  const own = may(actor, 'releases.read') ? releases : []
  return listTasks(await readBoard(reader, actor, language, now), own)
}

const townRow = (result: IndicatorResult) => result.rows.find((row) => row.place.kind !== 'area')

function newestTownReading(result: IndicatorResult): Reading | undefined {
  return townRow(result)
    ?.readings.filter((reading) => 'value' in reading.cell)
    .toSorted((a, b) => a.year - b.year)
    .at(-1)
}

/** One indicator with a value and a target from each strategic goal in turn, then others in the order of the catalogue. */
function mainIndicators(
  results: readonly IndicatorResult[],
  tree: GoalTree | undefined,
): readonly IndicatorResult[] {
  const known = new Map(results.map((result) => [result.indicator.key, result]))
  const perGoal = (tree?.goals ?? []).map((goal) =>
    indicatorKeys(goal)
      .map((key) => known.get(key))
      .filter((result) => result !== undefined)
      .filter((result) => newestTownReading(result)?.target !== undefined),
  )
  const longest = perGoal.reduce((most, list) => Math.max(most, list.length), 0)
  const inTurn = Array.from({ length: longest }, (_, round) =>
    perGoal.flatMap((list) => list[round] ?? []),
  ).flat()
  const withValue = results.filter((result) => newestTownReading(result) !== undefined)
  return [...new Set([...inTurn, ...withValue])].slice(0, mostCards)
}

function indicatorKeys(goal: GoalNode): readonly string[] {
  return [...goal.indicatorKeys, ...goal.children.flatMap(indicatorKeys)]
}

function keyCard(result: IndicatorResult, { base, language }: Wanted): KeyCard | undefined {
  const reading = newestTownReading(result)
  const row = townRow(result)
  if (!reading || !row) return undefined
  const { key, name, unit, decimals, breaks } = result.indicator
  return {
    key,
    name,
    unit,
    decimals,
    year: reading.year,
    cell: reading.cell,
    status: reading.status,
    href: `${base}/zahlen/${key}`,
    origin: `${base}/zahlen/${key}/herkunft?raum=${row.place.key}&jahr=${reading.year}`,
    sentence: draftLead(result, { year: reading.year, language }),
    course:
      row.readings.length < 2
        ? undefined
        : sparkline({
            id: `karte-${key}`,
            title: name,
            language,
            unit,
            decimals,
            width: 220,
            height: 44,
            track: { key: row.place.key, name: row.place.name, points: row.readings },
            breaks,
          }),
  }
}

/** The first indicator with values in at least two areas, as a map with the statement on it. */
async function areaSection(reader: Reader, { base, language }: Wanted): Promise<Overview['areas']> {
  const yearOf = (result: IndicatorResult) => newestAreaYear(result, Number.POSITIVE_INFINITY)
  const result = await findFirstAreaResult(reader, language, (one) => {
    const newest = yearOf(one)
    return newest !== undefined && shownAreas(one, newest) >= 2
  })
  const year = result && yearOf(result)
  if (!result || year === undefined) return undefined
  const t = i18nFor(language).getFixedT(language, 'profiles')
  const subtitle = t('areas.subtitle', { indicator: result.indicator.name, year })
  const map = drawAreaMap(result, {
    id: 'uebersicht',
    title: subtitle,
    year,
    language,
    boundaries: await getBoundaries(reader),
    hrefOf: (place) => `${base}/raeume/${place.key}`,
  })
  return map && { statement: draftAreasTitle(result, { year, language }), subtitle, map }
}

function shownAreas(result: IndicatorResult, year: number): number {
  return areaReadings(result, year).filter(({ reading }) => 'value' in reading.cell).length
}

function latestReleases(releases: readonly Release[]): Overview['released'] {
  return releases
    .filter((release) => release.state === 'current')
    .slice(0, mostReleases)
    .map((release) => ({
      family: release.familyName,
      at: release.finishedAt.toISOString(),
      shown: release.shownCells,
      secret: release.secretCells,
    }))
}
