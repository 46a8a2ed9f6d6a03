import { createHash } from 'node:crypto'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import { isSystemCode } from '../boundaries/referenceSystem.ts'
import { readColumns } from '../files/choicesForm.ts'
import { type Columns, findHeader, type Header } from '../files/columns.ts'
import {
  changePlaceFile,
  createPlaceFile,
  discardPlaceFile,
  findPlaceFile,
  readPlaceFile,
  removePlaceFile,
} from '../files/placeFiles.server.ts'
import { placeFileLimits, type ReceivedForm } from '../files/receive.server.ts'
import { readTableRows, type TableRows } from '../files/tableFile.server.ts'
import { uploadProblem } from '../files/uploadErrors.ts'
import { describeRefusal, type PlacesT } from '../files/words.ts'
import { type Comparison, comparePoints } from './compare.ts'
import { isPointKind, type PointKind } from './point.ts'
import { type PointChoices, readPointChoices } from './pointChoices.ts'
import { guessPointColumns, type PointField, pointFields, pointHeadings } from './pointColumns.ts'
import { type PointRows, readPointRows } from './pointFile.ts'
import { listPoints, lockPoints, markOfAll, storePoints } from './points.server.ts'

/** More facilities than any county has. */
const mostPoints = 10_000

export type PointAnalysis = PointRows &
  Comparison & {
    readonly choices: PointChoices
    readonly header: Header
    readonly columns: Columns<PointField>
    /** Of what was stored when the file was held against it, and of the choices by which it was read. */
    readonly mark: string
  }

/** The rows of a list, or why it isn't read: one that is too long is told so before anything is kept of it. */
async function readList(bytes: Uint8Array): Promise<TableRows> {
  const read = await readTableRows(bytes)
  if (read.rows && read.rows.length > mostPoints)
    return { refusal: { refused: 'too-many-rows', limit: mostPoints } }
  return read
}

/** Everything that a file of facilities says, by the choices made so far, held against what is stored. */
export async function analysePoints(
  reader: Reader,
  bytes: Uint8Array,
  choices: PointChoices,
): Promise<PointAnalysis | { readonly refusal: FileRefusal }> {
  const read = await readList(bytes)
  if (read.refusal) return { refusal: read.refusal }
  const header = findHeader(read.rows, pointHeadings) ?? { row: 0, titles: [] }
  const columns = choices.columns ?? guessPointColumns(header.titles)
  const { system } = choices
  const lines = readPointRows(read.rows, header, { columns, system, skip: new Set(choices.skip) })
  const stored = await listPoints(reader)
  const comparison = comparePoints(stored, lines, choices.kind)
  return { ...lines, ...comparison, choices, header, columns, mark: markOfAll(stored, choices) }
}

export const isReady = ({ points, problems }: PointRows): boolean =>
  points.length > 0 && problems.length === 0

type Visit = {
  readonly actor: Actor
  readonly now: Date
  readonly write: <T>(work: (writer: Writer) => Promise<T>) => Promise<T>
}

/** Keeps a file of facilities for its preview, or says what is wrong with it. */
export async function uploadPoints(
  { actor, now, write }: Visit,
  { fields, file }: ReceivedForm,
  t: PlacesT,
): Promise<
  | { readonly id: number }
  | {
      readonly errors: readonly { readonly field: string; readonly message: string }[]
      readonly values: { readonly kind: string }
    }
> {
  const kind = fields.get('kind') ?? ''
  const errors: { field: string; message: string }[] = []
  if (!isPointKind(kind)) errors.push({ field: 'kind', message: t('points.problem.no-kind') })
  const problem = uploadProblem(file, placeFileLimits.table, t)
  if (problem) errors.push({ field: 'file', message: problem })
  if (!('failed' in file)) {
    const read = await readList(file.bytes)
    if (read.refusal) errors.push({ field: 'file', message: describeRefusal(read.refusal, t) })
  }
  if (errors.length > 0 || 'failed' in file || !isPointKind(kind)) return { errors, values: { kind } }
  const choices: PointChoices = { kind, skip: [] }
  return {
    id: await write((writer) => createPlaceFile(writer, actor, { kind: 'points', ...file, choices }, now)),
  }
}

/** `reread`: other choices came with the wish to take the list over; it is read by them first. */
export type PointsDone =
  | 'gone'
  | 'changed'
  | 'reread'
  | 'taken'
  | 'faulty'
  | 'overtaken'
  | 'discarded'
  | 'unknown'

