import type { Database } from '#app/platform/database.server.ts'
import { describePersons, describeRefusal, type FiguresT } from '../sentences.ts'
import type { UploadOutcome } from '../upload.server.ts'
import { deliverThroughLink, type LinkVisitor } from './linkPage.server.ts'

const mostLetters = 2_000

type Problem = { readonly field: 'file' | 'note'; readonly message: string; readonly note: string }

/** What the form of a link sends: a delivery, or what is to be said beside which field. */
export async function takeUpload(
  database: Database,
  visitor: LinkVisitor,
  upload: UploadOutcome,
  t: FiguresT,
  now: Date,
): Promise<{ readonly id: number } | Problem> {
  if ('failed' in upload)
    return {
      field: 'file',
      message: t(upload.failed === 'several-files' ? 'new.one' : 'new.broken'),
      note: '',
    }
  const { fields, file, refusal } = upload
  const note = (fields.note ?? '').trim()
  const problem = (message: string, field: Problem['field'] = 'file'): Problem => ({ field, message, note })
  if (note.length > mostLetters) return problem(t('new.noteLong', { limit: mostLetters }), 'note')
  if (!file) return problem(t('links.visit.fileMissing'))
  if (refusal) return problem(describeRefusal(refusal, t))
  const answer = await deliverThroughLink(database, visitor, { file, note }, now)
  if ('id' in answer) return answer
  if ('refusal' in answer) return problem(describeRefusal(answer.refusal, t))
  if ('persons' in answer) return problem(describePersons(answer.persons, t))
  return problem(answer.no === 'too-many' ? t('links.visit.tooMany') : t(`no.${answer.no}`))
}
