import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { importFile } from '#app/capabilities/figures/figures.server.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'

/** What one import took, from opening the file to its last figure stored. */
export type ImportMeasured = {
  readonly seconds: number
  readonly peakMegabytes: number
  readonly facts: number
  readonly differences: Readonly<Record<string, number>>
}

/*
 * Imports one file in a process of its own, as the command line does, and writes what it took as JSON.
 * Usage: node benchmarks/importOnce.ts ACTOR_AS_JSON FILE, with the address of the database in BENCHMARK_DATABASE: it holds a password.
 */
const [actor, path] = process.argv.slice(2)
const database = openDatabasePool(process.env.BENCHMARK_DATABASE!)
const { size } = await stat(path!)
const start = performance.now()
const outcome = await importFile(
  database,
  JSON.parse(actor!) as Actor,
  {
    content: () => createReadStream(path!, { highWaterMark: 1024 * 1024 }),
    size,
    fileName: basename(path!),
    source: 'source',
    receivedOn: '2026-01-01',
    note: '',
    corrections: {},
  },
  new Date(),
)
const seconds = (performance.now() - start) / 1000
await database.close()
if (!outcome.ok) throw new Error(JSON.stringify(outcome).slice(0, 500))
const measured: ImportMeasured = {
  seconds,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  facts: outcome.facts,
  differences: outcome.differences!.counts,
}
process.stdout.write(JSON.stringify(measured))
