import { type ChildProcess, fork } from 'node:child_process'
import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** "20 users" means everywhere: twenty people who each ask for the page every two seconds. */
export const users = 20
export const everyMilliseconds = 2000

export type Started = { readonly port: number; readonly child: ChildProcess }

/** Starts a module that tells its port once it listens. */
export function start(module: string, env: Record<string, string>): Promise<Started> {
  const child = fork(module, [], { env: { ...process.env, NODE_ENV: 'production', ...env } })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${module} ended with ${code}`)))
    child.once('message', (message: { port: number }) => resolve({ port: message.port, child }))
  })
}

type Asked = { readonly port: number; readonly path: string; readonly cookie?: string }

/** Asks as a browser on another machine would: compressed, and only the arrival of the last byte counts. */
function ask(
  agent: Agent,
  { port, path, cookie }: Asked,
): Promise<{ readonly status: number; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip', ...(cookie !== undefined && { cookie }) }
    get({ agent, port, host: '127.0.0.1', path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }))
      response.on('error', reject)
    }).on('error', reject)
  })
}

type Measured = { readonly times: readonly number[]; readonly failed: number; readonly bytes: number }

/** Times count from the moment at which the user wanted the page, so that a slow answer can't hide the ones behind it. */
export async function load(asked: Asked, seconds: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: users })
  const times: number[] = []
  let failed = 0
  let bytes = 0
  const begun = performance.now()
  const rounds = Math.floor((seconds * 1000) / everyMilliseconds)
  const one = async (user: number) => {
    for (let round = 0; round < rounds; round += 1) {
      const wanted = begun + round * everyMilliseconds + (user * everyMilliseconds) / users
      await sleep(Math.max(0, wanted - performance.now()))
      const answer = await ask(agent, asked).catch(() => undefined)
      times.push(performance.now() - wanted)
      if (answer?.status !== 200) failed += 1
      bytes = answer?.body.length ?? bytes
    }
  }
  await Promise.all(Array.from({ length: users }, (_, user) => one(user)))
  agent.destroy()
  return { times, failed, bytes }
}

export function summary({ times, failed, bytes }: Measured) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1]! * 10) / 10
  return {
    requests: times.length,
    failed,
    p50Milliseconds: at(0.5),
    p95Milliseconds: at(0.95),
    p99Milliseconds: at(0.99),
    slowestMilliseconds: at(1),
    bytesSent: bytes,
  }
}
