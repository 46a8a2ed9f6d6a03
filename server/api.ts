import type { Context, Hono } from 'hono'
import {
  countAttempt,
  findKeyVisitor,
  findTenant,
  type KeyVisitor,
} from '#app/capabilities/accounts/accounts.server.ts'
import {
  type ApiAnswer,
  describeDelivery,
  describeProblem,
  openApiDocument,
  type ProblemKind,
  problemMediaType,
  readData,
  receiveDelivery,
} from '#app/capabilities/figures/figures.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Database } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { countBody } from './bodies.ts'
import { pagePath } from './path.ts'
import { type RefusalKind, refusalText } from './refusals.ts'

/** Bytes of a request: the largest workbook, or what an office's own table has at most, and what a form adds around it. */
const bodyBytes = 31_500_000
const perHour = 300
/** Looks at deliveries: each at one with questions stands in the trail for ever. Once a minute, and twice as much. */
const looksPerHour = 120
/** Deliveries that this process reads at once: each holds a connection, and the writing of its municipality. */
const mostAtOnce = 4
/** Requests without a valid key from one network: a programme whose key has run out, not somebody who tries all. */
const failures = { limit: 100, minutes: 10 }

type Given = {
  readonly database: Database
  readonly languageOf: (context: Context) => Language
  /** The network a request came from. */
  readonly clientOf: (context: Context) => string
}

/** Asked by programmes: no cookies, no pages; answers are JSON, problems too (RFC 9457). */
export const isApi = (url: string): boolean => /^\/api(\/|$)/.test(pagePath(new URL(url).pathname))

const kinds: Readonly<Record<RefusalKind, ProblemKind>> = {
  unreadable: 'bad-request',
  foreign: 'not-allowed',
  method: 'wrong-method',
  slow: 'too-slow',
  formTooLarge: 'too-large',
  fileTooLarge: 'too-large',
  longAddress: 'long-address',
  wrongHost: 'wrong-host',
  tooMany: 'too-many-requests',
  broken: 'server-error',
}

function send({ status, body }: ApiAnswer, headers: Readonly<Record<string, string>> = {}): Response {
  const type = status >= 400 ? problemMediaType : 'application/json; charset=utf-8'
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers },
  })
}

/** What the server refuses before anything is asked, for a programme. */
export function refuseProgramme(
  kind: RefusalKind,
  details: { readonly seconds?: number; readonly reference?: string; readonly language: Language },
): Response {
  const { language, seconds } = details
  const t = i18nFor(language).getFixedT(language, 'figures')
  const detail = kind === 'method' ? t('api.wrongMethod') : refusalText(kind, details)
  return send(describeProblem(t, kinds[kind], detail), {
    ...(seconds !== undefined && { 'Retry-After': String(seconds) }),
    ...(kind === 'method' && { Allow: 'GET, HEAD, POST' }),
  })
}

/** Adds the addresses for programmes. They stand before the rules for pages: nothing here is done by a cookie. */
export function addApi<E extends object>(app: Hono<E>, { database, languageOf, clientOf }: Given): void {
  const wordsFor = (context: Context) => {
    const language = languageOf(context)
    return { language, t: i18nFor(language).getFixedT(language, 'figures') }
  }

  const notFound = (context: Context): Response => {
    const { t } = wordsFor(context)
    return send(describeProblem(t, 'not-found', t('api.notFound')))
  }

  /** Who asks, with a key for this municipality; otherwise what they are answered. A foreign key finds no municipality. */
  async function findVisitor(context: Context, slug: string): Promise<KeyVisitor | Response> {
    const { language, t } = wordsFor(context)
    const now = new Date()
    const token = /^Bearer +(\S{1,200}) *$/i.exec(context.req.header('authorization') ?? '')?.[1]
    const visitor = token === undefined ? undefined : await findKeyVisitor(database, token, now)
    if (!visitor) {
      const mayTry =
        token === undefined ||
        (await countAttempt(database, { key: `api without key ${clientOf(context)}`, ...failures }, now))
      if (!mayTry)
        return send(describeProblem(t, 'too-many-requests', t('api.tooManyFailed')), {
          'Retry-After': String(failures.minutes * 60),
        })
      return send(describeProblem(t, 'no-key', t('api.noKey')), {
        'WWW-Authenticate': 'Bearer realm="lueckenlos"',
      })
    }
    const tenant = await database.shared((shared) => findTenant(shared, slug, language))
    return tenant?.id === visitor.tenantId ? visitor : notFound(context)
  }

  app.get('/api/v1/openapi.json', (context) =>
    context.json(openApiDocument, 200, { 'Cache-Control': 'public, max-age=3600' }),
  )

  let underWay = 0
  app.post('/api/v1/:tenant/deliveries', async (context) => {
    const { language, t } = wordsFor(context)
    const slug = context.req.param('tenant')
    const visitor = await findVisitor(context, slug)
    if (visitor instanceof Response) return visitor
    const now = new Date()
    const tooLarge = () => send(describeProblem(t, 'too-large', t('api.tooLarge')))
    if (Number(context.req.header('content-length') ?? 0) > bodyBytes) return tooLarge()
    const limit = { key: `api key ${visitor.tenantId} ${visitor.key.id}`, limit: perHour, minutes: 60 }
    if (!(await countAttempt(database, limit, now)))
      return send(describeProblem(t, 'too-many-requests', t('api.tooMany', { limit: perHour })), {
        'Retry-After': '3600',
      })
    if (underWay >= mostAtOnce)
      return send(describeProblem(t, 'too-many-requests', t('api.busy')), { 'Retry-After': '5' })
    const body = countBody(context.req.raw, bodyBytes)
    underWay += 1
    const answer = await receiveDelivery(body.request, { database, visitor, language, now }).finally(() => {
      underWay -= 1
    })
    if (body.isTooLarge()) return tooLarge()
    const delivery = (answer.body as { readonly delivery?: number }).delivery
    return send(answer, answer.status === 201 ? { Location: `/api/v1/${slug}/deliveries/${delivery}` } : {})
  })

  app.get('/api/v1/:tenant/deliveries/:delivery', async (context) => {
    const { language, t } = wordsFor(context)
    const visitor = await findVisitor(context, context.req.param('tenant'))
    if (visitor instanceof Response) return visitor
    const look = { language, now: new Date() }
    const limit = { key: `api look ${visitor.tenantId} ${visitor.key.id}`, limit: looksPerHour, minutes: 60 }
    if (!(await countAttempt(database, limit, look.now)))
      return send(describeProblem(t, 'too-many-requests', t('api.tooManyLooks', { limit: looksPerHour })), {
        'Retry-After': '3600',
      })
    const found = await describeDelivery(database, visitor, context.req.param('delivery'), look)
    return found ? send({ status: 200, body: found }) : notFound(context)
  })

  app.get('/api/v1/:tenant/data', async (context) => {
    const { language } = wordsFor(context)
    const look = { language, now: new Date() }
    const slug = context.req.param('tenant')
    const tenant = /^[a-z][a-z0-9-]{1,39}$/.test(slug)
      ? await database.shared((shared) => findTenant(shared, slug, language))
      : undefined
    if (!tenant) return notFound(context)
    const parameters = new URL(context.req.url).searchParams
    const file = await database.read(tenant.id, (reader) => readData(reader, tenant.name, parameters, look))
    if ('problem' in file) return send(file.problem)
    return new Response(file.body, {
      headers: { 'Content-Type': file.mediaType, 'Cache-Control': 'private, no-cache' },
    })
  })

  app.all('/api/*', notFound)
}
