import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { getChromium } from '../tests/support/chromium.ts'
import { ensureBuild } from './build.ts'
import { addCounts, type Counts, countTests, listFailed, nothing } from './testCounts.ts'

const cloneFolder = findCloneFolder()
const reports = await mkdtemp(join(tmpdir(), 'lueckenlos-tests-'))
const { values: options } = parseArgs({ options: { only: { type: 'string' } } })

/** A program and what it must not print into the middle of others: its output comes at its end, in one piece. */
async function run(
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [join('node_modules', command), ...args], {
    cwd: cloneFolder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  running.delete(child)
  return { code: code ?? 1, output }
}

const running = new Set<ReturnType<typeof spawn>>()
function endEverything(): void {
  for (const child of running) child.kill('SIGTERM')
  process.exit(1)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, endEverything)

function tell(name: string, counts: Counts, begun: number, output: string): Counts {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const failed = counts.failed > 0
  console.log(
    `${failed ? '✗' : '✓'} ${name} (${seconds} s): ${counts.passed} passed, ${counts.failed} failed`,
  )
  if (failed && output.trim()) console.log(`\n${output.trim()}\n`)
  return counts
}

/** One check counts as one test. */
async function check(name: string, command: string, args: string[]): Promise<Counts> {
  const begun = performance.now()
  const { code, output } = await run(command, args)
  return tell(name, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, begun, output)
}

const checkTypes = async () => {
  const begun = performance.now()
  const generated = await run('@react-router/dev/bin.cjs', ['typegen'])
  if (generated.code !== 0) return tell('Typen', { passed: 0, failed: 1 }, begun, generated.output)
  return check('Typen', 'typescript/bin/tsc', ['--noEmit'])
}

async function vitest(name: string, args: string[], env: Record<string, string> = {}): Promise<Counts> {
  const begun = performance.now()
  const report = join(reports, `${name}.json`)
  const { code, output } = await run(
    'vitest/vitest.mjs',
    [
      'run',
      ...args,
      '--allowOnly=false',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { NO_COLOR: '1', ...env },
  )
  failedTests.push(...(await listFailed(report)))
  return tell(name, await countTests(report, code), begun, output)
}

/** What failed, once more at the end: before it stand thousands of lines. */
const failedTests: string[] = []

const inTurn = async (...steps: (() => Promise<Counts>)[]) => {
  let sum = nothing
  for (const step of steps) sum = addCounts(sum, await step())
  return sum
}

const quickChecks = () => [
  () => check('Format und Regeln', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  () => check('Toter Code', 'knip/bin/knip.js', []),
]

/** What fails before any test of its own could count as one failure, with its sentence. */
async function attempt(name: string, work: () => Promise<Counts>): Promise<Counts> {
  const begun = performance.now()
  try {
    return await work()
  } catch (error) {
    return tell(name, { passed: 0, failed: 1 }, begun, (error as Error).message)
  }
}

const buildPages = () =>
  attempt('Seiten gebaut', async () => {
    const begun = performance.now()
    const build = await ensureBuild(cloneFolder, () => {})
    build.release()
    return tell('Seiten gebaut', { passed: 1, failed: 0 }, begun, '')
  })

const browserJourneys = () =>
  attempt('Wege im Browser', async () =>
    vitest('Wege im Browser', ['--project', 'journeys'], { CHROMIUM_PATH: getChromium() }),
  )

const totals =
  options.only === 'check'
    ? await Promise.all([
        checkTypes(),
        inTurn(...quickChecks(), () => vitest('Grenzen', ['--project', 'unit', 'tests/boundaries.test.ts'])),
      ])
    : [
        ...(await Promise.all([checkTypes(), inTurn(...quickChecks())])),
        await vitest('Regeln ohne Datenbank', ['--project', 'unit']),
        await vitest('Mit Datenbank', ['--project', 'database']),
        await inTurn(buildPages, () => vitest('Anfragen', ['--project', 'requests']), browserJourneys),
      ]

await rm(reports, { recursive: true, force: true })
const { passed, failed } = totals.reduce(addCounts, nothing)
if (failedTests.length > 0)
  console.log(`\nNicht bestanden:\n${failedTests.map((name) => `  ${name}`).join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
// Our own end is no loss of the process above.
process.removeAllListeners('disconnect')
process.disconnect?.()
