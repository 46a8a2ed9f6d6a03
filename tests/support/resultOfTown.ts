import { deriveDisclosed } from '#app/capabilities/confidentiality/disclosed.ts'
import type {
  Comparison,
  Indicator,
  IndicatorResult,
  Reading,
} from '#app/capabilities/indicators/indicator.ts'
import { draftSentences } from '#app/capabilities/indicators/sentences.ts'
import { computeStatus } from '#app/capabilities/indicators/status.ts'
import type { PlaceKind } from '#app/capabilities/places/place.ts'
import { type Cell, missing, present } from '#app/plain/cell.ts'

/* Results in short notation, for the tests of drafted texts. */

const quota: Indicator = {
  id: 1,
  key: 'besuchsquote',
  name: 'Besuchte Familien mit Neugeborenen',
  formula: undefined,
  publishedSeries: undefined,
  unit: 'percent',
  decimals: 0,
  direction: 'up',
  periodKind: 'calendar-year',
  phase: 'geburt',
  field: 'fruehe-hilfen',
  meaning: '',
  method: '',
  sourceNote: '',
  breaks: [],
  validFrom: '2018-01-01',
}

type Goal = { readonly comparison: Comparison; readonly target: number }
type Values = Readonly<Record<number, number | Cell>>

export const schoolKeys = (year: number) => `${year - 1}/${String(year).slice(2)}`

function readings(values: Values, goal: Goal | undefined, keyOf: (year: number) => string): Reading[] {
  return Object.entries(values).map(([yearText, content]) => {
    const year = Number(yearText)
    const cell = typeof content === 'number' ? present(content) : content
    return {
      year,
      periodKey: keyOf(year),
      cell: deriveDisclosed([], () => cell),
      basis: 'computed',
      interval: undefined,
      change: undefined,
      target: goal?.target,
      comparison: goal?.comparison,
      status: computeStatus(cell, goal),
      printed: undefined,
    }
  })
}

export type Town = {
  readonly indicator?: Partial<Indicator>
  readonly town?: Values
  readonly areas?: Readonly<Record<string, Values>>
  readonly goal?: Goal
  readonly name?: string
  readonly keyOf?: (year: number) => string
}

export function resultOf({
  indicator,
  town,
  areas = {},
  goal,
  name = 'Hamm',
  keyOf = String,
}: Town): IndicatorResult {
  const row = (kind: PlaceKind, place: string, values: Values, index: number) => ({
    place: {
      id: index,
      key: place.toLowerCase(),
      name: place,
      kind,
      parentId: undefined,
      ags: undefined,
      tile: undefined,
    },
    readings: readings(values, goal, keyOf),
  })
  const rows = [
    ...(town ? [row('town', name, town, 1)] : []),
    ...Object.entries(areas).map(([area, values], index) => row('area', area, values, index + 2)),
  ]
  const years = [...new Set(rows.flatMap((one) => one.readings.map((reading) => reading.year)))].sort()
  return { indicator: { ...quota, ...indicator }, years, rows }
}

/** Narrow no-break spaces become plain ones, so that the expected texts can be read. */
export const readable = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ')
export const draft = (town: Town, language: 'de' | 'en' = 'de', year = 2018) =>
  draftSentences(resultOf(town), { year, language }).map(readable)

export const secret = missing('suppressed')
export const atLeast80 = { comparison: 'at-least', target: 80 } as const
export const atMost1 = { comparison: 'at-most', target: 1 } as const
export const ratio = { unit: 'ratio', decimals: 2, direction: 'down' } as const
