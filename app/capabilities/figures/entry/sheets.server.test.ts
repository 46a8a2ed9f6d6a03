import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { Forbidden } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { findFile, readWholeFile } from '#app/platform/files.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { findDelivery } from '../deliveries.server.ts'
import { installTestTown, now } from '../figures.fixture.server.ts'
import { deliverSheet } from './deliverSheet.server.ts'
import { readNewSheetPage, readShape } from './newSheetPage.server.ts'
import { pasteBlock } from './paste.ts'
import { emptyCells, mostCells } from './sheet.ts'
import type { SheetChoice } from './sheetForm.ts'
import { openSheetPage } from './sheetPage.server.ts'
import { createSheet, discardSheet, findSheet, saveSheet } from './sheets.server.ts'

let store: TestDatabase
let database: Database
let actor: Actor

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  actor = await installTestTown(database)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const choice: SheetChoice = {
  source: 'school_entry',
  series: ['examined', 'booklet'],
  periods: '2018/19',
  dimension: '',
  places: 'all',
  chosenPlaces: [],
}

async function begin(given: Partial<SheetChoice> = {}): Promise<number> {
  const built = await database.read(actor.tenantId, (reader) => readShape(reader, { ...choice, ...given }))
  if (!built.ok) throw new Error(built.problem.kind)
  const sheet = { source: 'school_entry', shape: built.shape, receivedOn: '2019-03-14' }
  return (await database.write(actor.tenantId, (writer) => createSheet(writer, actor, sheet, now)))!
}

const sheetOf = (id: number) =>
  database.read(actor.tenantId, async (reader) => (await findSheet(reader, actor, id))!)

/** Saves one text in each named cell, upon the state that is there. */
async function fill(id: number, texts: Readonly<Record<string, string>>) {
  const { shape, cells, version } = await sheetOf(id)
  const typed = emptyCells(shape).map((row, at) =>
    row.map((_, column) => texts[`${at} ${column}`] ?? cells[at]![column]!),
  )
  const input = {
    cells: typed,
    base: cells.map((row) => [...row]),
    version,
    receivedOn: '2019-03-14',
    note: '',
  }
  return database.write(actor.tenantId, (writer) => saveSheet(writer, actor, id, input, now))
}

const deliver = (id: number) =>
  database.write(actor.tenantId, (writer) => deliverSheet(writer, actor, id, now))

describe('a new sheet', () => {
  test('has all areas, what is not assignable and the town last, and its columns by series', async () => {
    const { shape } = await sheetOf(await begin())
    expect(shape.places.at(-1)).toBe('hamm')
    expect(shape.places).toContain('unassigned')
    expect(shape.places).not.toContain('nrw')
    expect(shape.columns).toEqual([
      { series: 'examined', period: '2018/19', breakdown: '' },
      { series: 'booklet', period: '2018/19', breakdown: '' },
    ])
  })

  test('has a column for each value of a breakdown and the total behind them', async () => {
    const { shape } = await sheetOf(await begin({ dimension: 'form', places: 'total' }))
    expect(shape.places).toEqual(['hamm'])
    const own = shape.columns.filter(({ series }) => series === 'examined')
    expect(own.length).toBeGreaterThan(2)
    expect(own.at(-1)!.breakdown).toBe('')
    expect(shape.columns.filter(({ series }) => series === 'booklet')).toHaveLength(1)
  })

  test.each([
    [{ series: [] }, 'no-series'],
    [{ periods: ' ; ' }, 'no-period'],
    [{ periods: '30.09.2018' }, 'unreadable-period'],
    [{ places: 'some', chosenPlaces: [] }, 'no-place'],
    [{ periods: Array.from({ length: 150 }, (_, year) => `${1900 + year}`).join(';') }, 'too-many-cells'],
  ] as const)('%j is refused', async (given, kind) => {
    const built = await database.read(actor.tenantId, (reader) => readShape(reader, { ...choice, ...given }))
    expect(built).toMatchObject({ ok: false, problem: { kind } })
    expect(mostCells).toBe(2_000)
  })
})

describe('saving', () => {
  test('a second window keeps what the first saved, and is asked where both changed one cell', async () => {
    const id = await begin()
    const first = await sheetOf(id)
    await fill(id, { '0 0': '184', '1 0': '242' })
    const late = {
      cells: emptyCells(first.shape).map((row, at) => (at === 0 ? ['185', '7'] : row)),
      base: emptyCells(first.shape),
      version: first.version,
      receivedOn: '2019-03-14',
      note: '',
    }
    const outcome = await database.write(actor.tenantId, (writer) => saveSheet(writer, actor, id, late, now))
    expect(outcome).toMatchObject({
      kind: 'conflict',
      by: actor.name,
      conflicts: [{ row: 0, column: 0, theirs: '184' }],
    })
    expect((await sheetOf(id)).cells[0]).toEqual(['184', ''])
    const again = { ...late, cells: late.cells.map((row, at) => (at === 0 ? ['184', '7'] : row)) }
    await database.write(actor.tenantId, (writer) => saveSheet(writer, actor, id, again, now))
    const { cells } = await sheetOf(id)
    expect(cells[0]).toEqual(['184', '7'])
    expect(cells[1]![0]).toBe('242')
  })
})

