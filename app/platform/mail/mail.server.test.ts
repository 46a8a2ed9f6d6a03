import { setTimeout as sleep } from 'node:timers/promises'
import tls from 'node:tls'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createCertificate, type MailServer, startMailServer } from '../../../tests/support/mailServer.ts'
import { startProcess } from '../../../tests/support/processes.ts'
import { testSecret } from '../../../tests/support/webServer.ts'
import { type Database, openDatabasePool } from '../database.server.ts'
import { findMail, queueMail, readMailReport, readSharedMailReport } from './mail.server.ts'
import type { Mail } from './mail.ts'
import { sendNext, startMailSender, tidy } from './sender.server.ts'
import { openTransport } from './transport.server.ts'

const senderProcess = fileURLToPath(new URL('../../../tests/support/mailSenderProcess.ts', import.meta.url))
const mailFrom = 'Präventionskette <kette@stadt.example>'
const now = new Date('2026-11-22T09:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const invitation: Mail = {
  kind: 'invitation',
  to: 'ayse@example.org',
  name: 'Ayşe Öztürk',
  subject: 'Einladung: Präventionskette „Beispielhausen“',
  text: 'Guten Tag Ayşe Öztürk,\n\nÄpfel, Öl, Übung, ß.',
}

let store: TestDatabase
let database: Database
let admin: pg.Client
const servers: MailServer[] = []

beforeEach(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  await admin.query(`insert into tenants (slug, name, name_en, kind, demo, note, note_en)
    values ('ahausen', 'Ahausen', 'Ahausen', 'municipality', false, '', ''),
           ('behausen', 'Behausen', 'Behausen', 'municipality', false, '', '')`)
})

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
  await database.close()
  await admin.end()
  await store.close()
})

async function serve(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const server = await startMailServer(options)
  servers.push(server)
  return server
}

const queue = (mail: Partial<Mail> = {}, at = now) =>
  database.write(1, (writer) => queueMail(writer, { ...invitation, ...mail }, at))
const send = (smtpUrl: string, at = now) => sendNext(database, openTransport({ smtpUrl, mailFrom }), at)
const rowOf = async (id: number) => (await admin.query('select * from mails where id = $1', [id])).rows[0]
const wiped = { recipient: null, recipient_name: null, subject: null, body: null }

describe('a mail', () => {
  test('arrives with every character, from the municipality, and is wiped', async () => {
    const server = await serve()
    const id = await queue()
    expect(await send(server.url)).toBe(true)
    const [mail] = server.received
    expect(mail?.recipients).toEqual(['ayse@example.org'])
    expect(mail?.parsed).toMatchObject({
      subject: invitation.subject,
      from: { name: 'Präventionskette', address: 'kette@stadt.example' },
      to: [{ name: 'Ayşe Öztürk', address: 'ayse@example.org' }],
    })
    expect(mail?.parsed.text?.trimEnd()).toBe(invitation.text)
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(mail?.raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m)
    expect(mail?.raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@stadt\.example>\r$/m)
    expect(mail?.raw).not.toMatch(/[\x80-\xff]/)
    expect(await rowOf(id)).toMatchObject({ ...wiped, state: 'sent', attempts: 1, problem: null })
    expect(await send(server.url)).toBe(false)
  })

  test('with overlong lines and dots at their beginning arrives unchanged, no line over 998 characters', async () => {
    const server = await serve()
    const text = `.\n..Anfang\n${'Präventionskette '.repeat(400)}\n\nhttps://kette.example/${'a'.repeat(500)}\n.`
    await queue({ text })
    await send(server.url)
    expect(server.received[0]?.parsed.text?.trimEnd()).toBe(text)
    for (const line of server.received[0]!.raw.split('\r\n')) expect(line.length).toBeLessThan(998)
  })

  test('of a command that fails is never sent', async () => {
    const server = await serve()
    const failing = database.write(1, async (writer) => {
      await queueMail(writer, invitation, now)
      throw new Error('the command failed')
    })
    await expect(failing).rejects.toThrow('the command failed')
    expect(await send(server.url)).toBe(false)
  })

  test('of no tenant is sent, too, and no tenant sees it', async () => {
    const server = await serve()
    await database.shared((shared) => queueMail(shared, { ...invitation, kind: 'reset' }, now))
    expect(await database.read(1, (reader) => readMailReport(reader))).toMatchObject({ waiting: 0 })
    expect(await database.shared((shared) => readSharedMailReport(shared))).toMatchObject({ waiting: 1 })
    await send(server.url)
    expect(server.received).toHaveLength(1)
  })

  test('waits sealed, and is given up where the secret is another', async () => {
    const server = await serve()
    const [first, second] = [await queue(), await queue()]
    expect((await rowOf(first)).body).toMatch(/^[\w-]{60,}$/)
    await send(server.url)
    expect(server.received[0]?.parsed.text?.trimEnd()).toBe(invitation.text)
    process.env.LUECKENLOS_SECRET = `${testSecret}another`
    await send(server.url).finally(() => {
      process.env.LUECKENLOS_SECRET = testSecret
    })
    expect(server.received).toHaveLength(1)
    expect(await rowOf(second)).toMatchObject({ ...wiped, state: 'failed', problem: 'sealed' })
  })

  test('that would break out of a header is refused before anything is stored', async () => {
    for (const bad of [
      { to: 'a@b.example\r\nBcc: everybody@example.org' },
      { subject: 'Einladung\r\nBcc: everybody@example.org' },
      { name: 'Ayşe\nBcc: everybody@example.org' },
      { subject: 'x'.repeat(201) },
    ])
      await expect(queue(bad)).rejects.toThrow(/^mail invitation: /)
    expect((await admin.query('select from mails')).rowCount).toBe(0)
  })

  test('whose name plays with the syntax of headers stays one recipient', async () => {
    const server = await serve()
    await queue({ name: 'Ayşe" <else@example.org>, "x' })
    await send(server.url)
    expect(server.received[0]?.recipients).toEqual(['ayse@example.org'])
    expect(server.received[0]?.parsed.to).toEqual([
      { name: 'Ayşe" <else@example.org>, "x', address: 'ayse@example.org' },
    ])
  })
})

