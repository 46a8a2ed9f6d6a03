import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  expectGood,
  fillIn,
  openRealInstance,
  pageCalled,
  pathOf,
  type RealInstance,
  realPassword,
  signInAs,
} from '../support/realInstance.ts'

let on: RealInstance
beforeAll(async () => {
  on = await openRealInstance()
})
afterAll(() => on.close())

describe.each([
  ['with', true],
  ['without', false],
])('%s JavaScript', (_how, javaScript) => {
  test('one signs in, is greeted by name everywhere, and signs out', async () => {
    const erika = await on.createErika('coordination')
    const visitor = await on.open(javaScript)
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
    await pageCalled(page, 'Sie sind angemeldet')
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
    expect(pathOf(page)).toBe('/anmelden')
    expect(visitor.problems).toEqual([])
    await visitor.leave()
  })

  test('signing in leads back to where one wanted to go, never to another site', async () => {
    const erika = await on.createErika('coordination')
    const { page, leave } = await on.open(javaScript)
    await page.goto('/hamm/lieferungen?art=alle')
    expect(pathOf(page)).toBe('/anmelden')
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
      await signInAs(page, erika, `/anmelden?zurueck=${evil}`)
      expect(page.url(), evil).toBe(`${on.server.baseUrl}/hamm`)
    }
    await leave()
  })

  test('what asks for a second factor leads to setting one up and back; from then on a code is asked for', async () => {
    const erika = await on.createErika('administration')
    const visitor = await on.open(javaScript)
    const { page } = visitor
    await signInAs(page, erika)
    await page.goto('/hamm/verwaltung/anmeldung')
    expect(pathOf(page)).toBe('/konto/zweiter-faktor')
    await page.getByText('verlangt in Ihrer Kommune einen zweiten Faktor').waitFor()
    await expectGood(visitor)
    await page.getByRole('link', { name: 'Einrichten', exact: true }).click()
    await pageCalled(page, 'Zweiten Faktor einrichten')
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
    await pageCalled(page, 'Der zweite Faktor ist eingerichtet')
    const codes = await page.locator('.sign-in-codes li').allInnerTexts()
    expect(codes).toHaveLength(10)
    expect(await page.getByText('Frühere Ersatzcodes').count(), 'there were none').toBe(0)
    await expectGood(visitor)
    await page.getByRole('link', { name: 'Weiter', exact: true }).click()
    await page.waitForURL('**/hamm/verwaltung/anmeldung')

    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('banner').getByRole('link', { name: 'Anmelden' }).waitFor()
    await page.goto('/anmelden?zurueck=/hamm/ziele')
    await fillIn(page, erika)
    await pageCalled(page, 'Zweiter Faktor')
    await expectGood(visitor)
    for (const elsewhere of ['/konto', '/hamm/lieferungen']) {
      await page.goto(elsewhere)
      expect(pathOf(page), 'half signed in is not signed in').toBe('/anmelden')
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
    await page.getByText('Frühere Ersatzcodes gelten nicht mehr.').waitFor()
    await page.getByRole('button', { name: 'Zweiten Faktor entfernen' }).click()
    await page.getByText('Es ist kein zweiter Faktor eingerichtet').waitFor()
    await visitor.leave()
  })

  test('a form that is sent after the session has run out is not lost, and nobody else sees it', async () => {
    const erika = await on.createErika('coordination')
    const visitor = await on.open(javaScript)
    const { page } = visitor
    await signInAs(page, erika)
    const typed = `Vorlesepaten ${erika.accountId}`
    await page.goto('/hamm/zahlen/neu')
    await page.getByLabel('Name', { exact: true }).first().fill(typed)
    await on.rows(`update sessions set last_seen_at = now() - interval '2 hours' where account_id = $1`, [
      erika.accountId,
    ])
    await page.getByRole('main').locator('button[type=submit]').last().click()
    await page.waitForURL('**/anmelden?**')
    await fillIn(page, await on.createErika('coordination'))
    await page.waitForURL('**/hamm/zahlen/neu')
    expect(await page.getByRole('main').textContent()).not.toContain(typed)

    await page.context().clearCookies({ name: 'sitzung' })
    await page.goto('/anmelden')
    await fillIn(page, erika)
    await pageCalled(page, 'Ihre Eingabe ist noch da')
    await page.getByText('Das hatten Sie eingegeben').click()
    await page.getByText(typed).waitFor()
    await expectGood(visitor)
    await page.getByRole('button', { name: 'Jetzt absenden' }).click()
    await page.waitForURL('**/hamm/zahlen/neu')
    expect(await page.getByLabel('Name', { exact: true }).first().inputValue()).toBe(typed)
    await page.goto('/anmelden/fortsetzen')
    expect(pathOf(page)).not.toBe('/anmelden/fortsetzen')
    await visitor.leave()
  })
})

test('a password can be pasted and shown', async () => {
  const { page, leave } = await on.open()
  await page.goto('/anmelden', { waitUntil: 'networkidle' })
  const field = page.getByLabel('Kennwort', { exact: true })
  expect(await field.getAttribute('autocomplete')).toBe('current-password')
  expect(await field.getAttribute('maxlength')).toBeNull()
  await field.evaluate((input) =>
    input.dispatchEvent(new ClipboardEvent('paste', { cancelable: true, bubbles: true })),
  )
  await field.fill(realPassword)
  await page.getByLabel('Kennwort zeigen').check()
  expect(await field.getAttribute('type')).toBe('text')
  expect(await field.inputValue()).toBe(realPassword)
  await leave()
})
