import { distinctNames } from '#app/capabilities/places/place.ts'
import { listPlaces } from '#app/capabilities/places/places.server.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { listDimensions, listSeries } from './catalogue.server.ts'
import type { Delivery } from './delivery.ts'
import type { Proposals } from './figure.ts'
import { asSeries } from './reading/catalogue.ts'
import type { Names } from './sentences.ts'

/** Breakdowns that the file proposes, named alike in both languages. */
const namedProposals = (proposals: Proposals | undefined) =>
  (proposals?.dimensions ?? []).map(({ values, ...one }) => ({
    ...one,
    values: values.map((value) => ({ ...value, nameEn: value.name })),
  }))

/**
 * Names of everything that sentences about figures may mention, and the choices of the layout form. `delivery`: one that may
 * propose what doesn't exist yet.
 */
export async function readNames(
  reader: Reader,
  language: Language,
  delivery?: Pick<Delivery, 'layout' | 'sourceKey'>,
) {
  const pick = (thing: { name: string; nameEn: string }) => nameIn(language, thing)
  const { proposals } = delivery?.layout ?? {}
  const proposed = (proposals?.series ?? []).map((one) => ({
    ...asSeries(one),
    sourceKey: delivery?.sourceKey ?? '',
  }))
  const known = await listSeries(reader)
  const keys = new Set(known.map(({ key }) => key))
  const series = [...known, ...proposed.filter(({ key }) => !keys.has(key))]
  const places = await listPlaces(reader)
  const word = i18nFor(language).getFixedT(language, 'places')
  const placeNames = distinctNames(places, word('until'), word('from'))
  const dimensions = [...(await listDimensions(reader)), ...namedProposals(proposals)]
  const names: Names = {
    series: new Map(
      series.map((one) => [one.key, { name: pick(one), unit: one.unit, decimals: one.decimals }]),
    ),
    places: placeNames,
    dimensions: new Map(dimensions.map((one) => [one.key, pick(one)])),
    dimensionValues: new Map(
      dimensions.flatMap(({ key, values }) => values.map((one) => [`${key}=${one.key}`, pick(one)])),
    ),
  }
  return {
    names,
    seriesOf: (sourceKey: string) =>
      series
        .filter((one) => one.sourceKey === sourceKey)
        .map((one) => ({ value: one.key, label: pick(one) })),
    dimensionsOf: (sourceKey: string) => {
      const used = new Set(
        series.filter((one) => one.sourceKey === sourceKey).flatMap((one) => one.dimensions),
      )
      return dimensions
        .filter(({ key }) => used.has(key))
        .map((one) => ({ value: one.key, label: pick(one) }))
    },
    placeChoices: places.map(({ key, name }) => ({ value: key, label: placeNames.get(key) ?? name })),
  }
}
