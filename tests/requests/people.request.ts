import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createMembership } from '#app/capabilities/accounts/accounts.server.ts'
import { rowsOf } from '#app/platform/database.server.ts'
import { openBrowser, openVisitor, phone, sidewaysScroll, smallest } from '../support/browser.ts'
import { sendForm } from '../support/http.ts'
import { type Fields, openOffice } from '../support/office.ts'
import { signedInCookie } from '../support/realTown.ts'

let office: Awaited<ReturnType<typeof openOffice>>

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

describe('one person in two municipalities with different roles', () => {
  test('is what the address says: administrator in one, reader in the other; the account page offers both', async () => {
    const both = await office.person(office.hamm, 'leadership')
    await office.database.write(office.unna, (writer) =>
      createMembership(writer, both.accountId, wholeGrants('administration')[0]!),
    )
    const own = await signedInCookie(office.store, both.accountId)
    expect((await office.open('/unna/verwaltung/personen', own)).status).toBe(200)
    expect((await office.open('/hamm/verwaltung/personen', own)).status).toBe(403)
    expect((await office.open('/hamm', own)).text).toContain('Leitung')
    expect((await office.open('/unna', own)).text).toContain('Verwaltung des Systems')
    const account = (await office.open('/konto', own)).text
    for (const link of ['href="/hamm"', 'href="/unna"']) expect(account).toContain(link)
  })

  test('cannot be opened by the administrator of either: no link, no second factor taken, other roles unseen', async () => {
    const both = await office.person(office.hamm, 'leadership')
    await office.database.write(office.unna, (writer) =>
      createMembership(writer, both.accountId, wholeGrants('data_protection')[0]!),
    )
    const page = await office.open(`/hamm/verwaltung/personen/${both.accountId}`, office.session.cookie)
    expect(page.text).not.toMatch(/unna/i)
    expect(page.text).not.toContain('value="kennwort"')
    for (const tun of ['kennwort', 'zweiter-faktor', 'sitzungen']) {
      const answer = await office.act(both.accountId, { tun })
      expect(answer.status, tun).toBe(400)
      expect(answer.text).not.toMatch(/konto\/kennwort\/[\w-]{20}/)
    }
  })
})

