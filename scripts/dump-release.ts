import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createBackup } from '#app/platform/backup/backup.server.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { readSoftwareVersion } from '#app/platform/softwareVersion.server.ts'
import { seedDemo } from '../demo/seed.server.ts'
import { createDataFolder } from '../tests/support/processes.ts'

/**
 * Part of every release: the demonstration as this version makes it, saved into `tests/dumps/<version>.zip`. Later versions
 * restore it in their tests. A dump that exists is the one of a release and stays as it is.
 */
const version = await readSoftwareVersion()
const path = join(findCloneFolder(), 'tests', 'dumps', `${version}.zip`)
if (existsSync(path)) {
  console.error(`${path} is there already: raise the version in package.json first.`)
  process.exit(1)
}
const data = await createDataFolder()
process.env.LUECKENLOS_SECRET = 'the-dumps-of-releases-hold-nothing-secret'
const settings = readSettings({ LUECKENLOS_DATA: data.path })
try {
  const opened = await openDatabase(settings, 'command')
  try {
    const migrationsFolder = join(settings.cloneFolder, 'migrations')
    await migrate(opened.ownerUrl, migrationsFolder)
    await setUpJobs(opened.ownerUrl)
    const database = openDatabasePool(opened.appUrl)
    await seedDemo(database, (_progress, sentence) => console.log(sentence))
    await database.close()
    const { size } = await createBackup({
      ownerUrl: opened.ownerUrl,
      migrationsFolder,
      software: version,
      path,
      overwrite: false,
      now: new Date(),
    })
    console.log(`${path}: ${Math.ceil(size / 1000)} kB`)
  } finally {
    await opened.close()
  }
} finally {
  await data.remove()
}
