import type { PlaceKind } from '#app/capabilities/places/place.ts'

/** How complete a series is in a period. It says that something came, never how much: a secret cell is there like any other. */
export const presenceStates = ['complete', 'partly', 'missing', 'not-due', 'skipped', 'not-expected'] as const
export type PresenceState = (typeof presenceStates)[number]

/** What the calendar says about the period: nothing, still to come, due by now, left out this time. */
export type DueWord = 'none' | 'coming' | 'due' | 'skipped'

/** How many places, by kind: those with an entry, and those that there were in the period. */
export type Counts = Partial<Readonly<Record<PlaceKind, number>>>

export type Presence = {
  readonly state: PresenceState
  /** Places that have an entry, of those that are expected. */
  readonly there: number
  readonly expected: number
}

/**
 * One cell of the matrix. A series is expected for the kinds of places (town, areas, quarters) for which it has ever come; a period
 * between two that came is a gap, whatever the calendar says.
 */
export function presenceOf(given: {
  readonly there: Counts
  readonly places: Counts
  readonly kinds: readonly PlaceKind[]
  readonly due: DueWord
  readonly isBetween: boolean
}): Presence {
  const { there, places, kinds, due, isBetween } = given
  const sum = (counts: Counts) => kinds.reduce((total, kind) => total + (counts[kind] ?? 0), 0)
  const expected = sum(places)
  const found = kinds.reduce((total, kind) => total + Math.min(there[kind] ?? 0, places[kind] ?? 0), 0)
  const state = (): PresenceState => {
    if (found > 0) return found >= expected ? 'complete' : 'partly'
    if (due === 'skipped') return 'skipped'
    if (due === 'coming') return 'not-due'
    return due === 'due' || isBetween ? 'missing' : 'not-expected'
  }
  return { state: state(), there: found, expected }
}
