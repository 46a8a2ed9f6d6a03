import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import { listDimensions } from '#app/capabilities/figures/figures.server.ts'
import { lineageOf } from '#app/capabilities/places/place.ts'
import type { Language, Unit } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { readCatalogue } from './catalogue.server.ts'
import {
  type Heading,
  type IndicatorVersion,
  listFieldsOfAction,
  listLifePhases,
  listTargets,
} from './definitions.server.ts'
import type { Target } from './indicator.ts'
import { type FormField, type FormValues, formFields, pathText } from './indicatorForm.ts'
import { listRowPlaces } from './rowPlaces.ts'

export type SeriesChoice = {
  readonly key: string
  readonly name: string
  readonly unit: Unit
  /** Names of dimensions with the keys of their values: "form (ambulant, stationaer)". */
  readonly dimensions: readonly string[]
}

/** What the form of an indicator offers, and what stands in it before anybody typed. */
export type DefinitionForm = {
  readonly values: FormValues
  readonly phases: readonly Heading[]
  /** Those in which the person may define indicators. */
  readonly fields: readonly Heading[]
  readonly series: readonly SeriesChoice[]
  /** Key of the place whose target the form holds. */
  readonly town: string
  readonly hadTarget: boolean
  /** Keys of the fields in which the person may set the target of that place. */
  readonly targetFields: readonly string[]
  readonly name: string
}

const empty = Object.fromEntries(formFields.map((field) => [field, ''])) as Record<FormField, string>

function valuesOf(version: IndicatorVersion, target: Target | undefined, today: string): FormValues {
  return {
    name: version.name,
    nameEn: version.nameEn,
    key: version.key,
    formula: version.formula ?? '',
    publishedSeries: version.publishedSeries ?? '',
    unit: version.unit,
    decimals: String(version.decimals),
    direction: version.direction,
    periodKind: version.periodKind,
    phase: version.phase,
    field: version.field,
    comparison: target?.comparison ?? 'at-least',
    path: pathText(target, version.unit),
    baselineYear: target?.baselineYear === undefined ? '' : String(target.baselineYear),
    decidedBy: target?.decidedBy ?? '',
    targetNote: target?.note ?? '',
    meaning: version.meaning,
    meaningEn: version.meaningEn,
    method: version.method,
    methodEn: version.methodEn,
    sourceNote: version.sourceNote,
    sourceNoteEn: version.sourceNoteEn,
    breaks: version.breaks
      .map(({ year, note, noteEn }) => `${year}: ${note}${noteEn ? ` | ${noteEn}` : ''}`)
      .join('\n'),
    validFrom: today,
  }
}

/**
 * The form for a new indicator (`key` undefined) or for the version that holds now. Undefined if there is none in the person's
 * scope.
 */
export async function findDefinitionForm(
  reader: Reader,
  wanted: {
    readonly key: string | undefined
    readonly language: Language
    readonly today: string
    readonly actor: Actor
  },
): Promise<DefinitionForm | undefined> {
  const { key, language, today, actor } = wanted
  const catalogue = await readCatalogue(reader)
  const version = catalogue.versions.find((one) => one.key === key)
  if (key !== undefined && !version) return undefined
  if (version && !may(actor, 'indicators.define', { field: version.field })) return undefined
  const placeKeys = new Map(catalogue.places.map((place) => [place.id, place.key]))
  const top = listRowPlaces(catalogue.places)[0]
  const town = top?.key ?? ''
  const fields = (await listFieldsOfAction(reader, language)).filter((one) =>
    may(actor, 'indicators.define', { field: one.key }),
  )
  const places = top && [lineageOf(catalogue.places, top)]
  const targets = await listTargets(reader, { language: 'de', on: undefined, placeKeys })
  const target = version && targets.get(version.indicatorId)?.find(({ placeKey }) => placeKey === town)
  const dimensions = new Map((await listDimensions(reader)).map((dimension) => [dimension.key, dimension]))
  const series = [...catalogue.series.values()].map((one) => ({
    key: one.key,
    name: nameIn(language, one),
    unit: one.unit,
    dimensions: one.dimensions.map((name) => {
      const values = dimensions.get(name)?.values.map((value) => value.key) ?? []
      return `${name} (${values.join(', ')})`
    }),
  }))
  return {
    values: version
      ? valuesOf(version, target, today)
      : {
          ...empty,
          unit: 'percent',
          decimals: '0',
          direction: 'up',
          periodKind: 'calendar-year',
          validFrom: today,
        },
    phases: await listLifePhases(reader, language),
    fields,
    series: series.toSorted((a, b) => a.key.localeCompare(b.key)),
    town,
    hadTarget: target !== undefined,
    targetFields: fields
      .map((field) => field.key)
      .filter((field) => may(actor, 'targets.set', { field, places })),
    name: version ? (language === 'en' && version.nameEn ? version.nameEn : version.name) : '',
  }
}
