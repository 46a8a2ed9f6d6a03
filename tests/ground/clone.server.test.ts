import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { locateDataFolder, runsAsRoot } from '#app/platform/dataFolder.server.ts'
import { findServerUser } from '#app/platform/postgres/programs.server.ts'
import { isAlive, killStartedProcesses, serverPid, startProcess } from '../support/processes.ts'
import { makeSmallClone } from '../support/smallClone.ts'

let outer: string

beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), 'clones-'))
})

afterEach(async () => {
  killStartedProcesses()
  await rm(outer, { recursive: true, force: true })
})

/** Starts, finds the server where it should be, and ends both. */
async function startIn(clone: string, dataFolder: string, node: string, user?: { uid: number; gid: number }) {
  const instance = startProcess(join(clone, 'tests/support/openInstance.ts'), {
    cwd: clone,
    env: { HOME: join(outer, 'no-home') },
    node,
    user,
  })
  await instance.until('ready')
  const pid = serverPid(dataFolder)
  expect(isAlive(pid)).toBe(true)
  const owner = (await stat(join(dataFolder, 'postgres'))).uid
  instance.child.kill('SIGTERM')
  expect(await instance.ended).toBe(0)
  expect(isAlive(pid)).toBe(false)
  return owner
}

describe('a fresh clone', () => {
  test('below a folder that is closed to everybody else opens its database', async () => {
    await chmod(outer, 0o700)
    const clone = join(outer, 'lueckenlos')
    const node = await makeSmallClone(clone)
    const dataFolder = locateDataFolder(undefined, clone)
    const owner = await startIn(clone, dataFolder, node)
    expect(owner).toBe(findServerUser()?.uid ?? process.getuid?.())
    await rm(dataFolder, { recursive: true, force: true })
  })

  test('of an ordinary user opens its database as that user, with the data in the clone', async () => {
    await chmod(outer, 0o755)
    const clone = join(outer, 'lueckenlos')
    const user = runsAsRoot ? findServerUser() : undefined
    const node = await makeSmallClone(clone, user)
    const owner = await startIn(clone, join(clone, '.data'), node, user)
    expect(owner).toBe(user?.uid ?? process.getuid?.())
    expect((await stat(join(clone, '.data'))).mode & 0o777).toBe(0o700)
  })
})
