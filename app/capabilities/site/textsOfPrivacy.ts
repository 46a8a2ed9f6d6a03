import type { Texts } from '#app/texts/texts.ts'

/** What the software stores about people. Whoever changes what is stored changes it here in the same commit. */
export const privacyDe = {
  title: 'Datenschutz',
  lead: 'Welche Angaben über Sie diese Seiten verarbeiten, wozu, wie lange, und welche Rechte Sie haben.',
  controller: 'Wer verantwortlich ist',
  officer: 'Datenschutzbeauftragte Stelle',
  stored: 'Was gespeichert wird',
  reading: {
    title: 'Wenn Sie die Seiten nur lesen',
    text: 'Sie brauchen kein Konto. Es gibt keine Besuchszählung, keine Werbung und keine Inhalte anderer Anbieter. Aus Ihrer Internetadresse wird ein verschlüsselter Wert gebildet, damit niemand die Seiten mit Anfragen überlastet; er wird nach zwei Tagen gelöscht.',
  },
  reporting: {
    title: 'Wenn Sie eine Barriere melden',
    text: 'Gespeichert werden Ihre Nachricht, die genannte Seite, der Zeitpunkt und, wenn Sie sie angeben, Ihre E-Mail-Adresse. Lesen können das die dafür zuständigen Personen der Kommune; ist ein Postfach dafür eingerichtet, geht die Nachricht auch dorthin. {{days}} Tage, nachdem die Meldung erledigt ist, wird sie gelöscht.',
  },
  account: {
    title: 'Wenn Sie ein Konto haben',
    text: 'Gespeichert werden Ihr Name, Ihre E-Mail-Adresse, Ihre Rollen, Ihr Kennwort in einer Form, aus der es nicht zurückgewonnen werden kann, ein zweiter Faktor verschlüsselt und der Monat Ihrer letzten Anmeldung. Zu jeder Sitzung: Art des Browsers und des Geräts und die Zeiten. Eine Sitzung endet nach {{idle}} Minuten ohne Anfrage, spätestens nach {{hours}} Stunden. Wer sich über das Konto der Kommune anmeldet: die Kennung und die Adresse, die deren Anmeldedienst nennt. Ein Formular, das nach dem Ende der Sitzung abgesendet wird, bleibt verschlüsselt 30 Minuten aufgehoben. Wer eingeladen wird: Name und E-Mail-Adresse in der Einladung. Wer bei einer Stelle als Ansprechperson für Zahlen hinterlegt ist oder einen Link ohne Konto bekommt: Name und E-Mail-Adresse, nur um nach Zahlen zu fragen; sie werden gelöscht, sobald die Kommune sie entfernt, beim Link spätestens einen Monat nach seinem Ablauf.',
  },
  trail: {
    title: 'Protokoll',
    text: 'Wer etwas ändert oder geschützte Zahlen einsieht, wird mit Namen, Zeitpunkt und Gegenstand festgehalten, damit Fehler und Missbrauch auffallen. Persönliche Angaben stehen nicht im Klartext darin. Einträge können nicht geändert und nicht einzeln gelöscht werden.',
  },
  mails: {
    title: 'E-Mails',
    text: 'Adresse und Text einer E-Mail werden gelöscht, sobald der Mailserver sie übernommen hat, spätestens nach einem Tag. Dass eine Nachricht verschickt wurde, bleibt 90 Tage vermerkt, ohne Adresse und Inhalt.',
  },
  cookies: {
    title: 'Cookies',
    text: 'Gesetzt werden nur Cookies, ohne die eine von Ihnen gewünschte Funktion nicht geht. Eine Einwilligung ist dafür nicht nötig.',
    caption: 'Cookies dieser Seiten',
    name: 'Name',
    purpose: 'Wozu',
    lifetime: 'Wie lange',
    session: 'bis zur Abmeldung, höchstens {{hours}} Stunden',
    days_one: '{{count}} Tag',
    days_other: '{{count}} Tage',
    minutes_one: '{{count}} Minute',
    minutes_other: '{{count}} Minuten',
  },
  cookie: {
    session: 'hält Sie angemeldet',
    device:
      'erkennt ein Gerät wieder, auf dem Sie sich schon angemeldet haben, damit fremde Fehlversuche Sie nicht aussperren',
    halfSession: 'merkt sich bei der Anmeldung den Schritt zwischen Kennwort und zweitem Faktor',
    carriedForm: 'hebt ein Formular auf, wenn Ihre Sitzung beim Absenden abgelaufen war',
    signOn: 'gehört zur Anmeldung über das Konto der Kommune',
    language: 'merkt sich die gewählte Sprache',
  },
  legalBasis: 'Rechtsgrundlage',
  recipients: 'Wer die Angaben außerdem erhält',
  retention: 'Wie lange Sicherungen und Protokolle aufbewahrt werden',
  rights: {
    title: 'Ihre Rechte',
    text: 'Sie können von der verantwortlichen Stelle verlangen:',
    access: 'Auskunft über die Angaben, die über Sie gespeichert sind (Art. 15 DSGVO)',
    rectification: 'Berichtigung falscher Angaben (Art. 16 DSGVO)',
    erasure: 'Löschung, soweit keine Pflicht zur Aufbewahrung besteht (Art. 17 DSGVO)',
    restriction: 'Einschränkung der Verarbeitung (Art. 18 DSGVO)',
    objection: 'Sie können der Verarbeitung widersprechen (Art. 21 DSGVO).',
    automated: 'Über niemanden wird hier automatisch entschieden.',
  },
  supervisory: 'Beschwerde bei der Aufsichtsbehörde',
  supervisoryLead: 'Sie können sich beschweren (Art. 77 DSGVO) bei:',
  more: 'Weitere Angaben',
} as const

