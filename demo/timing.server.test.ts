import { test } from 'vitest'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase } from '../tests/support/database.ts'
import { seedDemo } from './seed.server.ts'
test('timing', async () => {
  const store = await createTestDatabase()
  const database = openDatabasePool(store.appUrl)
  let last = performance.now()
  let text = ''
  await seedDemo(database, (p, s) => { const now = performance.now(); process.stderr.write(`${text} took ${((now - last)/1000).toFixed(2)} s\n`); last = now; text = s })
  await database.close(); await store.close()
}, 400_000)
