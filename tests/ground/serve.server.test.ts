import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { findFreePort } from '#app/platform/postgres/cluster.server.ts'
import {
  createDataFolder,
  isAlive,
  killStartedProcesses,
  type RealProcess,
  serverPid,
  startProcess,
} from '../support/processes.ts'

const serve = join(import.meta.dirname, '../../scripts/serve.ts')
let data: Awaited<ReturnType<typeof createDataFolder>>
let port: number

beforeEach(async () => {
  data = await createDataFolder()
  port = await findFreePort()
})

afterEach(async () => {
  killStartedProcesses()
  await data.remove()
})

const start = () =>
  startProcess(serve, {
    env: { LUECKENLOS_DATA: data.path, LUECKENLOS_DEMO: 'off', PORT: String(port) },
  })

const answer = async () => (await fetch(`http://127.0.0.1:${port}/`)).status

/** Web server and worker, as they were when it began to serve. */
async function childrenOf(instance: RealProcess): Promise<number[]> {
  const { children } = await instance.until('listening')
  return z.array(z.number()).length(2).parse(children)
}

describe('the running software', () => {
  test('serves pages, ends everything on Ctrl+C, and starts again', async () => {
    const first = start()
    await first.until('listening')
    expect(await answer()).toBe(200)
    expect(first.output()).toContain(`Lückenlos läuft: http://localhost:${port}`)
    const children = await childrenOf(first)
    const server = serverPid(data.path)
    // Ctrl+C reaches the whole group of processes.
    process.kill(-first.child.pid!, 'SIGINT')
    expect(await first.ended).toBe(0)
    for (const pid of [...children, server]) expect(isAlive(pid)).toBe(false)
    await expect(answer()).rejects.toThrow()

    const again = start()
    await again.until('listening')
    expect(await answer()).toBe(200)
    again.child.kill('SIGTERM')
    await again.ended
  })

  test('goes on serving when its web server, its worker or its database is killed', async () => {
    const instance = start()
    await instance.until('listening')
    for (const pid of await childrenOf(instance)) process.kill(pid, 'SIGKILL')
    await vi.waitFor(async () => expect(await answer()).toBe(200), { timeout: 10_000, interval: 100 })
    await vi.waitFor(() => expect(instance.output()).toMatch(/Hintergrundarbeiten: beendet .*neu gestartet/))
    process.kill(serverPid(data.path)!, 'SIGKILL')
    await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/status`)).status).toBe(200), {
      timeout: 15_000,
      interval: 200,
    })
  })

  test('leaves no web server and no worker behind when it is killed, and starts again', async () => {
    const first = start()
    await first.until('listening')
    const children = await childrenOf(first)
    first.child.kill('SIGKILL')
    await first.ended
    await vi.waitFor(() => expect(children.map(isAlive)).not.toContain(true), {
      timeout: 10_000,
    })
    await start().until('listening')
    expect(await answer()).toBe(200)
  })

  test('says in a sentence that its port is taken, and starts nothing', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const instance = start()
    expect(await instance.ended).toBe(1)
    expect(instance.output()).toContain(`Der Anschluss ${port} ist belegt`)
    expect(instance.output()).not.toContain('Error')
    expect(isAlive(serverPid(data.path))).toBe(false)
    other.close()
  })

  test('refuses a second one on the same data with a sentence', async () => {
    const first = start()
    await first.until('listening')
    const second = startProcess(serve, {
      env: { LUECKENLOS_DATA: data.path, LUECKENLOS_DEMO: 'off', PORT: String(await findFreePort()) },
    })
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('Lückenlos läuft schon mit dem Datenordner')
    expect(await answer()).toBe(200)
  })
})
