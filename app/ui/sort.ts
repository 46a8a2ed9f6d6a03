import type { Language } from '#app/plain/format.ts'

/** How a list is ordered; in the address as `?sortierung=wert` or `?sortierung=-wert`. */
export type Sort<Key extends string = string> = { readonly key: Key; readonly descending: boolean }

export const sortParameter = 'sortierung'

/** Reads the order from the address; anything unknown gives the fallback. */
export function readSort<Key extends string>(
  parameters: URLSearchParams,
  keys: readonly Key[],
  fallback: Sort<Key>,
  parameter: string = sortParameter,
): Sort<Key> {
  const text = parameters.get(parameter) ?? ''
  const descending = text.startsWith('-')
  const key = keys.find((candidate) => candidate === (descending ? text.slice(1) : text))
  return key ? { key, descending } : fallback
}

export function writeSort(sort: Sort): string {
  return sort.descending ? `-${sort.key}` : sort.key
}

const collators = {
  de: new Intl.Collator('de-DE', { numeric: true }),
  en: new Intl.Collator('en-GB', { numeric: true }),
}

/**
 * A new, ordered list. `values` says by what each key orders; rows without a value come last in both directions,
 * equal rows keep their order.
 */
export function sortRows<Row, Key extends string>(
  rows: readonly Row[],
  sort: Sort<Key>,
  values: Readonly<Record<Key, (row: Row) => string | number | undefined>>,
  language: Language,
): Row[] {
  const cellValue = values[sort.key]
  const sign = sort.descending ? -1 : 1
  return [...rows].sort((left, right) => {
    const a = cellValue(left)
    const b = cellValue(right)
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
    const order =
      typeof a === 'number' && typeof b === 'number'
        ? a - b
        : collators[language].compare(String(a), String(b))
    return sign * order
  })
}