/** What the form of the preview asks for: read again by other choices, take over or discard. */
export async function actOnPointFile(
  writer: Writer,
  actor: Actor,
  { id, form }: { readonly id: number; readonly form: FormData },
  now: Date,
): Promise<PointsDone> {
  demand(actor, 'places.edit', wholeTenant)
  const file = await findPlaceFile(writer, 'points', id)
  if (!file) return 'gone'
  const before = readPointChoices(file.choices)
  switch (form.get('was')) {
    case 'lesen':
      await changePlaceFile(writer, actor, { id, kind: 'points', choices: readChoices(form, before) }, now)
      return 'changed'
    case 'verwerfen':
      await discardPlaceFile(writer, actor, file, now)
      return 'discarded'
    case 'uebernehmen': {
      const bytes = await readPlaceFile(writer, file)
      const mark = String(form.get('mark'))
      const remove = new Set(form.getAll('entfernen').map(Number))
      const asked = readChoices(form, before)
      const order = { name: file.name, bytes, choices: before, mark, remove }
      // The form shows the choices, too: without them, nothing was chosen.
      const done = await takePoints(writer, actor, form.has('kind') ? { ...order, asked } : order, now)
      if (done === 'taken') await removePlaceFile(writer, file)
      if (done === 'reread') await changePlaceFile(writer, actor, { id, kind: 'points', choices: asked }, now)
      return done
    }
    default:
      return 'unknown'
  }
}

function readChoices(form: FormData, before: PointChoices): PointChoices {
  const [system, kind] = [form.get('system'), form.get('kind')]
  const skip = form.getAll('auslassen').map(Number).filter(Number.isSafeInteger)
  return {
    kind: typeof kind === 'string' && isPointKind(kind) ? kind : before.kind,
    columns: readColumns(form, pointFields),
    ...(typeof system === 'string' && isSystemCode(system) ? { system } : {}),
    skip: [...new Set(skip)].slice(0, 1_000),
  }
}

type PointOrder = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly choices: PointChoices
  /** Of what the person saw. */
  readonly mark: string
  /** The choices that came with it, which nobody has seen the list read by if they are others. */
  readonly asked?: PointChoices
  /** Facilities that the file doesn't name any more and that somebody wants to be gone. */
  readonly remove: ReadonlySet<number>
}

/** Whether the file would be read otherwise by these choices. */
function readsOtherwise(asked: PointChoices, { choices, columns }: PointAnalysis): boolean {
  const lines = (skip: readonly number[]) => skip.toSorted((a, b) => a - b).join()
  return (
    asked.kind !== choices.kind ||
    asked.system !== choices.system ||
    lines(asked.skip) !== lines(choices.skip) ||
    pointFields.some((field) => asked.columns?.[field] !== columns[field])
  )
}

/** All facilities of the file or none. */
async function takePoints(
  writer: Writer,
  actor: Actor,
  { mark, asked, ...order }: PointOrder,
  now: Date,
): Promise<'taken' | 'faulty' | 'overtaken' | 'reread'> {
  await lockPoints(writer)
  const analysis = await analysePoints(writer, order.bytes, order.choices)
  if ('refusal' in analysis) return 'faulty'
  if (mark !== analysis.mark) return 'overtaken'
  if (asked && readsOtherwise(asked, analysis)) return 'reread'
  return storeAnalysed(writer, actor, order, analysis, now)
}

/** Stores what was read, if nothing is to be asked. */
async function storeAnalysed(
  writer: Writer,
  actor: Actor,
  { name, bytes, remove }: Pick<PointOrder, 'name' | 'bytes' | 'remove'>,
  analysis: PointAnalysis,
  now: Date,
): Promise<'taken' | 'faulty'> {
  if (!isReady(analysis)) return 'faulty'
  const { steps, vanished } = analysis
  const order = {
    file: { name, sha256: createHash('sha256').update(bytes).digest('hex') },
    added: steps.flatMap((step) => (step.kind === 'new' ? [step.point] : [])),
    changed: steps.flatMap((step) => (step.kind === 'changed' ? [step.point] : [])),
    removed: vanished.filter(({ id }) => remove.has(id)),
  }
  await storePoints(writer, actor, order, now)
  return 'taken'
}

/** Takes a list of facilities over without anybody looking at it first, where nothing is to be asked. */
export async function importPoints(
  writer: Writer,
  actor: Actor,
  { name, bytes, kind }: { readonly name: string; readonly bytes: Uint8Array; readonly kind: PointKind },
  now: Date,
): Promise<'taken' | 'faulty'> {
  demand(actor, 'places.edit', wholeTenant)
  await lockPoints(writer)
  const analysis = await analysePoints(writer, bytes, { kind, skip: [] })
  if ('refusal' in analysis) return 'faulty'
  return storeAnalysed(writer, actor, { name, bytes, remove: new Set() }, analysis, now)
}
