import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  createApiKey,
  type KeyRefusal,
  listApiKeys,
  may,
  stateOfKey,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { listOwnSources, listSources } from '../catalogue.server.ts'

type Look = { readonly language: Language; readonly now: Date }

const pick = (thing: { name: string; nameEn: string }, language: Language) => nameIn(language, thing)

/** One's own keys, for administrators those of everybody, and what a new one can be for. No key itself: it stands nowhere. */
export async function readKeysPage(reader: Reader, actor: Actor, { language, now }: Look) {
  const isForAll = may(actor, 'people.manage', wholeTenant)
  const keys = await listApiKeys(reader, isForAll ? undefined : actor.accountId)
  const organisations = new Map(
    (await listOrganisations(reader, language)).map(({ key, name }) => [key, name]),
  )
  const all = new Map((await listSources(reader)).map((source) => [source.key, pick(source, language)]))
  const own = await listOwnSources(reader, actor)
  const offices = [...new Set(own.map(({ organisation }) => organisation))]
  return {
    isForAll,
    keys: keys.map((key) => ({
      id: key.id,
      name: key.name,
      prefix: key.prefix,
      owner: key.owner,
      state: stateOfKey(key, now),
      office: organisations.get(key.organisation) ?? key.organisation,
      source: key.source === undefined ? undefined : (all.get(key.source) ?? key.source),
      mayRelease: key.mayRelease,
      expiresOn: germanDay(key.expiresAt),
      lastUsedOn: key.lastUsedOn,
      revokedOn: key.revokedAt && germanDay(key.revokedAt),
    })),
    sources: own.map((source) => ({ value: `quelle:${source.key}`, label: pick(source, language) })),
    offices: offices.map((key) => ({ value: `stelle:${key}`, label: organisations.get(key) ?? key })),
    mayRelease: own.some((source) => may(actor, 'figures.accept', source)),
  }
}

export type TypedKey = {
  readonly name: string
  /** "quelle:<key>" or "stelle:<key>". */
  readonly scope: string
  readonly days: string
  readonly release: boolean
}

export type KeyProblem = {
  readonly field: 'name' | 'scope' | 'days' | 'release'
  readonly kind: KeyRefusal | 'scope' | 'release'
}

const fieldOf: Readonly<Record<KeyRefusal, KeyProblem['field']>> = {
  name: 'name',
  'name-taken': 'name',
  days: 'days',
  'too-many': 'name',
}

/** Makes the key that the form asks for. */
export async function createKeyFromForm(
  writer: Writer,
  actor: Actor,
  typed: TypedKey,
  now: Date,
): Promise<{ readonly token: string } | { readonly problems: readonly KeyProblem[] }> {
  const [kind, key] = typed.scope.split(':')
  const own = await listOwnSources(writer, actor)
  const source = kind === 'quelle' ? own.find((one) => one.key === key) : undefined
  const organisation =
    source?.organisation ??
    (kind === 'stelle' ? own.find((one) => one.organisation === key)?.organisation : undefined)
  if (organisation === undefined) {
    const nameless = typed.name.trim() === '' ? ([{ field: 'name', kind: 'name' }] as const) : []
    return { problems: [...nameless, { field: 'scope', kind: 'scope' }] }
  }
  if (typed.release && !may(actor, 'figures.accept', { organisation }))
    return { problems: [{ field: 'release', kind: 'release' }] }
  const wanted = {
    name: typed.name,
    organisation,
    source: source?.key,
    mayRelease: typed.release,
    days: Number(typed.days),
  }
  const created = await createApiKey(writer, actor, wanted, now)
  if ('refused' in created) return { problems: [{ field: fieldOf[created.refused], kind: created.refused }] }
  return { token: created.token }
}
