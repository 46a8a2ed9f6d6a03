/**
 * A table with all its totals from inner counts, for tests of the suppression. Each axis is a path from coarse to fine
 * (['D1', 'D1S1']); a shorter path is a total. Ids read `D1>D1S1|A1|*`.
 */
export type Count = { readonly path: readonly (readonly string[])[]; readonly value: number }

export type Cube = {
  readonly values: ReadonlyMap<string, number>
  readonly inner: readonly string[]
  readonly equations: readonly { readonly total: string; readonly parts: readonly string[] }[]
}

type Path = readonly (readonly string[])[]

const idOf = (path: Path) => path.map((axis) => axis.join('>') || '*').join('|')

function totalsAbove(path: Path): Path[] {
  let all: Path[] = [[]]
  for (const axis of path) {
    all = all.flatMap((start) =>
      Array.from({ length: axis.length + 1 }, (_, length) => [...start, axis.slice(0, length)]),
    )
  }
  return all
}

export function buildCube(counts: readonly Count[]): Cube {
  const values = new Map<string, number>()
  const parts = new Map<string, { total: string; parts: Set<string> }>()
  for (const { path, value } of counts) {
    for (const cell of totalsAbove(path)) {
      values.set(idOf(cell), (values.get(idOf(cell)) ?? 0) + value)
      for (const [axis, steps] of cell.entries()) {
        const full = path[axis]!
        if (steps.length === full.length) continue
        const finer = cell.map((other, i) => (i === axis ? full.slice(0, steps.length + 1) : other))
        const key = `${idOf(cell)} by ${axis}`
        const equation = parts.get(key) ?? { total: idOf(cell), parts: new Set() }
        parts.set(key, equation)
        equation.parts.add(idOf(finer))
      }
    }
  }
  return {
    values,
    inner: counts.map(({ path }) => idOf(path)),
    equations: [...parts.values()].map(({ total, parts: members }) => ({ total, parts: [...members] })),
  }
}

/** Reads a file of inner counts: `district,subarea,age,sex,count`; the first two columns are one axis if `nested`. */
export function readCounts(csv: string, nested: boolean): Count[] {
  const [, ...lines] = csv.trim().split('\n')
  return lines.map((line) => {
    const fields = line.split(',')
    const names = fields.slice(0, -1)
    const path = nested
      ? [[names[0]!, names[1]!], ...names.slice(2).map((name) => [name])]
      : names.map((name) => [name])
    return { path, value: Number(fields.at(-1)) }
  })
}
