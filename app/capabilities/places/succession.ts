import { type Cell, cellFlags, gravestReason, missing, present } from '#app/plain/cell.ts'
import { add, divide, fromNumber, multiply, type Rational, toNumber } from '#app/plain/rational.ts'
import type { Place, Succession } from './place.ts'
import { holdsOn } from './validity.ts'

/*
 * Figures of former areas for the areas of today. A former area's count is distributed over its successors by fixed
 * shares, measured on one base (population weighted interpolation: Goodchild and Lam 1980, "Areal interpolation"). That
 * holds for what adds up over places only: counts and amounts, never rates, whose numerator and denominator are converted
 * each. The result is an estimate, except where whole areas were joined.
 */

/** One place whose figures enter, and with which share. */
export type Portion = { readonly placeId: number; readonly share: Rational }

/** part / whole as an exact fraction; undefined where one of them is no number above 0. */
export function shareOf(part: string, whole: string): Rational | undefined {
  const [p, w] = [readDecimal(part), readDecimal(whole)]
  return p && w && divide(p, w)
}

/** A decimal as the database and forms write it ("62.5"), exactly. */
function readDecimal(text: string): Rational | undefined {
  const match = /^(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text)
  if (!match) return undefined
  const decimals = match[2] ?? ''
  const numerator = BigInt(match[1]! + decimals)
  return numerator === 0n ? undefined : { numerator, denominator: 10n ** BigInt(decimals.length) }
}

type Dated = Pick<Place, 'id' | 'validFrom' | 'validTo'>

/**
 * The places of an earlier day that a place's figures can be computed from, with their shares, over any number of changes.
 * Undefined where one of its forerunners is not known on that day: then nothing can be said. The place itself if it held.
 */
export function portionsOf(
  place: Dated,
  day: string,
  places: ReadonlyMap<number, Dated>,
  successions: readonly Succession[],
): readonly Portion[] | undefined {
  const found = new Map<number, Rational>()
  const visit = (at: Dated, share: Rational, depth: number): boolean => {
    if (holdsOn(at, day)) {
      found.set(at.id, add(found.get(at.id) ?? fromNumber(0), share))
      return true
    }
    const steps = successions.filter(({ successorId }) => successorId === at.id)
    // A circle can't be made by commands; a broken row must not hang a page.
    return (
      steps.length > 0 &&
      depth < 50 &&
      steps.every(({ formerId, part, whole }) => {
        const former = places.get(formerId)
        const portion = shareOf(part, whole)
        return (
          former !== undefined && portion !== undefined && visit(former, multiply(share, portion), depth + 1)
        )
      })
    )
  }
  return visit(place, fromNumber(1), 0)
    ? [...found].map(([placeId, share]) => ({ placeId, share }))
    : undefined
}

/**
 * The figure that the portions give. One secret part keeps the whole secret, one missing part leaves it missing, for the
 * gravest reason. `converted` says that it was computed so.
 */
export function convertCells(parts: readonly { readonly share: Rational; readonly cell: Cell }[]): Cell {
  const flags = cellFlags.filter(
    (flag) => flag === 'converted' || parts.some(({ cell }) => cell.flags.includes(flag)),
  )
  const reasons = parts.flatMap(({ cell }) => ('missing' in cell ? [cell.missing] : []))
  if (parts.length === 0 || reasons.length > 0) return missing(gravestReason(reasons), flags)
  const total = parts.reduce(
    (sum, { share, cell }) => ('value' in cell ? add(sum, multiply(share, fromNumber(cell.value))) : sum),
    fromNumber(0),
  )
  return present(toNumber(total), flags)
}
