import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { findCloneFolder } from './dataFolder.server.ts'

/** The version of this software, as its package says ("0.2.0"). */
export async function readSoftwareVersion(): Promise<string> {
  const description = await readFile(join(findCloneFolder(), 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(description)).version
}
