import type { Cell, MissingReason } from '#app/plain/cell.ts'
import type { Direction } from './indicator.ts'

type Entry<Place> = { readonly place: Place; readonly cell: Cell }

/** How far areas lie apart. Places with the same value stand together, in their order. */
export type Spread<Place> = {
  readonly highest: { readonly value: number; readonly places: readonly Place[] }
  readonly lowest: { readonly value: number; readonly places: readonly Place[] }
  /** Which end is good; undefined where the indicator has no good direction. */
  readonly best: 'highest' | 'lowest' | undefined
  readonly counted: number
  readonly missing: readonly MissingReason[]
}

/** Undefined where fewer than two areas have a value. */
export function computeSpread<Place>(
  entries: readonly Entry<Place>[],
  direction: Direction,
): Spread<Place> | undefined {
  const values = entries.flatMap(({ place, cell }) => ('value' in cell ? [{ place, value: cell.value }] : []))
  if (values.length < 2) return undefined
  const numbers = values.map(({ value }) => value)
  const end = (value: number) => ({
    value,
    places: values.filter((entry) => entry.value === value).map((entry) => entry.place),
  })
  const [high, low] = [Math.max(...numbers), Math.min(...numbers)]
  return {
    highest: end(high),
    lowest: end(low),
    best: direction === 'none' ? undefined : direction === 'up' ? 'highest' : 'lowest',
    counted: values.length,
    missing: entries.flatMap(({ cell }) => ('missing' in cell ? [cell.missing] : [])),
  }
}
