import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listReleasedCells } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { acceptDelivery } from './accept.server.ts'
import { listPeriods, listSeries } from './catalogue.server.ts'
import { deliverFile, readDraft } from './commands.server.ts'
import { findDelivery, findSameFile, listDeliveries } from './deliveries.server.ts'
import { runDeliveryCommand } from './deliveryCommands.server.ts'
import { installTestTown, now, schoolEntryFile } from './figures.fixture.server.ts'
import { answerFinding, listFindings } from './findings/findings.server.ts'
import { listFigureOrigins, listHeldFacts } from './held.server.ts'
import { importFile } from './import.server.ts'
import { discardDelivery } from './life/life.server.ts'
import { withdrawDelivery } from './life/replacing.server.ts'
import { releaseFamilies } from './release.server.ts'

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

const bytesOf = (text: string | Uint8Array) => (typeof text === 'string' ? Buffer.from(text) : text)
const deliver = (text: string | Uint8Array, fileName = 'seu.csv') => {
  const content = bytesOf(text)
  const given = {
    source: 'school_entry',
    fileName,
    mediaType: 'text/csv',
    receivedOn: '2019-02-27',
    note: '',
  }
  return deliverFile(database, actor, { ...given, size: content.length, content: inPieces(content) }, now)
}
const draftOf = async (text: string | Uint8Array, fileName?: string): Promise<number> => {
  const outcome = await deliver(text, fileName)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}
const read = <T>(work: Parameters<typeof database.read<T>>[1]) => database.read(actor.tenantId, work)
const write = <T>(work: Parameters<typeof database.write<T>>[1]) => database.write(actor.tenantId, work)
const factCount = () =>
  read(async (reader) =>
    Number((await rowsOf<{ n: string }>(reader, sql`select count(*) n from facts`))[0]!.n),
  )
const accept = (id: number) => write((writer) => acceptDelivery(writer, actor, id, now))
const importText = (text: string) => {
  const content = bytesOf(text)
  return importFile(
    database,
    actor,
    {
      content: inPieces(content),
      size: content.length,
      fileName: 'seu.csv',
      source: undefined,
      receivedOn: '2019-03-01',
      note: '',
      corrections: {},
    },
    now,
  )
}
const heldValue = async (seriesKey: string, periodKey: string, placeName: string) => {
  const rows = await read((reader) =>
    rowsOf<{ value: string }>(
      reader,
      sql`select distinct on (f.series_id) f.value from facts f
          join deliveries d on d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'released'
          join series s on s.tenant_id = f.tenant_id and s.id = f.series_id and s.key = ${seriesKey}
          join periods p on p.tenant_id = f.tenant_id and p.id = f.period_id and p.key = ${periodKey}
          join places l on l.tenant_id = f.tenant_id and l.id = f.place_id and l.name = ${placeName}
          where f.breakdown = '' order by f.series_id, d.released_at desc, d.id desc`,
    ),
  )
  return rows[0]?.value
}

