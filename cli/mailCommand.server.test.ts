import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createCertificate, type MailServer, startMailServer } from '../tests/support/mailServer.ts'
import { killStartedProcesses, startProcess } from '../tests/support/processes.ts'

let folder: string
let server: MailServer | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-command-'))
})

afterEach(async () => {
  await server?.stop()
  server = undefined
})

afterAll(async () => {
  killStartedProcesses()
  await rm(folder, { recursive: true })
})

async function run(args: string[], env: Record<string, string> = {}) {
  const started = startProcess(join(import.meta.dirname, 'lueckenlos.ts'), {
    args: ['mail', ...args],
    env: { MAIL_FROM: 'kette@stadt.example', LUECKENLOS_DATA: folder, ...env },
  })
  return { code: await started.ended, output: started.output() }
}

const toMe = ['test', '--to', 'ich@stadt.example']

describe('the test mail of the command line', () => {
  test('arrives, and the command says so', async () => {
    server = await startMailServer()
    const { code, output } = await run(toMe, { SMTP_URL: server.url })
    expect(output).toContain('angenommen')
    expect(code).toBe(0)
    expect(server.received[0]?.recipients).toEqual(['ich@stadt.example'])
    expect(server.received[0]?.parsed.subject).toBe('Testnachricht von Lückenlos')
  })

  test('goes to a server with a certificate of its own authority once that is named', async () => {
    const certificate = await createCertificate()
    server = await startMailServer({ certificate, fromStart: true })
    const SMTP_URL = `smtps://localhost:${server.port}`
    const distrusted = await run(toMe, { SMTP_URL })
    expect(distrusted.output).toContain('NODE_EXTRA_CA_CERTS')
    expect(distrusted.code).toBe(1)
    const authority = join(folder, 'authority.pem')
    await writeFile(authority, certificate.cert)
    const trusted = await run(toMe, { SMTP_URL, NODE_EXTRA_CA_CERTS: authority })
    expect(trusted.output).toContain('angenommen')
    expect(server.received.map((mail) => mail.secure)).toEqual([true])
  })

  test('that is refused names the reason and no password', async () => {
    server = await startMailServer({ user: { name: 'kette', password: 'right' } })
    const { code, output } = await run(toMe, { SMTP_URL: `smtp://kette:hidden@127.0.0.1:${server.port}` })
    expect(output).toContain('verlangt andere Zugangsdaten als die in SMTP_URL. (Antwort 535)')
    expect(output).not.toContain('hidden')
    expect(code).toBe(1)
  })

  test('needs a mail server and an address', async () => {
    const without = await run(toMe, { MAIL_FROM: '' })
    expect(without.output).toContain('Es ist kein Mailserver eingerichtet')
    expect(without.code).toBe(1)
    for (const args of [
      [],
      ['test'],
      ['send', '--to', 'a@b.example'],
      ['test', '--to', 'a@b\nBcc: c@d.example'],
    ]) {
      const { code, output } = await run(args, { SMTP_URL: 'smtp://127.0.0.1:1' })
      expect(output).toContain('Aufruf: npm run lueckenlos')
      expect(code).toBe(2)
    }
  })
})
