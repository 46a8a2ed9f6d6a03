import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'

/*
 * `npm run proof`: runs the tests that try something many times (they ask tests/support/rounds.ts how often) with their
 * full number of rounds, and writes what came out to a file that is committed.
 */

const cloneFolder = findCloneFolder()
const resultPath = join(cloneFolder, 'benchmarks', 'results', 'proof.json')

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), duration: z.number().nullish() }),
      ),
    }),
  ),
})

async function findProofs(): Promise<string[]> {
  const names = await Promise.all(
    ['app', 'cli', 'demo', 'server', 'tests'].map(async (folder) =>
      (await readdir(join(cloneFolder, folder), { recursive: true })).map((name) => join(folder, name)),
    ),
  )
  const found: string[] = []
  for (const name of names
    .flat()
    .filter((path) => /\.(test|request)\.ts$/.test(path))
    .sort()) {
    if ((await readFile(join(cloneFolder, name), 'utf8')).includes('support/rounds.ts')) found.push(name)
  }
  return found
}

const folder = await mkdtemp(join(tmpdir(), 'lueckenlos-proof-'))
const path = join(folder, 'report.json')
const hour = 3_600_000
const child = spawn(
  process.execPath,
  [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...(await findProofs()),
    '--fileParallelism=false',
    `--testTimeout=${hour}`,
    '--reporter=verbose',
    '--reporter=json',
    `--outputFile.json=${path}`,
  ],
  { cwd: cloneFolder, env: { ...process.env, LUECKENLOS_PROOF: 'on' }, stdio: 'inherit' },
)
const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
const { testResults } = report.parse(JSON.parse(await readFile(path, 'utf8')))
await rm(folder, { recursive: true })
await mkdir(dirname(resultPath), { recursive: true })
const result = {
  what: 'tests that try something many times, with their full number of rounds',
  date: new Date().toISOString(),
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  tests: testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({
      file: name.slice(cloneFolder.length + 1),
      test: test.fullName,
      status: test.status,
      seconds: Math.round((test.duration ?? 0) / 10) / 100,
    })),
  ),
}
await writeFile(resultPath, `${JSON.stringify(result, null, 2)}\n`)
process.exitCode = code ?? 1
