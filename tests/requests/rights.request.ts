import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#app/capabilities/accounts/account.ts'
import { createSession } from '#app/capabilities/accounts/signIn/sessions.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { fill, rowsOfRoute, unknownParts } from '../support/rights/addresses.ts'
import {
  type Asker,
  askers,
  compareRights,
  nameOf,
  type RightsRow,
  type RowName,
  readRightsTable,
  type Word,
  wordFor,
} from '../support/rights/rightsTable.ts'
import { createRightsTown, type RightsTown } from '../support/rights/rightsTown.ts'
import { listRoutes, type Method } from '../support/rights/routeList.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

/*
 * Asks every route with every method as everybody, and compares with the table that people read. What is sent with POST is
 * empty: whoever may not gets 403 or 404 or is led to the sign-in page; whoever may gets 400 or 409, or it is done.
 */

let store: TestDatabase
let database: Database
let server: WebServer
let own: RightsTown
let other: RightsTown
let asset: string
const routes = listRoutes()

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  own = await createRightsTown(database, 'hierstadt', { published: 2018, draft: 2017 })
  other = await createRightsTown(database, 'dortstadt', { published: 2016, draft: undefined })
  server = await startWebServer(store, { LUECKENLOS_REQUESTS_PER_MINUTE: '1000000' })
  const start = await (await fetch(server.baseUrl)).text()
  asset = /\/assets\/([^"']+)/.exec(start)![1]!
}, 300_000)

afterAll(async () => {
  await server?.stop()
  await database?.close()
  await store?.close()
})

const accountOf = (asker: Asker): number | undefined => {
  if (asker === 'signed-out') return undefined
  return asker === 'outsider' ? other.accounts.get('coordination') : own.accounts.get(asker as Role)
}

/** The cookie of a new session: some requests end the one they come with. */
async function cookieOf(asker: Asker): Promise<Record<string, string>> {
  const accountId = accountOf(asker)
  if (accountId === undefined) return {}
  const session = { accountId, method: 'password', secondFactor: true, browser: '' } as const
  const limits = { idleMinutes: 60, hours: 1 }
  const token = await database.shared((shared) => createSession(shared, session, limits, new Date()))
  return { Cookie: `sitzung=${token}` }
}

/** Programmes come with a key; the cookie beside it must give nothing. */
function keyOf(address: string, asker: Asker): Record<string, string> {
  const key = asker === 'outsider' ? other.keys.get('coordination') : own.keys.get(asker as Role)
  return key !== undefined && address.startsWith('/api/') ? { Authorization: `Bearer ${key}` } : {}
}

async function ask(method: string, address: string, asker: Asker): Promise<Response> {
  const headers = { Origin: server.baseUrl, ...(await cookieOf(asker)), ...keyOf(address, asker) }
  const body = method === 'POST' ? { body: new URLSearchParams() } : {}
  const response = await fetch(server.baseUrl + address, { method, headers, redirect: 'manual', ...body })
  await response.arrayBuffer()
  return response
}

async function wordOf(row: RowName, asker: Asker, parts: ReadonlyMap<string, string>): Promise<Word> {
  const address = fill(row, parts, { asset, asker })
  const { status, headers } = await ask(row.method, address, asker)
  try {
    return wordFor(status, headers.get('location'))
  } catch (error) {
    throw new Error(`${row.method} ${address} as ${asker}: ${error}\n${server.output().slice(-2_000)}`)
  }
}

/** All at once where it is about reading; what is sent goes in the order of the columns. */
async function askEverybody(
  row: RowName,
  parts: ReadonlyMap<string, string>,
): Promise<readonly (readonly [Asker, Word])[]> {
  const one = async (asker: Asker) => [asker, await wordOf(row, asker, parts)] as const
  if (row.method === 'GET') return Promise.all(askers.map(one))
  const answers: (readonly [Asker, Word])[] = []
  for (const asker of askers) answers.push(await one(asker))
  return answers
}

async function observe(row: RowName): Promise<RightsRow> {
  const words = await askEverybody(row, own.parts)
  return { ...row, cells: Object.fromEntries(words) as Record<Asker, string> }
}

const readWritten = async () =>
  readRightsTable(await readFile(join(import.meta.dirname, '../../docs/rechte.md'), 'utf8'))

/** Whoever is signed in takes the role of an invitation by sending it: that comes last. */
const takesRole = ({ address }: RowName) => Number(address === '/:tenant/einladung/:token')

const listRows = (method: Method): RowName[] =>
  routes
    .filter((route) => route.method === method)
    .flatMap((route) => rowsOfRoute(route, own.parts))
    .toSorted((a, b) => takesRole(a) - takesRole(b))

async function observeAll(rows: readonly RowName[]): Promise<RightsRow[]> {
  const observed: RightsRow[] = []
  for (const row of rows) observed.push(await observe(row))
  return observed
}

/** What is read of the table about one method, so that each test says what it is about. */
const ofMethod = (rows: readonly RightsRow[], method: Method) => rows.filter((row) => row.method === method)

test('every part of an address has something real to stand for', () => {
  expect([...new Set(routes.flatMap((route) => unknownParts(route, own.parts)))]).toEqual([])
})

// What is sent could change what is there to read: reading comes first.
test('every page opens for those of whom the table says so, and answers everybody else as it says', async () => {
  const observed = await observeAll(listRows('GET'))
  expect(compareRights(ofMethod(await readWritten(), 'GET'), observed).join('\n')).toBe('')
}, 600_000)

test('the data behind a page are as closed as the page', async () => {
  const open: string[] = []
  for (const row of ofMethod(await readWritten(), 'GET')) {
    // What programmes ask for are no pages.
    if (row.address.startsWith('/api/')) continue
    for (const asker of askers.filter((one) => row.cells[one] !== 'ja')) {
      const [path, query] = fill(row, own.parts, { asset, asker }).split('?')
      const address = `${path === `/${own.slug}` ? `${path}/_` : path}.data${query ? `?${query}` : ''}`
      const { status } = await ask('GET', address, asker)
      if (![202, 403, 404].includes(status)) open.push(`${address} as ${asker}: ${status}`)
    }
  }
  expect(open.join('\n')).toBe('')
}, 600_000)

// Entries of the audit trail are counted in each municipality from 1, and every one has the same kinds of pages of its own.
test('things of another municipality are nowhere: who may see the own ones gets 404, everybody else what they get anyway', async () => {
  const written = new Map((await readWritten()).map((row) => [nameOf(row), row]))
  const wrong: string[] = []
  for (const row of [...listRows('GET'), ...listRows('POST')]) {
    if (row.note !== '' || !/:tenant\/.*:(?!position|kind)/.test(row.address)) continue
    const foreign = new Map([...other.parts, ['tenant', own.slug] as const])
    for (const [asker, word] of await askEverybody(row, foreign)) {
      const allowed = written.get(nameOf(row))?.cells[asker]
      const expected = allowed === 'ja' ? 'nicht gefunden' : allowed
      if (word !== expected) wrong.push(`${nameOf(row)}: ${asker} gets "${word}", expected "${expected}"`)
    }
  }
  expect(wrong.join('\n')).toBe('')
}, 600_000)

test('everything that can be sent is taken from those of whom the table says so, and from nobody else', async () => {
  const observed = await observeAll(listRows('POST'))
  expect(compareRights(ofMethod(await readWritten(), 'POST'), observed).join('\n')).toBe('')
}, 600_000)
