import type {
  Direction,
  Indicator,
  IndicatorResult,
  Reading,
} from '#app/capabilities/indicators/indicator.ts'
import type { Place } from '#app/capabilities/places/place.ts'

/** How an area stands beside the town. `higher` and `lower` where the indicator has no good direction. */
export type Standing = 'better' | 'worse' | 'higher' | 'lower' | 'alike' | 'unknown'

/** One indicator on the sheet of an area, in the newest year up to the chosen one for which the area was reported. */
export type ProfileLine = {
  readonly indicator: Indicator
  readonly reading: Reading
  readonly town: Reading | undefined
  /** Courses up to the chosen year. */
  readonly course: readonly Reading[]
  readonly townCourse: readonly Reading[]
  /** All areas in the same year, this one among them. */
  readonly areas: readonly { readonly place: Place; readonly reading: Reading }[]
  /** Whether area and town can be held against each other: rates can, a sum of the town and one of an area can't. */
  readonly comparable: boolean
  readonly standing: Standing
  /** Distance to the town as share of the range of all areas, 0 and more: what is told first. */
  readonly weight: number
}

export type Profile = {
  readonly lines: readonly ProfileLine[]
  /** What goes well here and what to ask about, at most three each, the clearest first. */
  readonly strengths: readonly ProfileLine[]
  readonly questions: readonly ProfileLine[]
  /** Indicators that are reported for the town alone. */
  readonly townOnly: readonly Indicator[]
}

const mostSentences = 3

/**
 * A distance to the town counts when the town's value lies outside the area's 95 % interval. Where a rate was published
 * without counts there is no interval: then when it is at least a sixth of the range between the lowest and the highest area.
 */
const countingShare = 1 / 6

export function buildProfile(results: readonly IndicatorResult[], placeKey: string, year: number): Profile {
  const lines = results.flatMap((result) => buildLine(result, placeKey, year) ?? [])
  const known = new Set(lines.map((line) => line.indicator.key))
  return {
    lines,
    strengths: clearest(lines.filter(isStrength)),
    questions: clearest(lines.filter(isQuestion)),
    townOnly: results
      .filter((result) => !known.has(result.indicator.key) && hasTown(result, year))
      .map((result) => result.indicator),
  }
}

const isTown = (place: Place) => place.kind === 'town' || place.kind === 'county'
const valueIn = (reading: Reading | undefined) =>
  reading && 'value' in reading.cell ? reading.cell.value : undefined

function hasTown(result: IndicatorResult, year: number): boolean {
  return result.rows.some((row) => isTown(row.place) && row.readings.some((reading) => reading.year <= year))
}

function buildLine(result: IndicatorResult, placeKey: string, year: number): ProfileLine | undefined {
  const upTo = (readings: readonly Reading[] | undefined) =>
    (readings ?? []).filter((reading) => reading.year <= year).toSorted((a, b) => a.year - b.year)
  const course = upTo(result.rows.find((row) => row.place.key === placeKey)?.readings)
  const townCourse = upTo(result.rows.find((row) => isTown(row.place))?.readings)
  const reading = course.at(-1)
  if (!reading) return undefined
  const town = townCourse.find((other) => other.year === reading.year)
  const areas = result.rows.flatMap((row) => {
    const own = row.readings.find((other) => other.year === reading.year)
    return row.place.kind === 'area' && own ? [{ place: row.place, reading: own }] : []
  })
  const range = rangeOf(areas.map((area) => valueIn(area.reading)))
  const { direction, unit } = result.indicator
  const comparable = unit === 'percent' || unit === 'ratio' || unit === 'score'
  const townValue = comparable ? valueIn(town) : undefined
  return {
    indicator: result.indicator,
    reading,
    town,
    course,
    townCourse,
    areas,
    comparable,
    standing: standingOf(reading, townValue, range, direction),
    weight: weightOf(reading, townValue, range),
  }
}

function rangeOf(values: readonly (number | undefined)[]): number {
  const shown = values.filter((value) => value !== undefined)
  if (shown.length < 2) return 0
  return shown.reduce((a, b) => Math.max(a, b)) - shown.reduce((a, b) => Math.min(a, b))
}

function standingOf(
  reading: Reading,
  town: number | undefined,
  range: number,
  direction: Direction,
): Standing {
  const own = valueIn(reading)
  if (own === undefined || town === undefined) return 'unknown'
  if (!counts(reading, own, town, range)) return 'alike'
  const isHigher = own > town
  if (direction === 'none') return isHigher ? 'higher' : 'lower'
  return isHigher === (direction === 'up') ? 'better' : 'worse'
}

function counts(reading: Reading, own: number, town: number, range: number): boolean {
  if (own === town) return false
  if (reading.interval) return town < reading.interval[0] || town > reading.interval[1]
  return Math.abs(own - town) >= range * countingShare
}

function weightOf(reading: Reading, town: number | undefined, range: number): number {
  const own = valueIn(reading)
  return own === undefined || town === undefined || range === 0 ? 0 : Math.abs(own - town) / range
}

function isStrength(line: ProfileLine): boolean {
  return line.standing === 'better' || (line.standing === 'alike' && line.reading.status === 'reached')
}

/** Worse than the town; or a missed target, where the town does no better. */
function isQuestion(line: ProfileLine): boolean {
  return line.standing === 'worse' || (line.standing === 'alike' && line.reading.status === 'missed')
}

/** What differs from the town comes before what only has a status. */
function clearest(lines: readonly ProfileLine[]): readonly ProfileLine[] {
  const differs = (line: ProfileLine) => Number(line.standing !== 'alike')
  return lines.toSorted((a, b) => differs(b) - differs(a) || b.weight - a.weight).slice(0, mostSentences)
}

/** How many targets are measured here, and how many of them are reached. */
export function countTargets(lines: readonly ProfileLine[]): {
  readonly judged: number
  readonly reached: number
} {
  const judged = lines.filter((line) => ['reached', 'nearly', 'missed'].includes(line.reading.status))
  return { judged: judged.length, reached: judged.filter((line) => line.reading.status === 'reached').length }
}
