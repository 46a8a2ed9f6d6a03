import type { ExportedPeriod } from './exported.ts'

/** A period as a German table heads it; the import reads it back. */
export function periodName({ kind, key }: Pick<ExportedPeriod, 'kind' | 'key'>): string {
  const year = key.slice(0, 4)
  // A year made of several periods.
  if (/^\d{4}$/.test(key)) return key
  switch (kind) {
    case 'half-year':
      return `${key.slice(-1)}. Halbjahr ${year}`
    case 'quarter':
      return `${key.slice(-1)}. Quartal ${year}`
    case 'month':
      return `${key.slice(5, 7)}/${year}`
    case 'key-date':
      return `${key.slice(8, 10)}.${key.slice(5, 7)}.${year}`
    default:
      return key
  }
}