export const privacyEn: Texts<typeof privacyDe> = {
  title: 'Privacy',
  lead: 'Which data about you these pages process, what for, for how long, and which rights you have.',
  controller: 'Who is responsible',
  officer: 'Data protection officer',
  stored: 'What is stored',
  reading: {
    title: 'When you only read the pages',
    text: 'You need no account. There is no counting of visits, no advertising and no content of other providers. From your internet address an encrypted value is formed, so that nobody overloads the pages with requests; it is deleted after two days.',
  },
  reporting: {
    title: 'When you report a barrier',
    text: 'Your message, the page you name, the time and, if you give it, your e-mail address are stored. The persons of the municipality in charge of it can read them; where a mailbox is set up for it, the message is sent there, too. It is deleted {{days}} days after it was dealt with.',
  },
  account: {
    title: 'When you have an account',
    text: 'Your name, your e-mail address, your roles, your password in a form from which it can’t be recovered, a second factor in encrypted form and the month of your last sign-in are stored. For each session: kind of browser and device, and the times. A session ends after {{idle}} minutes without a request, after {{hours}} hours at the latest. For those who sign in through the municipality’s own account: the identifier and the address that its service names. A form sent after the session had ended is kept in encrypted form for 30 minutes. For those who are invited: name and e-mail address in the invitation. For those who are kept as contact person of an office or get a link without an account: name and e-mail address, only to ask for figures; they are deleted as soon as the municipality removes them, with a link a month after it has run out at the latest.',
  },
  trail: {
    title: 'Audit trail',
    text: 'Whoever changes something or looks at protected figures is recorded with name, time and thing, so that mistakes and misuse are noticed. Personal details do not stand in it in clear text. Entries can neither be changed nor deleted one by one.',
  },
  mails: {
    title: 'E-mails',
    text: 'Address and text of an e-mail are deleted as soon as the mail server has taken it, after one day at the latest. That a message was sent is kept for 90 days, without address and content.',
  },
  cookies: {
    title: 'Cookies',
    text: 'Only cookies are set without which something you asked for would not work. No consent is needed for them.',
    caption: 'Cookies of these pages',
    name: 'Name',
    purpose: 'What for',
    lifetime: 'How long',
    session: 'until you sign out, {{hours}} hours at most',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
  },
  cookie: {
    session: 'keeps you signed in',
    device:
      'recognises a device on which you have signed in before, so that other people’s failed attempts do not lock you out',
    halfSession: 'remembers the step between password and second factor when you sign in',
    carriedForm: 'keeps a form when your session had ended by the time you sent it',
    signOn: 'belongs to signing in through the municipality’s own account',
    language: 'remembers the chosen language',
  },
  legalBasis: 'Legal basis',
  recipients: 'Who else receives the data',
  retention: 'How long backups and logs are kept',
  rights: {
    title: 'Your rights',
    text: 'You can demand from the body responsible:',
    access: 'access to the data stored about you (Art. 15 GDPR)',
    rectification: 'rectification of wrong data (Art. 16 GDPR)',
    erasure: 'erasure, unless there is a duty to keep them (Art. 17 GDPR)',
    restriction: 'restriction of processing (Art. 18 GDPR)',
    objection: 'You can object to the processing (Art. 21 GDPR).',
    automated: 'Nobody is decided about automatically here.',
  },
  supervisory: 'Complaint to the supervisory authority',
  supervisoryLead: 'You can lodge a complaint (Art. 77 GDPR) with:',
  more: 'Further details',
}
