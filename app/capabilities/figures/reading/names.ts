/** Footnote marks behind a name: "2016*", "Pelkum¹", "Heessen 1)". */
const footnoteMark = /(?:\s*\*{1,3}|\s*[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|\s\d\))$/u

/**
 * Longer is a text, no name, period or value. Patterns that look for an ending begin anew at every blank before it, so that their
 * time grows with the square of the length: one cell of a megabyte would hold the process for hours.
 */
export const longestWords = 300

export function withoutFootnoteMark(text: string): string {
  const bare = text.trim()
  return bare.length > longestWords ? bare : bare.replace(footnoteMark, '').trim()
}

/**
 * What remains of a name when spelling habits are taken away: case, dashes, blanks, umlauts (ae and ä are one),
 * accents, footnote marks. "Bockum- Hövel" and "BOCKUM-HOEVEL" become the same.
 */
export function normaliseName(text: string): string {
  return withoutFootnoteMark(text)
    .toLowerCase()
    .normalize('NFC')
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/&/g, 'und')
    .replace(/%/g, 'prozent')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')
}

/**
 * A part of what stands above or beside it, without what only says so: "– davon: weiblich" is "weiblich", "davon:" is nothing.
 * One rule for rows, columns and the values of breakdowns.
 */
export const withoutDetail = (text: string) =>
  text
    .replace(/^(?:[\s:•·*–—-]|(?:davon|darunter|und zwar)(?:[\s:,]|$)|(?:dav|dar)\.)+/iu, '')
    .trim()
    .replace(/:$/, '')

/** Names that mean one thing each; a name that means two is known as ambiguous and matches nothing. */
export class NameIndex<T> {
  readonly #things = new Map<string, T | undefined>()

  add(name: string, thing: T): void {
    const key = normaliseName(name)
    if (key === '') return
    if (!this.#things.has(key)) this.#things.set(key, thing)
    else if (this.#things.get(key) !== thing) this.#things.set(key, undefined)
  }

  find(name: string): T | undefined {
    return this.#things.get(normaliseName(name))
  }

  has(name: string): boolean {
    return this.#things.has(normaliseName(name))
  }

  get names(): IterableIterator<string> {
    return this.#things.keys()
  }
}

/** Words for a total in tables of German offices, normalised. */
const totalWords: ReadonlySet<string> = new Set(
  ['gesamt', 'insgesamt', 'summe', 'total', 'zusammen', 'gesamtsumme', 'gesamtergebnis', 'alle'].concat([
    'gesamtstadt',
    'stadtgesamt',
    'stadtinsgesamt',
    'summegesamt',
    'kreisgesamt',
    'kreisinsgesamt',
  ]),
)

export function isTotalWord(text: string): boolean {
  return totalWords.has(normaliseName(text))
}
