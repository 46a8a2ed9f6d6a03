import { germanDay } from '#app/plain/day.ts'
import { isDay } from '../files/day.ts'
import { type PointKind, pointKinds } from './point.ts'

/** Stands for the key of an area where facilities lie in none. */
export const unassigned = 'nicht-zuordenbar'

export type PointFilter = {
  /** Of which day the places are (ISO). */
  readonly day: string
  readonly kind: PointKind | ''
  /** Key of an area, or `unassigned`. */
  readonly area: string
  readonly search: string
}

/** Which facilities an address asks for; what makes no sense asks for all. */
export function readPointFilter(parameters: URLSearchParams, now: Date): PointFilter {
  const text = (name: string) => (parameters.get(name) ?? '').slice(0, 100)
  const day = text('tag')
  return {
    day: isDay(day) ? day : germanDay(now),
    kind: pointKinds.find((kind) => kind === text('art')) ?? '',
    area: text('ort'),
    search: text('suche').trim(),
  }
}
