import type { Visit } from '#app/capabilities/accounts/visit.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import {
  findMail,
  type MailReport,
  readMailReport,
  readSharedMailReport,
} from '#app/platform/mail/mail.server.ts'
import type { MailSummary } from './MailReportView.tsx'

const summary = ({ waiting, lastSentAt, troubled }: MailReport): MailSummary => ({
  waiting,
  lastSentAt: lastSentAt?.toISOString(),
  troubled: troubled.map(({ createdAt, ...mail }) => ({ ...mail, createdAt: createdAt.toISOString() })),
})

/** How mail sending goes; `test`: number of a test mail that somebody has just sent. */
export async function readMailPage(visit: Visit, database: Database, test: number | undefined) {
  const [{ own, sent }, shared] = await Promise.all([
    visit.read(async (reader) => ({
      own: await readMailReport(reader),
      sent: test === undefined ? undefined : await findMail(reader, test),
    })),
    database.shared((handle) => readSharedMailReport(handle)),
  ])
  return { own: summary(own), shared: summary(shared), test: sent }
}
