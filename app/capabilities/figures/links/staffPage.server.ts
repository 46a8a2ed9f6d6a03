import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import { readRowId } from '#app/plain/rowId.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { isHeaderText, isMailAddress } from '#app/platform/mail/mail.ts'
import { listContacts } from '../calendar/contacts.server.ts'
import { listSources } from '../catalogue.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { type Sender, sendLink } from './letter.server.ts'
import { type LinkPurpose, linkDays } from './link.ts'
import { createLink, linkAddress, listOpenLinks } from './links.server.ts'

const pick = (thing: { name: string; nameEn: string }, language: Language) => nameIn(language, thing)

/** The ways in that are open, and the form for a new one; for sources that this person may define. */
export async function readLinksPage(
  reader: Reader,
  actor: Actor | undefined,
  wish: { readonly source: string | null; readonly delivery: string | null },
  where: { readonly language: Language; readonly now: Date; readonly sender: Sender },
) {
  const { language, now, sender } = where
  const sources = (await listSources(reader)).filter((source) => may(actor, 'figures.define', source))
  const deliveryId = readRowId(wish.delivery)
  const delivery = deliveryId === undefined ? undefined : await findDelivery(reader, deliveryId, language)
  const chosen = sources.find(({ key }) => key === (delivery?.sourceKey ?? wish.source))
  const contact = chosen && (await listContacts(reader)).get(chosen.id)
  const links = []
  for (const source of sources)
    for (const link of await listOpenLinks(reader, source.id, now))
      links.push({
        id: link.id,
        source: pick(source, language),
        purpose: link.purpose,
        deliveryId: link.deliveryId,
        name: link.name,
        email: link.email,
        createdBy: link.createdBy,
        expiresOn: germanDay(link.expiresAt),
        lastUsedOn: link.lastUsedOn,
        address: `${sender.publicUrl}${linkAddress(sender.tenant.slug, link.token)}`,
      })
  return {
    links,
    sources: sources.map((source) => ({ value: source.key, label: pick(source, language) })),
    delivery: delivery && chosen ? { id: delivery.id, fileName: delivery.fileName } : undefined,
    typed: { source: chosen?.key ?? '', name: contact?.name ?? '', email: contact?.email ?? '' },
  }
}

export type TypedLink = { readonly source: string; readonly name: string; readonly email: string }
export type LinkProblem = { readonly field: keyof TypedLink; readonly kind: 'source' | 'name' | 'email' }

/** Makes the link that the form asks for and, on wish, mails it. */
export async function handOutLink(
  writer: Writer,
  actor: Actor,
  given: { readonly typed: TypedLink; readonly delivery: string | null; readonly mail: boolean },
  where: { readonly now: Date; readonly sender: Sender },
): Promise<
  { readonly problems: readonly LinkProblem[] } | { readonly id: number; readonly mailed: boolean }
> {
  const { now, sender } = where
  const name = given.typed.name.normalize('NFC').trim().replace(/\s+/g, ' ')
  const email = given.typed.email.trim()
  const source = (await listSources(writer)).find(({ key }) => key === given.typed.source)
  const problems: LinkProblem[] = [
    ...(source && may(actor, 'figures.define', source) ? [] : [{ field: 'source', kind: 'source' } as const]),
    ...(name !== '' && isHeaderText(name) ? [] : [{ field: 'name', kind: 'name' } as const]),
    ...((email === '' && !given.mail) || isMailAddress(email)
      ? []
      : [{ field: 'email', kind: 'email' } as const]),
  ]
  if (problems.length > 0 || !source) return { problems }
  const deliveryId = readRowId(given.delivery)
  const purpose: LinkPurpose = deliveryId === undefined ? 'upload' : 'answer'
  const wanted = { source: source.key, purpose, deliveryId, name, email: email || undefined } as const
  const created = await createLink(writer, actor, wanted, now)
  if (!created) return { problems: [{ field: 'source', kind: 'source' }] }
  if (!given.mail) return { id: created.id, mailed: false }
  const until = germanDay(new Date(now.getTime() + linkDays * 86_400_000))
  const letter = {
    name,
    email,
    token: created.token,
    source: source.name,
    purpose,
    until,
    sender: actor.name,
  }
  await sendLink(writer, sender, letter, now)
  return { id: created.id, mailed: true }
}
