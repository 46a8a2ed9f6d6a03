/**
 * What a number format of a workbook says about a number. `percent`: shown times 100 with a sign; `percent-sign`: the
 * sign is only written behind it (82 shown as "82 %").
 */
export type NumberMeaning = 'number' | 'percent' | 'percent-sign' | 'date'

/** Built-in formats that have no text of their own in the file (ECMA-376 part 1, 18.8.30). */
const builtIn: ReadonlyMap<number, NumberMeaning> = new Map<number, NumberMeaning>([
  [9, 'percent'],
  [10, 'percent'],
  ...Array.from({ length: 9 }, (_, index): [number, NumberMeaning] => [14 + index, 'date']),
  ...Array.from({ length: 10 }, (_, index): [number, NumberMeaning] => [27 + index, 'date']),
  [45, 'date'],
  [46, 'date'],
  [47, 'date'],
  ...Array.from({ length: 9 }, (_, index): [number, NumberMeaning] => [50 + index, 'date']),
])

export function meaningOfBuiltIn(id: number): NumberMeaning {
  return builtIn.get(id) ?? 'number'
}

/** Reads a format code such as `0.0 %`, `#,##0\ "€"`, `DD.MM.YYYY` or `0" %"`. */
export function meaningOfFormat(code: string): NumberMeaning {
  const literal = [...code.matchAll(/"([^"]*)"|\\(.)|_(.)/gu)]
    .map((match) => match[1] ?? match[2] ?? '')
    .join('')
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu, '')
  if (bare.includes('%')) return 'percent'
  if (/[dmyhs]/i.test(bare) && !/^general$/i.test(bare.trim())) return 'date'
  return literal.includes('%') ? 'percent-sign' : 'number'
}

/**
 * Serial day number as ISO date; the time of day is dropped. Excel counts 1900 as a leap year, so serials below 60 are
 * one day off. Undefined outside 1900 to 9999.
 */
export function dateOfSerial(serial: number, since1904: boolean): string | undefined {
  const days = Math.floor(serial) + (since1904 ? 1462 : 0)
  if (!(days >= 1 && days <= 2_958_465) || days === 60) return undefined
  const time = Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000
  return new Date(time).toISOString().slice(0, 10)
}
