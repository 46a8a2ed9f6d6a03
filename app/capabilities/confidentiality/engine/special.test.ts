import { describe, expect, it } from 'vitest'
import { auditTable, protectTable } from './protect.ts'
import type { Equation, Problem, TableCell } from './table.ts'

const threshold = 5
const count = (id: string, value: number, more: Partial<TableCell> = {}): TableCell => ({
  id,
  value,
  show: 'may',
  threshold,
  ...more,
})
const rest = (id: string, value: number | undefined, more: Partial<TableCell> = {}): TableCell => ({
  id,
  value,
  show: 'never',
  ...more,
})
const sum = (total: string, ...parts: string[]): Equation => ({ total, parts })

async function protect(cells: TableCell[], equations: Equation[]) {
  const protection = await protectTable({ cells, equations })
  if (protection.state === 'refused') return { problems: protection.certificate.problems, secret: [] }
  const secret = [...protection.statuses].filter(([, status]) => status !== 'shown').map(([id]) => id)
  return { problems: [], secret: secret.sort() }
}

describe('a count and its part', () => {
  it('give nothing away where the rest between them is small', async () => {
    const cells = [count('families', 40), count('visited', 38), rest('not visited', 2, { threshold })]
    const { secret } = await protect(cells, [sum('families', 'visited', 'not visited')])
    expect(secret).toHaveLength(1)
  })

  it('are both shown where everybody belongs to the part', async () => {
    const cells = [count('families', 40), count('visited', 40), rest('not visited', 0, { threshold })]
    expect((await protect(cells, [sum('families', 'visited', 'not visited')])).secret).toEqual([])
  })
})

describe('what is known already', () => {
  it('is never taken back and never used as protection', async () => {
    const cells = [
      count('town', 63, { show: 'known', threshold: undefined }),
      count('a', 3),
      count('b', 20),
      count('c', 40, { show: 'known', threshold: undefined }),
    ]
    expect((await protect(cells, [sum('town', 'a', 'b', 'c')])).secret).toEqual(['a', 'b'])
  })

  it('may leave no way to protect a count: then nothing is released', async () => {
    const cells = [count('town', 43, { show: 'known', threshold: undefined }), count('a', 3), count('b', 40)]
    const known = cells.map((cell) =>
      cell.id === 'b' ? { ...cell, show: 'known' as const, threshold: undefined } : cell,
    )
    expect((await protect(known, [sum('town', 'a', 'b')])).problems).toEqual([
      { kind: 'unprotectable', cell: 'a' },
    ])
  })
})

describe('a total that differs from its parts', () => {
  it('does not count as protection: the difference may be known elsewhere', async () => {
    const cells = [count('town', 100), count('a', 3), count('b', 40), count('c', 30)]
    const { secret } = await protect(cells, [sum('town', 'a', 'b', 'c')])
    expect(secret).toEqual(['a', 'c'])
  })

  it('by a small count is protected like one: those of an area that was not delivered', async () => {
    const cells = [count('town', 73), count('b', 40), count('c', 30)]
    expect((await protect(cells, [sum('town', 'b', 'c')])).secret).toEqual(['c'])
  })

  it('because the parts exceed it harms nothing', async () => {
    const cells = [count('town', 70), count('a', 3), count('b', 40), count('c', 30)]
    expect((await protect(cells, [sum('town', 'a', 'b', 'c')])).secret).toEqual(['a', 'c'])
  })
})

describe('a total that nobody delivered', () => {
  it('still links its parts with the rest of the table', async () => {
    const cells = [
      count('all', 60),
      rest('girls', undefined),
      rest('boys', undefined),
      count('girls here', 3),
      count('girls there', 17),
      count('boys here', 18),
      count('boys there', 22),
    ]
    const equations = [
      sum('all', 'girls', 'boys'),
      sum('girls', 'girls here', 'girls there'),
      sum('boys', 'boys here', 'boys there'),
    ]
    const { secret } = await protect(cells, equations)
    expect(secret).toEqual(['girls here', 'girls there'])
  })
})

describe('a count that its source keeps secret', () => {
  it('is not computed from what is left', async () => {
    const cells = [count('town', 63), count('b', 20), count('c', 40), rest('a', undefined, { threshold })]
    expect((await protect(cells, [sum('town', 'a', 'b', 'c')])).secret).toEqual(['b'])
  })

  it('may be left alone where it can only be large', async () => {
    const cells = [count('town', 80), count('b', 20), count('c', 40), rest('a', undefined, { threshold })]
    expect((await protect(cells, [sum('town', 'a', 'b', 'c')])).secret).toEqual([])
  })

  it('stays open in its exact value where the source prints a bound', async () => {
    const cells = [
      count('town', 63),
      count('b', 20),
      count('c', 40),
      rest('a', undefined, { threshold, upTo: 4 }),
    ]
    expect((await protect(cells, [sum('town', 'a', 'b', 'c')])).secret).toEqual(['b'])
  })
})

