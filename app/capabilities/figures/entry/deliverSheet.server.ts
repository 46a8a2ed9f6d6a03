import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { getCatalogue } from '../catalogue.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { breakdownParts } from '../figure.ts'
import { deliverGenerated } from '../generated/deliverGenerated.server.ts'
import { discardDelivery } from '../life/life.server.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { type CellError, findErrors } from './entered.ts'
import { entrySheets } from './entry.table.ts'
import { countFilled, fitCells, type SheetColumn } from './sheet.ts'
import { type SheetNames, writeSheetFile } from './sheetFile.ts'
import { demandSheet, type Sheet } from './sheets.server.ts'

/** "untersuchte Kinder 2018/19, ambulant" */
function headingOf({ series, period, breakdown }: SheetColumn, catalogue: Catalogue): string {
  const name = catalogue.seriesByKey(series)?.name ?? series
  const values = Object.entries(breakdownParts(breakdown)).map(([dimension, key]) => {
    const known = catalogue.content.dimensions.find((one) => one.key === dimension)
    return known?.values.find((value) => value.key === key)?.name ?? key
  })
  return [`${name} ${period}`, ...values].join(', ')
}

/** A place is written by its name if a reader finds it again by that, else by its key. */
function nameForFile(key: string, catalogue: Catalogue): string {
  const place = catalogue.places.byKey(key)
  if (!place) return key
  const found = catalogue.places.find(place.name)
  return found?.place.key === key && found.confidence !== 'similar' ? place.name : key
}

async function readSheetNames(reader: Reader, sheet: Sheet): Promise<SheetNames> {
  const catalogue = await getCatalogue(reader, sheet.source.key)
  return {
    places: new Map(sheet.shape.places.map((key) => [key, nameForFile(key, catalogue)])),
    headings: sheet.shape.columns.map((column) => headingOf(column, catalogue)),
  }
}

export type DeliverOutcome =
  | { readonly ok: true; readonly deliveryId: number }
  | { readonly ok: false; readonly why: 'cells'; readonly errors: readonly CellError[] }
  | { readonly ok: false; readonly why: 'empty' | 'refused' }

/**
 * Makes a delivery of a saved sheet: its file is written, read, checked and shown like one that was uploaded. A draft that the
 * sheet became before is discarded; of figures that were released before it is the correction.
 */
export async function deliverSheet(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<DeliverOutcome> {
  const sheet = await demandSheet(writer, actor, id)
  const { shape, source, receivedOn, note } = sheet
  const cells = fitCells(shape, sheet.cells)
  const catalogue = await getCatalogue(writer, source.key)
  const columns = shape.columns.map(
    ({ series }) => catalogue.seriesByKey(series) ?? ({ kind: 'count', unit: 'count' } as const),
  )
  const errors = findErrors(cells, columns)
  if (errors.length > 0) return { ok: false, why: 'cells', errors }
  if (countFilled(cells) === 0) return { ok: false, why: 'empty' }
  const former = sheet.deliveryId === null ? undefined : await findDelivery(writer, sheet.deliveryId, 'de')
  if (former?.state === 'draft') {
    // The second press of the button, or nothing was changed since.
    if (sheet.deliveredVersion === sheet.version) return { ok: true, deliveryId: former.id }
    await discardDelivery(writer, actor, former.id, now)
  }
  const file = writeSheetFile(shape, cells, await readSheetNames(writer, sheet))
  const fileName = `eingabe-${source.key}-${id}.csv`
  const isCorrection = former?.state === 'released' || former?.state === 'withdrawn'
  const replaces = isCorrection ? former.id : undefined
  const given = { source: source.key, fileName, file, receivedOn, note, replaces }
  const delivered = await deliverGenerated(writer, actor, given, now)
  if (!delivered.ok) return { ok: false, why: 'refused' }
  await writer.db
    .update(entrySheets)
    .set({ deliveryId: delivered.id, deliveredVersion: sheet.version })
    .where(and(eq(entrySheets.tenantId, writer.tenant), eq(entrySheets.id, id)))
  await recordAudit(writer, actor, {
    action: 'entry.deliver',
    thing: `entry-sheet ${id}`,
    details: { delivery: delivered.id, filled: countFilled(cells) },
    at: now,
  })
  return { ok: true, deliveryId: delivered.id }
}