describe('a mail that is not taken', () => {
  test('for now (4xx) is tried again after a pause, with the same Message-ID', async () => {
    const server = await serve({
      refusals: [
        { at: 'recipient', code: 450 },
        { at: 'text', code: 451 },
      ],
    })
    const id = await queue()
    await send(server.url)
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1, problem: 'recipient 450' })
    const { message } = await rowOf(id)
    expect(await send(server.url, later(29))).toBe(false)
    expect(await send(server.url, later(30))).toBe(true)
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 2, problem: 'refused 451' })
    expect(await send(server.url, later(89))).toBe(false)
    await send(server.url, later(90))
    expect(await rowOf(id)).toMatchObject({ ...wiped, state: 'sent', attempts: 3, problem: null })
    expect(server.received.map((mail) => mail.parsed.messageId)).toEqual([`<${message}@stadt.example>`])
  })

  test.for([
    { at: 'recipient', code: 550 },
    { at: 'text', code: 554 },
  ] as const)('for good ($code at the $at) is given up at once and wiped', async ({ at, code }) => {
    const server = await serve({ refusals: [{ at, code }] })
    const id = await queue()
    await send(server.url)
    const problem = `${at === 'text' ? 'refused' : 'recipient'} ${code}`
    expect(await rowOf(id)).toMatchObject({ ...wiped, state: 'failed', problem })
    expect(await database.read(1, (reader) => findMail(reader, id))).toEqual({
      state: 'failed',
      problem: { kind: at === 'text' ? 'refused' : 'recipient', code },
    })
  })

  test('because nobody answers is tried for a day, then given up; the administrator reads why', async () => {
    const server = await serve()
    await server.stop()
    const id = await queue()
    let at = now
    let attempts = 0
    for (; (await rowOf(id)).state === 'queued'; attempts += 1) {
      await send(server.url, at)
      at = new Date((await rowOf(id)).due_at)
    }
    expect(attempts).toBeGreaterThan(20)
    expect(attempts).toBeLessThan(40)
    expect(at.getTime() - now.getTime()).toBeGreaterThan(22 * 3_600_000)
    expect(await rowOf(id)).toMatchObject({ ...wiped, problem: 'unreachable' })
    expect(await database.read(1, (reader) => readMailReport(reader))).toMatchObject({
      waiting: 0,
      lastSentAt: null,
      troubled: [{ id, kind: 'invitation', state: 'failed', problem: { kind: 'unreachable' } }],
    })
    expect(await database.read(2, (reader) => readMailReport(reader))).toMatchObject({ troubled: [] })
    expect(await database.read(2, (reader) => findMail(reader, id))).toBeUndefined()
  })

  test('and what waits longer than a day without an attempt is given up, what was sent is forgotten after 90 days', async () => {
    const server = await serve()
    const waiting = await queue()
    await tidy(database, later(24 * 3600 - 1))
    expect(await rowOf(waiting)).toMatchObject({ state: 'queued' })
    await tidy(database, later(24 * 3600 + 1))
    expect(await rowOf(waiting)).toMatchObject({ ...wiped, state: 'failed', problem: 'too-late' })
    const sent = await queue()
    await send(server.url)
    await tidy(database, later(90 * 24 * 3600 - 1))
    expect(await rowOf(sent)).toMatchObject({ state: 'sent' })
    await tidy(database, later(90 * 24 * 3600 + 1))
    expect(await rowOf(sent)).toBeUndefined()
  })
})

