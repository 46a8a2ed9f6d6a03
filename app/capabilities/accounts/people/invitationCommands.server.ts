import { readRowId } from '#app/plain/rowId.ts'
import type { Writer } from '#app/platform/database.server.ts'
import type { Grant } from '../account.ts'
import {
  createInvitation,
  type InvitationRefusal,
  type Invited,
  renewInvitation,
  revokeInvitation,
} from './invitations.server.ts'
import { invitationLink, sendInvitation } from './letters.server.ts'
import { type EmailProblem, type NameProblem, readEmail, readName } from './person.ts'
import type { ActContext } from './personCommands.server.ts'
import { type GrantProblem, readGrantForm } from './scopes.ts'

/** What stands in the form, for showing it again. */
export type TypedInvitation = {
  readonly name: string
  readonly email: string
  readonly grant: Grant | undefined
}

export type InviteOutcome =
  | { readonly done: 'invite' }
  /** To be handed over by the administrator: shown once. */
  | { readonly link: string; readonly name: string; readonly email: string }
  | {
      readonly typed: TypedInvitation
      readonly fields: { readonly name?: NameProblem; readonly email?: EmailProblem }
      readonly problems: readonly GrantProblem[]
      readonly refused?: Exclude<InvitationRefusal['refused'], 'problems'> | 'too-many'
    }

export function readInvitationForm(form: FormData): TypedInvitation {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { name: text('name'), email: text('email'), grant: readGrantForm(form) }
}

/** Invites as the form says, by mail or with a link to hand over. All that is wrong is said at once. */
export async function invite(
  writer: Writer,
  context: ActContext,
  typed: TypedInvitation,
): Promise<InviteOutcome> {
  const { actor, tenant, parts, mails, now } = context
  const [name, email] = [readName(typed.name), readEmail(typed.email)]
  const fields = {
    ...('problem' in name ? { name: name.problem } : {}),
    ...('problem' in email ? { email: email.problem } : {}),
  }
  const missing: GrantProblem[] = typed.grant ? [] : [{ kind: 'role-missing' }]
  if ('problem' in name || 'problem' in email || !typed.grant) return { typed, fields, problems: missing }
  const known = { kind: tenant.kind, choices: await parts.listScopeChoices(writer, 'de') }
  const wanted = { name: name.value, email: email.value, grants: [typed.grant], mailed: mails }
  const result = await createInvitation(writer, actor, wanted, known, now)
  if ('refused' in result)
    return result.refused === 'problems'
      ? { typed, fields, problems: result.problems }
      : { typed, fields, problems: [], refused: result.refused }
  return hand(writer, context, result)
}

/** By mail, or as a link to be handed over. */
async function hand(writer: Writer, context: ActContext, invited: Invited): Promise<InviteOutcome> {
  const { actor, mails, now } = context
  const { name, email, token } = invited
  if (!mails) return { link: invitationLink(context, token), name, email }
  await sendInvitation(writer, context, { ...invited, inviter: actor.name }, now)
  return { done: 'invite' }
}

export type ListOutcome =
  | { readonly done: 'invite' | 'revoke' | 'gone' }
  | { readonly link: string; readonly name: string; readonly email: string }

/** The buttons beside an open invitation; undefined for a form of no shape of ours. */
export async function renewOrRevoke(
  writer: Writer,
  context: ActContext,
  form: FormData,
): Promise<ListOutcome | undefined> {
  const { actor, mails, now } = context
  const id = readRowId(form.get('einladung'))
  if (id === undefined) return undefined
  if (form.get('tun') === 'zurueckziehen')
    return { done: (await revokeInvitation(writer, actor, id, now)) ? 'revoke' : 'gone' }
  if (form.get('tun') !== 'erneuern') return undefined
  const result = await renewInvitation(writer, actor, { id, mailed: mails }, now)
  if ('refused' in result) return { done: 'gone' }
  const handed = await hand(writer, context, result)
  return 'typed' in handed ? undefined : handed
}
