import { isDay } from '#app/plain/day.ts'
import { type PeriodKind, periodKinds } from '#app/plain/period.ts'
import { isDayOfYear } from './dueDates.ts'
import type { DueRule, Expectation } from './expectation.ts'

/** What was typed, as it came; shown again when something is wrong with it. */
export type TypedExpectation = {
  readonly rhythm: string
  readonly keyDay: string
  readonly dueRule: string
  readonly dueDay: string
  readonly dueWeeks: string
  readonly series: readonly string[]
  readonly responsible: string
  readonly activeFrom: string
  readonly activeTo: string
  readonly note: string
  readonly daysBefore: string
  readonly onTheDay: boolean
  readonly everyDays: string
  readonly most: string
  readonly contactName: string
  readonly contactEmail: string
}

export type ExpectationField = Exclude<keyof TypedExpectation, 'series' | 'responsible' | 'onTheDay'>

/** The sentences stand in the texts: `calendar.problem.<kind>`. */
export type ExpectationProblem = {
  readonly field: ExpectationField
  readonly kind:
    | 'rhythm'
    | 'day'
    | 'weeks'
    | 'dueRule'
    | 'date'
    | 'order'
    | 'long'
    | 'number'
    | 'nameMissing'
    | 'email'
    | 'noSeries'
}

export type ReadExpectation = Omit<Expectation, 'id' | 'sourceId'> & {
  readonly contact: { readonly name: string; readonly email: string | undefined } | undefined
}

/** "15.03.", "15. 3." or "03-15" as month and day. */
export function readDay(typed: string): string | undefined {
  const german = /^\s*(\d{1,2})\.\s*(\d{1,2})\.?\s*$/.exec(typed)
  const day = german ? `${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}` : typed.trim()
  return isDayOfYear(day) ? day : undefined
}

/** "03-15" as people write it. */
export function writeDay(day: string): string {
  const [month, number] = day.split('-')
  return `${number}.${month}.`
}

const whole = (typed: string, most: number): number | undefined => {
  const text = typed.trim()
  return /^\d{1,3}$/.test(text) && Number(text) <= most ? Number(text) : undefined
}

const longestNote = 2_000
const longestName = 200

/**
 * Reads the form. `seriesKinds`: the kinds of period of the source's series: a rhythm for which the source has none could never be
 * fulfilled. `isMail`: whether an address can be written to.
 */
export function readExpectation(
  typed: TypedExpectation,
  known: {
    readonly series: ReadonlyMap<string, PeriodKind>
    readonly responsible: ReadonlySet<number>
    readonly isMail: (text: string) => boolean
  },
):
  | { readonly ok: true; readonly value: ReadExpectation }
  | { readonly ok: false; readonly problems: readonly ExpectationProblem[] } {
  const problems: ExpectationProblem[] = []
  const wrong = (field: ExpectationField, kind: ExpectationProblem['kind']) => {
    problems.push({ field, kind })
    return undefined
  }
  const rhythm = periodKinds.find((kind) => kind === typed.rhythm) ?? wrong('rhythm', 'rhythm')
  if (rhythm && ![...known.series.values()].includes(rhythm)) wrong('rhythm', 'noSeries')
  const keyDay = rhythm === 'key-date' ? (readDay(typed.keyDay) ?? wrong('keyDay', 'day')) : undefined
  const due = readDue(typed, wrong)
  const activeFrom = isDay(typed.activeFrom) ? typed.activeFrom : wrong('activeFrom', 'date')
  const activeTo =
    typed.activeTo === '' ? undefined : isDay(typed.activeTo) ? typed.activeTo : wrong('activeTo', 'date')
  if (activeFrom && activeTo && activeTo < activeFrom) wrong('activeTo', 'order')
  if (typed.note.length > longestNote) wrong('note', 'long')
  const number = (field: 'daysBefore' | 'everyDays' | 'most', most: number) =>
    whole(typed[field], most) ?? wrong(field, 'number')
  const daysBefore = number('daysBefore', 90)
  const everyDays = number('everyDays', 90)
  const most = number('most', 12)
  const name = typed.contactName.normalize('NFC').trim().replace(/\s+/g, ' ')
  const email = typed.contactEmail.trim()
  if (name.length > longestName) wrong('contactName', 'long')
  if (name === '' && email !== '') wrong('contactName', 'nameMissing')
  if (email !== '' && !known.isMail(email)) wrong('contactEmail', 'email')
  const responsible = Number(typed.responsible)
  if (
    problems.length > 0 ||
    !rhythm ||
    !due ||
    !activeFrom ||
    daysBefore === undefined ||
    everyDays === undefined ||
    most === undefined
  )
    return { ok: false, problems }
  return {
    ok: true,
    value: {
      rhythm,
      keyDay,
      due,
      activeFrom,
      activeTo,
      series: typed.series.filter((key) => known.series.get(key) === rhythm),
      responsibleId: known.responsible.has(responsible) ? responsible : undefined,
      note: typed.note.trim(),
      reminders: { daysBefore, onTheDay: typed.onTheDay, everyDays, most },
      contact: name === '' ? undefined : { name, email: email === '' ? undefined : email },
    },
  }
}

