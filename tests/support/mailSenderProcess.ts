import { startMailSender } from '#app/platform/mail/sender.server.ts'

/** A sender as a process of its own that tests can kill. */
const { LUECKENLOS_APP_URL = '', SMTP_URL = '', MAIL_FROM = '' } = process.env
startMailSender(LUECKENLOS_APP_URL, { smtpUrl: SMTP_URL, mailFrom: MAIL_FROM })
process.on('disconnect', () => process.exit(0))
process.send?.({ kind: 'ready' })
