import type { Allocation } from '../streets/allocate.ts'
import type { OnMap } from './locate.ts'

/** What there is to say about where a facility lies. */
export type Remark =
  /** The register gives its address to another area than the map. */
  | { readonly kind: 'differs'; readonly placeId: number }
  | { readonly kind: 'border' | 'several'; readonly placeIds: readonly number[] }
  | { readonly kind: 'outside' | 'no-boundaries' | 'no-register' | 'former' }
  /** Why the register can't say either. */
  | { readonly kind: 'register'; readonly allocation: Allocation }

export type Located = {
  /** Undefined: "nicht zuordenbar", the remarks say why. */
  readonly placeId: number | undefined
  readonly by: 'boundary' | 'register' | 'nothing'
  readonly remarks: readonly Remark[]
}

type Known = {
  /** Undefined where the facility has no coordinates. */
  readonly drawn: OnMap<number> | { readonly kind: 'no-boundaries' } | undefined
  /** Undefined where it has no street. */
  readonly entered: Allocation | { readonly kind: 'no-register' } | undefined
  /** The area in which a place of the register lies; undefined where it is none of this day's. */
  readonly areaOf: (placeId: number) => number | undefined
}

/**
 * The map goes before the register: it says where the house stands, the register where its address is booked. On a border, where
 * drawn areas overlap, outside of all of them and without boundaries the register decides; else nobody does.
 */
export function judge({ drawn, entered, areaOf }: Known): Located {
  const booked = entered?.kind === 'found' ? areaOf(entered.placeId) : undefined
  if (drawn?.kind === 'inside') {
    const differs = booked !== undefined && booked !== drawn.id
    return {
      placeId: drawn.id,
      by: 'boundary',
      remarks: differs ? [{ kind: 'differs', placeId: booked }] : [],
    }
  }
  const remarks: Remark[] = []
  if (drawn) remarks.push('ids' in drawn ? { kind: drawn.kind, placeIds: drawn.ids } : { kind: drawn.kind })
  if (booked !== undefined) return { placeId: booked, by: 'register', remarks }
  if (entered?.kind === 'no-register') remarks.push({ kind: 'no-register' })
  else if (entered?.kind === 'found') remarks.push({ kind: 'former' })
  else if (entered) remarks.push({ kind: 'register', allocation: entered })
  return { placeId: undefined, by: 'nothing', remarks }
}
