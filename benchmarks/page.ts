import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { seedDemo } from '../demo/seed.server.ts'
import { ensureBuild } from '../scripts/build.ts'
import { findFreePort } from '../tests/support/installation.ts'

/*
 * The page "indicator × all areas × 10 years" (60 areas, drawn as map, small multiples and table) under 20 users: 20 people
 * who each ask for it every 2 seconds. Beside it in the same run: `pagePeer.ts`. Run: node benchmarks/page.ts
 */

const users = 20
const everyMilliseconds = 2000
const warmUpSeconds = 6
const measuredSeconds = 30
const path = '/musterstadt/zahlen/besuchsquote'

type Started = { readonly port: number; readonly child: ChildProcess }

function start(module: string, env: Record<string, string>): Promise<Started> {
  const child = fork(module, [], { env: { ...process.env, NODE_ENV: 'production', ...env } })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${module} ended with ${code}`)))
    child.once('message', (message: { port: number }) => resolve({ port: message.port, child }))
  })
}

/** Asks as a browser on another machine would: compressed, and only the arrival of the last byte counts. */
function ask(
  agent: Agent,
  port: number,
  from: string,
): Promise<{ readonly status: number; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip' }
    get({ agent, port, host: '127.0.0.1', path: from, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }))
      response.on('error', reject)
    }).on('error', reject)
  })
}

type Measured = { readonly times: readonly number[]; readonly failed: number; readonly bytes: number }

/** Times count from the moment at which the user wanted the page, so that a slow answer can't hide the ones behind it. */
async function load(port: number, from: string, seconds: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: users })
  const times: number[] = []
  let failed = 0
  let bytes = 0
  const begun = performance.now()
  const rounds = Math.floor((seconds * 1000) / everyMilliseconds)
  const one = async (user: number) => {
    for (let round = 0; round < rounds; round += 1) {
      const wanted = begun + round * everyMilliseconds + (user * everyMilliseconds) / users
      await sleep(Math.max(0, wanted - performance.now()))
      const answer = await ask(agent, port, from).catch(() => undefined)
      times.push(performance.now() - wanted)
      if (answer?.status !== 200) failed += 1
      bytes = answer?.body.length ?? bytes
    }
  }
  await Promise.all(Array.from({ length: users }, (_, user) => one(user)))
  agent.destroy()
  return { times, failed, bytes }
}

function summary({ times, failed, bytes }: Measured) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1]! * 10) / 10
  return {
    requests: times.length,
    failed,
    p50Milliseconds: at(0.5),
    p95Milliseconds: at(0.95),
    p99Milliseconds: at(0.99),
    slowestMilliseconds: at(1),
    bytesSent: bytes,
  }
}

/** Every rate that the peer shows stands on our page too, and as often secret: both answer the same question. */
async function compareFigures(ours: number, theirs: number): Promise<{ values: number; secret: number }> {
  const read = async (port: number, from: string) =>
    (await (await fetch(`http://127.0.0.1:${port}${from}`)).text()).replace(/\u202f/g, ' ')
  const page = await read(ours, path)
  const peer = await read(theirs, '/')
  const values = [...peer.matchAll(/<td>([\d.]+)<\/td>/g)].map((found) => found[1]!)
  const missing = values.filter((value) => !page.includes(`${value.replace('.', ',')} %`))
  if (values.length === 0 || missing.length > 0) {
    throw new Error(`the page lacks ${missing.length} of ${values.length} figures: ${missing.slice(0, 5)}`)
  }
  return { values: values.length, secret: peer.split('>geheim<').length - 1 }
}

async function main(): Promise<void> {
  const loadBefore = Math.round(loadavg()[0]! * 10) / 10
  const dataFolder = await mkdtemp(join(tmpdir(), 'lueckenlos-benchmark-'))
  const settings = readSettings({ ...process.env, LUECKENLOS_DATA: dataFolder })
  const opened = await openDatabase(settings, 'instance')
  const children: ChildProcess[] = []
  try {
    await migrate(opened.ownerUrl, join(settings.cloneFolder, 'migrations'))
    await setUpJobs(opened.ownerUrl)
    const database = openDatabasePool(opened.appUrl)
    await seedDemo(database, () => {})
    const [tenant] = await database.shared((shared) =>
      rowsOf<{ id: number }>(shared, sql`select id from tenants where slug = 'musterstadt'`),
    )
    await database.close()
    const build = await ensureBuild(settings.cloneFolder, () => console.log('building the pages …'))
    const page = await start(join(settings.cloneFolder, build.folder, 'server', 'index.js'), {
      LUECKENLOS_APP_URL: opened.appUrl,
      LUECKENLOS_DEMO: 'on',
      LUECKENLOS_SECRET: randomBytes(32).toString('base64url'),
      // Twenty people behind one address, faster than people are.
      LUECKENLOS_REQUESTS_PER_MINUTE: '1000000',
      LUECKENLOS_CLIENT: join(build.folder, 'client'),
      PORT: String(await findFreePort()),
    })
    children.push(page.child)
    const peer = await start(join(settings.cloneFolder, 'benchmarks', 'pagePeer.ts'), {
      PEER_DATABASE_URL: opened.appUrl,
      PEER_TENANT: String(tenant?.id),
    })
    children.push(peer.child)
    const figures = await compareFigures(page.port, peer.port)
    await load(page.port, path, warmUpSeconds)
    await load(peer.port, '/', warmUpSeconds)
    const ours = summary(await load(page.port, path, measuredSeconds))
    const theirs = summary(await load(peer.port, '/', measuredSeconds))
    build.release()
    const result = {
      what: `${path}: one indicator, 60 areas, 10 years, as map, small multiples and table; ${users} users who each ask every ${everyMilliseconds / 1000} s for ${measuredSeconds} s`,
      peer: 'the same figures by one hand-written query on the same database, as a bare table from node:http',
      date: new Date().toISOString(),
      machine: {
        cpu: cpus()[0]?.model,
        cores: cpus().length,
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        node: process.version,
        /** Others who worked on the machine just before; over 0.5 the times say little. */
        loadBefore,
      },
      figures,
      aimP95Milliseconds: 150,
      page: ours,
      bareQuery: theirs,
    }
    await mkdir('benchmarks/results', { recursive: true })
    await writeFile('benchmarks/results/page.json', `${JSON.stringify(result, null, 2)}\n`)
    console.log(JSON.stringify(result, null, 2))
  } finally {
    for (const child of children) child.kill()
    await opened.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

await main()
