import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { createFamily } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import {
  createDimensions,
  createSeries,
  createSources,
  importFile,
} from '#app/capabilities/figures/figures.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { findCloneFolder, runsAsRoot, systemFolder } from '#app/platform/dataFolder.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { openEmbeddedServer } from '#app/platform/postgres/embedded.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { createDatabase } from '#app/platform/postgres/roles.server.ts'

/*
 * Import of a long CSV of a million rows (stored, read, checked, accepted) against PostgreSQL's own COPY of the same
 * figures, already as ids, into the same table with the same keys. Both on the same server, each in a fresh database.
 * Usage: node benchmarks/import.ts [rows], result in benchmarks/results/import.json.
 */

const rows = Number(process.argv[2] ?? 1_000_000)
const repetitions = 3
const areas = 100
const years = 50
const groups = 100
const now = new Date()

type Shape = {
  readonly actor: Actor
  readonly seriesIds: readonly number[]
  readonly placeIds: readonly number[]
}

/** A town with as many areas, groups and series as the file speaks of. */
async function installTown(appUrl: string): Promise<Shape> {
  const database = openDatabasePool(appUrl)
  const tenant = {
    slug: 'messung',
    name: 'Messung',
    nameEn: 'Measurement',
    kind: 'municipality',
    demo: false,
  } as const
  const tenantId = await database.shared((shared) =>
    createTenant(shared, { ...tenant, note: '', noteEn: '' }),
  )
  const actor: Actor = { accountId: 0, name: 'Messung', grants: wholeGrants('planning'), tenantId }
  const shape = await database.write(tenantId, async (writer) => {
    const town = { key: 'town', name: 'Messstadt', kind: 'town' as const, parent: undefined }
    const list = Array.from({ length: areas }, (_, i) => ({
      key: `area-${i + 1}`,
      name: `Bezirk ${i + 1}`,
      kind: 'area' as const,
      parent: 'town',
    }))
    const common = { ags: undefined, tile: undefined, aliases: [], invented: true }
    const placeIds = await createPlaces(
      writer,
      actor,
      [town, ...list].map((place) => ({ ...place, ...common })),
      now,
    )
    const office = { key: 'office', name: 'Amt', nameEn: 'Office', kind: 'office' as const }
    const organisations = await createOrganisations(writer, actor, [office], now)
    const source = {
      key: 'source',
      name: 'Statistik',
      nameEn: 'Statistics',
      organisationId: organisations.get('office')!,
    }
    await createSources(writer, actor, [source], now)
    const values = Array.from({ length: groups }, (_, i) => ({
      key: `${i}`,
      name: `${i} Jahre`,
      nameEn: `${i} years`,
      aliases: [],
    }))
    await createDimensions(writer, actor, [{ key: 'age', name: 'Alter', nameEn: 'Age', values }], now)
    const familyId = await createFamily(
      writer,
      actor,
      { key: 'family', name: 'Kinder', nameEn: 'Children' },
      now,
    )
    const seriesList = ['Kinder', 'Haushalte', 'Zuzüge', 'Fortzüge'].map((name, i) => ({
      key: `series_${i + 1}`,
      name,
      nameEn: name,
      meaning: '',
      meaningEn: '',
      unit: 'count' as const,
      kind: 'count' as const,
      decimals: 0,
      periodKind: 'calendar-year' as const,
      reportedUnder: 'start' as const,
      partOf: undefined,
      base: undefined,
      dimensions: ['age'],
      overPlaces: 'sum' as const,
      overTime: 'sum' as const,
      comparableKinds: [],
      note: '',
      noteEn: '',
      aliases: [],
      familyId,
      source: 'source',
    }))
    await createSeries(writer, actor, seriesList, now)
    return {
      actor,
      seriesIds: seriesList.map((_, i) => i + 1),
      placeIds: list.map(({ key }) => placeIds.get(key)!),
    }
  })
  await database.close()
  return shape
}

