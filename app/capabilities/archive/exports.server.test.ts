import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { findTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { openZip } from '#app/platform/backup/zip.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { JobCancelled } from '#app/platform/jobs/handler.server.ts'
import { ask, makeFolder, oldDemonstration, restore } from '../../../tests/support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import {
  archiveJobs,
  cancelExport,
  exportHours,
  findExportChunk,
  findExportJob,
  listExports,
  openExport,
  removeExpiredExports,
  removeExport,
  startExport,
} from './archive.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
let officer: Actor
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)

beforeAll(async () => {
  store = await createTestDatabase()
  await restore(store.ownerUrl, oldDemonstration)
  database = openDatabasePool(store.appUrl)
  tenant = (await database.shared((shared) => findTenant(shared, 'musterstadt', 'de')))!.id
  const [person] = await ask<{ id: number; name: string }>(
    store.adminUrl,
    `select a.id, a.name from accounts a join memberships m on m.account_id = a.id
     where m.tenant_id = $1 and m.role = 'data_protection'`,
    [tenant],
  )
  officer = {
    accountId: person!.id,
    name: person!.name,
    grants: wholeGrants('data_protection'),
    tenantId: tenant,
  }
})

afterEach(async () => {
  await ask(store.adminUrl, 'delete from exports')
  await ask(store.adminUrl, 'delete from job_runs')
})

afterAll(async () => {
  await database.close()
  await store.close()
})

/** Does the work of an order as the worker does. `cancelAfter`: so many questions whether to go on are answered with yes. */
async function work(id: string, by: Actor, cancelAfter = Number.POSITIVE_INFINITY): Promise<unknown> {
  let asked = 0
  return archiveJobs['archive.export']!(
    { actor: by },
    {
      run: { id, tenantId: tenant, kind: 'archive.export', key: 'export', createdBy: by.accountId },
      database,
      report: async () => {},
      throwIfCancelled: async () => {
        asked += 1
        if (asked > cancelAfter) throw new JobCancelled()
      },
    },
  )
}

const list = (now = new Date()) => database.read(tenant, (reader) => listExports(reader, officer, now))

describe('an export that was ordered', () => {
  test('can be fetched by those who may for a day, as a whole archive; each fetch is recorded', async () => {
    const run = await database.write(tenant, (writer) => startExport(writer, officer, new Date()))
    expect(await database.read(tenant, (reader) => findExportJob(reader))).toMatchObject({
      id: run.id,
      state: 'queued',
    })
    await work(run.id, officer)
    const [file] = await list()
    expect(file!.name).toMatch(/^lueckenlos-musterstadt-\d{4}-\d\d-\d\d\.zip$/)
    expect(file!.createdBy).toBe(officer.name)
    const opened = await database.write(tenant, (writer) => openExport(writer, officer, file!.id, new Date()))
    const chunks: Buffer[] = []
    for (let position = 0; ; position++) {
      const chunk = await database.read(tenant, (reader) =>
        findExportChunk(reader, officer, file!.id, position),
      )
      if (!chunk) break
      chunks.push(chunk)
    }
    const content = Buffer.concat(chunks)
    expect(content.length).toBe(opened!.size)
    const folder = await makeFolder()
    await writeFile(join(folder.path, 'export.zip'), content)
    const zip = await openZip(join(folder.path, 'export.zip'))
    expect([...zip.parts.keys()]).toContain('datapackage.json')
    zip.close()
    await folder.remove()
    const entries = await ask(
      store.adminUrl,
      `select action, kind, account_id as by from audit_entries where tenant_id = $1 order by position desc limit 3`,
      [tenant],
    )
    expect(entries).toEqual([
      { action: 'tenant.export-download', kind: 'look', by: officer.accountId },
      { action: 'tenant.export-store', kind: 'change', by: officer.accountId },
      { action: 'tenant.export', kind: 'change', by: officer.accountId },
    ])
  })

  test('is gone when its day is over: first for everybody, then from the disk', async () => {
    await work(randomUUID(), officer)
    const [file] = await list()
    const justBefore = later(exportHours - 0.1)
    const justAfter = later(exportHours + 0.1)
    expect(await list(justBefore)).toHaveLength(1)
    expect(await list(justAfter)).toEqual([])
    const open = (now: Date) => database.write(tenant, (writer) => openExport(writer, officer, file!.id, now))
    expect(await open(justAfter)).toBeUndefined()
    expect(await removeExpiredExports(database, justBefore)).toBe(0)
    expect(await removeExpiredExports(database, justAfter)).toBe(1)
    expect(await ask(store.adminUrl, 'select 1 from export_chunks')).toEqual([])
  })

  test('is made once, however often its job begins again', async () => {
    const id = randomUUID()
    const first = await work(id, officer)
    expect(await work(id, officer)).toEqual(first)
    expect(await list()).toHaveLength(1)
  })

  test('leaves nothing behind when it is cancelled in the middle', async () => {
    for (const after of [0, 3, 30, 50])
      await expect(work(randomUUID(), officer, after)).rejects.toThrow(JobCancelled)
    expect(await list()).toEqual([])
    expect(await ask(store.adminUrl, 'select 1 from export_chunks')).toEqual([])
    const run = await database.write(tenant, (writer) => startExport(writer, officer, new Date()))
    await database.write(tenant, (writer) => cancelExport(writer, officer, new Date()))
    expect(await database.read(tenant, (reader) => findExportJob(reader))).toMatchObject({
      id: run.id,
      state: 'cancelled',
    })
  })

  test('can be deleted before its time', async () => {
    await work(randomUUID(), officer)
    const [file] = await list()
    await database.write(tenant, (writer) => removeExport(writer, officer, file!.id, new Date()))
    expect(await list()).toEqual([])
  })
})

describe('refused', () => {
  test('to whoever has no right to it, at every door', async () => {
    const planner = { ...officer, grants: wholeGrants('planning', 'coordination', 'administration') }
    const doors = [
      () => database.write(tenant, (writer) => startExport(writer, planner, new Date())),
      () => database.write(tenant, (writer) => cancelExport(writer, planner, new Date())),
      () => database.write(tenant, (writer) => removeExport(writer, planner, 1, new Date())),
      () => database.write(tenant, (writer) => openExport(writer, planner, 1, new Date())),
      () => database.read(tenant, (reader) => findExportChunk(reader, planner, 1, 0)),
      () => database.read(tenant, (reader) => listExports(reader, planner, new Date())),
    ]
    for (const door of doors) await expect(door()).rejects.toThrow('not allowed: tenant.export')
  })

  test('to somebody who lost the right while the order waited, with a sentence', async () => {
    const stranger = { ...officer, accountId: 999_999 }
    await expect(work(randomUUID(), stranger)).rejects.toHaveProperty('name', 'Refusal')
    expect(await list()).toEqual([])
  })

  test('to another municipality: its number is unknown there', async () => {
    await work(randomUUID(), officer)
    const [file] = await list()
    const hamm = (await database.shared((shared) => findTenant(shared, 'hamm', 'de')))!.id
    const neighbour = { ...officer, tenantId: hamm }
    const opened = await database.write(hamm, (writer) => openExport(writer, neighbour, file!.id, new Date()))
    expect(opened).toBeUndefined()
    const chunk = await database.read(hamm, (reader) => findExportChunk(reader, neighbour, file!.id, 0))
    expect(chunk).toBeUndefined()
  })
})
