import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, wholeScope } from '#app/capabilities/accounts/account.ts'
import { listFamilies, ruleFor } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { type Database, openDatabasePool, type Writer } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { getCatalogue, listDimensions, listSources } from '../catalogue.server.ts'
import { readExport } from '../export/export.server.ts'
import { readSelection } from '../export/selection.ts'
import { installTestTown, now, schoolEntryFile } from '../figures.fixture.server.ts'
import { importFile } from '../import.server.ts'
import { releaseFamilies } from '../release.server.ts'
import { addSeries, changeSeries, findSeries, removeSeries } from './definitions.server.ts'
import { typedDimension } from './listForm.ts'
import { removeSource, saveDimension, saveFamily, saveSource, typeSource } from './lists.server.ts'
import { emptySeries, typedSeries } from './seriesForm.ts'
import type { Typed } from './typed.ts'

let store: TestDatabase
let database: Database
let actor: Actor
let towns = 0
beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
})
afterAll(async () => {
  await database.close()
  await store.close()
})
beforeEach(async () => {
  towns += 1
  actor = await installTestTown(database, `stadt${towns}`)
})

const write = <T>(work: (writer: Writer) => Promise<T>) => database.write(actor.tenantId, work)
const newSeries = (changes: Typed = {}) => ({
  ...emptySeries,
  name: 'Geborene Kinder',
  source: 'school_entry',
  ...changes,
})
const add = (changes: Typed = {}) => write((writer) => addSeries(writer, actor, newSeries(changes), now))
const standing = async (key: string) => typedSeries((await write((writer) => findSeries(writer, key)))!)
async function change(key: string, changes: Typed, seen?: Typed) {
  const present = await standing(key)
  const asked = { key, seen: JSON.stringify(seen ?? present), typed: { ...present, ...changes } }
  return write((writer) => changeSeries(writer, actor, asked, now))
}
const remove = (key: string, inFormulas: boolean) =>
  write((writer) =>
    removeSeries(writer, actor, { key, below: async () => new Map(inFormulas ? [[key, []]] : []) }, now),
  )

/** The published areas of two entry cohorts: figures of the series "examined". */
async function deliver(): Promise<void> {
  const content = Buffer.from(schoolEntryFile)
  const outcome = await importFile(
    database,
    actor,
    {
      ...{ content: inPieces(content), size: content.length, fileName: 'seu.csv', source: undefined },
      ...{ receivedOn: '2019-03-01', note: '', corrections: {} },
    },
    now,
  )
  expect(outcome).toMatchObject({ ok: true })
}

