import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { isAlive, serverPid, startProcess } from './processes.ts'

const openInstance = fileURLToPath(new URL('./openInstance.ts', import.meta.url))

export type KillRound = {
  /** Highest number whose commit was reported before the kill. */
  readonly committed: number
  /** Highest number found afterwards. */
  readonly found: number
  /** Pairs of which only one half is there. */
  readonly halves: number
}

/**
 * Starts an instance that writes pairs of rows, kills it in the middle, and looks at the data with a new one. Even
 * rounds kill the parent only, odd ones the server as well; the moment moves with the round.
 */
export async function killRound(dataFolder: string, round: number): Promise<KillRound> {
  const env = { LUECKENLOS_DATA: dataFolder }
  const victim = startProcess(openInstance, { args: ['instance', 'write'], env })
  await victim.until('committed')
  await sleep(20 + ((round * 37) % 200))
  const pid = serverPid(dataFolder)
  if (round % 2 === 1 && pid !== undefined) process.kill(pid, 'SIGKILL')
  victim.child.kill('SIGKILL')
  await victim.ended
  if (round % 2 === 1) while (isAlive(pid)) await sleep(10)
  const committed = Math.max(...victim.messages.map((message) => Number(message.n ?? 0)))

  const witness = startProcess(openInstance, { env })
  const { ownerUrl } = await witness.until('ready')
  const client = new pg.Client({ connectionString: String(ownerUrl) })
  await client.connect()
  const { rows } = await client.query<{ found: number; halves: number }>(
    `select max(n)::integer as found, abs(count(*) filter (where half = 'left') - count(*) filter (where half = 'right'))::integer as halves
     from pairs`,
  )
  await client.end()
  witness.child.kill('SIGTERM')
  await witness.ended
  return { committed, found: rows[0]?.found ?? 0, halves: rows[0]?.halves ?? -1 }
}
