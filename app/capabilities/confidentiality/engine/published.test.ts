import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import loadHighs from 'highs'
import { describe, expect, it } from 'vitest'
import { buildCube, type Cube, readCounts } from '../../../../tests/support/cube.ts'
import { type CellStatus, protectTable } from './protect.ts'

const threshold = 5
const folder = join(import.meta.dirname, '../../../../tests/fixtures/disclosure')

/**
 * An attacker of our own: writes the whole table as text for the solver, shown cells as constants, and asks for the least
 * and the greatest value of every small one. Shares nothing with the engine but the solver.
 */
async function intervals(
  cube: Cube,
  statuses: ReadonlyMap<string, CellStatus>,
): Promise<Map<string, [number, number]>> {
  const highs = await loadHighs()
  const names = new Map([...cube.values.keys()].map((id, i) => [id, `c${i}`]))
  const constraints = cube.equations.map(
    ({ total, parts }, e) =>
      `e${e}: ${parts.map((part) => names.get(part)).join(' + ')} - ${names.get(total)} = 0`,
  )
  const bounds = [...cube.values].map(([id, value]) =>
    statuses.get(id) === 'shown' ? `${names.get(id)} = ${value}` : `0 <= ${names.get(id)} <= 1000000`,
  )
  const first = names.values().next().value
  const text = `Minimize\n obj: ${first}\nSubject To\n ${constraints.join('\n ')}\nBounds\n ${bounds.join('\n ')}\nEnd`
  const columns = [...names.values()]
  return highs.withModel({ format: 'lp', data: text }, (model) => {
    model.options.set({ output_flag: false })
    for (const name of columns) model.changeColCost(model.getColByName(name), 0)
    const found = new Map<string, [number, number]>()
    for (const [id, value] of cube.values) {
      if (value < 1 || value >= threshold) continue
      const column = model.getColByName(names.get(id)!)
      const extreme = (sign: number) => {
        model.changeColCost(column, sign)
        model.run()
        expect(model.getModelStatus()).toBe(highs.constants.modelStatus.optimal)
        return model.getSolution().colValue[column]!
      }
      found.set(id, [extreme(1), extreme(-1)])
      model.changeColCost(column, 0)
    }
    return found
  })
}

/** `bound`: no more may be lost than this. The proven optima of these two tables are 16 and 824. */
describe.each([
  { file: 'D_2d_480.csv', nested: false, primaries: 110, bound: 16 },
  { file: 'A_mid_480.csv', nested: true, primaries: 260, bound: 870 },
])('the table $file', { timeout: 120_000 }, ({ file, nested, primaries, bound }) => {
  it('lets nobody compute a small count exactly or see that it is small, at little cost', async () => {
    const cube = buildCube(readCounts(readFileSync(join(folder, file), 'utf8'), nested))
    const protection = await protectTable({
      cells: [...cube.values].map(([id, value]) => ({ id, value, show: 'may', threshold, cost: value })),
      equations: cube.equations,
    })
    if (protection.state !== 'safe') throw new Error(JSON.stringify(protection.certificate))
    const { statuses, certificate } = protection
    expect(certificate.cells.primary).toBe(primaries)
    const tolerance = 1e-6
    const small = await intervals(cube, statuses)
    expect(small.size).toBe(primaries)
    const exact = [...small].filter(([, [low, high]]) => high - low < 1 - tolerance)
    const belowThreshold = [...small].filter(([, [, high]]) => high < threshold - tolerance)
    const atLeastItself = [...small].filter(([id, [low]]) => low > cube.values.get(id)! - 1 + tolerance)
    expect({ exact, belowThreshold, atLeastItself }).toEqual({
      exact: [],
      belowThreshold: [],
      atLeastItself: [],
    })
    const secondary = [...statuses].filter(([, status]) => status === 'secondary')
    const sum = secondary.reduce((all, [id]) => all + cube.values.get(id)!, 0)
    expect(sum).toBeLessThanOrEqual(bound)
  })
})
