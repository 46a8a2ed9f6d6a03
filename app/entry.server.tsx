import { Writable } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { logError } from '#app/platform/log.server.ts'
import { nonceContext } from '../server/nonce.ts'
import { ErrorReferenceProvider } from './errorReference.ts'
import { i18nFor } from './texts/i18n.ts'

/** Of each request that failed: the number under which its failure was logged. */
const references = new WeakMap<object, string>()

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { language } = context.get(requestContext)
  const nonce = context.get(nonceContext)
  return new Promise((resolve, reject) => {
    let answered = status
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={i18nFor(language)}>
        <ErrorReferenceProvider value={references.get(context) ?? ''}>
          <ServerRouter context={entry} url={request.url} nonce={nonce} />
        </ErrorReferenceProvider>
      </I18nextProvider>,
      {
        nonce,
        onAllReady() {
          headers.set('Content-Type', 'text/html; charset=utf-8')
          const body = collect((page) => resolve(new Response(page, { headers, status: answered })))
          body.on('error', reject)
          pipe(body)
        },
        onShellError: reject,
        onError() {
          answered = 500
        },
      },
    )
    setTimeout(abort, 20_000).unref()
  })
}

/**
 * The whole page in one piece. Nothing of it is sent before all of it is ready anyway, and hundreds of small pieces cost more
 * time on their way through compression and socket than the page took to draw.
 */
function collect(onPage: (page: Uint8Array<ArrayBuffer>) => void): Writable {
  const parts: Buffer[] = []
  return new Writable({
    write(part: Buffer, _encoding, done) {
      // React fills the same piece of memory again for the next part.
      parts.push(Buffer.from(part))
      done()
    },
    final(done) {
      onPage(Uint8Array.from(Buffer.concat(parts)))
      done()
    },
  })
}

/** Logged once, under a number that the error page shows. The address without its variable parts: tokens stand there. */
export const handleError: HandleErrorFunction = (error, { request, params, context }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  const values = new Set(Object.values(params).filter((value) => value !== undefined))
  const path = new URL(request.url).pathname
    .split('/')
    .map((part) => (values.has(decodeURIComponent(part)) ? ':' : part))
    .join('/')
  references.set(context, logError(`${request.method} ${path}`, error))
}
