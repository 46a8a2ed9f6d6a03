import type { Period, PeriodKind } from '#app/plain/period.ts'
import type { Catalogue } from './catalogue.ts'
import { isTotalWord } from './names.ts'

/** Codes of GENESIS-Online for parts of a year: MONAT01 to MONAT12, QUART1 to QUART4 (variables MONAT and QUARTG). */
const code = /^(MONAT|QUART)[A-Z]*0?(\d{1,2})$/i

/** Whether a text is such a code. */
export const isPeriodCode = (text: string): boolean => code.test(text)

/**
 * What a year and the part of it that stands in another column name together ("2018" and "März", "MONAT03" or "3" -> a text that
 * periods are read from). A part that says nothing leaves the year as it is. A bare number is counted in the kind of period of the series.
 */
export function withPart(year: string, part: string, kind: PeriodKind): string {
  if (part === '' || isTotalWord(part)) return year
  const [, word, number] = code.exec(part) ?? []
  const bare = word === undefined && /^\d{1,2}\.?$/.test(part) ? Number(part.replace('.', '')) : undefined
  const count = number === undefined ? bare : Number(number)
  if (count === undefined) return `${part} ${year}`
  const isMonth = word === undefined ? kind === 'month' : word.toUpperCase() === 'MONAT'
  if (isMonth) return `${year}-${String(count).padStart(2, '0')}`
  const isHalf = word === undefined && kind === 'half-year'
  return word === undefined && !isHalf && kind !== 'quarter'
    ? `${part} ${year}`
    : `${year}-${isHalf ? 'H' : 'Q'}${count}`
}

/** The periods that rows name, each text looked up once per kind. */
export class PeriodNames {
  readonly #catalogue: Catalogue
  readonly #known = new Map<PeriodKind, Map<string, Period | undefined>>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  named(text: string, kind: PeriodKind): Period | undefined {
    const known = this.#known.get(kind) ?? new Map<string, Period | undefined>()
    this.#known.set(kind, known)
    if (!known.has(text)) known.set(text, this.#catalogue.readPeriod(text, kind))
    return known.get(text)
  }
}
