import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findCloneFolder, runsAsRoot, systemFolder } from '#app/platform/dataFolder.server.ts'

export type Installation = {
  readonly baseUrl: string
  /** Everything it has printed. */
  readonly output: () => string
  stop(): Promise<void>
}

export async function findFreePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/**
 * The whole software as `npm start` runs it (database, demo towns, web server, worker) with data of its own and a free
 * port, with other settings where `env` says so. `stop` ends it and throws its data away.
 */
export async function startInstallation(env: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const parent = runsAsRoot
    ? join(systemFolder, 'tests')
    : join(tmpdir(), `lueckenlos-tests-${process.getuid?.()}`)
  await mkdir(parent, { recursive: true, mode: runsAsRoot ? 0o711 : 0o700 })
  const dataFolder = join(parent, `${process.pid}-journeys-${randomBytes(4).toString('hex')}`)
  const port = await findFreePort()
  const server = fork(join(findCloneFolder(), 'scripts', 'serve.ts'), [], {
    env: {
      ...process.env,
      LUECKENLOS_DATA: dataFolder,
      LUECKENLOS_DEMO: 'on',
      PORT: String(port),
      DATABASE_URL: '',
      NODE_ENV: 'production',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
    await rm(dataFolder, { recursive: true, force: true })
  }
  try {
    await Promise.race([
      once(server, 'message'),
      once(server, 'exit').then(() => Promise.reject(new Error('the software ended while starting'))),
    ])
  } catch (error) {
    await stop()
    throw new Error(`The software did not start:\n${output}`, { cause: error })
  }
  return { baseUrl: `http://localhost:${port}`, output: () => output, stop }
}
