import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { createAccount, createMembership } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { runInline } from '#app/platform/jobs/handler.server.ts'
import { findJob } from '#app/platform/jobs/jobs.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { acceptAndRelease } from './accept.server.ts'
import { deliverFile } from './commands.server.ts'
import { findDelivery } from './deliveries.server.ts'
import { readDeliveryPage } from './deliveryPage.server.ts'
import { installTestTown, now } from './figures.fixture.server.ts'
import { figuresJobs } from './jobs.server.ts'

let test: TestDatabase
let database: Database
let actor: Actor

beforeAll(async () => {
  test = await createTestDatabase()
  const pool = openDatabasePool(test.appUrl)
  database = auditing(pool)
  const accountId = await database.shared((shared) =>
    createAccount(shared, { key: 'erika', name: 'Erika Beispiel', invented: true }),
  )
  actor = { ...(await installTestTown(database)), accountId }
  const { grants, tenantId } = actor
  await pool.write(tenantId, (writer) => createMembership(writer, accountId, grants[0]!))
})
afterAll(async () => {
  await database.close()
  await test.close()
})

const areas = ['Stadtmitte', 'Westen', 'Norden', 'Uentrop', 'Rhynern', 'Pelkum', 'Herringen', 'Heessen']
/** A long form with more bytes than are read at once. */
function longFile(years: number): Buffer {
  const remark = 'ohne Besonderheiten '.repeat(5_000 / years)
  const lines = Array.from({ length: years }, (_, i) => i + 1901).flatMap((year) =>
    areas.flatMap((area) =>
      ['ambulant', 'stationär', 'gesamt'].map(
        (form) => `${area};${year}/${String(year + 1).slice(2)};${form};45;${remark}`,
      ),
    ),
  )
  return Buffer.from(`Sozialraum;Einschulung;Hilfeform;untersuchte Kinder;Bemerkung\n${lines.join('\n')}\n`)
}
const read = <T>(work: Parameters<typeof database.read<T>>[1]) => database.read(actor.tenantId, work)
const write = <T>(work: Parameters<typeof database.write<T>>[1]) => database.write(actor.tenantId, work)
const factCount = () =>
  read(async (reader) =>
    Number((await rowsOf<{ n: string }>(reader, sql`select count(*) n from facts`))[0]!.n),
  )
const deliver = async (content: Buffer): Promise<number> => {
  const given = {
    source: 'school_entry',
    fileName: 'lang.csv',
    mediaType: 'text/csv',
    receivedOn: '2019-02-27',
    note: '',
  }
  const outcome = await deliverFile(
    database,
    actor,
    { ...given, size: content.length, content: inPieces(content) },
    now,
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}
const run = async (id: string): Promise<unknown> => {
  const job = (await read((reader) => findJob(reader, id)))!
  const { tenantId, kind, key, input } = job
  return runInline(figuresJobs[kind]!, { database, tenantId, kind, key, input })
}
const phaseOf = async (id: number) =>
  (await read((reader) => readDeliveryPage(reader, id, actor, 'de')))!.phase

describe('a long file', () => {
  it('is read in the background, and taken over there once, however often somebody clicks', async () => {
    const id = await deliver(longFile(190))
    const reading = await phaseOf(id)
    expect(reading).toMatchObject({ kind: 'working', step: 'read' })
    await run(reading.kind === 'working' ? reading.job : '')
    const draft = await read((reader) => findDelivery(reader, id, 'de'))
    expect(draft?.analysis).toMatchObject({ state: 'read', facts: 190 * 8 * 3, problemCount: 0 })
    const accept = () => write((writer) => acceptAndRelease(writer, actor, id, now, 1_000))
    const outcomes = await Promise.all([accept(), accept()])
    expect(outcomes).toContainEqual({ ok: false, no: 'being-released' })
    expect(await factCount()).toBe(0)
    const storing = await phaseOf(id)
    expect(storing).toMatchObject({ kind: 'working', step: 'store' })
    const job = storing.kind === 'working' ? storing.job : ''
    expect(await run(job)).toEqual({ deliveryId: id, facts: 190 * 8 * 3 })
    expect(await run(job)).toEqual({ deliveryId: id })
    expect(await factCount()).toBe(190 * 8 * 3)
    const queued = await read((reader) =>
      rowsOf<{ key: string }>(
        reader,
        sql`select job_key as key from job_runs where kind = 'figures.release'`,
      ),
    )
    expect(queued).toHaveLength(1)
  })

  it('that turns out unreadable says so: near its top at once, else with the draft', async () => {
    const broken = (years: number) =>
      Buffer.concat([longFile(years), Buffer.from('Pelkum;"1900/01;gesamt;4\n')])
    await expect(deliver(broken(20))).rejects.toThrow('broken-quotes')
    const id = await deliver(broken(90))
    const reading = await phaseOf(id)
    await run(reading.kind === 'working' ? reading.job : '')
    expect(await read((reader) => findDelivery(reader, id, 'de'))).toMatchObject({
      analysis: { state: 'refused', refusal: { refused: 'broken-quotes' } },
    })
  })
})

/** Another process that imports the same file; it says when it begins. */
const importer = `
import { openDatabasePool } from '#app/platform/database.server.ts'
import { importFile } from '#app/capabilities/figures/figures.server.ts'
const [appUrl, actor, years] = process.argv.slice(1)
const lines = []
for (let year = 1901; year < 1901 + Number(years); year += 1)
  for (const area of ['Stadtmitte', 'Westen', 'Norden', 'Uentrop', 'Rhynern', 'Pelkum', 'Herringen', 'Heessen'])
    for (const form of ['ambulant', 'stationär', 'gesamt'])
      lines.push(area + ';' + year + '/' + String(year + 1).slice(2) + ';' + form + ';46')
const content = Buffer.from('Sozialraum;Einschulung;Hilfeform;untersuchte Kinder\\n' + lines.join('\\n') + '\\n')
process.stdout.write('begin')
const file = { content: async function* () { yield content }, size: content.length, fileName: 'kill.csv', source: 'school_entry',
  receivedOn: '2019-03-01', note: '', corrections: {} }
const outcome = await importFile(openDatabasePool(appUrl), JSON.parse(actor), file, new Date())
process.stdout.write(JSON.stringify(outcome.ok))
process.exit(0)
`

async function importAndKill(afterMilliseconds: number): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', importer, test.appUrl, JSON.stringify(actor), '190'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  await Promise.race([sleep(afterMilliseconds), ended])
  child.kill('SIGKILL')
  await ended
}

describe('a killed process', () => {
  it('leaves a delivery whole or not at all, at whatever moment', { timeout: 120_000 }, async () => {
    const whole = 190 * 8 * 3
    const before = await factCount()
    for (const after of [60, 200, 500]) await importAndKill(after)
    // The server ends the sessions of a dead process on its own; until then their rows are nobody's.
    await sleep(500)
    const stored = await read((reader) =>
      rowsOf<{ facts: number; announced: number }>(
        reader,
        sql`select d.fact_count as announced, count(f.*)::integer as facts from deliveries d
            left join facts f on f.tenant_id = d.tenant_id and f.delivery_id = d.id
            join files on files.tenant_id = d.tenant_id and files.id = d.file_id and files.name = 'kill.csv'
            group by d.id, d.fact_count`,
      ),
    )
    for (const { facts, announced } of stored) expect([facts, announced]).toEqual([whole, whole])
    expect(await factCount()).toBe(before + stored.length * whole)
  })
})
