import type { Actor } from '#app/capabilities/accounts/account.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { isDay } from '../files/day.ts'
import { createPlaceFile } from '../files/placeFiles.server.ts'
import { placeFileLimits, type ReceivedForm } from '../files/receive.server.ts'
import { readTableRows } from '../files/tableFile.server.ts'
import { uploadProblem } from '../files/uploadErrors.ts'
import { describeRefusal, type PlacesT } from '../files/words.ts'

type Visit = {
  readonly actor: Actor
  readonly now: Date
  readonly write: <T>(work: (writer: Writer) => Promise<T>) => Promise<T>
}

type Uploaded =
  | { readonly id: number }
  | {
      readonly errors: readonly { readonly field: string; readonly message: string }[]
      readonly values: { readonly validFrom: string }
    }

/** Keeps a register's file for its preview, or says what is wrong with date or file. */
export async function uploadRegister(
  { actor, now, write }: Visit,
  { fields, file }: ReceivedForm,
  t: PlacesT,
): Promise<Uploaded> {
  const validFrom = fields.get('validFrom') ?? ''
  const errors: { field: string; message: string }[] = []
  if (!isDay(validFrom)) errors.push({ field: 'validFrom', message: t('streets.new.validFromWrong') })
  const problem = uploadProblem(file, placeFileLimits.table, t)
  if (problem) errors.push({ field: 'file', message: problem })
  if ('failed' in file) return { errors, values: { validFrom } }
  const read = await readTableRows(file.bytes)
  if (read.refusal) errors.push({ field: 'file', message: describeRefusal(read.refusal, t) })
  if (errors.length > 0) return { errors, values: { validFrom } }
  const choices = { validFrom, areas: {} }
  const id = await write((writer) =>
    createPlaceFile(writer, actor, { kind: 'streets', ...file, choices }, now),
  )
  return { id }
}
