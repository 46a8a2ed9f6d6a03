import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findCloneFolder, runsAsRoot, systemFolder } from '#app/platform/dataFolder.server.ts'

type Message = { readonly kind: string; readonly [key: string]: unknown }

export type RealProcess = {
  readonly child: ChildProcess
  /** Everything it has printed. */
  output(): string
  readonly messages: readonly Message[]
  /** The first message of this kind; throws with the output if the process ends before it. */
  until(kind: string): Promise<Message>
  /** Exit code or signal. */
  readonly ended: Promise<number | NodeJS.Signals>
}

const started = new Set<ChildProcess>()

/** Runs one of our modules as a real process of its own process group. */
export function startProcess(
  module: string,
  options: {
    args?: string[]
    env?: Record<string, string>
    cwd?: string
    node?: string
    user?: { uid: number; gid: number }
  } = {},
): RealProcess {
  const child = spawn(options.node ?? process.execPath, [module, ...(options.args ?? [])], {
    cwd: options.cwd ?? findCloneFolder(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    ...options.user,
  })
  started.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const messages: Message[] = []
  child.on('message', (message: Message) => messages.push(message))
  let over = false
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('close', (code, signal) => {
      over = true
      resolve(signal ?? code ?? -1)
    })
  })
  return {
    child,
    output: () => output,
    messages,
    ended,
    async until(kind) {
      for (;;) {
        const found = messages.find((message) => message.kind === kind)
        if (found) return found
        if (over) throw new Error(`the process ended before "${kind}":\n${output}`)
        await sleep(10)
      }
    },
  }
}

/** Kills what a failed test has left. */
export function killStartedProcesses(): void {
  for (const child of started) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  }
  started.clear()
}

/** A data folder of its own that a server may work in, whoever runs the tests. */
export async function createDataFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const parent = runsAsRoot ? join(systemFolder, 'tests') : tmpdir()
  if (runsAsRoot) await mkdir(parent, { recursive: true, mode: 0o711 })
  const path = join(parent, `${process.pid}-ground-${randomBytes(4).toString('hex')}`)
  return {
    path,
    async remove() {
      await stopServerOf(path)
      await rm(path, { recursive: true, force: true })
    },
  }
}

/** The number of the server process on these data, as PostgreSQL itself wrote it down. */
export function serverPid(dataFolder: string): number | undefined {
  const path = join(dataFolder, 'postgres', 'postmaster.pid')
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : undefined
}

export function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false
  try {
    process.kill(pid, 0)
    // Who is dead but not yet fetched by its parent still has a number.
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function stopServerOf(dataFolder: string): Promise<void> {
  const pid = serverPid(dataFolder)
  if (pid === undefined || !isAlive(pid)) return
  process.kill(pid, 'SIGQUIT')
  while (isAlive(pid)) await sleep(20)
}
