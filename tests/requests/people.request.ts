import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createMembership } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Answer, ask, sendForm } from '../support/http.ts'
import { createRealPerson, createRealTown, type RealPerson, signedInCookie } from '../support/realTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

let store: TestDatabase
let database: Database
/** Sends mails; the other shows links. */
let mailing: WebServer
let plain: WebServer
let hamm: number
let unna: number
let admin: RealPerson
let cookie: string
const publicUrl = 'http://praevention.hamm.example'
const password = 'Regenschirm quer Bahnhof lila'
let count = 0

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  hamm = await createRealTown(store, 'hamm')
  unna = await createRealTown(store, 'unna')
  admin = await person(hamm, 'administration')
  cookie = await signedInCookie(store, admin.accountId)
  mailing = await startWebServer(store, {
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'praevention@hamm.example',
    APP_URL: publicUrl,
  })
  plain = await startWebServer(store)
})

afterAll(async () => {
  await mailing?.stop()
  await plain?.stop()
  await database?.close()
  await store?.close()
})

function person(tenantId: number, ...roles: Parameters<typeof createRealPerson>[3]): Promise<RealPerson> {
  count += 1
  const given = { name: `Erika Beispiel ${count}`, email: `erika-${count}@hamm.example`, password }
  return createRealPerson(store, tenantId, given, roles)
}

type Fields = Readonly<Record<string, string>>
const invitation = (): Fields => ({
  name: 'Nina Neu',
  email: `nina-${++count}@hamm.example`,
  role: 'leadership',
})
const invite = (fields: Fields, server = plain, headers: Fields = {}) =>
  sendForm(server.baseUrl, '/hamm/verwaltung/personen/einladen', fields, { cookie, ...headers })
const open = (path: string, as?: string) => ask(plain.baseUrl, path, as ? { headers: { cookie: as } } : {})
const act = (accountId: number, fields: Fields, as = cookie) =>
  sendForm(plain.baseUrl, `/hamm/verwaltung/personen/${accountId}`, fields, { cookie: as })

/** The path of the link that a page shows once. */
function linkIn(answer: Answer, part: 'einladung' | 'kennwort'): string {
  const found = new RegExp(`value="https?://[^/"]+(/[^"]*${part}/[\\w-]+)"`).exec(answer.text)?.[1]
  if (!found) throw new Error(`no link on the page (${answer.status})`)
  return found
}

async function invited(): Promise<{ path: string; fields: Fields }> {
  const fields = invitation()
  return { path: linkIn(await invite(fields), 'einladung'), fields }
}

const newPassword = { neu: 'Laterne wandert quer Moos', nochmal: 'Laterne wandert quer Moos' }
const accept = (path: string, fields: Fields = {}) =>
  sendForm(plain.baseUrl, path, { name: 'Nina Neumann', ...newPassword, ...fields })
const mailsTo = (recipient: string) =>
  database.read(hamm, (reader) =>
    rowsOf<{ kind: string; subject: string; body: string }>(
      reader,
      sql`select kind, subject, body from mails where recipient = ${recipient} order by id`,
    ),
  )
const invitationsTo = (email: string) =>
  database.read(hamm, (reader) => rowsOf(reader, sql`select id from invitations where email = ${email}`))

