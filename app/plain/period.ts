/** Kinds of period as figures come in (calendar year, school year, ...). A comparison never mixes kinds silently. */
export const periodKinds = [
  'calendar-year',
  'school-year',
  'kita-year',
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

/** Two digits mean 1970 to 2069, as POSIX reads them (strptime, %y). */
function fullYear(digits: string): number {
  const year = Number(digits)
  return digits.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year
}

/** First year of two that follow each other; whatever else two numbers with a stroke may be is none. */
function readYearPair(text: string): number | undefined {
  const match = /^(\d{4}|\d{2})\s*[/–-]\s*(\d{4}|\d{2})$/.exec(text)
  if (!match) return undefined
  const from = fullYear(match[1]!)
  const to = match[2]!
  const follows = to.length === 4 ? Number(to) === from + 1 : Number(to) === (from + 1) % 100
  return follows && plausibleYear(from) ? from : undefined
}

const monthNames =
  'januar|februar|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember'.split('|')
/** Number of the month that a name or its usual abbreviation means ("Sept.", "Mrz"); 0 for none. */
function monthOf(name: string): number {
  const bare = name.toLowerCase().replace(/\.$/, '')
  const known = ['mrz', 'mär'].includes(bare) ? 'märz' : bare
  const found = monthNames.findIndex((month) => known.length >= 3 && month.startsWith(known))
  return found < 3 ? found + 1 : found
}

function readKeyDate(text: string): Period | undefined {
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text)
  const named = /^(\d{1,2})\.\s?([a-zä]{3,9}\.?)\s(\d{4})$/i.exec(text)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const [year, month, day] = german
    ? [fullYear(german[3]!), Number(german[2]), Number(german[1])]
    : named
      ? [Number(named[3]), monthOf(named[2]!), Number(named[1])]
      : [Number(iso?.[1]), Number(iso?.[2]), Number(iso?.[3])]
  return plausibleYear(year) && isDate(year, month, day) ? keyDate(year, month, day) : undefined
}

const romans = ['I', 'II', 'III', 'IV']

function partPatterns(letter: string, words: string): readonly RegExp[] {
  const part = `(?:${letter}\\s?(?<short>\\d)|(?<number>\\d|I{1,3}|IV)\\.?\\s?(?:${words})\\.?)`
  const gap = '(?:\\s|\\s?[,/-]\\s?)'
  return [
    new RegExp(`^${part}${gap}(?<year>\\d{4}|'?\\d{2})$`, 'iu'),
    new RegExp(`^(?<year>\\d{4})${gap}?${part}$`, 'iu'),
    /^(?<number>I{1,3}|IV)\s?[/.]\s?(?<year>\d{4})$/,
  ]
}
const parts = {
  H: partPatterns('H', 'Halbjahr|Hj'),
  Q: partPatterns('Q', 'Quartal|Vierteljahr|Qu|Vj'),
} as const

/** "3. Quartal 2018", "III. Quartal 2018", "Q3/2018", "2018-Q3", "2018/3. Vj.", "III/2018": the part and its year. */
function readPart(text: string, letter: 'H' | 'Q'): readonly [number, number] | undefined {
  const match = parts[letter].map((pattern) => pattern.exec(text)).find((found) => found !== null)
  const { short, number, year: written } = match?.groups ?? {}
  const said = short ?? number
  if (said === undefined || written === undefined) return undefined
  const roman = romans.indexOf(said.toUpperCase()) + 1
  return [roman > 0 ? roman : Number(said), fullYear(written.replace("'", ''))]
}

function readSpan(text: string, letter: 'H' | 'Q'): Period | undefined {
  const read = readPart(text, letter)
  if (!read) return undefined
  const [part, year] = read
  const months = letter === 'H' ? 6 : 3
  if (part < 1 || part * months > 12 || !plausibleYear(year)) return undefined
  const kind = letter === 'H' ? 'half-year' : 'quarter'
  return span(kind, `${year}-${letter}${part}`, year, part * months - months + 1, part * months)
}

/**
 * "2018-04", "04/2018", "April 2018", "Apr 18". A year in front of a stroke is none ("2011/12" is a school year), nor is a
 * single digit behind which a year follows ("1/2018" may be a quarter).
 */
