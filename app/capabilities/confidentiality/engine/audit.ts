import { Attack } from './attack.ts'
import { Coverage, type Demand, demandsOf } from './coverage.ts'
import type { Solver } from './solver.ts'
import { type Filling, type System, splitSystem } from './system.ts'

/**
 * `failures`: demands that an attacker's view doesn't meet; none: safe. `fillings`: what proves the others.
 * Cells are numbered as in the system.
 */
export type Audit = {
  readonly failures: readonly Demand[]
  readonly fillings: readonly Filling[]
  readonly checked: number
}

/** Attacks the whole table anew, knowing only which cells are secret, not how they were chosen. */
export function auditSystem(system: System, secret: readonly boolean[], solver: Solver): Audit {
  const isUnknown = (cell: number) => system.show[cell] === 'never' || secret[cell] === true
  const shown = system.needs.filter((need) => !isUnknown(need.cell))
  const failures = demandsOf({ ...system, needs: shown })
  const fillings: Filling[] = []
  for (const { system: piece, origin } of splitSystem(system, isUnknown)) {
    const audit = auditPiece(piece, solver)
    for (const { need, ...demand } of audit.failures) {
      failures.push({ ...demand, need: { ...need, cell: origin[need.cell]! } })
    }
    for (const filling of audit.coverage.fillings) {
      const whole = system.ids.map(() => 0)
      for (const [i, change] of filling.entries()) whole[origin[i]!] = change
      fillings.push(whole)
    }
  }
  return { failures, fillings, checked: system.needs.length }
}

/** The same for a piece whose cells are all unknown to the attacker; gives the fillings that prove the rest. */
function auditPiece(piece: System, solver: Solver): { coverage: Coverage; failures: Demand[] } {
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
