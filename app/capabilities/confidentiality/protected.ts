/**
 * A value that nobody outside this capability can read: counts travel like this from where they are kept
 * to where it is decided what may be shown. Printing, JSON and logs show nothing of it.
 */
let readPrivate: <T>(box: Protected<T>) => T

export class Protected<T> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  static {
    readPrivate = (box) => box.#value
  }
}

/** The only way in. The front door doesn't pass it on, and `tests/boundaries.test.ts` lets nobody else import this file. */
export function openProtected<T>(box: Protected<T>): T {
  return readPrivate(box)
}
