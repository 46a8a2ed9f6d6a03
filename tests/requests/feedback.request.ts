import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startMailSender } from '#app/platform/mail/sender.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Answer, ask, sendForm } from '../support/http.ts'
import { type MailServer, startMailServer } from '../support/mailServer.ts'
import { createRealPerson, createRealTown, signedInCookie } from '../support/realTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

let store: TestDatabase
let server: WebServer
let mailServer: MailServer
let admin: pg.Client
let coordinator: string
let administrator: string
const mailFrom = 'kette@hierstadt.example'

beforeAll(async () => {
  store = await createTestDatabase()
  mailServer = await startMailServer()
  server = await startWebServer(store, { SMTP_URL: mailServer.url, MAIL_FROM: mailFrom })
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  const town = await createRealTown(store, 'hierstadt')
  await createRealTown(store, 'dortstadt')
  const person = (name: string) => ({
    name,
    email: `${name}@hierstadt.example`,
    password: 'Birnbaum-Laterne-77',
  })
  const erika = await createRealPerson(store, town, person('erika'), ['coordination'])
  const otto = await createRealPerson(store, town, person('otto'), ['administration'])
  coordinator = await signedInCookie(store, erika.accountId)
  administrator = await signedInCookie(store, otto.accountId)
})

afterAll(async () => {
  await server.stop()
  await mailServer.stop()
  await admin.end()
  await store.close()
})

beforeEach(async () => {
  await admin.query('delete from feedback; delete from mails; delete from attempt_counters')
})

