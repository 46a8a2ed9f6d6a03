import { createHash } from 'node:crypto'
import type { KeyVisitor } from '#app/capabilities/accounts/accounts.server.ts'
import { Forbidden, may } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import type { Content } from '#app/platform/tables/table.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { acceptAndRelease } from '../accept.server.ts'
import { getCatalogue, listSources, type Source } from '../catalogue.server.ts'
import { changeLayout, createDelivery, findDelivery } from '../deliveries.server.ts'
import { acceptAtOnce, type DeliveryOutcome, type DeliveryRefusal } from '../delivery.ts'
import type { LayoutCorrections } from '../figure.ts'
import type { ImportReport } from '../intake/importReport.ts'
import { tryImport } from '../intake/readImport.server.ts'
import { checkAtOnce, handInDelivery } from '../life/life.server.ts'
import { describePersons, type FiguresT } from '../sentences.ts'
import { claimAnswer, findAnswer, hashOf, keepAnswer, type Repeatable } from './answers.server.ts'
import type { Order, SentValue } from './order.ts'
import type { ApiAnswer, ProblemPlace } from './problem.ts'
import { describeProblem } from './problems.ts'
import { pointToValue, writeSentFile } from './sentValues.ts'

/** What a programme sends: a file, or values by their keys. */
export type Sent = {
  readonly order: Order
  /** The programme's own name of this request (Idempotency-Key). */
  readonly name: string | undefined
} & (
  | { readonly file: { readonly name: string; readonly size: number; readonly content: Content } }
  | { readonly values: readonly SentValue[] }
)

export type Look = { readonly language: Language; readonly now: Date }

type File = {
  readonly name: string
  readonly size: number
  readonly content: Content
  /** How it is read, where that hasn't to be guessed. */
  readonly corrections: LayoutCorrections
}

/**
 * Takes a delivery in from a programme: refused before anything is kept if it speaks of persons or anything in it is unclear;
 * otherwise it is handed in, and on wish released, all at once. Nobody is there who could look at a preview.
 */
export async function deliverByMachine(
  database: Database,
  visitor: KeyVisitor,
  sent: Sent,
  { language, now }: Look,
): Promise<ApiAnswer> {
  const { actor, tenantId, key } = visitor
  const { order } = sent
  const t = i18nFor(language).getFixedT(language, 'figures')
  const sources = (await database.read(tenantId, listSources)).filter((one) => isOpen(visitor, one))
  const wanted = order.source ?? key.source
  if (wanted === undefined)
    return describeProblem(t, 'bad-request', t('api.sourceMissing', { sources: namesOf(sources) }))
  const source = sources.find((one) => one.key === wanted)
  if (!source)
    return describeProblem(
      t,
      'unknown-source',
      t('api.unknownSource', { key: wanted, sources: namesOf(sources) }),
    )
  if (order.release && !may(actor, 'figures.accept', source))
    return describeProblem(t, 'not-allowed', t('api.mayNotRelease'))

  const request =
    sent.name === undefined || order.dryRun ? undefined : await nameRequest(visitor, sent, sent.name)
  const former = request && (await database.read(tenantId, (reader) => findAnswer(reader, request)))
  if (former !== undefined)
    return former === 'other' ? describeProblem(t, 'key-reused', t('api.keyReused')) : former

  const opened = await openSent(database, tenantId, sent, source, t)
  if ('errors' in opened)
    return describeProblem(t, 'has-problems', t('api.hasProblems'), { errors: opened.errors })
  const { file } = opened
  const receivedOn = order.receivedOn ?? germanDay(now)
  const trial = {
    content: file.content,
    size: file.size,
    fileName: file.name,
    source: source.key,
    receivedOn,
  }
  const { report, read, persons } = await database.read(tenantId, (reader) =>
    tryImport(reader, { ...trial, corrections: file.corrections }, { language, values: false }),
  )
  if (persons) return describeProblem(t, 'persons-in-file', describePersons(persons, t))
  if (!read) return describeProblem(t, 'file-refused', report.errors[0]?.text ?? t('no.file-refused'), report)
  const { errors, unmatched } = report
  if (errors.length > 0)
    return describeProblem(t, 'has-problems', t('api.hasProblems'), {
      errors: 'values' in sent ? errors.map(pointToValue) : errors,
      unmatched,
    })
  const proposed = report.series.filter((series) => series.proposed)
  // Series belong to the whole municipality, a key to one office: it may propose some, but not create them by releasing.
  if (proposed.length > 0 && (order.release || !may(actor, 'figures.define', source)))
    return describeProblem(t, 'unknown-series', t('api.unknownSeries'), {
      errors: proposed.map(({ name }) => ({ sheet: null, cell: null, text: name })),
    })
  if (order.dryRun) return { status: 200, body: { ...report, dryRun: true } }
  return store(database, visitor, { order, source, file, report, request }, now, t)
}

