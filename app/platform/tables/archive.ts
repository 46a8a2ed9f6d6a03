import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { FileRefused, fileLimits } from './refusal.ts'

/** A zip in memory whose sizes have been checked; parts are unpacked as streams, on demand. */
export type Archive = {
  readonly names: readonly string[]
  has(name: string): boolean
  /** Bytes of one part when unpacked, as the directory states them; what is longer or shorter isn't unpacked. */
  size(name: string): number
  /** Unpacked bytes of one part; throws `FileRefused` where the archive lies about itself. */
  stream(name: string): AsyncIterable<Buffer>
}

function open(bytes: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(
      bytes,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true },
      (error, zip) => (error ? reject(error) : resolve(zip)),
    )
  })
}

function listEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = []
    zip.on('error', reject)
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry)
      if (entries.length > fileLimits.archiveEntries) {
        reject(new FileRefused({ refused: 'unpacks-too-large' }))
      } else zip.readEntry()
    })
    zip.readEntry()
  })
}

function openPart(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}

function checkSizes(entries: readonly yauzl.Entry[], packed: number): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const tooDense = unpacked > fileLimits.unpackedSlack && unpacked > packed * fileLimits.unpackedRatio
  if (tooDense || unpacked > fileLimits.unpackedBytes) {
    throw new FileRefused({ refused: 'unpacks-too-large' })
  }
}

async function* unpack(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  try {
    // yauzl ends the stream with an error as soon as a part is longer or shorter than the directory said.
    for await (const chunk of await openPart(zip, entry)) yield chunk as Buffer
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw new FileRefused({ refused: 'broken-archive' })
  }
}

/** Opens a zip. Throws `FileRefused` if it is broken, encrypted, or unpacks to more than the limits allow. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  let zip: yauzl.ZipFile
  let entries: yauzl.Entry[]
  try {
    zip = await open(bytes)
    entries = await listEntries(zip)
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw new FileRefused({ refused: 'broken-archive' })
  }
  checkSizes(entries, bytes.length)
  if (entries.some((entry) => entry.isEncrypted())) throw new FileRefused({ refused: 'password-protected' })
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]))
  return {
    names: [...byName.keys()],
    has: (name) => byName.has(name),
    size: (name) => byName.get(name)?.uncompressedSize ?? 0,
    stream: (name) => {
      const entry = byName.get(name)
      if (!entry) throw new FileRefused({ refused: 'broken-workbook' })
      return unpack(zip, entry)
    },
  }
}
