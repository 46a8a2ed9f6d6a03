import type { Series } from '../figure.ts'
import { longestWords, NameIndex } from './names.ts'

const unitEnding = /[\s,;:(]*(?:in\s+)?(?:%|prozent)\)?$/iu
const countEnding = /[\s,;:(]*(?:anzahl|absolut|abs\.)\)?$/iu
const countBeginning = /^(?:anzahl(?:\s+der)?|zahl\s+der)\s+/iu

/** Finds series by what people write over a column. */
export class SeriesNames<One extends Pick<Series, 'unit' | 'kind'>> {
  readonly #index = new NameIndex<One>()

  add(name: string, series: One): void {
    this.#index.add(name, series)
  }

  /**
   * The series that a text names. A unit behind it decides between a count and its rate ("Besuche in %"),
   * and only fits a series that has that unit.
   */
  find(text: string): One | undefined {
    const same = this.#index.find(text)
    if (same || text.length > longestWords || this.#index.has(text)) return same
    const asRate = unitEnding.test(text) ? this.#index.find(text.replace(unitEnding, '')) : undefined
    if (asRate) return asRate.unit === 'percent' ? asRate : undefined
    const bare = text.replace(countEnding, '').replace(countBeginning, '')
    const asCount = bare === text ? undefined : this.#index.find(bare)
    return asCount?.kind === 'count' ? asCount : undefined
  }
}
