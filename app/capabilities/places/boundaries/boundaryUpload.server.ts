import type { Actor } from '#app/capabilities/accounts/account.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { createPlaceFile } from '../files/placeFiles.server.ts'
import { placeFileLimits, type ReceivedForm } from '../files/receive.server.ts'
import { uploadProblem } from '../files/uploadErrors.ts'
import type { PlacesT } from '../files/words.ts'
import { readAreaFile } from './areaFile.server.ts'
import { describeAreaRefusal } from './boundaryPage.server.ts'

type Visit = {
  readonly actor: Actor
  readonly now: Date
  readonly write: <T>(work: (writer: Writer) => Promise<T>) => Promise<T>
}

/** Keeps a file of boundaries for its preview, or says what is wrong with it. */
export async function uploadBoundaries(
  { actor, now, write }: Visit,
  { file }: ReceivedForm,
  t: PlacesT,
): Promise<
  | { readonly id: number }
  | { readonly errors: readonly { readonly field: string; readonly message: string }[] }
> {
  const wrong = (message: string) => ({ errors: [{ field: 'file', message }] })
  const problem = uploadProblem(file, placeFileLimits.boundaries, t)
  if (problem !== undefined || 'failed' in file) return wrong(problem ?? '')
  const content = await readAreaFile(file.bytes)
  if ('refused' in content) return wrong(describeAreaRefusal(content, t))
  const id = await write((writer) =>
    createPlaceFile(writer, actor, { kind: 'boundaries', ...file, choices: { names: {} } }, now),
  )
  return { id }
}
