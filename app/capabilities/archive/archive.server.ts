import { sql } from 'drizzle-orm'
import { listTenants, recordAccountEvent } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, rowsOf } from '#app/platform/database.server.ts'
import { unseal } from '#app/platform/secretBox.server.ts'

export { verifyTrails } from './audit.server.ts'
export {
  archiveJobs,
  cancelExport,
  exportHours,
  findExportChunk,
  findExportJob,
  listExports,
  openExport,
  removeExpiredExports,
  removeExport,
  startExport,
  writeExportFile,
} from './exports.server.ts'
export { importPackage, welcomeTenant } from './importing.server.ts'

/** Names of the persons and tenants with something that this installation's secret doesn't open. */
export async function listSealedInVain(
  database: Database,
): Promise<{ readonly secondFactors: readonly string[]; readonly providers: readonly string[] }> {
  const { tenants, persons } = await database.shared(async (shared) => ({
    tenants: await listTenants(shared, 'de'),
    persons: await rowsOf<{ name: string; sealed: string }>(
      shared,
      sql`select name, second_factor_secret as sealed from accounts where second_factor_secret is not null order by name`,
    ),
  }))
  const providers: string[] = []
  for (const tenant of tenants) {
    const rows = await database.read(tenant.id, (reader) =>
      rowsOf<{ sealed: string }>(
        reader,
        sql`select client_secret as sealed from sign_on_providers where tenant_id = ${tenant.id}`,
      ),
    )
    if (rows.some(({ sealed }) => unseal(sealed, 'single-sign-on') === undefined)) providers.push(tenant.name)
  }
  const secondFactors = persons
    .filter(({ sealed }) => unseal(sealed, 'second-factor') === undefined)
    .map(({ name }) => name)
  return { secondFactors, providers }
}

/** Leaves a trace that everything before came out of a file, and of which moment it is. */
export async function noteRestore(database: Database, savedAt: string, now: Date): Promise<void> {
  await database.shared((shared) =>
    recordAccountEvent(shared, {
      accountId: null,
      actor: 'Befehlszeile',
      action: 'installation.restore',
      details: { savedAt },
      at: now,
    }),
  )
}
