import type { Actor } from '#app/capabilities/accounts/account.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { type DeliverOutcome, deliverSheet } from './deliverSheet.server.ts'
import { readSheetInput, type SheetInput, type WrongField } from './sheetForm.ts'
import { demandSheet, discardSheet, findSheet, type SaveOutcome, saveSheet } from './sheets.server.ts'

export type SheetCommandOutcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wrong'; readonly input: SheetInput; readonly wrong: readonly WrongField[] }
  | (Extract<SaveOutcome, { kind: 'conflict' }> & { readonly input: SheetInput })
  | { readonly kind: 'saved'; readonly merged: string | undefined }
  | { readonly kind: 'discarded' }
  | { readonly kind: 'delivered'; readonly deliveryId: number }
  | { readonly kind: 'not-delivered'; readonly why: Exclude<DeliverOutcome, { ok: true }> }

/** Does what a button of the sheet's page asks for; what was typed is saved first, so that nothing gets lost. */
export async function runSheetCommand(
  writer: Writer,
  actor: Actor,
  id: number,
  form: FormData,
  now: Date,
): Promise<SheetCommandOutcome> {
  if (!(await findSheet(writer, actor, id))) return { kind: 'unknown' }
  const sheet = await demandSheet(writer, actor, id)
  const intent = form.get('intent')
  if (intent === 'discard') {
    await discardSheet(writer, actor, id, now)
    return { kind: 'discarded' }
  }
  const { input, wrong } = readSheetInput(form, sheet.shape)
  if (wrong.length > 0) return { kind: 'wrong', input, wrong }
  const saved = await saveSheet(writer, actor, id, input, now)
  if (saved.kind === 'conflict') return { ...saved, input }
  if (intent !== 'deliver') return saved
  const outcome = await deliverSheet(writer, actor, id, now)
  return outcome.ok
    ? { kind: 'delivered', deliveryId: outcome.deliveryId }
    : { kind: 'not-delivered', why: outcome }
}
