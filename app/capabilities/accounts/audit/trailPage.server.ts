import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import {
  nameAction,
  nameDetail,
  nameEvent,
  namePath,
  nameThing,
  readTypedThing,
  type Translate,
} from './naming.ts'
import { readDetails } from './readable.ts'
import { pageOfThing, readThing } from './thing.ts'
import { thingsDe } from './thingTexts.ts'
import {
  type AuditEntry,
  findAccountNames,
  findEntry,
  listAccountEvents,
  listEntries,
  listMembers,
  listOccurring,
  type Occurring,
} from './trail.server.ts'
import type { TrailFilter, TrailPart } from './trail.ts'

export const wordsOf = (language: Language): Translate => i18nFor(language).getFixedT(language, 'audit')

const thingKinds = Object.keys(thingsDe).map((key) => key.slice('thing.'.length))

/** The filter in the words of the software: a person types "Lieferung 12". */
export function inStoredWords(filter: TrailFilter, language: Language): TrailFilter {
  const thing = filter.thing && readTypedThing(wordsOf(language), thingKinds, filter.thing)
  return { ...filter, thing }
}

const accountIdOf = ({ thing }: Pick<AuditEntry, 'thing'>) => {
  const { kind, key } = readThing(thing)
  return kind === 'account' && /^\d+$/.test(key) ? [Number(key)] : []
}

/** An entry in words. */
function toRow(entry: AuditEntry, names: ReadonlyMap<number, string>, t: Translate) {
  return {
    position: entry.position,
    at: entry.at.toISOString(),
    actor: entry.actor,
    kind: entry.kind,
    action: nameAction(t, entry.action),
    thing: nameThing(t, entry.thing, names),
    reason: entry.reason ?? '',
  }
}

/** Entries in words, for the page and for the file. */
export async function nameEntries(reader: Reader, entries: readonly AuditEntry[], t: Translate) {
  const names = await findAccountNames(reader, entries.flatMap(accountIdOf))
  return entries.map((entry) => toRow(entry, names, t))
}

/** People to choose from; where several bear one name, with the numbers of their accounts. */
function toChoices(persons: readonly Occurring[], t: Translate) {
  const all = persons.map(({ accountId, names }) => ({ accountId, label: names.join(' / ') }))
  return all.map(({ accountId, label }) => {
    const isShared = all.filter((other) => other.label === label).length > 1
    const numbered = isShared && accountId !== null
    return {
      value: accountId === null ? label : String(accountId),
      label: numbered ? `${label} (${t('thing.account')} ${accountId})` : label,
    }
  })
}

/** What the list of entries shows. */
export async function readTrailPage(reader: Reader, filter: TrailFilter & TrailPart, language: Language) {
  const t = wordsOf(language)
  const found = await listEntries(reader, inStoredWords(filter, language), filter)
  const occurring = await listOccurring(reader)
  const actions = occurring.actions
    .map((action) => ({ value: action, label: nameAction(t, action) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
  return {
    rows: await nameEntries(reader, found.rows, t),
    hasNewer: found.hasNewer,
    hasOlder: found.hasOlder,
    persons: toChoices(occurring.persons, t),
    actions,
  }
}

/** Details of an entry as text, row by row. */
export function nameDetails(details: unknown, t: Translate, language: Language) {
  const { rows, further } = readDetails(details)
  const text = (path: readonly string[], detail: (typeof rows)[number]['value']) =>
    detail && nameDetail(t, detail, language, path.at(-1))
  return {
    further,
    changes: rows.flatMap(({ path, before, after }) =>
      before || after
        ? [{ field: namePath(t, path), before: text(path, before) ?? '', after: text(path, after) ?? '' }]
        : [],
    ),
    stated: rows.flatMap(({ path, value }) =>
      value ? [{ field: namePath(t, path), value: text(path, value) ?? '' }] : [],
    ),
  }
}

/** One entry with everything that was recorded. Undefined: there is none with this number. */
export async function readEntryPage(reader: Reader, position: number, language: Language) {
  const entry = await findEntry(reader, position)
  if (!entry) return undefined
  const t = wordsOf(language)
  const [row] = await nameEntries(reader, [entry], t)
  return {
    ...row!,
    accountId: entry.accountId,
    page: pageOfThing(readThing(entry.thing)),
    hash: entry.hash,
    previousHash: entry.previousHash,
    hasNext: (await findEntry(reader, position + 1)) !== undefined,
    ...nameDetails(entry.details, t, language),
  }
}

export type EntryPage = NonNullable<Awaited<ReturnType<typeof readEntryPage>>>

/** What the list of account events shows. `person`: number of an account, as the filter gives it. */
export async function readEventsPage(reader: Reader, filter: TrailFilter & TrailPart, language: Language) {
  const t = wordsOf(language)
  const person = filter.person && /^\d{1,9}$/.test(filter.person) ? Number(filter.person) : undefined
  const found = await listAccountEvents(reader, { ...filter, person }, filter)
  return {
    rows: found.rows.map((event) => ({
      position: event.position,
      at: event.at.toISOString(),
      person: event.person,
      actor: event.actor,
      action: nameEvent(t, event.action),
      details: nameDetails(event.details, t, language)
        .stated.map(({ field, value }) => `${field}: ${value}`)
        .join(', '),
    })),
    hasNewer: found.hasNewer,
    hasOlder: found.hasOlder,
    members: (await listMembers(reader)).map(({ id, name }) => ({ value: String(id), label: name })),
    person: person === undefined ? undefined : String(person),
  }
}
