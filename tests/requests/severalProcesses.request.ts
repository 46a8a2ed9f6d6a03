import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findFreePort } from '#app/platform/postgres/cluster.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { type ExternalPostgres, startExternalPostgres } from '../support/externalPostgres.ts'
import { ask } from '../support/http.ts'
import { enterDemonstration, indicatorForm, openPerson, startMachine } from '../support/machines.ts'
import { killStartedProcesses, type RealProcess } from '../support/processes.ts'
import { startProxy, type TurnTaker } from '../support/proxy.ts'
import { testSecret } from '../support/webServer.ts'

// Two machines as a municipality with its own database server would run them: `npm start` on each, one PostgreSQL that takes
// encrypted connections only, and a proxy in front.
const owner = { name: 'lueckenlos_owner', password: 'owner-of-tests' }
const app = { name: 'lueckenlos_app', password: 'app-of-tests' }
const drainSeconds = 1
let postgres: ExternalPostgres
let proxy: TurnTaker
let ports: number[]
const machines: RealProcess[] = []

const environment = () => ({
  DATABASE_URL: postgres.url(owner, 'lueckenlos'),
  DATABASE_APP_URL: postgres.url(app, 'lueckenlos'),
  APP_URL: proxy.baseUrl,
  LUECKENLOS_PROXIES: '1',
  LUECKENLOS_DRAIN_SECONDS: String(drainSeconds),
})

const begin = (index: number) => {
  machines[index] = startMachine(ports[index]!, environment())
  return machines[index]
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.url(postgres.admin, 'lueckenlos') })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  postgres = await startExternalPostgres()
  // As docs/operation.md tells the database's administrator.
  await postgres.run(`create role ${owner.name} login password '${owner.password}'`)
  await postgres.run(`create role ${app.name} login password '${app.password}'`)
  await postgres.run(`create database lueckenlos owner ${owner.name} encoding 'UTF8' template template0`)
  await postgres.run('revoke connect on database lueckenlos from public')
  await postgres.run(`grant connect on database lueckenlos to ${app.name}`)
  proxy = await startProxy()
  ports = [await findFreePort(), await findFreePort()]
  proxy.send(ports)
  // At once, on an empty database.
  begin(0)
  begin(1)
  await Promise.all(machines.map((machine) => machine.until('listening')))
}, 240_000)

afterAll(async () => {
  const ended = machines.map((machine) => {
    machine.child.kill('SIGTERM')
    return machine.ended
  })
  await Promise.race([Promise.all(ended), sleep(20_000)])
  killStartedProcesses()
  await proxy.stop()
  await postgres.stop()
})

describe('two machines that start at once on an empty database', () => {
  test('migrate it once and create each demonstration town once', async () => {
    const seeding = machines.filter((machine) => /: Lieferung /.test(machine.output()))
    expect(seeding).toHaveLength(1)
    expect(await query('select slug from tenants order by slug')).toEqual([
      { slug: 'hamm' },
      { slug: 'musterstadt' },
    ])
    const doubles = await query(
      'select d.tenant_id, f.name from deliveries d join files f on (f.tenant_id, f.id) = (d.tenant_id, d.file_id) group by 1, 2 having count(*) > 1',
    )
    expect(doubles).toEqual([])
  })

  test('speak with the database encrypted only, as a role that row-level security binds', async () => {
    const connections = await query(
      `select distinct a.usename as name, s.ssl from pg_stat_activity a join pg_stat_ssl s using (pid)
       where a.datname = 'lueckenlos' and a.usename <> current_user`,
    )
    expect(connections).toEqual([{ name: app.name, ssl: true }])
  })
})

describe('the connection to the database', () => {
  const attempt = (url: string) =>
    openDatabase(readSettings({ DATABASE_URL: url, LUECKENLOS_SECRET: testSecret }), 'command')

  test.each([
    [
      'whose certificate somebody else vouches for',
      () =>
        postgres.url(owner, 'lueckenlos', `sslmode=verify-full&sslrootcert=${postgres.foreignCertificate}`),
      /von niemandem beglaubigt/,
    ],
    [
      'whose certificate nobody vouches for',
      () => postgres.url(owner, 'lueckenlos', 'sslmode=verify-full'),
      /von niemandem beglaubigt/,
    ],
    [
      'whose certificate is for another name',
      () => postgres.url(owner, 'lueckenlos').replace('localhost', '127.0.0.1'),
      /gilt für einen anderen Namen/,
    ],
    [
      'without encryption',
      () => postgres.url(owner, 'lueckenlos', 'sslmode=disable'),
      /lässt dieses Konto so nicht herein/,
    ],
    [
      'with a file of certificates that is not there',
      () => postgres.url(owner, 'lueckenlos', 'sslmode=verify-full&sslrootcert=/nowhere/root.crt'),
      /eine Datei aus der Adresse/,
    ],
    [
      'with a wrong password',
      () => postgres.url({ ...owner, password: 'guessed' }, 'lueckenlos'),
      /Name oder Kennwort stimmen nicht/,
    ],
  ])('%s is refused with a sentence', async (_, url, sentence) => {
    await expect(attempt(url())).rejects.toThrow(sentence)
    await expect(attempt(url())).rejects.not.toThrow(/owner-of-tests|guessed/)
  })
})

