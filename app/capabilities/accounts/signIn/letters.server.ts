import type { Shared } from '#app/platform/database.server.ts'
import { composeLetter } from '#app/platform/mail/letter.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { isHeaderText, isMailAddress } from '#app/platform/mail/mail.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { type Context, requestContext } from '../request.server.ts'

/** What mails about one's account there are; each has `letter.<kind>.subject` and `letter.<kind>.text`. */
export type AccountLetter =
  | 'reset'
  | 'passwordChanged'
  | 'secondFactorOn'
  | 'secondFactorOff'
  | 'addressConfirm'
  | 'addressChanged'

/**
 * Has a mail about an account sent, with the caller's transaction. `link` stands alone in a paragraph. Nothing happens where
 * no mail server is set up or there is no address.
 */
export async function sendLetter(
  shared: Shared,
  context: Context,
  kind: AccountLetter,
  to: { readonly name: string; readonly email: string | null },
  link?: string,
): Promise<void> {
  const { mails, language, publicUrl, now } = context.get(requestContext)
  if (!mails || to.email === null || !isMailAddress(to.email)) return
  const { t } = i18nFor(language)
  const text = composeLetter({
    language,
    name: to.name,
    paragraphs: [
      t(`signIn:letter.${kind}.text`),
      ...(link ? [link, t(`signIn:letter.${kind === 'reset' ? 'reset' : 'addressConfirm'}.after`)] : []),
    ],
    sender: { name: t('shell:product'), imprint: publicUrl },
  })
  const subject = t(`signIn:letter.${kind}.subject`)
  const name = isHeaderText(to.name) ? { name: to.name } : {}
  await queueMail(shared, { kind: `account.${kind}`, to: to.email, ...name, subject, text }, now)
}
