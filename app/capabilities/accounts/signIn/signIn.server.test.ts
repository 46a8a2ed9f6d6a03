import { hash } from '@node-rs/argon2'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { findCurrentSession, startSession } from './currentSession.server.ts'
import { openEmailChange, sealEmailChange } from './emailChange.server.ts'
import { beginHalfSession, findHalfSession } from './halfSession.server.ts'
import { changeOwnPassword, choosePasswordByLink } from './newPassword.server.ts'
import { getOwnAccount } from './ownAccount.server.ts'
import { isOutdated } from './passwords.server.ts'
import { createPasswordReset, findPasswordReset } from './resets.server.ts'
import { createPerson, formOf, goodPassword, minutesAfter, openClient } from './signIn.fixture.server.ts'
import { checkPassword } from './signIn.server.ts'
import { tidySignIn } from './tidy.server.ts'

let store: TestDatabase
let database: Database
const now = new Date('2026-11-23T08:00:00Z')
const later = (minutes: number) => minutesAfter(now, minutes)
let count = 0
let email: string
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
  email = `erika${++count}@hamm.example`
  owner = await createPerson(database, email, now)
})

const newPassword = 'Laterne Kompass Erdbeere Segel'
const storedHash = async () => {
  const [row] = await database.shared((shared) =>
    rowsOf<{ hash: string }>(shared, sql`select password_hash as hash from accounts where id = ${owner}`),
  )
  return row!.hash
}
const isRight = async (password: string, at = now) =>
  (await checkPassword(openClient(database).at(at), { email, password })).kind === 'right'
const begin = { method: 'password', secondFactor: false } as const

