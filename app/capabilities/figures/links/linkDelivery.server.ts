import type { Language } from '#app/plain/format.ts'
import { readRowId } from '#app/plain/rowId.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { findFile } from '#app/platform/files.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { type CommandOutcome, runDeliveryCommand } from '../deliveryCommands.server.ts'
import { answerFinding } from '../findings/findings.server.ts'
import { openDeliveryPage } from '../looks.server.ts'
import { findVisitor, opensDelivery } from './linkPage.server.ts'

type Asked = { readonly token: string; readonly delivery: string }

async function findOpened(reader: Reader, asked: Asked, now: Date) {
  const id = readRowId(asked.delivery)
  const visitor = await findVisitor(reader, asked.token, now)
  return visitor && id !== undefined && (await opensDelivery(reader, visitor, id))
    ? { id, visitor }
    : undefined
}

/** One delivery as the person with the link sees it, with a recorded look at what it holds; undefined: not through this link. */
export async function openLinkDelivery(
  writer: Writer,
  asked: Asked,
  { language, now }: { readonly language: Language; readonly now: Date },
) {
  const opened = await findOpened(writer, asked, now)
  if (!opened) return undefined
  const { id, visitor } = opened
  const page = await openDeliveryPage(writer, visitor.actor, id, language, now)
  const delivery = await findDelivery(writer, id, language)
  if (!page || !delivery) return undefined
  const file = await findFile(writer, delivery.fileId)
  const { fileName, receivedOn, state, sourceName: source } = delivery
  const { phase, preview, choices, findings, may } = page
  // Who works on the delivery inside the house is nobody's business here.
  return {
    page: {
      delivery: { id, fileName, receivedOn, state },
      phase,
      preview,
      choices,
      may: { deliver: may.deliver, answer: may.answer },
      questions: findings
        .filter(
          ({ severity, state: at }) =>
            severity !== 'note' && (at === 'open' || at === 'answered' || at === 'to-correct'),
        )
        .flatMap(({ id: finding, cell, sentence, answer }) =>
          finding === undefined ? [] : [{ id: finding, cell, sentence, answer }],
        ),
    },
    sha256: file?.sha256 ?? '',
    source,
  }
}

/** What the forms of a link may ask for; whatever else a delivery knows is decided inside the house. */
const allowed: ReadonlySet<FormDataEntryValue | null> = new Set([
  'layout',
  'proposals',
  'reset',
  'cancel',
  'discard',
  'deliver',
])

/** Does what a button of that page asks for; undefined: not through this link. */
export async function runLinkCommand(
  writer: Writer,
  asked: Asked,
  form: FormData,
  now: Date,
): Promise<CommandOutcome | undefined> {
  const opened = await findOpened(writer, asked, now)
  if (!opened) return undefined
  const { id, visitor } = opened
  const { actor, link } = visitor
  if (form.get('intent') === 'answer') {
    const findingId = readRowId(form.get('finding'))
    const answer = String(form.get('answer') ?? '')
      .trim()
      .slice(0, 4000)
    if (findingId === undefined || answer === '') return { kind: 'refused', no: 'unknown-delivery' }
    const known = await answerFinding(writer, actor, { deliveryId: id, findingId, answer }, now)
    return known ? { kind: 'done', notice: 'beantwortet' } : { kind: 'refused', no: 'unknown-delivery' }
  }
  if (link.purpose !== 'upload' || !allowed.has(form.get('intent')))
    return { kind: 'refused', no: 'unknown-delivery' }
  return runDeliveryCommand(writer, actor, id, form, now)
}
