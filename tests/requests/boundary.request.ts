import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { ask, sendForm } from '../support/http.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

const publicUrl = 'https://praevention.stadt.example'
let database: TestDatabase
/** As on one computer, and as behind a proxy that takes the encryption off. */
let local: WebServer
let behindProxy: WebServer

beforeAll(async () => {
  database = await createTestDatabase()
  local = await startWebServer(database)
  behindProxy = await startWebServer(database, { APP_URL: publicUrl, LUECKENLOS_PROXIES: '1' })
})
afterAll(async () => {
  await local?.stop()
  await behindProxy?.stop()
  await database.close()
})

const language = (baseUrl: string, headers: Record<string, string> = {}) =>
  sendForm(baseUrl, '/sprache', { sprache: 'en', zurueck: '/anmelden' }, headers)

describe('the headers of every answer', () => {
  test('let scripts run only with the nonce of this answer or from our server, and styles from files only', async () => {
    const [one, other] = await Promise.all([ask(local.baseUrl, '/'), ask(local.baseUrl, '/anmelden')])
    const policy = String(one.headers['content-security-policy'])
    expect(policy.replace(/nonce-[^']+/, 'nonce-N').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self' 'nonce-N'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
    expect(policy).not.toBe(other.headers['content-security-policy'])
    expect(one.text + other.text).not.toMatch(/ style="|<style| on[a-z]+="|href="javascript:/)
    const scripts = [...other.text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)
    expect(scripts.length).toBeGreaterThan(0)
    for (const tag of scripts) {
      const nonce = / nonce="([^"]+)"/.exec(tag)?.[1]
      expect(other.headers['content-security-policy'], tag).toContain(`'nonce-${nonce}'`)
    }
  })

  test.each(['/', '/nirgends', '/icon.svg', '/status', '/%00', '/anmelden.data'])(
    'of %s forbid guessing, framing, foreign windows and unused powers',
    async (path) => {
      const { headers } = await ask(local.baseUrl, path)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/)
      // Chromium doesn't know it and says so on every page.
      expect(headers['permissions-policy']).not.toContain('bluetooth')
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers.server).toBeUndefined()
    },
  )

  test('promise encryption for a year only where the public address is encrypted', async () => {
    expect((await ask(local.baseUrl, '/')).headers['strict-transport-security']).toBeUndefined()
    const { headers } = await ask(behindProxy.baseUrl, '/')
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests')
  })

  test('let nothing be kept that belongs to a session, and files with a name of their own for ever', async () => {
    const cache = async (path: string, cookie?: string) =>
      (await ask(local.baseUrl, path, { headers: cookie ? { cookie } : {} })).headers['cache-control']
    expect(await cache('/')).toBe('private, no-cache')
    expect(await cache('/', 'sitzung=abc')).toBe('private, no-store')
    expect(await cache('/anmelden')).toBe('private, no-store')
    const sheet = /href="(\/assets\/[^"]+\.css)"/.exec((await ask(local.baseUrl, '/')).text)?.[1]
    expect(await cache(sheet!)).toBe('public, max-age=31536000, immutable')
  })
})

describe('a form is taken', () => {
  test('from a page of ours only, on one computer', async () => {
    const taken = await language(local.baseUrl)
    expect(taken.status).toBe(302)
    expect(taken.headers['set-cookie']).toEqual([expect.not.stringContaining('Secure')])
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: publicUrl },
    ]
    for (const headers of foreign) {
      const answer = await language(local.baseUrl, headers)
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('kam nicht von einer Seite dieser Anwendung')
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  test('behind a proxy by its public address, whatever the proxy calls us', async () => {
    const taken = await language(behindProxy.baseUrl, { origin: publicUrl })
    expect(taken.status).toBe(302)
    expect(taken.headers['set-cookie']).toEqual([expect.stringMatching(/^sprache=en;.*; Secure$/)])
    expect((await language(behindProxy.baseUrl, { origin: publicUrl, host: 'intern:3000' })).status).toBe(302)
    expect((await language(behindProxy.baseUrl)).status).toBe(403)
    expect((await language(behindProxy.baseUrl, { origin: publicUrl.replace('https', 'http') })).status).toBe(
      403,
    )
  })

  test('from nobody who does not say where it comes from', async () => {
    const answer = await ask(local.baseUrl, '/sprache', {
      method: 'POST',
      body: 'sprache=en',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '10' },
    })
    expect(answer.status).toBe(403)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])('with POST, not with %s', async (method) => {
    const answer = await ask(local.baseUrl, '/sprache', { method, headers: { origin: local.baseUrl } })
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe('GET, HEAD, POST')
  })
})

describe('under a name that is not ours', () => {
  test('nothing is served as long as the software is for this computer only', async () => {
    for (const host of ['evil.example', 'evil.example:3000', 'localhost.evil.example'])
      expect((await ask(local.baseUrl, '/', { headers: { host } })).status).toBe(421)
    expect((await ask(local.baseUrl, '/', { headers: { host: '127.0.0.1:80' } })).status).toBe(200)
  })

  test('no link or redirect takes the name on', async () => {
    const answer = await language(behindProxy.baseUrl, { origin: publicUrl, host: 'evil.example' })
    expect(answer.headers.location).toBe('/anmelden')
    const page = await ask(behindProxy.baseUrl, '/', {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    })
    expect(page.text).not.toContain('evil.example')
  })
})

