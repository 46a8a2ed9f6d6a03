import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listColleagues, may } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay, monthInWords } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { listSeries, listSources } from '../catalogue.server.ts'
import {
  type CalendarEntry,
  listEntries,
  listOfficeNames,
  seesSource,
  wantedSeries,
} from './calendar.server.ts'
import { listContacts } from './contacts.server.ts'
import { addDays, daysBetween, overdueDays } from './dueDates.ts'
import { isSettled } from './expectation.ts'
import { findExpectation, listExpectations } from './expectations.server.ts'
import { periodName } from './periodName.ts'
import { describeDue, describeReminders } from './ruleSentences.ts'

const soonDays = 30
const yearDays = 366

/** One row of the calendar as pages show it. */
export type EntryRow = {
  readonly expectation: number
  readonly periodKey: string
  readonly period: string
  readonly source: string
  readonly office: string
  readonly responsible: string | undefined
  readonly dueOn: string
  readonly state: CalendarEntry['state']
  readonly lateDays: number
  readonly announcedFor: string | undefined
  readonly moved: boolean
  readonly deliveryId: number | undefined
  readonly missing: readonly string[]
  readonly reason: string | undefined
}

type Names = {
  readonly language: Language
  readonly offices: ReadonlyMap<number, string>
  readonly colleagues: ReadonlyMap<number, string>
  readonly today: string
}

async function readNames(reader: Reader, language: Language, today: string): Promise<Names> {
  const colleagues = await listColleagues(reader, 'figures.read')
  return {
    language,
    today,
    offices: await listOfficeNames(reader, language),
    colleagues: new Map(colleagues.map(({ accountId, name }) => [accountId, name])),
  }
}

function toRow(entry: CalendarEntry, { language, offices, colleagues, today }: Names): EntryRow {
  const t = i18nFor(language).getFixedT(language, 'figures')
  const pick = (thing: { name: string; nameEn: string }) => nameIn(language, thing)
  const missing = new Set(entry.missing)
  return {
    expectation: entry.expectation.id,
    periodKey: entry.period.key,
    period: periodName(entry.period, language, t),
    source: pick(entry.source),
    office: offices.get(entry.source.organisationId) ?? '',
    responsible: colleagues.get(entry.expectation.responsibleId ?? 0),
    dueOn: entry.dueOn,
    state: entry.state,
    lateDays: entry.state === 'overdue' ? daysBetween(entry.dueOn, today) : 0,
    announcedFor: entry.exception?.announcedFor,
    moved: entry.exception?.movedTo !== undefined,
    deliveryId: entry.deliveryId,
    missing: entry.wanted.filter(({ key }) => missing.has(key)).map(pick),
    reason: entry.exception?.skippedBecause,
  }
}

/** What the calendar shows to this person: what is overdue, then a year ahead by month; on wish the past year, too. */
export async function readCalendarPage(
  reader: Reader,
  actor: Actor | undefined,
  wish: { readonly office: number | undefined; readonly all: boolean },
  { language, now }: { readonly language: Language; readonly now: Date },
) {
  const today = germanDay(now)
  const names = await readNames(reader, language, today)
  const range = { from: addDays(today, -overdueDays), to: addDays(today, yearDays) }
  const entries = await listEntries(reader, seesSource(actor), range, today)
  const sources = (await listSources(reader)).filter(seesSource(actor))
  const expected = new Set((await listExpectations(reader)).map(({ sourceId }) => sourceId))
  const officeIds = new Set(sources.filter(({ id }) => expected.has(id)).map((one) => one.organisationId))
  const chosen = entries.filter(
    ({ source }) => wish.office === undefined || source.organisationId === wish.office,
  )
  const overdue = chosen.filter(({ state }) => state === 'overdue')
  const listed = chosen.filter(
    ({ state, dueOn }) =>
      state !== 'overdue' && (wish.all ? dueOn >= addDays(today, -yearDays) : !isSettled(state)),
  )
  const months = [...Map.groupBy(listed, ({ dueOn }) => dueOn.slice(0, 7))]
  return {
    hasAny: expected.size > 0,
    offices: [...names.offices]
      .filter(([id]) => officeIds.has(id))
      .map(([id, name]) => ({ value: String(id), label: name })),
    overdue: overdue.map((entry) => toRow(entry, names)),
    soon: chosen.filter(
      ({ state, dueOn }) =>
        !isSettled(state) && state !== 'overdue' && dueOn >= today && dueOn <= addDays(today, soonDays),
    ).length,
    months: months.map(([month, list]) => ({
      month,
      title: monthInWords(month, language),
      rows: list.map((entry) => toRow(entry, names)),
    })),
  }
}

/** One rule with its dates; undefined if it isn't there for this person. The contact is for those who may change it. */
export async function readExpectationPage(
  reader: Reader,
  actor: Actor | undefined,
  id: number,
  { language, now }: { readonly language: Language; readonly now: Date },
) {
  const found = await findExpectation(reader, id)
  if (!found || !seesSource(actor)(found.source)) return undefined
  const { expectation, source } = found
  const t = i18nFor(language).getFixedT(language, 'figures')
  const today = germanDay(now)
  const names = await readNames(reader, language, today)
  const range = { from: addDays(today, -2 * yearDays), to: addDays(today, 2 * yearDays) }
  const entries = await listEntries(reader, (one) => one.id === source.id, range, today)
  const mayChange = may(actor, 'figures.define', source)
  const contact = mayChange ? (await listContacts(reader)).get(source.id) : undefined
  const pick = (thing: { name: string; nameEn: string }) => nameIn(language, thing)
  return {
    id,
    source: pick(source),
    sourceKey: source.key,
    office: names.offices.get(source.organisationId) ?? '',
    rhythm: t(`calendar.rhythm.${expectation.rhythm}`),
    due: describeDue(expectation, t),
    series: wantedSeries(expectation, source.key, await listSeries(reader)).map(pick),
    responsible: names.colleagues.get(expectation.responsibleId ?? 0),
    reminders: describeReminders(expectation.reminders, t),
    activeFrom: expectation.activeFrom,
    activeTo: expectation.activeTo,
    note: expectation.note,
    mayChange,
    contact,
    rows: entries.filter((entry) => entry.expectation.id === id).map((entry) => toRow(entry, names)),
    exceptions: entries
      .filter((entry) => entry.expectation.id === id)
      .map(({ period, exception }) => ({ key: period.key, ...exception })),
  }
}
