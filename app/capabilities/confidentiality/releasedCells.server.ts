import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Cell } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import { type Reader, rowsOf } from '#app/platform/database.server.ts'
import { decodeCell } from './cellCode.ts'
import { releasedCells, releases } from './confidentiality.table.ts'
import { markDisclosed } from './mark.ts'

export type ReleasedCellRow = {
  readonly seriesId: number
  readonly placeId: number
  readonly periodId: number
  readonly breakdown: string
  readonly cell: Disclosed<Cell>
}

/** Which released cells are asked for. `totalsOnly`: not those of categories. */
export type WantedCells = {
  readonly seriesIds: readonly number[]
  readonly placeIds?: readonly number[]
  readonly periodIds?: readonly number[]
  readonly totalsOnly?: boolean
}

const asksNothing = ({ seriesIds, placeIds, periodIds }: WantedCells) =>
  seriesIds.length === 0 || placeIds?.length === 0 || periodIds?.length === 0

function wantedCells(reader: Reader, { seriesIds, placeIds, periodIds, totalsOnly }: WantedCells) {
  return and(
    eq(releasedCells.tenantId, reader.tenant),
    eq(releases.state, 'current'),
    inArray(releasedCells.seriesId, [...seriesIds]),
    placeIds && inArray(releasedCells.placeId, [...placeIds]),
    periodIds && inArray(releasedCells.periodId, [...periodIds]),
    totalsOnly ? eq(releasedCells.breakdown, '') : undefined,
  )
}

const ofRelease = and(eq(releases.tenantId, releasedCells.tenantId), eq(releases.id, releasedCells.releaseId))

/** How many cells `listReleasedCells` would give. */
export async function countReleasedCells(reader: Reader, wanted: WantedCells): Promise<number> {
  if (asksNothing(wanted)) return 0
  const [row] = await reader.db
    .select({ cells: sql<number>`count(*)::integer` })
    .from(releasedCells)
    .innerJoin(releases, ofRelease)
    .where(wantedCells(reader, wanted))
  return row!.cells
}

/** What current releases show of these series: the only way in which figures reach a surface that anybody may see. */
export async function listReleasedCells(reader: Reader, wanted: WantedCells): Promise<ReleasedCellRow[]> {
  if (asksNothing(wanted)) return []
  const rows = await reader.db
    .select({
      seriesId: releasedCells.seriesId,
      placeId: releasedCells.placeId,
      periodId: releasedCells.periodId,
      breakdown: releasedCells.breakdown,
      value: releasedCells.value,
      state: releasedCells.state,
      flags: releasedCells.flags,
    })
    .from(releasedCells)
    .innerJoin(releases, ofRelease)
    .where(wantedCells(reader, wanted))
    .orderBy(asc(releasedCells.seriesId), asc(releasedCells.periodId), asc(releasedCells.placeId))
  return rows.map(({ value, state, flags, ...position }) => ({
    ...position,
    cell: markDisclosed(decodeCell({ value, state, flags })),
  }))
}

/** Which of these series have anything to show in at least one of these places. Ids; no cell leaves here. */
export async function listSeriesWithCells(
  reader: Reader,
  seriesIds: readonly number[],
  placeIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (seriesIds.length === 0 || placeIds.length === 0) return new Set()
  const places = sql.join(
    placeIds.map((id) => sql`${id}`),
    sql`, `,
  )
  const cells = reader.db
    .select({ one: sql`1` })
    .from(releasedCells)
    .innerJoin(releases, ofRelease)
    .where(
      and(
        eq(releasedCells.tenantId, reader.tenant),
        eq(releases.state, 'current'),
        sql`${releasedCells.seriesId} = wanted.id`,
        sql`${releasedCells.placeId} in (${places})`,
      ),
    )
  const ids = sql.join(
    seriesIds.map((id) => sql`(${id}::integer)`),
    sql`, `,
  )
  const rows = await rowsOf<{ id: number }>(
    reader,
    sql`select wanted.id from (values ${ids}) as wanted (id) where exists (${cells})`,
  )
  return new Set(rows.map((row) => row.id))
}
