import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findServerUser } from '#app/platform/postgres/programs.server.ts'
import { killRound } from '../support/killRounds.ts'
import {
  createDataFolder,
  isAlive,
  killStartedProcesses,
  type RealProcess,
  serverPid,
  startProcess,
} from '../support/processes.ts'
import { rounds } from '../support/rounds.ts'

const openInstance = fileURLToPath(new URL('../support/openInstance.ts', import.meta.url))
let data: Awaited<ReturnType<typeof createDataFolder>>

beforeEach(async () => {
  data = await createDataFolder()
})

afterEach(async () => {
  killStartedProcesses()
  await data.remove()
})

const start = (...args: string[]) => startProcess(openInstance, { args, env: { LUECKENLOS_DATA: data.path } })

async function query(instance: RealProcess, text: string): Promise<Record<string, unknown>[]> {
  const { ownerUrl } = await instance.until('ready')
  const client = new pg.Client({ connectionString: String(ownerUrl) })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function kill(instance: RealProcess, signal: NodeJS.Signals): Promise<void> {
  instance.child.kill(signal)
  await instance.ended
}

describe('the database of the software itself', () => {
  test('is a real PostgreSQL with fsync, passwords and no door but 127.0.0.1', async () => {
    const instance = start()
    const [row] = await query(
      instance,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as listens,
              current_setting('server_encoding') as encoding,
              current_user as name, (select rolsuper from pg_roles where rolname = current_user) as super`,
    )
    expect(row).toEqual({
      fsync: 'on',
      listens: '127.0.0.1',
      encoding: 'UTF8',
      name: 'lueckenlos_owner',
      super: false,
    })
    const { ownerUrl } = await instance.until('ready')
    const wrong = new URL(String(ownerUrl))
    wrong.password = 'guessed'
    const client = new pg.Client({ connectionString: wrong.href })
    await expect(client.connect()).rejects.toThrow(/password authentication failed/)
  })

  test.for(['SIGTERM', 'SIGINT'] as const)(
    'ends with its parent on %s and keeps its data',
    async (signal) => {
      const first = start()
      await query(first, 'create table kept as select 42 as n')
      const pid = serverPid(data.path)
      expect(isAlive(pid)).toBe(true)
      await kill(first, signal)
      expect(isAlive(pid)).toBe(false)
      expect(await query(start(), 'select n from kept')).toEqual([{ n: 42 }])
    },
  )

  test('survives a killed parent, and the next start takes it over', async () => {
    const first = start()
    await query(first, 'create table kept as select 42 as n')
    const pid = serverPid(data.path)
    await kill(first, 'SIGKILL')
    expect(isAlive(pid)).toBe(true)
    const second = start()
    expect(await query(second, 'select n from kept')).toEqual([{ n: 42 }])
    expect(serverPid(data.path)).toBe(pid)
    await kill(second, 'SIGTERM')
    expect(isAlive(pid)).toBe(false)
  })

  test('comes back on its old port when it is killed under a running instance', async () => {
    const instance = start()
    await query(instance, 'create table kept as select 42 as n')
    const pid = serverPid(data.path)!
    process.kill(pid, 'SIGKILL')
    const rows = await vi.waitFor(() => query(instance, 'select n from kept'), {
      timeout: 20_000,
      interval: 200,
    })
    expect(rows).toEqual([{ n: 42 }])
    expect(serverPid(data.path)).not.toBe(pid)
  })

  test('starts although its old process number belongs to another program of the same user by now', async () => {
    const first = start()
    await query(first, 'create table kept as select 42 as n')
    await kill(first, 'SIGKILL')
    const pid = serverPid(data.path)!
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false))
    const other = spawn('sleep', ['60'], { stdio: 'ignore', cwd: '/', ...findServerUser() })
    const pidFile = join(data.path, 'postgres', 'postmaster.pid')
    const lines = (await readFile(pidFile, 'utf8')).split('\n')
    await writeFile(pidFile, [other.pid, ...lines.slice(1)].join('\n'))
    expect(await query(start(), 'select n from kept')).toEqual([{ n: 42 }])
    other.kill()
  })

  const kills = rounds(4, 50)
  test(`loses nothing committed and keeps nothing half in ${kills} kills in the middle of writing`, async () => {
    for (let round = 0; round < kills; round++) {
      const { committed, found, halves } = await killRound(data.path, round)
      expect(found).toBeGreaterThanOrEqual(committed)
      expect(halves).toBe(0)
    }
  })
})

describe('a second instance on the same data', () => {
  test('is refused with a sentence, and the first goes on', async () => {
    const first = start()
    await query(first, 'create table kept as select 42 as n')
    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(
      /^Lückenlos läuft schon mit dem Datenordner .*Die Daten sind unberührt\.\n$/,
    )
    expect(await query(first, 'select n from kept')).toEqual([{ n: 42 }])
  })

  test('is refused too when both start at once on nothing', async () => {
    const both = [start(), start(), start()]
    const outcomes = await Promise.all(
      both.map((instance) =>
        Promise.race([instance.until('ready').then(() => 'ready'), instance.ended]).catch(() => 1),
      ),
    )
    expect(outcomes.toSorted()).toEqual([1, 1, 'ready'])
  })

  test('may be a command: it works beside the instance, and whoever is last stops the server', async () => {
    const instance = start()
    await query(instance, 'create table kept as select 42 as n')
    const command = start('command')
    expect(await query(command, 'select n from kept')).toEqual([{ n: 42 }])
    const pid = serverPid(data.path)
    await kill(instance, 'SIGTERM')
    expect(isAlive(pid)).toBe(true)
    expect(await query(command, 'select n from kept')).toEqual([{ n: 42 }])
    await kill(command, 'SIGTERM')
    expect(isAlive(pid)).toBe(false)
  })
})

describe('data that must not be touched', () => {
  test('are those without their secrets', async () => {
    const first = start()
    await first.until('ready')
    await kill(first, 'SIGTERM')
    await rm(join(data.path, 'secrets.json'))
    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('secrets.json mit ihren Kennwörtern fehlt')
  })

  test('are those of another PostgreSQL', async () => {
    const first = start()
    await first.until('ready')
    await kill(first, 'SIGTERM')
    await writeFile(join(data.path, 'postgres', 'PG_VERSION'), '15\n')
    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/stammen von PostgreSQL 15, mitgeliefert ist 18/)
  })

  test('are those of newer software', async () => {
    const first = start()
    await query(first, `insert into applied_migrations (name, hash) values ('9999_future.sql', '')`)
    await kill(first, 'SIGTERM')
    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('stammen von einer neueren Version')
  })
})

test('secrets are readable by their owner only', async () => {
  await start().until('ready')
  expect((await stat(join(data.path, 'secrets.json'))).mode & 0o777).toBe(0o600)
})

test('a data folder that cannot be made is named in a sentence', async () => {
  const blocked = await mkdtemp(join(tmpdir(), 'blocked-'))
  await writeFile(join(blocked, 'file'), '')
  const instance = startProcess(openInstance, { env: { LUECKENLOS_DATA: join(blocked, 'file', 'data') } })
  expect(await instance.ended).toBe(1)
  expect(instance.output()).toMatch(/^Der Datenordner .* lässt sich nicht anlegen \(ENOTDIR\)/)
  await rm(blocked, { recursive: true })
})
