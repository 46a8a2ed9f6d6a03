import type { Table } from '#app/platform/backup/tables.server.ts'

/** Grows when an older software could not take in a newer export. */
export const packageFormat = 1

/** Tables of tenants that are no data of the municipality, with the reason as LIESMICH.txt gives it. */
export const leftOut: Readonly<Record<string, string>> = {
  sign_on_attempts: 'begonnene zentrale Anmeldungen; gelten nur zehn Minuten',
  job_runs: 'Aufträge der Software an sich selbst; ihre Ergebnisse sind enthalten',
  mails: 'Ausgang der E-Mails; Adressen und Texte werden nach dem Versand gelöscht',
  file_chunks: 'Inhalt der Dateien in Stücken; die Dateien selbst liegen unter dateien/',
  api_answers: 'Antworten an Programme, die über die Schnittstelle liefern; gelten wenige Tage',
  exports: 'frühere Ausgaben wie diese',
  export_chunks: 'Inhalt früherer Ausgaben',
}

/**
 * Columns that leave the installation with nobody: secrets, and what only makes sense here. Where the table can't do
 * without, `fill` says what stands there after an import (SQL): something that opens nothing.
 */
export const withheld: Readonly<Record<string, Readonly<Record<string, { readonly fill?: string }>>>> = {
  accounts: {
    password_hash: {},
    password_changed_at: {},
    second_factor_secret: {},
    second_factor_since: {},
    second_factor_step: {},
    last_sign_in_month: {},
  },
  invitations: { token_hash: { fill: `'aufgenommen ' || id` } },
  delivery_links: { token_hash: { fill: `'aufgenommen ' || id` } },
  api_keys: { token_hash: { fill: `'aufgenommen ' || id` } },
  sign_on_providers: { client_secret: { fill: `''` } },
}

/** The one column whose nested values go into a file of their own kind. */
export const boundaries = { table: 'places', column: 'boundary', path: 'grenzen.geojson' } as const

const isNested = (type: string) => type === 'jsonb' || type === 'json'

/** How a table is divided: columns in its CSV, nested ones in a JSON file beside it, and those that stay here. */
export type Division = {
  readonly table: Table
  readonly flat: readonly string[]
  readonly nested: readonly string[]
  readonly withheld: readonly string[]
}

/** Which part of the installation a tenant's export takes of a table; undefined: none. `tenant` is its number. */
export function filterOf(table: Table, tables: readonly Table[], tenant: number): string | undefined {
  if (table.name in leftOut) return undefined
  if (table.name === 'tenants') return `id = ${tenant}`
  if (table.name === 'accounts') {
    const naming = tables.flatMap((other) =>
      other.tenancy === 'own' && !(other.name in leftOut)
        ? other.references
            .filter((reference) => reference.table === 'accounts')
            .map(
              (reference) => `select ${reference.columns[0]} from ${other.name} where tenant_id = ${tenant}`,
            )
        : [],
    )
    return `id in (${naming.join(' union ')})`
  }
  return table.tenancy === 'own' ? `tenant_id = ${tenant}` : undefined
}

export function divide(table: Table): Division {
  const kept = table.columns.filter(({ name }) => !(name in (withheld[table.name] ?? {})))
  return {
    table,
    flat: kept.filter(({ type }) => !isNested(type)).map(({ name }) => name),
    nested: kept.filter(({ type }) => isNested(type)).map(({ name }) => name),
    withheld: table.columns.map(({ name }) => name).filter((name) => name in (withheld[table.name] ?? {})),
  }
}

export const csvPath = (table: string) => `daten/${table}.csv`
export const jsonPath = (table: string) =>
  table === boundaries.table ? boundaries.path : `daten/${table}.json`

/** Where a delivered file or a document lies in the archive: its number keeps names apart. */
export function filePath(id: number, name: string): string {
  const clean = [...name.normalize('NFC')]
    .map((sign) => (sign < ' ' || '\\/:*?"<>|'.includes(sign) ? '_' : sign))
    .join('')
    .replace(/^\.+|[. ]+$/g, '')
  return `dateien/${id}-${clean || 'datei'}`
}
