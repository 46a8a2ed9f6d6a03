import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Actor,
  type Grant,
  type Role,
  type Scope,
  wholeScope,
} from '#app/capabilities/accounts/account.ts'
import {
  commandLineActor,
  createAccount,
  createMembership,
  createTenant,
  Forbidden,
  findActor,
  findTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import { exactFor, Protected } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import { acceptDelivery } from '#app/capabilities/figures/accept.server.ts'
import { listOwnSources } from '#app/capabilities/figures/catalogue.server.ts'
import { createDelivery } from '#app/capabilities/figures/deliveries.server.ts'
import { listDeliveries } from '#app/capabilities/figures/figures.server.ts'
import type { DefinitionInput } from '#app/capabilities/indicators/definition.ts'
import { findDefinitionForm } from '#app/capabilities/indicators/form.server.ts'
import { changeIndicator, createIndicator } from '#app/capabilities/indicators/indicators.server.ts'
import { lineageOf } from '#app/capabilities/places/place.ts'
import { listPlaces, listPlacesInScope } from '#app/capabilities/places/places.server.ts'
import { startReport } from '#app/capabilities/reports/reports.server.ts'
import { type Database, openDatabasePool, type Writer } from '#app/platform/database.server.ts'
import { definition, installCounty, now, towns } from './support/county.ts'
import { createTestDatabase, type TestDatabase } from './support/database.ts'
import { tablesIn } from './support/rights/rightsTable.ts'

/*
 * A county with ten towns, as docs/rechte.md tells it: its youth office serves three of them, its health office all. Every
 * sentence of the table there is tried with the commands themselves.
 */

const three = towns.slice(0, 3)

let store: TestDatabase
let database: Database
let tenant: number
let actors: Readonly<Record<'youth' | 'health' | 'coordination', Actor>>

const write = <T>(work: (writer: Writer) => Promise<T>) => database.write(tenant, work)

const withTarget = (field: string, place: string): DefinitionInput => ({
  ...definition(`${field}-kennzahl`, field),
  targets: [{ place, comparison: 'at-most', path: [{ year: 2027, value: 3 }] }],
})

const grant = (role: Role, scope: Partial<Scope> = {}): Grant => ({
  role,
  scope: { ...wholeScope, ...scope },
})

async function createPerson(key: string, grants: readonly Grant[]): Promise<Actor> {
  const name = `Erfundene Person (${key})`
  const accountId = await database.shared((shared) => createAccount(shared, { key, name, invented: true }))
  return write(async (writer) => {
    for (const one of grants) await createMembership(writer, accountId, one)
    return (await findActor(writer, { accountId, name }))!
  })
}

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  const named = { slug: 'kreis', name: 'Kreis', nameEn: 'County', kind: 'county' } as const
  tenant = await database.shared((shared) =>
    createTenant(shared, { ...named, demo: false, note: '', noteEn: '' }),
  )
  await write((writer) => installCounty(writer, commandLineActor(tenant)))
  actors = {
    youth: await createPerson('youth', [
      grant('planning', { places: three, fields: ['youth'] }),
      grant('delivery_office', { organisations: ['youth'] }),
    ]),
    health: await createPerson('health', [
      grant('planning', { fields: ['health'] }),
      grant('delivery_office', { organisations: ['health'] }),
    ]),
    coordination: await createPerson('coordination', [grant('coordination')]),
  }
})

afterAll(async () => {
  await database.close()
  await store.close()
})

/** Ends a try, so that nothing of it stays. */
class Undo extends Error {}

/** Whether the command does it for this person; a refusal for another reason than rights counts as done. */
async function isDone(
  actor: Actor,
  command: (writer: Writer, actor: Actor) => Promise<unknown>,
): Promise<boolean> {
  let done = false
  const attempt = write(async (writer) => {
    done = (await command(writer, actor)) !== undefined
    throw new Undo()
  })
  await attempt.catch((error: unknown) => {
    if (!(error instanceof Undo || error instanceof Forbidden)) throw error
  })
  return done
}

async function* content() {
  yield Buffer.from('Ort;Jahr;Anzahl\n')
}

const define = (field: string) => (writer: Writer, actor: Actor) =>
  createIndicator(writer, actor, definition('neu', field), now)
const setTarget = (field: string, place: string) => (writer: Writer, actor: Actor) =>
  changeIndicator(writer, actor, `${field}-kennzahl`, withTarget(field, place), now)
const deliver = (source: string) => (writer: Writer, actor: Actor) => {
  const file = { fileName: 'a.csv', mediaType: 'text/csv', size: 20, content }
  return createDelivery(writer, actor, { ...file, source, receivedOn: '2026-02-01', note: '' }, now)
}
const lookExactly = (field: string, key: string) => async (writer: Writer, actor: Actor) => {
  const all = await listPlaces(writer)
  const about = { field, places: [lineageOf(all, all.find((place) => place.key === key)!)] }
  const look = { reason: 'Rückfrage', thing: `place ${key}`, about: [about], now }
  return exactFor(writer, actor, new Protected(3), look)
}

