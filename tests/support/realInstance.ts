import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { unseal } from '#app/platform/secretBox.server.ts'
import { findBarriers, openBrowser, openVisitor, type Visitor } from './browser.ts'
import { createTestDatabase } from './database.ts'
import { createRealPerson, createRealTown, type RealPerson } from './realTown.ts'
import { startWebServer, type WebServer } from './webServer.ts'

/** A person at a browser that may be without scripts. */
export type Guest = Visitor & { readonly javaScript: boolean }

/** A municipality with real accounts on the built software, and a browser. Mails stay in their table. */
export type RealInstance = {
  readonly server: WebServer
  readonly browser: Browser
  readonly rows: (statement: string, values?: readonly unknown[]) => Promise<unknown>
  /** Somebody with an account of their own and these roles in Hamm. */
  readonly createErika: (...roles: Parameters<typeof createRealPerson>[3]) => Promise<RealPerson>
  readonly open: (javaScript?: boolean) => Promise<Guest>
  /** The link in the last mail to this address; empty where there is none. */
  readonly linkOf: (email: string) => Promise<string>
  close(): Promise<void>
}

export const realPassword = 'Regenschirm quer Bahnhof lila'

export async function openRealInstance(): Promise<RealInstance> {
  const store = await createTestDatabase()
  const hamm = await createRealTown(store, 'hamm')
  await createRealTown(store, 'unna')
  const admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  const server = await startWebServer(store, {
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'Stadt Hamm <praevention@hamm.example>',
  })
  const browser = await openBrowser()
  let count = 0
  return {
    server,
    browser,
    rows: async (statement, values = []) => (await admin.query(statement, [...values])).rows,
    createErika: (...roles) => {
      const email = `erika${++count}@hamm.example`
      const person = { name: `Erika Beispiel ${count}`, email, password: realPassword }
      return createRealPerson(store, hamm, person, roles)
    },
    open: async (javaScript = true) => ({
      ...(await openVisitor(browser, { baseUrl: server.baseUrl, javaScript })),
      javaScript,
    }),
    linkOf: async (email) => {
      const { rows } = await admin.query<{ body: string }>(
        'select body from mails where recipient = $1 order by id desc limit 1',
        [email],
      )
      return /^https?:\S+$/m.exec(unseal(rows[0]?.body ?? '', 'mail') ?? '')?.[0] ?? ''
    },
    close: async () => {
      await browser.close()
      await server.stop()
      await admin.end()
      await store.close()
    },
  }
}

/** Types address and password into the sign-in page that is open, and sends it. */
export async function fillIn(page: Page, { email }: RealPerson, typed = realPassword): Promise<void> {
  await page.getByLabel('Mailadresse').fill(email)
  await page.getByLabel('Kennwort', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
}

export async function signInAs(page: Page, person: RealPerson, from = '/anmelden'): Promise<void> {
  await page.goto(from)
  await fillIn(page, person)
  await page.waitForURL((url) => !url.pathname.startsWith('/anmelden'))
}

export const pathOf = (page: Page): string => new URL(page.url()).pathname

/** Waits for the page with this heading. */
export const pageCalled = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

/** No barriers, and nothing went wrong on the way. The search for barriers itself needs scripts. */
export async function expectGood({ page, problems, javaScript }: Guest): Promise<void> {
  if (javaScript) expect(await findBarriers(page)).toEqual([])
  expect(problems).toEqual([])
}
