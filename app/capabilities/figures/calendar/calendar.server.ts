import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { listSeries, listSources, type Source } from '../catalogue.server.ts'
import type { Series } from '../figure.ts'
import { readArrivals } from './arrivals.server.ts'
import { type DuePeriod, listDuePeriods } from './dueDates.ts'
import { type DueStatus, statusOf } from './dueState.ts'
import type { Expectation } from './expectation.ts'
import { listExceptions, listExpectations } from './expectations.server.ts'

/** One expected delivery with where it stands. */
export type CalendarEntry = DuePeriod &
  DueStatus & {
    readonly expectation: Expectation
    readonly source: Source
    /** The series that are expected. */
    readonly wanted: readonly Series[]
  }

/** The series that a rule expects: those it names, else all of the source with its kind of period. */
export function wantedSeries(expectation: Expectation, sourceKey: string, all: readonly Series[]): Series[] {
  const own = all.filter(
    (series) => series.sourceKey === sourceKey && series.periodKind === expectation.rhythm,
  )
  return expectation.series.length === 0 ? own : own.filter(({ key }) => expectation.series.includes(key))
}

/**
 * What is or was due in a range of days (ISO dates, both included), in time, of the sources that `sees` lets through. `today` in
 * Germany decides what is overdue.
 */
export async function listEntries(
  reader: Reader,
  sees: (source: Source) => boolean,
  range: { readonly from: string; readonly to: string },
  today: string,
): Promise<CalendarEntry[]> {
  const sources = new Map((await listSources(reader)).filter(sees).map((source) => [source.id, source]))
  const exceptions = await listExceptions(reader)
  const series = await listSeries(reader)
  const due = (await listExpectations(reader)).flatMap((expectation) => {
    const source = sources.get(expectation.sourceId)
    if (!source) return []
    const wanted = wantedSeries(expectation, source.key, series)
    return listDuePeriods(expectation, exceptions.get(expectation.id) ?? [], range).map((one) => ({
      ...one,
      expectation,
      source,
      wanted,
    }))
  })
  const arrivals = await readArrivals(
    reader,
    due.map(({ wanted, period }) => ({ series: wanted, period })),
  )
  return due
    .map((one) => {
      const keys = one.wanted.map(({ key }) => key)
      return { ...one, ...statusOf(one, keys, arrivals(one.wanted, one.period), today) }
    })
    .sort((a, b) =>
      a.dueOn === b.dueOn ? a.source.name.localeCompare(b.source.name, 'de') : a.dueOn < b.dueOn ? -1 : 1,
    )
}

/** Who is named beside an expectation: offices by id, in the reader's language. */
export async function listOfficeNames(
  reader: Reader,
  language: Language,
): Promise<ReadonlyMap<number, string>> {
  return new Map((await listOrganisations(reader, language)).map(({ id, name }) => [id, name]))
}

/** Whether this person sees what is expected of a source. */
export const seesSource =
  (actor: Actor | undefined) =>
  (source: Source): boolean =>
    may(actor, 'figures.read', source)
