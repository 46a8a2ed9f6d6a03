import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'

export type Received<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly why: 'broken' | 'no-file'
      readonly fields: Readonly<Record<string, string>>
    }

/**
 * Receives a form whose file must not be kept: `use` gets the file as it comes, with the fields that stand before it. Nothing is
 * written to disk; whatever `use` leaves unread is thrown away.
 */
export async function receivePassing<T>(
  request: Request,
  use: (fields: Readonly<Record<string, string>>, file: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<Received<T>> {
  const fields: Record<string, string> = {}
  if (!request.body) return { ok: false, why: 'broken', fields }
  let outcome: Promise<T> | undefined
  try {
    const parser = busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fieldSize: 20_000 },
    })
    parser.on('field', (name, value) => {
      fields[name] = value
    })
    parser.on('file', (_, stream, { filename }) => {
      if (!filename || outcome) return void stream.resume()
      outcome = use({ ...fields }, stream).finally(() => stream.resume())
      // It is awaited below; until then a failure must not count as one that nobody hears of.
      outcome.catch(() => {})
    })
    await pipeline(Readable.fromWeb(request.body as ReadableStream), parser)
  } catch {
    // What breaks off behind the file doesn't undo what came of it; within the file, `use` has failed itself.
    const done = await outcome?.then(
      (value) => ({ ok: true, value }) as const,
      () => undefined,
    )
    return done ?? { ok: false, why: 'broken', fields }
  }
  return outcome ? { ok: true, value: await outcome } : { ok: false, why: 'no-file', fields }
}
