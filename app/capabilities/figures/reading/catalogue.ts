import { isPeriod, type Period, type PeriodKind, parsePeriod } from '#app/plain/period.ts'
import type { Proposals, ProposedSeries, Series } from '../figure.ts'
import { isTotalWord, NameIndex, normaliseName, withoutDetail, withoutFootnoteMark } from './names.ts'
import { type NamedPlace, PlaceNames } from './placenames.ts'
import { SeriesNames } from './seriesNames.ts'

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
  /** Dimensions that the municipality uses in other sources. */
  readonly otherDimensions?: readonly Dimension[]
  /** Keys that series have already, whatever their source. */
  readonly takenKeys?: readonly string[]
}

/** A proposed series as it will be created: counts and amounts add up over places, stocks of a day not over time. */
export function asSeries({ family, ...proposed }: ProposedSeries): Series {
  const adds = proposed.kind === 'count' || proposed.kind === 'amount'
  return {
    ...proposed,
    id: 0,
    nameEn: proposed.name,
    meaning: '',
    meaningEn: '',
    reportedUnder: 'start',
    familyKey: family ?? '',
    sourceKey: '',
    partOf: undefined,
    base: undefined,
    overPlaces: proposed.overPlaces ?? (adds ? 'sum' : 'none'),
    overTime: proposed.overTime ?? (adds ? (proposed.periodKind === 'key-date' ? 'last' : 'sum') : 'none'),
    comparableKinds: [],
    note: '',
    noteEn: '',
  }
}

/** Finds series, dimension values, periods and places by what stands in a file. */
export class Catalogue {
  readonly content: CatalogueContent
  readonly places: PlaceNames
  readonly #series = new SeriesNames<Series>()
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

  /** The series that a text names. */
  findSeries(text: string): Series | undefined {
    return this.#series.find(text)
  }

  findDimension(text: string): Dimension | undefined {
    return this.#dimensions.find(text)
  }

  /** Key of a dimension's value; '' for the total; undefined where the text is neither. */
  findValue(dimension: string, text: string): string | undefined {
    const value = this.#valueNamed(dimension, text)
    if (value) return value.key
    return isTotalWord(text) ? '' : undefined
  }

  #valueNamed(dimension: string, text: string): DimensionValue | undefined {
    const values = this.#values.get(dimension)
    return values?.find(text) ?? values?.find(withoutDetail(text))
  }

  /** The one dimension that knows this text as a value. */
  findDimensionOfValue(text: string): { dimension: string; value: string } | undefined {
    const hits = this.content.dimensions.flatMap((dimension) => {
      const value = this.#valueNamed(dimension.key, text)
      return value ? [{ dimension: dimension.key, value: value.key }] : []
    })
    return hits.length === 1 ? hits[0] : undefined
  }

  hasDimension(key: string): boolean {
    return [...this.content.dimensions, ...(this.content.otherDimensions ?? [])].some(
      (one) => one.key === key,
    )
  }

  /** The one dimension of another source that knows this text as a value. */
  findOtherValue(text: string): { dimension: string; value: string } | undefined {
    const wanted = normaliseName(text)
    const hits = (this.content.otherDimensions ?? []).flatMap(({ key: dimension, values }) => {
      const value = values.find(({ key, name, aliases }) =>
        [name, key, ...aliases].some((one) => normaliseName(one) === wanted),
      )
      return value ? [{ dimension, value: value.key }] : []
    })
    return hits.length === 1 ? hits[0] : undefined
  }

  /** The catalogue as it will be when what a file proposes has been created */
  withProposals(proposals: Proposals | undefined): Catalogue {
    const series = proposals?.series.filter(({ key }) => !this.#seriesByKey.has(key)) ?? []
    if (!proposals || series.length === 0) return this
    const others = this.content.otherDimensions ?? []
    const used = new Set(series.flatMap(({ dimensions }) => dimensions))
    const known = new Set(this.content.dimensions.map(({ key }) => key))
    return new Catalogue({
      ...this.content,
      series: [...this.content.series, ...series.map(asSeries)],
      dimensions: [
        ...this.content.dimensions,
        ...others.filter(({ key }) => used.has(key) && !known.has(key)),
        ...proposals.dimensions.filter(({ key }) => !this.hasDimension(key)),
      ],
      otherDimensions: others.filter(({ key }) => !used.has(key)),
    })
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
