import { byteOrderMark, csvLine, csvSeparators } from '#app/plain/csv.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Actor } from '../account.ts'
import { demand, wholeTenant } from '../permission.ts'
import { recordLook } from './audit.server.ts'
import { listEntries } from './trail.server.ts'
import { type TrailFilter, writeTrailFilter } from './trail.ts'
import { inStoredWords, nameDetails, nameEntries, wordsOf } from './trailPage.server.ts'

/** Records that somebody downloads the trail, with the filter of the download. */
export async function recordTrailDownload(
  writer: Writer,
  actor: Actor,
  filter: TrailFilter,
  now: Date,
): Promise<void> {
  demand(actor, 'audit.read', wholeTenant)
  await recordLook(writer, actor, {
    action: 'audit.export',
    thing: 'audit',
    reason: wordsOf('de')('csvReason'),
    details: { filter: writeTrailFilter(filter) },
    at: now,
  })
}

/** Rows read at a time: a long trail needs no more memory than a short one. */
const batchLength = 1000

/** The entries of a filter as lines of a CSV file, the newest first. Each batch is read in a transaction of its own. */
async function* writeTrail(
  read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>,
  filter: TrailFilter,
  language: Language,
): AsyncGenerator<string> {
  const t = wordsOf(language)
  const separator = csvSeparators[language]
  const stored = inStoredWords(filter, language)
  const columns = [
    ...[t('number'), t('at'), t('person'), t('entry.account'), t('kind'), t('what'), t('about')],
    ...[t('reason'), t('entry.changes'), t('entry.stated'), t('entry.hash')],
  ]
  yield byteOrderMark + csvLine(columns, separator)
  for (let before: number | undefined, more = true; more; ) {
    const part = await read(async (reader) => {
      const found = await listEntries(reader, stored, { before }, batchLength)
      return { ...found, named: await nameEntries(reader, found.rows, t) }
    })
    yield part.rows
      .map((entry, index) => {
        const { changes, stated } = nameDetails(entry.details, t, language)
        const { at, action, thing } = part.named[index]!
        return csvLine(
          [
            ...[String(entry.position), at, entry.actor, String(entry.accountId ?? '')],
            ...[t(`kind.${entry.kind}`), action, thing, entry.reason ?? ''],
            changes.map((row) => `${row.field}: ${row.before} → ${row.after}`).join('\n'),
            stated.map((row) => `${row.field}: ${row.value}`).join('\n'),
            entry.hash,
          ],
          separator,
        )
      })
      .join('')
    before = part.rows.at(-1)?.position
    more = part.hasOlder
  }
}

/** As `writeTrail`, as the body of an answer: read from the database only as fast as it is taken. */
export function openTrailFile(...given: Parameters<typeof writeTrail>): ReadableStream<Uint8Array> {
  const lines = writeTrail(...given)
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const next = await lines.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