const page = '/hierstadt/barrierefreiheit'
const message = {
  text: 'Die Karte ist zu klein.',
  page: '/hierstadt/zahlen',
  replyTo: '',
  website: '',
  token: 'a',
}
const send = (fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  sendForm(server.baseUrl, page, { ...message, ...fields }, headers)
const open = (path: string, headers: Record<string, string> = {}) => ask(server.baseUrl, path, { headers })
const stored = async () => (await admin.query('select text, page, reply_to from feedback order by id')).rows
const isThanked = ({ status, headers }: Answer) =>
  status === 302 && headers.location === '/hierstadt/barrierefreiheit/gemeldet'

describe('the form for barriers', () => {
  test('needs no account and no script, names the page somebody came from and holds a token of its own', async () => {
    const referer = `${server.baseUrl}/hierstadt/zahlen?phase=kita`
    const [first, second] = [await open(page, { referer }), await open(page, { referer })]
    expect(first.status).toBe(200)
    expect(first.text).toMatch(
      /name="page"[^>]*value="\/hierstadt\/zahlen"|value="\/hierstadt\/zahlen"[^>]*name="page"/,
    )
    const token = (answer: Answer) => /name="token" value="([0-9a-f-]{36})"/.exec(answer.text)?.[1]
    expect(token(first)).toBeDefined()
    expect(token(first)).not.toBe(token(second))
    expect(first.headers['set-cookie']).toBeUndefined()
  })

  test('stores a message and thanks', async () => {
    expect(isThanked(await send({ replyTo: 'mutter@example.org' }))).toBe(true)
    expect(await stored()).toEqual([
      { text: message.text, page: message.page, reply_to: 'mutter@example.org' },
    ])
    expect((await open('/hierstadt/barrierefreiheit/gemeldet')).text).toContain('Danke für Ihre Nachricht')
  })

  test('pressed many times at once stores one message and sends one mail', async () => {
    await admin.query(
      `insert into tenant_settings (tenant_id, feedback_email) select id, 'barrierefrei@hierstadt.example' from tenants
       where slug = 'hierstadt' on conflict (tenant_id) do update set feedback_email = excluded.feedback_email`,
    )
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send({ replyTo: 'mutter@example.org' })),
    )
    expect(answers.every(isThanked)).toBe(true)
    expect(await stored()).toHaveLength(1)
    const sender = startMailSender(store.appUrl, { smtpUrl: mailServer.url, mailFrom })
    const [mail, ...more] = await mailServer.until(1)
    await sender.stop()
    expect(more).toEqual([])
    expect(mail?.recipients).toEqual(['barrierefrei@hierstadt.example'])
    expect(mail?.parsed.subject).toBe('Gemeldete Barriere')
    for (const part of [
      message.text,
      message.page,
      'mutter@example.org',
      '/hierstadt/verwaltung/rueckmeldungen',
    ])
      expect(mail?.parsed.text).toContain(part)
    expect(mail?.parsed.text).toContain('/hierstadt/impressum')
  })

  test.for([
    ['no words', { text: ' ' }, 'Bitte schreiben Sie, was das Problem ist.'],
    ['too many words', { text: 'x'.repeat(5001) }, 'höchstens 5000 Zeichen'],
    ['an overlong page', { page: 'x'.repeat(301) }, 'höchstens 300 Zeichen'],
    ['an overlong address', { replyTo: `${'a'.repeat(260)}@b.example` }, 'Die E-Mail-Adresse ist zu lang'],
    [
      'a header in the address',
      { replyTo: 'a@b.example\r\nBcc: alle@example.org' },
      'Das ist keine E-Mail-Adresse',
    ],
    ['a filled trap', { website: 'https://spam.example' }, 'muss leer bleiben'],
  ] as const)('answers %s with its form, a reason and what was typed', async ([, fields, reason]) => {
    const answer = await send({ text: 'Behalte mich', ...fields })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(reason)
    if (!('text' in fields)) expect(answer.text).toContain('Behalte mich')
    expect(await stored()).toEqual([])
    expect((await admin.query('select from mails')).rowCount).toBe(0)
  })

  test('survives what is no form: other fields, deep names, files, thousands of fields', async () => {
    const deep = `${'a['.repeat(5000)}x${']'.repeat(5000)}`
    expect((await sendForm(server.baseUrl, page, { [deep]: 'x' })).status).toBe(400)
    const many = new URLSearchParams(Array.from({ length: 5000 }, (_, i) => [`f${i}`, 'x']))
    expect((await sendForm(server.baseUrl, page, many)).status).toBe(400)
    const boundary = 'grenze'
    const body = `--${boundary}\r\nContent-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\nx\r\n--${boundary}--\r\n`
    const answer = await ask(server.baseUrl, page, {
      method: 'POST',
      body,
      headers: { origin: server.baseUrl, 'content-type': `multipart/form-data; boundary=${boundary}` },
    })
    expect(answer.status).toBe(400)
    expect(await stored()).toEqual([])
  })

  test('is not sent from other sites, and not to a town there isn’t', async () => {
    expect((await send({}, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await sendForm(server.baseUrl, '/nirgends/barrierefreiheit', message)).status).toBe(404)
    expect(await stored()).toEqual([])
  })

  test('takes ten messages an hour from one address; the eleventh is kept in the form', async () => {
    for (let i = 0; i < 10; i += 1) expect(isThanked(await send({ text: `Nachricht ${i}` }))).toBe(true)
    const answer = await send({ text: 'Die elfte Nachricht' })
    expect(answer.status).toBe(429)
    expect(answer.text).toContain('Gerade sind zu viele Meldungen eingegangen')
    expect(answer.text).toContain('Die elfte Nachricht')
    expect(await stored()).toHaveLength(10)
  })

  test('never takes words for markup', async () => {
    await send({ text: '<script>alert(1)</script>', page: '"><img src=x onerror=alert(1)>' })
    const list = await open('/hierstadt/verwaltung/rueckmeldungen', { cookie: coordinator })
    expect(list.status).toBe(200)
    expect(list.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(list.text).not.toMatch(/<img src=x|<script>alert/)
  })
})

describe('a page of the town', () => {
  const imprint = '/hierstadt/verwaltung/seiten/imprint'
  const edit = (fields: Record<string, string>) =>
    sendForm(server.baseUrl, imprint, { intent: 'save', base: '0', ...fields }, { cookie: coordinator })
  const everything = {
    body: 'Hierstadt',
    address: 'Weg 1',
    representative: 'Bürgermeisterin',
    email: 'rathaus@hierstadt.example',
  }

  test('says that it is unfinished until the town has confirmed it', async () => {
    const unfinished = 'Diese Seite ist noch nicht fertig'
    expect((await open('/hierstadt/impressum')).text).toContain(unfinished)
    expect((await edit({ ...everything })).status).toBe(302)
    expect((await open('/hierstadt/impressum')).text).toContain(unfinished)
    expect((await edit({ ...everything, base: '1', confirmed: 'yes' })).status).toBe(302)
    const shown = await open('/hierstadt/impressum')
    expect(shown.text).not.toContain(unfinished)
    expect(shown.text).toContain('rathaus@hierstadt.example')
  })

  test('of somebody who was overtaken is kept in the form beside the other version', async () => {
    const answer = await edit({ ...everything, base: '1', phone: '12345' })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Diese Seite hat inzwischen erika geändert')
    expect(answer.text).toContain('value="12345"')
    expect(answer.text).toMatch(/name="base" value="2"/)
  })

  test('is looked at before it is saved, and refused where it is wrong', async () => {
    const preview = await edit({ ...everything, base: '2', intent: 'preview', more: 'Nur zur Ansicht' })
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('Gespeichert ist noch nichts')
    expect((await open('/hierstadt/impressum')).text).not.toContain('Nur zur Ansicht')
    const wrong = await edit({ ...everything, base: '2', email: 'kein Postfach' })
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('Das ist keine E-Mail-Adresse')
    expect((await edit({ ...everything, base: '-1' })).status).toBe(400)
    expect((await edit({ ...everything, base: '9'.repeat(30) })).status).toBe(400)
  })

  test('there isn’t is not found, nor a language', async () => {
    for (const path of ['verwaltung/seiten/agb', 'verwaltung/seiten/imprint?in=fr'])
      expect((await open(`/hierstadt/${path}`, { cookie: coordinator })).status).toBe(404)
  })

  test('about privacy lists the cookies that are set, with the names they have here', async () => {
    const { text } = await open('/hierstadt/datenschutz')
    for (const name of ['sitzung', 'geraet', 'anmeldung', 'anmeldedienst', 'eingabe', 'sprache'])
      expect(text).toContain(`<code>${name}</code>`)
    expect(text).toContain('höchstens 12 Stunden')
  })

  test('is linked in the footer of every page, also of those without a town and of errors', async () => {
    for (const path of ['/hierstadt', '/hierstadt/gibt-es-nicht', '/hierstadt/barrierefreiheit/gemeldet'])
      expect((await open(path)).text).toMatch(/href="\/hierstadt\/impressum"|href="\/#rechtliches"/)
    const start = (await open('/')).text
    for (const slug of ['hierstadt', 'dortstadt'])
      for (const kind of ['impressum', 'datenschutz', 'barrierefreiheit'])
        expect(start).toContain(`href="/${slug}/${kind}"`)
    expect((await open('/anmelden')).text).toContain('href="/#rechtliches"')
  })
})

describe('the state of mail sending', () => {
  const path = '/hierstadt/verwaltung/mail'
  // The same form again within two seconds would be the same act: each here is one of its own.
  let attempts = 0
  const sendTest = () => {
    attempts += 1
    const fields = { intent: 'test', attempt: String(attempts) }
    return sendForm(server.baseUrl, path, fields, { cookie: administrator })
  }

  test('sends a mail to the administrator’s own address and says what became of it', async () => {
    const before = mailServer.received.length
    const answer = await sendTest()
    expect(answer.status).toBe(302)
    const result = answer.headers.location!.replace('#testmail', '')
    expect((await open(result, { cookie: administrator })).text).toContain('Die Testmail ist unterwegs')
    const sender = startMailSender(store.appUrl, { smtpUrl: mailServer.url, mailFrom })
    await mailServer.until(before + 1)
    await sender.stop()
    expect(mailServer.received.at(-1)?.recipients).toEqual(['otto@hierstadt.example'])
    expect((await open(result, { cookie: administrator })).text).toContain(
      'Der Mailserver hat die Testmail angenommen',
    )
  })

  test('is limited, shows no address of others, and is no matter of the coordination', async () => {
    for (let i = 0; i < 5; i += 1) expect((await sendTest()).status).toBe(302)
    expect((await sendTest()).status).toBe(429)
    await admin.query(
      `insert into mails (tenant_id, kind, state, attempts, problem, created_at, due_at)
       select id, 'invitation', 'failed', 1, 'recipient 550', now(), now() from tenants where slug = 'hierstadt'`,
    )
    const { text } = await open(path, { cookie: administrator })
    expect(text).toContain('Der Mailserver weist die Empfangsadresse zurück. (Antwort 550)')
    expect((await open(path, { cookie: coordinator })).status).toBe(403)
  })
})

test('no message, address or name is in the log', () => {
  expect(server.output()).not.toMatch(/Karte ist zu klein|mutter@|hierstadt\.example|Nachricht \d/)
})
