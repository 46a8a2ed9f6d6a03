import { sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import { decodeCell } from '#app/capabilities/confidentiality/cellCode.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Language } from '#app/plain/format.ts'
import { type Reader, rowsOf } from '#app/platform/database.server.ts'
import { FileRefused } from '#app/platform/tables/refusal.ts'
import { cellText } from '#app/platform/tables/sourcecell.ts'
import { openStoredTable } from '../analysis.server.ts'
import { listFindings, type StoredFinding } from '../findings/findings.server.ts'
import type { FigureAddress } from '../held.server.ts'
import type { DeliveryState } from '../life/life.ts'
import { listSteps, type TakenStep } from '../life/steps.server.ts'
import { Turns } from '../turns.ts'

/** Bytes: of longer files the original text is read when somebody asks for it. */
const readUnasked = 5 * 1024 * 1024

/** What one delivery said about a cell. Value and original text only for who works on the delivery. */
export type Saying = {
  readonly deliveryId: number
  readonly state: DeliveryState
  /** Of all deliveries this is the one that holds. */
  readonly holds: boolean
  readonly fileName: string
  readonly sheet: string | undefined
  readonly row: number
  readonly column: number
  /** ISO date. */
  readonly receivedOn: string
  readonly sourceName: string
  readonly steps: readonly TakenStep[]
  readonly exact:
    | {
        readonly cell: Cell
        /** As it stands in the file; undefined where it isn't read or not found. */
        readonly original: string | undefined
        /** A long file is read only when somebody asks. */
        readonly isRead: boolean
        readonly findings: readonly StoredFinding[]
      }
    | undefined
}

type Row = {
  delivery_id: number
  state: DeliveryState
  value: string | null
  cell_state: number
  flags: number
  source_row: number
  source_column: number
  sheet: string | null
  file_id: number
  file_name: string
  size: string
  received_on: string
  source_name: string
  organisation_id: number
}

function listRows(reader: Reader, address: FigureAddress, language: Language): Promise<Row[]> {
  const name = language === 'en' ? sql`s.name_en` : sql`s.name`
  return rowsOf<Row>(
    reader,
    sql`select d.id as delivery_id, d.state, f.value, f.state as cell_state, f.flags, f.source_row, f.source_column,
          d.layout->'tables'->f.source_table->>'sheet' as sheet, files.id as file_id, files.name as file_name, files.size,
          d.received_on::text, ${name} as source_name, s.organisation_id
        from facts f
        join deliveries d on d.tenant_id = f.tenant_id and d.id = f.delivery_id
        join files on files.tenant_id = d.tenant_id and files.id = d.file_id
        join sources s on s.tenant_id = d.tenant_id and s.id = d.source_id
        where f.tenant_id = ${reader.tenant} and f.series_id = ${address.seriesId} and f.period_id = ${address.periodId}
          and f.place_id = ${address.placeId} and f.breakdown = ${address.breakdown}
        order by d.released_at, d.id`,
  )
}

/**
 * The text of one cell of a stored file, read up to its row: a delivery keeps the file, not a second copy of its cells. Undefined
 * where the file can't be opened any more or has no such row.
 */
async function readOriginal(
  reader: Reader,
  fileId: number,
  spot: { readonly sheet: string | undefined; readonly row: number; readonly column: number },
): Promise<string | undefined> {
  try {
    const table = await openStoredTable(reader, fileId, new Turns())
    for await (const batch of table.rows(spot.sheet)) {
      const row = batch.find((one) => one.row === spot.row)
      if (row) return cellText(row.cells[spot.column - 1])
      if (batch.some((one) => one.row > spot.row)) return undefined
    }
    return undefined
  } catch (error) {
    if (error instanceof FileRefused) return undefined
    throw error
  }
}

/** Cells that a finding can be about: its series, period and breakdown, at its place, one of its places or all of them. */
export type FindingAddress = {
  readonly series: string
  readonly period: string
  readonly place: string
  readonly breakdown: string
}

function isAbout({ parameters }: Pick<StoredFinding, 'parameters'>, cell: FindingAddress): boolean {
  if (parameters.series !== cell.series || (parameters.breakdown ?? '') !== cell.breakdown) return false
  if (parameters.period !== cell.period && parameters.previousPeriod !== cell.period) return false
  const places = parameters.places === undefined ? [] : String(parameters.places).split(',')
  if (parameters.place === undefined && places.length === 0) return true
  return parameters.place === cell.place || places.includes(cell.place)
}

/**
 * Everything that was ever delivered about one cell and taken over, in the order of the releases. `original`: the number of a
 * delivery whose file is to be read although it is long.
 */
export async function listSayings(
  reader: Reader,
  address: FigureAddress,
  cell: FindingAddress,
  actor: Actor | undefined,
  language: Language,
  original: number | undefined,
): Promise<Saying[]> {
  const rows = await listRows(reader, address, language)
  const organisations = new Map((await listOrganisations(reader, 'de')).map(({ id, key }) => [id, key]))
  const holding = rows.findLast(({ state }) => state === 'released')?.delivery_id
  const sayings: Saying[] = []
  for (const row of rows) {
    const organisation = organisations.get(row.organisation_id)
    if (!may(actor, 'figures.read', { organisation })) continue
    const spot = { sheet: row.sheet ?? undefined, row: row.source_row, column: row.source_column }
    const isRead = Number(row.size) <= readUnasked || row.delivery_id === original
    sayings.push({
      ...spot,
      deliveryId: row.delivery_id,
      state: row.state,
      holds: row.delivery_id === holding,
      fileName: row.file_name,
      receivedOn: row.received_on,
      sourceName: row.source_name,
      steps: await listSteps(reader, row.delivery_id),
      exact: may(actor, 'figures.preview', { organisation })
        ? {
            cell: decodeCell({ value: row.value, state: row.cell_state, flags: row.flags }),
            isRead,
            original: isRead ? await readOriginal(reader, row.file_id, spot) : undefined,
            findings: (await listFindings(reader, row.delivery_id)).filter((one) => isAbout(one, cell)),
          }
        : undefined,
    })
  }
  return sayings
}
