import { createHash } from 'node:crypto'
import type pg from 'pg'
import { parseJson } from '#app/plain/json.ts'
import type { Reader } from '../database.server.ts'
import { Refusal } from '../refusal.ts'
import { copyWholeTable } from './backup.server.ts'
import { secretFingerprint } from './fingerprint.server.ts'
import { backupFormat, type Manifest, manifestShape, type SavedTable } from './manifest.ts'
import { rebuildDatabase } from './rebuild.server.ts'
import { copyIn } from './rows.server.ts'
import type { Table } from './tables.server.ts'
import { checkPart, openZip, type ZipReader } from './zip.server.ts'

export type RestoreOrder = {
  readonly ownerUrl: string
  readonly migrationsFolder: string
  readonly path: string
  readonly replace: boolean
  readonly verify: (reader: Reader) => Promise<readonly string[]>
  /** Asked once the file is found whole, before anything is touched; throws to end here. */
  readonly confirm?: (manifest: Manifest) => Promise<void>
  /** Each table once it is loaded. */
  readonly onTable?: (table: { readonly name: string; readonly rows: number }) => void
}

export type RestoreSummary = {
  readonly manifest: Manifest
  /** What was sealed by another installation's secret can't be opened here. */
  readonly sameSecret: boolean
  readonly warnings: readonly string[]
}

/**
 * Brings an installation back as it was saved. The whole file is checked before anything is touched; everything happens in
 * one transaction; at its end the rows are read again and compared with the file.
 */
export async function restoreBackup(order: RestoreOrder): Promise<RestoreSummary> {
  const zip = await openZip(order.path)
  try {
    const manifest = await readManifest(zip, order.path)
    for (const table of manifest.tables) await checkPart(zip, table, order.path)
    await order.confirm?.(manifest)
    const { warnings } = await rebuildDatabase({
      ...order,
      migrations: manifest.migrations,
      load: (client, tables) => load(client, tables, { zip, manifest, order }),
      sequences: async () => manifest.sequences,
    })
    return { manifest, sameSecret: manifest.secretFingerprint === secretFingerprint(), warnings }
  } finally {
    zip.close()
  }
}

async function readManifest(zip: ZipReader, path: string): Promise<Manifest> {
  if (!zip.parts.has('manifest.json'))
    throw new Refusal(
      zip.parts.has('datapackage.json')
        ? `${path} ist die Ausgabe einer einzelnen Gemeinde. Nehmen Sie sie mit import-tenant auf.`
        : `${path} ist keine Sicherung von Lückenlos.`,
    )
  const content = parseJson((await zip.readSmall('manifest.json')).toString())
  const { format, software } = Object(content) as { format?: unknown; software?: unknown }
  if (typeof format === 'number' && format > backupFormat)
    throw new Refusal(
      `Diese Sicherung stammt von einer neueren Version von Lückenlos (${String(software)}). Spielen Sie sie mit jener Version zurück.`,
    )
  const parsed = manifestShape.safeParse(content)
  if (!parsed.success) throw new Refusal(`${path} ist keine Sicherung von Lückenlos.`)
  return parsed.data
}

type Loading = { readonly zip: ZipReader; readonly manifest: Manifest; readonly order: RestoreOrder }

async function load(
  client: pg.Client,
  tables: readonly Table[],
  { zip, manifest, order }: Loading,
): Promise<void> {
  const byName = new Map(tables.map((table) => [table.name, table]))
  for (const saved of manifest.tables) {
    const table = byName.get(saved.name)
    const columns = table?.columns.map(({ name }) => name)
    if (!table || JSON.stringify(columns) !== JSON.stringify(saved.columns))
      throw new Refusal(
        `Die Tabelle ${saved.name} der Sicherung passt nicht zu dem Stand, den sie nennt. Es ist nichts verändert worden.`,
      )
    const rows = await copyIn(client, saved.name, saved.columns, zip.read(saved.path))
    if (rows !== saved.rows) throw different(saved.name)
    order.onTable?.({ name: saved.name, rows })
  }
  const tenants = manifest.tenants.map(({ id }) => id)
  for (const saved of manifest.tables) await compare(client, byName.get(saved.name)!, tenants, saved)
}

const different = (table: string) =>
  new Error(`the rows of ${table} are not those of the backup; nothing was changed`)

/** Reads a table as the backup did and compares every byte, by its hash. */
async function compare(
  client: pg.Client,
  table: Table,
  tenants: readonly number[],
  saved: SavedTable,
): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of copyWholeTable(client, table, tenants, () => {})) hash.update(chunk)
  if (hash.digest('hex') !== saved.sha256) throw different(saved.name)
}
