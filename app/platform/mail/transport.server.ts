import { createTransport } from 'nodemailer'
import { isLoopback } from '#app/plain/loopback.ts'
import type { MailProblem } from './mail.ts'

/** What the settings say about mail: the mail server's address, and who the mails come from. */
export type MailSettings = { readonly smtpUrl: string; readonly mailFrom: string }

export type Envelope = {
  /** Stays the same however often the mail is tried. */
  readonly message: string
  readonly to: string
  readonly name: string | undefined
  readonly subject: string
  readonly text: string
}

export type MailTransport = {
  /** Hands the mail to the mail server; undefined once it has taken it. Never throws. */
  send(envelope: Envelope): Promise<MailProblem | undefined>
}

const connectPatience = 20_000
const answerPatience = 60_000

/** The address of the mail server, taken apart; see README.md for its form. */
function readServer(smtpUrl: string) {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const wish = url.searchParams.get('tls') ?? (isLoopback(url.hostname) ? 'off' : 'on')
  const open = !secure && wish === 'off'
  const user = decodeURIComponent(url.username)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // Never falls back to an open connection: somebody in between could make the server seem unable to encrypt.
    requireTLS: !secure && !open,
    // On loopback a server's self-made certificate would be refused, for nothing gained.
    ignoreTLS: open,
    auth: user ? { user, pass: decodeURIComponent(url.password) } : undefined,
  }
}

export function openTransport({ smtpUrl, mailFrom }: MailSettings): MailTransport {
  const domain = /@([^\s>]+)/.exec(mailFrom)?.[1] ?? 'localhost'
  const transport = createTransport({
    ...readServer(smtpUrl),
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: connectPatience,
    greetingTimeout: connectPatience,
    socketTimeout: answerPatience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ message, to, name, subject, text }) {
      try {
        await transport.sendMail({
          from: mailFrom,
          to: { name: name ?? '', address: to },
          subject,
          text,
          textEncoding: 'quoted-printable',
          messageId: `<${message}@${domain}>`,
          headers: {
            // RFC 3834: no holiday notes in reply.
            'Auto-Submitted': 'auto-generated',
          },
        })
        return undefined
      } catch (error) {
        return explain(error)
      }
    },
  }
}

type SmtpError = { code?: string; command?: string; responseCode?: number; originalCode?: string }

/** Takes nothing of the server's words along: they name the recipient. */
function explain(error: unknown): MailProblem {
  const { code, command, responseCode, originalCode = '' } = error as SmtpError
  const problem = (kind: MailProblem['kind']): MailProblem => ({ kind, code: responseCode })
  if (code === 'EAUTH' || code === 'ENOAUTH') return problem('credentials')
  if (code === 'EENVELOPE') return problem(command === 'RCPT TO' ? 'recipient' : 'refused')
  if (code === 'EMESSAGE') return problem('refused')
  if (code === 'ETLS' || /CERT|SELF_SIGNED|VERIFY|TLS|SSL/.test(originalCode)) return problem('not-secure')
  return problem('unreachable')
}
