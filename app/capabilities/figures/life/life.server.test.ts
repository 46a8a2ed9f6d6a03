import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, wholeScope } from '#app/capabilities/accounts/account.ts'
import { Forbidden } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { deliverFile, readDraft } from '../commands.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { runDeliveryCommand } from '../deliveryCommands.server.ts'
import { installTestTown, now } from '../figures.fixture.server.ts'
import { listFindings } from '../findings/findings.server.ts'
import { openHistory } from '../history/historyPage.server.ts'
import { readBoard } from './board.server.ts'
import { listSteps } from './steps.server.ts'

let test: TestDatabase
let database: Database
let planner: Actor
let office: Actor

beforeAll(async () => {
  test = await createTestDatabase()
  database = auditing(openDatabasePool(test.appUrl))
  planner = await installTestTown(database)
  const scope = { ...wholeScope, organisations: ['health'] }
  office = { ...planner, name: 'Gisela Beispiel', grants: [{ role: 'delivery_office', scope }] }
})
afterAll(async () => {
  await database.close()
  await test.close()
})

const read = <T>(work: Parameters<typeof database.read<T>>[1]) => database.read(planner.tenantId, work)
const write = <T>(work: Parameters<typeof database.write<T>>[1]) => database.write(planner.tenantId, work)
const draftOf = async (text: string, replaces?: number): Promise<number> => {
  const content = Buffer.from(text)
  const outcome = await deliverFile(
    database,
    office,
    {
      ...{
        source: 'school_entry',
        fileName: 'seu.csv',
        mediaType: 'text/csv',
        receivedOn: '2019-02-27',
        note: '',
      },
      ...{ size: content.length, content: inPieces(content), replaces },
    },
    now,
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}
const press = (who: Actor, id: number, intent: string, fields: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ intent, ...fields })) form.set(name, value)
  return write((writer) => runDeliveryCommand(writer, who, id, form, now))
}
const stateOf = async (id: number) => (await read((reader) => findDelivery(reader, id, 'de')))?.state
const stepsOf = async (id: number) =>
  (await read((reader) => listSteps(reader, id))).map(({ step, by, note }) => [step, by, note])
const findingsOf = (id: number) => read((reader) => listFindings(reader, id))
const held = async (period: string) => {
  const rows = await read((reader) =>
    rowsOf<{ value: string }>(
      reader,
      sql`select f.value from facts f
          join deliveries d on (d.tenant_id, d.id) = (f.tenant_id, f.delivery_id) and d.state = 'released'
          join periods p on (p.tenant_id, p.id) = (f.tenant_id, f.period_id) and p.key = ${period}
          order by d.released_at, d.id`,
    ),
  )
  return rows.map(({ value }) => value)
}

