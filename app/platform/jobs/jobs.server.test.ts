import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { type Database, openDatabasePool } from '../database.server.ts'
import { runInline } from './handler.server.ts'
import type { JobRun } from './job.ts'
import { cancelJob, findJob, startJob } from './jobs.server.ts'

let testDatabase: TestDatabase
let database: Database
let admin: pg.Client
const workers: ChildProcess[] = []

beforeEach(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabasePool(testDatabase.appUrl)
  admin = new pg.Client({ connectionString: testDatabase.adminUrl })
  await admin.connect()
  await admin.query(`
    insert into tenants (slug, name, name_en, kind, demo, note, note_en)
    values ('ahausen', 'Ahausen', 'Ahausen', 'municipality', false, '', ''),
           ('behausen', 'Behausen', 'Behausen', 'municipality', false, '', '');
    create table traces (run uuid, what text, at timestamptz default clock_timestamp());
    grant all on traces to lueckenlos_app;
  `)
})

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
  await database.close()
  await admin.end()
  await testDatabase.close()
})

async function startWorkerProcess(): Promise<ChildProcess> {
  const worker = fork(fileURLToPath(new URL('../../../tests/support/jobWorker.ts', import.meta.url)), {
    execArgv: [],
    env: { ...process.env, LUECKENLOS_APP_URL: testDatabase.appUrl },
  })
  workers.push(worker)
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('exit', (code) => reject(new Error(`worker ended with ${code}`)))
  })
  return worker
}

const start = (
  kind: string,
  input: unknown,
  options: { key?: string; repeat?: boolean; tenant?: number } = {},
) =>
  database.write(options.tenant ?? 1, (writer) =>
    startJob(writer, null, kind, options.key ?? randomUUID(), input, options),
  )

const find = (id: string, tenant = 1) => database.read(tenant, (reader) => findJob(reader, id))

const until = (id: string, condition: (run: JobRun) => boolean) =>
  vi.waitFor(
    async () => {
      const run = await find(id)
      if (!run || !condition(run)) throw new Error(`still ${JSON.stringify(run)}`)
      return run
    },
    { timeout: 20_000, interval: 30 },
  )

const ended = (run: JobRun) => !['queued', 'running'].includes(run.state)

const traces = async (id: string) =>
  (await admin.query<{ what: string }>('select what from traces where run = $1 order by at', [id])).rows.map(
    (row) => row.what,
  )

