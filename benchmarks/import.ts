import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { findCloneFolder, runsAsRoot, systemFolder } from '#app/platform/dataFolder.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { openEmbeddedServer } from '#app/platform/postgres/embedded.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { createDatabase } from '#app/platform/postgres/roles.server.ts'
import type { ImportMeasured } from './importOnce.ts'
import { type Files, installTown, writeFiles } from './importTown.ts'

/*
 * Import of a long CSV (stored, read, checked, compared with what holds, taken over) against PostgreSQL's own COPY of the same
 * figures, already as ids, into the same table with the same keys: a first delivery into an empty town, and a second one beside
 * it with one figure in a hundred changed. Both on the same server, each in a database of its own.
 * Usage: node benchmarks/import.ts [rows], result in benchmarks/results/import.json.
 */

const rows = Number(process.argv[2] ?? 1_000_000)
const repetitions = Number(process.argv[3] ?? 3)

type Round = { readonly copySeconds: number; readonly imported: ImportMeasured }

async function copyInto(adminUrl: string, file: string): Promise<number> {
  const start = performance.now()
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const columns =
    'tenant_id, delivery_id, series_id, period_id, place_id, breakdown, value, state, flags, source_row, source_column'
  await pipeline(
    createReadStream(file, { highWaterMark: 256 * 1024 }),
    client.query(copyFrom(`copy facts (${columns}) from stdin`)),
  )
  await client.end()
  return (performance.now() - start) / 1000
}

/** In a process of its own, as `npm run lueckenlos` starts it, so that its memory is its own and nothing is warm. */
async function importInto(appUrl: string, actor: unknown, file: string): Promise<ImportMeasured> {
  const script = join(import.meta.dirname, 'importOnce.ts')
  const env = { ...process.env, BENCHMARK_DATABASE: appUrl }
  const args = ['--max-semi-space-size=16', script, JSON.stringify(actor), file]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env })
  return JSON.parse(stdout) as ImportMeasured
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const rounded = (seconds: number) => Number(seconds.toFixed(2))

function resultOf(rounds: readonly Round[]) {
  const copySeconds = rounds.map((round) => round.copySeconds)
  const importSeconds = rounds.map(({ imported }) => imported.seconds)
  return {
    copySeconds: copySeconds.map(rounded),
    importSeconds: importSeconds.map(rounded),
    ratioOfMedians: rounded(median(importSeconds) / median(copySeconds)),
    peakMemoryMegabytes: Math.round(Math.max(...rounds.map(({ imported }) => imported.peakMegabytes))),
    differences: rounds[0]!.imported.differences,
  }
}

const folder = await mkdtemp(join(tmpdir(), 'lueckenlos-benchmark-'))
const parent = runsAsRoot ? join(systemFolder, 'benchmarks') : folder
await mkdir(parent, { recursive: true, mode: 0o711 })
const dataFolder = join(parent, `import-${process.pid}`)
const cloneFolder = findCloneFolder()
// As installed: with fsync and everything else that keeps data safe.
const server = await openEmbeddedServer({ cloneFolder, dataFolder, use: 'command' })

async function prepare(name: string) {
  const admin = new pg.Client({ connectionString: server.url('admin', 'postgres') })
  await admin.connect()
  await createDatabase(admin, name)
  await admin.end()
  await migrate(server.url('owner', name), join(cloneFolder, 'migrations'))
  await setUpJobs(server.url('owner', name))
  return installTown(server.url('app', name))
}

async function measureRound(name: string, actor: unknown, files: Files): Promise<Round> {
  const copySeconds = await copyInto(server.url('admin', `${name}_copy`), files.copy)
  const imported = await importInto(server.url('app', `${name}_import`), actor, files.csv)
  if (imported.facts !== files.facts) throw new Error(`${imported.facts} instead of ${files.facts} figures`)
  console.log(`COPY ${rounded(copySeconds)} s, import ${rounded(imported.seconds)} s`)
  return { copySeconds, imported }
}

try {
  const firsts: Round[] = []
  const seconds: Round[] = []
  let bytes = 0
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const name = `benchmark_${repetition}`
    const shape = await prepare(`${name}_import`)
    await prepare(`${name}_copy`)
    const first = await writeFiles(folder, shape, rows, 1)
    const second = await writeFiles(folder, shape, rows, 2)
    bytes = (await stat(first.csv)).size
    firsts.push(await measureRound(name, shape.actor, first))
    seconds.push(await measureRound(name, shape.actor, second))
  }
  const result = {
    what: 'Import of a long CSV (stored, read, checked, compared with what holds, taken over) against COPY of the same figures as ids into the same table with the same keys',
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
    },
    rows,
    fileMegabytes: rounded(bytes / 1024 / 1024),
    firstDelivery: resultOf(firsts),
    secondDelivery: resultOf(seconds),
    aim: { ratio: 3, peakMemoryMegabytes: 500 },
  }
  console.log(JSON.stringify(result, null, 2))
  if (rows === 1_000_000) {
    const path = join(import.meta.dirname, 'results', 'import.json')
    await writeFile(path, `${JSON.stringify(result, null, 2)}\n`)
  }
} finally {
  await server.close()
  await rm(dataFolder, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}
