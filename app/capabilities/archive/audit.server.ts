import { verifyAccountEvents, verifyAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader } from '#app/platform/database.server.ts'

/** Checks the audit trail of a tenant that came out of a file; a German sentence where its chain is broken. */
export async function verifyTrails(reader: Reader): Promise<string[]> {
  const outcomes = [
    ['Protokoll', await verifyAudit(reader)],
    ['Protokoll der Konten', await verifyAccountEvents(reader)],
  ] as const
  return outcomes.flatMap(([name, outcome]) =>
    outcome.state === 'broken' ? [`${name}: Eintrag ${outcome.position} passt nicht zu den anderen.`] : [],
  )
}
