import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { createBackup } from '#app/platform/backup/backup.server.ts'
import { restoreBackup } from '#app/platform/backup/restore.server.ts'
import { listTables } from '#app/platform/backup/tables.server.ts'
import { findCloneFolder, runsAsRoot, systemFolder } from '#app/platform/dataFolder.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { openEmbeddedServer } from '#app/platform/postgres/embedded.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { createDatabase } from '#app/platform/postgres/roles.server.ts'

/*
 * Backup and restore of an installation with a million facts and 50 MB of files, against plain COPY of the same tables into
 * bare files and back: no ZIP, no hashes, no reading again, no tables made. Same server, in turns, fsync on.
 * Usage: node benchmarks/backup.ts [facts], result in benchmarks/results/backup.json.
 */

const facts = Number(process.argv[2] ?? 1_000_000)
const fileMegabytes = 50
const repetitions = 3
const cloneFolder = findCloneFolder()
const migrationsFolder = join(cloneFolder, 'migrations')
process.env.LUECKENLOS_SECRET ??= 'a-secret-of-benchmarks-with-forty-characters'

const rounded = (value: number) => Math.round(value * 100) / 100
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

async function measure(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The demonstration, and beside it a town with many facts and large files. */
async function fill(ownerUrl: string, adminUrl: string): Promise<void> {
  await restoreBackup({
    ownerUrl,
    migrationsFolder,
    path: join(cloneFolder, 'tests', 'dumps', '0.1.0.zip'),
    replace: false,
    verify: async () => [],
  })
  await withClient(adminUrl, async (client) => {
    await client.query(
      `insert into facts (tenant_id, delivery_id, series_id, period_id, place_id, breakdown, value, state, flags, source_row, source_column)
       select 1, 1, 1000 + n % 40, 1000 + n / 40 % 50, 1000 + n / 2000 % 100, 'age=' || n / 200000, n % 977, 0, 0, n, 3
       from generate_series(1, $1::integer) n`,
      [facts],
    )
    await client.query(
      `insert into file_chunks (tenant_id, file_id, position, content)
       select 1, 1, 1000 + n, (select decode(string_agg(md5(n || '-' || k), ''), 'hex') from generate_series(1, 65536) k)
       from generate_series(1, $1::integer) n`,
      [fileMegabytes],
    )
    await client.query('vacuum analyze')
  })
}

const plainPath = (folder: string, table: string) => join(folder, `${table}.copy`)

async function copyOut(adminUrl: string, folder: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('begin isolation level repeatable read, read only')
    for (const { name } of await listTables(client))
      await pipeline(
        client.query(copyTo(`copy "${name}" to stdout`)),
        createWriteStream(plainPath(folder, name), { flush: true }),
      )
  })
}

async function copyBack(adminUrl: string, folder: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('begin')
    for (const { name } of await listTables(client))
      await pipeline(
        createReadStream(plainPath(folder, name)),
        client.query(copyFrom(`copy "${name}" from stdin`)),
      )
    await client.query('commit')
  })
}

const parent = runsAsRoot ? join(systemFolder, 'benchmarks') : tmpdir()
await mkdir(parent, { recursive: true, mode: 0o711 })
const dataFolder = await mkdtemp(join(parent, 'backup-'))
const folder = await mkdtemp(join(tmpdir(), 'benchmark-backup-'))
const server = await openEmbeddedServer({ cloneFolder, dataFolder, use: 'command' })
try {
  const makeDatabase = async (name: string) => {
    await withClient(server.url('admin', 'postgres'), (admin) => createDatabase(admin, name))
    await migrate(server.url('owner', name), migrationsFolder)
    await setUpJobs(server.url('owner', name))
  }
  await makeDatabase('source')
  await fill(server.url('owner', 'source'), server.url('admin', 'source'))
  const seconds = {
    backup: [] as number[],
    copyOut: [] as number[],
    restore: [] as number[],
    copyBack: [] as number[],
  }
  const path = join(folder, 'backup.zip')
  let peakMegabytes = 0
  const watch = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, process.memoryUsage().rss / 1024 / 1024)
  }, 50)
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    seconds.copyOut.push(await measure(() => copyOut(server.url('admin', 'source'), folder)))
    seconds.backup.push(
      await measure(async () => {
        await createBackup({
          ownerUrl: server.url('owner', 'source'),
          migrationsFolder,
          software: '0.0.0',
          path,
          overwrite: true,
          now: new Date(),
        })
      }),
    )
    await makeDatabase(`copy_${repetition}`)
    await makeDatabase(`restore_${repetition}`)
    seconds.copyBack.push(await measure(() => copyBack(server.url('admin', `copy_${repetition}`), folder)))
    seconds.restore.push(
      await measure(async () => {
        await restoreBackup({
          ownerUrl: server.url('owner', `restore_${repetition}`),
          migrationsFolder,
          path,
          replace: false,
          verify: async () => [],
        })
      }),
    )
    console.log(
      Object.entries(seconds)
        .map(([name, list]) => `${name} ${rounded(list.at(-1)!)} s`)
        .join(', '),
    )
  }
  clearInterval(watch)
  const result = {
    what: 'Backup and restore of an installation against plain COPY of the same tables into bare files and back',
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
    },
    facts,
    fileMegabytes,
    backupMegabytes: rounded((await stat(path)).size / 1024 / 1024),
    seconds: Object.fromEntries(Object.entries(seconds).map(([name, list]) => [name, list.map(rounded)])),
    ratioOfMedians: {
      backup: rounded(median(seconds.backup) / median(seconds.copyOut)),
      restore: rounded(median(seconds.restore) / median(seconds.copyBack)),
    },
    peakMemoryMegabytes: Math.round(peakMegabytes),
  }
  console.log(result)
  if (facts === 1_000_000)
    await writeFile(
      join(import.meta.dirname, 'results', 'backup.json'),
      `${JSON.stringify(result, null, 2)}\n`,
    )
} finally {
  await server.close()
  await rm(dataFolder, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}
