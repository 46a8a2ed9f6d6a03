import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { ensureBuild } from '../scripts/build.ts'
import { findFreePort } from '../tests/support/installation.ts'
import { enterDemonstration, openPerson } from '../tests/support/machines.ts'
import { start } from './asking.ts'
import { installTown, writeFiles } from './importTown.ts'

/*
 * A delivery of 50,000 rows as a person hands it in: from pressing the button of the form to the page with the finished preview
 * (stored, read, checked, compared with what holds). A first delivery, and after its release a second one with one figure in a
 * hundred changed. Beside it PostgreSQL's COPY of the same figures. Run: node benchmarks/preview.ts
 */

const rows = 50_000
const repetitions = 3
const town = 'messung'

const rounded = (seconds: number) => Number(seconds.toFixed(2))

async function copyAlone(ownerUrl: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('create temp table alone (like facts including indexes including defaults)')
    const begun = performance.now()
    const columns =
      'tenant_id, delivery_id, series_id, period_id, place_id, breakdown, value, state, flags, source_row, source_column'
    await pipeline(createReadStream(file), client.query(copyFrom(`copy alone (${columns}) from stdin`)))
    return (performance.now() - begun) / 1000
  } finally {
    await client.end()
  }
}

type Site = { readonly baseUrl: string; readonly cookie: string }

async function handIn({ baseUrl, cookie }: Site, file: string): Promise<string> {
  const form = new FormData()
  form.set('source', 'source')
  form.set('receivedOn', '2026-01-15')
  form.set('note', '')
  form.set('file', new Blob([await readFile(file)], { type: 'text/csv' }), 'statistik.csv')
  const answer = await fetch(`${baseUrl}/${town}/lieferungen/neu`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { cookie, origin: baseUrl },
  })
  const page = answer.headers.get('location')
  if (answer.status !== 302 || !page)
    throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 500)}`)
  return page
}

async function waitFor({ baseUrl, cookie }: Site, page: string, sign: string): Promise<void> {
  for (let i = 0; i < 600; i += 1) {
    const answer = await fetch(`${baseUrl}${page}`, { headers: { cookie } })
    if ((await answer.text()).includes(sign)) return
    await sleep(100)
  }
  throw new Error(`${page} never showed: ${sign}`)
}

/** Seconds from handing in to the preview; then the delivery is released, so that the next one is compared with it. */
async function measure(site: Site, file: string): Promise<number> {
  const begun = performance.now()
  const page = await handIn(site, file)
  await waitFor(site, page, 'Prüfen und freigeben')
  const seconds = (performance.now() - begun) / 1000
  const answer = await fetch(`${site.baseUrl}${page}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: site.cookie, origin: site.baseUrl },
    body: new URLSearchParams({ intent: 'accept', reason: 'Messung' }),
  })
  if (answer.status !== 302) throw new Error(`not released: ${answer.status}`)
  await waitFor(site, page, 'Lieferung zurückziehen')
  return seconds
}

async function main(): Promise<void> {
  const loadBefore = Math.round(loadavg()[0]! * 10) / 10
  const folder = await mkdtemp(join(tmpdir(), 'lueckenlos-benchmark-'))
  const first: number[] = []
  const second: number[] = []
  const copy: number[] = []
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const dataFolder = await mkdtemp(join(tmpdir(), 'lueckenlos-benchmark-'))
    const settings = readSettings({ ...process.env, LUECKENLOS_DATA: dataFolder })
    const opened = await openDatabase(settings, 'instance')
    const children: ChildProcess[] = []
    try {
      await migrate(opened.ownerUrl, join(settings.cloneFolder, 'migrations'))
      await setUpJobs(opened.ownerUrl)
      const shape = await installTown(opened.appUrl, 'planerin')
      const files = [
        await writeFiles(folder, shape, rows, 1),
        await writeFiles(folder, shape, rows, 2),
      ] as const
      copy.push(await copyAlone(opened.ownerUrl, files[0].copy))
      const build = await ensureBuild(settings.cloneFolder, () => console.log('building the pages …'))
      const environment = {
        LUECKENLOS_APP_URL: opened.appUrl,
        LUECKENLOS_DEMO: 'on',
        LUECKENLOS_SECRET: randomBytes(32).toString('base64url'),
        LUECKENLOS_CLIENT: join(build.folder, 'client'),
        LUECKENLOS_REQUESTS_PER_MINUTE: '1000000',
        PORT: String(await findFreePort()),
      }
      const { port, child } = await start(
        join(settings.cloneFolder, build.folder, 'server', 'index.js'),
        environment,
      )
      const worker = fork(join(settings.cloneFolder, 'server', 'worker.ts'), [], {
        env: { ...process.env, NODE_ENV: 'production', ...environment },
      })
      children.push(child, worker)
      await once(worker, 'message')
      const baseUrl = `http://localhost:${port}`
      const planner = openPerson(baseUrl)
      await enterDemonstration(planner, town, 'planerin')
      const cookie = [...planner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      first.push(await measure({ baseUrl, cookie }, files[0].csv))
      second.push(await measure({ baseUrl, cookie }, files[1].csv))
      console.log(`first ${rounded(first.at(-1)!)} s, second ${rounded(second.at(-1)!)} s`)
      build.release()
    } finally {
      for (const child of children) {
        child.kill()
        await once(child, 'exit')
      }
      await opened.close()
      await rm(dataFolder, { recursive: true, force: true })
    }
  }
  await rm(folder, { recursive: true, force: true })
  const result = {
    what: `A CSV of ${rows} rows from the button of the form to the finished preview over HTTP; a first delivery, and a second with one figure in a hundred changed`,
    date: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      loadBefore,
    },
    aimSeconds: 5,
    firstDeliverySeconds: first.map(rounded),
    secondDeliverySeconds: second.map(rounded),
    copySeconds: copy.map(rounded),
  }
  console.log(JSON.stringify(result, null, 2))
  await mkdir('benchmarks/results', { recursive: true })
  await writeFile('benchmarks/results/preview.json', `${JSON.stringify(result, null, 2)}\n`)
}

await main()
