import { type SQL, sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

type Db = NodePgDatabase & { readonly $client: pg.ClientBase }

declare const writable: unique symbol

/** A read-only transaction on one tenant; row-level security hides every other. Queries take it as first parameter. */
export type Reader = { readonly tenant: number; readonly db: Db }

/** A read-write transaction on one tenant: all of a command happens, or nothing. `client` is for COPY. */
export type Writer = Reader & { readonly client: pg.PoolClient; readonly [writable]: true }

/** A reader that sees one moment however long it looks (repeatable read); `client` is for COPY. */
export type Snapshot = Reader & { readonly client: pg.PoolClient }

/** Tables without tenant (tenants, accounts, sessions, jobs); only accounts and platform use it. */
export type Shared = { readonly db: Db }

export type Database = {
  /** Runs `work` in a read-only transaction of this tenant. */
  read<T>(tenant: number, work: (reader: Reader) => Promise<T>): Promise<T>
  /** Runs `work` on one unchanging picture of this tenant, while others go on writing. */
  snapshot<T>(tenant: number, work: (snapshot: Snapshot) => Promise<T>): Promise<T>
  /**
   * Runs `work` in a read-write transaction of this tenant; a throw rolls back. A function finds or creates the tenant in the
   * same transaction: a new one is there with all that belongs to it, or not at all.
   */
  write<T>(
    tenant: number | ((shared: Shared) => Promise<number>),
    work: (writer: Writer) => Promise<T>,
  ): Promise<T>
  /** Runs `work` in a read-write transaction without tenant: rows of tenants are out of sight. */
  shared<T>(work: (shared: Shared) => Promise<T>): Promise<T>
  close(): Promise<void>
}

async function transact<T>(
  pool: pg.Pool,
  mode: 'read only' | 'read write' | 'isolation level repeatable read, read only',
  tenant: number | undefined,
  work: (client: pg.PoolClient, db: Db) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // A server that ends while we hold its connection must fail this work, not the process.
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    // One round trip; the number is checked, so nothing foreign reaches the text.
    const setting = tenant === undefined ? '' : String(Math.trunc(tenant))
    await client.query(
      `begin ${mode}; select set_config('lueckenlos.tenant', '${setting}', true), set_config('TimeZone', 'UTC', true)`,
    )
    const result = await work(client, drizzle({ client }))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((problem: Error) => {
      broken = problem
    })
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/** Opens a pool with the application role. `size`: connections at most. */
export function openDatabasePool(appUrl: string, size = 10): Database {
  const pool = new pg.Pool({ connectionString: appUrl, max: size })
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return {
    read: (tenant, work) => transact(pool, 'read only', tenant, (_client, db) => work({ tenant, db })),
    snapshot: (tenant, work) =>
      transact(pool, 'isolation level repeatable read, read only', tenant, (client, db) =>
        work({ tenant, db, client }),
      ),
    write: (given, work) =>
      transact(pool, 'read write', typeof given === 'number' ? given : undefined, async (client, db) => {
        const tenant = typeof given === 'number' ? given : await given({ db })
        if (tenant !== given)
          await db.execute(sql`select set_config('lueckenlos.tenant', ${tenant}::text, true)`)
        return work({ tenant, db, client } as Writer)
      }),
    shared: (work) => transact(pool, 'read write', undefined, (_client, db) => work({ db })),
    close: () => pool.end(),
  }
}

/** Rows of a hand-written statement, with the shape the caller knows it to have. */
export async function rowsOf<Row extends Record<string, unknown>>(
  handle: Reader | Shared,
  statement: SQL,
): Promise<Row[]> {
  const result = await handle.db.execute<Row>(statement)
  return result.rows as unknown as Row[]
}

/**
 * The result of a statement as text, in pieces that needn't end with a row: fields with tabs between, \\N where there is none (COPY's
 * text format). For long results that shall not become objects. The statement takes no parameters: put in checked numbers only.
 */
export async function* copyRows(reader: Reader, statement: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const piece of reader.db.$client.query(copyTo(`copy (${statement}) to stdout`))) {
    yield decoder.decode(piece as Buffer, { stream: true })
  }
}
