import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listColleagues, may } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay, isDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { isMailAddress } from '#app/platform/mail/mail.ts'
import { listSeries, listSources } from '../catalogue.server.ts'
import { changeContact, listContacts } from './contacts.server.ts'
import type { ExpectationException } from './expectation.ts'
import {
  type ExpectationProblem,
  readExpectation,
  type TypedExpectation,
  typedOf,
} from './expectationForm.ts'
import {
  changeException,
  changeExpectation,
  createExpectation,
  findExpectation,
} from './expectations.server.ts'

/** The sources for which this person may settle what is expected. */
export async function listSourceChoices(reader: Reader, actor: Actor | undefined, language: Language) {
  return (await listSources(reader))
    .filter((source) => may(actor, 'figures.define', source))
    .map(({ key, name, nameEn }) => ({ value: key, label: nameIn(language, { name, nameEn }) }))
}

async function readChoices(reader: Reader, source: { readonly key: string }, language: Language) {
  const own = (await listSeries(reader)).filter(({ sourceKey }) => sourceKey === source.key)
  const colleagues = await listColleagues(reader, 'figures.define')
  return {
    series: own.map(({ key, name, nameEn, periodKind }) => ({
      value: key,
      label: nameIn(language, { name, nameEn }),
      periodKind,
    })),
    rhythms: [...new Set(own.map(({ periodKind }) => periodKind))],
    colleagues: colleagues.map(({ accountId, name }) => ({ value: String(accountId), label: name })),
  }
}

/** The form for a new rule of a source; undefined where this person may settle nothing. */
export async function readNewForm(
  reader: Reader,
  actor: Actor | undefined,
  sourceKey: string,
  { language, now }: { readonly language: Language; readonly now: Date },
) {
  const source = (await listSources(reader)).find(({ key }) => key === sourceKey)
  if (!source || !may(actor, 'figures.define', source)) return undefined
  const choices = await readChoices(reader, source, language)
  const contact = (await listContacts(reader)).get(source.id)
  const defaults = { rhythm: choices.rhythms[0] ?? 'calendar-year', today: germanDay(now) } as const
  return {
    source: { key: source.key, name: nameIn(language, source) },
    choices,
    typed: typedOf(undefined, contact, defaults),
  }
}

/** The form of a rule; undefined where there is none that this person may change. */
export async function readEditForm(
  reader: Reader,
  actor: Actor | undefined,
  id: number,
  { language, now }: { readonly language: Language; readonly now: Date },
) {
  const found = await findExpectation(reader, id)
  if (!found || !may(actor, 'figures.define', found.source)) return undefined
  const { source, expectation } = found
  const contact = (await listContacts(reader)).get(source.id)
  return {
    source: { key: source.key, name: nameIn(language, source) },
    choices: await readChoices(reader, source, language),
    typed: typedOf(expectation, contact, { rhythm: expectation.rhythm, today: germanDay(now) }),
  }
}

export type SaveOutcome =
  | { readonly id: number }
  | { readonly problems: readonly ExpectationProblem[] }
  | { readonly refused: 'gone' }

/** Saves what the form says, with the contact of the source: a new rule, or with `id` a changed one. */
export async function saveExpectation(
  writer: Writer,
  actor: Actor,
  target: { readonly source: string } | { readonly id: number },
  typed: TypedExpectation,
  now: Date,
): Promise<SaveOutcome> {
  const found = 'id' in target ? await findExpectation(writer, target.id) : undefined
  if ('id' in target && !found) return { refused: 'gone' }
  const sourceKey = 'id' in target ? found!.source.key : target.source
  const own = (await listSeries(writer)).filter((series) => series.sourceKey === sourceKey)
  const colleagues = await listColleagues(writer, 'figures.define')
  const read = readExpectation(typed, {
    series: new Map(own.map(({ key, periodKind }) => [key, periodKind])),
    responsible: new Set(colleagues.map(({ accountId }) => accountId)),
    isMail: isMailAddress,
  })
  if (!read.ok) return { problems: read.problems }
  const { contact, ...fields } = read.value
  const id =
    'id' in target
      ? (await changeExpectation(writer, actor, target.id, fields, now)) && target.id
      : await createExpectation(writer, actor, { source: target.source, fields }, now)
  if (id === undefined || id === false) return { refused: 'gone' }
  await changeContact(writer, actor, sourceKey, contact, now)
  return { id }
}

export type TypedException = {
  readonly movedTo: string
  readonly announcedFor: string
  readonly skipped: string
}
export type ExceptionProblem = { readonly field: keyof TypedException; readonly kind: 'date' | 'long' }

/** Saves what deviates for one period, or says what is wrong. */
export async function saveException(
  writer: Writer,
  actor: Actor,
  target: { readonly id: number; readonly periodKey: string },
  typed: TypedException,
  now: Date,
): Promise<{ readonly problems: readonly ExceptionProblem[] } | { readonly saved: boolean }> {
  const problems: ExceptionProblem[] = []
  for (const field of ['movedTo', 'announcedFor'] as const)
    if (typed[field] !== '' && !isDay(typed[field])) problems.push({ field, kind: 'date' })
  if (typed.skipped.length > 500) problems.push({ field: 'skipped', kind: 'long' })
  if (problems.length > 0) return { problems }
  const exception: ExpectationException = {
    periodKey: target.periodKey,
    movedTo: typed.movedTo || undefined,
    announcedFor: typed.announcedFor || undefined,
    skippedBecause: typed.skipped.trim() || undefined,
  }
  return { saved: await changeException(writer, actor, target.id, exception, now) }
}