function readDue(
  typed: TypedExpectation,
  wrong: (field: ExpectationField, kind: ExpectationProblem['kind']) => undefined,
): DueRule | undefined {
  const day = readDay(typed.dueDay)
  const weeks = whole(typed.dueWeeks, 104)
  // What was typed into the field of the other rule is read as well: nothing is dropped without a word.
  if (day === undefined && (typed.dueRule === 'day' || typed.dueDay.trim() !== '')) wrong('dueDay', 'day')
  if (weeks === undefined && (typed.dueRule === 'weeks' || typed.dueWeeks.trim() !== ''))
    wrong('dueWeeks', 'weeks')
  if (typed.dueRule === 'day') return day === undefined ? undefined : { kind: 'day', day }
  if (typed.dueRule === 'weeks') return weeks === undefined ? undefined : { kind: 'weeks', weeks }
  return wrong('dueRule', 'dueRule')
}

/** The form of a rule that is there; without one what most offices need. */
export function typedOf(
  expectation: Expectation | undefined,
  contact: { readonly name: string; readonly email: string | undefined } | undefined,
  defaults: { readonly rhythm: PeriodKind; readonly today: string },
): TypedExpectation {
  const plan = expectation?.reminders ?? { daysBefore: 14, onTheDay: true, everyDays: 14, most: 3 }
  const due = expectation?.due
  return {
    rhythm: expectation?.rhythm ?? defaults.rhythm,
    keyDay: expectation?.keyDay ? writeDay(expectation.keyDay) : '31.12.',
    dueRule: due?.kind ?? 'day',
    dueDay: due?.kind === 'day' ? writeDay(due.day) : due ? '' : '15.03.',
    dueWeeks: due?.kind === 'weeks' ? String(due.weeks) : '8',
    series: expectation?.series ?? [],
    responsible: String(expectation?.responsibleId ?? ''),
    activeFrom: expectation?.activeFrom ?? defaults.today,
    activeTo: expectation?.activeTo ?? '',
    note: expectation?.note ?? '',
    daysBefore: String(plan.daysBefore),
    onTheDay: plan.onTheDay,
    everyDays: String(plan.everyDays),
    most: String(plan.most),
    contactName: contact?.name ?? '',
    contactEmail: contact?.email ?? '',
  }
}

export function readTypedExpectation(form: FormData): TypedExpectation {
  const text = (name: string) => String(form.get(name) ?? '')
  return {
    rhythm: text('rhythm'),
    keyDay: text('keyDay'),
    dueRule: text('dueRule'),
    dueDay: text('dueDay'),
    dueWeeks: text('dueWeeks'),
    series: form.getAll('series').map(String),
    responsible: text('responsible'),
    activeFrom: text('activeFrom'),
    activeTo: text('activeTo'),
    note: text('note'),
    daysBefore: text('daysBefore'),
    onTheDay: form.get('onTheDay') !== null,
    everyDays: text('everyDays'),
    most: text('most'),
    contactName: text('contactName'),
    contactEmail: text('contactEmail'),
  }
}