describe('a delivery', () => {
  it('is a draft that stores nothing until somebody accepts it; then every figure has its place in the file', async () => {
    const before = await factCount()
    const id = await draftOf(schoolEntryFile)
    expect(await factCount()).toBe(before)
    const draft = await read((reader) => findDelivery(reader, id, 'de'))
    expect(draft).toMatchObject({ state: 'draft', analysis: { state: 'read', facts: 21, problemCount: 0 } })
    expect(await accept(id)).toEqual({ ok: true, facts: 21, familyKeys: ['school_entry'] })
    expect(await factCount()).toBe(before + 21)
    expect(await heldValue('examined', '2018/19', 'nicht zuordenbar')).toBe('128')

    const [series] = await read(listSeries)
    const periods = await read(listPeriods)
    const cohort = periods.find(({ key }) => key === '2018/19')!
    const held = await read((reader) => listHeldFacts(reader, [series!.id]))
    const cell = held.find(({ periodId, value }) => periodId === cohort.id && value === '232')!
    const [origin] = await read((reader) => listFigureOrigins(reader, [cell], 'de'))
    expect(origin).toMatchObject({
      deliveryId: id,
      fileName: 'seu.csv',
      row: 10,
      column: 3,
      receivedOn: '2019-02-27',
      releasedBy: 'Erika Beispiel',
    })
  })

  it('asks about the 14 children of 2017/18 that no area has, and not about 2018/19 where 128 are booked', async () => {
    const [latest] = await read((reader) => listDeliveries(reader, actor, 'de'))
    const findings = await read((reader) => listFindings(reader, latest!.id))
    expect(findings.map(({ kind, parameters }) => [kind, parameters.period, parameters.difference])).toEqual([
      ['unassigned-difference', '2017/18', 14],
    ])
    expect(latest!.openQuestions).toBe(1)
    const given = { deliveryId: latest!.id, findingId: findings[0]!.id, answer: 'Ohne Anschrift untersucht.' }
    expect(await write((writer) => answerFinding(writer, actor, given, now))).toBe(true)
    expect(await write((writer) => answerFinding(writer, actor, { ...given, deliveryId: 999 }, now))).toBe(
      false,
    )
    expect((await read((reader) => listDeliveries(reader, actor, 'de')))[0]!.openQuestions).toBe(0)
  })

  it('is accepted by the first of two people at once; the second is told so and nothing is stored twice', async () => {
    const before = await factCount()
    const id = await draftOf('Sozialraum;untersuchte Kinder 2019/20\nPelkum;101\nHeessen;130\n')
    const outcomes = await Promise.all([accept(id), accept(id), accept(id)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([
      { ok: false, no: 'already-released' },
      { ok: false, no: 'already-released' },
    ])
    expect(await factCount()).toBe(before + 2)
  })

  it('answers the second click of the same person like the first, and tells another one that somebody was quicker', async () => {
    const id = await draftOf('Sozialraum;untersuchte Kinder 2021/22\nPelkum;103\nHeessen;131\n')
    const form = new FormData()
    form.set('intent', 'accept')
    form.set('reason', 'Die anderen Sozialräume folgen.')
    const click = (who: Actor) => write((writer) => runDeliveryCommand(writer, who, id, form, now))
    expect(await click(actor)).toEqual({ kind: 'done', notice: 'freigegeben' })
    expect(await click(actor)).toEqual({ kind: 'done', notice: 'freigegeben' })
    expect(await click({ ...actor, name: 'Otto Beispiel' })).toEqual({
      kind: 'refused',
      no: 'already-released',
    })
  })

  it('says of a draft that the very same file was accepted before', async () => {
    const text = 'Sozialraum;untersuchte Kinder 2022/23\nPelkum;97\n'
    const accepted = await importText(text)
    if (!accepted.ok) throw new Error(accepted.why)
    const again = await draftOf(text)
    const other = await draftOf('Sozialraum;untersuchte Kinder 2022/23\nPelkum;98\n')
    const sameFile = (id: number) =>
      read(async (reader) => findSameFile(reader, (await findDelivery(reader, id, 'de'))!))
    expect(await sameFile(again)).toBe(accepted.deliveryId)
    expect(await sameFile(other)).toBeUndefined()
  })

  it('replaces what an older one said, and gives it back when it is withdrawn', async () => {
    await importText('Sozialraum;untersuchte Kinder 2020/21\nPelkum;100\nHeessen;90\n')
    const later = await importText('Sozialraum;untersuchte Kinder 2020/21\nPelkum;104\n')
    if (!later.ok) throw new Error(later.why)
    expect(await heldValue('examined', '2020/21', 'Pelkum')).toBe('104')
    expect(await heldValue('examined', '2020/21', 'Heessen')).toBe('90')
    expect(await write((writer) => withdrawDelivery(writer, actor, later.deliveryId, '', now))).toMatchObject(
      {
        ok: true,
      },
    )
    expect(await write((writer) => withdrawDelivery(writer, actor, later.deliveryId, '', now))).toEqual({
      ok: false,
      no: 'already-withdrawn',
    })
    expect(await heldValue('examined', '2020/21', 'Pelkum')).toBe('100')
  })

  it('with problems is not accepted, and can be after they are settled', async () => {
    const before = await factCount()
    const id = await draftOf('Sozialraum;untersuchte Kinder 2021/22\nAtlantis;1\nHeesen;90\n')
    expect(await accept(id)).toEqual({ ok: false, no: 'has-problems' })
    const corrections = { placeNames: { Atlantis: null, Heesen: 'heessen' } }
    expect(await write((writer) => readDraft(writer, actor, id, corrections, now))).toEqual({ ok: true })
    expect(await accept(id)).toMatchObject({ ok: true, facts: 1 })
    expect(await factCount()).toBe(before + 1)
    // What was confirmed is known the next time.
    const again = await draftOf('Sozialraum;untersuchte Kinder 2021/22\nHeesen;91\n')
    const draft = await read((reader) => findDelivery(reader, again, 'de'))
    expect(draft?.analysis).toMatchObject({ problemCount: 0 })
    expect(await write((writer) => discardDelivery(writer, actor, again, now))).toEqual({ ok: true })
    expect(await accept(again)).toEqual({ ok: false, no: 'already-discarded' })
  })

  it('leaves nothing behind when its file cannot be read', async () => {
    const before = await read((reader) => listDeliveries(reader, actor, 'de'))
    expect(await deliver('a;b\n1;"offen\n', 'kaputt.csv')).toEqual({
      ok: false,
      refusal: { refused: 'broken-quotes', row: 2 },
    })
    expect(await importText('Sozialraum;untersuchte Kinder 2022/23\nPelkum;knapp 50\n')).toMatchObject({
      ok: false,
      why: 'problems',
      problems: [{ row: 2, column: 2, kind: 'unreadable-value', text: 'knapp 50' }],
    })
    expect(await read((reader) => listDeliveries(reader, actor, 'de'))).toEqual(before)
    const stray = await read((reader) =>
      rowsOf<{ n: string }>(
        reader,
        sql`select count(*) n from files where id not in (select file_id from deliveries)`,
      ),
    )
    expect(stray[0]!.n).toBe('0')
  })

  it('leaves nothing behind when its transaction breaks in the middle', async () => {
    const before = await factCount()
    const id = await draftOf('Sozialraum;untersuchte Kinder 2023/24\nPelkum;101\nHeessen;130\n')
    const broken = write(async (writer) => {
      await acceptDelivery(writer, actor, id, now)
      throw new Error('the process ends here')
    })
    await expect(broken).rejects.toThrow('ends here')
    expect(await factCount()).toBe(before)
    expect((await read((reader) => findDelivery(reader, id, 'de')))?.state).toBe('draft')
    expect(await accept(id)).toMatchObject({ ok: true, facts: 2 })
  })

  it('does not store what has changed its meaning since the preview', async () => {
    const id = await draftOf('Sozialraum;untersuchte Kinder 2024/25\nPelkumer Land;101\n')
    await write(async (writer) => {
      await readDraft(writer, actor, id, { placeNames: { 'Pelkumer Land': 'pelkum' } }, now)
      await rowsOf(
        writer,
        sql`update deliveries set layout = jsonb_set(layout, '{placeNames}', '{}') where id = ${id} returning id`,
      )
    })
    expect(await accept(id)).toEqual({ ok: false, no: 'changed-since' })
    expect((await read((reader) => findDelivery(reader, id, 'de')))?.state).toBe('draft')
  })

  it('stores signs as states, breakdowns as keys, and repeated cells once', async () => {
    const outcome = await importText(
      'Sozialraum;Hilfeform;untersuchte Kinder 2025/26\nPelkum;ambulant;.\nPelkum;stationär;<5\nPelkum;gesamt;(23)\nPelkum;gesamt;(23)\n',
    )
    expect(outcome).toMatchObject({ ok: true, facts: 3 })
    const rows = await read((reader) =>
      rowsOf(
        reader,
        sql`select breakdown, value, state, flags from facts f join periods p on p.id = f.period_id
            where p.key = '2025/26' order by breakdown`,
      ),
    )
    expect(rows).toEqual([
      { breakdown: '', value: '23', state: 0, flags: 8 },
      { breakdown: 'form=ambulant', value: null, state: 5, flags: 0 },
      { breakdown: 'form=residential', value: '5', state: 7, flags: 0 },
    ])
  })

  it('becomes public through the release of its family only', async () => {
    const [series] = await read(listSeries)
    expect(await read((reader) => listReleasedCells(reader, { seriesIds: [series!.id] }))).toEqual([])
    const outcome = await importText('Sozialraum;untersuchte Kinder 2026/27\nPelkum;108\n')
    if (!outcome.ok) throw new Error(outcome.why)
    await releaseFamilies(database, actor, outcome.familyIds, now)
    const released = await read((reader) => listReleasedCells(reader, { seriesIds: [series!.id] }))
    expect(released.map(({ cell }) => cell)).toContainEqual({ value: 108, flags: [] })
    expect(released.length).toBeGreaterThan(20)
  })

  it('of one town is not seen by another', async () => {
    const other = await installTestTown(database, 'nachbarstadt')
    expect(await database.read(other.tenantId, (reader) => listDeliveries(reader, other, 'de'))).toEqual([])
    const [own] = await read((reader) => listDeliveries(reader, actor, 'de'))
    expect(
      await database.write(other.tenantId, (writer) => acceptDelivery(writer, other, own!.id, now)),
    ).toEqual({
      ok: false,
      no: 'unknown-delivery',
    })
  })
})
