import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import { startJob } from '#app/platform/jobs/jobs.server.ts'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import { storeReading } from './analysis.server.ts'
import {
  changeLayout,
  createDelivery,
  demandDelivery,
  findDelivery,
  findJustDelivered,
  lockDraft,
  type NewDelivery,
} from './deliveries.server.ts'
import { type DeliveryOutcome, readAtOnce } from './delivery.ts'
import type { LayoutCorrections } from './figure.ts'
import { checkForPersons } from './persons/checkFile.server.ts'
import type { PersonalSign } from './persons/persons.ts'

/** Whether a file is read while the page waits. Workbooks are packed, so their limit is lower. */
function isShort(fileName: string, size: number): boolean {
  return size <= (/\.xls[xm]$/i.test(fileName) ? readAtOnce.workbook : readAtOnce.csv)
}

/**
 * Reads a draft with a person's corrections: at once if it is short, else in the background. The run's id stands with the
 * draft, where the page finds it.
 */
export async function readDraft(
  writer: Writer,
  actor: Actor,
  id: number,
  corrections: LayoutCorrections,
  now: Date,
): Promise<DeliveryOutcome<object>> {
  await demandDelivery(writer, actor, 'figures.deliver', id)
  const draft = await lockDraft(writer, id)
  if (!draft.ok) return draft
  if (isShort(draft.delivery.fileName, draft.delivery.fileSize)) {
    const outcome = await changeLayout(writer, actor, id, corrections, now)
    return outcome.ok ? { ok: true } : outcome
  }
  const input = { deliveryId: id, corrections, actor }
  const run = await startJob(writer, actor.accountId, 'figures.read', `read:${id}`, input)
  await storeReading(writer, id, { job: run.id })
  await recordAudit(writer, actor, {
    action: 'delivery.reading',
    thing: `delivery ${id}`,
    details: { job: run.id },
    at: now,
  })
  return { ok: true }
}

/** Ends the transaction of an upload that turned out unreadable. */
class UnreadableUpload extends Error {
  override name = 'UnreadableUpload'
  readonly refusal: FileRefusal

  constructor(refusal: FileRefusal) {
    super(`upload refused: ${refusal.refused}`)
    this.refusal = refusal
  }
}

/** Ends the transaction of an upload that the same person has just made: the second press of the button. */
class DeliveredAlready extends Error {
  override name = 'DeliveredAlready'
  readonly id: number

  constructor(id: number) {
    super(`delivered already as ${id}`)
    this.id = id
  }
}

/** A file of which nothing was kept. */
type FileNotKept =
  | { readonly ok: false; readonly refusal: FileRefusal }
  | { readonly ok: false; readonly persons: PersonalSign }

/**
 * Stores an office's file as draft and has it read; one that speaks of persons is refused before anything of it is kept. A short
 * file that can't be read leaves nothing behind; the same file of the same person within a minute is the same delivery.
 */
export async function deliverFile(
  database: Database,
  actor: Actor,
  given: NewDelivery,
  now: Date,
): Promise<DeliveryOutcome<{ id: number }> | FileNotKept> {
  const checked = await checkForPersons(given.content, given.size)
  if (!('ok' in checked)) return { ok: false, ...checked }
  try {
    return await database.write(actor.tenantId, async (writer) => {
      const created = await createDelivery(writer, actor, given, now)
      if (!created.ok) return created
      const former = await findJustDelivered(writer, created.id, now)
      if (former !== undefined) throw new DeliveredAlready(former)
      await readDraft(writer, actor, created.id, {}, now)
      const analysis = (await findDelivery(writer, created.id, 'de'))?.analysis
      if (analysis?.state === 'refused') throw new UnreadableUpload(analysis.refusal)
      return { ok: true, id: created.id }
    })
  } catch (error) {
    if (error instanceof UnreadableUpload) return { ok: false, refusal: error.refusal }
    if (error instanceof DeliveredAlready) return { ok: true, id: error.id }
    throw error
  }
}

/** Corrections as the form gives them; another sheet makes those of the former one void. */
export async function correctDraft(
  writer: Writer,
  actor: Actor,
  id: number,
  corrections: LayoutCorrections,
  now: Date,
): Promise<DeliveryOutcome<object>> {
  await demandDelivery(writer, actor, 'figures.deliver', id)
  const former = (await findDelivery(writer, id, 'de'))?.layout?.tables.map(({ sheet }) => sheet)
  const { sheet } = corrections
  const wanted = sheet !== undefined && former && !former.includes(sheet) ? { sheet } : corrections
  return readDraft(writer, actor, id, wanted, now)
}