/** Whether the key is for this source. */
export const isOpen = ({ key, actor }: KeyVisitor, source: Source): boolean =>
  (key.source === undefined || key.source === source.key) && may(actor, 'figures.deliver', source)

const namesOf = (sources: readonly Source[]): string => sources.map(({ key }) => key).join(', ') || '–'

async function nameRequest(visitor: KeyVisitor, sent: Sent, name: string): Promise<Repeatable> {
  const hash = createHash('sha256').update(JSON.stringify(sent.order))
  if ('values' in sent) hash.update(JSON.stringify(sent.values))
  else {
    hash.update(`\n${sent.file.name}\n`)
    for await (const part of sent.file.content()) hash.update(part)
  }
  return { keyId: visitor.key.id, nameHash: hashOf(name), requestHash: hash.digest('hex') }
}

async function openSent(
  database: Database,
  tenantId: number,
  sent: Sent,
  source: Source,
  t: FiguresT,
): Promise<{ readonly file: File } | { readonly errors: readonly ProblemPlace[] }> {
  if ('file' in sent) return { file: { ...sent.file, corrections: {} } }
  const catalogue = await database.read(tenantId, (reader) => getCatalogue(reader, source.key))
  const written = writeSentFile(sent.values, catalogue, t)
  if ('errors' in written) return written
  const { text, layout } = written.file
  const content = async function* () {
    yield Buffer.from(text)
  }
  return {
    file: {
      name: `schnittstelle-${source.key}.csv`,
      size: Buffer.byteLength(text),
      content,
      corrections: layout,
    },
  }
}

type Job = {
  readonly order: Order
  readonly source: Source
  readonly file: File
  readonly report: ImportReport
  readonly request: Repeatable | undefined
}

/** Ends the transaction, so that nothing of a refused delivery stays. */
class NotDelivered extends Error {
  override name = 'NotDelivered'
  readonly no: DeliveryRefusal

  constructor(no: DeliveryRefusal) {
    super(`not delivered: ${no}`)
    this.no = no
  }
}

async function store(
  database: Database,
  visitor: KeyVisitor,
  job: Job,
  now: Date,
  t: FiguresT,
): Promise<ApiAnswer> {
  try {
    return await database.write(visitor.tenantId, async (writer) => {
      const { request } = job
      const former = request && (await claimAnswer(writer, request, now))
      if (former !== undefined)
        return former === 'other' ? describeProblem(t, 'key-reused', t('api.keyReused')) : former
      const answer = await handIn(writer, visitor, job, now)
      if (request) await keepAnswer(writer, request, answer)
      return answer
    })
  } catch (error) {
    // What the trial allowed can be forbidden by now: rights and series change meanwhile.
    if (error instanceof Forbidden) return describeProblem(t, 'not-allowed', t('api.mayNot'))
    if (!(error instanceof NotDelivered)) throw error
    const kind = error.no === 'reason-missing' ? 'reason-missing' : 'not-deliverable'
    return describeProblem(t, kind, kind === 'reason-missing' ? t('api.reasonMissing') : t(`no.${error.no}`))
  }
}

/** What came of a command; a refused one ends the transaction. */
function must<T>(outcome: DeliveryOutcome<T>): T {
  if (!outcome.ok) throw new NotDelivered(outcome.no)
  return outcome
}

async function handIn(writer: Writer, { actor }: KeyVisitor, job: Job, now: Date): Promise<ApiAnswer> {
  const { order, source, file, report } = job
  const { id } = must(
    await createDelivery(
      writer,
      actor,
      {
        source: source.key,
        fileName: file.name,
        mediaType: 'application/octet-stream',
        size: file.size,
        content: file.content,
        receivedOn: order.receivedOn ?? germanDay(now),
        note: order.note,
        replaces: order.replaces,
      },
      now,
    ),
  )
  must(await changeLayout(writer, actor, id, file.corrections, now))
  if (order.release) {
    must(await checkAtOnce(writer, actor, id, order.reason, now))
    must(await acceptAndRelease(writer, actor, id, now, acceptAtOnce))
  } else must(await handInDelivery(writer, actor, id, now))
  const state = (await findDelivery(writer, id, 'de'))!.state
  return { status: 201, body: { ...report, dryRun: false, delivery: id, state } }
}
