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
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
] as const

const upperFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
const inPlace = (name: string) => (name.startsWith('Kreis ') ? `im ${name}` : `in ${name}`)

function endNames(end: End): string {
  if (end.names.length > 3) return `${end.names.length} Sozialräume`
  return joinWords(end.names, 'und')
}

const endInBrackets = (end: End) => `${end.value} (${endNames(end)})`

const whenEarlier = ({ when }: EarlierComparison) => (when === undefined ? 'im Vorjahr' : String(when))
const againstEarlier = ({ when }: EarlierComparison) =>
  when === undefined ? 'gegenüber dem Vorjahr' : `gegenüber ${when}`

function comparedWithEarlier(comparison: EarlierComparison): string {
  const { move } = comparison
  if (move === 'same') return `unverändert ${againstEarlier(comparison)}`
  if (move === 'nearly-same') return `nahezu unverändert ${againstEarlier(comparison)}`
  return `um ${move.difference} ${move.higher ? 'höher' : 'niedriger'} als ${whenEarlier(comparison)}`
}

const areas = (count: number) => (count === 1 ? '1 Sozialraum' : `${count} Sozialräume`)
const amongAreas = ({ total, counted }: AreaCount) =>
  counted < total ? `den ${counted} Sozialräumen mit Wert` : `den ${total} Sozialräumen`

/** "6 von 9 Sozialräumen erreichen das Ziel": the statement without full stop. */
function reachStatement({ total, counted }: AreaCount, reached: number): string {
  const withValue = counted < total ? ' mit Wert' : ''
  if (counted === 2 && reached !== 1) {
    return `${reached === 2 ? 'Beide' : 'Keiner der beiden'} Sozialräume${withValue} ${reached === 2 ? 'erreichen' : 'erreicht'} das Ziel`
  }
  if (reached === 0) return `Keiner der ${counted} Sozialräume${withValue} erreicht das Ziel`
  if (reached === counted) return `Alle ${counted} Sozialräume${withValue} erreichen das Ziel`
  const verb = reached === 1 ? 'erreicht' : 'erreichen'
  return `${reached} von ${counted} Sozialräumen${withValue} ${verb} das Ziel`
}

function distanceStatement(since: number, before: string, now: string, trend: DistanceTrend): string {
  if (trend === 'same') return `Der Abstand zwischen den Sozialräumen ist so groß wie ${since} (${now})`
  const verb = trend === 'grew' ? 'gewachsen' : 'kleiner geworden'
  return `Der Abstand zwischen den Sozialräumen ist seit ${since} ${verb}: von ${before} auf ${now}`
}

