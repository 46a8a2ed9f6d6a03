import { dayInWords } from '#app/plain/day.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { composeLetter } from '#app/platform/mail/letter.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { linkAddress } from './links.server.ts'

/** From whom a letter comes and where its links lead. Letters of a municipality are German, whoever caused them. */
export type Sender = {
  readonly tenant: { readonly name: string; readonly slug: string }
  readonly publicUrl: string
}

/** The link with what it is for; part of `handOutLink`. */
export async function sendLink(
  writer: Writer,
  { tenant, publicUrl }: Sender,
  to: {
    readonly name: string
    readonly email: string
    readonly token: string
    readonly source: string
    readonly purpose: 'upload' | 'answer'
    readonly until: string
    readonly sender: string
  },
  now: Date,
): Promise<void> {
  const t = i18nFor('de').getFixedT('de', 'figures')
  const text = composeLetter({
    language: 'de',
    name: to.name,
    paragraphs: [
      t(`links.letter.${to.purpose}`, { source: to.source, sender: to.sender }),
      `${publicUrl}${linkAddress(tenant.slug, to.token)}`,
      t('links.letter.after', { until: dayInWords(to.until, 'de') }),
    ],
    sender: { name: tenant.name, imprint: `${publicUrl}/${tenant.slug}/impressum` },
  })
  const subject = t(`links.letter.${to.purpose}Subject`, { source: to.source }).slice(0, 200)
  await queueMail(writer, { kind: 'delivery-link', to: to.email, name: to.name, subject, text }, now)
}
