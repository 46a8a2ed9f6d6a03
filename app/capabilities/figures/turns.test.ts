import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAhead, Turns } from './turns.ts'

async function* numbers(count: number, brokenAt = -1): AsyncGenerator<number> {
  for (let i = 0; i < count; i += 1) {
    if (i === brokenAt) throw new Error('broken')
    yield i
  }
}

describe('turns', () => {
  it('are taken in order and one at a time, whatever each of them does', async () => {
    const turns = new Turns()
    const log: string[] = []
    const work = (name: string, milliseconds: number) => async () => {
      log.push(`${name} begins`)
      await sleep(milliseconds)
      log.push(`${name} ends`)
      if (name === 'b') throw new Error('b fails')
    }
    const results = await Promise.allSettled([
      turns.take(work('a', 5)),
      turns.take(work('b', 1)),
      turns.take(work('c', 0)),
    ])
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})

describe('reading ahead', () => {
  it('gives every item once and in order, and the error where it belongs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(20),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: -1, max: 20 }),
        async (count, depth, brokenAt) => {
          const seen: number[] = []
          let error: unknown
          try {
            for await (const item of readAhead(numbers(count, brokenAt), new Turns(), depth)) seen.push(item)
          } catch (caught) {
            error = caught
          }
          const breaks = brokenAt >= 0 && brokenAt < count
          expect(error !== undefined).toBe(breaks)
          expect(seen).toEqual(Array.from({ length: breaks ? brokenAt : count }, (_, i) => i))
        },
      ),
    )
  })

  it('ends its source when somebody stops early', async () => {
    let ended = false
    async function* source() {
      try {
        yield* numbers(100)
      } finally {
        ended = true
      }
    }
    for await (const item of readAhead(source(), new Turns(), 3)) if (item === 2) break
    expect(ended).toBe(true)
  })
})
