import { tidyPeople, tidySignIn, tidySignOn } from '#app/capabilities/accounts/accounts.server.ts'
import { archiveJobs, removeExpiredExports } from '#app/capabilities/archive/archive.server.ts'
import { figuresJobs, sendReminders, tidyApi, tidyLinks } from '#app/capabilities/figures/figures.server.ts'
import { reportHandlers } from '#app/capabilities/reports/reports.server.ts'
import { tidySite } from '#app/capabilities/site/site.server.ts'
import { startHousekeeping } from '#app/platform/housekeeping.server.ts'
import type { JobHandlers } from '#app/platform/jobs/handler.server.ts'
import { startWorker } from '#app/platform/jobs/worker.server.ts'
import { logError } from '#app/platform/log.server.ts'
import { startMailSender } from '#app/platform/mail/sender.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'

/** What each kind of job does; the name stands in the job's row, so it never changes. */
const handlers: JobHandlers = { ...figuresJobs, ...reportHandlers, ...archiveJobs }

const { LUECKENLOS_APP_URL } = process.env
if (!LUECKENLOS_APP_URL) throw new Error('LUECKENLOS_APP_URL is not set; start the software with npm start')

const { smtpUrl, mailFrom, appUrl, port } = readSettings(process.env)
const publicUrl = appUrl ?? `http://localhost:${port}`
const worker = await startWorker(LUECKENLOS_APP_URL, handlers)
const mailSender = startMailSender(
  LUECKENLOS_APP_URL,
  smtpUrl && mailFrom ? { smtpUrl, mailFrom } : undefined,
)
// What is kept for a time only; a line per capability.
const housekeeping = startHousekeeping(LUECKENLOS_APP_URL, {
  people: tidyPeople,
  signIn: tidySignIn,
  signOn: tidySignOn,
  site: tidySite,
  deliveryLinks: tidyLinks,
  api: tidyApi,
  reminders: (database, now) => sendReminders(database, now, { publicUrl, mails: smtpUrl !== undefined }),
  archive: removeExpiredExports,
})

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await Promise.all([worker.stop(), mailSender.stop(), housekeeping.stop()])
  process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.on('disconnect', end)
process.on('uncaughtException', (error) => {
  logError('jobs: process', error)
  process.exit(1)
})
process.send?.({ kind: 'ready' })
