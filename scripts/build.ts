import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { tryLock, waitForLock } from '#app/platform/fileLock.server.ts'
import { Refusal } from '#app/platform/refusal.ts'

/** What a build depends on. */
const sources = [
  'app',
  'server',
  'public',
  'package-lock.json',
  'react-router.config.ts',
  'tsconfig.json',
  'vite.config.ts',
]
const buildsKept = 3
const patience = 300_000

export type Build = {
  /** Relative to the clone; `server/index.js` and `client/` are in it. */
  readonly folder: string
  /** Lets a later start remove the build. */
  release(): void
}

/**
 * The finished build of the present sources, made if there is none. Each state of the sources has a folder of its own
 * that never changes again, so a running server keeps its files whatever is built beside it.
 */
export async function ensureBuild(cloneFolder: string, onBuild: () => void): Promise<Build> {
  const name = await hashSources(cloneFolder)
  const folder = join('build', name)
  const path = join(cloneFolder, folder)
  await mkdir(join(cloneFolder, 'build'), { recursive: true })
  const lock = await waitForLock(join(cloneFolder, 'build', 'build.lock'), 'exclusive', patience)
  try {
    if (!existsSync(path)) {
      onBuild()
      await build(cloneFolder, path)
    }
    await utimes(path, new Date(), new Date())
    const use = tryLock(join(path, 'use.lock'), 'shared')
    await removeOldBuilds(join(cloneFolder, 'build'), name)
    return { folder, release: () => use?.release() }
  } finally {
    lock.release()
  }
}

async function hashSources(cloneFolder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(cloneFolder, source)
    if (!existsSync(path)) continue
    const files = (await stat(path)).isDirectory()
      ? (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile() && !/\.(test\.ts|md)$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path]
    for (const file of files) {
      hash.update(file.slice(cloneFolder.length))
      hash.update(await readFile(file))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

async function build(cloneFolder: string, target: string): Promise<void> {
  const draft = join('build', `.draft-${randomBytes(4).toString('hex')}`)
  const child = spawn(process.execPath, [join('node_modules', '@react-router', 'dev', 'bin.cjs'), 'build'], {
    cwd: cloneFolder,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', LUECKENLOS_BUILD: draft },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) {
    await rm(join(cloneFolder, draft), { recursive: true, force: true })
    throw new Refusal(
      `Die Seiten lassen sich nicht bauen:\n${output.trim().split('\n').slice(-40).join('\n')}`,
    )
  }
  await rename(join(cloneFolder, draft), target)
}

/** Removes drafts of killed builds, and all but the newest builds unless they are being served. */
async function removeOldBuilds(folder: string, current: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  const builds = await Promise.all(
    entries
      .filter((entry) => /^([0-9a-f]{16}|\.draft-.*)$/.test(entry.name) && entry.name !== current)
      .map(async ({ name }) => ({ name, usedAt: (await stat(join(folder, name))).mtimeMs })),
  )
  const kept = builds
    .filter(({ name }) => !name.startsWith('.draft'))
    .sort((a, b) => b.usedAt - a.usedAt)
    .slice(0, buildsKept - 1)
  for (const { name } of builds.filter((build) => !kept.includes(build))) {
    const path = join(folder, name)
    const unused = tryLock(join(path, 'use.lock'), 'exclusive')
    if (unused) await rm(path, { recursive: true, force: true })
    unused?.release()
  }
}
