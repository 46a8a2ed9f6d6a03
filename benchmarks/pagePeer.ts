import { createServer } from 'node:http'
import pg from 'pg'

/*
 * The peer of `page.ts` and `largeTown.ts`: the same figures by one hand-written query, served bare by node:http. No sign-in, no languages, no
 * drawings, no protection of its own; it says what the database and the machine can do at best.
 */

const { PEER_DATABASE_URL, PEER_TENANT, PEER_PART, PEER_WHOLE } = process.env
if (!PEER_DATABASE_URL || !PEER_TENANT || !PEER_PART || !PEER_WHOLE) throw new Error('started by a benchmark')

const pool = new pg.Pool({
  connectionString: PEER_DATABASE_URL,
  max: 10,
  options: `-c lueckenlos.tenant=${Number(PEER_TENANT)}`,
})

const figures = `
  select place.key as place, place.name, extract(year from period.start_date)::integer as year,
    max(cell.value) filter (where series.key = $2)
      / nullif(max(cell.value) filter (where series.key = $3), 0) * 100 as rate
  from series
  join released_cells cell on cell.tenant_id = series.tenant_id and cell.series_id = series.id and cell.breakdown = ''
  join releases release
    on release.tenant_id = cell.tenant_id and release.id = cell.release_id and release.state = 'current'
  join periods period on period.tenant_id = cell.tenant_id and period.id = cell.period_id
  join places place on place.tenant_id = cell.tenant_id and place.id = cell.place_id
  where series.tenant_id = $1 and series.key in ($2, $3)
    and place.kind in ('town', 'area')
  group by place.key, place.name, place.position, period.start_date
  order by place.position, year`

type Row = {
  readonly place: string
  readonly name: string
  readonly year: number
  readonly rate: string | null
}

function page(rows: readonly Row[]): string {
  const byPlace = Map.groupBy(rows, (row) => row.place)
  const lines = [...byPlace.values()].map((cells) => {
    const values = cells.map(
      (row) => `<td>${row.rate === null ? 'geheim' : Number(row.rate).toFixed(1)}</td>`,
    )
    return `<tr><th>${cells[0]?.name}</th>${values.join('')}</tr>`
  })
  return `<!doctype html><title>Quote</title><table>${lines.join('')}</table>`
}

const server = createServer(async (_request, response) => {
  const { rows } = await pool.query<Row>({
    name: 'figures',
    text: figures,
    values: [Number(PEER_TENANT), PEER_PART, PEER_WHOLE],
  })
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(page(rows))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') process.send?.({ kind: 'listening', port: address.port })
})
process.on('disconnect', () => process.exit(0))
