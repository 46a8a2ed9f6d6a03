import type { ReceivedFile } from './receive.server.ts'
import type { PlacesT } from './words.ts'

/** What is wrong with the file of a form, as a sentence; undefined if it came whole. */
export function uploadProblem(file: ReceivedFile, limit: number, t: PlacesT): string | undefined {
  if (!('failed' in file)) return undefined
  if (file.failed === 'too-large') return t('upload.too-large', { megabytes: limit / 1024 / 1024 })
  return t(`upload.${file.failed}`)
}
