import { randomUUID } from 'node:crypto'
import * as build from 'virtual:react-router/server-build'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import { NONCE, type SecureHeadersVariables, secureHeaders } from 'hono/secure-headers'
import { createRequestHandler, RouterContextProvider } from 'react-router'
import { requestContext } from '#app/capabilities/accounts/visit.server.ts'
import type { Language } from '#app/plain/format.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { readSettings } from '#app/platform/settings.server.ts'
import { isLanguage } from '#app/texts/i18n.ts'
import { nonceContext } from './nonce.ts'

const { LUECKENLOS_APP_URL, LUECKENLOS_CLIENT } = process.env
if (!LUECKENLOS_APP_URL) throw new Error('LUECKENLOS_APP_URL is not set; start the software with npm start')

const settings = readSettings(process.env)
const { demo } = settings
const publicUrl = settings.appUrl?.replace(/\/+$/, '') ?? `http://localhost:${settings.port}`
const database = openDatabasePool(LUECKENLOS_APP_URL)
const handleRequest = createRequestHandler(build, 'production')

function languageOf(context: Context): Language {
  const asked = context.req.query('sprache')
  const remembered = getCookie(context, 'sprache')
  return isLanguage(asked) ? asked : isLanguage(remembered) ? remembered : 'de'
}

/** Each trusted proxy appends the address it was asked from; what stands before those could be anybody's invention. */
function addressOf(context: Context): string {
  const own = getConnInfo(context).remote.address ?? ''
  const told = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  return settings.proxies === 0 ? own : (told.at(-settings.proxies) ?? own)
}

const app = new Hono<{ Variables: SecureHeadersVariables }>()

app.use(
  '*',
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", NONCE],
      styleSrc: ["'self'"],
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // 'no-referrer' would make forms without JavaScript send "Origin: null", which React Router refuses.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
  }),
)

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

app.get('/status', async (context) => {
  await database.shared(async () => {})
  return context.json({ state: 'ready' })
})

/** PostgreSQL has no text with the character NUL; no address of ours holds it. */
app.use('*', async (context, next) => {
  if (/%00/i.test(context.req.url)) return context.text('Diese Adresse lässt sich nicht lesen.', 400)
  await next()
})

app.all('*', async (context) => {
  const language = languageOf(context)
  const provider = new RouterContextProvider()
  provider.set(requestContext, {
    database,
    sessionToken: getCookie(context, 'sitzung'),
    language,
    demo,
    now: new Date(),
    sessionLimits: { idleMinutes: settings.idleMinutes, hours: settings.sessionHours },
    publicUrl,
    address: addressOf(context),
    userAgent: context.req.header('user-agent') ?? '',
    mails: settings.smtpUrl !== undefined,
    cookie: (name) => getCookie(context, name),
  })
  provider.set(nonceContext, context.get('secureHeadersNonce') ?? randomUUID())
  const response = await handleRequest(context.req.raw, provider)
  if (isLanguage(context.req.query('sprache'))) {
    response.headers.append('Set-Cookie', `sprache=${language}; Path=/; Max-Age=31536000; SameSite=Lax`)
  }
  return response
})

const server = serve(
  // The demonstration knows no passwords: it must not be reachable from another computer.
  { fetch: app.fetch, port: settings.port, hostname: settings.host },
  (address) => process.send?.({ kind: 'listening', port: address.port }),
)

function stop() {
  server.close(() => void database.close().then(() => process.exit(0)))
  // Open keep-alive connections must not hold the process for long.
  setTimeout(() => process.exit(0), 3000).unref()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.on('disconnect', stop)
