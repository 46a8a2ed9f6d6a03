/** Kinds of period as figures come in (calendar year, school year, ...). A comparison never mixes kinds silently. */
export const periodKinds = [
  'calendar-year',
  'school-year',
  'half-year',
  'quarter',
  'month',
  'key-date',
  'entry-cohort',
] as const
export type PeriodKind = (typeof periodKinds)[number]

/**
 * `start` and `end` are ISO dates, both included; `key` is canonical and unique within its kind:
 * 2018 | 2017/18 | 2018-H1 | 2018-Q3 | 2018-04 | 2018-09-30 | 2018/19
 */
export type Period = {
  readonly kind: PeriodKind
  readonly key: string
  readonly start: string
  readonly end: string
}

/** Under which year a series is reported: leavers 2017/18 and entry cohort 2018/19 both belong to the report 2018. */
export const reportingRules = ['start', 'end'] as const
export type ReportingRule = (typeof reportingRules)[number]

export type PeriodProblem = { readonly problem: 'unreadable'; readonly text: string }

const pad = (n: number) => String(n).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
const isDate = (y: number, m: number, d: number) => m >= 1 && m <= 12 && d >= 1 && d <= lastDay(y, m)
const plausibleYear = (year: number) => year >= 1900 && year <= 2100

export function calendarYear(year: number): Period {
  return { kind: 'calendar-year', key: String(year), start: `${year}-01-01`, end: `${year}-12-31` }
}

/** School years run from 1 August to 31 July (§ 7 SchulG NRW). */
export function schoolYear(startYear: number): Period {
  return {
    kind: 'school-year',
    key: `${startYear}/${pad((startYear + 1) % 100)}`,
    start: `${startYear}-08-01`,
    end: `${startYear + 1}-07-31`,
  }
}

/** Children who enter school in the year that starts then; examined in the months before. */
export function entryCohort(startYear: number): Period {
  return { ...schoolYear(startYear), kind: 'entry-cohort' }
}

function keyDate(year: number, month: number, day: number): Period {
  const iso = `${year}-${pad(month)}-${pad(day)}`
  return { kind: 'key-date', key: iso, start: iso, end: iso }
}

function span(kind: PeriodKind, key: string, year: number, fromMonth: number, toMonth: number): Period {
  return {
    kind,
    key,
    start: `${year}-${pad(fromMonth)}-01`,
    end: `${year}-${pad(toMonth)}-${pad(lastDay(year, toMonth))}`,
  }
}

function readYearPair(text: string): number | undefined {
  const match = /^(?:SJ\s*)?(\d{4}|\d{2})\s*[/–-]\s*(\d{4}|\d{2})$/i.exec(text)
  if (!match) return undefined
  const from = Number(match[1]!.length === 2 ? `20${match[1]}` : match[1])
  const to = Number(match[2]!.length === 2 ? `${Math.floor(from / 100)}${match[2]}` : match[2])
  const follows = to === from + 1 || (from % 100 === 99 && to % 100 === 0)
  return follows && plausibleYear(from) ? from : undefined
}

function readKeyDate(text: string): Period | undefined {
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const parts = german ? [german[3], german[2], german[1]] : iso ? [iso[1], iso[2], iso[3]] : undefined
  if (!parts) return undefined
  const [year, month, day] = parts.map(Number) as [number, number, number]
  return plausibleYear(year) && isDate(year, month, day) ? keyDate(year, month, day) : undefined
}

/**
 * Reads a period as people write it ("2018", "2017/18", "17/18", "30.09.2018", "2018-Q3", "2018*").
 * A trailing asterisk or footnote mark is not part of the period. `kind` decides between readings of the same text
 * (a pair of years is a school year or an entry cohort; a plain year is the key date's or the cohort's year).
 */
export function parsePeriod(text: string, kind: PeriodKind): Period | PeriodProblem {
  const clean = text
    .trim()
    .replace(/[*¹²³]+\)?$|\s\d\)$/u, '')
    .trim()
  const year = /^\d{4}$/.test(clean) && plausibleYear(Number(clean)) ? Number(clean) : undefined
  const unreadable: PeriodProblem = { problem: 'unreadable', text }
  switch (kind) {
    case 'calendar-year':
      return year === undefined ? unreadable : calendarYear(year)
    case 'school-year':
    case 'entry-cohort': {
      const from = readYearPair(clean) ?? (kind === 'entry-cohort' ? year : undefined)
      if (from === undefined) return unreadable
      return kind === 'school-year' ? schoolYear(from) : entryCohort(from)
    }
    case 'key-date':
      return readKeyDate(clean) ?? unreadable
    case 'half-year': {
      const match = /^(\d{4})-H([12])$/i.exec(clean)
      if (!match) return unreadable
      const half = Number(match[2])
      return span('half-year', `${match[1]}-H${half}`, Number(match[1]), half * 6 - 5, half * 6)
    }
    case 'quarter': {
      const match = /^(\d{4})-Q([1-4])$/i.exec(clean)
      if (!match) return unreadable
      const quarter = Number(match[2])
      return span('quarter', `${match[1]}-Q${quarter}`, Number(match[1]), quarter * 3 - 2, quarter * 3)
    }
    case 'month': {
      const match = /^(\d{4})-(\d{2})$/.exec(clean)
      const month = Number(match?.[2])
      if (!match || month < 1 || month > 12) return unreadable
      return span('month', clean, Number(match[1]), month, month)
    }
  }
}

export function isPeriod(result: Period | PeriodProblem): result is Period {
  return 'key' in result
}

/** The year of the report a period belongs to. */
export function reportYear(period: Pick<Period, 'start' | 'end'>, rule: ReportingRule): number {
  return Number((rule === 'start' ? period.start : period.end).slice(0, 4))
}