type Try = (writer: Writer, actor: Actor) => Promise<unknown>
/** The sentences of the table with what they come to; all tries of a sentence have the same outcome. */
const sentences: Readonly<Record<string, readonly Try[]>> = {
  'Kennzahlen der Kinder- und Jugendhilfe festlegen': [define('youth')],
  'Kennzahlen der Gesundheit festlegen': [define('health')],
  'Zielwerte der Jugendhilfe für eine der drei Städte setzen': [...three, 'hafen'].map((key) =>
    setTarget('youth', key),
  ),
  'Zielwerte der Jugendhilfe für eine andere Stadt oder den ganzen Kreis setzen': [
    ...towns.slice(3),
    'kreis',
  ].map((key) => setTarget('youth', key)),
  'Zielwerte der Gesundheit für jede Stadt und den Kreis setzen': [...towns, 'kreis'].map((key) =>
    setTarget('health', key),
  ),
  'genaue Werte der Jugendhilfe in den drei Städten sehen': [...three, 'hafen'].map((key) =>
    lookExactly('youth', key),
  ),
  'genaue Werte der Jugendhilfe in den anderen Städten oder im ganzen Kreis sehen': [
    ...towns.slice(3),
    'kreis',
  ].map((key) => lookExactly('youth', key)),
  'genaue Werte der Gesundheit überall sehen': [...towns, 'kreis'].map((key) => lookExactly('health', key)),
  'Zahlen des Kreisjugendamts liefern': [deliver('youth')],
  'Zahlen des Kreisgesundheitsamts liefern': [deliver('health')],
  'Lieferungen freigeben, Berichte erstellen': [
    (writer, actor) => acceptDelivery(writer, actor, 1, now),
    async (writer, actor) => {
      const county = (await database.shared((shared) => findTenant(shared, 'kreis', 'de')))!
      return startReport(writer, actor, { year: 2025, tenant: county, now })
    },
  ],
}

const page = readFileSync(join(import.meta.dirname, '../docs/rechte.md'), 'utf8')

describe('what each office of a county may', () => {
  const [table] = tablesIn(page, 'Was')
  const people = {
    youth: 'Jugendhilfeplanung',
    health: 'Gesundheitsplanung',
    coordination: 'Koordination',
  } as const

  test('is told in a table of which every sentence is tried', () => {
    expect(table?.rows.map(([sentence]) => sentence)).toEqual(Object.keys(sentences))
  })

  test.each(Object.entries(sentences))('%s', async (sentence, tries) => {
    const row = table!.rows.find(([first]) => first === sentence)!
    for (const [who, heading] of Object.entries(people)) {
      const outcomes = new Set<string>()
      for (const attempt of tries)
        outcomes.add((await isDone(actors[who as keyof typeof people], attempt)) ? 'ja' : 'nein')
      expect([...outcomes], heading).toEqual([row[table!.header.indexOf(heading)]])
    }
  })
})

describe('lists show what is in scope', () => {
  const keysOf = (list: readonly { readonly key: string }[]) => list.map(({ key }) => key)

  test('places whose exact values a person may see', async () => {
    const places = async (who: keyof typeof actors, field: string) =>
      keysOf(
        await database.read(tenant, (reader) =>
          listPlacesInScope(reader, actors[who], 'figures.exact', { field }),
        ),
      )
    expect(await places('youth', 'youth')).toEqual([...three, 'hafen'])
    expect(await places('youth', 'health')).toEqual([])
    expect(await places('health', 'health')).toEqual(['kreis', ...towns, 'hafen'])
    expect(await places('coordination', 'health')).toEqual([])
  })

  test('sources to deliver for, and deliveries of the own office', async () => {
    const sources = (who: keyof typeof actors) =>
      database.read(tenant, async (reader) => keysOf(await listOwnSources(reader, actors[who])))
    expect(await sources('youth')).toEqual(['youth'])
    expect(await sources('coordination')).toEqual(['health', 'youth'])
    await write((writer) => deliver('health')(writer, actors.health))
    const office = await createPerson('office', [grant('delivery_office', { organisations: ['youth'] })])
    const seen = (actor: Actor) => database.read(tenant, (reader) => listDeliveries(reader, actor, 'de'))
    expect(await seen(office)).toEqual([])
    expect(await seen(actors.coordination)).toHaveLength(1)
  })

  test('fields of the form of an indicator, and whether it offers the target of the county', async () => {
    const form = (who: keyof typeof actors, key: string | undefined) =>
      database.read(tenant, (reader) =>
        findDefinitionForm(reader, { key, language: 'de', today: '2026-03-01', actor: actors[who] }),
      )
    const youth = (await form('youth', undefined))!
    expect([keysOf(youth.fields), youth.targetFields]).toEqual([['youth'], []])
    const health = (await form('health', undefined))!
    expect([keysOf(health.fields), health.targetFields]).toEqual([['health'], ['health']])
    expect(await form('youth', 'health-kennzahl')).toBeUndefined()
    expect(await form('youth', 'youth-kennzahl')).toBeDefined()
  })

  test('an indicator cannot be taken over by moving it into the own field, or out of it into another', async () => {
    const move = (field: string, to: string) => (writer: Writer, actor: Actor) =>
      changeIndicator(
        writer,
        actor,
        `${field}-kennzahl`,
        { ...definition('x', to), formula: `${field}_count` },
        now,
      )
    expect(await isDone(actors.youth, move('health', 'youth'))).toBe(false)
    expect(await isDone(actors.youth, move('youth', 'health'))).toBe(false)
    expect(await isDone(actors.coordination, move('youth', 'health'))).toBe(true)
  })
})
