import type { RouterContextProvider } from 'react-router'
import { countAttempt } from '#app/capabilities/accounts/accounts.server.ts'
import { findCurrentSession, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { pagePath } from './path.ts'

type Expensive = {
  readonly name: string
  readonly path: RegExp
  readonly limit: number
  readonly minutes: number
}

/** Forms whose work costs minutes of a processor or much space. Those that send mail or prove who one is count for themselves. */
const expensive: readonly Expensive[] = [
  { name: 'delivery', path: /^\/[^/]+\/lieferungen\/(?:neu|einzeldaten)$/, limit: 300, minutes: 60 },
  { name: 'delivery by link', path: /^\/[^/]+\/zulieferung\/[^/]+$/, limit: 60, minutes: 60 },
  { name: 'report', path: /^\/[^/]+\/berichte$/, limit: 30, minutes: 60 },
  { name: 'export', path: /^\/[^/]+\/verwaltung\/export$/, limit: 10, minutes: 60 },
  { name: 'audit check', path: /^\/[^/]+\/protokoll\/pruefung$/, limit: 30, minutes: 10 },
]

/**
 * 0 if this form may be taken, otherwise the seconds after which it surely may. Counted per person (signed out: per network) in
 * the database, so that it holds for all processes together.
 */
export async function secondsToWait(
  context: Readonly<RouterContextProvider>,
  request: Request,
): Promise<number> {
  if (request.method !== 'POST') return 0
  const path = pagePath(new URL(request.url).pathname)
  const found = expensive.find((one) => one.path.test(path))
  if (!found) return 0
  const { database, address, now } = context.get(requestContext)
  const session = await findCurrentSession(context)
  const whose = session ? `account ${session.accountId}` : `address ${address}`
  const { name, limit, minutes } = found
  const isAllowed = await countAttempt(database, { key: `${name} ${whose}`, limit, minutes }, now)
  return isAllowed ? 0 : minutes * 60
}
