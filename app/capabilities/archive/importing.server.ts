import { sql } from 'drizzle-orm'
import {
  commandLineActor,
  createPasswordReset,
  recordAudit,
} from '#app/capabilities/accounts/accounts.server.ts'
import { parseJson } from '#app/plain/json.ts'
import { rebuildDatabase } from '#app/platform/backup/rebuild.server.ts'
import { checkPart, openZip, type ZipReader } from '#app/platform/backup/zip.server.ts'
import { type Database, rowsOf } from '#app/platform/database.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { verifyTrails } from './audit.server.ts'
import { packageFormat } from './contents.ts'
import { loadPackage } from './loading.server.ts'
import { type Package, packageShape } from './packageShape.ts'

export type ImportOrder = {
  readonly ownerUrl: string
  readonly migrationsFolder: string
  readonly path: string
  readonly onTable: (table: string, rows: number) => void
}

/**
 * Takes the export of a municipality into an empty installation: every row with the numbers it had, the files, the audit
 * trail. All or nothing, as a restore. Throws a `Refusal` for what is no export, damaged, newer, or when there is something.
 */
export async function importPackage(
  order: ImportOrder,
): Promise<{ readonly described: Package; readonly warnings: readonly string[] }> {
  const zip = await openZip(order.path)
  try {
    const described = await readDescription(zip, order.path)
    for (const { path, bytes, hash } of described.resources)
      await checkPart(zip, { path, bytes, sha256: hash.slice('sha256:'.length) }, order.path)
    const { warnings } = await rebuildDatabase({
      ownerUrl: order.ownerUrl,
      migrationsFolder: order.migrationsFolder,
      migrations: described.lueckenlos.migrations,
      replace: false,
      load: (client, tables) => loadPackage(client, tables, zip, described, order.onTable),
      sequences: async () => described.lueckenlos.sequences,
      verify: verifyTrails,
    })
    return { described, warnings }
  } finally {
    zip.close()
  }
}

async function readDescription(zip: ZipReader, path: string): Promise<Package> {
  if (!zip.parts.has('datapackage.json'))
    throw new Refusal(
      zip.parts.has('manifest.json')
        ? `${path} ist die Sicherung einer ganzen Installation. Spielen Sie sie mit restore zurück.`
        : `${path} ist keine Ausgabe einer Kommune aus Lückenlos.`,
    )
  const content = parseJson((await zip.readSmall('datapackage.json')).toString())
  const { lueckenlos } = Object(content) as { lueckenlos?: unknown }
  const { format, software } = Object(lueckenlos) as Record<string, unknown>
  if (typeof format === 'number' && format > packageFormat)
    throw new Refusal(
      `Diese Ausgabe stammt von einer neueren Version von Lückenlos (${String(software)}). Nehmen Sie sie mit jener Version auf.`,
    )
  const parsed = packageShape.safeParse(content)
  if (!parsed.success) throw new Refusal(`${path} ist keine Ausgabe einer Kommune aus Lückenlos.`)
  return parsed.data
}

/** Somebody who came with a municipality and needs a password; the token opens `/konto/kennwort/<token>`. */
export type Arrival = { readonly name: string; readonly email: string; readonly token: string }

/** Notes the import in the audit trail and makes a link to a first password for everybody who can use one. */
export async function welcomeTenant(
  database: Database,
  described: Package,
  now: Date,
): Promise<{ readonly name: string; readonly arrivals: readonly Arrival[] }> {
  const tenant = await database.shared(async (shared) => {
    const [row] = await rowsOf<{ id: number; name: string }>(shared, sql`select id, name from tenants`)
    return row!
  })
  await database.write(tenant.id, (writer) =>
    recordAudit(writer, commandLineActor(tenant.id), {
      action: 'tenant.import',
      thing: `tenant ${tenant.id}`,
      details: { exportedAt: described.created, software: described.lueckenlos.software },
      at: now,
    }),
  )
  const arrivals = await database.shared(async (shared) => {
    const people = await rowsOf<{ id: number; name: string; email: string }>(
      shared,
      sql`select id, name, email from accounts
          where email is not null and not invented and disabled_at is null order by name, id`,
    )
    const links: Arrival[] = []
    for (const { id, name, email } of people)
      links.push({ name, email, token: await createPasswordReset(shared, id, now) })
    return links
  })
  return { name: tenant.name, arrivals }
}
