import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { readEmail } from '../people/person.ts'
import { findCurrentSession, startSession } from './currentSession.server.ts'
import { changeEmail } from './emailChange.server.ts'
import { submitEmailChange } from './emailPage.server.ts'
import { requestPasswordReset } from './forgotten.server.ts'
import { changeOwnPassword } from './newPassword.server.ts'
import { getOwnAccount } from './ownAccount.server.ts'
import { createPasswordReset, findPasswordReset } from './resets.server.ts'
import {
  type Client,
  createPerson,
  formOf,
  goodPassword,
  minutesAfter,
  openClient,
} from './signIn.fixture.server.ts'
import { checkPassword } from './signIn.server.ts'

let store: TestDatabase
let database: Database
const now = new Date('2026-11-23T08:00:00Z')
const later = (minutes: number) => minutesAfter(now, minutes)
let count = 0
let owner: number

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

beforeEach(async () => {
  owner = await createPerson(database, `erika${++count}@hamm.example`, now)
})

const ownOf = (accountId: number) => database.shared((shared) => getOwnAccount(shared, accountId))

async function openSignedIn(accountId: number, mails = false): Promise<Client> {
  const client = openClient(database, { mails })
  client.take(await startSession(client.at(now), { accountId, method: 'password', secondFactor: false }))
  return client
}

/** The form of `/konto/adresse` as it is sent; what is wrong, or undefined where it leads on. */
async function ask(client: Client, email: string, at = now) {
  const request = new Request('https://praevention.example/konto/adresse', {
    method: 'POST',
    body: new URLSearchParams({ email }),
  })
  const answer = await submitEmailChange(client.at(at), request)
  return answer instanceof Response ? undefined : answer.data.error
}

const mailsTo = async (to: string) =>
  (await database.shared((shared) => rowsOf(shared, sql`select 1 from mails where recipient = ${to}`))).length

describe('an open link to a new password is void', () => {
  let token: string
  beforeEach(async () => {
    token = await database.shared((shared) => createPasswordReset(shared, owner, now))
    expect(await found()).toBeDefined()
  })
  const found = () => database.shared((shared) => findPasswordReset(shared, token, later(1)))

  test('once the person has changed the password', async () => {
    const client = await openSignedIn(owner)
    const context = client.at(now)
    const session = (await findCurrentSession(context))!
    const chosen = 'Laterne Kompass Erdbeere Segel'
    const form = formOf({ bisher: goodPassword, neu: chosen, nochmal: chosen })
    expect(await changeOwnPassword(context, session, await ownOf(owner), form)).toEqual({ kind: 'done' })
    expect(await found()).toBeUndefined()
  })

  test('once the person has another mail address', async () => {
    const client = await openSignedIn(owner)
    expect(await changeEmail(client.at(now), await ownOf(owner), `neu${count}@hamm.example`, true)).toBe(true)
    expect(await found()).toBeUndefined()
  })

  test('but not when somebody else does either', async () => {
    const other = await createPerson(database, `otto${count}@hamm.example`, now)
    const client = await openSignedIn(other)
    expect(await changeEmail(client.at(now), await ownOf(other), `neu${count}@hamm.example`, true)).toBe(true)
    expect(await found()).toBeDefined()
  })
})

test('of several people who take the same new address in the same instant one gets it, and the others a sentence', async () => {
  const people = [owner]
  for (const name of ['otto', 'ute', 'kim'])
    people.push(await createPerson(database, `${name}${count}@hamm.example`, now))
  const owns = await Promise.all(people.map(ownOf))
  const context = openClient(database).at(now)
  const outcomes = await Promise.all(
    owns.map((own) => changeEmail(context, own, `begehrt${count}@hamm.example`, true)),
  )
  expect(outcomes.sort()).toEqual([false, false, false, true])
})

describe('mails to a new address', () => {
  test('are at most three an hour to one mailbox, whoever asks for them', async () => {
    const victim = `opfer${count}@anderswo.example`
    const errors: (string | undefined)[] = []
    for (let index = 0; index < 6; index++) {
      const asking = await createPerson(database, `fragt${count}.${index}@hamm.example`, now)
      errors.push(await ask(await openSignedIn(asking, true), victim))
    }
    expect(errors.filter((error) => error === 'address.wait')).toHaveLength(3)
    expect(await mailsTo(victim)).toBe(3)
  })

  test('are at most ten an hour from one account, to whomever', async () => {
    const client = await openSignedIn(owner, true)
    let sent = 0
    for (let index = 0; index < 12; index++) {
      const to = `viele${count}.${index}@anderswo.example`
      await ask(client, to)
      sent += await mailsTo(to)
    }
    expect(sent).toBe(10)
  })
})

describe('an address with umlauts', () => {
  const typed = () => `Post${count}@Müller.de`
  const stored = () => `post${count}@xn--mller-kva.de`

  test('is one address, in whichever form somebody invited signs in or asks for a link', async () => {
    expect(readEmail(typed())).toEqual({ value: stored() })
    await createPerson(database, stored(), now)
    const client = openClient(database, { mails: true })
    for (const email of [typed(), ` ${typed().normalize('NFD')} `, stored()]) {
      expect((await checkPassword(client.at(now), { email, password: goodPassword })).kind).toBe('right')
    }
    await requestPasswordReset(client.at(now), typed())
    expect(await mailsTo(stored())).toBe(1)
  })

  test('is stored in that form by a change, and cannot be a second account’s', async () => {
    expect(await ask(await openSignedIn(owner), typed())).toBeUndefined()
    expect((await ownOf(owner)).email).toBe(stored())
    const other = await openSignedIn(await createPerson(database, `otto${count}@hamm.example`, now))
    expect(await ask(other, typed())).toBe('address.taken')
    expect(await ask(other, stored())).toBe('address.taken')
  })
})
