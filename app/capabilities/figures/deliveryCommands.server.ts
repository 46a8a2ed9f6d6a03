import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { cancelJob } from '#app/platform/jobs/jobs.server.ts'
import { acceptAndRelease, startReleases } from './accept.server.ts'
import { bookDifference } from './booking/book.server.ts'
import { correctDraft, readDraft } from './commands.server.ts'
import { demandDelivery, findDelivery } from './deliveries.server.ts'
import { acceptAtOnce, type DeliveryRefusal, type DoneNotice } from './delivery.ts'
import { type FindingCommand, sayOnFindings } from './findings/findings.server.ts'
import type { FormError } from './formBack.ts'
import { readLayoutForm } from './layoutInput.ts'
import {
  checkAtOnce,
  checkDelivery,
  discardDelivery,
  handInDelivery,
  returnDelivery,
} from './life/life.server.ts'
import { withdrawDelivery } from './life/replacing.server.ts'
import { chooseRemembering } from './profiles/remember.server.ts'
import { rememberAsked, rememberField } from './profiles/remember.ts'
import { changeProposals } from './proposals/change.server.ts'
import { confirmField, neededProposals } from './proposals/proposalForm.ts'
import { isReadAsSeen, lockReadDraft } from './seen/seen.server.ts'
import { seenField } from './seen/seen.ts'

export type CommandOutcome =
  | { readonly kind: 'done'; readonly notice?: DoneNotice }
  | { readonly kind: 'refused'; readonly no: DeliveryRefusal }
  | { readonly kind: 'wrong'; readonly errors: readonly FormError[] }

type Command = {
  readonly writer: Writer
  readonly actor: Actor
  readonly id: number
  readonly form: FormData
  readonly now: Date
}

/**
 * Does what a button of the delivery's page asks for; `intent` names it. What more than delivering it takes is demanded by the
 * command itself.
 */
export async function runDeliveryCommand(
  writer: Writer,
  actor: Actor,
  id: number,
  form: FormData,
  now: Date,
): Promise<CommandOutcome> {
  await demandDelivery(writer, actor, 'figures.deliver', id)
  const command = { writer, actor, id, form, now }
  if (isTooLong(form)) return { kind: 'refused', no: 'text-too-long' }
  // Who hasn't looked at a page (a programme) sends no mark.
  const seen = form.get(seenField)
  if (decidesOnReading(form) && typeof seen === 'string' && !(await isReadAsSeen(writer, id, seen)))
    return { kind: 'refused', no: 'read-otherwise' }
  switch (form.get('intent')) {
    case 'layout':
      return correct(command)
    case 'proposals':
      return settleProposals(command)
    case 'reset':
      return outcomeOf(await readDraft(writer, actor, id, {}, now))
    case 'cancel':
      return cancel(command)
    case 'discard':
      return outcomeOf(await discardDelivery(writer, actor, id, now), 'verworfen')
    case 'deliver':
      return outcomeOf(await handInDelivery(writer, actor, id, now), 'abgegeben')
    case 'return':
      return outcomeOf(await returnDelivery(writer, actor, id, readText(form, 'note'), now), 'zurueckgegeben')
    case 'check':
      return outcomeOf(await checkDelivery(writer, actor, id, readText(form, 'reason'), now), 'geprueft')
    case 'accept':
      return accept(command)
    case 'withdraw':
      return withdraw(command)
    case 'book':
      return book(command)
    case 'answer':
      return say(command, 'answer', 'beantwortet')
    case 'accept-finding':
      return say(command, 'accept', 'entschieden')
    case 'ask-finding':
      return say(command, 'ask', 'nachgefragt')
    case 'request-correction':
      return say(command, 'request', 'korrektur')
    default:
      return { kind: 'refused', no: 'unknown-delivery' }
  }
}

const onReading: ReadonlySet<FormDataEntryValue | null> = new Set([
  ...['layout', 'proposals', 'reset'],
  ...['deliver', 'check', 'accept'],
])

/** Whether what the form says holds only for the reading that its page showed. */
const decidesOnReading = (form: FormData): boolean => onReading.has(form.get('intent'))

/** How many letters of a reason, a request or an answer are kept; the texts of the refusal say it too. */
const mostLetters = 4000

/** Whether somebody wrote more than is kept: nothing of it is cut off without a word. */
const isTooLong = (form: FormData): boolean =>
  [...form].some(
    ([name, value]) => /^(?:note|reason|answer)/.test(name) && String(value).trim().length > mostLetters,
  )

const readText = (form: FormData, field: string): string => String(form.get(field) ?? '').trim()

