import { inArray, sql } from 'drizzle-orm'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Language } from '#app/plain/format.ts'
import { type Reader, rowsOf } from '#app/platform/database.server.ts'
import { deliveries, facts } from './figures.table.ts'

/**
 * A stored figure that holds now: of all accepted deliveries that were not withdrawn, the one accepted last says what a
 * cell is. `value` as stored (text, cents for EUR).
 */
export type HeldFact = {
  readonly seriesId: number
  readonly periodId: number
  readonly placeId: number
  readonly breakdown: string
  readonly value: string | null
  readonly state: number
  readonly flags: number
}

type Row = {
  series_id: number
  period_id: number
  place_id: number
  breakdown: string
  value: string | null
  state: number
  flags: number
}

/** Cells of some places and breakdowns only. */
export type HeldPart = { readonly placeIds: readonly number[]; readonly breakdowns: readonly string[] }

/** As objects; for a million of them there is `readHeldCells`. */
export async function listHeldFacts(
  reader: Reader,
  seriesIds: readonly number[],
  part?: HeldPart,
): Promise<HeldFact[]> {
  if (part?.placeIds.length === 0 || part?.breakdowns.length === 0) return []
  if (seriesIds.length === 0) return []
  const rows = await rowsOf<Row>(
    reader,
    sql`select distinct on (f.series_id, f.period_id, f.place_id, f.breakdown)
          f.series_id, f.period_id, f.place_id, f.breakdown, f.value, f.state, f.flags
        from ${facts} f
        join ${deliveries} d on d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'released'
        where f.tenant_id = ${reader.tenant} and ${inArray(sql`f.series_id`, [...seriesIds])}
          ${part ? sql`and ${inArray(sql`f.place_id`, [...part.placeIds])} and ${inArray(sql`f.breakdown`, [...part.breakdowns])}` : sql``}
        order by f.series_id, f.period_id, f.place_id, f.breakdown, d.released_at desc, d.id desc`,
  )
  return rows.map((row) => ({
    seriesId: row.series_id,
    periodId: row.period_id,
    placeId: row.place_id,
    breakdown: row.breakdown,
    value: row.value,
    state: row.state,
    flags: row.flags,
  }))
}

/** Which cell is asked for. */
export type FigureAddress = {
  readonly seriesId: number
  readonly periodId: number
  readonly placeId: number
  readonly breakdown: string
}

/** Where a figure stands in which office's file; row and column from 1. It carries no value. */
export type FigureOrigin = FigureAddress & {
  readonly deliveryId: number
  readonly fileName: string
  readonly sheet: string | undefined
  readonly row: number
  readonly column: number
  /** ISO date. */
  readonly receivedOn: string
  /** As people write it: 2018, 2017/18. */
  readonly periodKey: string
  readonly releasedBy: string
  readonly releasedAt: Date
  readonly sourceKey: string
  readonly sourceName: string
  /** Key of the organisation that delivered. */
  readonly organisation: string
}

type OriginRow = {
  series_id: number
  period_id: number
  place_id: number
  breakdown: string
  delivery_id: number
  file_name: string
  sheet: string | null
  source_row: number
  source_column: number
  received_on: string
  period_key: string
  released_by: string
  released_at: string
  source_key: string
  source_name: string
  organisation_id: number
}

/** The deliveries behind cells, for those that were delivered. Order is not kept. */
export async function listFigureOrigins(
  reader: Reader,
  addresses: readonly FigureAddress[],
  language: Language,
): Promise<FigureOrigin[]> {
  if (addresses.length === 0) return []
  const wanted = sql.join(
    addresses.map(
      (one) => sql`(${one.seriesId}::int, ${one.periodId}::int, ${one.placeId}::int, ${one.breakdown}::text)`,
    ),
    sql`, `,
  )
  const name = language === 'en' ? sql`s.name_en` : sql`s.name`
  const rows = await rowsOf<OriginRow>(
    reader,
    sql`select distinct on (f.series_id, f.period_id, f.place_id, f.breakdown)
          f.series_id, f.period_id, f.place_id, f.breakdown, f.delivery_id, f.source_row, f.source_column,
          files.name as file_name, d.layout->'tables'->f.source_table->>'sheet' as sheet, d.received_on::text, p.key as period_key, d.released_by,
          d.released_at::text, s.key as source_key, ${name} as source_name, s.organisation_id
        from (values ${wanted}) as wanted (series_id, period_id, place_id, breakdown)
        join facts f using (series_id, period_id, place_id, breakdown)
        join deliveries d on d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'released'
        join files on files.tenant_id = d.tenant_id and files.id = d.file_id
        join sources s on s.tenant_id = d.tenant_id and s.id = d.source_id
        join periods p on p.tenant_id = f.tenant_id and p.id = f.period_id
        where f.tenant_id = ${reader.tenant}
        order by f.series_id, f.period_id, f.place_id, f.breakdown, d.released_at desc, d.id desc`,
  )
  const organisations = new Map((await listOrganisations(reader, 'de')).map(({ id, key }) => [id, key]))
  return rows.map((row) => ({
    seriesId: row.series_id,
    periodId: row.period_id,
    placeId: row.place_id,
    breakdown: row.breakdown,
    deliveryId: row.delivery_id,
    fileName: row.file_name,
    sheet: row.sheet ?? undefined,
    row: row.source_row,
    column: row.source_column,
    receivedOn: row.received_on,
    periodKey: row.period_key,
    releasedBy: row.released_by,
    releasedAt: new Date(row.released_at),
    sourceKey: row.source_key,
    sourceName: row.source_name,
    organisation: organisations.get(row.organisation_id)!,
  }))
}
