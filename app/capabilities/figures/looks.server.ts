import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordLook } from '#app/capabilities/accounts/accounts.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { findFile, type StoredFile } from '#app/platform/files.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { demandDelivery, findDelivery } from './deliveries.server.ts'
import { readDeliveryPage } from './deliveryPage.server.ts'
import { listFindings } from './findings/findings.server.ts'
import { type FindingView, viewFinding } from './findings/findingView.ts'
import { readNames } from './names.server.ts'

/**
 * Who works on a delivery looks at its counts for one purpose, so nobody is asked for the reason each time. It stands in the
 * trail, in German like everything that a municipality keeps.
 */
const fixedReason = 'Prüfung der Lieferung'

/** As `readDeliveryPage`; where the page shows figures as they were delivered, the look is recorded in the same transaction. */
export async function openDeliveryPage(
  writer: Writer,
  actor: Actor,
  id: number,
  language: Language,
  now: Date,
): Promise<Awaited<ReturnType<typeof readDeliveryPage>>> {
  const page = await readDeliveryPage(writer, id, actor, language)
  if (page && (page.preview || page.arrival || page.findings.length > 0)) {
    await demandDelivery(writer, actor, 'figures.preview', id)
    await recordLook(writer, actor, {
      action: 'delivery.look',
      thing: `delivery ${id}`,
      reason: fixedReason,
      details: { preview: page.preview !== undefined, findings: page.findings.length },
      at: now,
    })
  }
  return page
}

/** The kept questions about a delivery, for a programme that asks without a page; the look is recorded where there are some. */
export async function openFindings(
  writer: Writer,
  actor: Actor,
  id: number,
  language: Language,
  now: Date,
): Promise<readonly FindingView[]> {
  await demandDelivery(writer, actor, 'figures.preview', id)
  const findings = await listFindings(writer, id)
  if (findings.length === 0) return []
  await recordLook(writer, actor, {
    action: 'delivery.look',
    thing: `delivery ${id}`,
    reason: fixedReason,
    details: { preview: false, findings: findings.length },
    at: now,
  })
  const { names } = await readNames(writer, language)
  const t = i18nFor(language).getFixedT(language, 'figures')
  return findings.map((finding) => viewFinding(finding, names, language, t))
}

/** The office's file for somebody who may see it; each look is recorded. `deleted`: the delivery was discarded, and its file with it. */
export async function getDeliveryFile(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<StoredFile | 'deleted' | undefined> {
  await demandDelivery(writer, actor, 'figures.preview', id)
  const delivery = await findDelivery(writer, id, 'de')
  if (delivery?.state === 'discarded') return 'deleted'
  const file = delivery && (await findFile(writer, delivery.fileId))
  if (!file) return undefined
  await recordLook(writer, actor, {
    action: 'delivery.download',
    thing: `delivery ${id}`,
    reason: fixedReason,
    details: { sha256: file.sha256 },
    at: now,
  })
  return file
}
