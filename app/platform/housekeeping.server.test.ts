import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { startHousekeeping } from './housekeeping.server.ts'

let store: TestDatabase
beforeAll(async () => {
  store = await createTestDatabase()
})
afterAll(() => store.close())

test('every chore is done at the start, also after one that fails; an end does not wait for the next hour', async () => {
  const done: string[] = []
  const housekeeping = startHousekeeping(store.appUrl, {
    broken: () => Promise.reject(new Error('for example without database')),
    second: async (database, now) => {
      await database.shared(async () => {})
      done.push(`second ${now.getTime() <= Date.now()}`)
    },
  })
  await vi.waitFor(() => expect(done).toEqual(['second true']), { timeout: 5_000 })
  const before = Date.now()
  await housekeeping.stop()
  expect(Date.now() - before).toBeLessThan(1_500)
  await sleep(50)
  expect(done).toHaveLength(1)
})
