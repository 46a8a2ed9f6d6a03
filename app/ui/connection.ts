/*
 * What the browser sends while a page stays open, and the server can't be reached: nothing that is typed may be lost by it.
 * A request that found nobody waits and is sent again, the page stands as it was, and a sentence says so (`ConnectionNotice`).
 * Forms may be sent twice: whatever came through the first time isn't done again (tests/requests/formsTwice.request.ts).
 */

/** How long to wait before the next attempt, if the browser doesn't say earlier that it is connected again. */
const pause = 3_000
/** What stands before the server, and says that it doesn't answer. */
const unreachable = new Set([502, 503, 504])

let waiting = 0
const listeners = new Set<() => void>()

function changeWaiting(by: number): void {
  waiting += by
  for (const listener of listeners) listener()
}

/** Whether something waits for the connection; for `useSyncExternalStore`. */
export const isWaiting = (): boolean => waiting > 0

export function onWaiting(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function untilNextTry(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal?.removeEventListener('abort', end)
      if (signal?.aborted) reject(signal.reason)
      else resolve()
    }
    const timer = setTimeout(end, pause)
    window.addEventListener('online', end)
    signal?.addEventListener('abort', end)
  })
}

/** The answer; undefined where nobody answered. Whoever gave the request up gets their error. */
async function attempt(
  send: typeof fetch,
  [address, options]: Parameters<typeof fetch>,
): Promise<Response | undefined> {
  try {
    const response = await send(address, options)
    return unreachable.has(response.status) && !response.headers.has('X-Remix-Response')
      ? undefined
      : response
  } catch (error) {
    if (options?.signal?.aborted) throw error
    return undefined
  }
}

/** Sends as `send` does, and again and again while nobody answers, as long as the page still wants it. */
async function sendUntilAnswered(send: typeof fetch, request: Parameters<typeof fetch>): Promise<Response> {
  const first = await attempt(send, request)
  if (first) return first
  changeWaiting(1)
  try {
    for (;;) {
      await untilNextTry(request[1]?.signal ?? undefined)
      const response = await attempt(send, request)
      if (response) return response
    }
  } finally {
    changeWaiting(-1)
  }
}

/** From now on what forms and links of the open page ask for waits for the connection; whatever else is sent doesn't. */
export function waitForConnection(): void {
  const send = window.fetch.bind(window)
  window.fetch = (address, options) => {
    const { origin, pathname } = new URL(address instanceof Request ? address.url : address, location.href)
    const isOfPage = origin === location.origin && pathname.endsWith('.data')
    return isOfPage && !(address instanceof Request)
      ? sendUntilAnswered(send, [address, options])
      : send(address, options)
  }
}
