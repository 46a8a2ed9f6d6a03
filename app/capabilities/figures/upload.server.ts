import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import { type FileRefusal, fileLimits } from '#app/platform/tables/refusal.ts'
import { sniffFile } from '#app/platform/tables/sniff.ts'
import type { Content } from '#app/platform/tables/table.ts'

/** A file received into a folder of its own, not yet stored; `size` in bytes. */
export type Upload = {
  readonly fields: Readonly<Record<string, string>>
  readonly file: { readonly name: string; readonly size: number; readonly content: Content } | undefined
  readonly refusal: FileRefusal | undefined
}

export type UploadOutcome = Upload | { readonly failed: 'broken' | 'several-files' }

const sniffedBytes = 65_536

/** What programmes call a path is cut to its last part, and to what a name may be. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return (
    [...last.normalize('NFC')]
      .filter((character) => character >= ' ')
      .join('')
      .slice(0, 200) || 'datei'
  )
}

class Spool {
  readonly #handle: Awaited<ReturnType<typeof open>>
  readonly #head: Buffer[] = []
  #headSize = 0
  size = 0

  constructor(handle: Awaited<ReturnType<typeof open>>) {
    this.#handle = handle
  }

  async write(chunk: Buffer): Promise<void> {
    this.size += chunk.length
    // What is over the limit is counted, not kept.
    if (this.size > fileLimits.csvBytes) return
    if (this.#headSize < sniffedBytes) {
      this.#head.push(chunk)
      this.#headSize += chunk.length
    }
    await this.#handle.write(chunk)
  }

  refusal(): FileRefusal | undefined {
    const form = sniffFile(Buffer.concat(this.#head).subarray(0, sniffedBytes), this.size)
    return typeof form === 'object' ? form : undefined
  }
}

/**
 * Receives a form with one file. The file goes to disk piece by piece, so that a slow sender holds neither memory nor a
 * connection of the database; what is too large or no table is refused. `use` gets the upload; afterwards it is gone.
 */
export async function receiveUpload<T>(
  request: Request,
  use: (upload: UploadOutcome) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lueckenlos-upload-'))
  try {
    return await use(await receiveInto(folder, request))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As `receiveUpload`, for a body that is the file itself. */
export async function receiveFile<T>(
  request: Request,
  name: string,
  use: (upload: UploadOutcome) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lueckenlos-upload-'))
  const path = join(folder, 'file')
  try {
    const handle = await open(path, 'w', 0o600)
    const spool = new Spool(handle)
    const isWhole = await spoolFile(
      Readable.fromWeb((request.body ?? new Blob([]).stream()) as ReadableStream),
      spool,
    )
      .then(() => true)
      .catch(() => false)
      .finally(() => handle.close())
    if (!isWhole) return await use({ failed: 'broken' })
    const file = { name: cleanName(name), size: spool.size, content: () => createReadStream(path) }
    return await use({ fields: {}, file, refusal: spool.refusal() })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function receiveInto(folder: string, request: Request): Promise<UploadOutcome> {
  if (!request.body) return { failed: 'broken' }
  const path = join(folder, 'file')
  const handle = await open(path, 'w', 0o600)
  const spool = new Spool(handle)
  const fields: Record<string, string> = {}
  const names: string[] = []
  const broken: boolean[] = []
  let several = false
  try {
    const parser = busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      limits: { fileSize: fileLimits.csvBytes + 1, files: 2, fields: 20, fieldSize: 20_000 },
    })
    const files: Promise<void>[] = []
    parser.on('field', (name, value) => {
      fields[name] = value
    })
    parser.on('file', (_, stream, { filename }) => {
      // A browser sends an unnamed, empty part where no file was chosen.
      const first = filename !== undefined && filename !== '' && names.length === 0
      if (filename && !first) several = true
      if (!first) stream.resume()
      else {
        names.push(cleanName(filename))
        // A sender that breaks off fails the parser and this stream; both must have somebody who listens.
        files.push(spoolFile(stream, spool).catch(() => void broken.push(true)))
      }
    })
    await pipeline(Readable.fromWeb(request.body as ReadableStream), parser)
    await Promise.all(files)
    if (broken.length > 0) return { failed: 'broken' }
  } catch {
    return { failed: 'broken' }
  } finally {
    await handle.close()
  }
  if (several) return { failed: 'several-files' }
  const [name] = names
  if (name === undefined) return { fields, file: undefined, refusal: undefined }
  return {
    fields,
    file: { name, size: spool.size, content: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) },
    refusal: spool.refusal(),
  }
}

async function spoolFile(stream: Readable, spool: Spool): Promise<void> {
  for await (const chunk of stream) await spool.write(chunk as Buffer)
}
