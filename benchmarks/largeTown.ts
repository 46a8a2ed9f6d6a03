import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { ensureBuild } from '../scripts/build.ts'
import { findFreePort } from '../tests/support/installation.ts'
import { enterDemonstration, openPerson } from '../tests/support/machines.ts'
import { everyMilliseconds, load, start, summary, users } from './asking.ts'
import { extent, installLargeTown, town } from './largeTownData.ts'

/*
 * The pages of a municipality with 600 areas, 500 series and 20 years (six million figures) under 20 users, each page by itself;
 * `firstMilliseconds` is what the first person after a change of the data waits. Run: node benchmarks/largeTown.ts
 */

const warmUpSeconds = 6
const measuredSeconds = 20

/** Each page with whether it is for everybody; the others are asked for as the town's planner. */
const pages: readonly { readonly path: string; readonly isPublic: boolean }[] = [
  { path: '', isPublic: true },
  { path: '/zahlen', isPublic: true },
  { path: '/zahlen/anteil-7', isPublic: true },
  { path: '/zahlen/anteil-7/herkunft?raum=raum-17&jahr=2020', isPublic: true },
  { path: '/raeume', isPublic: true },
  { path: '/raeume/raum-17', isPublic: true },
  { path: '/zahlenreihen', isPublic: false },
  { path: '/zahlenreihen/reihe_7', isPublic: false },
  { path: '/lieferungen', isPublic: false },
  { path: '/lieferkalender', isPublic: false },
  { path: '/vollstaendigkeit', isPublic: false },
  { path: '/daten', isPublic: true },
]

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
    const figures = await installLargeTown(database, opened.ownerUrl)
    await database.close()
    const build = await ensureBuild(settings.cloneFolder, () => console.log('building the pages …'))
    const { port, child } = await start(join(settings.cloneFolder, build.folder, 'server', 'index.js'), {
      LUECKENLOS_APP_URL: opened.appUrl,
      LUECKENLOS_DEMO: 'on',
      LUECKENLOS_SECRET: randomBytes(32).toString('base64url'),
      // Twenty people behind one address, faster than people are.
      LUECKENLOS_REQUESTS_PER_MINUTE: '1000000',
      LUECKENLOS_CLIENT: join(build.folder, 'client'),
      PORT: String(await findFreePort()),
    })
    children.push(child)
    const planner = openPerson(`http://127.0.0.1:${port}`)
    await enterDemonstration(planner, town, 'planerin')
    const cookie = [...planner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const measured: Record<string, ReturnType<typeof summary> & { firstMilliseconds: number }> = {}
    for (const { path, isPublic } of pages) {
      const asked = { port, path: `/${town}${path}`, ...(!isPublic && { cookie }) }
      const begun = performance.now()
      await planner.get(`/${town}${path}`)
      const firstMilliseconds = Math.round(performance.now() - begun)
      await load(asked, warmUpSeconds)
      const name = path || '/'
      measured[name] = { firstMilliseconds, ...summary(await load(asked, measuredSeconds)) }
      console.log(name, JSON.stringify(measured[name]))
    }
    const peer = await start(join(settings.cloneFolder, 'benchmarks', 'pagePeer.ts'), {
      PEER_DATABASE_URL: opened.appUrl,
      PEER_TENANT: String(figures.tenant),
      PEER_PART: 'reihe_7',
      PEER_WHOLE: `reihe_${extent.series - 6}`,
    })
    children.push(peer.child)
    await load({ port: peer.port, path: '/' }, warmUpSeconds)
    const theirs = summary(await load({ port: peer.port, path: '/' }, measuredSeconds))
    console.log('peer', JSON.stringify(theirs))
    build.release()
    const result = {
      what: `pages of a municipality with ${extent.areas} areas, ${extent.series} series, ${extent.years} years and ${figures.count} figures; ${users} users who each ask for the page every ${everyMilliseconds / 1000} s for ${measuredSeconds} s`,
      date: new Date().toISOString(),
      machine: {
        cpu: cpus()[0]?.model,
        cores: cpus().length,
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        node: process.version,
        /** Others who worked on the machine just before; over 0.5 the times say little. */
        loadBefore,
      },
      aimP95Milliseconds: 150,
      pages: measured,
      peer: {
        what: 'the figures of /zahlen/anteil-7 by one hand-written query on the same database, as a bare table from node:http',
        ...theirs,
      },
    }
    await mkdir('benchmarks/results', { recursive: true })
    await writeFile('benchmarks/results/largeTown.json', `${JSON.stringify(result, null, 2)}\n`)
  } finally {
    for (const child of children) child.kill()
    await opened.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

await main()
