import { createHash, randomBytes } from 'node:crypto'
import { constants, createWriteStream, rmSync } from 'node:fs'
import { access, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import yazl from 'yazl'
import { Refusal } from '../refusal.ts'

/** What one part of an archive turned out to be; `bytes` unpacked. */
export type Part = { readonly path: string; readonly bytes: number; readonly sha256: string }

export type ZipWriter = {
  /** Writes one part and returns when all of it has left. Parts come one after the other. */
  add(path: string, content: AsyncIterable<Uint8Array>, level?: number): Promise<Part>
}

/**
 * Writes a ZIP as a stream of bytes: `write` adds the parts, `send` takes the bytes. Nothing is ever held whole; parts and
 * archive may be larger than 4 GB.
 */
export async function writeZip(
  write: (zip: ZipWriter) => Promise<void>,
  send: (bytes: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const zip = new yazl.ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  const sending = send(output)
  // Who takes the bytes may fail first (disk full); then nobody empties the pipe and the parts would wait for ever.
  const failed = sending.then(
    () => new Promise<never>(() => {}),
    (error: unknown) => Promise.reject(error),
  )
  failed.catch(() => {})
  const add: ZipWriter['add'] = async (path, content, level = 6) => {
    const hash = createHash('sha256')
    let bytes = 0
    const source = Readable.from(
      (async function* () {
        for await (const chunk of content) {
          hash.update(chunk)
          bytes += chunk.length
          yield chunk
        }
      })(),
      { objectMode: false },
    )
    const over = new Promise<void>((resolve, reject) => {
      source.once('end', resolve)
      source.once('error', reject)
    })
    zip.addReadStream(source, path, { compressionLevel: level, mode: 0o100600 })
    await Promise.race([over, failed])
    return { path, bytes, sha256: hash.digest('hex') }
  }
  try {
    await write({ add })
    zip.end()
    await sending
  } catch (error) {
    output.destroy(error as Error)
    await sending.catch(() => {})
    throw error
  }
}

/**
 * Writes a file that is there whole or not at all: under another name beside it, readable by its owner only, brought to
 * disk, renamed. Throws a `Refusal` when it exists (unless `overwrite`), when the folder is missing or the disk is full.
 */
export async function writeWholeFile(
  path: string,
  overwrite: boolean,
  fill: (send: (bytes: AsyncIterable<Buffer>) => Promise<void>) => Promise<void>,
): Promise<{ size: number }> {
  await refuseUnwritable(path, overwrite)
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.teil`)
  // Ctrl+C ends the process at once; this runs even then.
  const removeDraft = () => rmSync(draft, { force: true })
  process.once('exit', removeDraft)
  try {
    await fill((bytes) =>
      pipeline(bytes, createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true })),
    )
    const { size } = await stat(draft)
    await rename(draft, path)
    const folder = await open(dirname(path), 'r')
    await folder.sync().finally(() => folder.close())
    return { size }
  } catch (error) {
    await rm(draft, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new Refusal(
        `Der Platz auf dem Datenträger reicht nicht für ${path}. Es ist nichts zurückgeblieben.`,
      )
    throw error
  } finally {
    process.off('exit', removeDraft)
  }
}

async function refuseUnwritable(path: string, overwrite: boolean): Promise<void> {
  const folder = dirname(path)
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new Refusal(`Den Ordner ${folder} gibt es nicht.`)
  await access(folder, constants.W_OK).catch(() => {
    throw new Refusal(`In den Ordner ${folder} darf nicht geschrieben werden.`)
  })
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) throw new Refusal(`${path} ist ein Ordner; nennen Sie eine Datei.`)
  if (found && !overwrite)
    throw new Refusal(
      `Die Datei ${path} gibt es schon. Mit --force wird sie ersetzt, sobald die neue fertig ist.`,
    )
}

export type ZipReader = {
  readonly parts: ReadonlyMap<string, number>
  /** Unpacked bytes of a part. Throws a `Refusal` where the archive is damaged. */
  read(path: string): AsyncGenerator<Buffer>
  /** A part that is known to be small, checked against the archive's own check sum. */
  readSmall(path: string): Promise<Buffer>
  close(): void
}

const damaged = (path: string) =>
  new Refusal(
    `Die Datei ${path} ist beschädigt oder unvollständig. Es ist nichts verändert worden; nehmen Sie eine andere Sicherung.`,
  )

/** Opens a ZIP for reading part by part. Throws a `Refusal` when it is missing or no whole ZIP. */
export async function openZip(path: string): Promise<ZipReader> {
  if (!(await stat(path).catch(() => undefined))?.isFile())
    throw new Refusal(`Die Datei ${path} gibt es nicht.`)
  const entries = new Map<string, yauzl.Entry>()
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    .catch(() => Promise.reject(damaged(path)))
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw damaged(path)
      entries.set(entry.fileName, entry)
    }
  } catch {
    zip.close()
    throw damaged(path)
  }
  async function* read(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name)
    if (!entry) throw damaged(path)
    try {
      for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer
    } catch {
      throw damaged(path)
    }
  }
  return {
    parts: new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize])),
    read,
    async readSmall(name) {
      if ((entries.get(name)?.uncompressedSize ?? 0) > 64 * 1024 * 1024) throw damaged(path)
      const content = await whole(read(name))
      if (crc32(content) !== entries.get(name)?.crc32) throw damaged(path)
      return content
    },
    close: () => zip.close(),
  }
}

/** Reads a part to its end and compares it with what its description says; throws a `Refusal` where they differ. */
export async function checkPart(zip: ZipReader, { path, bytes, sha256 }: Part, file: string): Promise<void> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of zip.read(path)) {
    hash.update(chunk)
    size += chunk.length
  }
  if (size !== bytes || hash.digest('hex') !== sha256) throw damaged(file)
}

async function whole(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks)
}
