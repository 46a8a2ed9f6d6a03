import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#app/platform/database.server.ts'
import { sendForm } from '../support/http.ts'
import { type Fields, linkIn, newPassword, openOffice } from '../support/office.ts'
import { signedInCookie } from '../support/realTown.ts'

let office: Awaited<ReturnType<typeof openOffice>>

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

describe('inviting', () => {
  test('by mail: the link stands in the mail only, with the address of the settings, whatever Host says', async () => {
    const fields = office.invitation()
    const forged = await office.invite(office.invitation(), office.mailing, { host: 'boese.example' })
    expect(forged.text).not.toContain('boese.example/')
    const answer = await office.invite(fields, office.mailing)
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toBe('/hamm/verwaltung/personen?erledigt=invite')
    expect(answer.text).not.toContain('einladung/')
    const [mail] = await office.mailsTo(fields.email!)
    const link = /^(\S+)\/hamm\/einladung\/[\w-]{43}$/m.exec(mail!.body)
    expect(link?.[1]).toBe(office.mailing.baseUrl)
    const all = await office.mailsTo()
    expect(all.length).toBeGreaterThan(0)
    for (const { body } of all) {
      expect(body).toContain(office.mailing.baseUrl)
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
      const before = await office.database.read(office.hamm, (reader) =>
        rowsOf(
          reader,
          sql`select (select count(*) from invitations) as invitations, (select count(*) from mails) as mails`,
        ),
      )
      const answer = await office.invite({ ...office.invitation(), ...changed })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain('role="alert"')
      if (!('name' in changed)) expect(answer.text).toContain('value="Nina Neu"')
      const after = await office.database.read(office.hamm, (reader) =>
        rowsOf(
          reader,
          sql`select (select count(*) from invitations) as invitations, (select count(*) from mails) as mails`,
        ),
      )
      expect(after).toEqual(before)
    },
  )

  test('two presses at once make one invitation', async () => {
    const fields = office.invitation()
    await Promise.all([office.invite(fields), office.invite(fields)])
    expect((await office.invitationsTo(fields.email!)).length).toBe(1)
    const again = await office.invite({ ...fields, name: 'Nina Neumann' })
    expect(again.status).toBe(400)
    expect(again.text).toContain('schon eine Einladung')
  })

  test('an address with umlauts in its domain is stored in its form for computers', async () => {
    const answer = await office.invite({ ...office.invitation(), email: 'amt@HÜRTH.example' })
    expect(answer.text).toContain('amt@xn--hrth-0ra.example')
  })
})

describe('the link', () => {
  test('leads in once; used, revoked, replaced, expired or invented it shows the same page', async () => {
    const used = await office.invited()
    const accepted = await office.accept(used.path)
    expect(accepted.status).toBe(302)
    expect(accepted.headers.location).toBe('/hamm')
    expect(String(accepted.headers['set-cookie'])).toMatch(/sitzung=[\w-]+;.*HttpOnly/)

    const idOf = async (email: string) => {
      const [row] = await office.invitationsTo(email)
      return String(row!.id)
    }
    const revoked = await office.invited()
    const tun = (fields: Fields) =>
      sendForm(office.plain.baseUrl, '/hamm/verwaltung/personen', fields, office.session)
    await tun({ tun: 'zurueckziehen', einladung: await idOf(revoked.fields.email!) })
    const replaced = await office.invited()
    const renewed = await tun({ tun: 'erneuern', einladung: await idOf(replaced.fields.email!) })
    expect((await office.open(linkIn(renewed, 'einladung'))).status).toBe(200)
    const expired = await office.invited()
    await office.database.write(office.hamm, (writer) =>
      writer.db.execute(sql`update invitations set expires_at = now() where email = ${expired.fields.email}`),
    )
    const pages = new Set<string>()
    for (const path of [used.path, revoked.path, replaced.path, expired.path, '/hamm/einladung/erfunden']) {
      const page = await office.open(path)
      expect(page.status, path).toBe(404)
      expect(page.headers['cache-control']).toContain('no-store')
      pages.add(/<main[\s\S]*<\/main>/.exec(page.text)![0])
      expect((await office.accept(path)).status).toBe(404)
    }
    expect(pages.size).toBe(1)
    expect([...pages][0]).toContain('Diese Einladung gilt nicht mehr')
  })

  test('is not open to another municipality', async () => {
    const { path } = await office.invited()
    expect((await office.open(path.replace('/hamm/', '/unna/'))).status).toBe(404)
    expect((await office.accept(path.replace('/hamm/', '/unna/'))).status).toBe(404)
    expect((await office.open(path)).status).toBe(200)
  })

  test.for([
    ['a short password', { neu: 'kurz', nochmal: 'kurz' }, 'zu kurz'],
    ['two different ones', { nochmal: 'Laterne wandert quer Mooz' }, 'verschieden'],
    ['no name', { name: ' ' }, 'Geben Sie den Namen an'],
  ] as const)('with %s stays open and says what is wrong', async ([, fields, sentence]) => {
    const { path } = await office.invited()
    const answer = await office.accept(path, fields)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(sentence)
    expect(answer.text).not.toContain(newPassword.neu)
    expect((await office.accept(path)).status).toBe(302)
  })

  test('sent twice at once makes one account and no error', async () => {
    const { path, fields } = await office.invited()
    const answers = await Promise.all([office.accept(path), office.accept(path)])
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
    const rows = await office.database.shared((shared) =>
      rowsOf(shared, sql`select id from accounts where email = ${fields.email}`),
    )
    expect(rows.length).toBe(1)
  })

  test('opened on the inviting administrator’s computer gives them nothing, and signing out leads back to it', async () => {
    const { path } = await office.invited()
    const page = await office.open(path, office.session.cookie)
    expect(page.text).toContain('Die Einladung ging an eine andere Adresse')
    const sent = await sendForm(office.plain.baseUrl, path, {}, office.session)
    expect(sent.headers.location).toBe(path)
    expect((await office.open('/hamm/lieferungen', office.session.cookie)).status).toBe(200)
    const shared = await signedInCookie(office.store, office.admin.accountId)
    const out = await sendForm(office.plain.baseUrl, path, { tun: 'abmelden' }, { cookie: shared })
    expect(out.headers.location).toBe(path)
    expect(String(out.headers['set-cookie'])).toMatch(/sitzung=;/)
    expect((await office.open('/konto', shared)).status).toBe(302)
    expect((await office.accept(path)).headers.location).toBe('/hamm')
  })

  test('to somebody who has an account asks them to sign in, and then only them', async () => {
    const [owner, other] = [
      await office.person(office.unna, 'leadership'),
      await office.person(office.unna, 'leadership'),
    ]
    const path = linkIn(await office.invite({ ...office.invitation(), email: owner.email }), 'einladung')
    expect((await office.open(path)).text).toContain('schon ein Konto')
    expect((await office.accept(path)).headers.location).toBe(path)
    const stranger = await signedInCookie(office.store, other.accountId)
    expect((await office.open(path, stranger)).text).toContain('Die Einladung ging an eine andere Adresse')
    await sendForm(office.plain.baseUrl, path, {}, { cookie: stranger })
    expect((await office.open('/hamm/lieferungen', stranger)).status).not.toBe(200)
    const own = await signedInCookie(office.store, owner.accountId)
    expect((await sendForm(office.plain.baseUrl, path, {}, { cookie: own })).headers.location).toBe('/hamm')
    expect((await office.open('/hamm/lieferungen', own)).status).toBe(200)
  })
})