describe('a series', () => {
  test('is added with a key from its name and a family of its own', async () => {
    expect(await add()).toEqual({ key: 'geborene_kinder' })
    expect(await write((writer) => findSeries(writer, 'geborene_kinder'))).toMatchObject({
      ...{ familyKey: 'geborene_kinder', overPlaces: 'sum', overTime: 'sum', kind: 'count', unit: 'count' },
    })
    expect(await add({ name: 'Geborene  Kinder', key: 'andere' })).toEqual({
      problems: [{ field: 'name', kind: 'name-taken' }],
    })
    expect(await add({ name: 'Geborene Kinder!' })).toEqual({ key: 'geborene_kinder_2' })
  })

  test('that is a part of another comes into its family; in another one it is refused', async () => {
    expect(await add({ partOf: 'examined', periodKind: 'entry-cohort' })).toEqual({ key: 'geborene_kinder' })
    expect((await standing('geborene_kinder')).family).toBe('school_entry')
    await write((writer) =>
      saveFamily(writer, actor, { key: undefined, seen: '', typed: { name: 'Andere' } }, now),
    )
    expect(
      await add({ name: 'Zweite', partOf: 'examined', periodKind: 'entry-cohort', family: 'andere' }),
    ).toEqual({ problems: [{ field: 'partOf', kind: 'other-family' }] })
    expect(await add({ name: 'Dritte', partOf: 'examined', periodKind: 'month' })).toEqual({
      problems: [{ field: 'partOf', kind: 'other-period' }],
    })
    expect(await change('examined', { partOf: 'geborene_kinder' })).toEqual({
      problems: [{ field: 'partOf', kind: 'part-of-itself' }],
    })
  })

  test('keeps with its figures what they were read and protected by, and takes new names', async () => {
    await deliver()
    expect(await change('examined', { measure: 'score', overPlaces: 'none', overTime: 'none' })).toEqual({
      problems: [{ field: 'measure', kind: 'has-figures' }],
    })
    expect(await change('examined', { periodKind: 'school-year' })).toEqual({
      problems: [{ field: 'periodKind', kind: 'has-figures' }],
    })
    expect(await change('examined', { dimensions: '' })).toEqual({
      problems: [{ field: 'dimensions', kind: 'has-figures' }],
    })
    expect(
      await change('examined', { name: 'Kinder in der Untersuchung', note: 'Ohne Zurückgestellte.' }),
    ).toEqual({
      done: 'changed',
    })
    expect(await standing('examined')).toMatchObject({ note: 'Ohne Zurückgestellte.' })
    expect(await change('examined', {})).toEqual({ done: 'unchanged' })
  })

  test('that somebody else has changed meanwhile is not overwritten in silence', async () => {
    const seen = await standing('examined')
    expect(await change('examined', { name: 'Erste Fassung' })).toEqual({ done: 'changed' })
    const second = await change('examined', { note: 'Zweite Fassung' }, seen)
    expect(second).toMatchObject({
      refused: 'overtaken',
      fields: [{ field: 'name', now: 'Erste Fassung' }],
    })
    expect((await standing('examined')).note).toBe('')
  })

  test('goes only as long as nothing refers to it', async () => {
    await add()
    expect(await remove('geborene_kinder', true)).toEqual({ refused: 'used' })
    expect(await remove('geborene_kinder', false)).toEqual({ done: 'removed' })
    expect(await remove('examined', false)).toEqual({ refused: 'used' })
    await deliver()
    expect(await remove('booklet', false)).toEqual({ done: 'removed' })
    expect(await remove('examined', false)).toEqual({ refused: 'used' })
  })

  test('of another office is not there for who may define those of one office', async () => {
    const scope = { ...wholeScope, organisations: ['anderes-amt'] }
    const limited = { ...actor, grants: [{ role: 'planning' as const, scope }] }
    await expect(
      write((writer) => changeSeries(writer, limited, { key: 'examined', seen: '', typed: {} }, now)),
    ).rejects.toThrow('not allowed')
    expect(await write((writer) => addSeries(writer, limited, newSeries(), now))).toEqual({
      problems: [{ field: 'source', kind: 'choose' }],
    })
  })
})

describe('a source', () => {
  const given = { name: 'Arbeitsmarkt', organisation: 'health', protection: 'threshold', threshold: '10' }
  const save = (changes: Typed, key?: string, seen = '') =>
    write((writer) =>
      saveSource(writer, actor, { key, seen, typed: { ...given, validFrom: '2000-01-01', ...changes } }, now),
    )

  test('says what it keeps secret itself and from which count on its figures are shown', async () => {
    expect(await save({ secretBelow: '10' })).toEqual({ key: 'arbeitsmarkt', done: 'added' })
    const found = (await write(listSources)).find(({ key }) => key === 'arbeitsmarkt')!
    expect(found).toMatchObject({ secretBelow: 10, organisation: 'health' })
    expect(await write((writer) => ruleFor(writer, 'arbeitsmarkt', '2018-12-31'))).toEqual({
      kind: 'threshold',
      threshold: 10,
    })
    const catalogue = await write((writer) => getCatalogue(writer, 'arbeitsmarkt'))
    expect(catalogue.content.secretBelow).toBe(10)
    const seen = JSON.stringify(await write((writer) => typeSource(writer, found, now)))
    expect(await save({ protection: 'published', threshold: '' }, 'arbeitsmarkt', seen)).toMatchObject({
      done: 'changed',
    })
    expect(await write((writer) => ruleFor(writer, 'arbeitsmarkt', '2018-12-31'))).toEqual({
      kind: 'already-published',
    })
  })

  test('is refused with numbers that make no threshold, and goes only without series', async () => {
    expect(await save({ secretBelow: '1', threshold: 'viele' })).toEqual({
      problems: [
        { field: 'secretBelow', kind: 'number' },
        { field: 'threshold', kind: 'number' },
      ],
    })
    expect(await write((writer) => removeSource(writer, actor, 'school_entry', now))).toEqual({
      refused: 'used',
    })
  })
})

