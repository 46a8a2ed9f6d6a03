import { parseArgs } from 'node:util'
import { type Grant, roles, type Tenant } from '#app/capabilities/accounts/account.ts'
import {
  changeDisabled,
  commandLineActor,
  createInvitation,
  describeGrant,
  findAccountByEmail,
  invitationLink,
  listInvitations,
  listPeople,
  listTenantIdsOf,
  passwordLink,
  readEmail,
  readName,
  renewInvitation,
  resetByOperator,
  sendInvitation,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import type { Settings } from '#app/platform/settings.server.ts'
import { tenantParts } from '#app/tenantParts.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { getTenant, withDatabase } from './installation.ts'
import { publicUrlOf } from './tenantCommand.ts'
import { note, print, WrongUse } from './terminal.ts'

const { t } = i18nFor('de')
const byCommand = commandLineActor(0).name

const options = {
  tenant: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  place: { type: 'string', multiple: true, default: [] as string[] },
  organisation: { type: 'string', multiple: true, default: [] as string[] },
  field: { type: 'string', multiple: true, default: [] as string[] },
  again: { type: 'boolean', default: false },
  'second-factor': { type: 'boolean', default: false },
  enable: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
type Task = (database: Database, settings: Settings, values: Values) => Promise<void>

const tasks: Readonly<Record<string, Task>> = { list, invite, reset, disable }

/** `user list|invite|reset|disable`: people, for whoever runs the installation. */
export async function runUser(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const [name, ...more] = positionals
  const task = name === undefined ? undefined : tasks[name]
  if (!task || more.length > 0)
    throw new WrongUse('Es gibt: user list, user invite, user reset und user disable')
  if ((task === list || task === invite) && !values.tenant)
    throw new WrongUse('Nennen Sie mit --tenant die Kommune.')
  if (task !== list && !values.email) throw new WrongUse('Nennen Sie mit --email die Mailadresse der Person.')
  if (task === invite && !roles.some((role) => role === values.role))
    throw new WrongUse(`Nennen Sie mit --role eine Rolle: ${roles.join(', ')}.`)
  await withDatabase((database, settings) => task(database, settings, values))
}

async function list(database: Database, _settings: Settings, values: Values): Promise<void> {
  const tenant = await getTenant(database, values.tenant!)
  const now = new Date()
  await database.read(tenant.id, async (reader) => {
    const actor = commandLineActor(tenant.id)
    const choices = await tenantParts.listScopeChoices(reader, 'de')
    const inWords = (grants: readonly Grant[]) =>
      grants.map((grant) => Object.values(describeGrant(grant, choices, 'de')).join(' ')).join('; ')
    for (const person of await listPeople(reader, actor, now))
      print(
        [person.name, person.email ?? '–', inWords(person.grants), t(`people:state.${person.state}`)].join(
          '\t',
        ),
      )
    for (const open of await listInvitations(reader, actor, now))
      print(
        [
          open.name,
          open.email,
          inWords(open.grants),
          open.expired ? 'Einladung gilt nicht mehr' : 'eingeladen',
        ].join('\t'),
      )
  })
}

async function invite(database: Database, settings: Settings, values: Values): Promise<void> {
  const tenant = await getTenant(database, values.tenant!)
  const email = getEmail(values)
  const sender = { tenant, publicUrl: publicUrlOf(settings) }
  const mailed = settings.smtpUrl !== undefined
  const now = new Date()
  const invited = await database.write(tenant.id, async (writer) => {
    const made = values.again
      ? await renew(writer, tenant, { email, mailed, now })
      : await inviteNew(writer, tenant, { values, email, mailed, now })
    if (mailed) await sendInvitation(writer, sender, { ...made, inviter: byCommand }, now)
    return made
  })
  if (mailed) print(`Die Einladung an ${email} ist auf dem Weg.`)
  else {
    print(`Mit diesem Link nimmt ${invited.name} die Einladung an; er gilt sieben Tage und einmal:`)
    print(invitationLink(sender, invited.token))
  }
}

type Wanted = { readonly email: string; readonly mailed: boolean; readonly now: Date }

async function inviteNew(
  writer: Writer,
  tenant: Tenant,
  { values, email, mailed, now }: Wanted & { values: Values },
) {
  const name = readName(values.name ?? '')
  if ('problem' in name) throw new Refusal(t(`people:problem.${name.problem}`))
  const grant: Grant = {
    role: roles.find((role) => role === values.role)!,
    scope: { places: values.place, organisations: values.organisation, fields: values.field },
  }
  const known = { kind: tenant.kind, choices: await tenantParts.listScopeChoices(writer, 'de') }
  const wanted = { email, name: name.value, grants: [grant], mailed }
  const made = await createInvitation(writer, commandLineActor(tenant.id), wanted, known, now)
  if (!('refused' in made)) return made
  if (made.refused === 'problems')
    throw new Refusal(
      made.problems
        .map((one) =>
          one.kind === 'role-missing'
            ? `Die Rolle ${grant.role} gibt es in dieser Art von Kommune nicht.`
            : t(`people:problem.${one.kind}.${one.scope}`),
        )
        .join('\n'),
    )
  const hint = made.refused === 'already-invited' ? ' Einen neuen Link macht --again.' : ''
  throw new Refusal(`${t(`people:invite.refused.${made.refused}`)}${hint}`)
}

async function renew(writer: Writer, tenant: Tenant, { email, mailed, now }: Wanted) {
  const actor = commandLineActor(tenant.id)
  const open = (await listInvitations(writer, actor, now)).find((one) => one.email === email)
  const made = open && (await renewInvitation(writer, actor, { id: open.id, mailed }, now))
  if (!made || 'refused' in made)
    throw new Refusal(`Für ${email} gibt es in ${tenant.slug} keine offene Einladung.`)
  return made
}

async function reset(database: Database, settings: Settings, values: Values): Promise<void> {
  const email = getEmail(values)
  const { name, token, factorTaken } = await database.shared(async (shared) => {
    const account = await findAccountByEmail(shared, email)
    if (!account) throw unknown(email)
    if (account.disabled)
      throw new Refusal(`Das Konto ${email} ist gesperrt. Entsperren: user disable --email ${email} --enable`)
    const { accountId } = account
    const made = await resetByOperator(
      shared,
      { accountId, withSecondFactor: values['second-factor'] },
      byCommand,
      new Date(),
    )
    return { name: account.name, ...made }
  })
  if (values['second-factor'])
    note(factorTaken ? 'Der zweite Faktor ist entfernt.' : 'Einen zweiten Faktor hatte das Konto nicht.')
  print(`Mit diesem Link wählt ${name} ein neues Kennwort; er gilt eine Stunde und einmal:`)
  print(passwordLink(publicUrlOf(settings), token))
}

async function disable(database: Database, _settings: Settings, values: Values): Promise<void> {
  const email = getEmail(values)
  const disabled = !values.enable
  const now = new Date()
  const { changed, tenants } = await database.shared(async (shared) => {
    const account = await findAccountByEmail(shared, email)
    if (!account) throw unknown(email)
    return {
      changed: await changeDisabled(shared, { accountId: account.accountId, disabled }, byCommand, now),
      tenants: await listTenantIdsOf(shared, account.accountId),
    }
  })
  print(
    `Das Konto ${email} ist ${changed ? '' : 'schon '}${disabled ? 'gesperrt; alle Sitzungen sind beendet' : 'entsperrt'}.`,
  )
  if (disabled) for (const tenantId of tenants) await warnWithoutAdministrator(database, tenantId, now)
}

async function warnWithoutAdministrator(database: Database, tenantId: number, now: Date): Promise<void> {
  const people = await database.read(tenantId, (reader) =>
    listPeople(reader, commandLineActor(tenantId), now),
  )
  const administrates = people.some(
    ({ state, grants }) => state === 'active' && grants.some(({ role }) => role === 'administration'),
  )
  if (!administrates)
    note('Achtung: In einer Kommune hat nun niemand mehr die Rolle administration. Einladen: user invite')
}

function getEmail(values: Values): string {
  const email = readEmail(values.email!)
  if ('problem' in email) throw new Refusal(t(`people:problem.${email.problem}`))
  return email.value
}

const unknown = (email: string) => new Refusal(`Zu ${email} gibt es kein Konto.`)
