import type { Cell } from '#app/plain/cell.ts'
import { differenceOfShown } from '#app/plain/format.ts'
import { crossesBreak } from './change.ts'
import {
  breaksOf,
  type Draft,
  draftFrom,
  isSecret,
  type Options,
  placeName,
  type Row,
  readingOf,
  shownNumber,
  shownPeriod,
  shownValue,
  valueIn,
  withUnit,
} from './draft.ts'
import type { IndicatorResult, Reading } from './indicator.ts'
import type { AreaCount, DistanceTrend, End } from './phrases.ts'
import { computeSpread, type Spread } from './spread.ts'

type AreaEntry = { readonly place: Row; readonly cell: Cell; readonly reading: Reading | undefined }

function areaEntries(draft: Draft, year: number): readonly AreaEntry[] {
  return draft.areas.map((row) => {
    const reading = readingOf(row, year)
    return { place: row, reading, cell: reading?.cell ?? { missing: 'not-delivered', flags: [] } }
  })
}

/** Areas that look the same at the shown precision share an end of the range. */
function endOf(draft: Draft, entries: readonly AreaEntry[], value: number): End {
  const shown = shownValue(draft, value)
  const same = entries.filter(({ cell }) => 'value' in cell && shownValue(draft, cell.value) === shown)
  return { value: shown, names: same.map(({ place }) => placeName(place)) }
}

/** The good end first: where low is good, the range is told from low to high. */
const goodEndIsLow = (draft: Draft) => draft.indicator.direction === 'down'

function spreadOf(draft: Draft, year: number): Spread<Row> | undefined {
  return computeSpread(areaEntries(draft, year), draft.indicator.direction)
}

export function areaSentences(draft: Draft): readonly string[] {
  if (draft.areas.length === 0) return []
  const entries = areaEntries(draft, draft.year)
  const counted = entries.filter(({ cell }) => 'value' in cell)
  const secret = entries.filter(({ cell }) => isSecret(cell))
  const count: AreaCount = { total: entries.length, counted: counted.length }
  const { phrases } = draft
  if (secret.length === entries.length) return [phrases.areasAllSecret(entries.length)]
  if (counted.length === 0) {
    const some = entries.find(({ reading }) => reading)?.reading
    return [phrases.areasNoData(shownPeriod(draft, some))]
  }
  const others = entries.length - counted.length - secret.length
  return [
    rangeSentence(draft, entries, count),
    ...(secret.length + others > 0 && counted.length > 1
      ? [phrases.areasMissing(secret.length, others)]
      : []),
    ...reachSentence(draft, entries),
    ...distanceSentence(draft),
  ]
}

function rangeSentence(draft: Draft, entries: readonly AreaEntry[], count: AreaCount): string {
  const spread = spreadOf(draft, draft.year)
  if (!spread) {
    const [only] = entries.filter(({ cell }) => 'value' in cell)
    return draft.phrases.oneArea(count.total, placeName(only!.place), shownValue(draft, valueIn(only!.cell)!))
  }
  const high = endOf(draft, entries, spread.highest.value)
  const low = endOf(draft, entries, spread.lowest.value)
  if (high.value === low.value) return draft.phrases.areasEqual(count, high.value)
  return draft.phrases.areasRange(count, low, high, goodEndIsLow(draft))
}

function reachedAreas(entries: readonly AreaEntry[]): { count: AreaCount; reached: number } | undefined {
  const measured = entries.filter(({ reading, cell }) => reading?.target !== undefined && 'value' in cell)
  if (measured.length < 2) return undefined
  const reached = measured.filter(({ reading }) => reading?.status === 'reached').length
  return { count: { total: entries.length, counted: measured.length }, reached }
}

function reachSentence(draft: Draft, entries: readonly AreaEntry[]): readonly string[] {
  const found = reachedAreas(entries)
  return found ? [draft.phrases.areasReach(found.count, found.reached)] : []
}

const shownRange = ({ indicator: { unit, decimals } }: Draft, { highest, lowest }: Spread<Row>) =>
  differenceOfShown(highest.value, lowest.value, unit, decimals)

type Distance = readonly [since: number, before: string, now: string, trend: DistanceTrend]

/** Whether areas draw closer: the same areas, in years that can be compared. */
function distanceOf(draft: Draft): Distance | undefined {
  const now = spreadOf(draft, draft.year)
  const names = (year: number) =>
    areaEntries(draft, year)
      .filter(({ cell }) => 'value' in cell)
      .map(({ place }) => place.place.key)
      .join()
  const breaks = draft.areas.flatMap((row) => breaksOf(draft, row))
  const since = draft.result.years.find(
    (year) =>
      year <= draft.year - 2 && !crossesBreak(year, draft.year, breaks) && names(year) === names(draft.year),
  )
  const before = since === undefined ? undefined : spreadOf(draft, since)
  if (!now || !before || since === undefined) return undefined
  const [was, is] = [shownRange(draft, before), shownRange(draft, now)]
  const trend = was === is ? 'same' : is > was ? 'grew' : 'shrank'
  return [since, shownNumber(draft, was), withUnit(draft, shownNumber(draft, is)), trend]
}

function distanceSentence(draft: Draft): readonly string[] {
  const distance = distanceOf(draft)
  return distance ? [draft.phrases.distance(...distance)] : []
}

/** The statement over all areas in their course, without full stop; undefined where years can't be compared. */
export function draftDistanceTitle(result: IndicatorResult, options: Options): string | undefined {
  const draft = draftFrom(result, options)
  const distance = distanceOf(draft)
  return distance && draft.phrases.titleDistance(...distance)
}

/** The statement over a map or a table of areas, without full stop: how many reach the target, or the range. */
export function draftAreasTitle(result: IndicatorResult, options: Options): string {
  const draft = draftFrom(result, options)
  const entries = areaEntries(draft, draft.year)
  const found = reachedAreas(entries)
  if (found) return draft.phrases.titleReach(found.count, found.reached)
  const spread = spreadOf(draft, draft.year)
  if (spread) {
    const [low, high] = [spread.lowest.value, spread.highest.value].map((value) =>
      endOf(draft, entries, value),
    )
    return draft.phrases.titleRange(low!, high!, goodEndIsLow(draft))
  }
  const allSecret = entries.length > 0 && entries.every(({ cell }) => isSecret(cell))
  return allSecret ? draft.phrases.titleSecret() : draft.phrases.titleNone()
}
