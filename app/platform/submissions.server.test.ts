import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { type Database, openDatabasePool, rowsOf } from './database.server.ts'
import { answerOnce } from './submissions.server.ts'

// Two pools are two processes: they share nothing but the database.
let store: TestDatabase
let one: Database
let other: Database
beforeAll(async () => {
  store = await createTestDatabase()
  one = openDatabasePool(store.appUrl)
  other = openDatabasePool(store.appUrl)
})
afterAll(async () => {
  await one.close()
  await other.close()
  await store.close()
})

function slowWork() {
  const done: number[] = []
  const work = async () => {
    done.push(done.length + 1)
    await sleep(200)
    return `answer ${done.length}`
  }
  return { done, work }
}

describe('the same form', () => {
  test('at the same time in two processes is done once, and everybody gets its answer', async () => {
    const { done, work } = slowWork()
    const answers = await Promise.all(
      [one, other, one, other].map((database) => answerOnce(database, 'session 1 /a x=1', work)),
    )
    expect(answers).toEqual(['answer 1', 'answer 1', 'answer 1', 'answer 1'])
    expect(done).toEqual([1])
  })

  test('a moment later is the same, and two seconds later another', async () => {
    const { done, work } = slowWork()
    await answerOnce(one, 'session 1 /b', work)
    expect(await answerOnce(other, 'session 1 /b', work)).toBe('answer 1')
    await sleep(2_100)
    expect(await answerOnce(other, 'session 1 /b', work)).toBe('answer 2')
    expect(done).toEqual([1, 2])
  })

  test('with other content, or of somebody else, is another form', async () => {
    const { done, work } = slowWork()
    const contents = ['session 1 /c x=1', 'session 1 /c x=2', 'session 2 /c x=1']
    await Promise.all(contents.map((what) => answerOnce(one, what, work)))
    expect(done).toHaveLength(3)
  })

  test('that breaks, or whose answer is not to be remembered, is done by the next', async () => {
    const broken = answerOnce(one, 'session 1 /d', () => Promise.reject(new Error('broken')))
    await expect(broken).rejects.toThrow('broken')
    expect(await answerOnce(other, 'session 1 /d', async () => undefined)).toBeUndefined()
    expect(await answerOnce(other, 'session 1 /d', async () => 'done')).toBe('done')
  })

  test('whose process died is taken over', async () => {
    await answerOnce(one, 'session 1 /e', async () => 'lost')
    await one.shared((shared) =>
      shared.db.execute(
        sql`update submissions set sealed = null, answered_at = null, begun_at = now() - interval '16 seconds'`,
      ),
    )
    expect(await answerOnce(other, 'session 1 /e', async () => 'again')).toBe('again')
  })

  test('can be read nowhere in the database', async () => {
    await answerOnce(one, 'Erika /f kennwort=geheim', async () => 'link of Erika')
    const rows = await one.shared((shared) => rowsOf(shared, sql`select * from submissions`))
    expect(JSON.stringify(rows)).not.toMatch(/Erika|geheim|link/)
  })
})
