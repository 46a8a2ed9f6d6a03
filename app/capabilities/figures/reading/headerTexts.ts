import { cellText, isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'

const firstOf = ({ cells }: SourceRow): string => cellText(cells[0]).trim()

/** All that a line says; empty cells at its end say nothing. */
const textOf = ({ cells }: SourceRow): string =>
  cells
    .slice(0, cells.findLastIndex((cell) => !isEmptyCell(cell)) + 1)
    .map((cell) => cellText(cell).trim())
    .join('\u0000')

/** Texts of the header's lines: a printout repeats them on each page. */
export class HeaderTexts {
  readonly #texts = new Set<string>()
  /** What stands first in them, so that the other lines of a long file needn't be put together to be told apart. */
  readonly #firsts = new Set<string>()

  add(row: SourceRow): void {
    this.#texts.add(textOf(row))
    this.#firsts.add(firstOf(row))
  }

  has(row: SourceRow): boolean {
    return this.#firsts.has(firstOf(row)) && this.#texts.has(textOf(row))
  }
}
