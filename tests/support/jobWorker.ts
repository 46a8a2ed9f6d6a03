import { startWorker } from '#app/platform/jobs/worker.server.ts'
import { tryHandlers } from './jobHandlers.ts'

const worker = await startWorker(process.env.LUECKENLOS_APP_URL ?? '', tryHandlers)
process.on('SIGTERM', () => void worker.stop().then(() => process.exit(0)))
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
