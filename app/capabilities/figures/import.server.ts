import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listFamilies } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import type { Content } from '#app/platform/tables/table.ts'
import { acceptDelivery } from './accept.server.ts'
import { listSources } from './catalogue.server.ts'
import type { Finding } from './checks/finding.ts'
import { changeLayout, createDelivery, findDelivery } from './deliveries.server.ts'
import type { DeliveryRefusal } from './delivery.ts'
import type { Differences } from './differences/differences.ts'
import type { Layout, LayoutCorrections, Proposals } from './figure.ts'
import { checkForPersons } from './persons/checkFile.server.ts'
import type { PersonalSign } from './persons/persons.ts'
import { createProposals, createProposedSource } from './proposals/create.server.ts'
import type { CellProblem } from './reading/rowreading.ts'
import { guessSource } from './source.server.ts'
import { FactStoring } from './store.server.ts'
import { Turns } from './turns.ts'

export type FileToImport = {
  readonly content: Content
  /** Bytes. */
  readonly size: number
  readonly fileName: string
  /** Key; without it the source whose series the file speaks of, if there is just one. */
  readonly source: string | undefined
  /** A source that is created with the first file of it. */
  readonly newSource?: { readonly key: string; readonly name: string }
  /** Series that are created with the file; without them a file of unknown series is refused. */
  readonly proposals?: Proposals | undefined
  /** ISO date. */
  readonly receivedOn: string
  readonly note: string
  /** What a person would correct in the preview. */
  readonly corrections: LayoutCorrections
}

export type ImportOutcome =
  | {
      readonly ok: true
      readonly deliveryId: number
      readonly facts: number
      readonly familyIds: readonly number[]
      readonly findings: readonly Finding[]
      readonly differences: Differences | undefined
    }
  | { readonly ok: false; readonly why: 'file'; readonly refusal: FileRefusal }
  | { readonly ok: false; readonly why: 'persons'; readonly persons: PersonalSign }
  | {
      readonly ok: false
      readonly why: 'problems'
      readonly problems: readonly CellProblem[]
      readonly layout: Layout
      readonly count: number
    }
  | { readonly ok: false; readonly why: 'delivery'; readonly no: DeliveryRefusal }
  | { readonly ok: false; readonly why: 'source-unclear'; readonly sources: readonly string[] }

/**
 * The whole way of a file without pages: stored as draft, read, checked and accepted; or nothing of it, with the reason.
 * Releases are not made; `familyIds` says which are due.
 */
export async function importFile(
  database: Database,
  actor: Actor,
  file: FileToImport,
  now: Date,
): Promise<ImportOutcome> {
  const checked = await checkForPersons(file.content, file.size)
  if ('refusal' in checked) return { ok: false, why: 'file', refusal: checked.refusal }
  if ('persons' in checked) return { ok: false, why: 'persons', persons: checked.persons }
  const source = file.source ?? (await database.read(actor.tenantId, (reader) => guessSource(reader, file)))
  if (source === undefined) {
    const sources = await database.read(actor.tenantId, listSources)
    return { ok: false, why: 'source-unclear', sources: sources.map(({ key }) => key) }
  }
  try {
    return await database.write(actor.tenantId, (writer) => importInto(writer, actor, file, source, now))
  } catch (error) {
    if (error instanceof Refused) return error.outcome
    throw error
  }
}

type Refusal = Extract<ImportOutcome, { ok: false }>

/** Ends the transaction, so that nothing of a refused file stays. */
class Refused extends Error {
  override name = 'Refused'
  readonly outcome: Refusal

  constructor(outcome: Refusal) {
    super(`import refused: ${outcome.why}`)
    this.outcome = outcome
  }
}

async function importInto(
  writer: Writer,
  actor: Actor,
  file: FileToImport,
  source: string,
  now: Date,
): Promise<ImportOutcome> {
  const { fileName, size, receivedOn, note, corrections } = file
  const given = {
    source,
    fileName,
    size,
    mediaType: 'application/octet-stream',
    content: file.content,
    receivedOn,
    note,
  }
  if (file.newSource) await createProposedSource(writer, actor, file.newSource, now)
  if (file.proposals && !(await createProposals(writer, actor, source, file.proposals, now)))
    throw new Refused({ ok: false, why: 'delivery', no: 'changed-since' })
  const created = await createDelivery(writer, actor, given, now)
  if (!created.ok) throw new Refused({ ok: false, why: 'delivery', no: created.no })
  // Reading and storing in one go: what is wrong with the file ends this transaction, and with it all that was stored.
  const turns = new Turns()
  const sink = new FactStoring(writer, created.id, turns, false)
  await changeLayout(writer, actor, created.id, corrections, now, { turns, sink }).finally(() =>
    turns.settled(),
  )
  const draft = await findDelivery(writer, created.id, 'de')
  const analysis = draft?.analysis
  if (analysis?.state === 'refused') {
    throw new Refused({ ok: false, why: 'file', refusal: analysis.refusal })
  }
  if (analysis?.state === 'read' && analysis.problemCount > 0) {
    const { problems, problemCount: count } = analysis
    throw new Refused({ ok: false, why: 'problems', problems, count, layout: draft!.layout! })
  }
  if (draft?.layout?.proposals) throw new Refused({ ok: false, why: 'delivery', no: 'unknown-series' })
  const accepted = await acceptDelivery(writer, actor, created.id, now, { stored: await sink.finish() })
  if (!accepted.ok) throw new Refused({ ok: false, why: 'delivery', no: accepted.no })
  const families = await listFamilies(writer)
  return {
    ok: true,
    deliveryId: created.id,
    facts: accepted.facts,
    familyIds: families.filter(({ key }) => accepted.familyKeys.includes(key)).map(({ id }) => id),
    findings: analysis?.state === 'read' ? analysis.findings : [],
    differences: analysis?.state === 'read' ? analysis.differences : undefined,
  }
}
