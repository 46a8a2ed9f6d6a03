import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may, readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import type { PlaceKind } from '#app/capabilities/places/place.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Period, PeriodKind } from '#app/plain/period.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { remember } from '#app/platform/remembered.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { listEntries, listOfficeNames, seesSource, wantedSeries } from '../calendar/calendar.server.ts'
import { addDays, listDuePeriods, overdueDays } from '../calendar/dueDates.ts'
import { isSettled } from '../calendar/expectation.ts'
import { listExceptions, listExpectations } from '../calendar/expectations.server.ts'
import { periodName } from '../calendar/periodName.ts'
import { listPeriods, listSeries, listSources, type Source } from '../catalogue.server.ts'
import type { Series } from '../figure.ts'
import { freshnessOf } from './freshness.ts'
import {
  countPlaces,
  countPresence,
  listKindsEver,
  listNewest,
  listPlacePresence,
  type PlaceRow,
} from './presence.server.ts'
import { type Counts, type DueWord, type Presence, presenceOf } from './presence.ts'

type Look = { readonly language: Language; readonly now: Date }
const pick = (thing: { name: string; nameEn: string }, language: Language) => nameIn(language, thing)

/** Periods side by side: what a page of paper holds. */
const columnsAtOnce = 12

/** The sources that this person sees, with how new their figures are. */
async function readOverview(reader: Reader, actor: Actor | undefined, now: Date) {
  const today = germanDay(now)
  const sources = (await listSources(reader)).filter(seesSource(actor))
  const mark = await readStateMark(reader)
  const newest = await remember(`newest figures ${reader.tenant} ${mark}`, () => listNewest(reader))
  const expected = new Set((await listExpectations(reader)).map(({ sourceId }) => sourceId))
  const entries = await listEntries(
    reader,
    seesSource(actor),
    { from: addDays(today, -overdueDays), to: addDays(today, 366) },
    today,
  )
  return sources.map((source) => {
    const known = newest.get(source.id)
    // In time: the first that is overdue is the oldest.
    const own = entries.filter((entry) => entry.source.id === source.id)
    const calendar = {
      isExpected: expected.has(source.id),
      overdueSince: own.find(({ state }) => state === 'overdue')?.dueOn,
      hasBegun: own.some(({ dueOn }) => dueOn <= today),
      nextDue: own.find(({ dueOn, state }) => dueOn >= today && !isSettled(state))?.dueOn,
    }
    return {
      source,
      known,
      isExpected: calendar.isExpected,
      freshness: freshnessOf(known?.newest, calendar, today),
    }
  })
}

/** All sources that this person sees, with how new their figures are; no figures in it. */
export async function readCompletenessOverview(
  reader: Reader,
  actor: Actor | undefined,
  { language, now }: Look,
) {
  const t = i18nFor(language).getFixedT(language, 'figures')
  const offices = await listOfficeNames(reader, language)
  return (await readOverview(reader, actor, now)).map(({ source, known, isExpected, freshness }) => ({
    key: source.key,
    name: pick(source, language),
    office: offices.get(source.organisationId) ?? '',
    receivedOn: known?.receivedOn,
    newest: known?.newest && periodName(known.newest, language, t),
    isExpected,
    freshness,
  }))
}

type Column = Period & { readonly id: number | undefined }
type DueWords = (series: Series, period: Column) => DueWord

/** From the lightest to the gravest. */
const gravity: readonly DueWord[] = ['none', 'skipped', 'coming', 'due']

/** What the calendar says about the periods of a source: one word per series and period. */
async function readDueWords(
  reader: Reader,
  source: Source,
  all: readonly Series[],
  today: string,
): Promise<{ readonly wordOf: DueWords; readonly periods: readonly Period[] }> {
  const exceptions = await listExceptions(reader)
  const words = new Map<string, DueWord>()
  const periods: Period[] = []
  for (const expectation of await listExpectations(reader)) {
    if (expectation.sourceId !== source.id) continue
    const range = { from: expectation.activeFrom, to: addDays(today, 366) }
    for (const { period, dueOn, exception } of listDuePeriods(
      expectation,
      exceptions.get(expectation.id) ?? [],
      range,
    )) {
      const word = exception?.skippedBecause !== undefined ? 'skipped' : dueOn < today ? 'due' : 'coming'
      periods.push(period)
      for (const series of wantedSeries(expectation, source.key, all)) {
        const key = `${series.id} ${period.key}`
        // Of two rules for the same, the one that is due counts.
        const known = words.get(key)
        if (!known || gravity.indexOf(word) > gravity.indexOf(known)) words.set(key, word)
      }
    }
  }
  return { wordOf: (series, period) => words.get(`${series.id} ${period.key}`) ?? 'none', periods }
}

/**
 * The columns of one kind: periods that anything was delivered for or that are expected, the newest last. `until`: the last one shown;
 * without it the last one that has ended by today or has figures, so that those of next year don't push out what came.
 */
function chooseColumns(
  kind: PeriodKind,
  known: readonly (Period & { readonly id: number })[],
  expected: readonly Period[],
  { until, today }: { readonly until: string | undefined; readonly today: string },
) {
  const byKey = new Map<string, Column>()
  for (const period of expected) if (period.kind === kind) byKey.set(period.key, { ...period, id: undefined })
  for (const period of known) if (period.kind === kind) byKey.set(period.key, period)
  const all = [...byKey.values()].sort((a, b) => (a.start < b.start ? -1 : 1))
  const asked = until === undefined ? -1 : all.findIndex(({ key }) => key === until)
  const last = all.findLastIndex(({ id, end: day }) => id !== undefined || day <= today)
  const end = asked >= 0 ? asked + 1 : last >= 0 ? last + 1 : all.length
  const begin = Math.max(0, end - columnsAtOnce)
  return {
    columns: all.slice(begin, end),
    earlier: begin > 0 ? all[begin - 1]!.key : undefined,
    later: end < all.length ? all[Math.min(all.length, end + columnsAtOnce) - 1]!.key : undefined,
  }
}

