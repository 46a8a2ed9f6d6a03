import { parseArgs } from 'node:util'
import {
  createPasswordReset,
  foundTenant,
  listTenants,
  passwordLink,
  readEmail,
  readName,
  readNewMunicipality,
} from '#app/capabilities/accounts/accounts.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import type { Settings } from '#app/platform/settings.server.ts'
import { tenantParts } from '#app/tenantParts.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { withDatabase } from './installation.ts'
import { note, print, WrongUse } from './terminal.ts'

const { t } = i18nFor('de')
const byCommand = 'Befehlszeile'

export const publicUrlOf = ({ appUrl, port }: Settings): string => appUrl ?? `http://localhost:${port}`

const options = {
  tenant: { type: 'string' },
  name: { type: 'string' },
  kind: { type: 'string', default: 'municipality' },
  ags: { type: 'string', default: '' },
  parts: { type: 'string', default: '' },
  'admin-name': { type: 'string' },
  'admin-email': { type: 'string' },
} as const

/** `setup`: a municipality with its first administrator, who gets a link to choose a password. */
export async function runSetup(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options })
  if (!values['admin-name'] || !values['admin-email'])
    throw new WrongUse('Nennen Sie mit --admin-name und --admin-email die erste Person der Verwaltung.')
  const municipality = readMunicipality(values)
  const [name, email] = [readName(values['admin-name']), readEmail(values['admin-email'])]
  const problems = [name, email].flatMap((read) =>
    'problem' in read ? [t(`people:problem.${read.problem}`)] : [],
  )
  if ('problem' in name || 'problem' in email) throw new Refusal(problems.join('\n'))
  await withDatabase(async (database, settings) => {
    const now = new Date()
    const administrator = { name: name.value, email: email.value, passwordHash: null }
    const founded = await foundTenant(
      database,
      tenantParts,
      { municipality, administrator, actorName: byCommand },
      now,
    )
    if (founded === 'email-taken')
      throw new Refusal(
        `Zu ${email.value} gibt es schon ein Konto. Legen Sie die Kommune mit „tenant create“ an und laden Sie die Person mit „user invite“ ein; sie nimmt die Einladung mit ihrem Konto an.`,
      )
    if (typeof founded === 'string') throw taken(municipality.slug)
    const token = await database.shared((shared) => createPasswordReset(shared, founded.accountId!, now))
    print(`${municipality.name} ist eingerichtet: ${publicUrlOf(settings)}/${municipality.slug}`)
    print(`Mit diesem Link wählt ${name.value} das Kennwort; er gilt eine Stunde und einmal:`)
    print(passwordLink(publicUrlOf(settings), token))
    note('Ist er abgelaufen, macht „user reset“ einen neuen.')
  })
}

/** `tenant create|list`: municipalities without administrator, to be invited with `user invite`. */
export async function runTenant(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const [task, ...more] = positionals
  if (more.length > 0 || (task !== 'create' && task !== 'list'))
    throw new WrongUse('Es gibt: tenant create und tenant list')
  if (task === 'list') return listAll()
  const municipality = readMunicipality(values)
  await withDatabase(async (database, settings) => {
    const founded = await foundTenant(
      database,
      tenantParts,
      { municipality, administrator: undefined, actorName: byCommand },
      new Date(),
    )
    if (typeof founded === 'string') throw taken(municipality.slug)
    print(`${municipality.name} ist angelegt: ${publicUrlOf(settings)}/${municipality.slug}`)
    note(
      `Laden Sie nun jemanden für die Verwaltung ein: user invite --tenant ${municipality.slug} --role administration …`,
    )
  })
}

const taken = (slug: string) =>
  new Refusal(`Das Kürzel „${slug}“ hat schon eine Kommune. Es wurde nichts angelegt.`)

type Values = {
  readonly tenant?: string | undefined
  readonly name?: string | undefined
  readonly kind: string
  readonly ags: string
  readonly parts: string
}

function readMunicipality({ tenant, name, kind, ags, parts }: Values) {
  if (!tenant || !name)
    throw new WrongUse('Nennen Sie mit --tenant das Kürzel und mit --name den Namen der Kommune.')
  const read = readNewMunicipality({ slug: tenant, name, kind, ags, parts: parts.split(';').join('\n') })
  if (read.ok) return read.value
  const sentences = read.problems.map(({ field, kind: problem }) => {
    if (field === 'parts' && problem === 'name-characters') return t('people:setUp.problem.parts-characters')
    if (problem === 'name-long' || problem === 'name-characters') return t(`people:problem.${problem}`)
    return t(`people:setUp.problem.${problem}`)
  })
  throw new Refusal(`${sentences.join('\n')}\nEs wurde nichts angelegt.`)
}

async function listAll(): Promise<void> {
  await withDatabase(async (database) => {
    const tenants = await database.shared((shared) => listTenants(shared, 'de'))
    if (tenants.length === 0) note('Es ist noch keine Kommune angelegt.')
    for (const { slug, name, kind, demo } of tenants)
      print(`${slug}\t${name}\t${t(`people:setUp.kind.${kind}`)}${demo ? '\tVorführung' : ''}`)
  })
}
