import type { KeyVisitor } from '#app/capabilities/accounts/accounts.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { describeRefusal, type FiguresT } from '../sentences.ts'
import { receiveFile, receiveUpload, type UploadOutcome } from '../upload.server.ts'
import { deliverByMachine, type Look, type Sent } from './deliver.server.ts'
import { type OrderError, readFields, readJsonOrder } from './order.ts'
import type { ApiAnswer } from './problem.ts'
import { describeProblem } from './problems.ts'

/** Bytes of a JSON body: 50,000 values and their keys. */
const jsonBytes = 10 * 1024 * 1024

const rawTypes =
  /^(text\/(csv|plain|tab-separated-values)|application\/(octet-stream|zip|csv|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet|vnd\.ms-excel\.sheet\.macroenabled\.12))$/

const endings: readonly (readonly [RegExp, string])[] = [
  [/spreadsheetml|macroenabled/, 'xlsx'],
  [/zip$/, 'zip'],
]

type Delivering = Look & { readonly database: Database; readonly visitor: KeyVisitor }

/** Takes a delivery as a programme sends it: a form with a file, the file itself, or values as JSON. */
export async function receiveDelivery(request: Request, delivering: Delivering): Promise<ApiAnswer> {
  const t = i18nFor(delivering.language).getFixedT(delivering.language, 'figures')
  const name = request.headers.get('idempotency-key') ?? undefined
  if (name !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,199}$/.test(name))
    return describeProblem(t, 'bad-request', t('api.badName'))
  const given = parametersOf(request)
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type === 'application/json') return takeJson(request, { given, name }, delivering, t)
  const use = (upload: UploadOutcome) => takeFile(upload, { given, name }, delivering, t)
  if (type === 'multipart/form-data') return receiveUpload(request, use)
  if (!rawTypes.test(type)) return describeProblem(t, 'unsupported-type', t('api.unsupportedType'))
  const ending = endings.find(([pattern]) => pattern.test(type))?.[1] ?? 'csv'
  return receiveFile(request, given.fileName ?? `lieferung.${ending}`, use)
}

type Named = {
  readonly given: Readonly<Record<string, string>>
  readonly name: string | undefined
}

/** What stands in the address, but for the language of the answer. */
function parametersOf(request: Request): Record<string, string> {
  const { sprache: _, ...given } = Object.fromEntries(new URL(request.url).searchParams)
  return given
}

async function takeFile(
  upload: UploadOutcome,
  { given, name }: Named,
  { database, visitor, ...look }: Delivering,
  t: FiguresT,
): Promise<ApiAnswer> {
  if ('failed' in upload)
    return describeProblem(
      t,
      'bad-request',
      t(upload.failed === 'several-files' ? 'api.severalFiles' : 'api.brokenUpload'),
    )
  const { fileName, ...rest } = { ...upload.fields, ...given }
  const read = readFields(rest)
  if ('errors' in read) return describeErrors(read.errors, t)
  if (upload.refusal) return describeProblem(t, 'file-refused', describeRefusal(upload.refusal, t))
  if (!upload.file) return describeProblem(t, 'bad-request', t('api.fileMissing'))
  const sent: Sent = { order: read.order, name, file: upload.file }
  return deliverByMachine(database, visitor, sent, look)
}

async function takeJson(
  request: Request,
  { given, name }: Named,
  { database, visitor, ...look }: Delivering,
  t: FiguresT,
): Promise<ApiAnswer> {
  const text = await readText(request)
  if (text === 'too-large') return describeProblem(t, 'too-large', t('api.tooLarge'))
  const body = text === undefined ? undefined : parse(text)
  if (body === undefined) return describeProblem(t, 'bad-request', t('api.badJson'))
  const read = readJsonOrder(isRecord(body) ? { ...body, ...given } : body)
  if ('errors' in read) return describeErrors(read.errors, t)
  const { values, ...order } = read.order
  return deliverByMachine(database, visitor, { order, name, values }, look)
}

/** The body as text; undefined: it didn't arrive whole, or isn't UTF-8. */
async function readText(request: Request): Promise<string | 'too-large' | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of request.body ?? []) {
      size += part.length
      if (size > jsonBytes) return 'too-large'
      parts.push(part)
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    return undefined
  }
}

/** PostgreSQL has no text with the character NUL, wherever in the body it stands. */
function parse(text: string): unknown {
  try {
    return text.includes('\\u0000') || text.includes('\0') ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function describeErrors(errors: readonly OrderError[], t: FiguresT): ApiAnswer {
  return describeProblem(t, 'bad-request', t('api.badFields'), {
    errors: errors.map(({ pointer, problem }) => ({
      sheet: null,
      cell: null,
      pointer,
      text: t(`api.wrong.${problem}`),
    })),
  })
}
