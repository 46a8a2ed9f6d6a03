import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabasePool } from './database.server.ts'
import { logError } from './log.server.ts'

/** Forgets what has been kept long enough. Several processes may do it at the same time. */
export type Chore = (database: Database, now: Date) => Promise<unknown>

export type Housekeeping = { stop(): Promise<void> }

const every = 3_600_000
const stopPatience = 2_000

/** Does the chores now and then every hour, one after the other. One that fails is named in the log and tried again later. */
export function startHousekeeping(appUrl: string, chores: Readonly<Record<string, Chore>>): Housekeeping {
  const database = openDatabasePool(appUrl, 1)
  const ending = new AbortController()

  async function work(): Promise<void> {
    while (!ending.signal.aborted) {
      for (const [name, chore] of Object.entries(chores)) {
        try {
          await chore(database, new Date())
        } catch (error) {
          logError(`housekeeping: ${name}`, error)
        }
      }
      await sleep(every, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  const working = work()

  return {
    async stop() {
      ending.abort()
      await Promise.race([working.then(() => database.close()), sleep(stopPatience)])
    },
  }
}
