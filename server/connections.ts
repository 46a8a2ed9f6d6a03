import type { Server, ServerOptions } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerType } from '@hono/node-server'
import { logError } from '#app/platform/log.server.ts'

/** Milliseconds; long enough for 200 MB over a slow line, short enough that open ends don't pile up. */
export const serverOptions: ServerOptions = {
  headersTimeout: 15_000,
  requestTimeout: 15 * 60_000,
  // Longer than proxies keep their connections (nginx 60 s): otherwise one sends a request into a connection just closed.
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
}

const silence = 120_000

/** What isn't HTTP, is too long or came too slowly never reaches a handler; it gets a sentence all the same. */
const sentences: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large|Die Adresse oder die Kopfzeilen sind zu lang.',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout|Die Anfrage kam zu langsam an.',
}

export function answerBrokenRequests(server: ServerType): void {
  ;(server as Server).setTimeout(silence)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    const found = sentences[error.code ?? ''] ?? '400 Bad Request|Diese Anfrage lässt sich nicht lesen.'
    const [status, sentence = ''] = found.split('|')
    const length = Buffer.byteLength(sentence)
    socket.end(
      `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${length}\r\n\r\n${sentence}`,
    )
  })
}

/** How long requests that are being answered may still take when the process ends. */
const patience = 20_000

type Ending = { hasBegun(): boolean; listenFor(server: ServerType): void }

/**
 * Ends the process without losing a request: on SIGTERM or SIGINT it says so in /status, takes requests for
 * `drainSeconds` more (so that a load balancer notices), then no new connections, and ends when the last answer is out.
 */
export function endInGoodOrder(options: { drainSeconds: number; onEnd: () => Promise<void> }): Ending {
  let hasBegun = false

  async function end(server: Server, drainSeconds: number): Promise<void> {
    if (hasBegun) return
    hasBegun = true
    await sleep(drainSeconds * 1000)
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    const isDone = await Promise.race([closed.then(() => true), sleep(patience, false, { ref: false })])
    if (!isDone) server.closeAllConnections()
    await Promise.race([options.onEnd().catch(() => {}), sleep(2_000)])
    process.exit(0)
  }

  return {
    hasBegun: () => hasBegun,
    listenFor(server) {
      for (const signal of ['SIGTERM', 'SIGINT'] as const)
        process.on(signal, () => void end(server as Server, options.drainSeconds))
      // Whoever started us is gone: nobody waits for us any more.
      process.on('disconnect', () => void end(server as Server, 0))
      process.on('uncaughtException', (error) => {
        logError('process', error)
        process.exit(1)
      })
    },
  }
}
