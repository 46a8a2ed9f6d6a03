import { type Cell, type CellFlag, cellFlags, gravestReason, missing, present } from '#app/plain/cell.ts'

export type Resolved = {
  readonly cell: Cell
  readonly basis: 'computed' | 'published'
  /** The printed value where it differs from the computed one at the precision at which it was printed. */
  readonly printed: number | undefined
}

/** Decimals that the shortest writing of a number needs: 85 has 0, 82.11 has 2. */
function decimalsOf(value: number): number {
  return (String(value).split('.')[1] ?? '').length
}

function differs(computed: number, printed: number): boolean {
  const decimals = decimalsOf(printed)
  return computed.toFixed(decimals) !== printed.toFixed(decimals)
}

function marked(flags: readonly CellFlag[]): readonly CellFlag[] {
  return cellFlags.filter((flag) => flag === 'published-rate' || flags.includes(flag))
}

/**
 * The rule "computed or published": the formula's result if all its inputs are there, else the value that the source
 * published, marked as such. Where both exist the computed one is shown and a differing printed one noted
 * (learning support 2012/13: 764 / 889 = 85.9, printed 85). Both cells in the shown unit.
 */
export function resolveBasis(computed: Cell | undefined, published: Cell | undefined): Resolved {
  if (computed && 'value' in computed) {
    const printed = published && 'value' in published ? published.value : undefined
    const noted = printed !== undefined && differs(computed.value, printed)
    return { cell: computed, basis: 'computed', printed: noted ? printed : undefined }
  }
  if (published && 'value' in published) {
    return { cell: present(published.value, marked(published.flags)), basis: 'published', printed: undefined }
  }
  const reasons = [computed, published].flatMap((cell) => (cell && 'missing' in cell ? [cell.missing] : []))
  const flags = cellFlags.filter((flag) => [computed, published].some((cell) => cell?.flags.includes(flag)))
  const basis = computed ? 'computed' : 'published'
  return { cell: missing(gravestReason(reasons), flags), basis, printed: undefined }
}