describe('the life of a delivery', () => {
  it('goes from the office over the check to the release, and back with a request', async () => {
    const id = await draftOf('Sozialraum;untersuchte Kinder 2010/11\nPelkum;101\n')
    await expect(press(office, id, 'accept')).rejects.toThrow(Forbidden)
    expect(await press(office, id, 'deliver')).toEqual({ kind: 'done', notice: 'abgegeben' })
    expect(await press(office, id, 'deliver')).toEqual({ kind: 'refused', no: 'already-delivered' })
    await expect(press(office, id, 'discard')).rejects.toThrow(Forbidden)
    expect(await write((writer) => readDraft(writer, office, id, {}, now))).toEqual({
      ok: false,
      no: 'already-delivered',
    })
    expect(await press(planner, id, 'return')).toEqual({ kind: 'refused', no: 'request-missing' })
    const note = 'Bitte die Zahl für Heessen ergänzen.'
    expect(await press(planner, id, 'return', { note })).toMatchObject({ notice: 'zurueckgegeben' })
    expect(await stateOf(id)).toBe('draft')
    await press(office, id, 'deliver')
    expect(await press(planner, id, 'check')).toEqual({ kind: 'refused', no: 'reason-missing' })
    expect(await press(planner, id, 'check', { reason: 'Ein Sozialraum genügt.' })).toMatchObject({
      notice: 'geprueft',
    })
    expect(await held('2010/11')).toEqual([])
    expect(await press(planner, id, 'accept')).toMatchObject({ notice: 'freigegeben' })
    expect(await held('2010/11')).toEqual(['101'])
    expect(await stepsOf(id)).toEqual([
      ['create', 'Gisela Beispiel', ''],
      ['deliver', 'Gisela Beispiel', ''],
      ['return', 'Erika Beispiel', note],
      ['deliver', 'Gisela Beispiel', ''],
      ['check', 'Erika Beispiel', 'Ein Sozialraum genügt.'],
      ['release', 'Erika Beispiel', ''],
    ])
  })

  it('is passed in one press by who may check, with every step kept, and a reason where questions stay open', async () => {
    const id = await draftOf('Sozialraum;untersuchte Kinder 2011/12\nPelkum;102\n')
    expect(await press(planner, id, 'accept')).toEqual({ kind: 'refused', no: 'reason-missing' })
    expect(await stateOf(id)).toBe('draft')
    expect((await stepsOf(id)).length).toBe(1)
    await press(planner, id, 'accept', { reason: 'Mehr kommt nicht.' })
    expect((await stepsOf(id)).map(([step]) => step)).toEqual(['create', 'deliver', 'check', 'release'])
    expect((await stepsOf(id))[2]).toEqual(['check', 'Erika Beispiel', 'Mehr kommt nicht.'])
  })

  it('ends where a correction takes its place, and goes on when that is withdrawn', async () => {
    const reason = 'Nur zwei Sozialräume.'
    const first = await draftOf('Sozialraum;untersuchte Kinder 2012/13\nPelkum;100\nHeessen;90\n')
    await press(planner, first, 'accept', { reason })
    const correction = await draftOf('Sozialraum;untersuchte Kinder 2012/13\nPelkum;104\n', first)
    const other = await draftOf('Sozialraum;untersuchte Kinder 2012/13\nPelkum;105\n', first)
    await press(planner, correction, 'accept', { reason })
    expect([await stateOf(first), await stateOf(correction)]).toEqual(['replaced', 'released'])
    // What the correction doesn't mention holds no longer.
    expect(await held('2012/13')).toEqual(['104'])
    expect(await press(planner, other, 'accept', { reason })).toEqual({
      kind: 'refused',
      no: 'replaced-meanwhile',
    })
    expect(await stateOf(other)).toBe('draft')
    expect(await press(planner, first, 'withdraw')).toEqual({ kind: 'refused', no: 'already-replaced' })
    await press(planner, correction, 'withdraw', { note: 'Falsches Jahr.' })
    expect(await stateOf(first)).toBe('released')
    expect((await held('2012/13')).sort()).toEqual(['100', '90'])
    expect((await stepsOf(first)).slice(-2)).toEqual([
      ['replace', 'Erika Beispiel', String(correction)],
      ['restore', 'Erika Beispiel', String(correction)],
    ])
    await expect(draftOf('Sozialraum;untersuchte Kinder 2012/13\nPelkum;1\n', 9999)).rejects.toThrow(
      'nothing-to-replace',
    )
  })
})

