import type { Finding } from '../checks/finding.ts'
import type { SeriesKind } from '../figure.ts'
import { type GeneratedFile, generatedLayout, generatedText } from '../generated/generatedFile.ts'

/** Findings that say that parts are less than their whole. What is too much can't be booked anywhere. */
export function isBookable({ kind, parameters }: Pick<Finding, 'kind' | 'parameters'>): boolean {
  const isSum = kind === 'sum-differs' || kind === 'unassigned-difference'
  return isSum && Number(parameters.difference) > 0
}

/**
 * What has to stand at "nicht zuordenbar", so that the parts make the whole; undefined where a part or the whole isn't there, or
 * nothing is missing. In whole numbers (amounts in cents).
 */
export function valueToBook(
  total: number | undefined,
  parts: readonly (number | undefined)[],
  rest: number | undefined,
): number | undefined {
  if (total === undefined || parts.length === 0) return undefined
  let sum = 0
  for (const part of parts) {
    if (part === undefined) return undefined
    sum += part
  }
  const wanted = total - sum
  return Number.isSafeInteger(wanted) && wanted > (rest ?? 0) ? wanted : undefined
}

/** "1234", in EUR "12,34". */
export function writeBooked(value: number, kind: SeriesKind): string {
  if (kind !== 'amount') return String(value)
  return `${Math.floor(value / 100)},${String(value % 100).padStart(2, '0')}`
}

type Booked = {
  readonly place: { readonly key: string; readonly name: string }
  readonly series: { readonly key: string; readonly name: string; readonly kind: SeriesKind }
  readonly period: string
  readonly breakdown: Readonly<Record<string, string>>
  readonly value: number
}

/** A booking as the file of a delivery of its own: one place, one value. */
export function writeBooking({ place, series, period, breakdown, value }: Booked): GeneratedFile {
  const isTotal = Object.keys(breakdown).length === 0
  const column = { column: 2, role: 'value', decimal: ',', series: series.key, period } as const
  return {
    text: generatedText([
      ['Ort', `${series.name} ${period}`],
      [place.name, writeBooked(value, series.kind)],
    ]),
    layout: generatedLayout([{ column: 1, role: 'place' }, isTotal ? column : { ...column, breakdown }], 1, {
      [place.name]: place.key,
    }),
  }
}
