import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { deliverFile } from '../commands.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { runDeliveryCommand } from '../deliveryCommands.server.ts'
import { readDeliveryPage } from '../deliveryPage.server.ts'
import { installTestTown, now } from '../figures.fixture.server.ts'
import { seenField } from './seen.ts'

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

const file = `Sozialraum;Einschulung;untersuchte Kinder
Altdorf;2017/18;12
Neudorf;2017/18;14
Uentrop;2017/18;30
`
const draft = async (year: string): Promise<number> => {
  const content = Buffer.from(file.replaceAll('2017/18', year))
  const given = {
    source: 'school_entry',
    fileName: `seu-${year.slice(0, 4)}.csv`,
    mediaType: 'text/csv',
    receivedOn: '2019-02-27',
    note: '',
    size: content.length,
    content: inPieces(content),
  }
  const outcome = await deliverFile(database, actor, given, now)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}
const press = (id: number, intent: string, fields: Readonly<Record<string, string>> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ intent, ...fields })) form.set(name, value)
  return database.write(actor.tenantId, (writer) => runDeliveryCommand(writer, actor, id, form, now))
}
const preview = async (id: number) =>
  (await database.read(actor.tenantId, (reader) => readDeliveryPage(reader, id, actor, 'de')))!.preview!
const stored = async (id: number) =>
  (await database.read(actor.tenantId, (reader) => findDelivery(reader, id, 'de')))!
const indexOf = ({ places }: Awaited<ReturnType<typeof preview>>, name: string) =>
  places.findIndex(({ text }) => text === name)

describe('two people on one draft', () => {
  it('never decide about what the other has changed: choices by position go to nothing else', async () => {
    const id = await draft('2017/18')
    const shown = await preview(id)
    const choice = { [`match-${indexOf(shown, 'Neudorf')}`]: 'heessen', [seenField]: shown.seen }
    // Meanwhile the other one leaves out a row: the names have other positions.
    expect(await press(id, 'layout', { 't0-skippedRows': '2', [seenField]: shown.seen })).toEqual({
      kind: 'done',
    })
    expect(indexOf(await preview(id), 'Neudorf')).not.toBe(indexOf(shown, 'Neudorf'))
    const before = await stored(id)
    for (const intent of ['layout', 'proposals', 'reset', 'deliver', 'check', 'accept'])
      expect(await press(id, intent, { ...choice, reason: 'geprüft' }), intent).toEqual({
        kind: 'refused',
        no: 'read-otherwise',
      })
    expect(await stored(id)).toEqual(before)
  })

  it('go on with what they see now', async () => {
    const id = await draft('2018/19')
    const first = await preview(id)
    await press(id, 'layout', { 't0-skippedRows': '2', [seenField]: first.seen })
    const shown = await preview(id)
    const choice = { [`match-${indexOf(shown, 'Neudorf')}`]: 'heessen', [seenField]: shown.seen }
    expect(await press(id, 'layout', choice)).toEqual({ kind: 'done' })
    expect((await stored(id)).layout?.placeNames).toEqual({ Neudorf: 'heessen' })
    const { seen } = await preview(id)
    const released = { kind: 'done', notice: 'freigegeben' }
    expect(await press(id, 'accept', { reason: 'geprüft', [seenField]: seen })).toEqual(released)
    // The second of a double click.
    expect(await press(id, 'accept', { reason: 'geprüft', [seenField]: seen })).toEqual(released)
  })

  it('who press at the same moment: one is applied, the other is told', async () => {
    const id = await draft('2019/20')
    const { seen } = await preview(id)
    const outcomes = await Promise.all(
      ['3', '4'].map((row) => press(id, 'layout', { 't0-skippedRows': row, [seenField]: seen })),
    )
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
  })

  it('are not asked what was seen where nobody looked at a page', async () => {
    const id = await draft('2020/21')
    expect(await press(id, 'layout', { 't0-skippedRows': '2, 3' })).toEqual({ kind: 'done' })
    expect(await press(id, 'accept', { reason: 'geprüft' })).toMatchObject({ kind: 'done' })
  })
})
