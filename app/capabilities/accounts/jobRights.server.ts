import type { Reader } from '#app/platform/database.server.ts'
import type { JobHandler } from '#app/platform/jobs/handler.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { Actor } from './account.ts'
import { findActor } from './accounts.server.ts'
import { findKeyActor } from './apiKeys/apiKeys.server.ts'
import { Forbidden } from './permission.ts'

/**
 * Who ordered a job, with the rights that they have now: what was taken from them since doesn't count any more. The command
 * line has no account and keeps what its order says. What a programme ordered stays within its key, and ends with it.
 */
export async function presentActor(reader: Reader, ordered: Actor): Promise<Actor> {
  if (ordered.accountId === 0) return ordered
  const present =
    ordered.apiKey === undefined
      ? await findActor(reader, ordered)
      : await findKeyActor(reader, ordered.apiKey, new Date())
  return present ?? { ...ordered, grants: [] }
}

/** A job whose person may no longer do this ends with a sentence for them, not as something broken. */
export function refusingForbidden(handler: JobHandler): JobHandler {
  return async (input, tools) => {
    try {
      return await handler(input, tools)
    } catch (error) {
      if (!(error instanceof Forbidden)) throw error
      throw new Refusal(i18nFor('de').getFixedT('de', 'accounts')('job.notAllowed'))
    }
  }
}
