import type { Visit } from '#app/capabilities/accounts/visit.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import {
  findMail,
  type MailReport,
  readMailReport,
  readSharedMailReport,
} from '#app/platform/mail/mail.server.ts'
import type { MailProblem } from '#app/platform/mail/mail.ts'

/** As `MailReport`, as it goes to the browser. */
export type MailSummary = {
  readonly waiting: number
  readonly lastSentAt: string | undefined
  readonly troubled: readonly {
    readonly id: number
    readonly kind: string
    readonly state: 'queued' | 'failed'
    readonly attempts: number
    readonly createdAt: string
    readonly problem: MailProblem | undefined
  }[]
}

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