describe('behind a proxy that takes turns', () => {
  test('who signs in on one machine works on the other, and who signs out on one is out on both', async () => {
    const [first, second] = ports as [number, number]
    const person = openPerson(proxy.baseUrl)
    proxy.send([first])
    await enterDemonstration(person, 'hamm', 'hamm-miriam-albers')
    proxy.send([second])
    const name = `wechsel-${Date.now()}`
    expect((await person.get('/hamm/zahlen/neu')).status).toBe(200)
    expect((await person.post('/hamm/zahlen/neu', indicatorForm(name))).status).toBe(302)
    proxy.send([first])
    expect((await person.get(`/hamm/zahlen/${name}`)).status).toBe(200)
    const stolen = new Map(person.cookies)
    await person.post('/abmelden', {})
    for (const port of ports) {
      const cookie = [...stolen].map(([key, value]) => `${key}=${value}`).join('; ')
      const answer = await ask(`http://localhost:${port}`, '/hamm/zahlen/neu', { headers: { cookie } })
      expect(answer.status).toBe(302)
      expect(answer.headers.location).toMatch(/^\/anmelden/)
    }
    proxy.send(ports)
  })

  test('a job that was started on one machine is seen on the other until it is done', async () => {
    const [first, second] = ports as [number, number]
    const person = openPerson(proxy.baseUrl)
    await enterDemonstration(person, 'hamm', 'hamm-miriam-albers')
    proxy.send([first])
    const started = await person.post('/hamm/berichte', { year: '2018' })
    const job = String(started.headers.location)
    expect(job).toMatch(/^\/hamm\/auftraege\//)
    proxy.send([second])
    await vi.waitFor(async () => expect((await person.get(job)).text).toContain('/hamm/berichte/2018'), {
      timeout: 90_000,
      interval: 500,
    })
    proxy.send(ports)
  })
})

describe('a machine that is told to end', () => {
  test('finishes the request that is under way, says so in /status, and nobody notices', async () => {
    const person = openPerson(proxy.baseUrl)
    await enterDemonstration(person, 'hamm', 'hamm-miriam-albers')
    const [first] = ports as [number, number]
    const name = `halb-${Date.now()}`
    const body = new URLSearchParams(indicatorForm(name)).toString()
    const cookie = [...person.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    let answer = ''
    const socket = connect(first, '127.0.0.1')
    socket.on('data', (data) => {
      answer += data.toString()
    })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write(
      `POST /hamm/zahlen/neu HTTP/1.1\r\nHost: localhost\r\nOrigin: ${proxy.baseUrl}\r\nCookie: ${cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 100)}`,
    )
    await sleep(300)
    machines[0]!.child.kill('SIGTERM')
    await sleep(300)
    const status = await ask(`http://localhost:${first}`, '/status')
    expect(status).toMatchObject({ status: 503, text: '{"state":"ending"}' })
    expect(status.headers.connection).toBe('close')
    expect((await ask(`http://localhost:${first}`, '/status/live')).status).toBe(200)
    const asked = Array.from({ length: 20 }, async (_, index) => {
      await sleep(index * 150)
      return (await person.get('/hamm/ziele')).status
    })
    await sleep(drainSeconds * 1000)
    socket.write(body.slice(100))
    await closed
    expect(answer).toMatch(/^HTTP\/1\.1 302 /)
    expect(answer).toMatch(/\r\nconnection: close\r\n/i)
    expect(await machines[0]!.ended).toBe(0)
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]))
    expect((await person.get(`/hamm/zahlen/${name}`)).status).toBe(200)
    await begin(0).until('listening')
  })

  test('or is killed has lost nothing that it acknowledged; the other goes on', async () => {
    const [first, second] = ports as [number, number]
    const person = openPerson(proxy.baseUrl)
    await enterDemonstration(person, 'hamm', 'hamm-miriam-albers')
    proxy.send([first])
    const acknowledged: string[] = []
    let isOver = false
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      for (let index = 0; !isOver; index++) {
        const name = `tot-${writer}-${index}`
        const answer = await person.post('/hamm/zahlen/neu', indicatorForm(name)).catch(() => undefined)
        if (answer?.status === 302) acknowledged.push(name)
        else return
      }
    })
    await sleep(1_000)
    process.kill(-machines[0]!.child.pid!, 'SIGKILL')
    await Promise.all(writers)
    isOver = true
    proxy.send([second])
    expect(acknowledged.length).toBeGreaterThan(3)
    const rows = await query(`select key from indicators where key like 'tot-%'`)
    const found = new Set(rows.map(({ key }) => key))
    expect(acknowledged.filter((name) => !found.has(name))).toEqual([])
    expect((await person.get('/hamm/zahlen/neu')).status).toBe(200)
    await begin(0).until('listening')
    proxy.send(ports)
  })
})
