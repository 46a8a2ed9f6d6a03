import { RouterContextProvider } from 'react-router'
import type { Database } from '#app/platform/database.server.ts'
import { accounts } from '../accounts.table.ts'
import { type Context, requestContext } from '../request.server.ts'
import { hashPassword } from './passwords.server.ts'

const publicUrl = 'https://praevention.example'

/** A browser with its cookies, at an address, as the web server sees it. */
export type Client = {
  /** The context of a request at this moment. */
  readonly at: (now: Date) => Context
  /** Stores the cookies that an answer sets. */
  readonly take: (headers: Headers) => void
  readonly cookies: Map<string, string>
}

export function openClient(
  database: Database,
  { address = '192.0.2.7', mails = false, demo = false } = {},
): Client {
  const cookies = new Map<string, string>()
  return {
    cookies,
    at: (now) => {
      const context = new RouterContextProvider()
      context.set(requestContext, {
        database,
        language: 'de',
        demo,
        now,
        sessionLimits: { idleMinutes: 60, hours: 12 },
        publicUrl,
        address,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        mails,
        cookie: (name) => cookies.get(name),
      })
      return context
    },
    take: (headers) => {
      for (const line of headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
        if (value === '') cookies.delete(name!)
        else cookies.set(name!, value!)
      }
    },
  }
}

/** A good password of the tests. */
export const goodPassword = 'Regenschirm quer Bahnhof lila'

/** A person with mail address and password; the number of the account. */
export async function createPerson(
  database: Database,
  email: string,
  now: Date,
  password = goodPassword,
): Promise<number> {
  const passwordHash = await hashPassword(password)
  const [row] = await database.shared((shared) =>
    shared.db
      .insert(accounts)
      .values({
        key: `person-${email}`,
        name: 'Erika Beispiel',
        invented: false,
        email,
        passwordHash,
        passwordChangedAt: now,
      })
      .returning({ id: accounts.id }),
  )
  return row!.id
}

export const minutesAfter = (start: Date, minutes: number): Date =>
  new Date(start.getTime() + minutes * 60_000)

export function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
