import { randomUUID } from 'node:crypto'
import * as build from 'virtual:react-router/server-build'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import type { SecureHeadersVariables } from 'hono/secure-headers'
import { createRequestHandler, RouterContextProvider } from 'react-router'
import { tenantPartsContext } from '#app/capabilities/accounts/tenantParts.server.ts'
import { requestContext, sessionCookieName } from '#app/capabilities/accounts/visit.server.ts'
import type { Language } from '#app/plain/format.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { logError } from '#app/platform/log.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { tenantParts } from '#app/tenantParts.server.ts'
import { isLanguage } from '#app/texts/i18n.ts'
import { languageCookie, languageCookieName } from '#app/texts/languageCookie.ts'
import { addressOf, networkOf } from './address.ts'
import { addApi, isApi, refuseProgramme } from './api.ts'
import { receiveBody } from './bodies.ts'
import { answerBrokenRequests, endInGoodOrder, serverOptions } from './connections.ts'
import { answerForm } from './double.ts'
import { secondsToWait } from './expensive.ts'
import { cacheRule, securityHeaders } from './headers.ts'
import { nonceContext } from './nonce.ts'
import { comesFromHere, isLoopbackHost } from './origin.ts'
import { createBuckets } from './rate.ts'
import { type RefusalKind, refuse } from './refusals.ts'
import { askAtMostOnceASecond } from './status.ts'

const { LUECKENLOS_APP_URL, LUECKENLOS_CLIENT } = process.env
if (!LUECKENLOS_APP_URL) throw new Error('LUECKENLOS_APP_URL is not set; start the software with npm start')

const settings = readSettings(process.env)
const publicUrl = settings.appUrl ?? `http://localhost:${settings.port}`
const database = openDatabasePool(LUECKENLOS_APP_URL)
const handleRequest = createRequestHandler(build, 'production')
const buckets = createBuckets(settings.requestsPerMinute)
const stylesheets = build.assets.routes.root?.css ?? []
const longestAddress = 4_096

type Env = { Variables: SecureHeadersVariables }

function languageOf(context: Context): Language {
  const asked = context.req.query('sprache')
  const remembered = getCookie(context, languageCookieName)
  return isLanguage(asked) ? asked : isLanguage(remembered) ? remembered : 'de'
}

const clientOf = (context: Context): string =>
  networkOf(
    addressOf(
      getConnInfo(context).remote.address ?? '',
      context.req.header('x-forwarded-for'),
      settings.proxies,
    ),
  )

const answer = (
  context: Context,
  kind: RefusalKind,
  details: { seconds?: number; reference?: string } = {},
): Response => {
  const language = languageOf(context)
  return isApi(context.req.url)
    ? refuseProgramme(kind, { ...details, language })
    : refuse(kind, { ...details, language, stylesheets })
}

/** The address as the browser sees it: behind a proxy that takes the encryption off, the request itself can't tell. */
function publicAddressOf(context: Context): string {
  const { url } = context.req.raw
  if (settings.appUrl === undefined) return url
  const { pathname, search } = new URL(url)
  return settings.appUrl + pathname + search
}

function atAddress(url: string, { method, headers, signal, body }: Request): Request {
  const init = { method, headers, signal, duplex: 'half', ...(method === 'POST' ? { body } : {}) }
  return new Request(url, init)
}

/** PostgreSQL has no text with the character NUL, and what can't be decoded no page can look up. */
function isReadable(url: string): boolean {
  try {
    return !decodeURIComponent(new URL(url).pathname).includes('\0') && !/%00/.test(url)
  } catch {
    return false
  }
}

const app = new Hono<Env>()
const ending = endInGoodOrder({
  drainSeconds: settings.drainSeconds,
  onEnd: () => database.close(),
})

app.use('*', securityHeaders(publicUrl))

app.use('*', async (context, next) => {
  await next()
  // The browser or the proxy in front opens its next connection elsewhere.
  if (ending.hasBegun()) context.header('Connection', 'close')
})

/** The process is there; what it needs may be missing. */
app.get('/status/live', (context) => context.json({ state: 'live' }))

