import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { findCloneFolder, runsAsRoot, systemFolder } from '#app/platform/dataFolder.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { openEmbeddedServer } from '#app/platform/postgres/embedded.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { createDatabase } from '#app/platform/postgres/roles.server.ts'

/** Addresses with `DATABASE` where the name of a test's own database goes. */
export type TestServer = { adminUrl: string; ownerUrl: string; appUrl: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

const template = 'template_of_tests'

/** One throw-away server for all test files of a run, with one migrated database that each file's own is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = runsAsRoot
    ? join(systemFolder, 'tests')
    : join(tmpdir(), `lueckenlos-tests-${process.getuid?.()}`)
  await mkdir(parent, { recursive: true, mode: runsAsRoot ? 0o711 : 0o700 })
  await removeLeftovers(parent)
  const dataFolder = join(parent, `${process.pid}-${randomBytes(4).toString('hex')}`)
  const cloneFolder = findCloneFolder()
  const server = await openEmbeddedServer({ cloneFolder, dataFolder, use: 'command', disposable: true })
  const admin = new pg.Client({ connectionString: server.url('admin', 'postgres') })
  await admin.connect()
  await createDatabase(admin, template)
  await admin.end()
  await migrate(server.url('owner', template), join(cloneFolder, 'migrations'))
  await setUpJobs(server.url('owner', template))
  project.provide('testServer', {
    adminUrl: server.url('admin', 'DATABASE'),
    ownerUrl: server.url('owner', 'DATABASE'),
    appUrl: server.url('app', 'DATABASE'),
    template,
  })
  return async () => {
    await server.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** A killed run leaves its server running: ends it as its last user would, and throws its data away. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    const pid = Number(name.split('-')[0])
    try {
      process.kill(pid, 0)
    } catch {
      const dataFolder = join(parent, name)
      const left = await openEmbeddedServer({
        cloneFolder: findCloneFolder(),
        dataFolder,
        use: 'command',
        disposable: true,
      }).catch(() => undefined)
      await left?.close()
      await rm(dataFolder, { recursive: true, force: true })
    }
  }
}
