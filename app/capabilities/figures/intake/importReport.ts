import type { MissingReason } from '#app/plain/cell.ts'
import type { Period } from '#app/plain/period.ts'

/** One value as a machine reads it. */
export type ReportedValue = {
  readonly series: string
  readonly place: string
  readonly period: string
  readonly breakdown: Readonly<Record<string, string>>
  /** In the series' unit: percent 82.5, EUR 1234.56. Null where it is missing. */
  readonly value: number | null
  readonly missing: MissingReason | null
  /** Kept secret by the source, and known to be less than this. */
  readonly below: number | null
  readonly flags: readonly string[]
  readonly sheet: string | null
  readonly cell: string
  readonly text: string
}

/** What an import did or would do; `docs/operation.md` explains the keys. */
export type ImportReport = {
  source: { key: string; name: string; proposed: boolean } | null
  layout: {
    encoding: string | null
    delimiter: string | null
    headerRows: readonly number[]
    orientation: string
    sheet: string | null
    tables: readonly {
      sheet: string | null
      headerRows: readonly number[]
      firstDataRow: number
      lastDataRow: number | null
      orientation: string
    }[]
  } | null
  series: readonly {
    key: string
    name: string
    unit: string
    kind: string
    periodKind: string
    proposed: boolean
    values: number
  }[]
  places: readonly { text: string; key: string; name: string; confidence: string }[]
  periods: readonly Period[]
  /** Values stored, or in a dry run those that would be: none of a file with errors. */
  stored: number
  /** Values that can be read, whether the file has errors elsewhere or not. */
  readable: number
  states: Readonly<Record<string, number>>
  unmatched: readonly { text: string; at: string; suggestions: readonly string[] }[]
  findings: readonly {
    kind: string
    severity: string
    at: string | null
    expected: number | string | null
    found: number | string | null
    text: string
  }[]
  errors: readonly { sheet: string | null; cell: string | null; text: string }[]
  values?: readonly ReportedValue[]
  delivery?: number
}
