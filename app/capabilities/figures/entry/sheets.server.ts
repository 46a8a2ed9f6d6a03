import { and, desc, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, may, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { listSources, type Source } from '../catalogue.server.ts'
import { entrySheets } from './entry.table.ts'
import { type MergeConflict, mergeCells } from './merge.ts'
import { countFilled, emptyCells, fitCells, type SheetShape } from './sheet.ts'
import type { SheetInput } from './sheetForm.ts'

export type Sheet = Omit<typeof entrySheets.$inferSelect, 'tenantId' | 'sourceId'> & {
  readonly source: Source
}

/** Sheets that the page lists: the latest ones. */
const mostListed = 50

async function toSheets(
  reader: Reader,
  rows: readonly (typeof entrySheets.$inferSelect)[],
): Promise<Sheet[]> {
  const sources = new Map((await listSources(reader)).map((source) => [source.id, source]))
  return rows.map(({ tenantId: _, sourceId, ...sheet }) => ({ ...sheet, source: sources.get(sourceId)! }))
}

/** Sheets of the sources for which this person may deliver, the one changed last first. */
export async function listSheets(reader: Reader, actor: Actor | undefined): Promise<Sheet[]> {
  const rows = await reader.db
    .select()
    .from(entrySheets)
    .where(eq(entrySheets.tenantId, reader.tenant))
    .orderBy(desc(entrySheets.changedAt), desc(entrySheets.id))
  const sheets = await toSheets(reader, rows)
  return sheets.filter(({ source }) => may(actor, 'figures.deliver', source)).slice(0, mostListed)
}

/** One sheet; undefined if there is none or it belongs to an office that this person doesn't deliver for. */
export async function findSheet(
  reader: Reader,
  actor: Actor | undefined,
  id: number,
): Promise<Sheet | undefined> {
  const rows = await reader.db
    .select()
    .from(entrySheets)
    .where(and(eq(entrySheets.tenantId, reader.tenant), eq(entrySheets.id, id)))
  const [sheet] = await toSheets(reader, rows)
  return sheet && may(actor, 'figures.deliver', sheet.source) ? sheet : undefined
}

/** The sheet that a delivery came from, for the way back. */
export async function findSheetOfDelivery(
  reader: Reader,
  actor: Actor | undefined,
  deliveryId: number,
): Promise<number | undefined> {
  const rows = await reader.db
    .select()
    .from(entrySheets)
    .where(and(eq(entrySheets.tenantId, reader.tenant), eq(entrySheets.deliveryId, deliveryId)))
  const [sheet] = await toSheets(reader, rows)
  return sheet && may(actor, 'figures.deliver', sheet.source) ? sheet.id : undefined
}

/**
 * The sheet, locked against other commands until this transaction ends. Throws `Forbidden` unless this person may deliver for
 * its source; a sheet that isn't there is in nobody's scope.
 */
export async function demandSheet(writer: Writer, actor: Actor, id: number): Promise<Sheet> {
  const rows = await writer.db
    .select()
    .from(entrySheets)
    .where(and(eq(entrySheets.tenantId, writer.tenant), eq(entrySheets.id, id)))
    .for('update')
  const [sheet] = await toSheets(writer, rows)
  demand(actor, 'figures.deliver', { organisation: sheet?.source.organisation })
  if (!sheet) throw new Error(`there is no entry sheet ${id}`)
  return sheet
}

export type NewSheet = {
  readonly source: string
  readonly shape: SheetShape
  /** ISO date. */
  readonly receivedOn: string
}

/** Begins an empty sheet. Answers its number; undefined if there is no such source. */
export async function createSheet(
  writer: Writer,
  actor: Actor,
  given: NewSheet,
  now: Date,
): Promise<number | undefined> {
  const source = (await listSources(writer)).find(({ key }) => key === given.source)
  if (!source) return undefined
  demand(actor, 'figures.deliver', source)
  const { shape, receivedOn } = given
  const [row] = await writer.db
    .insert(entrySheets)
    .values({
      tenantId: writer.tenant,
      sourceId: source.id,
      shape,
      cells: emptyCells(shape),
      version: 1,
      receivedOn,
      note: '',
      createdBy: actor.name,
      createdAt: now,
      changedBy: actor.name,
      changedAt: now,
    })
    .returning({ id: entrySheets.id })
  const id = row!.id
  await recordAudit(writer, actor, {
    action: 'entry.create',
    thing: `entry-sheet ${id}`,
    details: { source: source.key, cells: shape.places.length * shape.columns.length },
    at: now,
  })
  return id
}

export type SaveOutcome =
  /** `merged`: who saved in between; what they changed is in the sheet now, too. */
  | { readonly kind: 'saved'; readonly merged: string | undefined }
  /** Both changed the same cells in different ways: nothing was saved; `cells` hold both changes, the own ones where they meet. */
  | {
      readonly kind: 'conflict'
      readonly by: string
      readonly at: Date
      readonly version: number
      readonly cells: string[][]
      readonly base: string[][]
      readonly conflicts: readonly MergeConflict[]
    }

/** Keeps what was typed. A second window or person who saved since then is noticed, and joined cell by cell. */
export async function saveSheet(
  writer: Writer,
  actor: Actor,
  id: number,
  input: SheetInput,
  now: Date,
): Promise<SaveOutcome> {
  const sheet = await demandSheet(writer, actor, id)
  const theirs = fitCells(sheet.shape, sheet.cells)
  const isCurrent = sheet.version === input.version
  const { cells, conflicts } = isCurrent
    ? { cells: input.cells, conflicts: [] }
    : mergeCells(input.base, input.cells, theirs)
  if (conflicts.length > 0) {
    const { version, changedBy: by, changedAt: at } = sheet
    return { kind: 'conflict', by, at, version, cells, base: theirs, conflicts }
  }
  const isUnchanged =
    JSON.stringify([cells, input.receivedOn, input.note]) ===
    JSON.stringify([theirs, sheet.receivedOn, sheet.note])
  if (isUnchanged) return { kind: 'saved', merged: undefined }
  await writer.db
    .update(entrySheets)
    .set({
      cells,
      version: sheet.version + 1,
      receivedOn: input.receivedOn,
      note: input.note,
      changedBy: actor.name,
      changedAt: now,
    })
    .where(and(eq(entrySheets.tenantId, writer.tenant), eq(entrySheets.id, id)))
  await recordAudit(writer, actor, {
    action: 'entry.save',
    thing: `entry-sheet ${id}`,
    details: { source: sheet.source.key, filled: countFilled(cells) },
    at: now,
  })
  return { kind: 'saved', merged: isCurrent ? undefined : sheet.changedBy }
}

/** Throws a sheet away. A delivery that it became stays as it is. */
export async function discardSheet(writer: Writer, actor: Actor, id: number, now: Date): Promise<void> {
  const sheet = await demandSheet(writer, actor, id)
  await writer.db
    .delete(entrySheets)
    .where(and(eq(entrySheets.tenantId, writer.tenant), eq(entrySheets.id, id)))
  await recordAudit(writer, actor, {
    action: 'entry.discard',
    thing: `entry-sheet ${id}`,
    details: { source: sheet.source.key },
    at: now,
  })
}
