import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, type TenantKind, tenantKinds, wholeScope } from '#app/capabilities/accounts/account.ts'
import { createMembership, createSetupCode, foundTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { listRoles } from '#app/capabilities/accounts/people/scopes.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { tenantParts } from '#app/tenantParts.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { ask, sendForm } from '../support/http.ts'
import { createRealPerson, signedInCookie } from '../support/realTown.ts'
import { listRoutes } from '../support/rights/routeList.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

let store: TestDatabase
let database: Database
let server: WebServer

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  server = await startWebServer(store)
})

afterAll(async () => {
  await server?.stop()
  await database?.close()
  await store?.close()
})

const right = {
  name: 'Stadt Hürth',
  slug: 'huerth',
  kind: 'municipality',
  ags: '05362028',
  parts: 'Efferen\r\nGleuel',
  personName: 'Sabine Kortmann',
  email: 'sabine.kortmann@huerth.example',
  neu: 'Regenschirm tanzt am Dienstag leise',
  nochmal: 'Regenschirm tanzt am Dienstag leise',
}
const printCode = async () =>
  (await database.shared((shared) => createSetupCode(shared, 'hier:3000', new Date())))!
const send = (code: string, changed: Partial<typeof right> = {}) =>
  sendForm(server.baseUrl, `/einrichten?code=${code}`, { ...right, ...changed })
const countTenants = async () =>
  (await database.shared((shared) => rowsOf(shared, sql`select id from tenants`))).length

describe('setting up', () => {
  test('needs the code of the terminal: without it, with a wrong or a hostile one there is nothing', async () => {
    await printCode()
    for (const query of ['', '?code=', '?code=falsch', `?code=${'x'.repeat(500)}`, "?code=' or true --"]) {
      const answer = await ask(server.baseUrl, encodeURI(`/einrichten${query}`))
      expect(answer.status, query).toBe(404)
      expect(answer.text).toContain('Hier gibt es nichts einzurichten')
      expect((await sendForm(server.baseUrl, encodeURI(`/einrichten${query}`), right)).status).toBe(404)
    }
    expect(await countTenants()).toBe(0)
    const start = await ask(server.baseUrl, '/')
    expect(start.text).toContain('wartet darauf, eingerichtet zu werden')
  })

  test.for([
    ['a reserved short name', { slug: 'einrichten' }, 'von der Software selbst gebraucht'],
    ['a short name with umlauts', { slug: 'hürth' }, 'ohne Umlaute'],
    ['a key of another kind', { kind: 'county' }, 'passt nicht zur Art'],
    ['an unknown kind', { kind: 'planet' }, 'Wählen Sie die Art'],
    ['the same area twice', { parts: 'Mitte\r\nmitte' }, 'steht zweimal'],
    ['an address that injects a header', { email: 'a@b.example\r\nBcc: c@d.example' }, 'keine Mailadresse'],
    ['a weak password', { neu: 'passwort1234', nochmal: 'passwort1234' }, 'Kennwort'],
    ['the town’s name as password', { neu: 'StadtHürth2026', nochmal: 'StadtHürth2026' }, 'Ihrer Kommune'],
    [
      'nothing at all',
      { name: '', slug: '', personName: '', email: '', neu: '', nochmal: '' },
      'Bitte prüfen Sie 5 Angaben',
    ],
  ] as const)('%s is refused beside its field; the code still opens', async ([, changed, sentence]) => {
    const code = await printCode()
    const answer = await send(code, changed)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(sentence)
    expect(answer.text).not.toContain(right.neu)
    expect(await countTenants()).toBe(0)
    expect((await ask(server.baseUrl, `/einrichten?code=${code}`)).status).toBe(200)
  })

  test('two at once: one is signed in on the overview of the one municipality, the other finds the door closed', async () => {
    const code = await printCode()
    const answers = await Promise.all([
      send(code),
      send(code, { slug: 'unna', name: 'Kreis Unna', ags: '', email: 'andere@unna.example' }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 404])
    expect(await countTenants()).toBe(1)
    const won = answers.find(({ status }) => status === 302)!
    const cookie = String(won.headers['set-cookie']).match(/sitzung=[\w-]+/)![0]
    const overview = await ask(server.baseUrl, won.headers.location!, { headers: { cookie } })
    expect(overview.status).toBe(200)
    expect(overview.text).toContain('Zur Verwaltung')
    const office = await ask(server.baseUrl, `${won.headers.location}/verwaltung`, { headers: { cookie } })
    expect(office.text).toContain('Erste Schritte')
    expect((await send(code)).status).toBe(404)
    expect((await ask(server.baseUrl, `/einrichten?code=${code}`)).status).toBe(404)
  })
})

describe('an empty tenant', () => {
  /** A tenant of this kind as the command line creates it, with one person for each of its roles. */
  async function createEmpty(kind: TenantKind): Promise<{ slug: string; cookies: Map<string, string> }> {
    const slug = `leer-${kind}`
    const founded = await foundTenant(
      database,
      tenantParts,
      {
        municipality: {
          slug,
          name: slug,
          kind,
          ags: undefined,
          parts: kind === 'state-office' ? [] : ['Mitte', 'Nord'],
        },
        administrator: undefined,
        actorName: 'Befehlszeile',
      },
      new Date(),
    )
    if (typeof founded === 'string') throw new Error(founded)
    const cookies = new Map([['signed-out', '']])
    for (const role of roles.filter((one) => listRoles(kind).includes(one))) {
      const given = { name: role, email: `${role.replace('_', '-')}@${slug}.example`, password: right.neu }
      const { accountId } = await createRealPerson(store, founded.tenantId, given, [])
      await database.write(founded.tenantId, (writer) =>
        createMembership(writer, accountId, {
          role,
          scope: { ...wholeScope, places: role === 'area_coordination' ? ['mitte'] : [] },
        }),
      )
      cookies.set(role, await signedInCookie(store, accountId))
    }
    return { slug, cookies }
  }

  test.for(tenantKinds)(
    '(%s) answers every page to every role without an error',
    { timeout: 240_000 },
    async (kind) => {
      const { slug, cookies } = await createEmpty(kind)
      const pages = listRoutes()
        .filter(({ method, address }) => method === 'GET' && address.startsWith('/:tenant'))
        .map(({ address }) => address.replace('/:tenant', `/${slug}`).replace(/:\w+\??/g, '1'))
      expect(pages.length).toBeGreaterThan(30)
      const wrong: string[] = []
      for (const [role, cookie] of cookies) {
        const answers = await Promise.all(
          pages.map(async (path) => ({
            path,
            ...(await ask(server.baseUrl, path, { headers: { cookie } })),
          })),
        )
        for (const { path, status } of answers)
          if (![200, 302, 403, 404].includes(status)) wrong.push(`${role} ${path}: ${status}`)
        for (const { path, status, text } of answers)
          if (status === 200 && /undefined|NaN|\[object/.test(text.replace(/<script[\s\S]*?<\/script>/g, '')))
            wrong.push(`${role} ${path}: shows what is not there`)
        const overview = answers.find(({ path }) => path === `/${slug}`)
        if (overview?.status !== 200) wrong.push(`${role}: no overview`)
      }
      expect(wrong).toEqual([])
    },
  )
})
