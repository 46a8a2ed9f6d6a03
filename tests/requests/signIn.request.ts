import { Secret, TOTP } from 'otpauth'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  findBarriers,
  openBrowser,
  openVisitor,
  phone,
  sidewaysScroll,
  type Visitor,
} from '../support/browser.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { createRealPerson, createRealTown, type RealPerson } from '../support/realTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

let store: TestDatabase
let server: WebServer
let admin: pg.Client
let browser: Browser
let hamm: number

beforeAll(async () => {
  store = await createTestDatabase()
  hamm = await createRealTown(store, 'hamm')
  await createRealTown(store, 'unna')
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  server = await startWebServer(store, {
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'Stadt Hamm <praevention@hamm.example>',
  })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await admin?.end()
  await store.close()
})

const password = 'Regenschirm quer Bahnhof lila'
let count = 0

/** Somebody of their own for each test. */
function createErika(...roles: Parameters<typeof createRealPerson>[3]): Promise<RealPerson> {
  const email = `erika${++count}@hamm.example`
  return createRealPerson(store, hamm, { name: `Erika Beispiel ${count}`, email, password }, roles)
}

const open = (javaScript = true) => openVisitor(browser, { baseUrl: server.baseUrl, javaScript })

async function fillIn(page: Page, { email }: RealPerson, typed = password): Promise<void> {
  await page.getByLabel('Mailadresse').fill(email)
  await page.getByLabel('Kennwort', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
}

async function signIn(page: Page, person: RealPerson, from = '/anmelden'): Promise<void> {
  await page.goto(from)
  await fillIn(page, person)
  await page.waitForURL((url) => !url.pathname.startsWith('/anmelden'))
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
const path = (page: Page) => new URL(page.url()).pathname
const newPage = async (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

/** No barriers, and nothing went wrong on the way. */
async function expectGood({ page, problems }: Visitor): Promise<void> {
  await page.screenshot({ path: `/tmp/h1signin/shots/r${Date.now()}.png`, fullPage: true })
  expect(await findBarriers(page)).toEqual([])
  expect(problems).toEqual([])
}

async function accountId({ email }: RealPerson): Promise<number> {
  const { rows } = await admin.query<{ id: number }>('select id from accounts where email = $1', [email])
  return rows[0]!.id
}

/** The link in the last mail to this address. */
async function linkOf({ email }: Pick<RealPerson, 'email'>): Promise<string> {
  const { rows } = await admin.query<{ body: string }>(
    'select body from mails where recipient = $1 order by id desc limit 1',
    [email],
  )
  return /^https?:\S+$/m.exec(rows[0]?.body ?? '')?.[0] ?? ''
}

describe.each([
  ['with', true],
  ['without', false],
])('%s JavaScript', (_how, javaScript) => {
  test('one signs in, is greeted by name everywhere, and signs out', async () => {
    const erika = await createErika('coordination')
    const visitor = await open(javaScript)
    const { page } = visitor
    await page.goto('/anmelden')
    await expectGood(visitor)
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
    await page.getByText('Bitte geben Sie Ihr Kennwort ein.').first().waitFor()
    await fillIn(page, erika, 'falsch')
    await page.getByText('passen nicht zusammen').first().waitFor()
    expect(await page.getByLabel('Mailadresse').inputValue()).toBe(erika.email)
    await expectGood(visitor)
    await fillIn(page, erika)
    await page.waitForURL('**/hamm')

    for (const address of [
      '/hamm',
      '/',
      '/unna',
      '/anmelden',
      '/konto',
      '/hamm/gibt-es-nicht',
      '/gibt/es/nicht',
    ]) {
      await page.goto(address)
      const header = page.getByRole('banner')
      expect(await header.getByRole('link', { name: erika.name }).getAttribute('href'), address).toBe(
        '/konto',
      )
      expect(await header.getByRole('link', { name: 'Anmelden' }).count(), address).toBe(0)
    }
    await page.goto('/anmelden')
    expect(await heading(page)).toBe('Sie sind angemeldet')
    await page.getByRole('main').getByRole('link', { name: 'hamm', exact: true }).waitFor()
    await expectGood(visitor)

    const cookies = await page.context().cookies()
    expect(cookies.find(({ name }) => name === 'sitzung')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      expires: -1,
    })
    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('banner').getByRole('link', { name: 'Anmelden' }).waitFor()
    await page.context().addCookies(cookies)
    await page.goto('/konto')
    expect(path(page)).toBe('/anmelden')
    expect(visitor.problems).toEqual([])
    await visitor.leave()
  })

  test('signing in leads back to where one wanted to go, never to another site', async () => {
    const erika = await createErika('coordination')
    const { page, leave } = await open(javaScript)
    await page.goto('/hamm/lieferungen?art=alle')
    expect(path(page)).toBe('/anmelden')
    await fillIn(page, erika)
    await page.waitForURL('**/hamm/lieferungen?art=alle')
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/%09/evil.example',
      '/%0a/evil.example',
      '%2F%2Fevil.example',
    ]) {
      await page.context().clearCookies({ name: 'sitzung' })
      await signIn(page, erika, `/anmelden?zurueck=${evil}`)
      expect(page.url(), evil).toBe(`${server.baseUrl}/hamm`)
    }
    await leave()
  })

  test('what asks for a second factor leads to setting one up and back; from then on a code is asked for', async () => {
    const erika = await createErika('administration')
    const visitor = await open(javaScript)
    const { page } = visitor
    await signIn(page, erika)
    await page.goto('/hamm/verwaltung/anmeldung')
    expect(path(page)).toBe('/konto/zweiter-faktor')
    await page.getByText('verlangt in Ihrer Kommune einen zweiten Faktor').waitFor()
    await expectGood(visitor)
    await page.getByRole('link', { name: 'Einrichten', exact: true }).click()
    await newPage(page, 'Zweiten Faktor einrichten')
    const key = async () => ((await page.locator('.sign-in-key').textContent()) ?? '').replaceAll(' ', '')
    const secret = await key()
    await page.getByLabel('Code aus der App').fill('000000')
    await page.getByRole('button', { name: 'Zweiten Faktor einrichten' }).click()
    await page.getByText('Dieser Code gilt nicht.').first().waitFor()
    expect(await key()).toBe(secret)
    await expectGood(visitor)
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    await page.getByLabel('Code aus der App').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await page.getByRole('button', { name: 'Zweiten Faktor einrichten' }).click()
    await newPage(page, 'Der zweite Faktor ist eingerichtet')
    const codes = await page.locator('.sign-in-codes li').allInnerTexts()
    expect(codes).toHaveLength(10)
    await expectGood(visitor)
    await page.getByRole('link', { name: 'Weiter', exact: true }).click()
    await page.waitForURL('**/hamm/verwaltung/anmeldung')

    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('banner').getByRole('link', { name: 'Anmelden' }).waitFor()
    await page.goto('/anmelden?zurueck=/hamm/ziele')
    await fillIn(page, erika)
    await newPage(page, 'Zweiter Faktor')
    await expectGood(visitor)
    for (const elsewhere of ['/konto', '/hamm/lieferungen']) {
      await page.goto(elsewhere)
      expect(path(page), 'half signed in is not signed in').toBe('/anmelden')
    }
    const tryCode = async (typed: string) => {
      await page.goto('/anmelden/zweiter-faktor?zurueck=/hamm/ziele')
      await page.getByLabel('Code', { exact: true }).fill(typed)
      await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    }
    await tryCode(code)
    await page.getByText('Dieser Code gilt nicht.').first().waitFor()
    await tryCode(codes[0]!.toUpperCase())
    await page.waitForURL((url) => url.pathname === '/hamm/ziele')
    await page.goto('/konto/zweiter-faktor')
    await page.getByText('Noch 9 Ersatzcodes sind unbenutzt.').waitFor()
    await expectGood(visitor)

    await page.getByRole('button', { name: 'Neue Ersatzcodes erstellen' }).click()
    await page.getByText('Noch 10 Ersatzcodes sind unbenutzt.').waitFor()
    await page.getByRole('button', { name: 'Zweiten Faktor entfernen' }).click()
    await page.getByText('Es ist kein zweiter Faktor eingerichtet').waitFor()
    await visitor.leave()
  })

  test('a forgotten password is replaced through a link by mail, once', async () => {
    const erika = await createErika('coordination')
    const visitor = await open(javaScript)
    const { page } = visitor
    const elsewhere = await open(javaScript)
    await signIn(elsewhere.page, erika)
    const ask = async (email: string) => {
      await page.goto('/anmelden')
      await page.getByRole('link', { name: 'Kennwort vergessen?' }).click()
      await newPage(page, 'Kennwort vergessen')
      await page.getByLabel('Mailadresse').fill(email)
      await page.getByRole('button', { name: 'Link anfordern' }).click()
      await page.getByText('Bitte sehen Sie in Ihr Postfach').waitFor()
      return page.getByRole('main').textContent()
    }
    expect(await ask('niemand@hamm.example')).toBe(await ask(erika.email))
    await expectGood(visitor)
    expect(await linkOf({ email: 'niemand@hamm.example' })).toBe('')
    const link = await linkOf(erika)
    expect(link.startsWith(`${server.baseUrl}/konto/kennwort/`)).toBe(true)

    await page.goto(link)
    const choose = async (typed: string, again = typed) => {
      await page.getByLabel('Neues Kennwort', { exact: true }).fill(typed)
      await page.getByLabel('Neues Kennwort noch einmal').fill(again)
      await page.getByRole('button', { name: 'Kennwort speichern' }).click()
    }
    await choose('w8Zq4Tn0vKd')
    await page.getByText('mindestens 12 Zeichen').first().waitFor()
    await choose('passwort1234')
    await page.getByText('die viele benutzen').first().waitFor()
    await choose('Laterne Kompass Erdbeere', 'Laterne Kompass Erdbeeren')
    await page.getByText('Die beiden Eingaben sind verschieden.').first().waitFor()
    await expectGood(visitor)
    await choose('Laterne Kompass Erdbeere')
    await page.getByText('Ihr neues Kennwort gilt').waitFor()
    await fillIn(page, erika, 'Laterne Kompass Erdbeere')
    await page.waitForURL('**/hamm')
    await page.goto(link)
    expect(await heading(page)).toBe('Dieser Link gilt nicht mehr')
    await elsewhere.page.goto('/konto')
    expect(path(elsewhere.page)).toBe('/anmelden')
    await expectGood(visitor)
    await elsewhere.leave()
    await visitor.leave()
  })

  test('sessions are listed with browser and system, and ended one by one or all others', async () => {
    const erika = await createErika('coordination')
    const [here, second, third] = [await open(javaScript), await open(javaScript), await open(javaScript)]
    for (const { page } of [here, second, third]) await signIn(page, erika)
    const { page } = here
    await page.goto('/konto/sitzungen')
    expect(await page.getByRole('row').count()).toBe(4)
    expect(await page.getByRole('rowheader').filter({ hasText: 'diese hier' }).count()).toBe(1)
    expect(await page.getByRole('rowheader').first().textContent()).toMatch(/^Chrome, Linux/)
    await expectGood(here)
    await page
      .getByRole('button', { name: /Sitzung in .* beenden/ })
      .first()
      .click()
    await page.getByText('1 Sitzung ist beendet').waitFor()
    const alive = async (visitor: Visitor) => {
      await visitor.page.goto('/konto')
      return path(visitor.page) === '/konto'
    }
    expect([await alive(second), await alive(third)].filter(Boolean)).toHaveLength(1)
    await page.getByRole('button', { name: 'Alle anderen beenden' }).click()
    await page.getByRole('button', { name: 'Alle anderen beenden' }).waitFor({ state: 'hidden' })
    expect([await alive(here), await alive(second), await alive(third)]).toEqual([true, false, false])
    for (const visitor of [here, second, third]) await visitor.leave()
  })

  test('ten minutes after signing in a change of the address asks for the password again, and a link confirms it', async () => {
    const erika = await createErika('coordination')
    const visitor = await open(javaScript)
    const { page } = visitor
    await signIn(page, erika)
    await admin.query(
      `update sessions set authenticated_at = now() - interval '11 minutes' where account_id = $1`,
      [await accountId(erika)],
    )
    await page.goto('/konto')
    await page.getByRole('link', { name: 'Mailadresse ändern' }).click()
    await newPage(page, 'Bitte bestätigen Sie, dass Sie es sind')
    await page.getByLabel('Kennwort', { exact: true }).fill('falsch')
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await page.getByText('Dieses Kennwort stimmt nicht.').first().waitFor()
    await expectGood(visitor)
    await page.getByLabel('Kennwort', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await newPage(page, 'Mailadresse ändern')
    await page.getByLabel('Neue Mailadresse').fill('erika@')
    await page.getByRole('button', { name: 'Mailadresse ändern' }).click()
    await page.getByText('Das ist keine Mailadresse').first().waitFor()
    await expectGood(visitor)
    const email = `neu${count}@hamm.example`
    await page.getByLabel('Neue Mailadresse').fill(email)
    await page.getByRole('button', { name: 'Mailadresse ändern' }).click()
    await page.getByText('Bitte sehen Sie in das Postfach der neuen Adresse').waitFor()
    const link = await linkOf({ email })

    const stranger = await open(javaScript)
    await signIn(stranger.page, await createErika('coordination'))
    await stranger.page.goto(link)
    expect(await heading(stranger.page)).toBe('Dieser Link gilt nicht mehr')
    await stranger.leave()

    await page.goto(link)
    await expectGood(visitor)
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await newPage(page, 'Mein Konto')
    await page.getByRole('main').getByText(email).waitFor()
    await visitor.leave()
  })

  test('a form that is sent after the session has run out is not lost, and nobody else sees it', async () => {
    const erika = await createErika('coordination')
    const visitor = await open(javaScript)
    const { page } = visitor
    await signIn(page, erika)
    const typed = `Vorlesepaten ${count}`
    await page.goto('/hamm/zahlen/neu')
    await page.getByLabel('Name', { exact: true }).first().fill(typed)
    await admin.query(`update sessions set last_seen_at = now() - interval '2 hours' where account_id = $1`, [
      await accountId(erika),
    ])
    await page.getByRole('main').locator('button[type=submit]').last().click()
    await page.waitForURL('**/anmelden?**')
    await fillIn(page, await createErika('coordination'))
    await page.waitForURL('**/hamm/zahlen/neu')
    expect(await page.getByRole('main').textContent()).not.toContain(typed)

    await page.context().clearCookies({ name: 'sitzung' })
    await page.goto('/anmelden')
    await fillIn(page, erika)
    await newPage(page, 'Ihre Eingabe ist noch da')
    await page.getByText('Das hatten Sie eingegeben').click()
    await page.getByText(typed).waitFor()
    await expectGood(visitor)
    await page.getByRole('button', { name: 'Jetzt absenden' }).click()
    await page.waitForURL('**/hamm/zahlen/neu')
    expect(await page.getByLabel('Name', { exact: true }).first().inputValue()).toBe(typed)
    await page.goto('/anmelden/fortsetzen')
    expect(path(page)).not.toBe('/anmelden/fortsetzen')
    await visitor.leave()
  })
})

test('a password can be pasted and shown', async () => {
  const { page, leave } = await open()
  await page.goto('/anmelden', { waitUntil: 'networkidle' })
  const field = page.getByLabel('Kennwort', { exact: true })
  expect(await field.getAttribute('autocomplete')).toBe('current-password')
  expect(await field.getAttribute('maxlength')).toBeNull()
  await field.evaluate((input) =>
    input.dispatchEvent(new ClipboardEvent('paste', { cancelable: true, bubbles: true })),
  )
  await field.fill(password)
  await page.getByLabel('Kennwort zeigen').check()
  expect(await field.getAttribute('type')).toBe('text')
  expect(await field.inputValue()).toBe(password)
  await leave()
})

test('on a phone no page about one’s account has to be scrolled sideways', async () => {
  const erika = await createErika('coordination')
  const { page, problems, leave } = await openVisitor(browser, { baseUrl: server.baseUrl, size: phone })
  await signIn(page, erika)
  for (const address of [
    '',
    '/kennwort',
    '/adresse',
    '/zweiter-faktor',
    '/zweiter-faktor/einrichten',
    '/sitzungen',
  ]) {
    await page.goto(`/konto${address}`)
    expect(await sidewaysScroll(page), address).toBe(0)
    expect(await findBarriers(page), address).toEqual([])
  }
  expect(problems).toEqual([])
  await leave()
})
