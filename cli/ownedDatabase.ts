import { join } from 'node:path'
import { getSecrets } from '#app/platform/dataFolder.server.ts'
import { type OpenDatabase, openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { readSettings, type Settings } from '#app/platform/settings.server.ts'
import { readSoftwareVersion } from '#app/platform/softwareVersion.server.ts'

export type Owned = OpenDatabase & {
  readonly settings: Settings
  readonly migrationsFolder: string
  /** Version of this software. */
  readonly software: string
}

/**
 * The database as its owner and as it stands: nothing is migrated, nothing created. For commands that save it or fill it
 * anew. Ctrl+C ends at once; what a transaction had not finished did not happen.
 */
export async function withOwnedDatabase<T>(work: (owned: Owned) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env)
  const opened = await openDatabase(settings, 'command')
  const interrupt = () => void opened.close().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt)
  try {
    process.env.LUECKENLOS_SECRET = settings.secret ?? (await getSecrets(settings.dataFolder)).sessionSecret
    const migrationsFolder = join(settings.cloneFolder, 'migrations')
    return await work({ ...opened, settings, migrationsFolder, software: await readSoftwareVersion() })
  } finally {
    await opened.close()
  }
}