describe('a person’s page', () => {
  test('is there for members of this municipality only: everybody else’s number is 404, for looking and acting', async () => {
    const foreign = await office.person(office.unna, 'leadership')
    for (const id of [String(foreign.accountId), '999999', '0', '-1', 'abc', '99999999999']) {
      expect((await office.open(`/hamm/verwaltung/personen/${id}`, office.session.cookie)).status, id).toBe(
        404,
      )
      const sent = await sendForm(
        office.plain.baseUrl,
        `/hamm/verwaltung/personen/${id}`,
        { tun: 'entfernen' },
        office.session,
      )
      expect(sent.status, id).toBe(404)
    }
    const left = await office.database.read(office.unna, (reader) =>
      rowsOf(reader, sql`select id from memberships where account_id = ${foreign.accountId}`),
    )
    expect(left.length).toBe(1)
  })

  test('a form that the page does not have is 400 and does nothing', async () => {
    const member = await office.person(office.hamm, 'leadership')
    for (const fields of [
      {},
      { tun: 'koenig' },
      { tun: 'rolle-nehmen' },
      { tun: 'rolle-nehmen', rolle: "1' or '1'='1" },
      { tun: 'rolle-geben' },
    ])
      expect((await office.act(member.accountId, fields as Fields)).status).toBe(400)
  })

  test('gives a role, refuses it a second time, and refuses the last administrator to leave', async () => {
    const member = await office.person(office.hamm, 'leadership')
    // A form sent again within two seconds is answered as the first; one more field makes it another.
    const give = (another = '') =>
      office.act(member.accountId, { tun: 'rolle-geben', role: 'coordination', another })
    expect((await give()).headers.location).toContain('erledigt=grant')
    const again = await give('1')
    expect(again.status).toBe(400)
    expect(again.text).toContain('hat die Person schon')
    const leave = await office.act(office.admin.accountId, { tun: 'entfernen' })
    expect(leave.status).toBe(400)
    expect(leave.text).toContain('letzte Person')
    const self = await office.act(office.admin.accountId, { tun: 'rolle-geben', role: 'planning' })
    expect(self.text).toContain('Sich selbst kann sie niemand geben')
  })

  test('a removed person is out with the next request', async () => {
    const member = await office.person(office.hamm, 'leadership')
    const own = await signedInCookie(office.store, member.accountId)
    expect((await office.open('/hamm/lieferungen', own)).status).toBe(200)
    expect((await office.act(member.accountId, { tun: 'entfernen' })).headers.location).toContain(
      'erledigt=remove',
    )
    expect((await office.open('/hamm/lieferungen', own)).status).not.toBe(200)
    expect(
      (await office.open(`/hamm/verwaltung/personen/${member.accountId}`, office.session.cookie)).status,
    ).toBe(404)
  })

  test('a changed right is told by mail, and so is a second factor that was taken', async () => {
    const member = await office.person(office.hamm, 'leadership')
    await office.database.shared((shared) =>
      shared.db.execute(
        sql`update accounts set second_factor_secret = 's', second_factor_since = now() where id = ${member.accountId}`,
      ),
    )
    const send = (fields: Fields) =>
      sendForm(
        office.mailing.baseUrl,
        `/hamm/verwaltung/personen/${member.accountId}`,
        fields,
        office.session,
      )
    await send({ tun: 'rolle-geben', role: 'coordination' })
    await send({ tun: 'zweiter-faktor' })
    const reset = await send({ tun: 'kennwort' })
    expect(reset.text).not.toContain('/konto/kennwort/')
    const mails = await office.mailsTo(member.email)
    expect(mails.map(({ kind }) => kind)).toEqual(['people.rights', 'people.second-factor', 'people.reset'])
    expect(mails[0]!.body).toContain('- Koordination der Präventionskette, für die ganze Kommune')
    expect(mails[2]!.body).toMatch(/^http:\/\/localhost:\d+\/konto\/kennwort\/[\w-]{43}$/m)
  })

  test('sends one mailbox at most five links an hour, by renewing and inviting, too', async () => {
    const member = await office.person(office.hamm, 'leadership')
    const send = async (path: string, fields: Fields) => {
      const answer = await sendForm(office.mailing.baseUrl, path, fields, office.session)
      return `${answer.headers.location ?? ''} ${answer.text}`
    }
    const resets: string[] = []
    for (let index = 0; index < 7; index++)
      resets.push(
        await send(`/hamm/verwaltung/personen/${member.accountId}`, { tun: 'kennwort', nr: String(index) }),
      )
    expect(resets.filter((text) => text.includes('So viele Links in so kurzer Zeit'))).toHaveLength(2)
    expect(await office.mailsTo(member.email)).toHaveLength(5)

    const fields = office.invitation()
    const invite = (nr: number) => send('/hamm/verwaltung/personen/einladen', { ...fields, nr: String(nr) })
    await invite(0)
    const [{ id }] = (await office.invitationsTo(fields.email!)) as [{ id: number }]
    const press = (tun: string, nr: number) =>
      send('/hamm/verwaltung/personen', { tun, einladung: String(id), nr: String(nr) })
    const renewals: string[] = []
    for (let index = 0; index < 7; index++) renewals.push(await press('erneuern', index))
    expect(renewals.filter((text) => text.includes('erledigt=too-many'))).toHaveLength(2)
    expect(await office.mailsTo(fields.email!)).toHaveLength(6)

    await press('zurueckziehen', 0)
    const invited: string[] = []
    for (let index = 1; index < 7; index++) invited.push(await invite(index))
    expect(
      invited.filter((text) => text.includes('So viele Einladungen in so kurzer Zeit gehen nicht')),
    ).toHaveLength(2)
  })

  test('dangerous acts ask again who is there after ten minutes', async () => {
    const member = await office.person(office.hamm, 'leadership')
    const old = await signedInCookie(office.store, office.admin.accountId)
    await office.database.shared((shared) =>
      shared.db.execute(
        sql`update sessions set authenticated_at = now() - interval '11 minutes' where account_id = ${office.admin.accountId}`,
      ),
    )
    for (const path of [
      '/hamm/verwaltung/personen/einladen',
      `/hamm/verwaltung/personen/${member.accountId}`,
    ])
      expect((await office.open(path, old)).headers.location, path).toContain(
        '/anmelden/bestaetigen?zurueck=',
      )
    const sent = await office.act(member.accountId, { tun: 'entfernen' }, old)
    expect(sent.headers.location).toContain('/anmelden/bestaetigen')
    expect((await office.open('/hamm/verwaltung/personen', old)).status).toBe(200)
    office.session.cookie = await signedInCookie(office.store, office.admin.accountId)
    expect(
      (await office.open(`/hamm/verwaltung/personen/${member.accountId}`, office.session.cookie)).status,
    ).toBe(200)
  })
})

describe('on a phone', () => {
  test.for([phone, smallest])(
    'at $width px the buttons of an invitation lie apart inside their card, and a long address breaks',
    async (size) => {
      const email = `${'anna-katharina.'.repeat(3)}${size.width}@praeventionskette.stadtverwaltung.example`
      const cookie = await signedInCookie(office.store, office.admin.accountId)
      const invitation = { name: 'Anna-Katharina Bauer', email, role: 'leadership' }
      await office.invite(invitation, office.plain, { cookie })
      const browser = await openBrowser()
      const { page, leave } = await openVisitor(browser, { baseUrl: office.plain.baseUrl, size })
      const value = /sitzung=([\w-]+)/.exec(cookie)![1]!
      await page.context().addCookies([{ name: 'sitzung', value, url: office.plain.baseUrl }])
      await page.goto('/hamm/verwaltung/personen')
      expect(await sidewaysScroll(page)).toBe(0)
      const card = page.getByRole('row').filter({ hasText: email })
      const boxOf = async (value: string) =>
        (await card.locator(`button[value=${value}] span[aria-hidden]`).boundingBox())!
      const [renew, revoke, frame] = [
        await boxOf('erneuern'),
        await boxOf('zurueckziehen'),
        (await card.boundingBox())!,
      ]
      const areApart = renew.x + renew.width <= revoke.x || renew.y + renew.height <= revoke.y
      expect(areApart).toBe(true)
      for (const { x, width } of [renew, revoke]) {
        expect(x).toBeGreaterThanOrEqual(frame.x)
        expect(x + width).toBeLessThanOrEqual(frame.x + frame.width)
      }
      await leave()
      await browser.close()
    },
  )
})
