import { createServer } from 'node:http'
import pg from 'pg'

/*
 * The peer of `page.ts`: the same figures by one hand-written query, served bare by node:http. No sign-in, no languages, no
 * drawings, no protection of its own; it says what the database and the machine can do at best.
 */

const { PEER_DATABASE_URL, PEER_TENANT } = process.env
if (!PEER_DATABASE_URL || !PEER_TENANT) throw new Error('started by page.ts')

const pool = new pg.Pool({
  connectionString: PEER_DATABASE_URL,
  max: 10,
  options: `-c lueckenlos.tenant=${Number(PEER_TENANT)}`,
})

const figures = `
  select place.key as place, place.name, extract(year from period.start_date)::integer as year,
    part.value / nullif(whole.value, 0) * 100 as rate
  from released_cells whole
  join releases release on release.tenant_id = whole.tenant_id and release.id = whole.release_id and release.state = 'current'
  join series base on base.tenant_id = whole.tenant_id and base.id = whole.series_id and base.key = 'families_newborn'
  join series counted on counted.tenant_id = whole.tenant_id and counted.key = 'families_visited'
  join released_cells part on part.tenant_id = whole.tenant_id and part.release_id = whole.release_id
    and part.series_id = counted.id and part.period_id = whole.period_id and part.place_id = whole.place_id
    and part.breakdown = whole.breakdown
  join periods period on period.tenant_id = whole.tenant_id and period.id = whole.period_id
  join places place on place.tenant_id = whole.tenant_id and place.id = whole.place_id
  where whole.tenant_id = $1 and whole.breakdown = '' and place.kind in ('town', 'area')
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
  return `<!doctype html><title>Besuchsquote</title><table>${lines.join('')}</table>`
}

const server = createServer(async (_request, response) => {
  const { rows } = await pool.query<Row>(figures, [Number(PEER_TENANT)])
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(page(rows))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') process.send?.({ kind: 'listening', port: address.port })
})
process.on('disconnect', () => process.exit(0))
