import { missingInWords } from '#app/plain/format.ts'
import {
  type AreaCount,
  type DistanceTrend,
  type EarlierComparison,
  type End,
  joinWords,
  type Phrases,
} from './phrases.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const upperFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

function endInBrackets(end: End): string {
  const names = end.names.length > 3 ? `${end.names.length} areas` : joinWords(end.names, 'and')
  return `${end.value} (${names})`
}

function comparedWithEarlier({ when, move }: EarlierComparison): string {
  const earlier = when === undefined ? 'the year before' : String(when)
  if (move === 'same') return `unchanged against ${earlier}`
  if (move === 'nearly-same') return `almost unchanged against ${earlier}`
  return `${move.difference} ${move.higher ? 'higher' : 'lower'} than in ${earlier}`
}

const areas = (count: number) => (count === 1 ? '1 area' : `${count} areas`)
const amongAreas = ({ total, counted }: AreaCount) =>
  counted < total ? `the ${counted} areas with a value` : `the ${total} areas`

function reachStatement({ total, counted }: AreaCount, reached: number): string {
  const areasCounted = `${counted} areas${counted < total ? ' with a value' : ''}`
  if (reached === 0) return `None of the ${areasCounted} reaches the target`
  if (reached === counted) return `All ${areasCounted} reach the target`
  return `${reached} of ${areasCounted} ${reached === 1 ? 'reaches' : 'reach'} the target`
}

function distanceStatement(since: number, before: string, now: string, trend: DistanceTrend): string {
  if (trend === 'same') return `The distance between the areas is as large as in ${since} (${now})`
  return `The distance between the areas has ${trend === 'grew' ? 'grown' : 'shrunk'} since ${since}: from ${before} to ${now}`
}

export const englishPhrases: Phrases = {
  inPeriod: (kind, key, year) => {
    if (/^\d{4}$/.test(key)) return `in ${key}`
    const part = key.slice(-1)
    switch (kind) {
      case 'calendar-year':
        return `in ${key}`
      case 'school-year':
        return `in the school year ${key}`
      case 'kita-year':
        return `in the Kita year ${key}`
      case 'entry-cohort':
        return `in the school-entry year ${key}`
      case 'key-date':
        return `on ${Number(key.slice(8, 10))} ${months[Number(key.slice(5, 7)) - 1] ?? ''} ${key.slice(0, 4)}`
      case 'half-year':
        return `in half-year ${part} of ${year}`
      case 'quarter':
        return `in quarter ${part} of ${year}`
      case 'month':
        return `in ${months[Number(key.slice(5, 7)) - 1] ?? 'the month'} ${year}`
    }
  },
  difference: (text, unit) => {
    if (unit === 'percent') return `${text} percentage ${text === '1' ? 'point' : 'points'}`
    if (unit === 'eur') return `€${text}`
    if (unit === 'score') return `${text} ${text === '1' ? 'point' : 'points'}`
    return text
  },
  goal: (comparison, target) => {
    const words = { 'at-least': 'at least', 'at-most': 'at most', above: 'above', below: 'below' } as const
    return `${words[comparison]} ${target}`
  },
  level: (place, period, value, comparison) => {
    const start = `${upperFirst(period)} the value for ${place} was ${value}`
    return comparison ? `${start}, ${comparedWithEarlier(comparison)}.` : `${start}.`
  },
  noLevel: (place, period, reason) =>
    reason === 'suppressed' || reason === 'secret-at-source'
      ? `${upperFirst(period)} the value for ${place} is confidential.`
      : `${upperFirst(period)} there is no value for ${place} (${missingInWords(reason, 'en')}).`,
  nothingAtAll: () => 'No values have been released for this indicator yet.',
  brokenComparison: (year, note) =>
    note
      ? `The value can be compared with earlier years only in part, as the series has a break in ${year}: ${note}.`
      : `The value can be compared with earlier years only in part, as the series has a break in ${year}.`,
  trend: (since, difference, rising) =>
    difference === undefined
      ? `Since ${since} it has hardly changed overall.`
      : `Since ${since} it has ${rising ? 'risen' : 'fallen'} by ${difference} overall.`,
  reached: (goal) => `The target (${goal}) has been reached.`,
  short: (goal, nearly, gap) => {
    const start = nearly
      ? `The target (${goal}) has nearly been reached`
      : `The target (${goal}) has not been reached`
    if (gap.side === 'edge') return `${start}: the value lies exactly on the bound.`
    return `${start}: the value is ${gap.difference} ${gap.side === 'above' ? 'above' : 'below'} it.`
  },
  areasRange: (count, low, high, lowFirst) => {
    const [from, to] = lowFirst ? [low, high] : [high, low]
    return `Among ${amongAreas(count)} the values range from ${endInBrackets(from)} to ${endInBrackets(to)}.`
  },
  areasEqual: ({ counted }, value) => `The values of the ${counted} areas are equal at ${value}.`,
  oneArea: (total, name, value) =>
    total === 1
      ? `In the area ${name} the value is ${value}.`
      : `Only one of ${total} areas has a value: ${name} with ${value}.`,
  areasAllSecret: (total) =>
    total === 1
      ? 'The value of the area is confidential.'
      : `The values of all ${total} areas are confidential.`,
  areasNoData: (period) => `There are no values for the areas ${period}.`,
  areasMissing: (secret, others) => {
    const secrets = secret === 0 ? '' : `for ${areas(secret)} the value is confidential`
    const gaps = others === 0 ? '' : `for ${areas(others)} it is missing`
    const both = secrets && gaps ? `${secrets}, ${gaps}` : secrets || gaps.replace(' it ', ' the value ')
    return `${upperFirst(both)}.`
  },
  areasReach: (count, reached) => `${reachStatement(count, reached)}.`,
  distance: (since, before, now, trend) => `${distanceStatement(since, before, now, trend)}.`,
  lead: (place, year, value, end) => {
    const start = `${place} stands at ${value} in ${year}`
    switch (end.kind) {
      case 'reached':
        return `${start} and reaches the target (${end.goal})`
      case 'nearly':
        return `${start} and nearly reaches the target (${end.goal})`
      case 'missed':
        return `${start} and does not reach the target (${end.goal})`
      case 'changed':
        return `${start}, ${comparedWithEarlier(end.change)}`
      case 'plain':
        return start
    }
  },
  titleRange: (low, high, lowFirst) => {
    const [from, to] = lowFirst ? [low, high] : [high, low]
    return `The areas range from ${endInBrackets(from)} to ${endInBrackets(to)}`
  },
  titleTrend: (place, since, difference, rising) =>
    difference === undefined
      ? `${place}: hardly changed since ${since}`
      : `${place}: ${rising ? 'risen' : 'fallen'} by ${difference} since ${since}`,
  titleDistance: distanceStatement,
  titleReach: reachStatement,
  titleSecret: () => 'The values of the areas are confidential',
  titleNone: () => 'There are no values for the areas',
}
