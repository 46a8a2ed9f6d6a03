import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { listSeries } from '../catalogue.server.ts'
import { deliverFile } from '../commands.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { runDeliveryCommand } from '../deliveryCommands.server.ts'
import { readDeliveryPage } from '../deliveryPage.server.ts'
import { installTestTown, now } from '../figures.fixture.server.ts'
import { actorOfLink } from '../links/link.ts'
import { proposalField } from './proposalForm.ts'

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

const draftOf = async (text: string, fileName: string, by = actor): Promise<number> => {
  const content = Buffer.from(text)
  const given = {
    source: 'school_entry',
    fileName,
    mediaType: 'text/csv',
    receivedOn: '2019-02-27',
    note: '',
    size: content.length,
    content: inPieces(content),
  }
  const outcome = await deliverFile(database, by, given, now)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}
const press = (id: number, intent: string, fields: Readonly<Record<string, string>> = {}, by = actor) => {
  const form = new FormData()
  form.set('intent', intent)
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return database.write(actor.tenantId, (writer) => runDeliveryCommand(writer, by, id, form, now))
}
const page = async (id: number, by = actor) =>
  (await database.read(actor.tenantId, (reader) => readDeliveryPage(reader, id, by, 'de')))!
const series = () => database.read(actor.tenantId, listSeries)
const unknown = (name: string) => `Sozialraum;${name} 2017;${name} 2018
Uentrop;12;14
Heessen;30;31
`

describe('series that a file proposes', () => {
  it('are settled in the preview, and created only with a yes', async () => {
    const id = await draftOf(unknown('Logopädie'), 'logo.csv')
    const { preview, choices } = await page(id)
    expect(preview!.proposals).toMatchObject({ created: 1, series: [{ figures: 4 }] })
    expect(choices!.families.map(({ value }) => value)).toEqual(['school_entry'])
    expect(
      await press(id, 'proposals', {
        [proposalField(0, 'name')]: 'Kinder in Logopädie',
        [proposalField(0, 'overTime')]: 'none',
        [proposalField(0, 'family')]: 'school_entry',
      }),
    ).toEqual({ kind: 'done' })
    expect((await page(id)).preview!.series).toEqual([{ name: 'Kinder in Logopädie', count: 4 }])
    expect(await press(id, 'accept')).toEqual({
      kind: 'wrong',
      errors: [{ field: 'anlegen', problem: 'unconfirmed' }],
    })
    expect((await series()).map(({ name }) => name)).not.toContain('Kinder in Logopädie')
    expect(await press(id, 'accept', { anlegen: 'ja', reason: 'geprüft' })).toEqual({
      kind: 'done',
      notice: 'freigegeben',
    })
    expect(await series()).toContainEqual(
      expect.objectContaining({
        key: 'kinder_in_logopaedie',
        name: 'Kinder in Logopädie',
        overPlaces: 'sum',
        overTime: 'none',
        familyKey: 'school_entry',
        aliases: expect.arrayContaining(['Logopädie']),
      }),
    )
  })

  it('are known to the next file by the name that the file has', async () => {
    const id = await draftOf(unknown('Logopädie').replaceAll('2018', '2019'), 'logo19.csv')
    const { preview } = await page(id)
    expect(preview!.proposals.series).toEqual([])
    expect(preview!.series).toEqual([{ name: 'Kinder in Logopädie', count: 4 }])
  })

  it('stay as they were settled when something else is corrected', async () => {
    const id = await draftOf(unknown('Ergotherapie'), 'ergo.csv')
    await press(id, 'proposals', { [proposalField(0, 'name')]: 'Kinder in Ergotherapie' })
    expect(await press(id, 'layout', { 't0-skippedRows': '3' })).toEqual({ kind: 'done' })
    const { preview } = await page(id)
    expect(preview!.series).toEqual([{ name: 'Kinder in Ergotherapie', count: 2 }])
    const wrong = await press(id, 'proposals', { [proposalField(0, 'name')]: 'mit Vorsorgeheft' })
    expect(wrong).toEqual({
      kind: 'wrong',
      errors: [{ field: proposalField(0, 'name'), problem: 'name-taken' }],
    })
  })

  it('are not created where the column means an existing one after all', async () => {
    const id = await draftOf('Sozialraum;Vorsorgehefte 2017/18\nUentrop;12\nHeessen;30\n', 'heft.csv')
    expect((await page(id)).preview!.proposals.created).toBe(1)
    await press(id, 'layout', { 't0-role-2': 'value', 't0-series-2': 'booklet', 't0-period-2': '2017/18' })
    const { preview } = await page(id)
    expect(preview).toMatchObject({ isReady: true, proposals: { created: 0 } })
    expect(await press(id, 'accept', { reason: 'geprüft' })).toEqual({ kind: 'done', notice: 'freigegeben' })
    expect((await series()).map(({ name }) => name)).not.toContain('Vorsorgehefte')
  })

  it('never become figures of a series that another delivery created meanwhile as something else', async () => {
    const first = await draftOf(unknown('Kurse'), 'kurse.csv')
    const second = await draftOf(unknown('Kurse').replaceAll('201', '202'), 'kosten.csv')
    const amount = { [proposalField(0, 'measure')]: 'amount', [proposalField(0, 'decimals')]: '2' }
    expect(await press(second, 'proposals', amount)).toEqual({ kind: 'done' })
    const yes = { anlegen: 'ja', reason: 'geprüft' }
    expect(await press(first, 'accept', yes)).toMatchObject({ kind: 'done' })
    expect(await press(second, 'accept', yes)).toEqual({ kind: 'refused', no: 'changed-since' })
    expect(await press(second, 'proposals', { [proposalField(0, 'name')]: 'Kosten der Kurse' })).toEqual({
      kind: 'done',
    })
    expect(await press(second, 'accept', yes)).toMatchObject({ kind: 'done' })
    const created = (await series()).filter(({ name }) => name.includes('Kurse'))
    expect(created.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual([
      'Kosten der Kurse amount',
      'Kurse count',
    ])
  })

  it('are only handed in by an office, and created by who releases the delivery', async () => {
    const office = actorOfLink({ name: 'Amt', purpose: 'upload' }, 'health', actor.tenantId)
    const id = await draftOf(unknown('Frühförderung'), 'frueh.csv', office)
    expect((await page(id, office)).may).toMatchObject({ define: false, accept: false })
    await press(id, 'proposals', { [proposalField(0, 'name')]: 'Kinder in Frühförderung' }, office)
    await expect(press(id, 'accept', { anlegen: 'ja', reason: 'geprüft' }, office)).rejects.toThrow()
    expect(await press(id, 'deliver', {}, office)).toEqual({ kind: 'done', notice: 'abgegeben' })
    const names = async () => (await series()).map(({ name }) => name)
    expect(await names()).not.toContain('Kinder in Frühförderung')
    // What was handed in changes no more.
    expect(await press(id, 'proposals', { [proposalField(0, 'name')]: 'Anders' })).toMatchObject({
      kind: 'refused',
    })
    const planner: Actor = { ...actor, grants: wholeGrants('planning') }
    expect((await page(id, planner)).preview!.proposals.created).toBe(1)
    expect(await press(id, 'accept', { anlegen: 'ja', reason: 'geprüft' }, planner)).toMatchObject({
      kind: 'done',
    })
    expect(await names()).toContain('Kinder in Frühförderung')
    expect((await database.read(actor.tenantId, (reader) => findDelivery(reader, id, 'de')))!.state).toBe(
      'released',
    )
  })
})
