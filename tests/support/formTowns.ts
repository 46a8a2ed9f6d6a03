import pg from 'pg'
import { createSession } from '#app/capabilities/accounts/signIn/sessions.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { type Form, formsOf, nameOfForm } from './forms.ts'
import { ask } from './http.ts'
import { createRealPerson, type RealPerson } from './realTown.ts'
import { fill } from './rights/addresses.ts'
import { createRightsTown, type RightsTown } from './rights/rightsTown.ts'
import { listRoutes } from './rights/routeList.ts'
import { startWebServer, type WebServer } from './webServer.ts'

export type FormTown = RightsTown & { readonly person: RealPerson }

/** Two municipalities with the same things in them, each with one person who may do everything there. */
export type FormTowns = {
  readonly store: TestDatabase
  readonly database: Database
  readonly server: WebServer
  readonly towns: readonly [FormTown, FormTown]
  stop(): Promise<void>
}

const password = 'Birnbaum-Laterne-Zwirn-77'

async function createTown(store: TestDatabase, database: Database, slug: string): Promise<FormTown> {
  const town = await createRightsTown(database, slug, { published: 2018, draft: 2017 })
  const person = await createRealPerson(
    store,
    town.tenantId,
    { name: `Person ${slug}`, email: `person@${slug}.example`, password },
    ['coordination', 'planning', 'leadership', 'administration', 'data_protection', 'trust_centre'],
  )
  return { ...town, person }
}

export async function createFormTowns(): Promise<FormTowns> {
  const store = await createTestDatabase()
  const database = openDatabasePool(store.appUrl)
  const towns = [
    await createTown(store, database, 'hierstadt'),
    await createTown(store, database, 'dortstadt'),
  ] as const
  const server = await startWebServer(store, { LUECKENLOS_REQUESTS_PER_MINUTE: '1000000' })
  return {
    store,
    database,
    server,
    towns,
    async stop() {
      await server.stop()
      await database.close()
      await store.close()
    },
  }
}

/** The cookie of a new session: some forms end the one they come with. */
export async function newCookie({ database }: FormTowns, { person }: FormTown): Promise<string> {
  const { accountId } = person
  const beginning = { accountId, method: 'password', secondFactor: true, browser: 'Firefox' } as const
  const limits = { idleMinutes: 60, hours: 1 }
  return `sitzung=${await database.shared((shared) => createSession(shared, beginning, limits, new Date()))}`
}

export type FoundForm = {
  /** The route of the page, as in `app/routes.ts`. */
  readonly route: string
  /** The same form is found in the other town under this name. */
  readonly name: string
  /** Where it was found, in one town. */
  readonly page: string
  readonly signedIn: boolean
  readonly form: Form
}

/** Every form that this town's pages show to somebody who may everything, and to the public; each once. */
export async function listForms(setup: FormTowns, town: FormTown): Promise<FoundForm[]> {
  const found = new Map<string, FoundForm>()
  const cookie = await newCookie(setup, town)
  for (const { address: route, method } of listRoutes()) {
    if (method !== 'GET' || route.includes('*') || route === '/abmelden') continue
    const page = fill({ address: route, method, note: '' }, town.parts, { asset: '', asker: 'coordination' })
    for (const signedIn of [true, false]) {
      const answer = await ask(setup.server.baseUrl, page, { headers: signedIn ? { cookie } : {} })
      if (answer.status !== 200) continue
      for (const form of formsOf(answer.text, page)) {
        const name = nameOfForm(form).replaceAll(town.slug, ':tenant')
        // The switch of languages stands on every page.
        if (name.startsWith('/sprache ') && route !== '/') continue
        if (!found.has(name)) found.set(name, { route, name, page, signedIn, form })
      }
    }
  }
  return [...found.values()]
}

/** How many rows each table has, whomever they belong to. A look at exact values leaves an entry each time and makes nothing. */
export async function countRows(adminUrl: string): Promise<ReadonlyMap<string, number>> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    const counts = tables.map(
      ({ name }) =>
        `select '${name}' as name, count(*)::integer as n from ${name} ${name === 'audit_entries' ? "where kind <> 'look'" : ''}`,
    )
    const { rows } = await client.query<{ name: string; n: number }>(counts.join(' union all '))
    return new Map(rows.map(({ name, n }) => [name, n]))
  } finally {
    await client.end()
  }
}
