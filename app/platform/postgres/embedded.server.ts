import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { getSecrets, prepareDataFolder } from '../dataFolder.server.ts'
import { tryLock, waitForLock } from '../fileLock.server.ts'
import { logError } from '../log.server.ts'
import { Refusal } from '../refusal.ts'
import {
  adminName,
  type Cluster,
  findFreePort,
  findRunning,
  initialiseCluster,
  type Running,
  readLogEnd,
  startServer,
  stopServer,
} from './cluster.server.ts'
import { findPrograms, findServerUser } from './programs.server.ts'
import { appName, createDatabase, createLogins, ownerName } from './roles.server.ts'

/** `instance` serves pages and is alone on its data; any number of `command`s may work beside it. */
export type Use = 'instance' | 'command'

export type EmbeddedServer = {
  /** Address of a database on this server for one of its three logins. */
  url(login: 'admin' | 'owner' | 'app', database: string): string
  /** Ends this use; whoever is last stops the server. */
  close(): Promise<void>
}

const patience = 60_000

/**
 * The server of a data folder: found running (started by another process, or left over by a killed one) or started.
 *
 * Three locks in the data folder order everything. `instance.lock`: held by the one instance that serves pages.
 * `use.lock`: shared by everyone who works with the server. `start.lock`: held while looking for, starting or stopping
 * the server. All three vanish with their holders, so a killed instance needs no cleaning up.
 */
export async function openEmbeddedServer(options: {
  cloneFolder: string
  dataFolder: string
  use: Use
  disposable?: boolean
}): Promise<EmbeddedServer> {
  const { dataFolder } = options
  await prepareDataFolder(dataFolder)
  const lockPath = (name: string) => join(dataFolder, `${name}.lock`)
  const instance = options.use === 'instance' ? tryLock(lockPath('instance'), 'exclusive') : undefined
  if (options.use === 'instance' && !instance)
    throw new Refusal(
      `Lückenlos läuft schon mit dem Datenordner ${dataFolder}. Beenden Sie das laufende Programm (Strg+C) oder nennen Sie mit LUECKENLOS_DATA einen anderen Ordner. Die Daten sind unberührt.`,
    )
  try {
    const secrets = await getSecrets(dataFolder)
    const cluster: Cluster = {
      programs: await findPrograms(options.cloneFolder, dataFolder),
      dataFolder,
      user: findServerUser(),
      adminPassword: secrets.databaseAdminPassword,
      disposable: options.disposable ?? false,
    }
    const starting = await waitForLock(lockPath('start'), 'exclusive', patience)
    const inUse = tryLock(lockPath('use'), 'shared')
    let running: Running
    try {
      running = await ensureRunning(cluster)
    } finally {
      starting.release()
    }
    const watch =
      options.use === 'instance' ? keepRunning(cluster, running.port, lockPath('start')) : undefined

    const passwords = {
      admin: [adminName, secrets.databaseAdminPassword],
      owner: [ownerName, secrets.databaseOwnerPassword],
      app: [appName, secrets.databaseAppPassword],
    } as const
    const url: EmbeddedServer['url'] = (login, database) => {
      const [name, password] = passwords[login]
      return `postgresql://${name}:${password}@127.0.0.1:${running.port}/${database}`
    }
    await createRoles(url('admin', 'postgres'), secrets)
    let closed = false
    return {
      url,
      async close() {
        if (closed) return
        closed = true
        watch?.end()
        const stopping = await waitForLock(lockPath('start'), 'exclusive', patience)
        inUse?.release()
        const alone = tryLock(lockPath('use'), 'exclusive')
        if (alone) await stopServer(cluster)
        alone?.release()
        instance?.release()
        stopping.release()
      },
    }
  } catch (error) {
    instance?.release()
    throw error
  }
}

/** For the holder of the start lock. */
async function ensureRunning(cluster: Cluster, wantedPort?: number): Promise<Running> {
  await initialiseCluster(cluster)
  let failures = 0
  for (const deadline = Date.now() + patience; Date.now() < deadline && failures < 20; await sleep(100)) {
    const found = await findRunning(cluster)
    if (found?.ready) return found
    if (found) continue
    const started = await startServer(cluster, wantedPort ?? (await findFreePort()))
    if (started) return started
    failures += 1
  }
  throw new Refusal(
    `Die Datenbank startet nicht. Zuletzt schrieb sie in ${join(cluster.dataFolder, 'postgres.log')}:\n${await readLogEnd(cluster)}`,
  )
}

/** Starts the server again, on its old port, if it dies under a running instance; connections then find it again. */
function keepRunning(cluster: Cluster, port: number, startLock: string): { end(): void } {
  let busy = false
  let ended = false
  const timer = setInterval(async () => {
    if (busy || (await findRunning(cluster))) return
    busy = true
    const lock = tryLock(startLock, 'exclusive')
    try {
      if (lock && !ended) await ensureRunning(cluster, port)
    } catch (error) {
      logError('database', error)
    } finally {
      lock?.release()
      busy = false
    }
  }, 500)
  timer.unref()
  return {
    end() {
      ended = true
      clearInterval(timer)
    },
  }
}

async function createRoles(
  adminUrl: string,
  secrets: { databaseOwnerPassword: string; databaseAppPassword: string },
): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    // Two commands at once would both find a role missing.
    await admin.query('select pg_advisory_lock(1)')
    await createLogins(admin, [
      { name: ownerName, password: secrets.databaseOwnerPassword },
      { name: appName, password: secrets.databaseAppPassword },
    ])
    await createDatabase(admin, databaseName)
  } finally {
    await admin.end()
  }
}

/** The one database of the application on its own server. */
export const databaseName = 'lueckenlos'
