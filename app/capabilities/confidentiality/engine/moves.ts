import { rowsOfMoves } from './attack.ts'
import type { Coverage, Demand } from './coverage.ts'
import type { LinearModel, Program, Solver } from './solver.ts'
import { type Filling, isFilling, type System } from './system.ts'

/** What a published zero costs: it is suppressed only where nothing else can protect a cell. */
const zeroCost = 1e6

/**
 * The cheapest ways to change a table. Each cell has two columns, how far it rises and how far it falls; the difference
 * is the change. Secret cells and those that are never shown move free of charge, each other one at its cost.
 */
export class Moves {
  readonly #system: System
  readonly #solver: Solver
  readonly #program: Program
  readonly #secret: boolean[]
  readonly #coverage: Coverage
  #flooded = false

  private constructor(
    system: System,
    solver: Solver,
    program: Program,
    secret: boolean[],
    coverage: Coverage,
  ) {
    this.#system = system
    this.#solver = solver
    this.#program = program
    this.#secret = secret
    this.#coverage = coverage
  }

  /** `secret` and `coverage` grow with every protected demand. */
  static run<T>(
    system: System,
    solver: Solver,
    secret: boolean[],
    coverage: Coverage,
    work: (moves: Moves) => T,
  ): T {
    const size = system.ids.length * 2
    const model = {
      cost: new Float64Array(size),
      lower: new Float64Array(size),
      upper: new Float64Array(size),
      rows: rowsOfMoves(system),
    }
    return solver.withProgram(model, false, (program) => {
      const moves = new Moves(system, solver, program, secret, coverage)
      for (const cell of system.ids.keys()) moves.#release(cell)
      return work(moves)
    })
  }

  #isFree(cell: number): boolean {
    return this.#system.show[cell] === 'never' || this.#secret[cell]!
  }

  /** How far a cell may rise and fall: a published zero stays, unless `zeros` may be suppressed too. */
  #limits(cell: number, zeros: boolean): { rise: number; fall: number } {
    const { values, room } = this.#system
    const stays = values[cell] === 0 && !zeros && !this.#isFree(cell)
    return { rise: stays ? 0 : room[cell]!, fall: values[cell]! }
  }

  #release(cell: number, zeros = false): void {
    const { rise, fall } = this.#limits(cell, zeros)
    this.#program.setBounds(cell, 0, rise)
    this.#program.setBounds(this.#system.ids.length + cell, 0, fall)
  }

  /**
   * Makes cells secret until the demand is met. False: it can't be met even if nothing is shown, or no filling in whole
   * numbers was found although everything around is secret already.
   */
  protect(demand: Demand): boolean {
    if (this.#coverage.isMet(demand)) return true
    const found = this.#cheapest(demand, false) ?? this.#cheapest(demand, true)
    if (found === undefined) return false
    if (found === 'unsure') return this.#flood()
    for (const [cell, change] of found.entries()) {
      if (change === 0 || this.#isFree(cell)) continue
      this.#secret[cell] = true
      this.#release(cell)
    }
    this.#coverage.add(found)
    return true
  }

  /** The safe way out where whole numbers are hard to find: everything that isn't zero becomes secret; the audit decides. */
  #flood(): boolean {
    if (this.#flooded) return false
    this.#flooded = true
    for (const [cell, show] of this.#system.show.entries()) {
      if (show === 'may' && this.#system.values[cell]! > 0) this.#secret[cell] = true
    }
    return true
  }

  #cheapest(demand: Demand, zeros: boolean): Filling | 'unsure' | undefined {
    const { cell } = demand.need
    const size = this.#system.ids.length
    const distance = Math.abs(demand.change)
    const costs = this.#costs(distance)
    const { rise, fall } = this.#limits(cell, zeros)
    const [up, down] = demand.side === 'high' ? [distance, 0] : [0, distance]
    if (up > rise || down > fall) return undefined
    if (zeros) this.#allowZeros(true)
    this.#program.setCosts(costs)
    this.#program.setBounds(cell, up, up === 0 ? 0 : rise)
    this.#program.setBounds(size + cell, down, down === 0 ? 0 : fall)
    const found = this.#program.solve()
    this.#release(cell)
    const filling = found && this.#whole(found)
    const result = found && !filling ? this.#cheapestWhole(cell, up, down, costs, zeros) : filling
    if (zeros) this.#allowZeros(false)
    return result
  }

  #allowZeros(zeros: boolean): void {
    for (const [cell, value] of this.#system.values.entries()) {
      if (value === 0) this.#release(cell, zeros)
    }
  }

  /** Cost per unit, such that moving a cell by `distance`, or by all it has, costs about what suppressing it costs. */
  #costs(distance: number): Float64Array {
    const { ids, values, cost } = this.#system
    const costs = new Float64Array(ids.length * 2)
    for (const [cell, value] of values.entries()) {
      if (this.#isFree(cell)) continue
      const price = value === 0 ? zeroCost : cost[cell]!
      costs[cell] = price / distance
      costs[ids.length + cell] = price / Math.max(1, Math.min(value, distance))
    }
    return costs
  }

  #cheapestWhole(
    cell: number,
    up: number,
    down: number,
    cost: Float64Array,
    zeros: boolean,
  ): Filling | 'unsure' {
    const size = this.#system.ids.length
    const limits = this.#system.ids.map((_, i) => this.#limits(i, zeros))
    const model: LinearModel = {
      cost,
      lower: new Float64Array(size * 2),
      upper: Float64Array.from([...limits.map(({ rise }) => rise), ...limits.map(({ fall }) => fall)]),
      rows: rowsOfMoves(this.#system),
    }
    model.lower[cell] = up
    model.lower[size + cell] = down
    if (up === 0) model.upper[cell] = 0
    if (down === 0) model.upper[size + cell] = 0
    const found = this.#solver.withProgram(model, true, (program) => program.solve())
    return (found && found !== 'undecided' && this.#whole(found)) || 'unsure'
  }

  #whole(found: Float64Array | 'undecided'): Filling | undefined {
    if (found === 'undecided') return undefined
    const size = this.#system.ids.length
    const changes = this.#system.ids.map((_, cell) => found[cell]! - found[size + cell]!)
    const filling = changes.map((change) => Math.round(change) + 0)
    const isWhole = filling.every((change, i) => Math.abs(change - changes[i]!) < 1e-6)
    return isWhole && isFilling(this.#system, filling) ? filling : undefined
  }
}
