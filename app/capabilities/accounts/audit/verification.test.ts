import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ChainRule,
  formatChecksum,
  isNoted,
  type Link,
  readChecksum,
  type Verification,
  verifyChain,
} from './verification.ts'

type Entry = Link & { readonly text: string }

const hashOf = (position: number, text: string, previousHash: string) =>
  createHash('sha256')
    .update(JSON.stringify([position, text, previousHash]))
    .digest('hex')

const rule: ChainRule<Entry> = {
  hashAt: (entry, position) => hashOf(position, entry.text, entry.previousHash),
  mayFollow: () => true,
}

function chainOf(texts: readonly string[]): Entry[] {
  const entries: Entry[] = []
  for (const text of texts) {
    const position = entries.length + 1
    const previousHash = entries.at(-1)?.hash ?? ''
    entries.push({ position, text, previousHash, hash: hashOf(position, text, previousHash) })
  }
  return entries
}

const headOf = (entries: readonly Link[]) => ({
  position: entries.length,
  hash: entries.at(-1)?.hash ?? '',
})

async function* stream(entries: readonly Entry[]): AsyncGenerator<Entry> {
  yield* entries.toSorted((a, b) => a.position - b.position)
}

const ten = chainOf('zehn Einträge in einer Kette die jemand geschrieben hat so'.split(' '))
const verify = (entries: readonly Entry[], head = headOf(ten)): Promise<Verification> =>
  verifyChain(stream(entries), rule, head)
const renumber = (entries: readonly Entry[]) =>
  entries.map((entry, index) => ({ ...entry, position: index + 1 }))
const broken = (kind: string, position: number) => ({ state: 'broken', kind, position })

describe('a chain', () => {
  test('that nobody touched is intact, an empty one too', async () => {
    expect(await verify(ten)).toEqual({ state: 'intact', count: 10, end: headOf(ten) })
    expect(await verify([], { position: 0, hash: '' })).toEqual({ state: 'intact', count: 0, end: undefined })
  })

  test.each([1, 5, 10])('with changed content of entry %d is found there', async (position) => {
    const changed = ten.map((entry) => (entry.position === position ? { ...entry, text: 'anders' } : entry))
    expect(await verify(changed)).toMatchObject({ ...broken('changed', position), fitting: position - 1 })
  })

  test.each([1, 5, 9])('whose entry %d was changed with a new hash is found there', async (position) => {
    const changed = ten.map((entry) =>
      entry.position === position
        ? { ...entry, text: 'anders', hash: hashOf(position, 'anders', entry.previousHash) }
        : entry,
    )
    expect(await verify(changed)).toMatchObject(broken('changed', position))
  })

  test.each([1, 5, 10])('without entry %d is found there', async (position) => {
    expect(await verify(ten.filter((entry) => entry.position !== position))).toMatchObject(
      broken('removed', position),
    )
  })

  test.each([1, 5, 9])('without entry %d and renumbered is found there', async (position) => {
    expect(await verify(renumber(ten.filter((entry) => entry.position !== position)))).toMatchObject(
      broken('removed', position),
    )
  })

  test('with an entry put in between is found there, whether or not its hash fits', async () => {
    for (const hash of ['0'.repeat(64), hashOf(5, 'dazu', ten[3]!.hash)]) {
      const extra = { position: 5, text: 'dazu', previousHash: ten[3]!.hash, hash }
      const grown = renumber([...ten.slice(0, 4), extra, ...ten.slice(4)])
      const found = await verify(grown, { ...headOf(ten), position: 11 })
      expect(found.state === 'broken' && found.position).toBe(5)
    }
    const fitting = {
      position: 5,
      text: 'dazu',
      previousHash: ten[3]!.hash,
      hash: hashOf(5, 'dazu', ten[3]!.hash),
    }
    const grown = renumber([...ten.slice(0, 4), fitting, ...ten.slice(4)])
    expect(await verify(grown, { ...headOf(ten), position: 11 })).toMatchObject(broken('inserted', 5))
  })

  test('with an entry put behind its end is found there', async () => {
    const extra = {
      position: 11,
      text: 'dazu',
      previousHash: ten[9]!.hash,
      hash: hashOf(11, 'dazu', ten[9]!.hash),
    }
    expect(await verify([...ten, extra])).toMatchObject(broken('inserted', 11))
  })

  test('with two neighbours exchanged is found at the first, with distant ones too', async () => {
    const exchange = (a: number, b: number) =>
      ten.map((entry) => ({
        ...entry,
        position: entry.position === a ? b : entry.position === b ? a : entry.position,
      }))
    expect(await verify(exchange(4, 5))).toMatchObject(broken('swapped', 4))
    expect(await verify(exchange(2, 8))).toMatchObject(broken('moved', 2))
  })

  test('recomputed from an entry on looks intact, but not against the checksum noted before', async () => {
    const noted = readChecksum(formatChecksum(ten[6]!))!
    const recomputed = chainOf(ten.map(({ text }) => (text === 'Kette' ? 'Schnur' : text)))
    expect(await verify(recomputed, headOf(recomputed))).toMatchObject({ state: 'intact' })
    expect(isNoted(noted, recomputed[6])).toBe(false)
    expect(isNoted(noted, ten[6])).toBe(true)
    expect(isNoted(noted, undefined)).toBe(false)
  })

  test('of any length with any one change is never called intact', async () => {
    const damage = fc.constantFrom('text', 'hash', 'previousHash', 'remove', 'duplicate')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string(), { minLength: 1, maxLength: 30 }),
        fc.nat(),
        damage,
        async (texts, number, kind) => {
          const chain = chainOf(texts)
          const at = number % chain.length
          const one = chain[at]!
          const damaged =
            kind === 'remove'
              ? chain.filter((entry) => entry !== one)
              : kind === 'duplicate'
                ? renumber([...chain.slice(0, at), one, ...chain.slice(at)])
                : chain.map((entry) =>
                    entry === one ? { ...entry, [kind]: `${one[kind as 'text']}x` } : entry,
                  )
          const found = await verify(damaged, headOf(chain))
          expect(found.state).toBe('broken')
          expect(found.state === 'broken' && found.fitting).toBeLessThanOrEqual(at + 1)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a noted checksum', () => {
  test('is read with blanks and capitals as people type them', () => {
    const written = formatChecksum({ position: 1234, hash: 'a1b2c3d4'.repeat(8) })
    expect(written).toBe('1234:a1b2 c3d4 a1b2 c3d4 a1b2 c3d4 a1b2 c3d4')
    const read = { position: 1234, hash: 'a1b2c3d4'.repeat(4) }
    expect(readChecksum(written)).toEqual(read)
    expect(readChecksum(` ${written.toUpperCase()}\n`)).toEqual(read)
    expect(readChecksum(`1234: ${'a1b2c3d4'.repeat(8)}`)?.hash).toHaveLength(64)
  })

  test.each([
    '',
    '12',
    ':a1b2',
    `0:${'a'.repeat(32)}`,
    `1:${'a'.repeat(31)}`,
    `1:${'g'.repeat(32)}`,
    `1:${'a'.repeat(65)}`,
  ])('%j is none', (text) => {
    expect(readChecksum(text)).toBeUndefined()
  })
})
