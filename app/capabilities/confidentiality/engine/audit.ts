import { Attack } from './attack.ts'
import { Coverage, type Demand, demandsOf } from './coverage.ts'
import type { Solver } from './solver.ts'
import { type System, splitSystem } from './system.ts'

/** `failures`: demands that an attacker's view doesn't meet, with cells numbered as in the system. Empty: safe. */
export type Audit = { readonly failures: readonly Demand[]; readonly checked: number }

/** Attacks the whole table anew, knowing only which cells are secret, not how they were chosen. */
export function auditSystem(system: System, secret: readonly boolean[], solver: Solver): Audit {
  const isUnknown = (cell: number) => system.show[cell] === 'never' || secret[cell] === true
  const shown = system.needs.filter((need) => !isUnknown(need.cell))
  const failures = demandsOf({ ...system, needs: shown })
  for (const { system: piece, origin } of splitSystem(system, isUnknown)) {
    for (const { need, side, change } of auditPiece(piece, solver).failures) {
      failures.push({ need: { ...need, cell: origin[need.cell]! }, side, change })
    }
  }
  return { failures, checked: system.needs.length }
}

/** The same for a piece whose cells are all unknown to the attacker; gives the fillings that prove the rest. */
export function auditPiece(piece: System, solver: Solver): { coverage: Coverage; failures: Demand[] } {
  const demands = demandsOf(piece)
  const coverage = new Coverage(piece, demands)
  const failures = Attack.run(piece, solver, (attack) =>
    demands.filter((demand) => {
      if (coverage.isMet(demand)) return false
      const reached = attack.reach(demand.need.cell, demand.change)
      if (reached.filling) coverage.add(reached.filling)
      return !reached.filling && !isHarmless(demand, piece.values[demand.need.cell]! + reached.change)
    }),
  )
  return { coverage, failures }
}

/** For a value in floating point. */
const tolerance = 1e-6

/**
 * A cell whose value nobody here knows is also safe where its extreme `reached` shows that it can't be small at all,
 * or is nothing but 0.
 */
function isHarmless({ need, side }: Demand, reached: number): boolean {
  if (need.known) return false
  return side === 'low' ? reached > need.threshold - tolerance : reached < tolerance
}
