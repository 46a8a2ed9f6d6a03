import { asc, eq } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import type { PlaceChange, Succession } from '../place.ts'
import { placeChanges, placeSuccessions } from '../places.table.ts'

/** Every split, merger, new name and new parent, oldest first. */
export async function listPlaceChanges(reader: Reader): Promise<PlaceChange[]> {
  const rows = await reader.db
    .select({
      id: placeChanges.id,
      kind: placeChanges.kind,
      happenedOn: placeChanges.happenedOn,
      placeId: placeChanges.placeId,
      formerName: placeChanges.formerName,
      base: placeChanges.base,
      note: placeChanges.note,
      decidedBy: placeChanges.decidedBy,
    })
    .from(placeChanges)
    .where(eq(placeChanges.tenantId, reader.tenant))
    .orderBy(asc(placeChanges.happenedOn), asc(placeChanges.id))
  return rows.map((row) => ({
    ...row,
    placeId: row.placeId ?? undefined,
    formerName: row.formerName ?? undefined,
  }))
}

/** Which share of which former place lies in which successor. */
export async function listSuccessions(reader: Reader): Promise<Succession[]> {
  return reader.db
    .select({
      formerId: placeSuccessions.formerId,
      successorId: placeSuccessions.successorId,
      changeId: placeSuccessions.changeId,
      part: placeSuccessions.part,
      whole: placeSuccessions.whole,
    })
    .from(placeSuccessions)
    .where(eq(placeSuccessions.tenantId, reader.tenant))
    .orderBy(asc(placeSuccessions.formerId), asc(placeSuccessions.successorId))
}
