import type { Series } from '#app/capabilities/figures/figure.ts'
import { listDimensions, listSeries } from '#app/capabilities/figures/figures.server.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { type IndicatorVersion, listVersions } from './definitions.server.ts'
import type { FormulaCatalogue } from './formula/check.ts'
import type { Computable } from './plan.ts'

/** Everything that formulas may speak about, read once per page. */
export type Catalogue = {
  readonly series: ReadonlyMap<string, Series>
  readonly places: readonly Place[]
  readonly versions: readonly IndicatorVersion[]
  readonly computables: ReadonlyMap<string, Computable>
  readonly formula: FormulaCatalogue
}

function computable(version: IndicatorVersion): Computable {
  return {
    key: version.key,
    unit: version.unit,
    formula: version.formula ?? undefined,
    publishedSeries: version.publishedSeries ?? undefined,
  }
}

/** `withDimensions`: also the values of dimensions, which only the check of a new formula needs. */
export async function readCatalogue(
  reader: Reader,
  options: { readonly on?: string | undefined; readonly withDimensions?: boolean } = {},
): Promise<Catalogue> {
  const allSeries = await listSeries(reader)
  const places = await listPlaces(reader)
  const versions = await listVersions(reader, options.on)
  const dimensions = options.withDimensions ? await listDimensions(reader) : []
  const series = new Map(allSeries.map((one) => [one.key, one]))
  const computables = new Map(versions.map((version) => [version.key, computable(version)]))
  return {
    series,
    places,
    versions,
    computables,
    formula: {
      series,
      dimensions: new Map(
        dimensions.map(({ key, values }) => [key, new Set(values.map((value) => value.key))]),
      ),
      places: new Set(places.map((place) => place.key)),
      indicators: computables,
    },
  }
}
