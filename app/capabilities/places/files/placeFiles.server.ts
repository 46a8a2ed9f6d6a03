import { and, eq, lt } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, recordAudit, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { readWholeFile, removeFile, storeFile } from '#app/platform/files.server.ts'
import { files } from '#app/platform/files.table.ts'
import type { PlaceFile, PlaceFileKind } from './placeFile.ts'
import { placeFiles } from './placeFiles.table.ts'

/** Nobody comes back to a file after so long; the next upload of the municipality removes it. */
const daysKept = 14

export type NewPlaceFile = {
  readonly kind: PlaceFileKind
  readonly name: string
  readonly bytes: Uint8Array
  readonly choices: unknown
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Keeps a file until somebody takes it over or discards it. Answers its number. */
export async function createPlaceFile(
  writer: Writer,
  actor: Actor,
  given: NewPlaceFile,
  now: Date,
): Promise<number> {
  demand(actor, 'places.edit', wholeTenant)
  await removeForgotten(writer, now)
  const file = await storeFile(writer, {
    name: given.name,
    mediaType: 'application/octet-stream',
    createdBy: actor.name,
    content: once(given.bytes),
  })
  const [row] = await writer.db
    .insert(placeFiles)
    .values({
      tenantId: writer.tenant,
      kind: given.kind,
      fileId: file.id,
      choices: given.choices,
      createdBy: actor.name,
      createdAt: now,
    })
    .returning({ id: placeFiles.id })
  await recordAudit(writer, actor, {
    action: 'places.upload',
    thing: `place-file ${row!.id}`,
    details: { after: { kind: given.kind, file: given.name, sha256: file.sha256, size: file.size } },
    at: now,
  })
  return row!.id
}

async function removeForgotten(writer: Writer, now: Date): Promise<void> {
  const limit = new Date(now.getTime() - daysKept * 86_400_000)
  const old = await writer.db
    .delete(placeFiles)
    .where(and(eq(placeFiles.tenantId, writer.tenant), lt(placeFiles.createdAt, limit)))
    .returning({ fileId: placeFiles.fileId })
  for (const { fileId } of old) await removeFile(writer, fileId)
}

const columns = {
  id: placeFiles.id,
  kind: placeFiles.kind,
  fileId: placeFiles.fileId,
  name: files.name,
  sha256: files.sha256,
  choices: placeFiles.choices,
  createdBy: placeFiles.createdBy,
  createdAt: placeFiles.createdAt,
}

function selectPlaceFiles(reader: Reader) {
  return reader.db
    .select(columns)
    .from(placeFiles)
    .innerJoin(files, and(eq(files.tenantId, placeFiles.tenantId), eq(files.id, placeFiles.fileId)))
    .$dynamic()
}

export async function findPlaceFile(
  reader: Reader,
  kind: PlaceFileKind,
  id: number,
): Promise<PlaceFile | undefined> {
  const [row] = await selectPlaceFiles(reader).where(
    and(eq(placeFiles.tenantId, reader.tenant), eq(placeFiles.kind, kind), eq(placeFiles.id, id)),
  )
  return row
}

/** Files of this kind that wait, the latest first. */
export async function listPlaceFiles(reader: Reader, kind: PlaceFileKind): Promise<PlaceFile[]> {
  const rows = await selectPlaceFiles(reader).where(
    and(eq(placeFiles.tenantId, reader.tenant), eq(placeFiles.kind, kind)),
  )
  return rows.toSorted((a, b) => b.id - a.id)
}

export const readPlaceFile = (reader: Reader, { fileId }: PlaceFile): Promise<Buffer> =>
  readWholeFile(reader, fileId)

/** What the person has said about the file; the trail keeps what is taken over, not each try. */
export async function changePlaceFile(
  writer: Writer,
  actor: Actor,
  { id, kind, choices }: Pick<PlaceFile, 'id' | 'kind' | 'choices'>,
  now: Date,
): Promise<void> {
  demand(actor, 'places.edit', wholeTenant)
  await writer.db
    .update(placeFiles)
    .set({ choices })
    .where(and(eq(placeFiles.tenantId, writer.tenant), eq(placeFiles.kind, kind), eq(placeFiles.id, id)))
  await recordAudit(writer, actor, {
    action: 'places.upload-choices',
    thing: `place-file ${id}`,
    details: { after: { kind } },
    at: now,
  })
}

/** Takes the file away; part of the command that took it over. */
export async function removePlaceFile(writer: Writer, { id, fileId }: PlaceFile): Promise<void> {
  await writer.db.delete(placeFiles).where(and(eq(placeFiles.tenantId, writer.tenant), eq(placeFiles.id, id)))
  await removeFile(writer, fileId)
}

/** Discards a file that waits; nothing of it is kept. */
export async function discardPlaceFile(
  writer: Writer,
  actor: Actor,
  file: PlaceFile,
  now: Date,
): Promise<void> {
  demand(actor, 'places.edit', wholeTenant)
  await removePlaceFile(writer, file)
  await recordAudit(writer, actor, {
    action: 'places.upload-discard',
    thing: `place-file ${file.id}`,
    details: { before: { kind: file.kind, file: file.name } },
    at: now,
  })
}
