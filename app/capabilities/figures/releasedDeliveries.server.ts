import { and, eq, sql } from 'drizzle-orm'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { files } from '#app/platform/files.table.ts'
import { deliveries, sources } from './figures.table.ts'

/**
 * Which files the figures come from that hold now, by source and date; no values in it. `until` (ISO day): only those with figures
 * of periods that began by then.
 */
export function listReleasedDeliveries(
  reader: Reader,
  language: Language,
  until?: string,
): Promise<{ sourceName: string; fileName: string; receivedOn: string }[]> {
  const hasFigures = sql`exists (
    select from facts f
    join periods p on p.tenant_id = f.tenant_id and p.id = f.period_id and p.start_date <= ${until}::date
    where f.tenant_id = ${deliveries.tenantId} and f.delivery_id = ${deliveries.id})`
  return reader.db
    .select({
      sourceName: language === 'en' ? sources.nameEn : sources.name,
      fileName: files.name,
      receivedOn: deliveries.receivedOn,
    })
    .from(deliveries)
    .innerJoin(sources, and(eq(sources.tenantId, deliveries.tenantId), eq(sources.id, deliveries.sourceId)))
    .innerJoin(files, and(eq(files.tenantId, deliveries.tenantId), eq(files.id, deliveries.fileId)))
    .where(
      and(
        eq(deliveries.tenantId, reader.tenant),
        eq(deliveries.state, 'released'),
        until === undefined ? undefined : hasFigures,
      ),
    )
    .orderBy(sql`${sources.name} collate german`, deliveries.receivedOn, deliveries.id)
}
