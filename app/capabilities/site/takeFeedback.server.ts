import type { Tenant } from '#app/capabilities/accounts/account.ts'
import { countAttempt, readTenantAddresses } from '#app/capabilities/accounts/accounts.server.ts'
import { permit, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { composeLetter } from '#app/platform/mail/letter.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { createFeedback } from './feedback.server.ts'
import { type FeedbackForm, type FeedbackReading, readFeedback } from './feedback.ts'
import { fieldReader } from './formFields.ts'

type Context = Parameters<typeof permit>[0]

/** So many messages may come from one address, and for one town from everywhere, within an hour. */
const fromOneAddress = 10
const forOneTown = 300

export type FeedbackAnswer =
  | { readonly sent: true }
  | { readonly sent: false; readonly reading: FeedbackReading; readonly tooMany: boolean }

/** Takes a message of the public: checks, limits, keeps it and has it mailed. */
export async function takeFeedback(
  context: Context,
  slug: string | undefined,
  request: Request,
): Promise<FeedbackAnswer> {
  const visit = await permit(context, slug, 'public.read', request)
  const { database, address, mails, publicUrl } = context.get(requestContext)
  const reading = readFeedback(fieldReader(await request.formData()))
  if (reading.problems.length > 0) return { sent: false, reading, tooMany: false }
  const { tenant, now } = visit
  const limits = [
    { key: `feedback ${tenant.id} ${address}`, limit: fromOneAddress, minutes: 60 },
    { key: `feedback ${tenant.id}`, limit: forOneTown, minutes: 60 },
  ]
  for (const limit of limits)
    if (!(await countAttempt(database, limit, now))) return { sent: false, reading, tooMany: true }
  await visit.write(async (writer) => {
    const id = await createFeedback(writer, reading.form, now)
    if (id !== undefined && mails) await mailFeedback(writer, tenant, publicUrl, reading.form, now)
  })
  return { sent: true }
}

/** To the mailbox of the municipality, if it has one; in German, whatever the language of the page was. */
async function mailFeedback(
  writer: Writer,
  tenant: Tenant,
  publicUrl: string,
  form: FeedbackForm,
  now: Date,
): Promise<void> {
  const { feedbackEmail } = await readTenantAddresses(writer)
  if (!feedbackEmail) return
  const { t } = i18nFor('de')
  const base = `${publicUrl}/${tenant.slug}`
  const text = composeLetter({
    language: 'de',
    paragraphs: [
      t('site:letter.intro', { town: tenant.name }),
      form.text,
      ...(form.page ? [t('site:letter.page', { page: form.page })] : []),
      form.replyTo ? t('site:letter.replyTo', { address: form.replyTo }) : t('site:letter.noReply'),
      t('site:letter.list'),
      `${base}/verwaltung/rueckmeldungen`,
    ],
    sender: { name: tenant.name, imprint: `${base}/impressum` },
  })
  await queueMail(
    writer,
    { kind: 'feedback', to: feedbackEmail, subject: t('site:letter.subject'), text },
    now,
  )
}
