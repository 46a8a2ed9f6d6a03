import type { Series } from '../figure.ts'
import type { CellStore, Group } from '../reading/cellstore.ts'
import { type Checked, ofGroup, type Raised } from './finding.ts'
import { decimalsOf, halfUnit, roundingStep, smallest, sumTolerance } from './rounding.ts'

type Family = {
  readonly series: Series
  readonly dimension: string
  /** The breakdown that the dimension divides; '' for the whole. */
  readonly rest: string
  /** Any of the parts, for the period. */
  readonly first: Group
  readonly parts: readonly Group[]
}

const dimensionOf = (field: string) => field.slice(0, field.indexOf('='))

/** Groups that divide the same whole by the same dimension. */
function listFamilies({ store, catalogue }: Checked): Family[] {
  const families = new Map<string, { family: Family; parts: Group[] }>()
  for (const group of store.groups) {
    const series = catalogue.seriesByKey(group.series)
    if (!series || group.breakdown === '') continue
    const fields = group.breakdown.split('&')
    for (const field of fields) {
      const dimension = dimensionOf(field)
      const rest = fields.filter((one) => one !== field).join('&')
      const key = `${group.series}\n${group.period.key}\n${rest}\n${dimension}`
      const known = families.get(key)
      if (known) known.parts.push(group)
      else {
        const parts = [group]
        families.set(key, { family: { series, dimension, rest, first: group, parts }, parts })
      }
    }
  }
  return [...families.values()].map(({ family }) => family)
}

/** Whether every value that the catalogue knows of the dimension has a group here. */
function isComplete({ catalogue }: Checked, { dimension, parts }: Family): boolean {
  const known = catalogue.content.dimensions.find(({ key }) => key === dimension)
  return known !== undefined && known.values.length > 1 && parts.length === known.values.length
}

function valuesAt(store: CellStore, parts: readonly Group[], placeId: number): number[] {
  return parts.map((part) => store.get(part, placeId)?.value ?? Number.NaN)
}

const sumOf = (values: readonly number[]) =>
  values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0)

/** Values of one dimension against their delivered total. Only where all values are there can they be too few. */
function* checkTotal(checked: Checked, family: Family): Generator<Raised> {
  const { store } = checked
  const { series, dimension, parts, first, rest } = family
  const whole = store.findGroup(series.key, first.period.key, rest)
  if (!whole || (series.kind !== 'count' && series.kind !== 'amount')) return
  const complete = isComplete(checked, family)
  for (const placeId of store.places) {
    const total = store.get(whole, placeId)?.value
    if (total === undefined) continue
    const values = valuesAt(store, parts, placeId)
    const sum = sumOf(values)
    const numbers = [...values, total]
    const tolerance = sumTolerance(numbers.length, roundingStep(numbers, series.kind))
    const parameters = { ...ofGroup(whole), dimension, sum, total, difference: total - sum }
    const about = { group: whole, placeId }
    if (sum > total + tolerance) {
      yield { kind: 'breakdown-exceeds', severity: 'likely-error', parameters, ...about }
    } else if (complete && !values.some(Number.isNaN) && sum < total - tolerance) {
      yield { kind: 'breakdown-differs', severity: 'question', parameters, ...about }
    }
  }
}

/** Rows that add up to about 100 make a distribution of it; rates of parts (visited boys, visited girls) don't. */
const about100 = 5

/** Shares of one whole add up to 100, but for half a unit of the last printed place for each. */
function* checkShares(checked: Checked, family: Family): Generator<Raised> {
  const { store } = checked
  const { series, dimension, parts, first, rest } = family
  if (series.unit !== 'percent' || !isComplete(checked, family)) return
  const rows: { placeId: number; sum: number; tolerance: number }[] = []
  for (const placeId of store.places) {
    const values = valuesAt(store, parts, placeId)
    if (values.some(Number.isNaN)) continue
    const decimals = values.reduce((most, value) => Math.max(most, decimalsOf(value)), 0)
    rows.push({ placeId, sum: sumOf(values), tolerance: values.length * halfUnit(decimals) + smallest })
  }
  const near = rows.filter(({ sum }) => Math.abs(sum - 100) <= about100)
  if (near.length * 2 < rows.length || near.length === 0) return
  for (const { placeId, sum, tolerance } of rows) {
    if (Math.abs(sum - 100) <= tolerance) continue
    const whole = { ...first, breakdown: rest }
    const parameters = { ...ofGroup(whole), dimension, sum: Number(sum.toFixed(6)) }
    yield { kind: 'shares-differ', severity: 'question', parameters, group: first, placeId }
  }
}

/** Parts by a dimension against their total, and shares against 100. */
export function* checkBreakdowns(checked: Checked): Generator<Raised> {
  for (const family of listFamilies(checked)) {
    yield* checkTotal(checked, family)
    yield* checkShares(checked, family)
  }
}
