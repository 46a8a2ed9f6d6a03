import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

export type FileLock = { release(): void }

/**
 * A lock between processes that the operating system gives back when its holder dies, however it dies. Node has no
 * file locks of its own; SQLite's are the kernel's, so an empty SQLite file serves as the lock. `shared` locks stand
 * beside each other and exclude an `exclusive` one. Undefined: somebody else holds it.
 */
export function tryLock(path: string, mode: 'exclusive' | 'shared'): FileLock | undefined {
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    file.exec('pragma journal_mode = memory')
    file.exec(mode === 'exclusive' ? 'begin exclusive' : 'begin; select count(*) from sqlite_schema')
  } catch (error) {
    file.close()
    if ((error as { errcode?: number }).errcode === busy) return undefined
    throw error
  }
  return { release: () => file.isOpen && file.close() }
}

const busy = 5

/** Waits for the lock at most `patience` milliseconds. Throws when it takes longer. */
export async function waitForLock(
  path: string,
  mode: 'exclusive' | 'shared',
  patience: number,
): Promise<FileLock> {
  for (let waited = 0; ; waited += 20) {
    const lock = tryLock(path, mode)
    if (lock) return lock
    if (waited >= patience) throw new Error(`lock ${path} is held by another process`)
    await sleep(20)
  }
}
