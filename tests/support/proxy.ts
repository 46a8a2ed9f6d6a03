import { once } from 'node:events'
import { createServer, request } from 'node:http'

export type TurnTaker = {
  readonly baseUrl: string
  readonly port: number
  /** Which of the servers behind get the next requests; round and round among them. */
  send(to: readonly number[]): void
  /** How many requests each port has answered. */
  readonly answered: ReadonlyMap<number, number>
  stop(): Promise<void>
}

/**
 * A small proxy as municipalities put before their software: takes turns, says who asked (X-Forwarded-For), and asks the
 * next server when one takes no connections. Like a real one it never repeats what may have arrived.
 */
export async function startProxy(): Promise<TurnTaker> {
  let targets: readonly number[] = []
  let turn = 0
  const answered = new Map<number, number>()
  const server = createServer((incoming, outgoing) => {
    const attempt = (left: number) => {
      turn += 1
      const port = targets[turn % targets.length]!
      const forwarded = [incoming.headers['x-forwarded-for'], incoming.socket.remoteAddress]
      const onward = request({
        port,
        host: '127.0.0.1',
        method: incoming.method,
        path: incoming.url,
        headers: {
          ...incoming.headers,
          'x-forwarded-for': forwarded.filter(Boolean).join(', '),
          'x-forwarded-proto': 'https',
        },
      })
      onward.on('response', (answer) => {
        answered.set(port, (answered.get(port) ?? 0) + 1)
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED' && left > 1) attempt(left - 1)
        else if (outgoing.headersSent) outgoing.destroy()
        else outgoing.writeHead(502).end()
      })
      incoming.pipe(onward)
    }
    attempt(targets.length)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    baseUrl: `http://localhost:${address.port}`,
    port: address.port,
    send(to) {
      targets = to
    },
    answered,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