describe('inviting', () => {
  test('by mail: the link stands in the mail only, with the address of the settings, whatever Host says', async () => {
    const fields = invitation()
    const answer = await sendForm(mailing.baseUrl, '/hamm/verwaltung/personen/einladen', fields, {
      cookie,
      origin: publicUrl,
      host: 'boese.example',
    })
    expect([302, 400, 403, 421]).toContain(answer.status)
    const right = await sendForm(mailing.baseUrl, '/hamm/verwaltung/personen/einladen', invitation(), {
      cookie,
      origin: publicUrl,
    })
    expect(right.status).toBe(302)
    expect(right.headers.location).toBe('/hamm/verwaltung/personen?erledigt=invite')
    expect(right.text).not.toContain('einladung/')
    const mails = await database.read(hamm, (reader) =>
      rowsOf<{ body: string }>(reader, sql`select body from mails where kind = 'invitation'`),
    )
    expect(mails.length).toBeGreaterThan(0)
    for (const { body } of mails) {
      expect(body).toMatch(/^http:\/\/praevention\.hamm\.example\/hamm\/einladung\/[\w-]{43}$/m)
      expect(body).not.toContain('boese')
    }
  })

  test.for([
    ['a line break in the address', { email: 'nina@hamm.example\r\nBcc: alle@hamm.example' }],
    ['a line break in the name', { name: 'Nina\r\nBcc: alle@hamm.example' }],
    ['a space in the address', { email: 'nina neu@hamm.example' }],
    ['an overlong address', { email: `${'a'.repeat(300)}@hamm.example` }],
    ['an overlong name', { name: 'x'.repeat(121) }],
    ['an invisible character in the name', { name: 'Nina\u202e' }],
    ['an unknown role', { role: 'king' }],
    ['a place that does not exist', { role: 'planning', places: 'nirgends' }],
    ['a role of the state office', { role: 'state_office' }],
  ] as const)(
    '%s is refused beside its field, what was typed stays, nothing is stored or sent',
    async ([, changed]) => {
      const before = await database.read(hamm, (reader) =>
        rowsOf(
          reader,
          sql`select (select count(*) from invitations) as invitations, (select count(*) from mails) as mails`,
        ),
      )
      const answer = await invite({ ...invitation(), ...changed })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain('role="alert"')
      if (!('name' in changed)) expect(answer.text).toContain('value="Nina Neu"')
      const after = await database.read(hamm, (reader) =>
        rowsOf(
          reader,
          sql`select (select count(*) from invitations) as invitations, (select count(*) from mails) as mails`,
        ),
      )
      expect(after).toEqual(before)
    },
  )

  test('two presses at once make one invitation', async () => {
    const fields = invitation()
    await Promise.all([invite(fields), invite(fields)])
    expect((await invitationsTo(fields.email!)).length).toBe(1)
    const again = await invite(fields)
    expect(again.status).toBe(400)
    expect(again.text).toContain('schon eine Einladung')
  })

  test('an address with umlauts in its domain is stored in its form for computers', async () => {
    const answer = await invite({ ...invitation(), email: `amt-${++count}@HÜRTH.example` })
    expect(answer.text).toContain(`amt-${count}@xn--hrth-0ra.example`)
  })
})