export const germanPhrases: Phrases = {
  inPeriod: (kind, key, year) => {
    if (/^\d{4}$/.test(key)) return `im Jahr ${key}`
    const part = key.slice(-1)
    switch (kind) {
      case 'calendar-year':
        return `im Jahr ${key}`
      case 'school-year':
        return `im Schuljahr ${key}`
      case 'kita-year':
        return `im Kitajahr ${key}`
      case 'entry-cohort':
        return `im Einschulungsjahrgang ${key}`
      case 'key-date':
        return `am ${key.slice(8, 10)}.${key.slice(5, 7)}.${key.slice(0, 4)}`
      case 'half-year':
        return `im ${part}. Halbjahr ${year}`
      case 'quarter':
        return `im ${part}. Quartal ${year}`
      case 'month':
        return `im ${months[Number(key.slice(5, 7)) - 1] ?? 'Monat'} ${year}`
    }
  },
  difference: (text, unit) => {
    if (unit === 'percent') return `${text} ${text === '1' ? 'Prozentpunkt' : 'Prozentpunkte'}`
    if (unit === 'eur') return `${text}\u202f€`
    if (unit === 'score') return `${text} ${text === '1' ? 'Punkt' : 'Punkte'}`
    return text
  },
  goal: (comparison, target) => {
    const words = { 'at-least': 'mindestens', 'at-most': 'höchstens', above: 'über', below: 'unter' } as const
    return `${words[comparison]} ${target}`
  },
  level: (place, period, value, comparison) => {
    const start = `${upperFirst(period)} lag der Wert ${inPlace(place)} bei ${value}`
    return comparison ? `${start} und war damit ${comparedWithEarlier(comparison)}.` : `${start}.`
  },
  noLevel: (place, period, reason) =>
    reason === 'suppressed' || reason === 'secret-at-source'
      ? `${upperFirst(period)} ist der Wert ${inPlace(place)} geheim.`
      : `${upperFirst(period)} liegt ${inPlace(place)} kein Wert vor (${missingInWords(reason, 'de')}).`,
  nothingAtAll: () => 'Zu dieser Kennzahl liegen noch keine freigegebenen Werte vor.',
  brokenComparison: (year, note) =>
    note
      ? `Mit früheren Jahren lässt sich der Wert nur eingeschränkt vergleichen, denn die Reihe hat ${year} einen Bruch: ${note}.`
      : `Mit früheren Jahren lässt sich der Wert nur eingeschränkt vergleichen, denn die Reihe hat ${year} einen Bruch.`,
  trend: (since, difference, rising) =>
    difference === undefined
      ? `Seit ${since} hat er sich insgesamt kaum verändert.`
      : `Seit ${since} ist er insgesamt um ${difference} ${rising ? 'gestiegen' : 'gesunken'}.`,
  reached: (goal) => `Das Ziel (${goal}) ist erreicht.`,
  short: (goal, nearly, gap) => {
    const start = `Das Ziel (${goal}) ist ${nearly ? 'fast' : 'nicht'} erreicht`
    if (gap.side === 'edge') return `${start}: Der Wert liegt genau auf der Grenze.`
    if (gap.side === 'above') return `${start}: Der Wert liegt um ${gap.difference} darüber.`
    return `${start}: Es ${gap.one ? 'fehlt' : 'fehlen'} ${gap.difference}.`
  },
  areasRange: (count, low, high, lowFirst) => {
    const [from, to] = lowFirst ? [low, high] : [high, low]
    return `Unter ${amongAreas(count)} reicht die Spanne von ${endInBrackets(from)} bis ${endInBrackets(to)}.`
  },
  areasEqual: ({ counted }, value) => `Die Werte der ${counted} Sozialräume liegen gleichauf bei ${value}.`,
  oneArea: (total, name, value) =>
    total === 1
      ? `Im Sozialraum ${name} liegt der Wert bei ${value}.`
      : `Nur für einen von ${total} Sozialräumen liegt ein Wert vor: ${name} mit ${value}.`,
  areasAllSecret: (total) =>
    total === 1
      ? 'Der Wert des Sozialraums ist geheim.'
      : `Die Werte aller ${total} Sozialräume sind geheim.`,
  areasNoData: (period) => `Für die Sozialräume liegen ${period} keine Werte vor.`,
  areasMissing: (secret, others) => {
    const secrets = secret === 0 ? '' : `für ${areas(secret)} ist der Wert geheim`
    const gaps = others === 0 ? '' : `für ${areas(others)} fehlt er`
    const both = secrets && gaps ? `${secrets}, ${gaps}` : secrets || gaps.replace(' er', ' der Wert')
    return `${upperFirst(both)}.`
  },
  areasReach: (count, reached) => `${reachStatement(count, reached)}.`,
  distance: (since, before, now, trend) => `${distanceStatement(since, before, now, trend)}.`,
  lead: (place, year, value, end) => {
    const start = `${place} liegt ${year} bei ${value}`
    switch (end.kind) {
      case 'reached':
        return `${start} und erreicht damit das Ziel (${end.goal})`
      case 'nearly':
        return `${start} und erreicht das Ziel (${end.goal}) fast`
      case 'missed':
        return `${start} und erreicht das Ziel (${end.goal}) nicht`
      case 'changed':
        return `${start}, ${comparedWithEarlier(end.change)}`
      case 'plain':
        return start
    }
  },
  titleRange: (low, high, lowFirst) => {
    const [from, to] = lowFirst ? [low, high] : [high, low]
    return `Die Sozialräume reichen von ${endInBrackets(from)} bis ${endInBrackets(to)}`
  },
  titleTrend: (place, since, difference, rising) =>
    difference === undefined
      ? `${place}: seit ${since} kaum verändert`
      : `${place}: seit ${since} um ${difference} ${rising ? 'gestiegen' : 'gesunken'}`,
  titleDistance: distanceStatement,
  titleReach: reachStatement,
  titleSecret: () => 'Die Werte der Sozialräume sind geheim',
  titleNone: () => 'Für die Sozialräume liegen keine Werte vor',
}
