import type { Geometry } from 'geojson'
import { readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import { draftAreasTitle } from '#app/capabilities/indicators/areaSentences.ts'
import type { IndicatorResult, Reading } from '#app/capabilities/indicators/indicator.ts'
import { listAreaIndicators, listLifePhases } from '#app/capabilities/indicators/indicators.server.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { getBoundaries, listPlaceEvents, listPlaces } from '#app/capabilities/places/places.server.ts'
import { holdsOn } from '#app/capabilities/places/validity.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { remember } from '#app/platform/remembered.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { drawBars } from './areaBars.ts'
import { type AreaMap, areaReadings, drawAreaMap, newestAreaYear } from './areaMap.ts'
import { findFirstAreaResult, getResultsAround } from './areaResults.server.ts'
import { buildProfile, type Profile } from './profile.ts'
import { type ProfileRow, profileRow } from './profileRows.ts'
import { leadOf, questionOf, strengthOf } from './sentences.ts'

export type AreaSheet = {
  readonly place: Pick<Place, 'id' | 'key' | 'name' | 'validFrom' | 'validTo'>
  /** What became of the area: splits, mergers, new names. */
  readonly events: Awaited<ReturnType<typeof listPlaceEvents>>
  /** The chosen year and all that can be chosen, oldest first. */
  readonly year: number
  readonly years: readonly number[]
  readonly lead: string
  readonly strengths: readonly string[]
  readonly questions: readonly string[]
  readonly rows: readonly ProfileRow[]
  readonly townOnly: readonly { readonly key: string; readonly name: string }[]
  readonly map: (AreaMap & { readonly indicator: string; readonly year: number }) | undefined
}

type SheetWanted = {
  readonly place: string
  readonly year: number | undefined
  /** `/hamm` */
  readonly base: string
  readonly language: Language
}

/**
 * The sheet of an area: all its indicators beside the town, from released figures; drawn once per state of the data. Undefined if
 * there is no such area.
 */
export async function findAreaSheet(reader: Reader, wanted: SheetWanted): Promise<AreaSheet | undefined> {
  const name = JSON.stringify(['area', reader.tenant, await readStateMark(reader), wanted])
  return remember(name, () => drawAreaSheet(reader, wanted))
}

async function drawAreaSheet(reader: Reader, wanted: SheetWanted): Promise<AreaSheet | undefined> {
  const { base, language } = wanted
  const places = await listPlaces(reader)
  const place = places.find((one) => one.key === wanted.place && one.kind === 'area')
  if (!place) return undefined
  const { results, years, year } = await getResultsAround(reader, place.key, wanted.year, language)
  const phases = new Map((await listLifePhases(reader, language)).map((phase) => [phase.key, phase.name]))
  const boundaries = await getBoundaries(reader)
  const profile = buildProfile(results, place.key, year)
  const town = results.flatMap((result) => result.rows).find((row) => row.place.kind !== 'area')?.place
  const row = { place, townKey: town?.key, townName: town?.name ?? '', base, phases, language }
  return {
    place: {
      id: place.id,
      key: place.key,
      name: place.name,
      validFrom: place.validFrom,
      validTo: place.validTo,
    },
    events: await listPlaceEvents(reader, place),
    year,
    years: years.toReversed(),
    lead: leadOf(profile, place.name, language),
    strengths: profile.strengths.map((line) => strengthOf(line, language)),
    questions: profile.questions.map((line) => questionOf(line, language)),
    rows: profile.lines.map((line) => profileRow(line, row)),
    townOnly: profile.townOnly.map(({ key, name }) => ({ key, name })),
    map: mapFor(results, profile, { place, year, base, language, boundaries }),
  }
}

type MapWanted = {
  readonly place: Place
  readonly year: number
  readonly base: string
  readonly language: Language
  readonly boundaries: ReadonlyMap<number, Geometry>
}

/** The map tells where the area lies; it shows the rate in which most areas have a value (counts follow the size of an area). */
function mapFor(results: readonly IndicatorResult[], profile: Profile, wanted: MapWanted): AreaSheet['map'] {
  const { place, base, language, boundaries } = wanted
  const shown = (line: Profile['lines'][number]) =>
    line.areas.filter((area) => 'value' in area.reading.cell).length
  const rates = profile.lines.filter((line) => line.comparable)
  const line = (rates.length > 0 ? rates : profile.lines).reduce<Profile['lines'][number] | undefined>(
    (best, one) => (best === undefined || shown(one) > shown(best) ? one : best),
    undefined,
  )
  const result = line && results.find((one) => one.indicator.key === line.indicator.key)
  if (!line || !result) return undefined
  const { year } = line.reading
  const t = i18nFor(language).getFixedT(language, 'profiles')
  const map = drawAreaMap(result, {
    id: 'lage',
    title: t('area.mapSubtitle', { indicator: line.indicator.name, year, place: place.name }),
    year,
    language,
    boundaries,
    hrefOf: (other) => `${base}/raeume/${other.key}`,
    selected: place.key,
  })
  return map && { ...map, indicator: line.indicator.name, year }
}

export type AreaList = {
  /** Areas that are no more; their sheets say what became of them. */
  readonly former: readonly Pick<Place, 'key' | 'name' | 'validFrom' | 'validTo'>[]
  readonly areas: readonly {
    readonly key: string
    readonly name: string
    readonly cell: Reading['cell'] | undefined
    readonly status: Reading['status']
    /** The value as a bar beside the town and the target; undefined where nothing was reported. */
    readonly bar: string | undefined
  }[]
  readonly shown:
    | {
        readonly key: string
        readonly name: string
        readonly unit: IndicatorResult['indicator']['unit']
        readonly decimals: number
        readonly year: number
        readonly statement: string
        readonly map: AreaMap | undefined
      }
    | undefined
  readonly indicators: readonly { readonly key: string; readonly name: string }[]
  readonly years: readonly number[]
}

type ListWanted = {
  readonly indicator: string | undefined
  readonly year: number | undefined
  readonly base: string
  readonly language: Language
}

/**
 * All areas, with the map and the values of one indicator: the wanted one, else the first that has values by area. Drawn once per
 * state of the data.
 */
export async function listAreas(reader: Reader, wanted: ListWanted): Promise<AreaList> {
  const name = JSON.stringify(['areas', reader.tenant, await readStateMark(reader), wanted])
  return remember(name, () => drawAreas(reader, wanted))
}

async function drawAreas(reader: Reader, wanted: ListWanted): Promise<AreaList> {
  const { base, language } = wanted
  const places = (await listPlaces(reader)).filter((place) => place.kind === 'area')
  const result = await findFirstAreaResult(reader, language, () => true, wanted.indicator)
  const newest = result && newestAreaYear(result, Number.POSITIVE_INFINITY)
  const year = result && (newestAreaYear(result, wanted.year ?? Number.POSITIVE_INFINITY) ?? newest)
  const readings = new Map(
    result && year !== undefined
      ? areaReadings(result, year).map(({ place, reading }) => [place.key, reading])
      : [],
  )
  const bars = result && year !== undefined ? drawBars(result, year, language) : new Map<string, string>()
  return {
    former: places
      .filter(({ validTo }) => validTo !== undefined)
      .map(({ key, name, validFrom, validTo }) => ({ key, name, validFrom, validTo })),
    areas: places
      .filter((place) => holdsOn(place, `${year ?? 9999}-12-31`))
      .map(({ key, name }) => ({
        key,
        name,
        cell: readings.get(key)?.cell,
        status: readings.get(key)?.status ?? 'none',
        bar: bars.get(key),
      })),
    shown:
      result && year !== undefined
        ? await shownIndicator(reader, result, year, { base, language })
        : undefined,
    indicators: (await listAreaIndicators(reader, language)).map(({ key, name }) => ({ key, name })),
    years: result ? result.years.filter((one) => areaReadings(result, one).length > 0) : [],
  }
}

async function shownIndicator(
  reader: Reader,
  result: IndicatorResult,
  year: number,
  { base, language }: { readonly base: string; readonly language: Language },
): Promise<NonNullable<AreaList['shown']>> {
  const { key, name, unit, decimals } = result.indicator
  const t = i18nFor(language).getFixedT(language, 'profiles')
  const map = drawAreaMap(result, {
    id: 'raeume',
    title: t('areas.subtitle', { indicator: name, year }),
    year,
    language,
    boundaries: await getBoundaries(reader),
    hrefOf: (place) => `${base}/raeume/${place.key}`,
  })
  return { key, name, unit, decimals, year, statement: draftAreasTitle(result, { year, language }), map }
}
