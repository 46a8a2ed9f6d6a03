import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync } from 'node:fs'
import {
  chown,
  mkdir,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../refusal.ts'
import type { Programs, ServerUser } from './programs.server.ts'

/** Superuser of the embedded server; makes roles and databases, nothing else. */
export const adminName = 'lueckenlos_admin'

/** One PostgreSQL server with its data; everything needed to start and find it. */
export type Cluster = {
  readonly programs: Programs
  readonly dataFolder: string
  readonly user: ServerUser | undefined
  readonly adminPassword: string
  /** A server for tests is thrown away: it needn't survive a power cut and forgets to wait for the disk. */
  readonly disposable: boolean
}

export type Running = {
  readonly pid: number
  readonly port: number
  /** `ready` takes connections; otherwise the server is on its way up or down. */
  readonly ready: boolean
}

const folderOf = (cluster: Cluster) => join(cluster.dataFolder, 'postgres')

/** No variable of the person who starts us (PGDATA, PGPORT, LC_ALL ...) changes how the server behaves. */
const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Creates the data of a new server, unless there are some: complete or not at all. For the holder of the start lock. */
export async function initialiseCluster(cluster: Cluster): Promise<void> {
  const target = folderOf(cluster)
  if (existsSync(target)) {
    const found = (await readFile(join(target, 'PG_VERSION'), 'utf8')).trim()
    if (found === cluster.programs.major) return
    throw new Refusal(
      `Die Daten in ${cluster.dataFolder} stammen von PostgreSQL ${found}, mitgeliefert ist ${cluster.programs.major}. Öffnen Sie sie mit der Version von Lückenlos, die sie angelegt hat. Die Daten sind unberührt.`,
    )
  }
  const draft = join(cluster.dataFolder, `postgres.new-${randomBytes(6).toString('hex')}`)
  await mkdir(draft, { mode: 0o700 })
  try {
    await writeFile(join(draft, 'password'), cluster.adminPassword, { mode: 0o600 })
    if (cluster.user) {
      await chown(join(draft, 'password'), cluster.user.uid, cluster.user.gid)
      await chown(draft, cluster.user.uid, cluster.user.gid)
    }
    await runInitdb(cluster, draft)
    await rename(join(draft, 'cluster'), target)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function runInitdb(cluster: Cluster, draft: string): Promise<void> {
  const child = spawn(
    join(cluster.programs.folder, 'bin', 'initdb'),
    [
      `--pgdata=${join(draft, 'cluster')}`,
      `--username=${adminName}`,
      `--pwfile=${join(draft, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(cluster.disposable ? ['--no-sync'] : []),
    ],
    { cwd: draft, env: serverEnvironment, stdio: ['ignore', 'ignore', 'pipe'], ...cluster.user },
  )
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    complaint = error.message
    return error.code === 'EACCES' ? 'closed' : null
  })
  if (code === 0) return
  if (code === 'closed' || /Permission denied/.test(complaint))
    throw new Refusal(
      `Die Datenbank kann den Datenordner ${cluster.dataFolder} nicht betreten. Als root gestartet läuft sie mit dem Benutzerkonto nobody; ein übergeordneter Ordner ist für dieses Konto geschlossen. Nennen Sie mit LUECKENLOS_DATA einen anderen Ordner, zum Beispiel unter /var/lib.`,
    )
  throw new Error(`initdb ended with ${code}: ${complaint}`)
}

/** The server that works on these data right now, whoever started it. */
export async function findRunning(cluster: Cluster): Promise<Running | undefined> {
  const folder = folderOf(cluster)
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !(await isServerOf(folder, pid))) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** A process number alone says little: after a restart of the machine another program may have it. */
async function isServerOf(folder: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    return workingFolder !== undefined && workingFolder === (await realpath(folder))
  }
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * Starts a server and returns when it takes connections; `undefined` when it ended instead (the port was taken in
 * between, a killed predecessor isn't quite gone). Only for the holder of the start lock who has found none running.
 */
export async function startServer(cluster: Cluster, port: number): Promise<Running | undefined> {
  const folder = folderOf(cluster)
  // PostgreSQL itself would take any process of the same user with the old number for its predecessor.
  await rm(join(folder, 'postmaster.pid'), { force: true })
  const log = await openLog(cluster)
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 120,
    timezone: 'UTC',
    jit: 'off',
    // What fails in a statement is logged by us, without its values; here would stand the row it was about.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_line_prefix: '%m ',
    ...(cluster.disposable
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' }
      : { fsync: 'on', shared_buffers: '256MB', max_wal_size: '4GB', checkpoint_timeout: '15min' }),
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(
    join(cluster.programs.folder, 'bin', 'postgres'),
    ['-D', folder, '-p', String(port), ...options],
    // Its own session: Ctrl+C in the terminal reaches us, and we end the server last, after the work is done.
    { cwd: folder, env: serverEnvironment, stdio: ['ignore', log, log], detached: true, ...cluster.user },
  )
  closeSync(log)
  let ended = false
  const end = new Promise<void>((resolve) => {
    for (const event of ['exit', 'error']) child.once(event, () => resolve())
  }).then(() => {
    ended = true
  })
  child.unref()
  while (!ended) {
    const running = await findRunning(cluster)
    if (running?.pid === child.pid && running?.ready) return running
    await Promise.race([end, sleep(15)])
  }
  return undefined
}

/** The server writes to a file, not to a pipe: it must outlive a parent that is killed. */
async function openLog(cluster: Cluster): Promise<number> {
  const path = logPath(cluster)
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  if (size > 5_000_000) await rename(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

const logPath = (cluster: Cluster) => join(cluster.dataFolder, 'postgres.log')

/** The last lines the server wrote, for an error message. */
export async function readLogEnd(cluster: Cluster): Promise<string> {
  const file = await open(logPath(cluster)).catch(() => undefined)
  if (!file) return ''
  const text = await file.readFile('utf8')
  await file.close()
  return text.trim().split('\n').slice(-8).join('\n')
}

/** Ends the server: connections are cut, everything committed is on disk. Returns when the process is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const running = await findRunning(cluster)
  if (!running) return
  const folder = folderOf(cluster)
  // Fast shutdown first; a server that hangs is ended without its goodbyes and recovers at the next start.
  for (const { signal, patience } of [
    { signal: 'SIGINT', patience: 20_000 },
    { signal: 'SIGQUIT', patience: 5_000 },
  ] as const) {
    try {
      process.kill(running.pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < patience; waited += 20) {
      if (!(await isServerOf(folder, running.pid))) return
      await sleep(20)
    }
  }
}

/** A port of this machine that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
