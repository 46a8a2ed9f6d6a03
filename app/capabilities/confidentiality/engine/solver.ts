import loadHighs, { type Highs, type Model } from 'highs'

/** The time set by the caller is over. */
export class OutOfTime extends Error {}

/** The solver gave no usable answer (a numerical failure, or its WebAssembly has aborted). */
export class SolverFailure extends Error {}

/** Seconds that may be used; `clock` gives milliseconds. Time decides only whether there is a result, never which. */
export class Budget {
  readonly #clock: () => number
  readonly #end: number

  constructor(seconds: number, clock: () => number) {
    this.#clock = clock
    this.#end = clock() + seconds * 1000
  }

  /** Seconds left; throws `OutOfTime` when there are none. */
  left(): number {
    const seconds = (this.#end - this.#clock()) / 1000
    if (seconds <= 0) throw new OutOfTime()
    return seconds
  }
}

/** Minimise cost * x under lower <= A x <= upper and bounds of the columns; `rows` as lists of (column, coefficient). */
export type LinearModel = {
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly rows: readonly SparseRow[]
}
export type SparseRow = {
  readonly columns: readonly number[]
  readonly coefficients: readonly number[]
  readonly value: number
}

/** Integer programs stop after so many nodes (a count, not a time: the same table gives the same result). */
const maxNodes = 2000

/** Loading takes some 40 ms, so one instance serves table after table. */
let loaded: Promise<Highs> | undefined

/** The memory of WebAssembly never shrinks: an instance that has grown beyond this is replaced. */
const largestMemory = 256 * 1024 * 1024

async function currentHighs(): Promise<Highs> {
  loaded ??= loadHighs()
  const highs = await loaded
  if (highs.memoryBytes <= largestMemory) return highs
  loaded = loadHighs()
  return loaded
}

/** One loaded HiGHS (WebAssembly, single-threaded) with a budget of time. */
export class Solver {
  readonly #highs: Highs
  readonly budget: Budget
  #runs = 0

  private constructor(highs: Highs, budget: Budget) {
    this.#highs = highs
    this.budget = budget
  }

  static async load(budget: Budget): Promise<Solver> {
    return new Solver(await currentHighs(), budget)
  }

  /** After an abort inside WebAssembly the instance is lost; the next table gets a new one. */
  static forget(): void {
    loaded = undefined
  }

  /** Programs solved so far. */
  get runs(): number {
    return this.#runs
  }

  /** Runs `work` on a program that stays loaded between solutions, and frees it afterwards. */
  withProgram<T>(model: LinearModel, integer: boolean, work: (program: Program) => T): T {
    const program = this.#create(model, integer)
    try {
      return work(program)
    } finally {
      program.dispose()
    }
  }

  #create(model: LinearModel, integer: boolean): Program {
    const { constants } = this.#highs
    const starts = new Int32Array(model.rows.length + 1)
    for (const [i, row] of model.rows.entries()) starts[i + 1] = starts[i]! + row.columns.length
    const values = Float64Array.from(model.rows, (row) => row.value)
    const native = this.#highs.createModel({
      numCols: model.cost.length,
      numRows: model.rows.length,
      sense: constants.objectiveSense.minimize,
      colCost: model.cost,
      colLower: model.lower,
      colUpper: model.upper,
      rowLower: values,
      rowUpper: values,
      matrix: {
        format: 'csr',
        numRows: model.rows.length,
        numCols: model.cost.length,
        starts,
        indices: Int32Array.from(model.rows.flatMap((row) => row.columns)),
        values: Float64Array.from(model.rows.flatMap((row) => row.coefficients)),
      },
      ...(integer
        ? { integrality: new Int32Array(model.cost.length).fill(constants.variableType.integer) }
        : {}),
    })
    native.options.set({ output_flag: false, random_seed: 1 })
    if (integer) native.options.set({ mip_max_nodes: maxNodes, mip_rel_gap: 0.05 })
    else native.options.set({ solver: 'simplex' })
    return new Program(native, constants.modelStatus, model.cost.length, () => {
      this.#runs += 1
      return this.budget.left()
    })
  }
}

type Statuses = Highs['constants']['modelStatus']

export class Program {
  readonly #native: Model
  readonly #statuses: Statuses
  readonly #columns: number
  readonly #begin: () => number

  /** `begin` is called before each run and gives the seconds that are left. */
  constructor(native: Model, statuses: Statuses, columns: number, begin: () => number) {
    this.#native = native
    this.#statuses = statuses
    this.#columns = columns
    this.#begin = begin
  }

  setBounds(column: number, lower: number, upper: number): void {
    this.#native.changeColBounds(column, lower, upper)
  }

  setCost(column: number, cost: number): void {
    this.#native.changeColCost(column, cost)
  }

  setCosts(costs: Float64Array): void {
    this.#native.changeColsCost({ kind: 'range', from: 0, to: this.#columns - 1 }, costs)
  }

  /**
   * The values of a best solution (of an integer program: a good one), undefined if there is provably none,
   * 'undecided' if the limit of nodes came first.
   */
  solve(): Float64Array | 'undecided' | undefined {
    const seconds = this.#begin()
    this.#native.zeroAllClocks()
    this.#native.options.set('time_limit', seconds)
    this.#native.run()
    const status = this.#native.getModelStatus()
    switch (status) {
      case this.#statuses.optimal:
        return this.#native.getSolution().colValue
      case this.#statuses.infeasible:
        return undefined
      case this.#statuses.timeLimit:
        throw new OutOfTime()
      case this.#statuses.solutionLimit: {
        const feasible = this.#native.info.get('primal_solution_status') === 2
        return feasible ? this.#native.getSolution().colValue : 'undecided'
      }
      default:
        throw new SolverFailure(`HiGHS ended with status ${status}`)
    }
  }

  dispose(): void {
    this.#native.dispose()
  }
}
