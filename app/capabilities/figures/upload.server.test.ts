import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { fileLimits } from '#app/platform/tables/refusal.ts'
import { receiveUpload } from './upload.server.ts'

const boundary = 'x-boundary-x'
const field = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const fileHead = (name: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`
const end = `\r\n--${boundary}--\r\n`

function requestOf(parts: Iterable<string | Uint8Array>): Request {
  const pieces = [...parts]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
    },
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return new Request('http://localhost/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
}
const spools = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lueckenlos-upload-')).length

describe('an upload', () => {
  it('is received piece by piece, with its fields, and is gone afterwards', async () => {
    const before = spools()
    const request = requestOf([
      field('source', 'school_entry'),
      fileHead('C:\\Daten\\Höhe.csv'),
      'a;b\n',
      '1;2\n',
      end,
    ])
    const seen = await receiveUpload(request, async (upload) => {
      if ('failed' in upload) throw new Error(upload.failed)
      const chunks: Uint8Array[] = []
      for await (const chunk of upload.file!.content()) chunks.push(chunk)
      return { ...upload, file: { ...upload.file!, text: Buffer.concat(chunks).toString() } }
    })
    expect(seen).toMatchObject({
      fields: { source: 'school_entry' },
      file: { name: 'Höhe.csv', size: 8, text: 'a;b\n1;2\n' },
      refusal: undefined,
    })
    expect(spools()).toBe(before)
  })

  it('over the limit is refused without being kept', async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(0x61)
    function* parts() {
      yield fileHead('gross.csv')
      for (let i = 0; i < 201; i += 1) yield megabyte
      yield end
    }
    const upload = await receiveUpload(requestOf(parts()), async (received) => received)
    expect(upload).toMatchObject({ refusal: { refused: 'too-large', limitMegabytes: 200 } })
    expect('failed' in upload ? 0 : upload.file!.size).toBe(fileLimits.csvBytes + 1)
  }, 60_000)

  it('of a picture named .csv is refused by its bytes', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const upload = await receiveUpload(
      requestOf([fileHead('bild.csv'), png, end]),
      async (received) => received,
    )
    expect(upload).toMatchObject({ refusal: { refused: 'not-a-table', looksLike: 'image' } })
  })

  it('without a file, with two, or broken off says so', async () => {
    const receive = (parts: string[]) => receiveUpload(requestOf(parts), async (received) => received)
    expect(await receive([field('source', 'x'), fileHead(''), end])).toMatchObject({ file: undefined })
    expect(await receive([fileHead('a.csv'), '1', '\r\n', fileHead('b.csv'), '2', end])).toEqual({
      failed: 'several-files',
    })
    expect(await receive([fileHead('a.csv'), 'a;b\n1'])).toEqual({ failed: 'broken' })
    const plain = new Request('http://localhost/', { method: 'POST', body: 'x' })
    expect(await receiveUpload(plain, async (received) => received)).toEqual({ failed: 'broken' })
  })
})
