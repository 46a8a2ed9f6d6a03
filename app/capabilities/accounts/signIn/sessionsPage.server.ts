import type { Shared } from '#app/platform/database.server.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { removeSessionOf, removeSessions, type Session } from './sessions.server.ts'

/** One session by its id, or all but this one. */
export type SessionChoice = { readonly id: string } | 'others'

export function readSessionChoice(form: FormData): SessionChoice | undefined {
  const chosen = form.get('sitzung')
  if (chosen === 'andere') return 'others'
  return typeof chosen === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(chosen)
    ? { id: chosen }
    : undefined
}

/** Ends sessions of one's own account; how many there were. Pressing twice ends nothing twice. */
export async function endSessions(
  shared: Shared,
  session: Pick<Session, 'id' | 'accountId' | 'name'>,
  choice: SessionChoice,
  now: Date,
): Promise<number> {
  const { id, accountId, name } = session
  const count =
    choice === 'others'
      ? await removeSessions(shared, accountId, id)
      : await removeSessionOf(shared, accountId, choice.id)
  if (count > 0)
    await recordAccountEvent(shared, {
      accountId,
      actor: name,
      action: 'session.end',
      details: { count },
      at: now,
    })
  return count
}
