import { sql } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { wholeGrants } from '../account.ts'
import { createMembership, createTenant } from '../accounts.server.ts'
import { permitRecent } from '../visit.server.ts'
import { findCarriedForm } from './carriedForms.server.ts'
import { confirm } from './confirm.server.ts'
import { startSession } from './currentSession.server.ts'
import { passFactorStep } from './factorStep.server.ts'
import { beginSetUp, completeSetUp, continueSetUp } from './secondFactor.server.ts'
import { type Client, createPerson, goodPassword, minutesAfter, openClient } from './signIn.fixture.server.ts'

let store: TestDatabase
let database: Database
const now = new Date('2026-11-23T08:00:00Z')
const later = (minutes: number) => minutesAfter(now, minutes)
const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: at.getTime() })
const site = 'https://praevention.example'
let tenant: number
let count = 0
let owner: number
let client: Client

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  tenant = await database.shared((shared) =>
    createTenant(shared, {
      slug: 'hamm',
      name: 'Hamm',
      nameEn: 'Hamm',
      note: '',
      noteEn: '',
      kind: 'municipality',
      demo: false,
    }),
  )
})

afterAll(async () => {
  await database.close()
  await store.close()
})

beforeEach(async () => {
  owner = await createPerson(database, `erika${++count}@hamm.example`, now)
  await database.write(tenant, (writer) => createMembership(writer, owner, wholeGrants('administration')[0]!))
  await changeRule('nobody')
  client = openClient(database)
  client.take(
    await startSession(client.at(now), { accountId: owner, method: 'password', secondFactor: false }),
  )
})

const changeRule = (rule: string) =>
  database.write(tenant, (writer) =>
    writer.db.execute(
      sql`insert into tenant_settings (tenant_id, second_factor) values (${tenant}, ${rule})
        on conflict (tenant_id) do update set second_factor = excluded.second_factor`,
    ),
  )

const post = (path: string, fields: Record<string, string>) =>
  new Request(`${site}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
const page = '/hamm/verwaltung/personen/einladen'
const typed = { name: 'Nina Neu', email: 'nina@hamm.example', nachricht: 'Grüße & Küsse = schön' }
const carried = { path: page, fields: Object.entries(typed) }

/** What is thrown to lead elsewhere; its cookies are taken. */
async function ledTo(work: Promise<unknown>): Promise<string> {
  const answer = await work.catch((thrown: unknown) => thrown)
  if (!(answer instanceof Response)) throw new Error('was let in')
  client.take(answer.headers)
  return answer.headers.get('Location')!
}

const actAt = (at: Date) => permitRecent(client.at(at), 'hamm', 'people.manage', post(page, typed))

test('who proved who they are may act dangerously for exactly ten minutes, not a millisecond longer', async () => {
  expect((await actAt(later(10))).actor.accountId).toBe(owner)
  const over = new Date(later(10).getTime() + 1)
  expect(await ledTo(actAt(over))).toBe(`/anmelden/bestaetigen?zurueck=${encodeURIComponent(page)}`)
  const confirming = post(`/anmelden/bestaetigen?zurueck=${encodeURIComponent(page)}`, {
    kennwort: goodPassword,
  })
  await ledTo(confirm(client.at(over), confirming))
  expect((await actAt(new Date(over.getTime() + 600_000))).actor.accountId).toBe(owner)
  await ledTo(actAt(new Date(over.getTime() + 600_001)))
})

describe('what was typed is kept', () => {
  test('while one proves again who one is', async () => {
    const address = await ledTo(actAt(later(11)))
    expect(await findCarriedForm(client.at(later(11)), { accountId: owner })).toEqual(carried)
    const confirming = post(address, { kennwort: goodPassword })
    expect(await ledTo(confirm(client.at(later(12)), confirming))).toBe('/anmelden/fortsetzen')
    expect(await findCarriedForm(client.at(later(12)), { accountId: owner })).toEqual(carried)
    expect((await actAt(later(12))).actor.accountId).toBe(owner)
  })

  test('while one gives the second factor, where the session lacks it', async () => {
    const { sealed } = beginSetUp(owner, 'erika', now)
    const { secret } = continueSetUp(owner, sealed, 'erika', now)!
    const codes = await database.shared((shared) =>
      completeSetUp(shared, { id: owner, name: 'Erika' }, secret, codeAt(secret, now), now),
    )
    const address = await ledTo(actAt(later(1)))
    expect(address).toBe(`/anmelden/zweiter-faktor?zurueck=${encodeURIComponent(page)}`)
    expect(await ledTo(passFactorStep(client.at(later(2)), post(address, { ziffern: codes![0]! })))).toBe(
      '/anmelden/fortsetzen',
    )
    expect(await findCarriedForm(client.at(later(2)), { accountId: owner })).toEqual(carried)
    expect((await actAt(later(2))).actor.accountId).toBe(owner)
  })

  test('while one sets up the second factor that the municipality asks for', async () => {
    await changeRule('sensitive')
    expect(await ledTo(actAt(later(1)))).toBe(`/konto/zweiter-faktor?zurueck=${encodeURIComponent(page)}`)
    expect(await findCarriedForm(client.at(later(20)), { accountId: owner })).toEqual(carried)
    expect(await findCarriedForm(client.at(later(31)), { accountId: owner })).toBeUndefined()
  })
})
