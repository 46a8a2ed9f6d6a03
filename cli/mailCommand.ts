import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { composeLetter } from '#app/platform/mail/letter.ts'
import { isMailAddress, type MailProblem } from '#app/platform/mail/mail.ts'
import { openTransport } from '#app/platform/mail/transport.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { print, WrongUse } from './terminal.ts'

const sentences: Record<MailProblem['kind'], string> = {
  unreachable: 'Der Mailserver ist unter der Adresse in SMTP_URL nicht zu erreichen.',
  'not-secure':
    'Die Verbindung zum Mailserver lässt sich nicht verschlüsseln: Er bietet es nicht an, oder seinem Zertifikat wird nicht vertraut (eigene Zertifizierungsstelle: NODE_EXTRA_CA_CERTS).',
  credentials: 'Der Mailserver verlangt andere Zugangsdaten als die in SMTP_URL.',
  recipient: 'Der Mailserver weist die Empfangsadresse zurück.',
  refused: 'Der Mailserver weist die Nachricht oder die Absenderadresse in MAIL_FROM zurück.',
  'too-late': 'Die Nachricht wartete zu lange.',
  sealed: 'Die Nachricht lässt sich nicht öffnen.',
}

/** `mail test --to ADDRESS`: sends one mail at once, past the outbox, and says what the mail server answered. */
export async function runMail(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { to: { type: 'string' } },
  })
  if (positionals.length !== 1 || positionals[0] !== 'test') throw new WrongUse('Es gibt nur: mail test')
  if (!values.to || !isMailAddress(values.to))
    throw new WrongUse('Nennen Sie mit --to eine E-Mail-Adresse, zum Beispiel --to name@stadt.example.')
  const { smtpUrl, mailFrom, appUrl } = readSettings(process.env)
  if (!smtpUrl || !mailFrom)
    throw new Refusal('Es ist kein Mailserver eingerichtet: SMTP_URL und MAIL_FROM fehlen.')
  const problem = await openTransport({ smtpUrl, mailFrom }).send({
    message: randomUUID(),
    to: values.to,
    name: undefined,
    subject: 'Testnachricht von Lückenlos',
    text: composeLetter({
      language: 'de',
      paragraphs: ['diese Nachricht zeigt, dass Lückenlos E-Mails verschicken kann.'],
      sender: { name: 'Lückenlos', imprint: appUrl ?? 'http://localhost' },
    }),
  })
  if (problem)
    throw new Refusal(`${sentences[problem.kind]}${problem.code ? ` (Antwort ${problem.code})` : ''}`)
  print(`Der Mailserver hat die Testnachricht an ${values.to} angenommen.`)
}
