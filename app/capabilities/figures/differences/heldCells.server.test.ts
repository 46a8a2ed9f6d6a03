import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { listPeriods, listSeries } from '../catalogue.server.ts'
import { installTestTown } from '../figures.fixture.server.ts'
import { listHeldFacts } from '../held.server.ts'
import { type ImportOutcome, importFile } from '../import.server.ts'
import { withdrawDelivery } from '../life/replacing.server.ts'
import { readHeldCells } from './heldCells.server.ts'

let test: TestDatabase
let database: Database
let actor: Actor

beforeAll(async () => {
  test = await createTestDatabase()
  database = openDatabasePool(test.appUrl)
  actor = await installTestTown(database)
})
afterAll(async () => {
  await database.close()
  await test.close()
})

const read = <T>(work: Parameters<typeof database.read<T>>[1]) => database.read(actor.tenantId, work)
const head = 'Sozialraum;Einschulung;Hilfeform;untersuchte Kinder'
let day = 1
const take = async (lines: readonly string[]): Promise<ImportOutcome> => {
  const content = Buffer.from(`${[head, ...lines].join('\n')}\n`)
  const given = {
    content: inPieces(content),
    size: content.length,
    fileName: 'seu.csv',
    source: 'school_entry',
    receivedOn: '2019-03-01',
    note: '',
    corrections: {},
  }
  day += 1
  return importFile(database, actor, given, new Date(`2019-03-${String(day).padStart(2, '0')}T09:00:00Z`))
}

/** The same as objects, by the query that decides for every surface which value holds. */
async function compareWithObjects(): Promise<number> {
  return read(async (reader) => {
    const series = await listSeries(reader)
    const store = await readHeldCells(reader, series)
    const facts = await listHeldFacts(
      reader,
      series.map(({ id }) => id),
    )
    const keys = new Map(series.map(({ id, key }) => [id, key]))
    const periods = new Map((await listPeriods(reader)).map(({ id, key }) => [id, key]))
    expect(store.size).toBe(facts.length)
    for (const fact of facts) {
      const group = store.findGroup(keys.get(fact.seriesId)!, periods.get(fact.periodId)!, fact.breakdown)
      const cell = store.numberOf(group, fact.placeId)
      expect(cell).toBeGreaterThanOrEqual(0)
      const { value, state, flags, exact } = store.contentOf(cell)
      expect({ state, flags }).toEqual({ state: fact.state, flags: fact.flags })
      expect(exact ?? (value === -1 ? null : String(value))).toBe(fact.value)
    }
    return facts.length
  })
}

describe('what holds, in bulk', () => {
  it('is what the query for single figures says, over corrections and withdrawals', async () => {
    expect(await compareWithObjects()).toBe(0)
    await take(['Westen;2017/18;gesamt;204', 'Norden;2017/18;gesamt;.', 'Pelkum;2017/18;ambulant;<5'])
    const second = await take(['Westen;2017/18;gesamt;205', 'Norden;2017/18;gesamt;125'])
    await take(['Westen;2018/19;gesamt;170'])
    expect(await compareWithObjects()).toBe(4)
    const id = second.ok ? second.deliveryId : 0
    await database.write(actor.tenantId, (writer) => withdrawDelivery(writer, actor, id, '', new Date()))
    expect(await compareWithObjects()).toBe(4)
  })

  it('is what a file is compared with: the answer of an import says what it changed', async () => {
    await take(['Heessen;2010/11;gesamt;100', 'Heessen;2010/11;ambulant;40', 'Rhynern;2010/11;gesamt;80'])
    const outcome = await take([
      'Heessen;2010/11;gesamt;110',
      'Rhynern;2010/11;gesamt;80',
      'Uentrop;2010/11;gesamt;5',
    ])
    expect(outcome).toMatchObject({
      ok: true,
      differences: {
        counts: { new: 1, changed: 1, vanished: 1, unchanged: 1 },
        changed: [
          { series: 'examined', period: '2010/11', before: { value: '100' }, after: { value: '110' } },
        ],
        vanished: [{ breakdown: 'form=ambulant', before: { value: '40' } }],
      },
    })
  })

  it('stores nothing of a file whose last line is wrong, and reads again what the last line decides', async () => {
    const years = Array.from({ length: 60 }, (_, i) => 1920 + i)
    const lines = years.flatMap((year) =>
      ['Stadtmitte', 'Westen', 'Norden', 'Uentrop', 'Rhynern', 'Pelkum', 'Herringen', 'Heessen'].flatMap(
        (area) =>
          ['ambulant', 'stationär', 'gesamt'].map(
            (form) => `${area};${year}/${String(year + 1).slice(2)};${form};3`,
          ),
      ),
    )
    const before = await compareWithObjects()
    expect(await take([...lines, 'Atlantis;1990/91;gesamt;4'])).toMatchObject({ ok: false, why: 'problems' })
    expect(await compareWithObjects()).toBe(before)
    // The last number proves a decimal point: what was stored by the first reading is undone, and all is read again.
    const settling = ['Westen;1992/93;gesamt;1.000', ...lines, 'Westen;1991/92;gesamt;1,234,567']
    expect(await take(settling)).toMatchObject({ ok: true, facts: lines.length + 2 })
    expect(await compareWithObjects()).toBe(before + lines.length + 2)
    const held = await read(async (reader) => readHeldCells(reader, await listSeries(reader)))
    const settled = held.findGroup('examined', '1992/93', '')
    expect([...held.places].flatMap((place) => held.get(settled, place)?.value ?? [])).toEqual([1])
  })
})