describe('a finding', () => {
  it('is answered by the office, asked again, accepted with a reason; of two who decide the second is told', async () => {
    const id = await draftOf('Sozialraum;untersuchte Kinder 2013/14\nPelkum;100\n')
    await press(office, id, 'deliver')
    const [asked] = await findingsOf(id)
    const finding = String(asked!.id)
    expect(asked).toMatchObject({ kind: 'missing-places', state: 'open', sayings: [] })
    expect(await press(office, id, 'answer', { finding, answer: ' ' })).toEqual({
      kind: 'refused',
      no: 'said-missing',
    })
    await expect(press(office, id, 'accept-finding', { finding, answer: 'x' })).rejects.toThrow(Forbidden)
    await press(office, id, 'answer', { finding, 'answer-1': 'Die anderen folgen im Mai.' })
    await press(planner, id, 'ask-finding', { finding, answer: 'Alle acht?' })
    await press(office, id, 'answer', { finding, answer: 'Ja.' })
    await press(planner, id, 'accept-finding', { finding, answer: 'Bis Mai genügt das.' })
    expect(await press(planner, id, 'accept-finding', { finding, answer: 'Bis Juni.' })).toEqual({
      kind: 'refused',
      no: 'already-settled',
    })
    const [settled] = await findingsOf(id)
    expect(settled!.state).toBe('accepted')
    expect(settled!.sayings.map(({ step, said }) => [step, said])).toEqual([
      ['answer', 'Die anderen folgen im Mai.'],
      ['ask', 'Alle acht?'],
      ['answer', 'Ja.'],
      ['accept', 'Bis Mai genügt das.'],
    ])
    // With its question settled a delivery needs no reason.
    expect(await press(planner, id, 'check')).toMatchObject({ notice: 'geprueft' })
  })

  it('of which a correction was requested is settled by the delivery that corrects', async () => {
    const id = await draftOf('Sozialraum;untersuchte Kinder 2014/15\nPelkum;100\n')
    await press(planner, id, 'accept', { reason: 'Erst einmal so.' })
    const finding = String((await findingsOf(id))[0]!.id)
    await press(planner, id, 'request-correction', { finding, answer: 'Bitte alle Sozialräume.' })
    const correction = await draftOf('Sozialraum;untersuchte Kinder 2014/15\nPelkum;100\nHeessen;90\n', id)
    await press(planner, correction, 'accept', { reason: 'Zwei sind besser als einer.' })
    expect((await findingsOf(id))[0]).toMatchObject({ state: 'corrected', correctionId: correction })
  })
})

describe('the history of a value', () => {
  const wanted = {
    series: 'examined',
    place: 'pelkum',
    period: '2012/13',
    breakdown: '',
    original: undefined,
  }
  const open = (who: Actor) => write((writer) => openHistory(writer, who, wanted, 'de', now))

  it('tells every delivery in order, with what stands in its file and what was asked about it', async () => {
    const value = (await open(planner))!
    expect(
      value.sayings.map(({ state, holds, row, column, exact }) => [
        state,
        holds,
        row,
        column,
        exact?.value,
        exact?.original,
      ]),
    ).toEqual([
      ['released', true, 2, 2, '100', '100'],
      ['withdrawn', false, 2, 2, '104', '104'],
    ])
    expect(value.sayings[0]!.steps.map(({ step }) => step)).toEqual([
      ...['create', 'deliver', 'check', 'release', 'replace', 'restore'],
    ])
  })

  it('tells those who work on no delivery when and by whom, and no number', async () => {
    const leader: Actor = { ...planner, grants: [{ role: 'leadership', scope: wholeScope }] }
    const value = (await open(leader))!
    expect(value.sayings.map(({ state, exact }) => [state, exact])).toEqual([
      ['released', undefined],
      ['withdrawn', undefined],
    ])
    expect(JSON.stringify(value)).not.toMatch(/104|"100"/)
    const elsewhere: Actor = {
      ...office,
      grants: [{ role: 'delivery_office', scope: { ...wholeScope, organisations: ['other'] } }],
    }
    await expect(open(elsewhere)).rejects.toThrow(Forbidden)
    expect(
      await write((writer) => openHistory(writer, planner, { ...wanted, place: 'atlantis' }, 'de', now)),
    ).toBeUndefined()
  })
})

describe('the board', () => {
  it('says to each what waits for whom and what is theirs to do', async () => {
    const cards = await read((reader) =>
      readBoard(reader, planner, 'de', new Date(now.getTime() + 2 * 86_400_000)),
    )
    const handedIn = await draftOf('Sozialraum;untersuchte Kinder 2015/16\nPelkum;100\n')
    await press(office, handedIn, 'deliver')
    const later = await read((reader) => readBoard(reader, planner, 'de', now))
    expect(later.length).toBe(cards.length + 1)
    expect(later.find(({ id }) => id === handedIn)).toMatchObject({
      waitsFor: 'check',
      next: 'check',
      days: 0,
    })
    const seen = await read((reader) => readBoard(reader, office, 'de', now))
    expect(seen.find(({ id }) => id === handedIn)).toMatchObject({ waitsFor: 'check', next: 'look' })
    expect(cards.every(({ days }) => days === 2)).toBe(true)
  })
})
