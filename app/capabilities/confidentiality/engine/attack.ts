import { type LinearModel, type Program, type Solver, SolverFailure } from './solver.ts'
import { type Filling, isFilling, type System } from './system.ts'

/** How far a solution in floating point may lie from what it means. */
const tolerance = 1e-6

/**
 * What an attacker can find out who knows every shown cell, all equations and that counts are whole and not negative:
 * programs over the cells that he doesn't know. All cells of `system` are such cells.
 */
export class Attack {
  readonly #system: System
  readonly #solver: Solver
  /** One column per cell, its change. */
  readonly #extreme: Program
  /** Two columns per cell, how far it rises and how far it falls; minimises their sum. */
  readonly #shortest: Program
  readonly #locked = new Set<number>()

  private constructor(system: System, solver: Solver, extreme: Program, shortest: Program) {
    this.#system = system
    this.#solver = solver
    this.#extreme = extreme
    this.#shortest = shortest
  }

  static run<T>(system: System, solver: Solver, work: (attack: Attack) => T): T {
    return solver.withProgram(extremeModel(system), false, (extreme) =>
      solver.withProgram(shortestModel(system), false, (shortest) =>
        work(new Attack(system, solver, extreme, shortest)),
      ),
    )
  }

  /** As if the cell was shown. */
  lock(cell: number): void {
    this.#locked.add(cell)
    this.#setBounds(cell, 0, 0)
  }

  unlock(cell: number): void {
    this.#locked.delete(cell)
    this.#setBounds(cell, ...this.#bounds(cell))
  }

  #bounds(cell: number): [number, number] {
    return this.#locked.has(cell) ? [0, 0] : [0 - this.#system.values[cell]!, this.#system.room[cell]!]
  }

  #setBounds(cell: number, lower: number, upper: number): void {
    this.#extreme.setBounds(cell, lower, upper)
    setChange(this.#shortest, this.#system, cell, lower, upper)
  }

  /**
   * How far the cell can change towards `change` (fractions allowed: no attacker gets further), and if it gets there,
   * a filling in whole numbers that proves it. No filling although the distance is reached: none was found within the limits.
   */
  reach(cell: number, change: number): { readonly change: number; readonly filling: Filling | undefined } {
    const [lower, upper] = this.#bounds(cell)
    const target = Math.min(Math.max(change, lower), upper)
    this.#extreme.setBounds(cell, Math.min(0, target), Math.max(0, target))
    this.#extreme.setCost(cell, 0 - Math.sign(target))
    const found = this.#extreme.solve()
    this.#extreme.setCost(cell, 0)
    this.#extreme.setBounds(cell, lower, upper)
    if (found === undefined || found === 'undecided') throw new SolverFailure('no change is always a filling')
    const reached = found[cell]!
    if (target !== change || Math.abs(reached - target) > tolerance)
      return { change: reached, filling: undefined }
    const filling = this.#whole(found) ?? this.#reachShortest(cell, change) ?? this.#reachWhole(cell, change)
    return { change, filling }
  }

  /** The filling with the least changes in sum: nearly always in whole numbers where an extreme one is not. */
  #reachShortest(cell: number, change: number): Filling | undefined {
    setChange(this.#shortest, this.#system, cell, change, change)
    const found = this.#shortest.solve()
    setChange(this.#shortest, this.#system, cell, ...this.#bounds(cell))
    if (found === undefined || found === 'undecided') return undefined
    const size = this.#system.ids.length
    return this.#whole(found.subarray(0, size).map((rise, i) => rise - found[size + i]!))
  }

  #reachWhole(cell: number, change: number): Filling | undefined {
    const model = extremeModel(this.#system)
    for (const locked of this.#locked) {
      model.lower[locked] = 0
      model.upper[locked] = 0
    }
    if (change > 0) model.lower[cell] = change
    else model.upper[cell] = change
    const found = this.#solver.withProgram(model, true, (program) => program.solve())
    return found === undefined || found === 'undecided' ? undefined : this.#whole(found)
  }

  /** In whole numbers as it is, or a small multiple of it: further than asked for is as good. */
  #whole(found: Float64Array): Filling | undefined {
    for (const multiple of [1, 2, 3]) {
      const filling = Array.from(found, (change) => Math.round(change * multiple) + 0)
      const isWhole = filling.every((change, i) => Math.abs(change - found[i]! * multiple) < tolerance)
      if (isWhole && isFilling(this.#system, filling)) return filling
    }
    return undefined
  }
}

function setChange(program: Program, system: System, cell: number, lower: number, upper: number): void {
  program.setBounds(cell, Math.max(0, lower), Math.max(0, upper))
  program.setBounds(system.ids.length + cell, Math.max(0, 0 - upper), Math.max(0, 0 - lower))
}

function extremeModel(system: System): LinearModel {
  return {
    cost: new Float64Array(system.ids.length),
    lower: Float64Array.from(system.values, (value) => 0 - value),
    upper: Float64Array.from(system.room),
    rows: system.rows.map((row) => ({ columns: row.cells, coefficients: row.signs, value: 0 })),
  }
}

function shortestModel(system: System): LinearModel {
  const size = system.ids.length
  return {
    cost: new Float64Array(size * 2).fill(1),
    lower: new Float64Array(size * 2),
    upper: Float64Array.from([...system.room, ...system.values]),
    rows: rowsOfMoves(system),
  }
}

/** The rows over two columns per cell: how far it rises, how far it falls. */
export function rowsOfMoves(system: System): LinearModel['rows'] {
  const size = system.ids.length
  return system.rows.map((row) => ({
    columns: [...row.cells, ...row.cells.map((cell) => size + cell)],
    coefficients: [...row.signs, ...row.signs.map((sign) => -sign)],
    value: 0,
  }))
}
