import { sql } from 'drizzle-orm'
import type { Period } from '#app/plain/period.ts'
import { type Reader, rowsOf } from '#app/platform/database.server.ts'
import { listPeriods } from '../catalogue.server.ts'
import type { Series } from '../figure.ts'
import type { Arrival } from './dueState.ts'

/** Which deliveries hold figures of a source's series for a period, by the period's kind and key. */
export type Arrivals = (series: readonly Series[], period: Period) => readonly Arrival[]

type Released = { series_id: number; period_id: number; delivery_id: number }
type Waiting = {
  id: number
  state: 'delivered' | 'checked'
  periods: readonly Period[] | null
  series: Readonly<Record<string, number>> | null
}

const nameOf = ({ kind, key }: Pick<Period, 'kind' | 'key'>) => `${kind} ${key}`

/**
 * What has come for these pairs of series and period. Of released deliveries the stored figures decide, one look per pair along
 * the index; of those on their way what was read in the file.
 */
export async function readArrivals(
  reader: Reader,
  wanted: readonly { readonly series: readonly Series[]; readonly period: Period }[],
): Promise<Arrivals> {
  const ids = new Map((await listPeriods(reader)).map((period) => [nameOf(period), period.id]))
  const pairs = wanted.flatMap(({ series, period }) => {
    const periodId = ids.get(nameOf(period))
    return periodId === undefined ? [] : series.map(({ id }) => ({ seriesId: id, periodId }))
  })
  const released = pairs.length === 0 ? [] : await readReleased(reader, pairs)
  const bySeries = new Map(released.map((row) => [`${row.series_id} ${row.period_id}`, row.delivery_id]))
  const waiting = await rowsOf<Waiting>(
    reader,
    sql`select id, state, analysis->'periods' as periods, analysis->'seriesCounts' as series
        from deliveries where tenant_id = ${reader.tenant} and state in ('delivered', 'checked')
        order by id desc`,
  )
  return (series, period) => {
    const periodId = ids.get(nameOf(period))
    const held = Map.groupBy(
      series.flatMap(({ id, key }) => {
        const deliveryId = bySeries.get(`${id} ${periodId}`)
        return deliveryId === undefined ? [] : [{ key, deliveryId }]
      }),
      ({ deliveryId }) => deliveryId,
    )
    const keys = series.map(({ key }) => key)
    return [
      ...[...held].map(
        ([deliveryId, list]): Arrival => ({
          deliveryId,
          state: 'released',
          series: list.map(({ key }) => key),
        }),
      ),
      ...waiting
        .filter(({ periods }) => periods?.some((one) => nameOf(one) === nameOf(period)))
        .map((row): Arrival => {
          const brought = row.series ?? {}
          return { deliveryId: row.id, state: row.state, series: keys.filter((key) => key in brought) }
        })
        .filter(({ series: brought }) => brought.length > 0),
    ]
  }
}

async function readReleased(
  reader: Reader,
  pairs: readonly { readonly seriesId: number; readonly periodId: number }[],
): Promise<Released[]> {
  return rowsOf<Released>(
    reader,
    sql`select w.series_id, w.period_id, held.delivery_id
        from unnest(${sql.param(pairs.map(({ seriesId }) => seriesId))}::int[],
          ${sql.param(pairs.map(({ periodId }) => periodId))}::int[]) as w (series_id, period_id)
        cross join lateral (
          select f.delivery_id from facts f
          join deliveries d on d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'released'
          where f.tenant_id = ${reader.tenant} and f.series_id = w.series_id and f.period_id = w.period_id
          limit 1) held`,
  )
}