describe('a job', () => {
  test('is done in another process and gives its result', async () => {
    await startWorkerProcess()
    const { id } = await start('try.add', { a: 19, b: 23 })
    const run = await until(id, ended)
    expect(run).toMatchObject({ state: 'done', result: { sum: 42 }, progress: 1, problem: null })
  })

  test('of a command that fails is never begun', async () => {
    await startWorkerProcess()
    let id = ''
    const failing = database.write(1, async (writer) => {
      id = (await startJob(writer, null, 'try.trace', 'k', {})).id
      throw new Error('the command failed')
    })
    await expect(failing).rejects.toThrow('the command failed')
    const after = await start('try.trace', {})
    await until(after.id, ended)
    expect(await find(id)).toBeUndefined()
    expect(await traces(id)).toEqual([])
  })

  test('belongs to its tenant alone', async () => {
    const { id } = await start('try.add', { a: 1, b: 2 })
    expect(await find(id, 2)).toBeUndefined()
    expect(await database.write(2, (writer) => cancelJob(writer, id))).toBeUndefined()
    expect(await find(id)).toMatchObject({ state: 'queued', cancelRequested: false })
    expect(await find('no id at all')).toBeUndefined()
  })

  test('of the same key is one run while it is open, and a new one afterwards; other tenants have their own', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => start('try.trace', {}, { key: 'same' })))
    const other = await start('try.trace', {}, { key: 'same', tenant: 2 })
    expect(new Set(all.map((run) => run.id)).size).toBe(1)
    expect(other.id).not.toBe(all[0]!.id)
    await startWorkerProcess()
    await until(all[0]!.id, ended)
    expect((await start('try.trace', {}, { key: 'same' })).id).not.toBe(all[0]!.id)
  })

  test('says why it was refused; what is broken stays in the log', async () => {
    await startWorkerProcess()
    const refused = await until((await start('try.refuse', {})).id, ended)
    expect(refused).toMatchObject({
      state: 'failed',
      problem: { kind: 'refused', message: 'Es fehlt ein Jahr.' },
    })
    const broken = await until((await start('try.break', {})).id, ended)
    expect(broken).toMatchObject({ state: 'failed', problem: { kind: 'broken' } })
    expect(JSON.stringify(broken.problem)).not.toContain('secret')
    const unknown = await until((await start('try.nobody-knows', {})).id, ended)
    expect(unknown).toMatchObject({ state: 'failed', problem: { kind: 'broken' } })
  })

  test('shows how far it is and ends where it is told to', async () => {
    await startWorkerProcess()
    const { id } = await start('try.slow', { steps: 400 })
    const halfway = await until(id, (run) => run.progress > 0.01)
    expect(halfway).toMatchObject({ state: 'running', step: 'step' })
    await database.write(1, (writer) => cancelJob(writer, id))
    const run = await until(id, ended)
    expect(run).toMatchObject({ state: 'cancelled', result: null })
  })

  test('that waits is cancelled at once and never begun', async () => {
    const { id } = await start('try.trace', {})
    const run = await database.write(1, (writer) => cancelJob(writer, id))
    expect(run).toMatchObject({ state: 'cancelled' })
    await startWorkerProcess()
    await until((await start('try.trace', {})).id, ended)
    expect(await traces(id)).toEqual([])
  })

  test('whose data changed while it ran is done once more before it counts as done', async () => {
    await startWorkerProcess()
    const { id } = await start('try.slow', { steps: 40 }, { key: 'again' })
    await until(id, (run) => run.progress > 0)
    const second = await start('try.slow', { steps: 40 }, { key: 'again', repeat: true })
    expect(second.id).toBe(id)
    await until(id, ended)
    expect(await traces(id)).toEqual(['begin', 'end', 'begin', 'end'])
  })

  test('does not begin before the command is committed that asked for it a second time', async () => {
    const { id } = await start('try.read', {}, { key: 'wait' })
    await database.write(1, async (writer) => {
      await startJob(writer, null, 'try.read', 'wait', {}, { repeat: true })
      await startWorkerProcess()
      await sleep(1_500)
      await writer.client.query(`insert into traces (run, what) values ($1, 'committed with the command')`, [
        id,
      ])
    })
    const run = await until(id, ended)
    expect(run.result).toEqual({ saw: 1 })
  })

  test('can be done without queue and worker', async () => {
    const { tryHandlers } = await import('../../../tests/support/jobHandlers.ts')
    const order = { database, tenantId: 1, kind: 'try.add', key: 'k', input: { a: 2, b: 3 } }
    expect(await runInline(tryHandlers['try.add']!, order)).toEqual({ sum: 5 })
  })
})

describe('a killed worker', () => {
  test('leaves its job to the next one, which does it to the end', async () => {
    const first = await startWorkerProcess()
    const { id } = await start('try.slow', { steps: 60 })
    await until(id, (run) => run.progress > 0)
    first.kill('SIGKILL')
    await sleep(200)
    expect(await find(id)).toMatchObject({ state: 'running' })
    await startWorkerProcess()
    expect(await until(id, ended)).toMatchObject({ state: 'done', result: { steps: 60 } })
    expect(await traces(id)).toEqual(['begin', 'begin', 'end'])
  })

  test('is noticed by a worker that lives', async () => {
    const first = await startWorkerProcess()
    const { id } = await start('try.slow', { steps: 60 })
    await until(id, (run) => run.progress > 0)
    await startWorkerProcess()
    first.kill('SIGKILL')
    expect(await until(id, ended)).toMatchObject({ state: 'done' })
  })

  test('loses a job that kills every worker only after five attempts', async () => {
    const { id } = await start('try.kill', {})
    for (let round = 0; round < 5; round++) {
      const worker = await startWorkerProcess()
      await new Promise((resolve) => worker.once('exit', resolve))
    }
    await startWorkerProcess()
    expect(await until(id, ended)).toMatchObject({ state: 'failed', problem: { kind: 'worker-lost' } })
    expect(await traces(id)).toHaveLength(5)
  })

  test('that is stopped politely gives its unfinished job back', async () => {
    const first = await startWorkerProcess()
    const { id } = await start('try.slow', { steps: 100 })
    await until(id, (run) => run.progress > 0)
    first.kill('SIGTERM')
    await new Promise((resolve) => first.once('exit', resolve))
    await startWorkerProcess()
    expect(await until(id, ended)).toMatchObject({ state: 'done' })
  })
})
