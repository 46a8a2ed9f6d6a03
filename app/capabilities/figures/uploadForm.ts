import { z } from 'zod'
import { readRowId } from '#app/plain/rowId.ts'
import type { NewDelivery } from './deliveries.server.ts'
import { describeRefusal, type FiguresT } from './sentences.ts'
import type { UploadOutcome } from './upload.server.ts'

type UploadError = { readonly field: string; readonly message: string }
type UploadValues = {
  readonly source: string
  readonly receivedOn: string
  readonly note: string
  /** Number of the delivery that the file corrects. */
  readonly replaces: number | undefined
}

/** How many letters a note on a delivery may have. */
const mostLetters = 2_000

/** What the form for a new file says: a delivery, or errors beside their fields with what was typed. */
export function readUploadForm(
  upload: UploadOutcome,
  t: FiguresT,
):
  | { readonly ok: true; readonly delivery: NewDelivery; readonly values: UploadValues }
  | {
      readonly ok: false
      readonly errors: readonly UploadError[]
      readonly values: UploadValues | undefined
    } {
  if ('failed' in upload) {
    const message = upload.failed === 'several-files' ? t('new.one') : t('new.broken')
    return { ok: false, errors: [{ field: 'file', message }], values: undefined }
  }
  const { fields, file, refusal } = upload
  const values = {
    source: fields.source ?? '',
    receivedOn: fields.receivedOn ?? '',
    note: fields.note ?? '',
    replaces: readRowId(fields.replaces),
  }
  const errors: UploadError[] = []
  if (values.source === '') errors.push({ field: 'source', message: t('new.sourceMissing') })
  if (!z.iso.date().safeParse(values.receivedOn).success) {
    errors.push({ field: 'receivedOn', message: t('new.receivedWrong') })
  }
  if (values.note.length > mostLetters) {
    errors.push({ field: 'note', message: t('new.noteLong', { limit: mostLetters }) })
  }
  if (!file) errors.push({ field: 'file', message: t('new.fileMissing') })
  else if (refusal) errors.push({ field: 'file', message: describeRefusal(refusal, t) })
  if (errors.length > 0 || !file) return { ok: false, errors, values }
  const { name: fileName, content, size } = file
  const mediaType = 'application/octet-stream'
  return { ok: true, values, delivery: { ...values, fileName, size, mediaType, content } }
}
