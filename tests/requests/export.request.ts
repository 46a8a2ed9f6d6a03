import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archiveJobs } from '#app/capabilities/archive/archive.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { ask as query } from '../support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { ask, sendForm } from '../support/http.ts'
import { createRealPerson, createRealTown, type RealPerson, signedInCookie } from '../support/realTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

let database: TestDatabase
let pool: Database
let server: WebServer
let here: number
let erika: RealPerson
const cookies = { erika: '', otto: '', fremd: '' }
const page = '/hierstadt/verwaltung/export'

beforeAll(async () => {
  database = await createTestDatabase()
  pool = openDatabasePool(database.appUrl)
  server = await startWebServer(database)
  here = await createRealTown(database, 'hierstadt')
  const there = await createRealTown(database, 'dortstadt')
  const person = (name: string) => ({
    name,
    email: `${name.toLowerCase()}@stadt.example`,
    password: 'Birnbaum-77-Zwirn',
  })
  erika = await createRealPerson(database, here, person('Erika'), ['data_protection'])
  const otto = await createRealPerson(database, there, person('Otto'), ['data_protection'])
  const fremd = await createRealPerson(database, here, person('Fred'), [
    'coordination',
    'planning',
    'leadership',
    'administration',
  ])
  cookies.erika = await signedInCookie(database, erika.accountId)
  cookies.otto = await signedInCookie(database, otto.accountId)
  cookies.fremd = await signedInCookie(database, fremd.accountId)
}, 180_000)

afterAll(async () => {
  await server.stop()
  await pool.close()
  await database.close()
})

const get = (path: string, cookie = cookies.erika) => ask(server.baseUrl, path, { headers: { cookie } })
const press = (word: string, fields: Record<string, string> = {}, cookie = cookies.erika) =>
  sendForm(server.baseUrl, page, { tun: word, ...fields }, { cookie })
const jobs = () =>
  query<{ id: string; state: string; input: unknown }>(
    database.adminUrl,
    'select id, state, input from job_runs',
  )

/** What the worker does with the order. */
async function work(): Promise<number> {
  const [run] = await jobs()
  const result = await archiveJobs['archive.export']!(run!.input, {
    run: { id: run!.id, tenantId: here, kind: 'archive.export', key: 'export', createdBy: erika.accountId },
    database: pool,
    report: async () => {},
    throwIfCancelled: async () => {},
  })
  await query(database.adminUrl, `update job_runs set state = 'done' where id = $1`, [run!.id])
  return (result as { exportId: number }).exportId
}

describe('exporting a municipality on its page', () => {
  test('is ordered once however often it is pressed, shows how far it is, and gives the file to nobody else', async () => {
    expect((await get(page)).text).toContain('Ausgabe erstellen')
    const answers = await Promise.all([press('erstellen'), press('erstellen')])
    expect(answers.map(({ status }) => status)).toEqual([302, 302])
    expect(await jobs()).toHaveLength(1)
    expect((await get(page)).text).toContain('Die Ausgabe wird erstellt')
    const id = await work()
    const ready = await get(page)
    expect(ready.text).toContain('Die letzte Ausgabe ist fertig')
    expect(ready.text).toContain(`href="${page}/${id}"`)

    const file = await fetch(`${server.baseUrl}${page}/${id}`, {
      headers: { cookie: cookies.erika },
      redirect: 'manual',
    })
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(
      /^attachment; filename="lueckenlos-hierstadt-[\d-]+\.zip"$/,
    )
    expect(file.headers.get('cache-control')).toContain('no-store')
    const content = Buffer.from(await file.arrayBuffer())
    const [stored] = await query(
      database.adminUrl,
      'select size::integer, sha256 from exports where id = $1',
      [id],
    )
    expect(stored).toEqual({
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    const [entry] = await query(
      database.adminUrl,
      `select action, actor from audit_entries where tenant_id = $1 order by position desc limit 1`,
      [here],
    )
    expect(entry).toEqual({ action: 'tenant.export-download', actor: 'Erika' })

    expect((await get(`${page}/${id}`, cookies.fremd)).status).toBe(403)
    expect((await get(`${page}/${id}`, cookies.otto)).status).toBe(404)
    expect((await get(`/dortstadt/verwaltung/export/${id}`, cookies.otto)).status).toBe(404)
    expect((await get(`${page}/${id}`, '')).headers.location).toMatch(/^\/anmelden\?/)
    for (const wrong of ['0', '-1', '1e3', '99999999999999999999', 'x', `${id}'`])
      expect((await get(`${page}/${encodeURIComponent(wrong)}`)).status, wrong).toBe(404)
  })

  test('is asked to confirm who one is when the sign-in was long ago, for page, order and file', async () => {
    const id = await work()
    await query(
      database.adminUrl,
      `update sessions set authenticated_at = now() - interval '1 hour' where account_id = $1`,
      [erika.accountId],
    )
    // Another field: the same form would be taken for a second press of the one before.
    const order = await press('erstellen', { ausgabe: '' })
    for (const answer of [await get(page), order, await get(`${page}/${id}`)]) {
      expect(answer.status).toBe(302)
      expect(answer.headers.location).toMatch(/^\/anmelden\/bestaetigen\?zurueck=/)
    }
    await query(database.adminUrl, 'update sessions set authenticated_at = now()')
  })

  test('is over after a day, or when somebody deletes it', async () => {
    const id = await work()
    await query(
      database.adminUrl,
      `update exports set expires_at = now() - interval '1 minute' where id = $1`,
      [id],
    )
    expect((await get(`${page}/${id}`)).status).toBe(404)
    expect((await get(page)).text).not.toContain(`${page}/${id}"`)
    await query(
      database.adminUrl,
      `update exports set expires_at = now() + interval '1 hour' where id = $1`,
      [id],
    )
    expect((await get(`${page}/${id}`)).status).toBe(200)
    expect((await press('loeschen', { ausgabe: String(id) })).status).toBe(302)
    expect((await get(`${page}/${id}`)).status).toBe(404)
  })

  test('takes no form that says nothing', async () => {
    expect((await sendForm(server.baseUrl, page, {}, { cookie: cookies.erika })).status).toBe(400)
    expect((await press('zaubern')).status).toBe(400)
    expect((await press('loeschen', { ausgabe: '1 or true' })).status).toBe(302)
  })
})