/** The same figures as an office writes them, and as PostgreSQL's COPY takes them. */
async function writeFiles(folder: string, shape: Shape): Promise<{ csv: string; copy: string }> {
  const csv = join(folder, 'statistik.csv')
  const copy = join(folder, 'statistik.copy')
  const office = await open(csv, 'w')
  const plain = await open(copy, 'w')
  const names = ['Kinder', 'Haushalte', 'Zuzüge', 'Fortzüge']
  await office.write('Kennzahl;Bezirk;Jahr;Alter;Wert\r\n')
  let lines = ''
  let copied = ''
  for (let i = 0; i < rows; i += 1) {
    const group = i % groups
    const area = Math.floor(i / groups) % areas
    const year = Math.floor(i / (groups * areas)) % years
    const series = Math.floor(i / (groups * areas * years))
    const value = (i * 7919) % 5000
    const german =
      value < 1000 ? String(value) : `${Math.floor(value / 1000)}.${String(value % 1000).padStart(3, '0')}`
    lines += `${names[series]};Bezirk ${area + 1};${1971 + year};${group} Jahre;${german}\r\n`
    const ids = `${shape.actor.tenantId}\t1\t${shape.seriesIds[series]}\t${year + 1}\t${shape.placeIds[area]}`
    copied += `${ids}\tage=${group}\t${value}\t0\t0\t${i + 2}\t5\n`
    if (i % 10_000 === 9_999 || i === rows - 1) {
      await office.write(lines)
      await plain.write(copied)
      lines = ''
      copied = ''
    }
  }
  await office.close()
  await plain.close()
  return { csv, copy }
}

async function measure(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function copyInto(adminUrl: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await pipeline(
    createReadStream(file, { highWaterMark: 256 * 1024 }),
    client.query(copyFrom('copy facts from stdin')),
  )
  await client.end()
}

async function importInto(appUrl: string, actor: Actor, file: string): Promise<void> {
  const database = openDatabasePool(appUrl)
  const { size } = await stat(file)
  const content = () => createReadStream(file, { highWaterMark: 1024 * 1024 })
  const given = {
    content,
    size,
    fileName: 'statistik.csv',
    source: 'source',
    receivedOn: '2026-01-01',
    note: '',
  }
  const outcome = await importFile(database, actor, { ...given, corrections: {} }, now)
  await database.close()
  if (!outcome.ok || outcome.facts !== rows) throw new Error(JSON.stringify(outcome).slice(0, 500))
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const rounded = (seconds: number) => Number(seconds.toFixed(2))

const folder = await mkdtemp(join(tmpdir(), 'lueckenlos-benchmark-'))
const parent = runsAsRoot ? join(systemFolder, 'benchmarks') : folder
await mkdir(parent, { recursive: true, mode: 0o711 })
const dataFolder = join(parent, `import-${process.pid}`)
const cloneFolder = findCloneFolder()
// As installed: with fsync and everything else that keeps data safe.
const server = await openEmbeddedServer({ cloneFolder, dataFolder, use: 'command' })
try {
  const copySeconds: number[] = []
  const importSeconds: number[] = []
  let peakMegabytes = 0
  let bytes = 0
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const name = `benchmark_${repetition}`
    const admin = new pg.Client({ connectionString: server.url('admin', 'postgres') })
    await admin.connect()
    await createDatabase(admin, `${name}_copy`)
    await createDatabase(admin, `${name}_import`)
    await admin.end()
    for (const kind of ['copy', 'import']) {
      await migrate(server.url('owner', `${name}_${kind}`), join(cloneFolder, 'migrations'))
      await setUpJobs(server.url('owner', `${name}_${kind}`))
    }
    const appUrl = server.url('app', `${name}_import`)
    const shape = await installTown(appUrl)
    await installTown(server.url('app', `${name}_copy`))
    const files = await writeFiles(folder, shape)
    bytes = (await stat(files.csv)).size
    copySeconds.push(await measure(() => copyInto(server.url('admin', `${name}_copy`), files.copy)))
    const watch = setInterval(() => {
      peakMegabytes = Math.max(peakMegabytes, process.memoryUsage().rss / 1024 / 1024)
    }, 50)
    importSeconds.push(await measure(() => importInto(appUrl, shape.actor, files.csv)))
    clearInterval(watch)
    console.log(`COPY ${rounded(copySeconds.at(-1)!)} s, import ${rounded(importSeconds.at(-1)!)} s`)
  }
  const result = {
    what: 'Import of a long CSV (stored, read, checked, accepted) against COPY of the same figures as ids into the same table with the same keys',
    date: now.toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
    },
    rows,
    fileMegabytes: rounded(bytes / 1024 / 1024),
    copySeconds: copySeconds.map(rounded),
    importSeconds: importSeconds.map(rounded),
    ratioOfMedians: rounded(median(importSeconds) / median(copySeconds)),
    peakMemoryMegabytes: Math.round(peakMegabytes),
    aim: { ratio: 3, peakMemoryMegabytes: 500 },
  }
  console.log(result)
  if (rows === 1_000_000) {
    await writeFile(
      join(import.meta.dirname, 'results', 'import.json'),
      `${JSON.stringify(result, null, 2)}\n`,
    )
  }
} finally {
  await server.close()
  await rm(dataFolder, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}
