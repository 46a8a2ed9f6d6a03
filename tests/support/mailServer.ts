import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import { generate } from 'selfsigned'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type ReceivedMail = {
  /** The mail as it came over the wire. */
  readonly raw: string
  readonly parsed: Email
  /** Envelope: who it was really sent to. */
  readonly recipients: readonly string[]
  /** The connection was encrypted. */
  readonly secure: boolean
  readonly user: string | undefined
}

export type MailServer = {
  readonly port: number
  /** Without TLS, as on the same computer. */
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** Waits for so many mails in all. */
  until(count: number): Promise<readonly ReceivedMail[]>
  stop(): Promise<void>
}

type Options = {
  /** Credentials it wants. */
  user?: { name: string; password: string }
  /** With it STARTTLS is offered, or TLS from the first byte with `fromStart`. */
  certificate?: { key: string; cert: string }
  fromStart?: boolean
  port?: number
  /** Replies to refuse with, one per attempt, at RCPT TO or after the text; afterwards everything is taken. */
  refusals?: { at: 'recipient' | 'text'; code: number }[]
  /** Milliseconds between having a mail and saying so. */
  hesitation?: number
}

/** A real mail server on loopback that keeps what it takes. */
export async function startMailServer(options: Options = {}): Promise<MailServer> {
  const { user, certificate, fromStart, port = 0, refusals = [], hesitation = 0 } = options
  const received: ReceivedMail[] = []
  const refuse = (at: 'recipient' | 'text') => {
    if (refusals[0]?.at !== at) return undefined
    const { code } = refusals.shift()!
    return Object.assign(new Error('not this one'), { responseCode: code })
  }
  const settings: SMTPServerOptions = {
    ...certificate,
    secure: fromStart ?? false,
    disabledCommands: [...(certificate ? [] : ['STARTTLS']), ...(user ? [] : ['AUTH'])],
    allowInsecureAuth: true,
    authOptional: !user,
    logger: false,
    onAuth({ username, password }, _session, answer) {
      if (username === user?.name && password === user?.password) answer(null, { user: username })
      else answer(new Error('wrong credentials'))
    },
    onRcptTo(_address, _session, answer) {
      answer(refuse('recipient') ?? null)
    },
    onData(stream, session, answer) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const refusal = refuse('text')
        if (refusal) return answer(refusal)
        const raw = Buffer.concat(parts)
        received.push({
          raw: raw.toString('latin1'),
          parsed: await PostalMime.parse(raw),
          recipients: session.envelope.rcptTo.map((recipient) => recipient.address),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : undefined,
        })
        await sleep(hesitation)
        answer(null)
      })
    },
  }
  const server = new SMTPServer(settings)
  server.on('error', () => {})
  const listening = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  const taken = (listening.address() as AddressInfo).port
  return {
    port: taken,
    url: `smtp://127.0.0.1:${taken}`,
    received,
    async until(count) {
      for (let waited = 0; received.length < count; waited += 20) {
        if (waited > 20_000) throw new Error(`only ${received.length} of ${count} mails came`)
        await sleep(20)
      }
      return received
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A certificate for this computer that nobody has signed. */
export async function createCertificate(): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  return { key: made.private, cert: made.cert }
}
