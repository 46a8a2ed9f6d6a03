import {
  countAttempt,
  demand,
  findAccountEmail,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { composeLetter } from '#app/platform/mail/letter.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'

type Visit = Awaited<ReturnType<typeof permitActor>>
type Context = Parameters<typeof permitActor>[0]

/** Test mails of one person within an hour. */
const limit = 5

/** Sends a short mail to the person's own address; its number, or why not. */
export async function sendTestMail(
  context: Context,
  visit: Visit,
): Promise<{ id: number } | { refused: 'too-many' | 'no-address' | 'no-server' }> {
  const { actor, tenant, now, language } = visit
  const { t } = i18nFor(language)
  demand(actor, 'tenant.settings', wholeTenant)
  const { database, publicUrl, mails } = context.get(requestContext)
  if (!mails) return { refused: 'no-server' }
  const email = await database.shared((shared) => findAccountEmail(shared, actor.accountId))
  if (!email) return { refused: 'no-address' }
  const key = `test mail ${actor.accountId}`
  if (!(await countAttempt(database, { key, limit, minutes: 60 }, now))) return { refused: 'too-many' }
  const text = composeLetter({
    language,
    name: actor.name,
    paragraphs: [t('site:mail.testText', { town: tenant.name })],
    sender: { name: tenant.name, imprint: `${publicUrl}/${tenant.slug}/impressum` },
  })
  return visit.write(async (writer) => {
    const subject = t('site:mail.testSubject')
    const id = await queueMail(writer, { kind: 'test', to: email, subject, text }, now)
    await recordAudit(writer, actor, { action: 'mail.test', thing: 'mail', details: {}, at: now })
    return { id }
  })
}
