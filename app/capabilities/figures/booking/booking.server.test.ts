import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { getCatalogue } from '../catalogue.server.ts'
import { deliverFile } from '../commands.server.ts'
import { findDelivery, listDeliveries } from '../deliveries.server.ts'
import { runDeliveryCommand } from '../deliveryCommands.server.ts'
import { readDeliveryPage } from '../deliveryPage.server.ts'
import { installTestTown, now, schoolEntryFile } from '../figures.fixture.server.ts'
import { listFindings } from '../findings/findings.server.ts'
import { listHeldFacts } from '../held.server.ts'
import { listProfiles } from '../profiles/profiles.server.ts'

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

const read = <T>(work: Parameters<typeof database.read<T>>[1]) => database.read(actor.tenantId, work)
const press = (id: number, fields: Readonly<Record<string, string>>, by = actor) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return database.write(actor.tenantId, (writer) => runDeliveryCommand(writer, by, id, form, now))
}
const unassigned = () =>
  read(async (reader) => {
    const catalogue = await getCatalogue(reader, 'school_entry')
    const place = catalogue.places.byKey('unassigned')!
    const held = await listHeldFacts(reader, [catalogue.seriesByKey('examined')!.id], {
      placeIds: [place.id],
      breakdowns: [''],
    })
    return held.map(({ value }) => value)
  })

describe('the difference between the areas and the town', () => {
  it('is booked at "nicht zuordenbar" with a reason, and taken back by withdrawing the booking', async () => {
    // Of the cohort 2017/18 the town says 1,567, the areas together 1,553.
    const content = Buffer.from(schoolEntryFile)
    const given = {
      source: 'school_entry',
      fileName: 'eingang.csv',
      mediaType: 'text/csv',
      receivedOn: '2019-02-27',
      note: '',
      size: content.length,
      content: inPieces(content),
    }
    const delivered = await deliverFile(database, actor, given, now)
    if (!delivered.ok) throw new Error(JSON.stringify(delivered))
    const { id } = delivered
    await press(id, { intent: 'accept', reason: 'geprüft' })
    expect(await unassigned()).toEqual(['128'])
    const profiles = await read((reader) => listProfiles(reader, 'school_entry'))

    const page = await read((reader) => readDeliveryPage(reader, id, actor, 'de'))
    const finding = page!.findings.find(({ isBookable }) => isBookable)!
    const book = (reason: string, by = actor) =>
      press(id, { intent: 'book', finding: String(finding.id), [`book-${finding.id}`]: reason }, by)
    expect(await book(' ')).toEqual({ kind: 'refused', no: 'said-missing' })
    const office: Actor = { ...actor, grants: wholeGrants('delivery_office') }
    await expect(book('ohne Recht', office)).rejects.toThrow()

    expect(await book('ohne festen Wohnsitz')).toEqual({ kind: 'done', notice: 'gebucht' })
    expect((await unassigned()).toSorted()).toEqual(['128', '14'])
    const settled = await read((reader) => listFindings(reader, id))
    const after = settled.find((one) => one.id === finding.id)!
    expect(after.state).toBe('accepted')
    expect(after.sayings.at(-1)?.said).toContain('ohne festen Wohnsitz')
    const booking = (await read((reader) => findDelivery(reader, after.correctionId!, 'de')))!
    expect(booking).toMatchObject({ state: 'released', factCount: 1 })
    expect(booking.note).toBe(`Differenz aus Lieferung ${id}: ohne festen Wohnsitz`)
    expect((await read((reader) => findDelivery(reader, id, 'de')))!.state).toBe('released')
    // A booking says nothing about how the office writes its files.
    expect(await read((reader) => listProfiles(reader, 'school_entry'))).toEqual(profiles)

    // The second press of the button, or of a colleague.
    const deliveries = async () => (await read((reader) => listDeliveries(reader, actor, 'de'))).length
    const before = await deliveries()
    expect(await book('noch einmal')).toEqual({ kind: 'refused', no: 'nothing-to-book' })
    expect(await deliveries()).toBe(before)

    expect(await press(booking.id, { intent: 'withdraw', note: 'doch nicht' })).toMatchObject({
      kind: 'done',
    })
    expect(await unassigned()).toEqual(['128'])
    await press(id, { intent: 'ask-finding', finding: String(finding.id), 'answer-1': 'Bitte noch einmal' })
    expect(await book('nun doch')).toEqual({ kind: 'done', notice: 'gebucht' })
    expect((await unassigned()).toSorted()).toEqual(['128', '14'])

    // What it balanced holds no longer: neither does it.
    expect(await press(id, { intent: 'withdraw', note: 'falsche Datei' })).toMatchObject({ kind: 'done' })
    expect(await unassigned()).not.toContain('14')
    const latest = (await read((reader) => listFindings(reader, id))).find((one) => one.id === finding.id)!
    const withdrawn = await read((reader) => findDelivery(reader, latest.correctionId!, 'de'))
    expect(withdrawn).toMatchObject({ state: 'withdrawn' })
  })
})