describe('what cannot be read is answered with 400 and a German sentence', () => {
  const post = (type: string, body: string | Buffer, path = '/sprache') =>
    ask(local.baseUrl, path, {
      method: 'POST',
      body,
      headers: {
        origin: local.baseUrl,
        ...(type ? { 'content-type': type } : {}),
        'content-length': String(Buffer.byteLength(body)),
      },
    })
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const boundary = 'multipart/form-data; boundary=x'

  test.each([
    ['JSON, however deep', 'application/json', deep],
    ['plain text', 'text/plain', 'sprache=en'],
    ['no type at all', '', 'sprache=en'],
    ['a form in parts without its boundary', 'multipart/form-data', '--x\r\n\r\n--x--'],
    ['a form in parts that breaks off', boundary, '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'],
    ['a form in parts that is none', boundary, 'sprache=en'],
    ['the character NUL in a value', 'application/x-www-form-urlencoded', 'sprache=en&zurueck=%00'],
    ['the character NUL in a name', 'application/x-www-form-urlencoded', 'spr%00ache=en'],
    [
      'the character NUL in a part',
      boundary,
      '--x\r\nContent-Disposition: form-data; name="sprache"\r\n\r\nen\0\r\n--x--\r\n',
    ],
    [
      'thousands of fields',
      'application/x-www-form-urlencoded',
      Array.from({ length: 6000 }, (_, index) => `a${index}=1`).join('&'),
    ],
  ])('%s', async (_, type, body) => {
    const answer = await post(type, body)
    expect(answer.status).toBe(400)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.text).toContain('Gespeichert wurde nichts')
  })

  test.each(['/%00', '/hamm?jahr=%00', '/%E0%A4%A', '/%ff', '/hamm/%zz'])('the address %s', async (path) => {
    const answer = await ask(local.baseUrl, path)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('lassen sich nicht lesen')
  })

  test('and the English sentence for whoever reads English', async () => {
    const answer = await ask(local.baseUrl, '/%00', { headers: { cookie: 'sprache=en' } })
    expect(answer.text).toContain('<html lang="en"')
    expect(answer.text).toContain('Nothing was stored')
  })
})

describe('what is too large is answered with 413', () => {
  const headers = () => ({
    origin: local.baseUrl,
    'content-type': 'application/x-www-form-urlencoded',
  })
  const body = (bytes: number) => `a=${'x'.repeat(bytes - 2)}`

  test('a form over 256 KB, and one of exactly that size is read', async () => {
    const large = await ask(local.baseUrl, '/sprache', {
      method: 'POST',
      body: body(256 * 1024 + 1),
      headers: { ...headers(), 'content-length': String(256 * 1024 + 1) },
    })
    expect(large.status).toBe(413)
    expect(large.text).toContain('höchstens 256 Kilobyte')
    const fits = await ask(local.baseUrl, '/sprache', {
      method: 'POST',
      body: body(256 * 1024),
      headers: { ...headers(), 'content-length': String(256 * 1024) },
    })
    expect(fits.status).toBe(302)
  })

  test('also when it does not say how large it is', async () => {
    const answer = await ask(local.baseUrl, '/sprache', {
      method: 'POST',
      body: body(300 * 1024),
      headers: { ...headers(), 'transfer-encoding': 'chunked' },
    })
    expect(answer.status).toBe(413)
  })

  test('a file that says it has 3 GB, before its first byte', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(local.port, '127.0.0.1', () =>
        socket.write(
          `POST /hamm/lieferungen/neu HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 3000000000\r\n\r\n`,
        ),
      )
      let text = ''
      socket.on('data', (data) => {
        text += data.toString()
        if (!text.includes('</html>')) return
        socket.destroy()
        resolve(text)
      })
      socket.once('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('Die Datei ist zu groß')
  })
})

describe('an address or a header that is too long', () => {
  test('is answered with 414 or 431 and a sentence', async () => {
    const long = await ask(local.baseUrl, `/hamm?a=${'x'.repeat(5000)}`)
    expect(long.status).toBe(414)
    expect(long.text).toContain('Diese Adresse ist zu lang')
    const header = await ask(local.baseUrl, '/', { headers: { 'x-a': 'x'.repeat(20_000) } })
    expect(header.status).toBe(431)
    expect(header.text).toBe('Die Adresse oder die Kopfzeilen sind zu lang.')
  })
})

test('what is no HTTP gets a sentence and an end', async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(local.port, '127.0.0.1', () => socket.write('EHLO mail.example\r\n\r\n'))
    let text = ''
    socket.on('data', (data) => {
      text += data.toString()
    })
    socket.on('close', () => resolve(text))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*lässt sich nicht lesen/)
})