function readMonth(text: string): Period | undefined {
  const iso = /^(\d{4})(?:-|\s?M)(\d{2})$/.exec(text)
  const german = /^(\d{2})\s?[/.]\s?(\d{4})$/.exec(text)
  const named = /^([a-zä]{3,9}\.?)[\s-]'?(\d{4}|\d{2})$/iu.exec(text) ?? undefined
  const behind = /^(\d{4})[\s,/-]\s?([a-zä]{3,9}\.?)$/iu.exec(text)
  const [year, month] = iso
    ? [Number(iso[1]), Number(iso[2])]
    : german
      ? [Number(german[2]), Number(german[1])]
      : named
        ? [fullYear(named[2]!), monthOf(named[1]!)]
        : [Number(behind?.[1]), monthOf(behind?.[2] ?? '')]
  if (!plausibleYear(year) || month < 1 || month > 12) return undefined
  return span('month', `${year}-${pad(month)}`, year, month, month)
}

/** What people write in front of a period of a kind; another kind's word makes it unreadable. */
const labels: Record<PeriodKind, RegExp> = {
  'calendar-year': /^(?:kalender|berichts|haushalts)?jahr:?\s+/iu,
  'school-year': /^(?:schuljahr|schulj\.?|schj\.?|sj\.?):?\s*/iu,
  'kita-year': /^(?:(?:kita|kindergarten)-?jahr|kgj\.?):?\s*/iu,
  'entry-cohort': /^(?:einschulungs?-?jahrgang|einschulung|jahrgang|schuljahr|sj\.?):?\s*/iu,
  'half-year': /^(?=.)/u,
  quarter: /^(?=.)/u,
  month: /^monat:?\s+/iu,
  'key-date': /^(?:(?:zum\s+)?stichtag:?(?:\s+(?:am|zum))?|stand:?|am|zum)\s+/iu,
}

function readAs(text: string, kind: PeriodKind): Period | undefined {
  const year = /^\d{4}$/.test(text) && plausibleYear(Number(text)) ? Number(text) : undefined
  switch (kind) {
    case 'calendar-year':
      return year === undefined ? undefined : calendarYear(year)
    // The Kita year (Kindergartenjahr of the Kinderbildungsgesetz NRW) is that of the schools.
    case 'school-year':
    case 'kita-year':
    case 'entry-cohort': {
      const from = readYearPair(text) ?? (kind === 'entry-cohort' ? year : undefined)
      return from === undefined ? undefined : { ...schoolYear(from), kind }
    }
    case 'key-date':
      return readKeyDate(text)
    case 'half-year':
      return readSpan(text, 'H')
    case 'quarter':
      return readSpan(text, 'Q')
    case 'month':
      return readMonth(text)
  }
}

/** Letters of the longest writing, with room for blanks. Looking for an ending takes time with the square of the length. */
const longestPeriod = 300

/**
 * Reads a period as people write it ("2018", "SJ 2017/18", "30.09.2018", "3. Quartal 2018", "Jan 18", "2018*").
 * A trailing asterisk or footnote mark is not part of the period. `kind` decides between readings of the same text
 * (a pair of years is a school year, a Kita year or an entry cohort); what fits another kind only stays unread.
 */
export function parsePeriod(text: string, kind: PeriodKind): Period | PeriodProblem {
  if (text.length > longestPeriod) return { problem: 'unreadable', text }
  const clean = text
    .replace(/\u00ad/g, '')
    .replace(/[\s\u00a0\u202f\u2009]+/gu, ' ')
    .trim()
    .replace(/[*¹²³]+\)?$|\s\d\)$/u, '')
    .trim()
    .replace(labels[kind], '')
  return readAs(clean, kind) ?? { problem: 'unreadable', text }
}

export function isPeriod(result: Period | PeriodProblem): result is Period {
  return 'key' in result
}

/** The year of the report a period belongs to. */
export function reportYear(period: Pick<Period, 'start' | 'end'>, rule: ReportingRule): number {
  return Number((rule === 'start' ? period.start : period.end).slice(0, 4))
}
