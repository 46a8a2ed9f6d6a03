import { asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, describeChanges, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Organisation, OrganisationKind } from './organisation.ts'
import { organisations } from './organisations.table.ts'

/** All organisations of the tenant in German order of their names; without an English name the German one stands. */
export async function listOrganisations(reader: Reader, language: Language): Promise<Organisation[]> {
  const german = sql<string>`${organisations.name}`
  const name =
    language === 'en'
      ? sql<string>`coalesce(nullif(${organisations.nameEn}, ''), ${organisations.name})`
      : german
  return reader.db
    .select({ id: organisations.id, key: organisations.key, name, kind: organisations.kind })
    .from(organisations)
    .where(eq(organisations.tenantId, reader.tenant))
    .orderBy(asc(sql`${name} collate german`))
}

export type NewOrganisation = { key: string; name: string; nameEn: string; kind: OrganisationKind }

/** What is kept of organisations, by key: what the audit trail compares before and after. */
async function readStates(reader: Reader): Promise<ReadonlyMap<string, Omit<NewOrganisation, 'key'>>> {
  const { tenantId, key, name, nameEn, kind } = organisations
  const rows = await reader.db
    .select({ key, name, nameEn, kind })
    .from(organisations)
    .where(eq(tenantId, reader.tenant))
  return new Map(rows.map(({ key: own, ...fields }) => [own, fields]))
}

/** Creates organisations; one that exists under its key takes the new names. Answers their ids by key. */
export async function createOrganisations(
  writer: Writer,
  actor: Actor,
  list: readonly NewOrganisation[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  for (const { key } of list) demand(actor, 'organisations.edit', { organisation: key })
  if (list.length === 0) return new Map()
  const before = await readStates(writer)
  const rows = await writer.db
    .insert(organisations)
    .values(list.map((organisation) => ({ tenantId: writer.tenant, ...organisation })))
    .onConflictDoUpdate({
      target: [organisations.tenantId, organisations.key],
      set: { name: sql`excluded.name`, nameEn: sql`excluded.name_en`, kind: sql`excluded.kind` },
    })
    .returning({ id: organisations.id, key: organisations.key })
  await recordAudit(writer, actor, {
    action: 'organisations.create',
    thing: 'organisations',
    details: describeChanges(before, await readStates(writer)),
    at: now,
  })
  return new Map(rows.map((row) => [row.key, row.id]))
}
