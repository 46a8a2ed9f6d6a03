import type { Language } from '#app/plain/format.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { composeLetter } from '#app/platform/mail/letter.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { Grant, Tenant } from '../account.ts'
import type { ScopeChoices } from './scopes.ts'
import { describeGrant } from './words.ts'

/** From whom a letter comes and where its links lead. Letters of a municipality are German, whoever caused them. */
export type Sender = { readonly tenant: Pick<Tenant, 'name' | 'slug'>; readonly publicUrl: string }
type Recipient = { readonly name: string; readonly email: string }
const language: Language = 'de'
const { t } = i18nFor(language)

const dateText = (date: Date) =>
  new Intl.DateTimeFormat('de-DE', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  }).format(date)

async function send(
  writer: Writer,
  { tenant, publicUrl }: Sender,
  to: Recipient,
  letter: { kind: string; subject: string; paragraphs: readonly string[] },
  now: Date,
): Promise<void> {
  const text = composeLetter({
    language,
    name: to.name,
    paragraphs: letter.paragraphs,
    sender: { name: tenant.name, imprint: `${publicUrl}/${tenant.slug}/impressum` },
  })
  await queueMail(
    writer,
    { kind: letter.kind, to: to.email, name: to.name, subject: letter.subject, text },
    now,
  )
}

export const invitationLink = ({ tenant, publicUrl }: Sender, token: string) =>
  `${publicUrl}/${tenant.slug}/einladung/${token}`

export const passwordLink = (publicUrl: string, token: string) => `${publicUrl}/konto/kennwort/${token}`

/** The invitation with its link; the only copy of the token. */
export async function sendInvitation(
  writer: Writer,
  sender: Sender,
  to: Recipient & { readonly token: string; readonly expiresAt: Date; readonly inviter: string },
  now: Date,
): Promise<void> {
  const town = sender.tenant.name
  await send(
    writer,
    sender,
    to,
    {
      kind: 'invitation',
      subject: t('people:letter.invitation.subject', { town }),
      paragraphs: [
        t('people:letter.invitation.text', { town, inviter: to.inviter }),
        invitationLink(sender, to.token),
        t('people:letter.invitation.after', { until: dateText(to.expiresAt) }),
      ],
    },
    now,
  )
}

/** A link to a new password, made by the administration. */
export async function sendReset(
  writer: Writer,
  sender: Sender,
  to: Recipient & { readonly token: string; readonly actor: string },
  now: Date,
): Promise<void> {
  await send(
    writer,
    sender,
    to,
    {
      kind: 'people.reset',
      subject: t('people:letter.reset.subject', { town: sender.tenant.name }),
      paragraphs: [
        t('people:letter.reset.text', { actor: to.actor }),
        passwordLink(sender.publicUrl, to.token),
        t('people:letter.reset.after'),
      ],
    },
    now,
  )
}

/** What somebody may do from now on, so that a change they didn't expect is noticed. */
export async function sendRights(
  writer: Writer,
  sender: Sender,
  to: Recipient & {
    readonly actor: string
    readonly grants: readonly Grant[]
    readonly choices: ScopeChoices
  },
  now: Date,
): Promise<void> {
  const town = sender.tenant.name
  const lines = to.grants.map((grant) => {
    const { role, scope } = describeGrant(grant, to.choices, language)
    return `- ${role}, ${scope}`
  })
  await send(
    writer,
    sender,
    to,
    {
      kind: 'people.rights',
      subject: t('people:letter.rights.subject', { town }),
      paragraphs:
        lines.length === 0
          ? [t('people:letter.rights.removed', { actor: to.actor, town }), t('people:letter.rights.after')]
          : [
              t('people:letter.rights.text', { actor: to.actor }),
              lines.join('\n'),
              t('people:letter.rights.after'),
            ],
    },
    now,
  )
}

export async function sendFactorTaken(
  writer: Writer,
  sender: Sender,
  to: Recipient & { readonly actor: string },
  now: Date,
): Promise<void> {
  await send(
    writer,
    sender,
    to,
    {
      kind: 'people.second-factor',
      subject: t('people:letter.factor.subject'),
      paragraphs: [t('people:letter.factor.text', { actor: to.actor }), t('people:letter.factor.after')],
    },
    now,
  )
}