describe('what was secret before', () => {
  const cells = [count('town', 103), count('a', 3), count('b', 20), count('c', 40), count('d', 40)]
  const equations = [sum('town', 'a', 'b', 'c', 'd')]

  it('stays secret instead of something new', async () => {
    expect((await protect(cells, equations)).secret).toEqual(['a', 'b'])
    const later = cells.map((cell) => (cell.id === 'c' ? { ...cell, secretBefore: true } : cell))
    expect((await protect(later, equations)).secret).toEqual(['a', 'c'])
  })
})

describe('the audit', () => {
  const cells = [count('town', 63), count('a', 3), count('b', 20), count('c', 40)]
  const table = { cells, equations: [sum('town', 'a', 'b', 'c')] }

  it('fails what is not protected at all, and what can be computed by subtraction', async () => {
    expect(await auditTable(table, new Set())).toEqual({ safe: false, failed: ['a'] })
    expect(await auditTable(table, new Set(['a']))).toEqual({ safe: false, failed: ['a'] })
    expect(await auditTable(table, new Set(['a', 'b']))).toEqual({ safe: true, failed: [] })
  })

  it('fails a count that is not exact but provably below the threshold', async () => {
    const narrow = [count('town', 44), count('a', 3), count('b', 1), count('c', 40)]
    const pair = { cells: narrow, equations: [sum('town', 'a', 'b', 'c')] }
    expect(await auditTable(pair, new Set(['a', 'b']))).toEqual({ safe: false, failed: ['a', 'b'] })
  })

  it('thinks in whole numbers: what only half a person could prove is not safe', async () => {
    // a = b + c, where b and c are equal, and a + r = 5: a can be 5 only with two and a half in b and in c.
    const free = { threshold: undefined }
    const cells = [
      count('a', 4),
      count('b', 2, free),
      count('c', 2, free),
      count('r', 1, free),
      count('a and r', 5, free),
      count('x', 12, free),
      count('ten', 10, free),
      count('also ten', 10, free),
    ]
    const equations = [sum('a', 'b', 'c'), sum('a and r', 'a', 'r'), sum('x', 'b', 'ten')]
    const secret = new Set(['a', 'b', 'c', 'r', 'x'])
    const tied = [...equations, sum('x', 'c', 'also ten')]
    expect((await auditTable({ cells, equations }, secret)).safe).toBe(true)
    expect(await auditTable({ cells, equations: tied }, secret)).toEqual({ safe: false, failed: ['a'] })
  })
})

describe('a table that is wrong in itself', () => {
  const cases: [string, TableCell[], Equation[], Problem][] = [
    ['half a person', [count('a', 2.5)], [], { kind: 'not-a-count', cell: 'a' }],
    ['less than nobody', [count('a', -1)], [], { kind: 'not-a-count', cell: 'a' }],
    [
      'a cell that stands there twice',
      [count('a', 1), count('a', 2)],
      [],
      { kind: 'repeated-cell', cell: 'a' },
    ],
    ['a sum of nothing known', [count('a', 1)], [sum('a', 'b')], { kind: 'unknown-cell', cell: 'b' }],
    ['a cell that is part of itself', [count('a', 1)], [sum('a', 'a')], { kind: 'unknown-cell', cell: 'a' }],
    [
      'a shown cell without value',
      [count('a', 1, { value: undefined })],
      [],
      { kind: 'value-missing', cell: 'a' },
    ],
    ['a threshold of one', [count('a', 1, { threshold: 1 })], [], { kind: 'bad-threshold', cell: 'a' }],
  ]
  it.each(cases)('is refused: %s', async (_, cells, equations, problem) => {
    expect((await protect(cells, equations)).problems).toEqual([problem])
  })

  it('is refused when the time is over, and shows nothing', async () => {
    let time = 0
    const clock = () => (time += 1000)
    const cells = [count('town', 63), count('a', 3), count('b', 20), count('c', 40)]
    const table = { cells, equations: [sum('town', 'a', 'b', 'c')] }
    const protection = await protectTable(table, { seconds: 1, clock })
    expect(protection).toMatchObject({
      state: 'refused',
      certificate: { problems: [{ kind: 'out-of-time', seconds: 1 }], audit: { safe: false } },
    })
    expect(protection).not.toHaveProperty('statuses')
  })
})

it('takes an empty table as safe', async () => {
  expect(await protect([], [])).toEqual({ problems: [], secret: [] })
})
