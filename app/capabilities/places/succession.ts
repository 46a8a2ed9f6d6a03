import { type Cell, cellFlags, gravestReason, missing, present } from '#app/plain/cell.ts'
import { add, compare, divide, fromNumber, multiply, type Rational, toNumber } from '#app/plain/rational.ts'
import type { Place, Succession } from './place.ts'
import { holdsOn } from './validity.ts'

/*
 * Figures of former areas for the areas of today, and the other way round. A former area's count is distributed over its
 * successors by fixed shares, measured on one base (population weighted interpolation: Goodchild and Lam 1980, "Areal
 * interpolation"). That holds for what adds up over places only: counts and amounts, never rates, whose numerator and
 * denominator are converted each. The result is an estimate, except where whole areas were joined.
 */

/** One place whose figures enter, and with which share. */
export type Portion = { readonly placeId: number; readonly share: Rational }

const one: Rational = fromNumber(1)

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

/** Whether the shares of one former place make up all of it. */
export function isWhole(shares: readonly Rational[]): boolean {
  return compare(shares.reduce(add, fromNumber(0)), one) === 0
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
  return gather(place, day, places, (id) =>
    successions
      .filter(({ successorId }) => successorId === id)
      .map(({ formerId, part, whole }) => ({ id: formerId, share: shareOf(part, whole) })),
  )
}

/**
 * The places of a later day whose figures make up an ended place again: only where each of them came from it alone and as
 * a whole, because a part of a later figure is nobody's to know. Undefined else.
 */
export function remainsOf(
  place: Dated,
  day: string,
  places: ReadonlyMap<number, Dated>,
  successions: readonly Succession[],
): readonly Portion[] | undefined {
  const fromItAlone = (id: number) => successions.filter(({ successorId }) => successorId === id).length === 1
  return gather(place, day, places, (id) =>
    successions
      .filter(({ formerId }) => formerId === id)
      .map(({ successorId }) => ({
        id: successorId,
        share: fromItAlone(successorId) ? one : undefined,
      })),
  )
}

type Step = { readonly id: number; readonly share: Rational | undefined }

function gather(
  place: Dated,
  day: string,
  places: ReadonlyMap<number, Dated>,
  next: (id: number) => readonly Step[],
): readonly Portion[] | undefined {
  const found = new Map<number, Rational>()
  const visit = (at: Dated, share: Rational, depth: number): boolean => {
    if (holdsOn(at, day)) {
      found.set(at.id, add(found.get(at.id) ?? fromNumber(0), share))
      return true
    }
    const steps = next(at.id)
    // A circle can't be made by commands; a broken row must not hang a page.
    return (
      steps.length > 0 &&
      depth < 50 &&
      steps.every((step) => {
        const other = places.get(step.id)
        return (
          other !== undefined &&
          step.share !== undefined &&
          visit(other, multiply(share, step.share), depth + 1)
        )
      })
    )
  }
  return visit(place, one, 0) ? [...found].map(([placeId, share]) => ({ placeId, share })) : undefined
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
