import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#app/platform/database.server.ts'
import { answerOnce } from '#app/platform/submissions.server.ts'

const stored = z.object({
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
  nonce: z.string(),
})

/** Larger answers than any page that follows a form; characters. */
const largest = 2_000_000

/**
 * Answers a form of somebody signed in: pressed twice, it is carried out once and both presses get the same answer. Only for
 * bodies that were read whole; what is uploaded recognises itself by its hash.
 */
export async function answerForm(
  database: Database,
  form: { readonly session: string; readonly request: Request; readonly nonce: string },
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { session, request, nonce } = form
  const hash = createHash('sha256')
    .update(await request.clone().text())
    .digest('base64')
  let own: Response | undefined
  const answer = await answerOnce(database, `${session}\n${request.url}\n${hash}`, async () => {
    own = await handle(request)
    const { status, headers } = own
    // A broken or refused form is meant to be sent again, a file is none of our pages.
    if (status >= 400 || !/^(text\/|$)/.test(headers.get('content-type') ?? '')) return undefined
    const body = await own.clone().text()
    if (body.length > largest) return undefined
    return JSON.stringify({ status, headers: [...headers], body, nonce } satisfies z.infer<typeof stored>)
  })
  if (own) return own
  if (answer === undefined) return handle(request)
  const { status, headers, body, nonce: former } = stored.parse(JSON.parse(answer))
  // Scripts of the page are allowed by the nonce of this answer, not by that of the first.
  const page = body === '' ? null : body.replaceAll(former, nonce)
  return new Response(page, { status, headers })
}
