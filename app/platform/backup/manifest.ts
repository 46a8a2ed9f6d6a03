import { z } from 'zod'

/** Grows when an older software could not read a newer file. */
export const backupFormat = 1

/** Tables whose rows mean nothing after a restore: sign-ins, attempts and links under way, files and mails that are only on their
 * way out. */
export const notSaved: readonly string[] = [
  'sessions',
  'sign_on_attempts',
  'attempt_counters',
  'password_resets',
  'carried_forms',
  'submissions',
  'mails',
  'setup_codes',
  'exports',
  'export_chunks',
]

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)

export const migrationShape = z.object({ name: z.string().regex(/^\d{4}_[a-z0-9_]+\.sql$/), hash: hex })

export const tableShape = z.object({
  name,
  columns: z.array(name).min(1),
  rows: z.number().int().min(0),
  path: z.string(),
  bytes: z.number().int().min(0),
  sha256: hex,
})

/** An identity column and the next number it gives out. */
export const sequenceShape = z.object({ table: name, column: name, next: z.number().int().min(1) })

const chainShape = z.object({ tenant: z.string(), position: z.number().int(), hash: z.string() })

export const manifestShape = z.object({
  format: z.literal(backupFormat),
  software: z.string(),
  createdAt: z.iso.datetime(),
  /** Keyed hash of nothing: two installations with the same secret have the same; the secret can't be found from it. */
  secretFingerprint: z.string(),
  migrations: z.array(migrationShape).min(1),
  tenants: z.array(z.object({ id: z.number().int(), slug: z.string(), name: z.string() })),
  /** The last link of each municipality's audit trail at the moment of the backup. */
  chains: z.array(chainShape),
  tables: z.array(tableShape),
  sequences: z.array(sequenceShape),
})

export type Manifest = z.infer<typeof manifestShape>
export type SavedTable = z.infer<typeof tableShape>
export type MigrationMark = z.infer<typeof migrationShape>
export type SequenceMark = z.infer<typeof sequenceShape>
