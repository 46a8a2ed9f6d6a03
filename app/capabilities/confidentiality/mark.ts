import type { Disclosed, Exact } from '#app/plain/disclosure.ts'

/*
 * The only casts to `Disclosed` and `Exact` in the whole application (`tests/boundaries.test.ts` looks for others).
 * Nobody outside this capability may import this file.
 */

/** Puts the mark on what was read from a released family, or computed from such values alone. */
export function markDisclosed<T>(released: T): Disclosed<T> {
  return released as Disclosed<T>
}

/** Puts the mark on what one entitled person may see; `exactFor` checks the right and logs. */
export function markExact<T>(value: T): Exact<T> {
  return value as Exact<T>
}
