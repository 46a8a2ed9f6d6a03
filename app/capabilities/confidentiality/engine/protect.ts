import { createHash } from 'node:crypto'
import { auditSystem } from './audit.ts'
import { prepareSystem } from './prepare.ts'
import { Budget, OutOfTime, Solver, SolverFailure } from './solver.ts'
import { suppressPiece } from './suppress.ts'
import { type System, splitSystem } from './system.ts'
import { checkTable, type Problem, type Table } from './table.ts'

/** `primary`: small itself; `secondary`: secret because others could be computed from it. */
export type CellStatus = 'shown' | 'primary' | 'secondary'

/** What was done and what the audit found; goes with the release for good. `seconds` are not part of any hash. */
export type Certificate = {
  readonly method: string
  readonly version: number
  readonly parameters: { readonly secondsAllowed: number }
  readonly cells: { readonly shown: number; readonly primary: number; readonly secondary: number }
  readonly audit: { readonly safe: boolean; readonly checked: number; readonly failed: readonly string[] }
  readonly problems: readonly Problem[]
  /** SHA-256 over every cell's id and what is shown of it. */
  readonly sha256: string
  readonly seconds: number
}

/** `statuses` has every cell that is not `never` shown. A refused table shows nothing. */
export type Protection =
  | {
      readonly state: 'safe'
      readonly statuses: ReadonlyMap<string, CellStatus>
      readonly certificate: Certificate
    }
  | { readonly state: 'refused'; readonly certificate: Certificate }

export type ProtectOptions = {
  /** Refused when it takes longer. */
  readonly seconds?: number
  /** Milliseconds; only differences count. */
  readonly clock?: () => number
}

const method = 'sequential linear programs, audit by whole-number fillings'
const version = 1

/**
 * Decides for every cell whether it may be shown, such that no count from 1 to threshold - 1 can be inferred: for each,
 * an attacker must find possible a value at least 1 lower and the threshold itself or more. Complete or refused, never
 * unsafe; the same table gives the same result. Blocks its thread while it computes.
 */
export async function protectTable(table: Table, options: ProtectOptions = {}): Promise<Protection> {
  const { seconds = 60, clock = () => performance.now() } = options
  const begin = clock()
  const finish = (statuses: ReadonlyMap<string, CellStatus> | undefined, outcome: Outcome): Protection => {
    const certificate = {
      method,
      version,
      parameters: { secondsAllowed: seconds },
      cells: countStatuses(statuses),
      audit: { safe: statuses !== undefined, checked: outcome.checked, failed: outcome.failed },
      problems: outcome.problems,
      sha256: hashOfResult(table, statuses),
      seconds: (clock() - begin) / 1000,
    }
    return statuses ? { state: 'safe', statuses, certificate } : { state: 'refused', certificate }
  }
  const refuse = (problems: readonly Problem[], checked = 0) =>
    finish(undefined, { problems, checked, failed: problems.flatMap((p) => ('cell' in p ? [p.cell] : [])) })

  const problems = checkTable(table)
  if (problems.length > 0) return refuse(problems)
  try {
    const solver = await Solver.load(new Budget(seconds, clock))
    const system = prepareSystem(table, solver)
    const { secret, unprotectable } = suppressAll(system, solver)
    if (unprotectable.length > 0) {
      return refuse(
        unprotectable.map((cell) => ({ kind: 'unprotectable', cell })),
        system.needs.length,
      )
    }
    const audit = auditSystem(system, secret, solver)
    if (audit.failures.length > 0) {
      const cells = new Set(audit.failures.map((demand) => system.ids[demand.need.cell]!))
      return refuse(
        [...cells].map((cell) => ({ kind: 'unprotectable', cell })),
        audit.checked,
      )
    }
    return finish(statusesOf(table, system, secret), { problems: [], checked: audit.checked, failed: [] })
  } catch (error) {
    if (error instanceof OutOfTime) return refuse([{ kind: 'out-of-time', seconds }])
    if (error instanceof SolverFailure || error instanceof WebAssembly.RuntimeError) {
      Solver.forget()
      return refuse([{ kind: 'solver-failed', message: error.message }])
    }
    throw error
  }
}

type Outcome = {
  readonly problems: readonly Problem[]
  readonly checked: number
  readonly failed: readonly string[]
}

function suppressAll(system: System, solver: Solver): { secret: boolean[]; unprotectable: string[] } {
  const secret = system.ids.map(() => false)
  const unprotectable: string[] = []
  for (const { system: piece, origin } of splitSystem(system, (cell) => system.show[cell] !== 'known')) {
    const choice = suppressPiece(piece, solver)
    if ('unprotectable' in choice) unprotectable.push(piece.ids[choice.unprotectable]!)
    else for (const [i, isSecret] of choice.secret.entries()) secret[origin[i]!] = isSecret
  }
  return { secret, unprotectable }
}

function statusesOf(table: Table, system: System, secret: readonly boolean[]): Map<string, CellStatus> {
  const primary = new Set(system.needs.map((need) => system.ids[need.cell]!))
  const hidden = new Set(system.ids.filter((_, cell) => secret[cell]))
  const cells = table.cells.filter((cell) => cell.show !== 'never')
  return new Map(
    cells.map(({ id }) => [id, !hidden.has(id) ? 'shown' : primary.has(id) ? 'primary' : 'secondary']),
  )
}

function countStatuses(statuses: ReadonlyMap<string, CellStatus> | undefined): Certificate['cells'] {
  const all = [...(statuses?.values() ?? [])]
  const count = (status: CellStatus) => all.filter((each) => each === status).length
  return { shown: count('shown'), primary: count('primary'), secondary: count('secondary') }
}

function hashOfResult(table: Table, statuses: ReadonlyMap<string, CellStatus> | undefined): string {
  const lines = table.cells.map((cell) => {
    const isShown = statuses?.get(cell.id) === 'shown'
    return JSON.stringify([cell.id, isShown ? cell.value : 'secret'])
  })
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

/** Attacks a finished result: is it safe if exactly the cells in `secret` are kept secret? Throws on a faulty table. */
export async function auditTable(
  table: Table,
  secret: ReadonlySet<string>,
  options: ProtectOptions = {},
): Promise<{ readonly safe: boolean; readonly failed: readonly string[] }> {
  const { seconds = 60, clock = () => performance.now() } = options
  const [problem] = checkTable(table)
  if (problem) throw new RangeError(`faulty table: ${problem.kind}`)
  const solver = await Solver.load(new Budget(seconds, clock))
  const system = prepareSystem(table, solver)
  const { failures } = auditSystem(
    system,
    system.ids.map((id) => secret.has(id)),
    solver,
  )
  const failed = [...new Set(failures.map((demand) => system.ids[demand.need.cell]!))]
  return { safe: failed.length === 0, failed }
}
