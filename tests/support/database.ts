import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export type TestDatabase = {
  /** Owns the tables; bound by row-level security all the same. */
  readonly ownerUrl: string
  /** What the application works with. */
  readonly appUrl: string
  /** Bound by nothing: for looking behind the curtain. */
  readonly adminUrl: string
  close(): Promise<void>
}

/** A database of its own with all tables and no rows. Give it back with `close()`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: server.adminUrl.replace('DATABASE', 'postgres') })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await admin(`create database ${name} template ${server.template} owner lueckenlos_owner strategy file_copy`)
  return {
    ownerUrl: server.ownerUrl.replace('DATABASE', name),
    appUrl: server.appUrl.replace('DATABASE', name),
    adminUrl: server.adminUrl.replace('DATABASE', name),
    close: () => admin(`drop database ${name} with (force)`),
  }
}
