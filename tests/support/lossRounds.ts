import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import { verifyAccountEvents, verifyAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { findFreePort } from '#app/platform/postgres/cluster.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { ask } from './http.ts'
import { enterDemonstration, indicatorForm, openPerson, type Person, startMachine } from './machines.ts'
import { isAlive, type RealProcess, serverPid } from './processes.ts'

/** What somebody was told is done: keys of indicators and names of files that were handed in. */
export type Acknowledged = { readonly indicators: string[]; readonly files: string[] }

export type Installation = { readonly port: number; readonly machine: RealProcess }

export async function startOn(dataFolder: string): Promise<Installation> {
  const port = await findFreePort()
  const machine = startMachine(port, { LUECKENLOS_DATA: dataFolder, LUECKENLOS_DEMO: 'on' })
  await machine.until('listening')
  return { port, machine }
}

async function createIndicators(person: Person, prefix: string, done: string[]): Promise<void> {
  for (let index = 0; ; index++) {
    const key = `${prefix}-${index}`
    const answer = await person.post('/hamm/zahlen/neu', indicatorForm(key))
    if (answer.status !== 302) throw new Error(`an indicator was answered with ${answer.status}`)
    done.push(key)
  }
}

async function handInFiles(person: Person, baseUrl: string, prefix: string, done: string[]): Promise<void> {
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (let index = 0; ; index++) {
    const name = `${prefix}-${index}.csv`
    const part = (field: string, text: string) =>
      `--grenze\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${text}\r\n`
    // No file twice: the same content handed in again within a minute is the same delivery.
    const rows = `Schuljahr;bewilligt;erfolgreich\n2012/13;${889 + index};764\n${prefix};1;1\n`
    const body = `${part('source', 'learning_support')}${part('receivedOn', '2019-03-11')}${part('note', '')}--grenze\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${rows}\r\n--grenze--\r\n`
    const headers = {
      cookie,
      origin: baseUrl,
      'content-type': 'multipart/form-data; boundary=grenze',
      'content-length': String(Buffer.byteLength(body)),
    }
    const answer = await ask(baseUrl, '/hamm/lieferungen/neu', { method: 'POST', headers, body })
    if (answer.status !== 302) throw new Error(`a file was answered with ${answer.status}`)
    done.push(name)
  }
}

/**
 * Three people write over HTTP as fast as they get answers until, at a random moment, everything is killed with SIGKILL: web
 * server, worker, the process that watches them, and PostgreSQL. Returns what was acknowledged before.
 */
export async function writeUntilKilled(
  { port, machine }: Installation,
  dataFolder: string,
  round: number,
): Promise<Acknowledged> {
  const baseUrl = `http://localhost:${port}`
  const done: Acknowledged = { indicators: [], files: [] }
  const people = [openPerson(baseUrl), openPerson(baseUrl), openPerson(baseUrl)] as const
  for (const person of people) await enterDemonstration(person, 'hamm', 'hamm-miriam-albers')
  const problems: unknown[] = []
  let isKilled = false
  const note = (error: unknown) => {
    if (!isKilled) problems.push(error)
  }
  const writers = [
    createIndicators(people[0], `r${round}-a`, done.indicators).catch(note),
    createIndicators(people[1], `r${round}-b`, done.indicators).catch(note),
    handInFiles(people[2], baseUrl, `r${round}`, done.files).catch(note),
  ]
  while (done.indicators.length === 0 || done.files.length === 0) {
    expect(problems).toEqual([])
    await sleep(10)
  }
  await sleep(randomInt(0, 400))
  isKilled = true
  const server = serverPid(dataFolder)
  const killSoftware = () => process.kill(-machine.child.pid!, 'SIGKILL')
  const killDatabase = () => server !== undefined && process.kill(server, 'SIGKILL')
  // Which of them goes first, and how long before the other, is another thing in each round.
  const [first, second] = round % 2 === 0 ? [killSoftware, killDatabase] : [killDatabase, killSoftware]
  first()
  await sleep(round % 3 === 0 ? 0 : randomInt(0, 20))
  second()
  await machine.ended
  while (isAlive(server)) await sleep(10)
  await Promise.all(writers)
  expect(problems).toEqual([])
  return done
}

type Found = { keys: string[]; files: string[] }

/**
 * Compares the database with what was acknowledged, after a restart: all of it is there, everything that is there is whole (the
 * thing, its parts and its entry in the audit trail), and both hash chains hold.
 */
export async function expectNothingLost(dataFolder: string, acknowledged: Acknowledged): Promise<void> {
  const database = await openDatabase(
    readSettings({ LUECKENLOS_DATA: dataFolder, LUECKENLOS_DEMO: 'on' }),
    'command',
  )
  const pool = openDatabasePool(database.appUrl)
  const owner = new pg.Client({ connectionString: database.appUrl })
  await owner.connect()
  try {
    const { rows: tenants } = await owner.query<{ id: number }>(`select id from tenants where slug = 'hamm'`)
    const tenant = tenants[0]!.id
    await owner.query(`select set_config('lueckenlos.tenant', $1, false)`, [String(tenant)])
    const list = async (text: string) =>
      (await owner.query<{ name: string }>(text)).rows.map(({ name }) => name).toSorted()
    const found: Found = {
      keys: await list(`select key as name from indicators where key ~ '^r[0-9]+-[ab]-'`),
      files: await list(
        `select f.name from deliveries d join files f on (f.tenant_id, f.id) = (d.tenant_id, d.file_id)
         where f.name ~ '^r[0-9]+-[0-9]+\\.csv$'`,
      ),
    }
    const has = { keys: new Set(found.keys), files: new Set(found.files) }
    expect(acknowledged.indicators.filter((key) => !has.keys.has(key))).toEqual([])
    expect(acknowledged.files.filter((name) => !has.files.has(name))).toEqual([])

    const whole: Found = {
      keys: await list(
        `select i.key as name from indicators i
         join indicator_versions v on (v.tenant_id, v.indicator_id) = (i.tenant_id, i.id)
         join audit_entries a on a.tenant_id = i.tenant_id and a.action = 'indicators.create'
           and a.thing = 'indicator ' || i.key
         where i.key ~ '^r[0-9]+-[ab]-'`,
      ),
      files: await list(
        `select f.name from deliveries d join files f on (f.tenant_id, f.id) = (d.tenant_id, d.file_id)
         join audit_entries a on a.tenant_id = d.tenant_id and a.action = 'delivery.create'
           and a.thing = 'delivery ' || d.id and a.details ->> 'sha256' = f.sha256
         where f.name ~ '^r[0-9]+-[0-9]+\\.csv$' and f.size =
           (select sum(length(c.content)) from file_chunks c where (c.tenant_id, c.file_id) = (f.tenant_id, f.id))`,
      ),
    }
    expect(whole).toEqual(found)
    const entries = await list(
      `select substring(thing from 11) as name from audit_entries
       where action = 'indicators.create' and thing ~ '^indicator r[0-9]+-[ab]-'`,
    )
    expect(entries).toEqual(found.keys)
    expect(await pool.read(tenant, (reader) => verifyAudit(reader))).toMatchObject({ state: 'intact' })
    expect(await pool.shared((shared) => verifyAccountEvents(shared))).toMatchObject({ state: 'intact' })
    // Nobody hands in hundreds of files an hour; the next round begins afresh.
    await owner.query('delete from attempt_counters')
  } finally {
    await owner.end()
    await pool.close()
    await database.close()
  }
}
