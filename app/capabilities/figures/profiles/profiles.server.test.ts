import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { acceptDelivery } from '../accept.server.ts'
import { correctDraft, deliverFile } from '../commands.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { runDeliveryCommand } from '../deliveryCommands.server.ts'
import { readDeliveryPage } from '../deliveryPage.server.ts'
import { installTestTown, now } from '../figures.fixture.server.ts'
import { readProfilesPage } from './page.server.ts'
import { listProfiles, removeProfile, renameProfile } from './profiles.server.ts'
import { mappingProfiles } from './profiles.table.ts'

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
const write = <T>(work: Parameters<typeof database.write<T>>[1]) => database.write(actor.tenantId, work)
const draftOf = async (text: string, fileName: string): Promise<number> => {
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
  const outcome = await deliverFile(database, actor, given, now)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}
const release = (id: number) => write((writer) => acceptDelivery(writer, actor, id, now))
const draft = async (id: number) => {
  const found = (await read((reader) => findDelivery(reader, id, 'de')))!
  if (found.analysis?.state !== 'read') throw new Error(String(found.analysis?.state))
  return { ...found, analysis: found.analysis }
}
const profiles = () => read((reader) => listProfiles(reader, 'school_entry'))

const first = `Bericht des Amts
Gebiet;K 2017/18;Blatt;K 2018/19
Westen;242;1;204
Altdorf;139;1;125
Mittel;190;1;164
`
/** Other years, a row more, a column moved, and one that nobody knows. */
const second = `Bericht des Amts
Blatt;Gebiet;K 2019/20;K 2020/21;Rang
2;Westen;243;205;1
2;Norden;99;101;2
2;Altdorf;140;126;3
2;Mittel;191;165;4
`