describe('a stored password', () => {
  test('is argon2id with the parameters OWASP names, another each time', async () => {
    expect(await storedHash()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const former = await storedHash()
    owner = await createPerson(database, `otto${count}@hamm.example`, now)
    expect(await storedHash()).not.toBe(former)
  })

  test('made with older parameters is made anew at the next sign-in, and still right', async () => {
    const old = await hash(goodPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    await database.shared((shared) =>
      shared.db.execute(sql`update accounts set password_hash = ${old} where id = ${owner}`),
    )
    expect(isOutdated(old)).toBe(true)
    expect(await isRight('falsch')).toBe(false)
    expect(await storedHash()).toBe(old)
    expect(await isRight(goodPassword)).toBe(true)
    expect(isOutdated(await storedHash())).toBe(false)
    expect(await isRight(goodPassword)).toBe(true)
  })

  test('is the same with composed and decomposed umlauts', async () => {
    const typed = 'Öl über Äcker größer früh'
    owner = await createPerson(database, `ute${count}@hamm.example`, now, typed.normalize('NFD'))
    const outcome = await checkPassword(openClient(database).at(now), {
      email: `ute${count}@hamm.example`,
      password: typed.normalize('NFC'),
    })
    expect(outcome.kind).toBe('right')
  })
})

describe('a session', () => {
  test('has a new token at each sign-in; the former cookie is nobody, a planted one too', async () => {
    const client = openClient(database)
    client.cookies.set('__Host-sitzung', 'untergeschoben')
    client.take(await startSession(client.at(now), { accountId: owner, ...begin }))
    const first = client.cookies.get('__Host-sitzung')!
    expect(first).not.toBe('untergeschoben')
    client.take(await startSession(client.at(later(1)), { accountId: owner, ...begin }))
    const thief = openClient(database)
    thief.cookies.set('__Host-sitzung', first)
    expect(await findCurrentSession(thief.at(later(2)))).toBeUndefined()
    expect(await findCurrentSession(client.at(later(2)))).toMatchObject({ accountId: owner })
  })

  test('lies in a cookie that scripts, other sites and other hosts do not get', async () => {
    const [cookie] = (
      await startSession(openClient(database).at(now), { accountId: owner, ...begin })
    ).getSetCookie()
    expect(cookie).toMatch(/^__Host-sitzung=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  })

  test('of the demonstration ends with the demonstration', async () => {
    const client = openClient(database, { demo: true })
    client.take(
      await startSession(client.at(now), { accountId: owner, method: 'demonstration', secondFactor: true }),
    )
    expect(await findCurrentSession(client.at(now))).toBeDefined()
    const real = openClient(database)
    for (const [name, value] of client.cookies) real.cookies.set(name, value)
    expect(await findCurrentSession(real.at(now))).toBeUndefined()
  })

  test('of a disabled account ends at once', async () => {
    const client = openClient(database)
    client.take(await startSession(client.at(now), { accountId: owner, ...begin }))
    await database.shared((shared) =>
      shared.db.execute(sql`update accounts set disabled_at = ${now.toISOString()} where id = ${owner}`),
    )
    expect(await findCurrentSession(client.at(later(1)))).toBeUndefined()
  })
})

describe('changing the password', () => {
  const change = async (fields: Record<string, string>) => {
    const [here, elsewhere] = [openClient(database), openClient(database)]
    for (const client of [here, elsewhere])
      client.take(await startSession(client.at(now), { accountId: owner, ...begin }))
    const context = here.at(later(1))
    const session = (await findCurrentSession(context))!
    const own = await database.shared((shared) => getOwnAccount(shared, owner))
    const outcome = await changeOwnPassword(context, session, own, formOf(fields))
    const alive = await Promise.all(
      [here, elsewhere].map(async (client) => (await findCurrentSession(client.at(later(2)))) !== undefined),
    )
    return { outcome, alive }
  }

  test('asks for the present one, ends all other sessions and keeps this one', async () => {
    const { outcome, alive } = await change({ bisher: goodPassword, neu: newPassword, nochmal: newPassword })
    expect(outcome).toEqual({ kind: 'done' })
    expect(alive).toEqual([true, false])
    expect(await isRight(newPassword)).toBe(true)
    expect(await isRight(goodPassword)).toBe(false)
  })

  test.each([
    [{ bisher: 'falsch', neu: newPassword, nochmal: newPassword }, { kind: 'wrong' }],
    [{ neu: newPassword, nochmal: newPassword }, { kind: 'wrong' }],
    [
      { bisher: goodPassword, neu: 'w8Zq4Tn0vKd', nochmal: 'w8Zq4Tn0vKd' },
      { kind: 'refused', problem: 'short' },
    ],
    [
      { bisher: goodPassword, neu: newPassword, nochmal: `${newPassword}x` },
      { kind: 'refused', problem: 'differs' },
    ],
    [
      { bisher: goodPassword, neu: 'ErikaBeispiel1', nochmal: 'ErikaBeispiel1' },
      { kind: 'refused', problem: 'own' },
    ],
    [
      { bisher: goodPassword, neu: goodPassword, nochmal: goodPassword },
      { kind: 'refused', problem: 'same' },
    ],
  ])('with %j changes nothing', async (fields, expected) => {
    const { outcome, alive } = await change(fields)
    expect(outcome).toEqual(expected)
    expect(alive).toEqual([true, true])
    expect(await isRight(goodPassword)).toBe(true)
  })
})

describe('a link for a new password', () => {
  const create = () => database.shared((shared) => createPasswordReset(shared, owner, now))
  const choose = (token: string, minutes: number, password = newPassword) =>
    choosePasswordByLink(
      openClient(database).at(later(minutes)),
      token,
      formOf({ neu: password, nochmal: password }),
    )

  test('holds for an hour, not a moment longer', async () => {
    const token = await create()
    const found = (minutes: number) =>
      database.shared((shared) => findPasswordReset(shared, token, later(minutes)))
    expect(await found(59.99)).toMatchObject({ accountId: owner })
    expect(await found(60)).toBeUndefined()
    expect((await choose(token, 60)).kind).toBe('void')
    expect(await isRight(goodPassword)).toBe(true)
  })

  test('is used up by choosing, not by looking or by a refused password, and makes other links void', async () => {
    const [token, other] = [await create(), await create()]
    await database.shared((shared) => findPasswordReset(shared, token, now))
    expect(await choose(token, 1, 'kurz')).toEqual({ kind: 'refused', problem: 'short' })
    expect((await choose(token, 2)).kind).toBe('done')
    expect((await choose(token, 3)).kind).toBe('void')
    expect((await choose(other, 3)).kind).toBe('void')
    expect(await isRight(newPassword)).toBe(true)
  })

  test('pressed twice at once chooses once', async () => {
    const token = await create()
    const outcomes = await Promise.all([choose(token, 1), choose(token, 1)])
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'void'])
  })

  test('ends all sessions', async () => {
    const client = openClient(database)
    client.take(await startSession(client.at(now), { accountId: owner, ...begin }))
    await choose(await create(), 1)
    expect(await findCurrentSession(client.at(later(1)))).toBeUndefined()
  })

  test('is stored nowhere, and a made-up one is void', async () => {
    const token = await create()
    const stored = await database.shared((shared) => rowsOf(shared, sql`select * from password_resets`))
    expect(JSON.stringify(stored)).not.toContain(token)
    expect((await choose('x'.repeat(43), 1)).kind).toBe('void')
  })

  test('does not open a disabled account', async () => {
    const token = await create()
    await database.shared((shared) =>
      shared.db.execute(sql`update accounts set disabled_at = ${now.toISOString()} where id = ${owner}`),
    )
    expect((await choose(token, 1)).kind).toBe('void')
  })
})

describe('between password and second factor', () => {
  test('ten minutes may pass, and the password must not have been changed', async () => {
    const client = openClient(database)
    const half = beginHalfSession(client.at(now), { accountId: owner, passwordChangedAt: now })
    client.take(new Headers([['Set-Cookie', half]]))
    expect(await findCurrentSession(client.at(now))).toBeUndefined()
    expect(await findHalfSession(client.at(later(9.9)))).toEqual({ accountId: owner })
    expect(await findHalfSession(client.at(later(10)))).toBeUndefined()
    await database.shared((shared) =>
      shared.db.execute(
        sql`update accounts set password_changed_at = ${later(1).toISOString()} where id = ${owner}`,
      ),
    )
    expect(await findHalfSession(client.at(later(2)))).toBeUndefined()
  })
})

test('a link to a new address holds for an hour, for its account, and only until the address has changed', () => {
  const own = { id: 7, email: 'alt@hamm.example' }
  const token = sealEmailChange(own, 'neu@hamm.example', now)
  expect(openEmailChange(token, own, later(59.9))).toMatchObject({ to: 'neu@hamm.example' })
  expect(openEmailChange(token, own, later(60))).toBeUndefined()
  expect(openEmailChange(token, { ...own, id: 8 }, now)).toBeUndefined()
  expect(openEmailChange(token, { ...own, email: 'neu@hamm.example' }, now)).toBeUndefined()
  expect(openEmailChange(`${token.slice(0, -2)}AA`, own, now)).toBeUndefined()
})

test('what has run out is forgotten: links and forms at once, sessions after six hours, counters after two days', async () => {
  const client = openClient(database)
  client.take(await startSession(client.at(now), { accountId: owner, ...begin }))
  await database.shared((shared) => createPasswordReset(shared, owner, now))
  await isRight('falsch')
  const left = async (hours: number) => {
    await tidySignIn(database, later(hours * 60))
    const [row] = await database.shared((shared) =>
      rowsOf<{ links: string; sessions: string; counters: string }>(
        shared,
        sql`select (select count(*) from password_resets where account_id = ${owner}) as links,
          (select count(*) from sessions where account_id = ${owner}) as sessions,
          (select count(*) from attempt_counters) as counters`,
      ),
    )
    return [Number(row!.links), Number(row!.sessions), Number(row!.counters) > 0]
  }
  expect(await left(0.9)).toEqual([1, 1, true])
  expect(await left(1.1)).toEqual([0, 1, true])
  expect(await left(17.9)).toEqual([0, 1, true])
  expect(await left(18.1)).toEqual([0, 0, true])
  expect(await left(48.1)).toEqual([0, 0, false])
})

test('no event holds a password, a token or an address', async () => {
  const client = openClient(database)
  client.take(await startSession(client.at(now), { accountId: owner, ...begin }))
  const token = await database.shared((shared) => createPasswordReset(shared, owner, now))
  await choosePasswordByLink(client.at(now), token, formOf({ neu: newPassword, nochmal: newPassword }))
  const events = await database.shared((shared) =>
    rowsOf<{ action: string }>(shared, sql`select * from account_events where account_id = ${owner}`),
  )
  expect(events.map(({ action }) => action)).toEqual(['sign-in', 'password.change'])
  const text = JSON.stringify(events)
  for (const secret of [token, newPassword, email, client.cookies.get('__Host-sitzung')!, '192.0.2.7'])
    expect(text).not.toContain(secret)
})
