import pg from 'pg'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { startWebServer, type WebServer } from '../webServer.ts'
import type { Step } from './browsing.ts'
import { createTown } from './town.ts'

/** One web server with two municipalities on a database of its own, and a look behind the curtain. */
export type SignOnInstance = {
  readonly store: TestDatabase
  readonly database: Database
  readonly server: WebServer
  readonly hamm: number
  readonly unna: number
  /** Rows of a statement, past every lock. */
  rows<Row extends pg.QueryResultRow>(statement: string, values?: readonly unknown[]): Promise<Row[]>
  /** Where a sign-on begins, and where it should lead. */
  startOf(slug: string, back?: string): string
  /** Where providers send people back to. */
  answerOf(slug: string): string
  /** The page that says why a sign-on came to nothing. */
  problem(slug: string, word: string): string
  lastEvent(): Promise<{ action: string; actor: string; details: Record<string, unknown> } | undefined>
  close(): Promise<void>
}

export async function openSignOnInstance(
  env: Readonly<Record<string, string>> = {},
): Promise<SignOnInstance> {
  const store = await createTestDatabase()
  const database = openDatabasePool(store.appUrl)
  const admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  const server = await startWebServer(store, env)
  const rows = async <Row extends pg.QueryResultRow>(statement: string, values: readonly unknown[] = []) =>
    (await admin.query<Row>(statement, [...values])).rows
  return {
    store,
    database,
    server,
    hamm: await createTown(database, 'hamm', 'Hamm'),
    unna: await createTown(database, 'unna', 'Kreis Unna'),
    rows,
    startOf: (slug, back = `/${slug}`) =>
      `${server.baseUrl}/${slug}/anmelden/sso?zurueck=${encodeURIComponent(back)}`,
    answerOf: (slug) => `${server.baseUrl}/${slug}/anmelden/sso/antwort`,
    problem: (slug, word) => `${server.baseUrl}/${slug}/anmelden/sso/hinweis?grund=${word}`,
    lastEvent: async () =>
      (
        await rows<{ action: string; actor: string; details: Record<string, unknown> }>(
          'select action, actor, details from account_events order by position desc limit 1',
        )
      )[0],
    async close() {
      await server.stop()
      await database.close()
      await admin.end()
      await store.close()
    },
  }
}

/** Whether an answer begins a session. */
export const signsIn = (step: Step): boolean => step.setCookies.some((line) => /^sitzung=[^;]/.test(line))
