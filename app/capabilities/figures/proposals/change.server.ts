import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listFamilies } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { listSeries } from '../catalogue.server.ts'
import { readDraft } from '../commands.server.ts'
import { demandDelivery } from '../deliveries.server.ts'
import type { DeliveryOutcome } from '../delivery.ts'
import type { FormError } from '../formBack.ts'
import { lockReadDraft } from '../seen/seen.server.ts'
import { readProposalForm } from './proposalForm.ts'

/** Families that series of this source are protected in. */
async function listOwnFamilies(reader: Reader, sourceKey: string) {
  const series = await listSeries(reader)
  const own = new Set(series.flatMap((one) => (one.sourceKey === sourceKey ? [one.familyKey] : [])))
  return { series, families: (await listFamilies(reader)).filter(({ key }) => own.has(key)) }
}

/** The families that a proposed series can be put into, as choices. */
export async function listFamilyChoices(reader: Reader, sourceKey: string, language: Language) {
  const { families } = await listOwnFamilies(reader, sourceKey)
  return families.map(({ key, name, nameEn }) => ({
    value: key,
    label: nameIn(language, { name, nameEn }),
  }))
}

/** Settles how the series shall be that a draft proposes, and reads its file anew: another unit means other values. */
export async function changeProposals(
  writer: Writer,
  actor: Actor,
  id: number,
  form: FormData,
  now: Date,
): Promise<DeliveryOutcome<object> | { readonly ok: false; readonly errors: readonly FormError[] }> {
  await demandDelivery(writer, actor, 'figures.deliver', id)
  const draft = await lockReadDraft(writer, id)
  if (!draft.ok) return draft
  const { sourceKey, layout } = draft
  const { series, families } = await listOwnFamilies(writer, sourceKey)
  const context = { sourceKey, series, families: new Set(families.map(({ key }) => key)) }
  const read = readProposalForm(form, layout, context)
  if ('problems' in read)
    return { ok: false, errors: read.problems.map(({ field, kind }) => ({ field, problem: kind })) }
  const { tables, placeNames, dot, marks, proposals } = read.layout
  return readDraft(
    writer,
    actor,
    id,
    { tables, placeNames, ...(dot && { dot }), ...(marks && { marks }), ...(proposals && { proposals }) },
    now,
  )
}
