import type { KeyVisitor } from '#app/capabilities/accounts/accounts.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import type { Database } from '#app/platform/database.server.ts'
import { listSources } from '../catalogue.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { openFindings } from '../looks.server.ts'
import { isOpen, type Look } from './deliver.server.ts'

/**
 * How far a delivery is, with the questions about it; undefined: there is none of that number for this key. As with the page,
 * looking at questions is recorded: counts stand in them. Who works on it in the house is nobody's business here.
 */
export async function describeDelivery(
  database: Database,
  visitor: KeyVisitor,
  asked: string,
  { language, now }: Look,
): Promise<object | undefined> {
  const id = readRowId(asked)
  if (id === undefined) return undefined
  return database.write(visitor.tenantId, async (writer) => {
    const delivery = await findDelivery(writer, id, language)
    const source = (await listSources(writer)).find(({ key }) => key === delivery?.sourceKey)
    if (!delivery || !source || !isOpen(visitor, source)) return undefined
    const findings = await openFindings(writer, visitor.actor, id, language, now)
    const { state, sourceKey, fileName, receivedOn, note, factCount, createdAt, releasedAt, replacesId } =
      delivery
    return {
      delivery: id,
      state,
      source: sourceKey,
      fileName,
      receivedOn,
      note,
      stored: factCount,
      createdAt: createdAt.toISOString(),
      releasedAt: releasedAt?.toISOString() ?? null,
      replaces: replacesId ?? null,
      findings: findings.map(({ severity, state: at, cell, title, sentence, answer }) => ({
        severity,
        state: at,
        at: cell ?? null,
        title,
        text: sentence,
        answer: answer ?? null,
      })),
    }
  })
}
