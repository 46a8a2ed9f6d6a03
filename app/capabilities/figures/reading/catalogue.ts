import { isPeriod, type Period, type PeriodKind, parsePeriod } from '#app/plain/period.ts'
import type { Series } from '../figure.ts'
import { isTotalWord, NameIndex, withoutFootnoteMark } from './names.ts'
import { type NamedPlace, PlaceNames } from './placenames.ts'

export type DimensionValue = {
  readonly key: string
  readonly name: string
  readonly aliases: readonly string[]
}
export type Dimension = {
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly values: readonly DimensionValue[]
}

/** What a file of one source may speak of: its series, their dimensions, the town's places. */
export type CatalogueContent = {
  readonly series: readonly Series[]
  readonly dimensions: readonly Dimension[]
  readonly places: readonly NamedPlace[]
  /** Counts that the source itself keeps secret are less than this. */
  readonly secretBelow?: number | undefined
}

const unitEnding = /[\s,;:(]*(?:in\s+)?(?:%|prozent)\)?$/iu
const countEnding = /[\s,;:(]*(?:anzahl|absolut|abs\.)\)?$/iu
const countBeginning = /^(?:anzahl(?:\s+der)?|zahl\s+der)\s+/iu

/** Finds series, dimension values, periods and places by what stands in a file. */
export class Catalogue {
  readonly content: CatalogueContent
  readonly places: PlaceNames
  readonly #series = new NameIndex<Series>()
  readonly #seriesByKey: ReadonlyMap<string, Series>
  readonly #values = new Map<string, NameIndex<DimensionValue>>()
  readonly #dimensions = new NameIndex<Dimension>()

  constructor(content: CatalogueContent) {
    this.content = content
    this.places = new PlaceNames(content.places)
    this.#seriesByKey = new Map(content.series.map((series) => [series.key, series]))
    for (const series of content.series) {
      for (const name of [series.key, series.name, series.nameEn, ...series.aliases]) {
        this.#series.add(name, series)
      }
    }
    for (const dimension of content.dimensions) {
      for (const name of [dimension.key, dimension.name, dimension.nameEn]) {
        this.#dimensions.add(name, dimension)
      }
      const index = new NameIndex<DimensionValue>()
      for (const value of dimension.values) {
        for (const name of [value.name, value.key, ...value.aliases]) index.add(name, value)
      }
      this.#values.set(dimension.key, index)
    }
  }

  seriesByKey(key: string): Series | undefined {
    return this.#seriesByKey.get(key)
  }

  /**
   * The series that a text names. A unit behind it decides between a count and its rate ("Besuche in %"),
   * and only fits a series that has that unit.
   */
  findSeries(text: string): Series | undefined {
    const same = this.#series.find(text)
    if (same || this.#series.has(text)) return same
    const asRate = unitEnding.test(text) ? this.#series.find(text.replace(unitEnding, '')) : undefined
    if (asRate) return asRate.unit === 'percent' ? asRate : undefined
    const bare = text.replace(countEnding, '').replace(countBeginning, '')
    const asCount = bare === text ? undefined : this.#series.find(bare)
    return asCount?.kind === 'count' ? asCount : undefined
  }

  findDimension(text: string): Dimension | undefined {
    return this.#dimensions.find(text)
  }

  /** Key of a dimension's value; '' for the total; undefined where the text is neither. */
  findValue(dimension: string, text: string): string | undefined {
    const value = this.#values.get(dimension)?.find(text)
    if (value) return value.key
    return isTotalWord(text) ? '' : undefined
  }

  /** The one dimension that knows this text as a value. */
  findDimensionOfValue(text: string): { dimension: string; value: string } | undefined {
    const hits = this.content.dimensions.flatMap((dimension) => {
      const value = this.#values.get(dimension.key)?.find(text)
      return value ? [{ dimension: dimension.key, value: value.key }] : []
    })
    return hits.length === 1 ? hits[0] : undefined
  }

  /** Period kinds that occur in this source. */
  get periodKinds(): readonly PeriodKind[] {
    return [...new Set(this.content.series.map(({ periodKind }) => periodKind))]
  }

  isPeriod(text: string): boolean {
    return this.periodKinds.some((kind) => this.readPeriod(text, kind) !== undefined)
  }

  /** A period as written in a cell or header. */
  readPeriod(text: string, kind: PeriodKind): Period | undefined {
    const period = parsePeriod(withoutFootnoteMark(text), kind)
    return isPeriod(period) ? period : undefined
  }
}
