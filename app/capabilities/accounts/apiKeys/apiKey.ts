import type { Actor, Grant } from '../account.ts'
import { type Action, actions, isAllowed, may } from '../permission.ts'

/** A key with which a programme delivers in the name of a person (API-Schlüssel). */
export type ApiKey = {
  readonly id: number
  /** The first signs, by which people tell their keys apart. */
  readonly prefix: string
  readonly accountId: number
  readonly name: string
  /** Key of the organisation for which it delivers. */
  readonly organisation: string
  /** Key of the one source it is limited to; undefined: all of the organisation. */
  readonly source: string | undefined
  readonly mayRelease: boolean
  readonly createdAt: Date
  readonly expiresAt: Date
  /** ISO date. */
  readonly lastUsedOn: string | undefined
  readonly revokedAt: Date | undefined
  readonly revokedBy: string | undefined
}

/** For how many days a key can be made; a year at most, so that forgotten ones end by themselves. */
export const keyDays = [30, 90, 180, 365] as const
export const longestName = 80

export type ApiKeyState = 'valid' | 'expired' | 'revoked'

export function stateOfKey(key: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): ApiKeyState {
  if (key.revokedAt !== undefined) return 'revoked'
  return key.expiresAt > now ? 'valid' : 'expired'
}

/** Signs of the secret part that lists may show: 36 of 256 bits. */
const shownSigns = 6

/** The key as it is handed over: it names its tenant, so that it is looked for in no other. */
export const writeToken = (tenantId: number, secret: string): string => `ll_${tenantId}_${secret}`

export const prefixOf = (token: string): string => token.slice(0, token.indexOf('_', 3) + 1 + shownSigns)

/** The tenant that a key names; undefined for what can't be a key. */
export function tenantOfToken(token: string): number | undefined {
  const match = /^ll_([1-9]\d{0,8})_[\w-]{43}$/.exec(token)
  return match ? Number(match[1]) : undefined
}

const withDelivering: readonly Action[] = [
  'public.read',
  'figures.read',
  'figures.deliver',
  'figures.preview',
]
/** What releasing a delivery needs, and handing one in whose file proposes series. */
const withReleasing: readonly Action[] = ['figures.accept', 'figures.define', 'releases.make']

/** The part of a right that concerns this organisation; undefined where it gives nothing there. */
function within({ role, scope }: Grant, organisation: string): Grant | undefined {
  const reaches = scope.organisations.length === 0 || scope.organisations.includes(organisation)
  return reaches && isAllowed(role, 'figures.deliver')
    ? { role, scope: { ...scope, organisations: [organisation] } }
    : undefined
}

/**
 * Who acts with a key: its person with the rights they have now, inside the key's organisation, and of these only what a
 * delivery needs. Undefined once the person may not deliver there any more.
 */
export function actorOfKey(
  key: Pick<ApiKey, 'id' | 'name' | 'organisation' | 'mayRelease'>,
  owner: Actor,
): Actor | undefined {
  const grants = owner.grants.flatMap((grant) => within(grant, key.organisation) ?? [])
  const open = key.mayRelease ? [...withDelivering, ...withReleasing] : withDelivering
  const actor: Actor = {
    ...owner,
    apiKey: key.id,
    name: `${owner.name} (Schlüssel „${key.name}“)`,
    grants,
    withheld: actions.filter((action) => !open.includes(action) || owner.withheld?.includes(action)),
  }
  return may(actor, 'figures.deliver', { organisation: key.organisation }) ? actor : undefined
}