function outcomeOf(
  outcome: { ok: true } | { ok: false; no: DeliveryRefusal },
  notice?: DoneNotice,
): CommandOutcome {
  // A file that turns out unreadable says so on its page.
  if (outcome.ok || outcome.no === 'file-refused') return { kind: 'done', ...(notice && { notice }) }
  return { kind: 'refused', no: outcome.no }
}

async function correct({ writer, actor, id, form, now }: Command): Promise<CommandOutcome> {
  const draft = await lockReadDraft(writer, id)
  if (!draft.ok) return { kind: 'refused', no: draft.no }
  const read = readLayoutForm(form, draft.layout, draft.analysis.placeNames)
  if (!read.ok) return { kind: 'wrong', errors: read.errors }
  return outcomeOf(await correctDraft(writer, actor, id, read.corrections, now))
}

async function settleProposals({ writer, actor, id, form, now }: Command): Promise<CommandOutcome> {
  const outcome = await changeProposals(writer, actor, id, form, now)
  return 'errors' in outcome ? { kind: 'wrong', errors: outcome.errors } : outcomeOf(outcome)
}

/** Ends the run that reads this draft or takes it over, and no other. */
async function cancel({ writer, actor, id, now }: Command): Promise<CommandOutcome> {
  const analysis = (await findDelivery(writer, id, 'de'))?.analysis
  const job =
    analysis?.state === 'reading' ? analysis.job : analysis?.state === 'read' ? analysis.accepting : undefined
  if (job === undefined) return { kind: 'done' }
  await cancelJob(writer, job)
  await recordAudit(writer, actor, {
    action: 'job.cancel',
    thing: `delivery ${id}`,
    details: { job },
    at: now,
  })
  return { kind: 'done' }
}

/** All steps that are left in one press, or none of them. What would be created needs a yes of its own. */
async function accept({ writer, actor, id, form, now }: Command): Promise<CommandOutcome> {
  const { layout, analysis } = (await findDelivery(writer, id, 'de')) ?? {}
  const created = analysis?.state === 'read' && neededProposals(layout?.proposals, analysis.seriesCounts)
  if (created && form.get(confirmField) !== 'ja')
    return { kind: 'wrong', errors: [{ field: confirmField, problem: 'unconfirmed' }] }
  await writer.client.query('savepoint releasing')
  const prepared = await checkAtOnce(writer, actor, id, readText(form, 'reason'), now)
  if (prepared.ok && form.has(rememberAsked))
    await chooseRemembering(writer, actor, id, form.get(rememberField) === 'ja', now)
  const outcome = prepared.ok ? await acceptAndRelease(writer, actor, id, now, acceptAtOnce) : prepared
  if (!outcome.ok) {
    await writer.client.query('rollback to savepoint releasing')
    // The second of a double click: what this person wanted has happened.
    const found = await findDelivery(writer, id, 'de')
    const isOwn = found?.state === 'released' && found.releasedBy === actor.name
    return isOwn ? { kind: 'done', notice: 'freigegeben' } : { kind: 'refused', no: outcome.no }
  }
  return 'job' in outcome && outcome.job ? { kind: 'done' } : { kind: 'done', notice: 'freigegeben' }
}

async function withdraw({ writer, actor, id, form, now }: Command): Promise<CommandOutcome> {
  const outcome = await withdrawDelivery(writer, actor, id, readText(form, 'note'), now)
  if (!outcome.ok) return { kind: 'refused', no: outcome.no }
  await startReleases(writer, actor, outcome.familyIds)
  return { kind: 'done', notice: 'zurueckgezogen' }
}

/** Books what one finding says that is missing. */
async function book({ writer, actor, id: deliveryId, form, now }: Command): Promise<CommandOutcome> {
  const findingId = readRowId(form.get('finding')) ?? 0
  const reason = readText(form, `book-${findingId}`)
  return outcomeOf(await bookDifference(writer, actor, { deliveryId, findingId, reason }, now), 'gebucht')
}

/** What somebody says on one question or on several of the same kind. */
async function say(
  { writer, actor, id, form, now }: Command,
  step: FindingCommand['step'],
  notice: DoneNotice,
): Promise<CommandOutcome> {
  // Several such fields stand on one page, each with a name of its own.
  const field = [...form.keys()].find((name) => name === 'answer' || name.startsWith('answer-'))
  const said = field === undefined ? '' : readText(form, field)
  const findingIds = form.getAll('finding').flatMap((value) => readRowId(value) ?? [])
  if (said === '' || findingIds.length === 0) return { kind: 'refused', no: 'said-missing' }
  const settled = await sayOnFindings(writer, actor, { deliveryId: id, findingIds, step, said }, now)
  return settled > 0 ? { kind: 'done', notice } : { kind: 'refused', no: 'already-settled' }
}