describe('the link', () => {
  test('leads in once; used, revoked, replaced, expired or invented it shows the same page', async () => {
    const used = await invited()
    const accepted = await accept(used.path)
    expect(accepted.status).toBe(302)
    expect(accepted.headers.location).toBe('/hamm')
    expect(String(accepted.headers['set-cookie'])).toMatch(/sitzung=[\w-]+;.*HttpOnly/)

    const idOf = async (email: string) => {
      const [row] = await invitationsTo(email)
      return String(row!.id)
    }
    const revoked = await invited()
    const tun = (fields: Fields) => sendForm(plain.baseUrl, '/hamm/verwaltung/personen', fields, { cookie })
    await tun({ tun: 'zurueckziehen', einladung: await idOf(revoked.fields.email!) })
    const replaced = await invited()
    const renewed = await tun({ tun: 'erneuern', einladung: await idOf(replaced.fields.email!) })
    expect((await open(linkIn(renewed, 'einladung'))).status).toBe(200)
    const expired = await invited()
    await database.write(hamm, (writer) =>
      writer.db.execute(sql`update invitations set expires_at = now() where email = ${expired.fields.email}`),
    )
    const pages = new Set<string>()
    for (const path of [used.path, revoked.path, replaced.path, expired.path, '/hamm/einladung/erfunden']) {
      const page = await open(path)
      expect(page.status, path).toBe(404)
      expect(page.headers['cache-control']).toContain('no-store')
      pages.add(/<main[\s\S]*<\/main>/.exec(page.text)![0])
      expect((await accept(path)).status).toBe(404)
    }
    expect(pages.size).toBe(1)
    expect([...pages][0]).toContain('Diese Einladung gilt nicht mehr')
  })

  test('is not open to another municipality', async () => {
    const { path } = await invited()
    expect((await open(path.replace('/hamm/', '/unna/'))).status).toBe(404)
    expect((await accept(path.replace('/hamm/', '/unna/'))).status).toBe(404)
    expect((await open(path)).status).toBe(200)
  })

  test.for([
    ['a short password', { neu: 'kurz', nochmal: 'kurz' }, 'zu kurz'],
    ['two different ones', { nochmal: 'Laterne wandert quer Mooz' }, 'verschieden'],
    ['no name', { name: ' ' }, 'Geben Sie den Namen an'],
  ] as const)('with %s stays open and says what is wrong', async ([, fields, sentence]) => {
    const { path } = await invited()
    const answer = await accept(path, fields)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(sentence)
    expect(answer.text).not.toContain(newPassword.neu)
    expect((await accept(path)).status).toBe(302)
  })

  test('sent twice at once makes one account and no error', async () => {
    const { path, fields } = await invited()
    const answers = await Promise.all([accept(path), accept(path)])
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
    const rows = await database.shared((shared) =>
      rowsOf(shared, sql`select id from accounts where email = ${fields.email}`),
    )
    expect(rows.length).toBe(1)
  })

  test('to somebody who has an account asks them to sign in, and then only them', async () => {
    const [owner, other] = [await person(unna, 'leadership'), await person(unna, 'leadership')]
    const path = linkIn(await invite({ ...invitation(), email: owner.email }), 'einladung')
    expect((await open(path)).text).toContain('schon ein Konto')
    expect((await accept(path)).headers.location).toBe(path)
    const stranger = await signedInCookie(store, other.accountId)
    expect((await open(path, stranger)).text).toContain('können Sie die Einladung nicht annehmen')
    await sendForm(plain.baseUrl, path, {}, { cookie: stranger })
    expect((await open('/hamm/lieferungen', stranger)).status).not.toBe(200)
    const own = await signedInCookie(store, owner.accountId)
    expect((await sendForm(plain.baseUrl, path, {}, { cookie: own })).headers.location).toBe('/hamm')
    expect((await open('/hamm/lieferungen', own)).status).toBe(200)
  })
})

describe('one person in two municipalities with different roles', () => {
  test('is what the address says: administrator in one, reader in the other; the account page offers both', async () => {
    const both = await person(hamm, 'leadership')
    await database.write(unna, (writer) =>
      createMembership(writer, both.accountId, wholeGrants('administration')[0]!),
    )
    const own = await signedInCookie(store, both.accountId)
    expect((await open('/unna/verwaltung/personen', own)).status).toBe(200)
    expect((await open('/hamm/verwaltung/personen', own)).status).toBe(403)
    expect((await open('/hamm', own)).text).toContain('Leitung')
    expect((await open('/unna', own)).text).toContain('Verwaltung des Systems')
    const account = (await open('/konto', own)).text
    for (const link of ['href="/hamm"', 'href="/unna"']) expect(account).toContain(link)
  })

  test('cannot be opened by the administrator of either: no link, no second factor taken, other roles unseen', async () => {
    const both = await person(hamm, 'leadership')
    await database.write(unna, (writer) =>
      createMembership(writer, both.accountId, wholeGrants('data_protection')[0]!),
    )
    const page = await open(`/hamm/verwaltung/personen/${both.accountId}`, cookie)
    expect(page.text).not.toMatch(/unna/i)
    expect(page.text).not.toContain('value="kennwort"')
    for (const tun of ['kennwort', 'zweiter-faktor', 'sitzungen']) {
      const answer = await act(both.accountId, { tun })
      expect(answer.status, tun).toBe(400)
      expect(answer.text).not.toMatch(/konto\/kennwort\/[\w-]{20}/)
    }
  })
})

