import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, openVisitor, phone, sidewaysScroll, type Visitor } from '../support/browser.ts'
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
  test('a forgotten password is replaced through a link by mail, once', async () => {
    const erika = await on.createErika('coordination')
    const visitor = await on.open(javaScript)
    const { page } = visitor
    const elsewhere = await on.open(javaScript)
    await signInAs(elsewhere.page, erika)
    const ask = async (email: string) => {
      await page.goto('/anmelden')
      await page.getByRole('link', { name: 'Kennwort vergessen?' }).click()
      await pageCalled(page, 'Kennwort vergessen')
      await page.getByLabel('Mailadresse').fill(email)
      await page.getByRole('button', { name: 'Link anfordern' }).click()
      await page.getByText('Bitte sehen Sie in Ihr Postfach').waitFor()
      return page.getByRole('main').textContent()
    }
    expect(await ask('niemand@hamm.example')).toBe(await ask(erika.email))
    await expectGood(visitor)
    expect(await on.linkOf('niemand@hamm.example')).toBe('')
    const link = await on.linkOf(erika.email)
    expect(link.startsWith(`${on.server.baseUrl}/konto/kennwort/`)).toBe(true)

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
    await pageCalled(page, 'Dieser Link gilt nicht mehr')
    await elsewhere.page.goto('/konto')
    expect(pathOf(elsewhere.page)).toBe('/anmelden')
    await expectGood(visitor)
    await elsewhere.leave()
    await visitor.leave()
  })

  test('sessions are listed with browser and system, and ended one by one or all others', async () => {
    const erika = await on.createErika('coordination')
    const [here, second, third] = [
      await on.open(javaScript),
      await on.open(javaScript),
      await on.open(javaScript),
    ]
    for (const { page } of [here, second, third]) await signInAs(page, erika)
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
      return pathOf(visitor.page) === '/konto'
    }
    expect([await alive(second), await alive(third)].filter(Boolean)).toHaveLength(1)
    await page.getByRole('button', { name: 'Alle anderen beenden' }).click()
    await page.getByRole('button', { name: 'Alle anderen beenden' }).waitFor({ state: 'hidden' })
    expect([await alive(here), await alive(second), await alive(third)]).toEqual([true, false, false])
    for (const visitor of [here, second, third]) await visitor.leave()
  })

  test('ten minutes after signing in a change of the address asks for the password again, and a link confirms it', async () => {
    const erika = await on.createErika('coordination')
    const visitor = await on.open(javaScript)
    const { page } = visitor
    await signInAs(page, erika)
    await on.rows(
      `update sessions set authenticated_at = now() - interval '11 minutes' where account_id = $1`,
      [erika.accountId],
    )
    await page.goto('/konto')
    await page.getByRole('link', { name: 'Mailadresse ändern' }).click()
    await pageCalled(page, 'Bitte bestätigen Sie, dass Sie es sind')
    await page.getByLabel('Kennwort', { exact: true }).fill('falsch')
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await page.getByText('Dieses Kennwort stimmt nicht.').first().waitFor()
    await expectGood(visitor)
    await page.getByLabel('Kennwort', { exact: true }).fill(realPassword)
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await pageCalled(page, 'Mailadresse ändern')
    await page.getByLabel('Neue Mailadresse').fill('erika@')
    await page.getByRole('button', { name: 'Mailadresse ändern' }).click()
    await page.getByText('Das ist keine Mailadresse').first().waitFor()
    await expectGood(visitor)
    const email = `neu${erika.accountId}@hamm.example`
    await page.getByLabel('Neue Mailadresse').fill(email)
    await page.getByRole('button', { name: 'Mailadresse ändern' }).click()
    await page.getByText('Bitte sehen Sie in das Postfach der neuen Adresse').waitFor()
    const link = await on.linkOf(email)

    const stranger = await on.open(javaScript)
    await signInAs(stranger.page, await on.createErika('coordination'))
    await stranger.page.goto(link)
    await pageCalled(stranger.page, 'Dieser Link gilt nicht mehr')
    await stranger.leave()

    await page.goto(link)
    await expectGood(visitor)
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await pageCalled(page, 'Mein Konto')
    await page.getByRole('main').getByText(email).waitFor()
    await visitor.leave()
  })
})

test('on a phone no page about one’s account has to be scrolled sideways', async () => {
  const erika = await on.createErika('coordination')
  const { page, problems, leave } = await openVisitor(on.browser, { baseUrl: on.server.baseUrl, size: phone })
  await signInAs(page, erika)
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
