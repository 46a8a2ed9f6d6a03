import { type IncomingHttpHeaders, request } from 'node:http'

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

type Asked = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly agent?: import('node:http').Agent
}

/** One request exactly as given: nothing is added, followed or checked as a browser or `fetch` would. */
export function ask(baseUrl: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl)
  const { method = 'GET', headers = {}, body, agent } = asked
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A form as a browser without JavaScript sends it from a page of the same server. */
export function sendForm(
  baseUrl: string,
  path: string,
  fields: Readonly<Record<string, string>> | URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const body = new URLSearchParams(fields).toString()
  return ask(baseUrl, path, {
    method: 'POST',
    body,
    headers: {
      origin: baseUrl,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    },
  })
}
