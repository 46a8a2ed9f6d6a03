import { figuresJobs } from '#app/capabilities/figures/figures.server.ts'
import { reportHandlers } from '#app/capabilities/reports/reports.server.ts'
import type { JobHandlers } from '#app/platform/jobs/handler.server.ts'
import { startWorker } from '#app/platform/jobs/worker.server.ts'

/** What each kind of job does; the name stands in the job's row, so it never changes. */
const handlers: JobHandlers = { ...figuresJobs, ...reportHandlers }

const { LUECKENLOS_APP_URL } = process.env
if (!LUECKENLOS_APP_URL) throw new Error('LUECKENLOS_APP_URL is not set; start the software with npm start')

const worker = await startWorker(LUECKENLOS_APP_URL, handlers)

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await worker.stop()
  process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.on('disconnect', end)
process.send?.({ kind: 'ready' })
