import { join } from 'node:path'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { type Answer, ask, sendForm } from './http.ts'
import { type RealProcess, startProcess } from './processes.ts'
import { testSecret } from './webServer.ts'

const serve = join(findCloneFolder(), 'scripts', 'serve.ts')

/** The whole software as `npm start` runs it (web server, worker and what they need), as one process group. */
export function startMachine(port: number, env: Readonly<Record<string, string>>): RealProcess {
  return startProcess(serve, { env: { PORT: String(port), LUECKENLOS_SECRET: testSecret, ...env } })
}

/** A person at a browser without JavaScript: keeps cookies, sends forms as a page of ours would. */
export type Person = {
  get(path: string): Promise<Answer>
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>
  readonly cookies: ReadonlyMap<string, string>
}

export function openPerson(baseUrl: string): Person {
  const cookies = new Map<string, string>()
  const header = (): Record<string, string> =>
    cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  const remember = (answer: Answer): Answer => {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    cookies,
    get: async (path) => remember(await ask(baseUrl, path, { headers: header() })),
    post: async (path, fields) => remember(await sendForm(baseUrl, path, fields, header())),
  }
}

/** Signs in on the demonstration's page as one of its invented persons, by key. */
export async function enterDemonstration(person: Person, town: string, user: string): Promise<void> {
  const answer = await person.post('/anmelden', { tenant: town, user })
  if (answer.status !== 302 || person.cookies.size === 0)
    throw new Error(`sign-in failed with ${answer.status}`)
}

/** The form of a new indicator in the demonstration town of Hamm; its key is its name in small letters. */
export const indicatorForm = (name: string): Readonly<Record<string, string>> => ({
  name,
  nameEn: name,
  key: name.toLowerCase(),
  formula: 'newborn_visited / newborn_families',
  unit: 'percent',
  decimals: '0',
  direction: 'up',
  periodKind: 'calendar-year',
  phase: 'birth',
  field: 'youth-welfare',
  comparison: 'at-least',
  meaning: 'Was sagt sie?',
  meaningEn: 'What does it say?',
  method: 'So.',
  methodEn: 'Thus.',
  sourceNote: 'Jugendamt',
  sourceNoteEn: 'Youth office',
  validFrom: '2018-01-01',
})
