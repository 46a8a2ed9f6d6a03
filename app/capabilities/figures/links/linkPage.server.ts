import type { Actor } from '#app/capabilities/accounts/account.ts'
import { countAttempt } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay, isDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Database, Reader } from '#app/platform/database.server.ts'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { listEntries } from '../calendar/calendar.server.ts'
import { addDays, overdueDays } from '../calendar/dueDates.ts'
import { isSettled } from '../calendar/expectation.ts'
import { announceDelivery } from '../calendar/expectations.server.ts'
import { periodName } from '../calendar/periodName.ts'
import type { Source } from '../catalogue.server.ts'
import { deliverFile } from '../commands.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import type { DeliveryRefusal } from '../delivery.ts'
import { countOpenQuestions } from '../findings/findings.server.ts'
import type { PersonalSign } from '../persons/persons.ts'
import type { Upload } from '../upload.server.ts'
import { actorOfLink, type DeliveryLink } from './link.ts'
import { findLink, listLinkDeliveries, recordLinkUse } from './links.server.ts'

type Look = { readonly language: Language; readonly now: Date }

/** Whoever holds a link, as pages and commands need them. */
export type LinkVisitor = { readonly link: DeliveryLink; readonly source: Source; readonly actor: Actor }

/** Who comes with this token; undefined for whatever opens nothing, and nobody learns why. */
export async function findVisitor(
  reader: Reader,
  token: string,
  now: Date,
): Promise<LinkVisitor | undefined> {
  const found = await findLink(reader, token, now)
  return found && { ...found, actor: actorOfLink(found.link, found.source.organisation, reader.tenant) }
}

async function listAwaited(reader: Reader, sourceId: number, now: Date) {
  const today = germanDay(now)
  const range = { from: addDays(today, -overdueDays), to: addDays(today, 400) }
  const entries = await listEntries(reader, ({ id }) => id === sourceId, range, today)
  return entries.filter(({ state }) => !isSettled(state))
}

/** What the person sees who opens the link: what is awaited, and what came in this way. No figures in it. */
export async function readLinkPage(reader: Reader, { link, source }: LinkVisitor, { language, now }: Look) {
  const t = i18nFor(language).getFixedT(language, 'figures')
  const pick = (thing: { name: string; nameEn: string }) => nameIn(language, thing)
  const open = await countOpenQuestions(reader)
  const deliveries = []
  for (const id of await listLinkDeliveries(reader, link)) {
    const delivery = await findDelivery(reader, id, language)
    if (!delivery) continue
    const { fileName, receivedOn, state } = delivery
    deliveries.push({ id, fileName, receivedOn, state, questions: open.get(id) ?? 0 })
  }
  return {
    name: link.name,
    purpose: link.purpose,
    source: pick(source),
    until: germanDay(link.expiresAt),
    deliveries,
    awaited:
      link.purpose === 'answer'
        ? []
        : (await listAwaited(reader, source.id, now)).map((entry) => ({
            key: `${entry.expectation.id} ${entry.period.key}`,
            period: periodName(entry.period, language, t),
            dueOn: entry.dueOn,
            state: entry.state,
            announcedFor: entry.exception?.announcedFor,
            series: entry.wanted.map(pick),
          })),
  }
}

export type UploadAnswer =
  | { readonly id: number }
  | { readonly no: 'too-many' | DeliveryRefusal }
  | { readonly refusal: FileRefusal }
  | { readonly persons: PersonalSign }

/** Files that one link may send in an hour: more than anybody needs who corrects one. */
const perHour = 40

/** Takes a file in through a link: refused before anything is kept if it speaks of persons; then a draft like any other. */
export async function deliverThroughLink(
  database: Database,
  { link, source, actor }: LinkVisitor,
  given: { readonly file: NonNullable<Upload['file']>; readonly note: string },
  now: Date,
): Promise<UploadAnswer> {
  if (link.purpose !== 'upload') return { no: 'unknown-delivery' }
  const limit = { key: `delivery link ${actor.tenantId} ${link.id}`, limit: perHour, minutes: 60 }
  if (!(await countAttempt(database, limit, now))) return { no: 'too-many' }
  const { content, name, size } = given.file
  const outcome = await deliverFile(
    database,
    actor,
    {
      source: source.key,
      fileName: name,
      size,
      mediaType: 'application/octet-stream',
      content,
      receivedOn: germanDay(now),
      note: given.note,
    },
    now,
  )
  if ('refusal' in outcome) return { refusal: outcome.refusal }
  if ('persons' in outcome) return { persons: outcome.persons }
  if (!outcome.ok) return { no: outcome.no }
  await database.write(actor.tenantId, (writer) =>
    recordLinkUse(writer, actor, { link, deliveryId: outcome.id }, now),
  )
  return { id: outcome.id }
}

/** The office says for when it will deliver. Answers undefined where the day or what is awaited can't be. */
export async function announceThroughLink(
  database: Database,
  { source, actor }: LinkVisitor,
  given: { readonly key: string; readonly day: string },
  now: Date,
): Promise<boolean> {
  const today = germanDay(now)
  if (!isDay(given.day) || given.day < today || given.day > addDays(today, 400)) return false
  return database.write(actor.tenantId, async (writer) => {
    const awaited = await listAwaited(writer, source.id, now)
    const entry = awaited.find(({ expectation, period }) => `${expectation.id} ${period.key}` === given.key)
    if (!entry) return false
    const announced = { periodKey: entry.period.key, announcedFor: given.day }
    return announceDelivery(writer, actor, entry.expectation.id, announced, now)
  })
}

/** Whether this link opens this delivery. */
export async function opensDelivery(reader: Reader, { link }: LinkVisitor, id: number): Promise<boolean> {
  return (await listLinkDeliveries(reader, link)).includes(id)
}
