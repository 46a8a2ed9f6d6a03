import { Attack } from './attack.ts'
import { auditSystem } from './audit.ts'
import { Coverage, type Demand, demandsOf } from './coverage.ts'
import { Moves } from './moves.ts'
import type { Solver } from './solver.ts'
import type { System } from './system.ts'

/** Rounds of "audit, protect what failed", and programs for showing cells again: counts, so that the result is always the same. */
const maxRounds = 10
const maxShowAgainPrograms = 5000

/** What was chosen: `secret` per cell of the piece, or the cell that can't be protected even if nothing is shown. */
export type Choice = { readonly secret: readonly boolean[] } | { readonly unprotectable: number }

/**
 * Chooses the cells of one piece that must be secret so that every need is met: for each cell in need the cheapest change
 * of the table that moves it far enough, by a linear program in which secret cells move free of charge; what had to move
 * becomes secret. (The sequential linear programming heuristic for cell suppression: J. P. Kelly, B. L. Golden,
 * A. A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22, 1992;
 * M. Fischetti, J. J. Salazar-González, "Solving the cell suppression problem on tabular data with linear constraints",
 * Management Science 47, 2001.) Afterwards, one by one, cells that aren't needed any more are shown again.
 */
export function suppressPiece(system: System, solver: Solver): Choice {
  const primary = new Set(system.needs.map((need) => need.cell))
  const secret = system.ids.map(
    (_, cell) => system.show[cell] === 'may' && (primary.has(cell) || system.secretBefore[cell]!),
  )
  const keep = [...secret]
  const demands = demandsOf(system)
  const coverage = new Coverage(system, demands)
  const known = demands.filter((demand) => demand.need.known)
  known.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || a.need.cell - b.need.cell)
  const moved = Moves.run(system, solver, secret, coverage, (moves) => {
    for (const demand of known) {
      if (!moves.protect(demand)) return demand.need.cell
    }
    return protectFailures(system, secret, solver, moves, coverage)
  })
  if (moved !== undefined) return { unprotectable: moved }
  showAgain(system, secret, keep, coverage, solver)
  return { secret }
}

/** Audits and protects what fails until nothing does; the number of a cell that can't be protected otherwise. */
function protectFailures(
  system: System,
  secret: readonly boolean[],
  solver: Solver,
  moves: Moves,
  coverage: Coverage,
): number | undefined {
  for (let round = 1; ; round += 1) {
    const { failures, fillings } = auditSystem(system, secret, solver)
    for (const filling of fillings) coverage.take(filling)
    if (failures.length === 0) return undefined
    const lost = failures.find((demand) => round > maxRounds || !moves.protect(demand))
    if (lost) return lost.need.cell
  }
}

/** Shows secret cells again that the needs can do without, the most valuable first. Changes `secret`. */
function showAgain(
  system: System,
  secret: boolean[],
  keep: readonly boolean[],
  found: Coverage,
  solver: Solver,
): void {
  const demands = demandsOf(system).filter((demand) => found.isMet(demand))
  const candidates = secret.flatMap((isSecret, cell) => (isSecret && !keep[cell] ? [cell] : []))
  candidates.sort((a, b) => system.cost[b]! - system.cost[a]! || a - b)
  let fillings = [...found.fillings]
  const last = solver.runs + maxShowAgainPrograms
  Attack.run(system, solver, (attack) => {
    for (const [cell, show] of system.show.entries()) {
      if (show === 'may' && !secret[cell]) attack.lock(cell)
    }
    for (const cell of candidates) {
      if (solver.runs > last) return
      attack.lock(cell)
      const coverage = new Coverage(system, demands)
      const without = fillings.filter((filling) => filling[cell] === 0)
      for (const filling of without) coverage.take(filling)
      const isCovered = coverMissing(coverage, attack)
      const added = coverage.fillings.filter((filling) => !without.includes(filling))
      if (isCovered) {
        secret[cell] = false
        fillings = [...without, ...added]
      } else {
        attack.unlock(cell)
        fillings.push(...added)
      }
    }
  })
}

/** Looks for fillings for what is still open. */
function coverMissing(coverage: Coverage, attack: Attack): boolean {
  const isCovered = (demand: Demand) => {
    if (coverage.isMet(demand)) return true
    const reached = attack.reach(demand.need.cell, demand.change)
    if (!reached.filling) return false
    coverage.add(reached.filling)
    return true
  }
  return coverage.open().every(isCovered)
}
