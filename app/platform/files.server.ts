import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Reader, Writer } from './database.server.ts'
import { fileChunks, files } from './files.table.ts'

const chunkSize = 1024 * 1024

export type StoredFile = {
  readonly id: number
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
}

/** Cuts any stream of bytes into chunks of 1 MiB. */
export async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = []
  let length = 0
  for await (const part of content) {
    let rest = part
    while (length + rest.length >= chunkSize) {
      const cut = chunkSize - length
      yield Buffer.concat([...parts, rest.subarray(0, cut)])
      rest = rest.subarray(cut)
      parts = []
      length = 0
    }
    if (rest.length > 0) {
      parts.push(rest)
      length += rest.length
    }
  }
  if (length > 0) yield Buffer.concat(parts)
}

/** Stores a file in the caller's transaction. Size in bytes; the hash is SHA-256 in hex. */
export async function storeFile(
  writer: Writer,
  file: { name: string; mediaType: string; createdBy: string; content: AsyncIterable<Uint8Array> },
): Promise<StoredFile> {
  const [row] = await writer.db
    .insert(files)
    .values({
      tenantId: writer.tenant,
      name: file.name,
      mediaType: file.mediaType,
      size: 0,
      sha256: '',
      createdBy: file.createdBy,
    })
    .returning({ id: files.id })
  const id = row!.id
  const hash = createHash('sha256')
  let size = 0
  let position = 0
  for await (const content of inChunks(file.content)) {
    hash.update(content)
    size += content.length
    await writer.db.insert(fileChunks).values({ tenantId: writer.tenant, fileId: id, position, content })
    position += 1
  }
  const sha256 = hash.digest('hex')
  await writer.db
    .update(files)
    .set({ size, sha256 })
    .where(and(eq(files.tenantId, writer.tenant), eq(files.id, id)))
  return { id, name: file.name, mediaType: file.mediaType, size, sha256 }
}

export async function findFile(reader: Reader, id: number): Promise<StoredFile | undefined> {
  const [row] = await reader.db
    .select({
      id: files.id,
      name: files.name,
      mediaType: files.mediaType,
      size: files.size,
      sha256: files.sha256,
    })
    .from(files)
    .where(and(eq(files.tenantId, reader.tenant), eq(files.id, id)))
  return row
}

/** The bytes of a file, chunk by chunk; use it inside the transaction of `reader`. */
export async function* readFileContent(reader: Reader, id: number): AsyncGenerator<Buffer> {
  // In PostgreSQL's text form: asked for bytes, the driver hands them over decoded as UTF-8, which they mostly aren't.
  const text = 'select content from file_chunks where tenant_id = $1 and file_id = $2 and position = $3'
  for (let position = 0; ; position += 1) {
    const { rows } = await reader.db.$client.query<{ content: Buffer }>({
      name: 'file-chunk',
      text,
      values: [reader.tenant, id, position],
    })
    if (!rows[0]) return
    yield rows[0].content
  }
}

/** The whole file in memory; only for files that are known to be small or limited (XLSX, PDF). */
export async function readWholeFile(reader: Reader, id: number): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of readFileContent(reader, id)) parts.push(part)
  return Buffer.concat(parts)
}

/** Deletes what stands in a file; its name, size and hash stay. The caller makes sure that nobody else needs it. */
export async function deleteFileContent(writer: Writer, id: number, now: Date): Promise<void> {
  await writer.db
    .delete(fileChunks)
    .where(and(eq(fileChunks.tenantId, writer.tenant), eq(fileChunks.fileId, id)))
  await writer.db
    .update(files)
    .set({ contentDeletedAt: now })
    .where(and(eq(files.tenantId, writer.tenant), eq(files.id, id)))
}

/** Removes a file with its content; the caller makes sure that nothing refers to it. */
export async function removeFile(writer: Writer, id: number): Promise<void> {
  await writer.db.delete(files).where(and(eq(files.tenantId, writer.tenant), eq(files.id, id)))
}