describe('the connection', () => {
  test('is signed in, with characters that addresses must encode; wrong credentials are named and tried again', async () => {
    const server = await serve({ user: { name: 'kette@stadt', password: 'pass:w/ör?d' } })
    const address = (password: string) =>
      `smtp://kette%40stadt:${encodeURIComponent(password)}@127.0.0.1:${server.port}`
    const id = await queue()
    await send(address('wrong'))
    expect(await rowOf(id)).toMatchObject({ state: 'queued', problem: 'credentials 535' })
    await send(address('pass:w/ör?d'), later(60))
    expect(server.received[0]?.user).toBe('kette@stadt')
  })

  test('is never left open where encryption is wanted', async () => {
    const server = await serve()
    const id = await queue()
    await send(`${server.url}?tls=on`)
    expect(server.received).toEqual([])
    expect(await rowOf(id)).toMatchObject({ state: 'queued', problem: 'not-secure 500' })
  })

  test.for(['STARTTLS', 'TLS from the start'])(
    'is encrypted by %s only with a trusted certificate',
    async (way) => {
      const certificate = await createCertificate()
      const fromStart = way !== 'STARTTLS'
      const server = await serve({ certificate, fromStart })
      const address = fromStart
        ? `smtps://localhost:${server.port}`
        : `smtp://localhost:${server.port}?tls=on`
      const id = await queue()
      await send(address)
      expect(server.received).toEqual([])
      expect(await rowOf(id)).toMatchObject({ state: 'queued', problem: 'not-secure' })
      const trusted = tls.getCACertificates('default')
      tls.setDefaultCACertificates([...trusted, certificate.cert])
      try {
        await send(address, later(60))
      } finally {
        tls.setDefaultCACertificates(trusted)
      }
      expect(server.received.map((mail) => mail.secure)).toEqual([true])
    },
  )
})

describe('senders', () => {
  test('share the outbox: each mail goes out once', async () => {
    const server = await serve()
    for (let i = 0; i < 20; i += 1) await queue({ subject: `Brief ${i}` }, new Date())
    const running = [1, 2, 3].map(() => startMailSender(store.appUrl, { smtpUrl: server.url, mailFrom }))
    await server.until(20)
    await sleep(500)
    await Promise.all(running.map((sender) => sender.stop()))
    const subjects = server.received.map((mail) => mail.parsed.subject).sort()
    expect(subjects).toEqual(Array.from({ length: 20 }, (_, i) => `Brief ${i}`).sort())
  })

  test('hold a mail while they send it; a killed one leaves it at once to the next, which repeats the Message-ID', async () => {
    const server = await serve({ hesitation: 1_500 })
    const id = await queue({}, new Date())
    const first = startProcess(senderProcess, {
      env: {
        LUECKENLOS_APP_URL: store.appUrl,
        LUECKENLOS_SECRET: testSecret,
        SMTP_URL: server.url,
        MAIL_FROM: mailFrom,
      },
    })
    await server.until(1)
    expect(await send(server.url, new Date())).toBe(false)
    first.child.kill('SIGKILL')
    await first.ended
    await vi.waitFor(async () => expect(await send(server.url, new Date())).toBe(true), { timeout: 10_000 })
    expect(await rowOf(id)).toMatchObject({ ...wiped, state: 'sent', attempts: 1 })
    expect(new Set(server.received.map((mail) => mail.parsed.messageId)).size).toBe(1)
    expect(server.received).toHaveLength(2)
  })
})
