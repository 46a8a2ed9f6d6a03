import { readRowId } from '#app/plain/rowId.ts'
import type { Writer } from '#app/platform/database.server.ts'
import type { Actor, Grant, Tenant } from '../account.ts'
import type { TenantParts } from '../tenantParts.server.ts'
import { type AccessRefusal, createResetLink, endSessions, takeSecondFactor } from './access.server.ts'
import { passwordLink, type Sender, sendFactorTaken, sendReset, sendRights } from './letters.server.ts'
import { findPerson, type Person } from './people.server.ts'
import {
  addGrant,
  changeGrant,
  type GrantsChanged,
  type PersonRefusal,
  removeGrant,
  removePerson,
} from './rights.server.ts'
import { type GrantProblem, readGrantForm } from './scopes.ts'

export type PersonDone = 'grant' | 'change' | 'take' | 'factor' | 'sessions' | 'reset' | 'remove'
export type PersonOutcome =
  | { readonly done: PersonDone }
  /** To be shown once. */
  | { readonly link: string }
  | { readonly refused: Exclude<PersonRefusal['refused'], 'problems'> | AccessRefusal }
  | {
      readonly problems: readonly GrantProblem[]
      readonly grant: Grant | undefined
      readonly id: number | undefined
    }

export type ActContext = {
  readonly actor: Actor
  readonly tenant: Tenant
  readonly parts: TenantParts
  readonly publicUrl: string
  /** Letters are sent; without a mail server links are shown. */
  readonly mails: boolean
  readonly now: Date
}

/** Does what a form of a person's page asks, with the letter to the person; undefined for a form of no shape of ours. */
export async function actOnPerson(
  writer: Writer,
  context: ActContext,
  accountId: number,
  form: FormData,
): Promise<PersonOutcome | undefined> {
  const { actor, now } = context
  const person = await findPerson(writer, actor, accountId, now)
  if (!person) return { refused: 'unknown-person' }
  switch (form.get('tun')) {
    case 'rolle-geben':
      return giveRole(writer, context, person, form)
    case 'rolle-aendern':
      return changeRole(writer, context, person, form)
    case 'rolle-nehmen': {
      const id = readRowId(form.get('rolle'))
      if (id === undefined) return undefined
      return tell(writer, context, person, await removeGrant(writer, actor, { accountId, id }, now), 'take')
    }
    case 'entfernen':
      return tell(writer, context, person, await removePerson(writer, actor, accountId, now), 'remove')
    case 'kennwort':
      return reset(writer, context, person)
    case 'zweiter-faktor': {
      const refused = await takeSecondFactor(writer, actor, accountId, now)
      if (refused) return { refused }
      if (context.mails && person.email)
        await sendFactorTaken(
          writer,
          context,
          { name: person.name, email: person.email, actor: actor.name },
          now,
        )
      return { done: 'factor' }
    }
    case 'sitzungen': {
      const refused = await endSessions(writer, actor, accountId, now)
      return refused ? { refused } : { done: 'sessions' }
    }
    default:
      return undefined
  }
}

async function readKnown(writer: Writer, { parts, tenant }: ActContext) {
  return { kind: tenant.kind, choices: await parts.listScopeChoices(writer, 'de') }
}

async function giveRole(
  writer: Writer,
  context: ActContext,
  person: Person,
  form: FormData,
): Promise<PersonOutcome> {
  const grant = readGrantForm(form)
  if (!grant) return { problems: [{ kind: 'role-missing' }], grant, id: undefined }
  const known = await readKnown(writer, context)
  const { accountId } = person
  const result = await addGrant(writer, context.actor, { accountId, grant, known }, context.now)
  if ('refused' in result && result.refused === 'problems')
    return { problems: result.problems, grant, id: undefined }
  return tell(writer, context, person, result, 'grant')
}

async function changeRole(
  writer: Writer,
  context: ActContext,
  person: Person,
  form: FormData,
): Promise<PersonOutcome | undefined> {
  const id = readRowId(form.get('rolle'))
  if (id === undefined) return undefined
  const grant = readGrantForm(form)
  if (!grant) return { problems: [{ kind: 'role-missing' }], grant, id }
  const known = await readKnown(writer, context)
  const { accountId } = person
  const result = await changeGrant(writer, context.actor, { accountId, id, grant, known }, context.now)
  if ('refused' in result && result.refused === 'problems') return { problems: result.problems, grant, id }
  return tell(writer, context, person, result, 'change')
}

/** The person learns of changed rights by mail: a change nobody expected is noticed. */
async function tell(
  writer: Writer,
  context: ActContext,
  person: Person,
  result: GrantsChanged | PersonRefusal,
  done: PersonDone,
): Promise<PersonOutcome> {
  if ('refused' in result)
    return result.refused === 'problems'
      ? { problems: result.problems, grant: undefined, id: undefined }
      : { refused: result.refused }
  const { actor, parts, mails, now } = context
  if (mails && person.email && !person.invented) {
    const choices = await parts.listScopeChoices(writer, 'de')
    await sendRights(
      writer,
      context,
      { name: person.name, email: person.email, actor: actor.name, grants: result.after, choices },
      now,
    )
  }
  return { done }
}

async function reset(writer: Writer, context: ActContext, person: Person): Promise<PersonOutcome> {
  const { actor, now, mails, publicUrl } = context
  const result = await createResetLink(writer, actor, person.accountId, now)
  if ('refused' in result) return result
  const { token } = result
  if (!mails || !person.email) return { link: passwordLink(publicUrl, token) }
  const sender: Sender = context
  await sendReset(writer, sender, { name: person.name, email: person.email, token, actor: actor.name }, now)
  return { done: 'reset' }
}
