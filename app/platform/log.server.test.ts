import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { type Database, openDatabasePool } from './database.server.ts'
import { describeError } from './log.server.ts'

let store: TestDatabase
let database: Database
beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
})
afterAll(async () => {
  await database.close()
  await store.close()
})

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

const personal = /erika|beispiel|geheimnis/i

describe('an error in the log', () => {
  test('of a statement names table and constraint, neither its parameters nor the row', async () => {
    const address = 'erika@beispiel.example'
    const insert = () =>
      database.shared((shared) =>
        shared.db.execute(
          sql`insert into accounts (key, name, invented, email) values (${address}, 'Erika', false, ${address})`,
        ),
      )
    await insert()
    const error = await failureOf(insert())
    expect(String((error as Error).message)).toMatch(personal)
    const line = describeError(error)
    expect(line).toContain('insert into accounts')
    expect(line).toMatch(/caused by PostgreSQL 23505 accounts/)
    expect(line).not.toMatch(personal)
  })

  test('of a value that PostgreSQL quotes says the code only', async () => {
    const error = await failureOf(
      database.shared((shared) =>
        shared.db.execute(sql`select * from accounts where id = ${'Erika Geheimnis'}::integer`),
      ),
    )
    expect(describeError(error)).toContain('22P02')
    expect(describeError(error)).not.toMatch(personal)
  })

  test.each([
    ['a mail server', new Error('550 <erika@beispiel.example>: mailbox unknown')],
    [
      'a JSON that cannot be read',
      (() => {
        try {
          return JSON.parse('Erika Geheimnis')
        } catch (error) {
          return error
        }
      })(),
    ],
    ['an address with a query', new Error('no answer from https://x.example/a?name=Erika')],
    ['a token', new Error('unknown token Erika0123456789Geheimnis0123456789')],
    ['a sentence with a name', new Error('Die Person „Erika Beispiel“ gibt es schon.')],
  ])('of %s keeps no part of it', (_, error) => {
    expect(describeError(error)).not.toMatch(personal)
  })

  test('says where it happened, and what caused it', () => {
    const line = describeError(
      new Error('the page failed', { cause: new TypeError('Cannot read properties of undefined') }),
    )
    expect(line).toMatch(
      /^Error: the page failed\n\s+at .*log\.server\.test\.ts[\s\S]*caused by TypeError: Cannot read/,
    )
  })

  test('that is no error at all is named by its type, not shown', () => {
    expect(describeError('Erika')).toBe('thrown: string')
  })
})
