import { type Filling, isFilling, type Need, type System } from './system.ts'

/** One side of a need: the attacker must find the value possible that is `change` away from the true one, or further. */
export type Demand = { readonly need: Need; readonly side: 'low' | 'high'; readonly change: number }

/** What isn't met by the true values themselves (where nobody knows them: by the values the engine starts from). */
export function demandsOf(system: System): Demand[] {
  const demands = system.needs.flatMap((need): Demand[] => [
    { need, side: 'high', change: need.high - system.values[need.cell]! },
    { need, side: 'low', change: need.low - system.values[need.cell]! },
  ])
  return demands.filter(({ side, change }) => (side === 'high' ? change > 0 : change < 0))
}

function meets(demand: Demand, filling: Filling): boolean {
  const change = filling[demand.need.cell]!
  return demand.side === 'high' ? change >= demand.change : change <= demand.change
}

/** Demands are the same if they ask the same of the same cell. */
const keyOf = ({ need, side }: Demand) => `${need.cell} ${side}`

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/** Fillings found so far. One filling often meets the demands of many cells, so most need no program of their own. */
export class Coverage {
  readonly #system: System
  readonly #open: Map<string, Demand>
  readonly fillings: Filling[] = []

  constructor(system: System, demands: readonly Demand[]) {
    this.#system = system
    this.#open = new Map(demands.map((demand) => [keyOf(demand), demand]))
  }

  isMet(demand: Demand): boolean {
    return !this.#open.has(keyOf(demand))
  }

  open(): Demand[] {
    return [...this.#open.values()]
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
    const met = [...this.#open.values()].filter((demand) => meets(demand, filling))
    if (met.length === 0) return
    for (const demand of met) this.#open.delete(keyOf(demand))
    this.fillings.push(filling)
  }
}