/** Asked before the limit of requests, by anybody: it costs a connection once a second, however often it is asked. */
const isDatabaseThere = askAtMostOnceASecond(() =>
  database
    .shared(async () => {})
    .then(
      () => true,
      () => false,
    ),
)

/** Whether requests should come here: not while ending, and not without the database. */
app.get('/status', async (context) => {
  context.header('Cache-Control', 'no-store')
  if (ending.hasBegun()) return context.json({ state: 'ending' }, 503)
  if (await isDatabaseThere(Date.now())) return context.json({ state: 'ready' })
  return context.json({ state: 'database-away' }, 503)
})

app.use('*', async (context, next) => {
  const seconds = buckets.take(clientOf(context), Date.now())
  if (seconds > 0) return answer(context, 'tooMany', { seconds })
  await next()
})

app.use(compress())

app.use(
  '/assets/*',
  serveStatic({
    root: LUECKENLOS_CLIENT ?? 'build/client',
    onFound: (_path, context) => {
      context.header('Cache-Control', 'public, max-age=31536000, immutable')
    },
  }),
)
app.use('*', serveStatic({ root: LUECKENLOS_CLIENT ?? 'build/client' }))

app.use('*', async (context, next) => {
  const { method, url } = context.req.raw
  if (url.length > longestAddress) return answer(context, 'longAddress')
  if (!isReadable(url)) return answer(context, 'unreadable')
  if (settings.appUrl === undefined && !isLoopbackHost(context.req.header('host')))
    return answer(context, 'wrongHost')
  if (!['GET', 'HEAD', 'POST'].includes(method)) return answer(context, 'method')
  await next()
})

addApi(app, { database, languageOf, clientOf })

app.use('*', async (context, next) => {
  const { method } = context.req.raw
  const source = {
    method,
    origin: context.req.header('origin'),
    site: context.req.header('sec-fetch-site'),
  }
  if (!comesFromHere(source, new URL(publicAddressOf(context)).origin)) return answer(context, 'foreign')
  await next()
})

app.all('*', async (context) => {
  const { raw } = context.req
  const language = languageOf(context)
  const provider = new RouterContextProvider()
  provider.set(requestContext, {
    database,
    language,
    demo: settings.demo,
    now: new Date(),
    sessionLimits: { idleMinutes: settings.idleMinutes, hours: settings.sessionHours },
    publicUrl,
    address: clientOf(context),
    userAgent: context.req.header('user-agent') ?? '',
    mails: settings.smtpUrl !== undefined,
    cookie: (name) => getCookie(context, name),
  })
  provider.set(tenantPartsContext, tenantParts)
  const nonce = context.get('secureHeadersNonce') ?? randomUUID()
  provider.set(nonceContext, nonce)

  const url = publicAddressOf(context)
  const asked = url === raw.url ? raw : atAddress(url, raw)
  const seconds = await secondsToWait(provider, asked)
  if (seconds > 0) return answer(context, 'tooMany', { seconds })
  const received = raw.method === 'POST' ? await receiveBody(asked) : undefined
  if (typeof received === 'string') return answer(context, received)
  const handle = (request: Request) => handleRequest(request, provider)
  const session = getCookie(context, sessionCookieName(publicUrl))
  const response =
    received?.isWhole && session !== undefined
      ? await answerForm(database, { session, request: received.request, nonce }, handle)
      : await handle(received?.request ?? asked)
  if (received?.isTooLarge()) return answer(context, 'fileTooLarge')

  const { pathname } = new URL(url)
  const rule = cacheRule(pathname, session !== undefined, response.headers.get('Cache-Control'))
  response.headers.set('Cache-Control', rule)
  if (isLanguage(context.req.query('sprache')))
    response.headers.append('Set-Cookie', languageCookie(language, publicUrl))
  return response
})

app.onError((error, context) => answer(context, 'broken', { reference: logError('request', error) }))

const server = serve(
  // The demonstration knows no passwords: it must not be reachable from another computer.
  { fetch: app.fetch, port: settings.port, hostname: settings.host, serverOptions },
  (address) => process.send?.({ kind: 'listening', port: address.port }),
)
answerBrokenRequests(server)
ending.listenFor(server)