describe('the profile of a source', () => {
  it('is what a person corrected, kept with the release and used for the next file', async () => {
    const id = await draftOf(first, 'amt.csv')
    const { layout } = await draft(id)
    const table = layout!.tables[0]!
    const corrections = {
      tables: [
        {
          ...table,
          columns: [
            { column: 1, role: 'place' as const },
            { column: 2, role: 'value' as const, series: 'examined', period: '2017/18' },
            { column: 3, role: 'ignore' as const },
            { column: 4, role: 'value' as const, series: 'examined', period: '2018/19' },
          ],
          skippedRows: [5],
        },
      ],
      placeNames: { Altdorf: 'uentrop', Mittel: null },
      dot: 'secret-at-source' as const,
    }
    await write((writer) => correctDraft(writer, actor, id, corrections, now))
    expect(await profiles()).toEqual([])
    expect(await release(id)).toMatchObject({ ok: true, facts: 4 })
    expect(await profiles()).toMatchObject([{ name: 'amt', version: 1, deliveryId: id }])

    const next = await draft(await draftOf(second, 'amt neu.csv'))
    expect(next.analysis.problems).toEqual([])
    expect(next.analysis).toMatchObject({ problemCount: 0, facts: 6, seriesCounts: { examined: 6 } })
    expect(next.analysis.periods.map(({ key }) => key).sort()).toEqual(['2019/20', '2020/21'])
    expect(next.layout).toMatchObject({
      placeNames: { Altdorf: 'uentrop', Mittel: null },
      dot: 'secret-at-source',
      tables: [{ skippedRows: [6] }],
    })
    const page = await read((reader) => readDeliveryPage(reader, next.id, actor, 'de'))
    expect(page?.preview?.profile).toMatchObject({
      title: 'Gelesen wie die Lieferung vom 27. Februar 2019 (Profil „amt“)',
      sentences: [
        expect.stringContaining('die Bedeutung von 3 Spalten, 2 Ortsnamen'),
        expect.stringContaining('„Rang“'),
      ],
    })
  })

  it('says of each column whether it was remembered, recognised or changed just now', async () => {
    const next = await draft(await draftOf(second.replaceAll('2019/20', '2023/24'), 'amt woher.csv'))
    const origins = async () => {
      const page = await read((reader) => readDeliveryPage(reader, next.id, actor, 'de'))
      return page?.preview?.origins.map(({ column, origin }) => `${column} ${origin}`)
    }
    expect(await origins()).toEqual(['A erkannt', 'B gemerkt', 'C gemerkt', 'D gemerkt', 'E erkannt'])
    const [table] = next.layout!.tables
    const columns = table!.columns.map((one) =>
      one.column === 4 ? { column: 4, role: 'ignore' as const } : one,
    )
    await write((writer) => correctDraft(writer, actor, next.id, { tables: [{ ...table!, columns }] }, now))
    expect(await origins()).toEqual([
      'A erkannt',
      'B gemerkt',
      'C gemerkt',
      'D von Ihnen geändert',
      'E erkannt',
    ])
  })

  it('is not kept where the person says so, nor are the names of places', async () => {
    const before = await profiles()
    const file = 'Bereich;Einschulung;Blatt;untersuchte Kinder\nNeudorf;2014/15;x;3\n'
    const id = await draftOf(file, 'einmal.csv')
    const { layout } = await draft(id)
    const [table] = layout!.tables
    const columns = table!.columns.map((one) =>
      one.column === 1 ? { column: 1, role: 'place' as const } : one,
    )
    const corrections = { tables: [{ ...table!, columns }], placeNames: { Neudorf: 'pelkum' } }
    await write((writer) => correctDraft(writer, actor, id, corrections, now))
    const form = new FormData()
    for (const [name, said] of [
      ['intent', 'accept'],
      ['reason', 'einmalig'],
      ['anlegen', 'ja'],
      ['merken-gefragt', 'ja'],
    ] as const)
      form.set(name, said)
    expect(await write((writer) => runDeliveryCommand(writer, actor, id, form, now))).toEqual({
      kind: 'done',
      notice: 'freigegeben',
    })
    expect(await profiles()).toEqual(before)
    const again = await draft(await draftOf(file.replace('2014/15', '2013/14'), 'einmal 2.csv'))
    expect(again.layout!.placeNames).not.toHaveProperty('Neudorf')
    expect(again.analysis.placeNames.find(({ text }) => text === 'Neudorf')?.place).toBeUndefined()
  })

  it('is renewed by the next release of its kind, and another kind of table gets its own', async () => {
    const [former] = await profiles()
    const id = await draftOf(
      second.replaceAll('2019/20', '2021/22').replaceAll('2020/21', '2022/23'),
      'amt 3.csv',
    )
    expect(await release(id)).toMatchObject({ ok: true })
    expect(await profiles()).toMatchObject([{ id: former!.id, name: 'amt', version: 2, deliveryId: id }])
    const other = await draftOf(
      'Sozialraum;Einschulung;Hilfeform;untersuchte Kinder\nWesten;2017/18;ambulant;3\n',
      'hilfen.csv',
    )
    expect(await release(other)).toMatchObject({ ok: true })
    expect(await profiles()).toMatchObject([{ name: 'amt' }, { name: 'hilfen', version: 1 }])
  })

  it('is not there after a release that breaks off', async () => {
    const before = await profiles()
    const id = await draftOf(
      'Sozialraum;Einschulung;Heft;untersuchte Kinder\nWesten;2015/16;x;3\n',
      'bruch.csv',
    )
    const broken = write(async (writer) => {
      await acceptDelivery(writer, actor, id, now)
      throw new Error('broken off')
    })
    await expect(broken).rejects.toThrow('broken off')
    expect(await profiles()).toEqual(before)
    const cancelled = write((writer) =>
      acceptDelivery(writer, actor, id, now, { onRows: () => Promise.reject(new Error('cancelled')) }),
    )
    await expect(cancelled).rejects.toThrow('cancelled')
    expect(await profiles()).toEqual(before)
    expect(await draft(id)).toMatchObject({ state: 'draft', factCount: 0 })
  })

  it('can be read in words, renamed and forgotten by who delivers for the source, and by nobody else', async () => {
    const page = await read((reader) => readProfilesPage(reader, 'school_entry', 'de'))
    expect(page?.profiles[0]).toMatchObject({
      dot: 'geheim gehalten',
      places: expect.arrayContaining(['„Mittel“ wird ausgelassen']),
    })
    expect(page?.profiles[0]?.tables[0]?.columns).toContainEqual(
      expect.objectContaining({ means: 'Wert: untersuchte Kinder' }),
    )
    const [own, other] = await profiles()
    const rename = (by: Actor, id: number) =>
      write((writer) => renameProfile(writer, by, 'school_entry', id, 'Einschulung', now))
    expect(await rename(actor, own!.id)).toBe(true)
    expect(await rename(actor, 4711)).toBe(false)
    await expect(rename({ ...actor, grants: wholeGrants('leadership') }, own!.id)).rejects.toThrow()
    expect(await write((writer) => removeProfile(writer, actor, 'school_entry', other!.id, now))).toBe(true)
    expect(await profiles()).toMatchObject([{ name: 'Einschulung' }])
  })

  it('is renewed where a file was read with it, though an older one is of the same kind', async () => {
    const [older] = await profiles()
    const unaudited = openDatabasePool(test.appUrl)
    await unaudited.write(actor.tenantId, async ({ db }) => {
      const [row] = await db.select().from(mappingProfiles)
      const { id: _, ...copy } = row!
      await db.insert(mappingProfiles).values({ ...copy, name: 'Kopie', version: 1 })
    })
    await unaudited.close()
    const years = second.replaceAll('2019/20', '2009/10').replaceAll('2020/21', '2010/11')
    const id = await draftOf(years, 'amt 9.csv')
    expect((await draft(id)).analysis.profile).toMatchObject({ name: 'Kopie' })
    expect(await release(id)).toMatchObject({ ok: true })
    expect(await profiles()).toMatchObject([older!, { name: 'Kopie', version: 2, deliveryId: id }])
  })
})
