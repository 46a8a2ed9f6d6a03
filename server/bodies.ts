import { pagePath } from './path.ts'

/** Bytes that a form may have: its texts, never a file. */
const formBytes = 256 * 1024
const mostFields = 5_000
const formPatience = 30_000

/** Where a file comes along: the largest that is read (200 MB of CSV) and what a form adds around it. */
const uploads: readonly { readonly path: RegExp; readonly bytes: number }[] = [
  { path: /^\/[a-z][a-z0-9-]{1,39}\/verwaltung\/grenzen\/neu$/, bytes: 54_000_000 },
  { path: /^\/[a-z][a-z0-9-]{1,39}\/lieferungen\/(?:neu|einzeldaten)$/, bytes: 210_000_000 },
  {
    path: /^\/[a-z][a-z0-9-]{1,39}\/verwaltung\/strassen\/(?:neu|adressen(?:\/tabelle\.csv)?)$/,
    bytes: 22_000_000,
  },
  { path: /^\/[a-z][a-z0-9-]{1,39}\/verwaltung\/einrichtungen\/einlesen$/, bytes: 22_000_000 },
  // Through a link without an account: what an office's own table has at most.
  { path: /^\/[a-z][a-z0-9-]{1,39}\/zulieferung\/[^/]+$/, bytes: 31_000_000 },
]

export type BodyRefusal = 'unreadable' | 'formTooLarge' | 'fileTooLarge' | 'slow'

export type Received = {
  readonly request: Request
  /** It was read, and can be again; otherwise it comes in while the page works. */
  readonly isWhole: boolean
  /** Becomes true while the page reads on: only then is it known that a body without a length is too large. */
  readonly isTooLarge: () => boolean
}

/**
 * The request with a body that a page can rely on. A form is read here, whole and within half a minute: its fields are
 * readable and hold no character NUL, which PostgreSQL has no text for. A file is passed on as it comes, counted.
 */
export async function receiveBody(request: Request): Promise<Received | BodyRefusal> {
  const page = pagePath(new URL(request.url).pathname)
  const upload = uploads.find(({ path }) => path.test(page))
  const announced = Number(request.headers.get('content-length') ?? 0)
  const limit = upload?.bytes ?? formBytes
  if (announced > limit) return upload ? 'fileTooLarge' : 'formTooLarge'
  const type = request.headers.get('content-type') ?? ''
  if (upload && /^multipart\/form-data\s*;/i.test(type)) return countBody(request, limit)
  const body = await readWhole(request, limit)
  if (typeof body === 'string') return body
  const form = body.length === 0 && type === '' ? 'application/x-www-form-urlencoded' : type
  if (!(await isReadableForm(body, form))) return 'unreadable'
  const headers = new Headers(request.headers)
  headers.set('content-type', form)
  const { url, method, signal } = request
  return {
    request: new Request(url, { method, headers, signal, body }),
    isWhole: true,
    isTooLarge: () => false,
  }
}

/** Passes a body on as it comes; one that turns out too large ends with an error. */
export function countBody(request: Request, limit: number): Received {
  let size = 0
  const counted = request.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.length
        if (size > limit) controller.error(new Error('the body is too large'))
        else controller.enqueue(chunk)
      },
    }),
  )
  const { url, method, headers, signal } = request
  const init = { method, headers, signal, body: counted ?? null, duplex: 'half' }
  return { request: new Request(url, init), isWhole: false, isTooLarge: () => size > limit }
}

async function readWhole(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | BodyRefusal> {
  if (!request.body) return new Uint8Array()
  const reader = request.body.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    void reader.cancel().catch(() => {})
  }, formPatience)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (isLate) return 'slow'
      if (done) return Uint8Array.from(Buffer.concat(parts))
      size += value.length
      if (size > limit) {
        void reader.cancel().catch(() => {})
        return 'formTooLarge'
      }
      parts.push(value)
    }
  } catch {
    // The sender broke off; whoever might still listen learns that nothing was done.
    return isLate ? 'slow' : 'unreadable'
  } finally {
    clearTimeout(timer)
  }
}

async function isReadableForm(body: Uint8Array<ArrayBuffer>, type: string): Promise<boolean> {
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type)) return false
  const form = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined)
  if (!form) return false
  const fields = [...form]
  const isClean = (text: string) => !text.includes('\0')
  return (
    fields.length <= mostFields &&
    fields.every(([name, value]) => isClean(name) && isClean(typeof value === 'string' ? value : value.name))
  )
}
