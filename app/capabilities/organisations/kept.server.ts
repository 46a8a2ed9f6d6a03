import { asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import type { OrganisationFields } from './organisationForm.ts'
import { organisations } from './organisations.table.ts'

/** An organisation as it is kept, with both names. */
export type KeptOrganisation = OrganisationFields & { readonly id: number; readonly key: string }

/** All organisations of the tenant in German order of their German names. */
export async function listKept(reader: Reader): Promise<KeptOrganisation[]> {
  const { id, key, name, nameEn, kind } = organisations
  return reader.db
    .select({ id, key, name, nameEn, kind })
    .from(organisations)
    .where(eq(organisations.tenantId, reader.tenant))
    .orderBy(asc(sql`${name} collate german`), asc(id))
}

export async function findKept(reader: Reader, key: string): Promise<KeptOrganisation | undefined> {
  return (await listKept(reader)).find((one) => one.key === key)
}
