import { type Cell, missing } from '#app/plain/cell.ts'
import type { Disclosed, Exact } from '#app/plain/disclosure.ts'
import { markDisclosed, markExact } from './mark.ts'

/*
 * Computing with marked values. What is computed from disclosed values alone is disclosed: whoever sees the inputs
 * can compute the result. `compute` must use nothing but its inputs and constants.
 */

/** The result of `compute` on disclosed values, for instance a rate from two counts. */
export function deriveDisclosed<A, B>(
  inputs: readonly Disclosed<A>[],
  compute: (inputs: readonly A[]) => B,
): Disclosed<B> {
  return markDisclosed(compute(inputs))
}

/** As `deriveDisclosed`, for values that one person may see exactly. */
export function deriveExact<A, B>(
  inputs: readonly Exact<A>[],
  compute: (inputs: readonly A[]) => B,
): Exact<B> {
  return markExact(compute(inputs))
}

/** One disclosed value turned into another form (a cell into its text, a list into its longest run). */
export function mapDisclosed<A, B>(input: Disclosed<A>, compute: (input: A) => B): Disclosed<B> {
  return markDisclosed(compute(input))
}

/** The cell of a place and period for which nothing was released. */
export function nothingReleased(): Disclosed<Cell> {
  return markDisclosed<Cell>(missing('not-delivered'))
}
