import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildCube, type Count, type Cube } from '../../../../tests/support/cube.ts'
import { rounds } from '../../../../tests/support/rounds.ts'
import { auditTable, type Protection, protectTable } from './protect.ts'
import type { Table, TableCell } from './table.ts'

const threshold = 5

function tableOf(cube: Cube): Table {
  return {
    cells: [...cube.values].map(([id, value]) => ({ id, value, show: 'may', threshold })),
    equations: cube.equations,
  }
}

function safe(protection: Protection): Extract<Protection, { state: 'safe' }> {
  if (protection.state !== 'safe') throw new Error(JSON.stringify(protection.certificate))
  return protection
}

const secretsOf = (protection: Protection) =>
  [...safe(protection).statuses].filter(([, status]) => status !== 'shown').map(([id]) => id)

/**
 * An attacker of our own who shares nothing with the engine: tries whole-number fillings of the inner cells, nearest to
 * the truth first, and keeps those in which every shown cell has its value. True if one fulfils `wanted`.
 */
function attackerFinds(
  cube: Cube,
  secret: ReadonlySet<string>,
  id: string,
  wanted: (value: number) => boolean,
): boolean {
  const leavesOf = (cell: string): string[] => {
    const equation = cube.equations.find(({ total }) => total === cell)
    return equation ? equation.parts.flatMap(leavesOf) : [cell]
  }
  const checks = [...cube.values.keys()]
    .filter((cell) => !secret.has(cell) || cell === id)
    .map((cell) => ({ cell, leaves: new Set(leavesOf(cell)) }))
  const leaves = cube.inner.filter((leaf) => secret.has(leaf))
  const filled = new Map(cube.inner.map((leaf) => [leaf, cube.values.get(leaf)!]))
  const sum = (members: ReadonlySet<string>) => [...members].reduce((all, leaf) => all + filled.get(leaf)!, 0)
  const last = new Map(checks.map((check) => [check, leaves.findLastIndex((leaf) => check.leaves.has(leaf))]))
  const holds = (at: number) =>
    checks.every((check) => {
      if (last.get(check) !== at) return true
      const value = sum(check.leaves)
      return check.cell === id ? wanted(value) : value === cube.values.get(check.cell)
    })
  const search = (at: number, furthest: number): boolean => {
    if (at === leaves.length) return true
    const leaf = leaves[at]!
    const truth = cube.values.get(leaf)!
    for (let step = 0; step <= 2 * furthest; step += 1) {
      const value = truth + (step % 2 === 0 ? step / 2 : -(step + 1) / 2)
      if (value < 0) continue
      filled.set(leaf, value)
      if (holds(at) && search(at + 1, furthest)) return true
    }
    filled.set(leaf, truth)
    return false
  }
  return [1, 2, 4, 5, 7, 9].some((furthest) => search(0, furthest))
}

/** Small counts of 1 to 4 for which the attacker can't find both a smaller value and one that isn't small. */
function recoverable(cube: Cube, secret: ReadonlySet<string>): string[] {
  return [...cube.values]
    .filter(([, value]) => value >= 1 && value < threshold)
    .filter(
      ([id, value]) =>
        !secret.has(id) ||
        !attackerFinds(cube, secret, id, (found) => found < value) ||
        !attackerFinds(cube, secret, id, (found) => found >= threshold),
    )
    .map(([id]) => id)
}

const count = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 30 }))
const flat = (rows: number, columns: number) =>
  fc
    .array(count, { minLength: rows * columns, maxLength: rows * columns })
    .map((values) =>
      values.map(
        (value, i): Count => ({ path: [[`R${Math.floor(i / columns)}`], [`C${i % columns}`]], value }),
      ),
    )
const nested = fc.array(count, { minLength: 12, maxLength: 12 }).map((values) =>
  values.map(
    (value, i): Count => ({
      path: [[`D${Math.floor(i / 6)}`, `S${Math.floor(i / 2)}`], [`X${i % 2}`]],
      value,
    }),
  ),
)
const three = fc.array(count, { minLength: 12, maxLength: 12 }).map((values) =>
  values.map(
    (value, i): Count => ({
      path: [[`R${Math.floor(i / 4)}`], [`C${Math.floor(i / 2) % 2}`], [`X${i % 2}`]],
      value,
    }),
  ),
)

const randomTables = rounds(60, 500)
const fewTables = rounds(15, 100)

describe('protectTable', { timeout: rounds(60_000, 3_600_000) }, () => {
  it(`lets an attacker who tries all fillings recover no small count of ${randomTables} random tables`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(flat(3, 4), flat(2, 3), nested, three), async (counts) => {
        const cube = buildCube(counts)
        const secret = new Set(secretsOf(await protectTable(tableOf(cube))))
        expect(recoverable(cube, secret)).toEqual([])
      }),
      { numRuns: randomTables, seed: 7 },
    )
  })

  it(`keeps no cell of ${fewTables} random tables secret that could be shown: showing any one makes the audit fail`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(flat(3, 3), nested), async (counts) => {
        const table = tableOf(buildCube(counts))
        const secret = secretsOf(await protectTable(table))
        for (const id of secret) {
          const fewer = new Set(secret.filter((other) => other !== id))
          expect((await auditTable(table, fewer)).safe, `${id} shown`).toBe(false)
        }
      }),
      { numRuns: fewTables, seed: 11 },
    )
  })

  it('gives the same result for the same table in any order', async () => {
    await fc.assert(
      fc.asyncProperty(nested, async (counts) => {
        const table = tableOf(buildCube(counts))
        const turned = {
          cells: table.cells.toReversed(),
          equations: table.equations
            .toReversed()
            .map(({ total, parts }) => ({ total, parts: parts.toReversed() })),
        }
        const [one, other] = [await protectTable(table), await protectTable(turned)]
        expect(other.certificate.sha256).toBe(one.certificate.sha256)
        expect(secretsOf(other).sort()).toEqual(secretsOf(one).sort())
      }),
      { numRuns: fewTables, seed: 3 },
    )
  })

  it('protects from 1 up to the threshold and shows 0 and the threshold itself', async () => {
    const statusOf = async (value: number) => {
      const cells: TableCell[] = [
        { id: 'a', value, show: 'may', threshold },
        { id: 'b', value: 20, show: 'may', threshold },
        { id: 'c', value: 9, show: 'may', threshold },
        { id: 'all', value: value + 29, show: 'may', threshold },
      ]
      const table = { cells, equations: [{ total: 'all', parts: ['a', 'b', 'c'] }] }
      return safe(await protectTable(table)).statuses
    }
    expect((await statusOf(0)).get('a')).toBe('shown')
    expect((await statusOf(5)).get('a')).toBe('shown')
    for (const value of [1, 4]) {
      expect([...(await statusOf(value))].sort()).toEqual([
        ['a', 'primary'],
        ['all', 'shown'],
        ['b', 'shown'],
        ['c', 'secondary'],
      ])
    }
  })
})
