import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { Refusal } from './refusal.ts'

const secretsShape = z.object({
  databaseAdminPassword: z.string().min(20),
  databaseOwnerPassword: z.string().min(20),
  databaseAppPassword: z.string().min(20),
  sessionSecret: z.string().min(20),
})

/** Made at first start and kept in the data folder, readable by its owner only. */
export type Secrets = z.infer<typeof secretsShape>

/** Below this folder everything of the embedded database lies that must be reachable for another user than root. */
export const systemFolder = '/var/lib/lueckenlos'

export const runsAsRoot = process.getuid?.() === 0

/** The folder with our package.json, seen from source as well as from a build inside the clone. */
export function findCloneFolder(from: string = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const description = join(folder, 'package.json')
    if (existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).name === 'lueckenlos')
      return folder
  }
  throw new Error(`no clone of the software above ${from}`)
}

/**
 * Where the data of a clone lie when nothing else is said. PostgreSQL refuses to run as root, and the user it runs as
 * could not enter a clone below a closed folder: root's data therefore lie outside of the clone.
 */
export function locateDataFolder(
  given: string | undefined,
  clone: string,
  root: boolean = runsAsRoot,
): string {
  if (given) return resolve(clone, given)
  if (!root) return join(clone, '.data')
  return join(systemFolder, createHash('sha256').update(realpathSync(clone)).digest('hex').slice(0, 12))
}

/** Makes the data folder. As root others may pass through it (the database's own folder lies inside), never list it. */
export async function prepareDataFolder(folder: string): Promise<void> {
  const mode = runsAsRoot ? 0o711 : 0o700
  try {
    if (runsAsRoot && folder.startsWith(`${systemFolder}/`)) {
      await mkdir(systemFolder, { recursive: true, mode: 0o755 })
      await chmod(systemFolder, 0o755)
    }
    await mkdir(folder, { recursive: true, mode })
    const found = await stat(folder)
    if (found.uid !== process.getuid?.() && process.getuid)
      throw new Refusal(
        `Der Datenordner ${folder} gehört einem anderen Benutzerkonto. Starten Sie Lückenlos mit diesem Konto oder nennen Sie mit LUECKENLOS_DATA einen anderen Ordner.`,
      )
    if ((found.mode & 0o777) !== mode) await chmod(folder, mode)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      `Der Datenordner ${folder} lässt sich nicht anlegen (${(error as NodeJS.ErrnoException).code}). Nennen Sie mit LUECKENLOS_DATA einen Ordner, in den Sie schreiben dürfen.`,
    )
  }
}

const makeSecret = () => randomBytes(32).toString('base64url')

/** Reads the secrets and makes them at the first call; two processes at once end up with the same ones. */
export async function getSecrets(dataFolder: string): Promise<Secrets> {
  const path = join(dataFolder, 'secrets.json')
  const read = async () => {
    const parsed = secretsShape.safeParse(JSON.parse(await readFile(path, 'utf8')))
    if (parsed.success) return parsed.data
    throw new Refusal(
      `Die Datei ${path} ist beschädigt. Ohne sie lässt sich die Datenbank nicht öffnen; spielen Sie sie aus einer Sicherung zurück.`,
    )
  }
  try {
    return await read()
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Refusal(`Die Datei ${path} ist beschädigt (kein gültiges JSON).`)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  if (existsSync(join(dataFolder, 'postgres')))
    throw new Refusal(
      `Im Datenordner ${dataFolder} liegt eine Datenbank, aber die Datei secrets.json mit ihren Kennwörtern fehlt. Spielen Sie sie aus einer Sicherung zurück.`,
    )
  const secrets: Secrets = {
    databaseAdminPassword: makeSecret(),
    databaseOwnerPassword: makeSecret(),
    databaseAppPassword: makeSecret(),
    sessionSecret: makeSecret(),
  }
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  // A hard link fails if the other process was first, where a rename would silently replace its secrets.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return read()
}