describe('delivering', () => {
  test('gives a file that the usual way reads: figures, signs and their cells', async () => {
    const id = await begin()
    await fill(id, { '0 0': '1.184', '0 1': '-', '1 0': '<5', '2 0': '(139)', '3 1': 'x' })
    const outcome = await deliver(id)
    if (!outcome.ok) throw new Error(outcome.why)
    const { delivery, text } = await database.read(actor.tenantId, async (reader) => {
      const found = (await findDelivery(reader, outcome.deliveryId, 'de'))!
      const file = (await findFile(reader, found.fileId))!
      return { delivery: found, text: (await readWholeFile(reader, file.id)).toString('utf8') }
    })
    expect(delivery.state).toBe('draft')
    expect(delivery.analysis).toMatchObject({ state: 'read', facts: 5, problemCount: 0 })
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFOrt;untersuchte Kinder 2018/19;mit Vorsorgeheft 2018/19',
      'Stadtmitte;1.184;-',
    ])
    const preview = delivery.analysis?.state === 'read' ? delivery.analysis.preview : []
    expect(preview.find(({ row }) => row === 2)?.cells[1]).toMatchObject({ stored: '1184' })
  })

  test('twice without a change is one delivery; after a change the former draft is discarded', async () => {
    const id = await begin()
    await fill(id, { '0 0': '1' })
    const first = await deliver(id)
    expect(await deliver(id)).toEqual(first)
    await fill(id, { '0 0': '2' })
    const second = await deliver(id)
    expect(second).not.toEqual(first)
    const states = await database.read(actor.tenantId, (reader) =>
      Promise.all([first, second].map((each) => findDelivery(reader, each.ok ? each.deliveryId : 0, 'de'))),
    )
    expect(states.map((each) => each?.state)).toEqual(['discarded', 'draft'])
  })

  test('an unreadable cell or an empty table is no delivery, and stays saved', async () => {
    const id = await begin()
    expect(await deliver(id)).toEqual({ ok: false, why: 'empty' })
    await fill(id, { '1 1': 'acht' })
    expect(await deliver(id)).toEqual({
      ok: false,
      why: 'cells',
      errors: [{ row: 1, column: 1, problem: 'unreadable-value' }],
    })
    expect((await sheetOf(id)).cells[1]![1]).toBe('acht')
  })
})

describe('headings of a pasted table', () => {
  test.each(['de', 'en'] as const)('are understood as the sheet writes them (%s)', async (language) => {
    const id = await begin({ periods: '2018/19; 2017/18', dimension: '' })
    const page = await database.write(actor.tenantId, (writer) =>
      openSheetPage(writer, actor, id, language, now),
    )
    const { rows, columns, cells } = page!.view
    const headings = columns.map(({ series, period, breakdown }) => `${series} ${period}, ${breakdown}`)
    const values = columns.map((_, column) => String(column + 1))
    const block = [
      ['', ...headings.toReversed()],
      [rows[0]!.name, ...values.toReversed()],
    ]
    const names = rows.map((row) => row.names)
    const at = { row: 0, column: 0, names, columns: columns.map((column) => column.names) }
    const pasted = pasteBlock(cells, block, at)
    expect(pasted.headings).toBe('followed')
    expect(pasted.cells[0]).toEqual(values)
    expect(columns[0]!.period).toMatch(language === 'de' ? /^Einschulung 20/ : /^school entry 20/)
  })
})

describe('who may', () => {
  const stranger = (): Actor => ({
    ...actor,
    accountId: 5,
    grants: [{ role: 'delivery_office', scope: { places: [], organisations: ['anderes'], fields: [] } }],
  })

  test('another office neither sees nor changes the sheet', async () => {
    const id = await begin()
    const other = stranger()
    expect(await database.read(actor.tenantId, (reader) => findSheet(reader, other, id))).toBeUndefined()
    expect(
      await database.write(actor.tenantId, (writer) => openSheetPage(writer, other, id, 'de', now)),
    ).toBeUndefined()
    const page = await database.read(actor.tenantId, (reader) => readNewSheetPage(reader, other, null, 'de'))
    expect(page).toMatchObject({ sources: [], sheets: [] })
    for (const command of [deliverSheet, discardSheet])
      await expect(
        database.write<unknown>(actor.tenantId, (writer) => command(writer, other, id, now)),
      ).rejects.toThrow(Forbidden)
  })

  test('leadership reads no entry sheet', async () => {
    const id = await begin()
    const leader = { ...actor, grants: wholeGrants('leadership') }
    expect(await database.read(actor.tenantId, (reader) => findSheet(reader, leader, id))).toBeUndefined()
  })
})
