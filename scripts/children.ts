import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export type Kept = {
  /** Settles at the first message of the first process. Rejects if it ends before. */
  readonly ready: Promise<void>
  /** Number of the present process. */
  pid(): number | undefined
  stop(): Promise<void>
}

const longestPause = 10_000

/**
 * Runs a module in a child process and starts it again when it dies, after pauses that grow while it dies young. The
 * child says by a message that it is ready, and ends when its channel closes or on SIGTERM, at the latest after `patience`
 * milliseconds. `flags`: of Node for this child.
 */
export function keepRunning(
  name: string,
  module: string,
  env: Record<string, string>,
  patience: number,
  flags: readonly string[] = [],
): Kept {
  let child: ChildProcess
  let stopped = false
  let pause = 100
  let becameReady: () => void
  let failed: (error: Error) => void
  const ready = new Promise<void>((resolve, reject) => {
    becameReady = resolve
    failed = reject
  })

  function begin(): void {
    const begun = Date.now()
    child = fork(module, [], {
      env: { ...process.env, ...env },
      execArgv: ['--enable-source-maps', ...flags],
    })
    child.once('message', () => becameReady())
    child.once('exit', async (code, signal) => {
      if (stopped) return
      failed(new Error(`${name} ended before it was ready (${signal ?? code})`))
      console.error(`${name}: beendet (${signal ?? code}), wird neu gestartet`)
      pause = Date.now() - begun > longestPause ? 100 : Math.min(pause * 2, longestPause)
      await sleep(pause)
      if (!stopped) begin()
    })
  }
  begin()

  return {
    ready,
    pid: () => child.pid,
    async stop() {
      stopped = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), patience)
      await gone
      clearTimeout(timer)
    },
  }
}