describe('a person’s page', () => {
  test('is there for members of this municipality only: everybody else’s number is 404, for looking and acting', async () => {
    const foreign = await person(unna, 'leadership')
    for (const id of [String(foreign.accountId), '999999', '0', '-1', 'abc', '99999999999']) {
      expect((await open(`/hamm/verwaltung/personen/${id}`, cookie)).status, id).toBe(404)
      const sent = await sendForm(
        plain.baseUrl,
        `/hamm/verwaltung/personen/${id}`,
        { tun: 'entfernen' },
        { cookie },
      )
      expect(sent.status, id).toBe(404)
    }
    const left = await database.read(unna, (reader) =>
      rowsOf(reader, sql`select id from memberships where account_id = ${foreign.accountId}`),
    )
    expect(left.length).toBe(1)
  })

  test('a form that the page does not have is 400 and does nothing', async () => {
    const member = await person(hamm, 'leadership')
    for (const fields of [
      {},
      { tun: 'koenig' },
      { tun: 'rolle-nehmen' },
      { tun: 'rolle-nehmen', rolle: "1' or '1'='1" },
      { tun: 'rolle-geben' },
    ])
      expect((await act(member.accountId, fields as Fields)).status).toBe(400)
  })

  test('gives a role, refuses it a second time, and refuses the last administrator to leave', async () => {
    const member = await person(hamm, 'leadership')
    const give = () => act(member.accountId, { tun: 'rolle-geben', role: 'coordination' })
    expect((await give()).headers.location).toContain('erledigt=grant')
    const again = await give()
    expect(again.status).toBe(400)
    expect(again.text).toContain('hat die Person schon')
    const leave = await act(admin.accountId, { tun: 'entfernen' })
    expect(leave.status).toBe(400)
    expect(leave.text).toContain('letzte Person')
    const self = await act(admin.accountId, { tun: 'rolle-geben', role: 'planning' })
    expect(self.text).toContain('Sich selbst kann sie niemand geben')
  })

  test('a removed person is out with the next request', async () => {
    const member = await person(hamm, 'leadership')
    const own = await signedInCookie(store, member.accountId)
    expect((await open('/hamm/lieferungen', own)).status).toBe(200)
    expect((await act(member.accountId, { tun: 'entfernen' })).headers.location).toContain('erledigt=remove')
    expect((await open('/hamm/lieferungen', own)).status).not.toBe(200)
    expect((await open(`/hamm/verwaltung/personen/${member.accountId}`, cookie)).status).toBe(404)
  })

  test('a changed right is told by mail, and so is a second factor that was taken', async () => {
    const member = await person(hamm, 'leadership')
    await database.shared((shared) =>
      shared.db.execute(
        sql`update accounts set second_factor_secret = 's', second_factor_since = now() where id = ${member.accountId}`,
      ),
    )
    const send = (fields: Fields) =>
      sendForm(mailing.baseUrl, `/hamm/verwaltung/personen/${member.accountId}`, fields, {
        cookie,
        origin: publicUrl,
      })
    await send({ tun: 'rolle-geben', role: 'coordination' })
    await send({ tun: 'zweiter-faktor' })
    const reset = await send({ tun: 'kennwort' })
    expect(reset.text).not.toContain('/konto/kennwort/')
    const mails = await mailsTo(member.email)
    expect(mails.map(({ kind }) => kind)).toEqual(['people.rights', 'people.second-factor', 'people.reset'])
    expect(mails[0]!.body).toContain('- Koordination der Präventionskette, für die ganze Kommune')
    expect(mails[2]!.body).toMatch(/^http:\/\/praevention\.hamm\.example\/konto\/kennwort\/[\w-]{43}$/m)
  })

  test('dangerous acts ask again who is there after ten minutes', async () => {
    const member = await person(hamm, 'leadership')
    const old = await signedInCookie(store, admin.accountId)
    await database.shared((shared) =>
      shared.db.execute(
        sql`update sessions set authenticated_at = now() - interval '11 minutes' where account_id = ${admin.accountId}`,
      ),
    )
    for (const path of [
      '/hamm/verwaltung/personen/einladen',
      `/hamm/verwaltung/personen/${member.accountId}`,
    ])
      expect((await open(path, old)).headers.location, path).toContain('/anmelden/bestaetigen?zurueck=')
    const sent = await act(member.accountId, { tun: 'entfernen' }, old)
    expect(sent.headers.location).toContain('/anmelden/bestaetigen')
    expect((await open('/hamm/verwaltung/personen', old)).status).toBe(200)
    cookie = await signedInCookie(store, admin.accountId)
    expect((await open(`/hamm/verwaltung/personen/${member.accountId}`, cookie)).status).toBe(200)
  })
})
