import type { Settings } from '../settings.server.ts'
import { databaseName, openEmbeddedServer, type Use } from './embedded.server.ts'
import { prepareExternalDatabase } from './external.server.ts'

export type OpenDatabase = {
  /** Owns the tables: for migrations only. */
  readonly ownerUrl: string
  /** For everything else: bound by row-level security. */
  readonly appUrl: string
  /** Ends this use of the database; the last user of an embedded server stops it. */
  close(): Promise<void>
}

/**
 * The database that the settings name: the external one, or the software's own PostgreSQL in the data folder, which is
 * started if it doesn't run. Throws a `Refusal` with a German sentence when it can't be had, or when `use` is
 * `instance` and another instance works on the same data.
 */
export async function openDatabase(settings: Settings, use: Use): Promise<OpenDatabase> {
  if (settings.databaseUrl) {
    const appUrl = await prepareExternalDatabase(settings.databaseUrl, settings.databaseAppUrl)
    return { ownerUrl: settings.databaseUrl, appUrl, close: async () => {} }
  }
  const server = await openEmbeddedServer({ ...settings, use })
  return {
    ownerUrl: server.url('owner', databaseName),
    appUrl: server.url('app', databaseName),
    close: server.close,
  }
}
