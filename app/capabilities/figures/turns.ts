/**
 * Lets several pieces of work use one connection one after the other, in the order in which they asked, while whoever
 * asked computes on: PostgreSQL stores one part of a file while the next one is being parsed.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** The work's own result or error; an error doesn't stop the others. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => {})
    return turn
  }

  /** When everything asked for so far is through, well or not. */
  async settled(): Promise<void> {
    await this.#last
  }
}

/** Fetches up to `depth` items before they are asked for. An error comes up where its item would have been. */
export async function* readAhead<T>(items: AsyncIterable<T>, turns: Turns, depth: number): AsyncGenerator<T> {
  const source = items[Symbol.asyncIterator]()
  const waiting: Promise<IteratorResult<T>>[] = []
  const fetch = () => {
    const next = turns.take(() => source.next())
    // Whoever stops early never looks at this one; its error must not count as forgotten.
    next.catch(() => {})
    waiting.push(next)
  }
  try {
    for (;;) {
      while (waiting.length < depth) fetch()
      const result = await waiting.shift()!
      if (result.done) return
      yield result.value
    }
  } finally {
    await turns.settled()
    await source.return?.()
  }
}
