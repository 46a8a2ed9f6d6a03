import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { ask, listUnlocked } from '../../../../tests/support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { findAnywhere } from '../../../../tests/support/findAnywhere.ts'
import { deliverFile } from '../commands.server.ts'
import { runDeliveryCommand } from '../deliveryCommands.server.ts'
import { installTestTown, now } from '../figures.fixture.server.ts'

let test: TestDatabase
let database: Database
let actor: Actor

beforeAll(async () => {
  test = await createTestDatabase()
  database = auditing(openDatabasePool(test.appUrl))
  actor = await installTestTown(database)
})
afterAll(async () => {
  await database.close()
  await test.close()
})

/** A draft with an unknown place, which the reading quotes, and an area without a value, which a check asks about. */
const deliver = async (place: string, period: string): Promise<number> => {
  const content = Buffer.from(`Sozialraum;untersuchte Kinder ${period}\nPelkum;101\n${place};7777\n`)
  const given = {
    fileName: 'seu.csv',
    mediaType: 'text/csv',
    source: 'school_entry',
    receivedOn: '2019-02-27',
  }
  const file = { size: content.length, content: inPieces(content) }
  const outcome = await deliverFile(database, actor, { ...given, ...file, note: '' }, now)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}
const press = (id: number, intent: string) => {
  const form = new FormData()
  form.set('intent', intent)
  return database.write(actor.tenantId, (writer) => runDeliveryCommand(writer, actor, id, form, now))
}
const keptOf = async (id: number) => {
  const [row] = await ask<{
    name: string
    size: number
    deleted: boolean
    chunks: number
    read: boolean
    findings: number
    steps: number
  }>(
    test.adminUrl,
    `select f.name, f.size, f.content_deleted_at is not null as deleted,
       (select count(*)::integer from file_chunks c where c.tenant_id = f.tenant_id and c.file_id = f.id) as chunks,
       (d.layout is not null or d.analysis is not null) as read,
       (select count(*)::integer from findings q where q.tenant_id = d.tenant_id and q.delivery_id = d.id) as findings,
       (select count(*)::integer from delivery_steps s where s.tenant_id = d.tenant_id and s.delivery_id = d.id) as steps
     from deliveries d join files f on f.tenant_id = d.tenant_id and f.id = d.file_id where d.id = $1`,
    [id],
  )
  return row!
}
const nothing = { name: 'seu.csv', deleted: true, chunks: 0, read: false, findings: 0 }

describe('a discarded delivery', () => {
  it('keeps its name, size and history, and nothing of what stood in its file', async () => {
    const id = await deliver('Unverwechselbar', '2021/22')
    expect(await keptOf(id)).toMatchObject({ deleted: false, chunks: 1, read: true })
    expect(await press(id, 'discard')).toEqual({ kind: 'done', notice: 'verworfen' })
    expect(await keptOf(id)).toMatchObject({ ...nothing, steps: 2 })
    expect((await keptOf(id)).size).toBeGreaterThan(20)
    expect(await findAnywhere(test.adminUrl, 'Unverwechselbar')).toEqual([])
  })

  it('keeps no questions about its figures when it was handed in already', async () => {
    const id = await deliver('Norden', '2022/23')
    await press(id, 'deliver')
    expect((await keptOf(id)).findings).toBeGreaterThan(0)
    expect(await press(id, 'discard')).toMatchObject({ kind: 'done' })
    expect(await keptOf(id)).toMatchObject({ ...nothing, steps: 3 })
  })

  it('is left of in the kept answer to a programme by its number only', async () => {
    const id = await deliver('Norden', '2027/28')
    const bodies = [id, Number(`${id}0`)].map((delivery) => ({
      ...{ delivery, stored: 2, places: [{ text: 'Unverwechselbar' }], unmatched: [] },
      findings: [{ found: 7777 }],
    }))
    await ask(
      test.adminUrl,
      `with person as (insert into accounts (key, name, invented) values ('eva', 'Eva', true) returning id),
         key as (insert into api_keys (tenant_id, token_hash, prefix, account_id, name, organisation, may_release, created_at, expires_at)
           select $1, 'x', 'x', id, 'x', 'health', false, now(), now() from person returning id)
       insert into api_answers (tenant_id, key_id, name_hash, request_hash, status, body, answered_at)
       select $1, key.id, body, '', 201, body, now() from key, unnest($2::text[]) as body`,
      [actor.tenantId, bodies.map((body) => JSON.stringify(body))],
    )
    await press(id, 'discard')
    const answers = await ask<{ body: string }>(
      test.adminUrl,
      'select body from api_answers order by length(body)',
    )
    expect(answers.map(({ body }) => JSON.parse(body))).toEqual([
      { delivery: id, stored: 2, places: [], unmatched: [], findings: [] },
      bodies[1],
    ])
    await ask(test.adminUrl, 'delete from api_answers')
  })

  it('leaves a file alone that another delivery has, too, until that one is discarded as well', async () => {
    const first = await deliver('Norden', '2023/24')
    const second = await deliver('Norden', '2024/25')
    await ask(
      test.adminUrl,
      'update deliveries set file_id = (select file_id from deliveries where id = $1) where id = $2',
      [first, second],
    )
    await press(first, 'discard')
    expect(await keptOf(second)).toMatchObject({ deleted: false, chunks: 1, read: true })
    await press(second, 'discard')
    expect(await keptOf(second)).toMatchObject(nothing)
  })
})

it('what was discarded before is forgotten with the update, and nothing else', async () => {
  const kept = await deliver('Norden', '2025/26')
  const old = await deliver('Unverwechselbar', '2026/27')
  await ask(
    test.adminUrl,
    `insert into findings (tenant_id, delivery_id, kind, severity, parameters)
     values ($1, $2, 'jump', 'question', '{"now": 7777}')`,
    [actor.tenantId, old],
  )
  await ask(
    test.adminUrl,
    `insert into finding_steps (tenant_id, finding_id, step, said, taken_by, taken_at)
     select tenant_id, id, 'answer', 'Unverwechselbar', 'x', now() from findings where delivery_id = $1`,
    [old],
  )
  await ask(test.adminUrl, "update deliveries set state = 'discarded' where id = $1", [old])
  const update = await readFile(join(findCloneFolder(), 'migrations', '0015_discarded_files.sql'), 'utf8')
  await ask(test.ownerUrl, update)
  expect(await keptOf(old)).toMatchObject(nothing)
  expect(await findAnywhere(test.adminUrl, 'Unverwechselbar')).toEqual([])
  expect(await keptOf(kept)).toMatchObject({ deleted: false, chunks: 1, read: true })
  expect(await listUnlocked(test.adminUrl)).toEqual([])
})
