import type { ProposedSeries } from '../figure.ts'
import { keyOfName, plainText } from '../guess/words.ts'

/** Series are protected together where they have the same periods and breakdowns; `suffix` tells families of one source apart. */
export function familyOf(
  sourceKey: string,
  { periodKind, dimensions }: Pick<ProposedSeries, 'periodKind' | 'dimensions'>,
): { key: string; suffix: string } {
  const parts = [...(periodKind === 'calendar-year' ? [] : [periodKind]), ...[...dimensions].sort()]
  const suffix = parts.join(', ')
  const key = [sourceKey, ...parts].join('_').replace(/[^a-z0-9]+/g, '_')
  return { key, suffix }
}

/** The source that a file's own name suggests: words without date, number and version. */
export function sourceOfFileName(fileName: string): { key: string; name: string } {
  const bare = plainText(
    fileName
      .replace(/\.\w+$/, '')
      .replace(/[_.]+/g, ' ')
      .replace(/\b(?:19|20)\d{2}(?:\s?[-/]\s?\d{2,4})?\b|\bv\d+\b|\(\d+\)|\bfinal\b|\bkopie\b/giu, ' '),
  ).replace(/[\s-]+$|^[\s-]+/g, '')
  const name = bare === '' ? fileName : bare
  return { key: keyOfName(name, 'quelle'), name }
}