type MatrixRow = {
  readonly key: string
  readonly name: string
  /** Kinds of places for which the series is expected. */
  readonly kinds: readonly PlaceKind[]
  readonly cells: readonly Presence[]
}

function buildRows(
  series: readonly Series[],
  columns: readonly Column[],
  counts: ReadonlyMap<string, Counts>,
  places: ReadonlyMap<string, Counts>,
  kindsEver: ReadonlyMap<number, readonly PlaceKind[]>,
  wordOf: DueWords,
  language: Language,
): MatrixRow[] {
  const countsOf = (one: Series, column: Column): Counts => counts.get(`${one.id} ${column.id}`) ?? {}
  const usual = [...new Set(series.flatMap(({ id }) => kindsEver.get(id) ?? []))]
  return series.map((one) => {
    const own = kindsEver.get(one.id) ?? []
    const kinds = own.length > 0 ? own : usual.length > 0 ? usual : (['town', 'county'] as const)
    const came = columns.map((column) => Object.keys(countsOf(one, column)).length > 0)
    return {
      key: one.key,
      name: pick(one, language),
      kinds,
      cells: columns.map((column, index) =>
        presenceOf({
          there: countsOf(one, column),
          places: places.get(column.end) ?? {},
          kinds,
          due: wordOf(one, column),
          isBetween: came.slice(0, index).includes(true) && came.slice(index + 1).includes(true),
        }),
      ),
    }
  })
}

/** Place by place what its row says: an entry, a gap, or nothing that was expected there. */
function placeRows(
  places: readonly PlaceRow[],
  { kinds, cells }: Pick<MatrixRow, 'kinds' | 'cells'>,
  periodIds: readonly (number | undefined)[],
) {
  return places
    .filter(({ kind, there }) => kinds.includes(kind) || [...there.values()].includes(true))
    .map(({ placeId, name, kind, there }) => ({
      placeId,
      name,
      cells: periodIds.map((id, index) => {
        const state = cells[index]!.state
        const found = id === undefined ? false : there.get(id)
        if (found === undefined) return 'no-place' as const
        if (found) return 'there' as const
        return kinds.includes(kind) && (state === 'partly' || state === 'missing')
          ? ('absent' as const)
          : ('not-expected' as const)
      }),
    }))
}

/**
 * The matrix of one source: its series by period, one table per kind of period; with `seriesKey` also the places of that series.
 * Undefined where this person sees no such source.
 */
export async function readCompletenessMatrix(
  reader: Reader,
  actor: Actor | undefined,
  wish: { readonly source: string; readonly series: string | undefined; readonly until: string | undefined },
  { language, now }: Look,
) {
  const source = (await listSources(reader)).find(({ key }) => key === wish.source)
  if (!source || !may(actor, 'figures.read', source)) return undefined
  const t = i18nFor(language).getFixedT(language, 'figures')
  const everything = await listSeries(reader)
  const own = everything.filter(({ sourceKey }) => sourceKey === source.key)
  const known = await listPeriods(reader)
  const due = await readDueWords(reader, source, everything, germanDay(now))
  const mark = await readStateMark(reader)
  const tables = []
  for (const kind of new Set(own.map(({ periodKind }) => periodKind))) {
    const series = own.filter(({ periodKind }) => periodKind === kind)
    const chosen = chooseColumns(kind, known, due.periods, { until: wish.until, today: germanDay(now) })
    const periodIds = chosen.columns.flatMap(({ id }) => (id === undefined ? [] : [id]))
    const counts = await remember(
      `presence ${reader.tenant} ${mark} ${source.id} ${kind} ${periodIds.join()}`,
      () =>
        countPresence(
          reader,
          series.map(({ id }) => id),
          periodIds,
        ),
    )
    const places = await countPlaces(
      reader,
      chosen.columns.map(({ end }) => end),
    )
    const kindsEver = await remember(`kinds ever ${reader.tenant} ${mark} ${source.id} ${kind}`, () =>
      listKindsEver(
        reader,
        series.map(({ id }) => id),
      ),
    )
    const all = buildRows(series, chosen.columns, counts, places, kindsEver, due.wordOf, language)
    // Periods that only other sources know say nothing here.
    const shown = chosen.columns.flatMap((period, index) =>
      all.some(({ cells }) => cells[index]!.state !== 'not-expected') ? [{ period, index }] : [],
    )
    const rows = all.map((row) => ({ ...row, cells: shown.map(({ index }) => row.cells[index]!) }))
    const detailed = rows.find(({ key }) => key === wish.series)
    const seriesId = series.find(({ key }) => key === wish.series)?.id
    tables.push({
      kind,
      title: t(`calendar.rhythm.${kind}`),
      columns: shown.map(({ period }) => ({ key: period.key, name: periodName(period, language, t) })),
      earlier: chosen.earlier,
      later: chosen.later,
      rows: rows.map(({ key, name, cells }) => ({ key, name, cells })),
      detail:
        detailed && seriesId !== undefined
          ? {
              name: detailed.name,
              places: placeRows(
                await listPlacePresence(reader, seriesId, periodIds),
                detailed,
                shown.map(({ period }) => period.id),
              ),
            }
          : undefined,
    })
  }
  return { key: source.key, name: pick(source, language), tables }
}
