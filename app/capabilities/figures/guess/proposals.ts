import type { PeriodKind } from '#app/plain/period.ts'
import type { Proposals, ProposedDimension, ProposedSeries } from '../figure.ts'
import type { Catalogue, Dimension, DimensionValue } from '../reading/catalogue.ts'
import { normaliseName } from '../reading/names.ts'
import { reservedKey } from '../series/seriesForm.ts'
import { ageOf, keyOfName, type Measure, sameName, usualDimensions } from './words.ts'

type OpenSeries = { -readonly [K in keyof ProposedSeries]: ProposedSeries[K] } & { settled: boolean }
type OpenDimension = {
  key: string
  name: string
  nameEn: string
  values: Map<string, { name: string; aliases: readonly string[] }>
}

/**
 * Series and breakdowns that a file speaks of and the municipality doesn't have yet. What the municipality has for other
 * sources (its own "Geschlecht") is used, not proposed again.
 */
export class ProposalBook {
  readonly #catalogue: Catalogue
  readonly #series = new Map<string, OpenSeries>()
  readonly #keys = new Set<string>([reservedKey])
  readonly #dimensions = new Map<string, OpenDimension>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
    for (const key of catalogue.content.takenKeys ?? []) this.#keys.add(key)
    for (const { key } of catalogue.content.series) this.#keys.add(key)
  }

  /** Key of the series of this name and measure; proposed if it isn't yet. */
  series(name: string, measure: Measure, more: { decimals: number; alias?: string }): string {
    const { decimals, alias } = more
    const shown =
      measure.unit === 'percent' && !/%|prozent|quote|anteil/iu.test(name) ? `${name} (in %)` : name
    const identity = `${normaliseName(shown)} ${measure.unit}`
    const known = this.#series.get(identity)
    if (known) {
      known.decimals = Math.max(known.decimals, decimals)
      if (alias !== undefined) known.aliases = [...new Set([...known.aliases, alias])]
      return known.key
    }
    const key = this.#free(keyOfName(shown, 'reihe'))
    this.#series.set(identity, {
      key,
      name: shown,
      unit: measure.unit,
      kind: measure.kind,
      decimals,
      periodKind: 'calendar-year',
      dimensions: [],
      aliases: alias === undefined ? [] : [alias],
      settled: false,
    })
    return key
  }

  /** What else is known of a proposed series by now; keys of others are left alone. */
  settle(key: string, periodKind: PeriodKind | undefined, dimensions: readonly string[]): void {
    const found = [...this.#series.values()].find((one) => one.key === key)
    if (!found) return
    found.dimensions = [...new Set([...found.dimensions, ...dimensions])]
    if (periodKind && !found.settled) {
      found.periodKind = periodKind
      found.settled = true
    }
  }

  /** The breakdown that a text is a value of: the municipality's, a usual one, or an age group. */
  valueOf(text: string): { dimension: string; value: string } | undefined {
    const own = this.#catalogue.findOtherValue(text)
    if (own) return own
    for (const dimension of usualDimensions) {
      if (this.#catalogue.hasDimension(dimension.key)) continue
      const value = valueIn(dimension, text)
      if (value) return { dimension: dimension.key, value: this.#add(dimension, value) }
    }
    const age = ageOf(text)
    return age && { dimension: ages.key, value: this.#add(ages, { ...age, aliases: [] }) }
  }

  /** A breakdown that a column holds, by its heading and all its values. */
  dimension(heading: string, values: readonly string[]): string | undefined {
    const fits = (one: Dimension) => values.every((text) => valueIn(one, text))
    const other = this.#catalogue.content.otherDimensions?.find(
      (one) => normaliseName(one.name) === normaliseName(heading) || fits(one),
    )
    if (other && fits(other)) return other.key
    const usual = usualDimensions.find((one) => !this.#catalogue.hasDimension(one.key) && fits(one))
    if (usual) {
      for (const text of values) {
        this.#add(usual, valueIn(usual, text)!)
      }
      return usual.key
    }
    if (heading === '') return undefined
    const key = this.#freeDimension(keyOfName(heading, 'merkmal'), heading)
    for (const text of values) {
      this.#add(
        { key, name: heading, nameEn: heading },
        { key: keyOfName(text, 'wert'), name: text, aliases: [] },
      )
    }
    return key
  }

  get proposals(): Proposals {
    const used = new Set([...this.#series.values()].flatMap(({ dimensions }) => dimensions))
    return {
      series: [...this.#series.values()].map(({ settled: _, ...one }) => one),
      dimensions: [...this.#dimensions.values()]
        .filter(({ key }) => used.has(key))
        .map(
          ({ values, ...one }): ProposedDimension => ({
            ...one,
            values: [...values].map(([key, value]) => ({ key, ...value })),
          }),
        ),
    }
  }

  /** Key of the value, added if the proposed breakdown doesn't have it yet. */
  #add(dimension: Pick<Dimension, 'key' | 'name' | 'nameEn'>, value: DimensionValue): string {
    const { key, name, nameEn } = dimension
    const found = this.#dimensions.get(key) ?? { key, name, nameEn, values: new Map() }
    this.#dimensions.set(key, found)
    let free = value.key
    const isOther = () => found.values.has(free) && !sameName(found.values.get(free)!.name, value.name)
    for (let number = 2; isOther(); number += 1) free = `${value.key}_${number}`
    found.values.set(free, { name: value.name, aliases: value.aliases })
    return free
  }

  #free(key: string): string {
    let free = key
    for (let number = 2; this.#keys.has(free); number += 1) free = `${key}_${number}`
    this.#keys.add(free)
    return free
  }

  #freeDimension(key: string, heading: string): string {
    let free = key
    const isTaken = () =>
      this.#catalogue.hasDimension(free) ||
      (this.#dimensions.has(free) && this.#dimensions.get(free)!.name !== heading)
    for (let number = 2; isTaken(); number += 1) free = `${key}_${number}`
    return free
  }
}

const ages = { key: 'age_group', name: 'Altersgruppe', nameEn: 'Age group' }

function valueIn(dimension: Dimension, text: string): DimensionValue | undefined {
  const wanted = normaliseName(text)
  return dimension.values.find(({ key, name, aliases }) =>
    [key, name, ...aliases].some((one) => normaliseName(one) === wanted),
  )
}
