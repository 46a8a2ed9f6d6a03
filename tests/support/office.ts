import { sql } from 'drizzle-orm'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { unseal } from '#app/platform/secretBox.server.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { type Answer, ask, sendForm } from './http.ts'
import { createRealPerson, createRealTown, type RealPerson, signedInCookie } from './realTown.ts'
import { startWebServer } from './webServer.ts'

export type Fields = Readonly<Record<string, string>>

/** What a newly invited person chooses. */
export const newPassword = { neu: 'Laterne wandert quer Moos', nochmal: 'Laterne wandert quer Moos' }

/**
 * Two municipalities, an administrator of the first with a fresh session, and two web servers on their database: one that
 * sends mails, one that shows links.
 */
export async function openOffice() {
  const store: TestDatabase = await createTestDatabase()
  const database: Database = openDatabasePool(store.appUrl)
  const [hamm, unna] = [await createRealTown(store, 'hamm'), await createRealTown(store, 'unna')]
  const mailing = await startWebServer(store, {
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'praevention@hamm.example',
  })
  const plain = await startWebServer(store)
  let count = 0

  /** Somebody of their own for each test. */
  const person = (
    tenantId: number,
    ...roles: Parameters<typeof createRealPerson>[3]
  ): Promise<RealPerson> => {
    count += 1
    const given = { name: `Erika Beispiel ${count}`, email: `erika-${count}@hamm.example` }
    return createRealPerson(store, tenantId, { ...given, password: 'Regenschirm quer Bahnhof lila' }, roles)
  }
  const admin = await person(hamm, 'administration')
  const session = { cookie: await signedInCookie(store, admin.accountId) }

  const invitation = (): Fields => {
    count += 1
    return { name: 'Nina Neu', email: `nina-${count}@hamm.example`, role: 'leadership' }
  }
  const invite = (fields: Fields, server = plain, headers: Fields = {}) =>
    sendForm(server.baseUrl, '/hamm/verwaltung/personen/einladen', fields, { ...session, ...headers })

  return {
    store,
    database,
    hamm,
    unna,
    mailing,
    plain,
    admin,
    /** The administrator's cookie; renewed by whoever lets it grow old. */
    session,
    person,
    invitation,
    invite,
    invited: async (): Promise<{ path: string; fields: Fields }> => {
      const fields = invitation()
      return { path: linkIn(await invite(fields), 'einladung'), fields }
    },
    open: (path: string, cookie?: string) =>
      ask(plain.baseUrl, path, cookie === undefined ? {} : { headers: { cookie } }),
    act: (accountId: number, fields: Fields, cookie = session.cookie) =>
      sendForm(plain.baseUrl, `/hamm/verwaltung/personen/${accountId}`, fields, { cookie }),
    accept: (path: string, fields: Fields = {}) =>
      sendForm(plain.baseUrl, path, { name: 'Nina Neumann', ...newPassword, ...fields }),
    /** The mails to an address (without one, to everybody), their text as it would be sent. */
    mailsTo: async (recipient?: string) => {
      const mails = await database.read(hamm, (reader) =>
        rowsOf<{ kind: string; subject: string; body: string }>(
          reader,
          sql`select kind, subject, body from mails where ${recipient === undefined} or recipient = ${recipient ?? null} order by id`,
        ),
      )
      return mails.map((mail) => ({ ...mail, body: unseal(mail.body, 'mail') ?? '' }))
    },
    invitationsTo: (email: string) =>
      database.read(hamm, (reader) =>
        rowsOf<{ id: number }>(reader, sql`select id from invitations where email = ${email}`),
      ),
    close: async () => {
      await mailing.stop()
      await plain.stop()
      await database.close()
      await store.close()
    },
  }
}

/** The path of the link that a page shows once. */
export function linkIn(answer: Answer, part: 'einladung' | 'kennwort'): string {
  const found = new RegExp(`value="https?://[^/"]+(/[^"]*${part}/[\\w-]+)"`).exec(answer.text)?.[1]
  if (!found) throw new Error(`no link on the page (${answer.status})`)
  return found
}