test('a value of a dimension that figures have can be renamed, not removed', async () => {
  const form = (await write(listDimensions)).find(({ key }) => key === 'form')!
  const present = typedDimension(form, form.values)
  const save = (changes: Typed) =>
    write((writer) =>
      saveDimension(
        writer,
        actor,
        { key: 'form', seen: JSON.stringify(present), typed: { ...present, ...changes } },
        now,
      ),
    )
  const content = Buffer.from(
    'Sozialraum;Hilfeform;untersuchte Kinder 2018/19\nPelkum;ambulant;12\nHeessen;ambulant;14\n',
  )
  const file = { content: inPieces(content), size: content.length, fileName: 'a.csv', source: 'school_entry' }
  expect(
    await importFile(database, actor, { ...file, receivedOn: '2019-03-01', note: '', corrections: {} }, now),
  ).toMatchObject({ ok: true })
  expect(await save({ 'name-0': '' })).toEqual({ problems: [{ field: 'name-0', kind: 'in-use' }] })
  expect(await save({ 'name-0': 'ambulante Hilfe', 'name-1': '', 'name-2': 'teilstationär' })).toMatchObject({
    done: 'changed',
  })
  const after = (await write(listDimensions)).find(({ key }) => key === 'form')!
  expect(after.values.map(({ key, name }) => [key, name])).toEqual([
    ['ambulant', 'ambulante Hilfe'],
    ['teilstationaer', 'teilstationär'],
  ])
})

test('a town that begins with nothing can define what it needs for its first file', async () => {
  const offices = { key: undefined, seen: '' }
  await write((writer) =>
    saveSource(
      writer,
      actor,
      {
        ...offices,
        typed: {
          ...{ name: 'Geburten', organisation: 'health', protection: 'threshold', threshold: '5' },
          validFrom: '2000-01-01',
        },
      },
      now,
    ),
  )
  expect(await add({ source: 'geburten', periodKind: 'month', name: 'Geburten' })).toEqual({
    key: 'geburten',
  })
  const months = Array.from({ length: 12 }, (_, index) => `${String(index + 1).padStart(2, '0')}/2018`)
  const content = Buffer.from(
    `Sozialraum;Monat;Geburten\n${months.map((month) => `Hamm (gesamt);${month};20\n`).join('')}`,
  )
  const file = { content: inPieces(content), size: content.length, fileName: 'g.csv', source: 'geburten' }
  expect(
    await importFile(database, actor, { ...file, receivedOn: '2019-03-01', note: '', corrections: {} }, now),
  ).toMatchObject({ ok: true })
  const family = (await write(listFamilies)).find(({ key }) => key === 'geburten')!
  await releaseFamilies(database, actor, [family.id], now)
  const wanted = { title: '', language: 'de', now } as const
  const read = (query: string) =>
    write((writer) => readExport(writer, readSelection(new URLSearchParams(query)), wanted))
  const byMonth = await read('reihe=geburten')
  expect('table' in byMonth && byMonth.table.rows).toHaveLength(12)
  const byYear = await read('reihe=geburten&jahre=ja')
  expect('table' in byYear && byYear.table.rows).toMatchObject([
    { period: { kind: 'calendar-year', key: '2018' }, cell: { value: 240 } },
  ])
  // Only the town has figures here.
  expect(await read('reihe=geburten&raeume=sozialraeume')).toMatchObject({ table: { rows: [] } })
  const both = await read('reihe=geburten&raeume=sozialraeume&raum=hamm')
  expect('table' in both && both.table.rows).toHaveLength(12)
  expect(await read('reihe=geburten&bis=2017')).toMatchObject({ table: { rows: [] } })
  expect(await read('reihe=unbekannt')).toEqual({ refused: 'nothing-chosen', found: 0 })
  expect(
    await write((writer) =>
      readExport(writer, readSelection(new URLSearchParams('reihe=geburten')), { ...wanted, most: 11 }),
    ),
  ).toEqual({ refused: 'too-many', found: 12 })
  const many = Array.from({ length: 51 }, (_, index) => `reihe=r${index}`).join('&')
  expect(await read(`${many}&reihe=geburten`)).toEqual({ refused: 'too-many-chosen', found: 0 })
})
