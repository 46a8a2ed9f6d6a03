import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { ensureBuild } from '../../scripts/build.ts'
import { findFreePort } from './installation.ts'

/** The secret of every server that tests start, and of the tests' own process. */
export const testSecret = 'a-secret-of-tests-with-forty-characters-'

export type WebServer = {
  readonly baseUrl: string
  readonly port: number
  readonly process: ChildProcess
  /** Everything it has printed. */
  readonly output: () => string
  stop(): Promise<void>
}

/**
 * One web server process of the built software on a test's own database: no demonstration unless `env` says so, no worker.
 * Several can share a database, as behind a proxy.
 */
export async function startWebServer(
  database: { readonly appUrl: string },
  env: Readonly<Record<string, string>> = {},
): Promise<WebServer> {
  const cloneFolder = findCloneFolder()
  const build = await ensureBuild(cloneFolder, () => {})
  const port = await findFreePort()
  const server = fork(join(cloneFolder, build.folder, 'server', 'index.js'), [], {
    cwd: cloneFolder,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: '',
      LUECKENLOS_APP_URL: database.appUrl,
      LUECKENLOS_CLIENT: join(build.folder, 'client'),
      LUECKENLOS_DEMO: 'off',
      LUECKENLOS_SECRET: testSecret,
      HOST: '127.0.0.1',
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  await Promise.race([
    once(server, 'message'),
    once(server, 'exit').then(() =>
      Promise.reject(new Error(`the web server ended while starting:\n${output}`)),
    ),
  ])
  return {
    baseUrl: `http://localhost:${port}`,
    port,
    process: server,
    output: () => output,
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGTERM')
        await once(server, 'exit')
      }
      build.release()
    },
  }
}
