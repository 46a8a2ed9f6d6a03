import { type Filling, isFilling, type Need, type System } from './system.ts'

/** One side of a need: the attacker must find the value possible that is `change` away from the true one, or further. */
export type Demand = { readonly need: Need; readonly side: 'low' | 'high'; readonly change: number }

export function demandsOf(system: System): Demand[] {
  return system.needs.flatMap((need) => [
    { need, side: 'high', change: need.high - system.values[need.cell]! } as const,
    { need, side: 'low', change: need.low - system.values[need.cell]! } as const,
  ])
}

export function meets(demand: Demand, filling: Filling): boolean {
  const change = filling[demand.need.cell]!
  return demand.side === 'high' ? change >= demand.change : change <= demand.change
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/** Fillings found so far. One filling often meets the demands of many cells, so most need no program of their own. */
export class Coverage {
  readonly #system: System
  readonly #open: Set<Demand>
  readonly fillings: Filling[] = []

  constructor(system: System, demands: readonly Demand[]) {
    this.#system = system
    this.#open = new Set(demands)
  }

  isMet(demand: Demand): boolean {
    return !this.#open.has(demand)
  }

  open(): Demand[] {
    return [...this.#open]
  }

  /** Takes a filling, the same in the opposite direction, and its smallest steps both ways, as far as they are possible. */
  add(filling: Filling): void {
    const divisor = filling.reduce((common, change) => commonDivisor(common, Math.abs(change)), 0)
    if (divisor === 0) return
    const step = filling.map((change) => change / divisor)
    const opposite = (changes: Filling) => changes.map((change) => 0 - change)
    const variants =
      divisor === 1 ? [filling, opposite(filling)] : [filling, opposite(filling), step, opposite(step)]
    for (const variant of variants) {
      if (isFilling(this.#system, variant)) this.take(variant)
    }
  }

  /** Takes a filling that is known to be one, if it meets anything that is still open. */
  take(filling: Filling): void {
    const met = [...this.#open].filter((demand) => meets(demand, filling))
    if (met.length === 0) return
    for (const demand of met) this.#open.delete(demand)
    this.fillings.push(filling)
  }
}
