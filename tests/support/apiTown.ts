import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { type Actor, type Role, wholeScope } from '#app/capabilities/accounts/account.ts'
import {
  createApiKey,
  createMembership,
  findActor,
  type NewApiKey,
} from '#app/capabilities/accounts/accounts.server.ts'
import { createPerson } from '#app/capabilities/accounts/people/acceptance.server.ts'
import { listDeliveries } from '#app/capabilities/figures/figures.server.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { askApi, type Sending } from './apiClient.ts'
import { createTestDatabase } from './database.ts'
import { createIndicatorTown } from './indicatorTown.ts'
import { createOtherDelivery } from './rights/otherThings.ts'
import { startWebServer } from './webServer.ts'

/** What everybody is called who has a key: nothing of it may stand in answers and logs. */
export const owner = 'Friedhelm Sonderbar'
export const here = '/api/v1/teststadt/deliveries'

/** A web server for two towns and programmes with keys for the first. */
export async function startApiTown() {
  const store = await createTestDatabase()
  const database = openDatabasePool(store.appUrl)
  const town = await createIndicatorTown(database, 'teststadt')
  const other = await createIndicatorTown(database, 'dortstadt')
  await database.write(town.tenantId, (writer) => createOtherDelivery(writer, town))
  const accounts = new Map<string, number>()
  const newKey = async (
    tenantId: number,
    role: Role,
    mailbox: string,
    wish: Partial<NewApiKey> = {},
    made = new Date(),
  ): Promise<string> => {
    const actor = await createKeyPerson(database, tenantId, role, mailbox)
    accounts.set(mailbox, actor.accountId)
    const wanted = {
      name: 'Verfahren',
      organisation: 'amt',
      source: 'jugendamt',
      mayRelease: false,
      days: 30,
    }
    const created = await database.write(tenantId, (writer) =>
      createApiKey(writer, actor, { ...wanted, ...wish }, made),
    )
    if ('refused' in created) throw new Error(created.refused)
    return created.token
  }
  /** Limited to one source; one for all of the office that may release; one of the other town. */
  const key = await newKey(town.tenantId, 'delivery_office', 'sonderbar')
  const releasing = await newKey(town.tenantId, 'planning', 'planung', {
    mayRelease: true,
    source: undefined,
  })
  const foreign = await newKey(other.tenantId, 'coordination', 'dort')
  const server = await startWebServer(store)
  const send = (address: string, sending: Sending) => askApi(server.baseUrl, address, { key, ...sending })
  return {
    database,
    server,
    town,
    accounts,
    newKey,
    keys: { key, releasing, foreign },
    send,
    csv: (body: string | Buffer, query = '', more: Sending = {}) =>
      send(`${here}${query}`, { type: 'text/csv', body, ...more }),
    json: (body: object, more: Sending = {}) =>
      send(here, { type: 'application/json', body: JSON.stringify(body), ...more }),
    listed: () => database.read(town.tenantId, (reader) => listDeliveries(reader, town, 'de')),
    /** Fails where a delivery or a file is there afterwards. */
    expectNothingStored: async <T>(work: () => Promise<T>): Promise<T> => {
      const count = () =>
        database.read(town.tenantId, (reader) =>
          rowsOf(
            reader,
            sql`select (select count(*) from files) files, (select count(*) from deliveries) deliveries`,
          ),
        )
      const before = await count()
      const result = await work()
      expect(await count()).toEqual(before)
      return result
    },
    stop: async () => {
      await server.stop()
      await database.close()
      await store.close()
    },
  }
}

export type ApiTown = Awaited<ReturnType<typeof startApiTown>>

async function createKeyPerson(
  database: Database,
  tenantId: number,
  role: Role,
  mailbox: string,
): Promise<Actor> {
  const person = { name: owner, email: `${mailbox}@stadt.example`, passwordHash: 'none', confirmed: true }
  const accountId = (await database.shared((shared) => createPerson(shared, person, new Date())))!
  const organisations = role === 'delivery_office' ? ['amt'] : []
  await database.write(tenantId, (writer) =>
    createMembership(writer, accountId, { role, scope: { ...wholeScope, organisations } }),
  )
  return (await database.read(tenantId, (reader) => findActor(reader, { accountId, name: owner })))!
}

/** The table of an office for one year. */
export const table = (year: number, families = 130): string =>
  `Ort;Jahr;Familien;davon besucht\nNord;${year};${families};100\nSüd;${year};95;60\nOst;${year};45;20\nTeststadt;${year};${families + 140};180\n`

/** One value of a JSON body. */
export const value = (place: string, period: number | string, more: object = { value: 100 }) => ({
  series: 'familien',
  place,
  period,
  ...more,
})
