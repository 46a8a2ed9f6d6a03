import type { Language } from '#app/plain/format.ts'
import type { ExportedPeriod } from './exported.ts'

/** A period as a table heads it; the import reads it back in either language. */
export function periodName({ kind, key }: Pick<ExportedPeriod, 'kind' | 'key'>, language: Language): string {
  const year = key.slice(0, 4)
  // A year made of several periods.
  if (/^\d{4}$/.test(key)) return key
  const isEnglish = language === 'en'
  switch (kind) {
    case 'half-year':
      return isEnglish ? `H${key.slice(-1)} ${year}` : `${key.slice(-1)}. Halbjahr ${year}`
    case 'quarter':
      return isEnglish ? `Q${key.slice(-1)} ${year}` : `${key.slice(-1)}. Quartal ${year}`
    case 'month':
      return `${key.slice(5, 7)}/${year}`
    case 'key-date':
      return isEnglish ? key : `${key.slice(8, 10)}.${key.slice(5, 7)}.${year}`
    default:
      return key
  }
}
