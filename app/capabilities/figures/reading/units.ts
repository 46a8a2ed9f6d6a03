import type { Series } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'

const plainUnits = /^(?:anzahl|number|personen|persons|fälle|cases)?$/iu
const percent = /^(?:%|prozent|percent)$/iu
const euro = /^(?:€|eur|euro)$/iu

/**
 * The series that a name with a unit beside it means: counts go by the name, shares by "… (in %)", others by the name with
 * its unit. A series of that name alone is meant only where it has this unit.
 */
export function seriesWithUnit(catalogue: Catalogue, name: string, unit: string): Series | undefined {
  const bare = catalogue.findSeries(name)
  if (percent.test(unit))
    return catalogue.findSeries(`${name} (in %)`) ?? (bare?.unit === 'percent' ? bare : undefined)
  if (plainUnits.test(unit)) return bare && (unit === '' || bare.unit === 'count') ? bare : undefined
  const whole = catalogue.findSeries(`${name} (${unit})`)
  if (whole) return whole
  if (euro.test(unit)) return bare?.unit === 'eur' ? bare : undefined
  return bare?.unit === 'score' || bare?.unit === 'ratio' ? bare : undefined
}

/** The series that rows name, each name looked up once. `unit`: what stands in a column of its own. */
export class SeriesNames {
  readonly #catalogue: Catalogue
  readonly #known = new Map<string, Series | undefined>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  named(text: string, unit: string | undefined): Series | undefined {
    const id = unit ? `${text}\n${unit}` : text
    if (!this.#known.has(id)) {
      const series = unit ? seriesWithUnit(this.#catalogue, text, unit) : this.#catalogue.findSeries(text)
      this.#known.set(id, series)
    }
    return this.#known.get(id)
  }
}
