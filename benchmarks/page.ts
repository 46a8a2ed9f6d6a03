import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { seedDemo } from '../demo/seed.server.ts'
import { ensureBuild } from '../scripts/build.ts'
import { findFreePort } from '../tests/support/installation.ts'
import { everyMilliseconds, load, start, summary, users } from './asking.ts'

/*
 * The page "indicator × all areas × 10 years" (60 areas, drawn as map, small multiples and table) under 20 users: 20 people
 * who each ask for it every 2 seconds. Beside it in the same run: `pagePeer.ts`. Run: node benchmarks/page.ts
 */

const warmUpSeconds = 6
const measuredSeconds = 30
const path = '/musterstadt/zahlen/besuchsquote'

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
      PEER_PART: 'families_visited',
      PEER_WHOLE: 'families_newborn',
    })
    children.push(peer.child)
    const figures = await compareFigures(page.port, peer.port)
    await load({ port: page.port, path }, warmUpSeconds)
    await load({ port: peer.port, path: '/' }, warmUpSeconds)
    const ours = summary(await load({ port: page.port, path }, measuredSeconds))
    const theirs = summary(await load({ port: peer.port, path: '/' }, measuredSeconds))
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
