import { z } from 'zod'
import type { Place } from '#app/capabilities/places/place.ts'
import { findWhole } from '#app/capabilities/places/place.ts'
import type { Series } from '../figure.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { cellName, fitCells, longestCell, mostCells, type SheetColumn, type SheetShape } from './sheet.ts'

/** What is wrong with the choice of a new sheet; each kind has its sentence in the texts (`entry.wrong.<kind>`). */
export type SheetProblem = {
  readonly field: 'series' | 'periods' | 'place'
  readonly kind: 'no-series' | 'no-period' | 'unreadable-period' | 'no-place' | 'too-many-cells'
  readonly parameters: { readonly text: string; readonly series: string; readonly cells: number }
}

/** What was chosen, as it goes back into the form. */
export type SheetChoice = {
  readonly source: string
  readonly series: readonly string[]
  readonly periods: string
  readonly dimension: string
  readonly places: 'all' | 'total' | 'some'
  readonly chosenPlaces: readonly string[]
}

const none = { text: '', series: '', cells: 0 }

const texts = (form: FormData, name: string) => form.getAll(name).map((value) => String(value).slice(0, 200))

export function readChoice(form: FormData): SheetChoice {
  const mode = form.get('places')
  return {
    source: texts(form, 'source')[0] ?? '',
    series: texts(form, 'series').slice(0, mostCells),
    periods: String(form.get('periods') ?? '').slice(0, 2_000),
    dimension: texts(form, 'dimension')[0] ?? '',
    places: mode === 'total' || mode === 'some' ? mode : 'all',
    chosenPlaces: texts(form, 'place').slice(0, mostCells),
  }
}

/** Places of a sheet in their order, the whole at the end, as offices write tables. */
function choosePlaces(choice: SheetChoice, places: readonly Place[]): string[] {
  const whole = findWhole(places)
  const chosen = new Set(choice.chosenPlaces)
  const wanted = places.filter((place) => {
    if (choice.places === 'some') return chosen.has(place.key)
    if (place === whole) return true
    return choice.places === 'all' && place.kind !== 'state' && place.kind !== 'quarter'
  })
  return [...wanted.filter((place) => place !== whole), ...wanted.filter((place) => place === whole)].map(
    ({ key }) => key,
  )
}

function columnsOf(series: Series, period: string, dimension: string, catalogue: Catalogue): SheetColumn[] {
  const total = { series: series.key, period, breakdown: '' }
  if (!series.dimensions.includes(dimension)) return [total]
  const values = catalogue.content.dimensions.find(({ key }) => key === dimension)?.values ?? []
  return [
    ...values.map(({ key }) => ({ series: series.key, period, breakdown: `${dimension}=${key}` })),
    total,
  ]
}

/** The shape that a choice gives, or what is wrong with it. `catalogue`: of the chosen source. */
export function buildShape(
  choice: SheetChoice,
  catalogue: Catalogue,
  places: readonly Place[],
):
  | { readonly ok: true; readonly shape: SheetShape }
  | { readonly ok: false; readonly problem: SheetProblem } {
  const wrong = (field: SheetProblem['field'], kind: SheetProblem['kind'], parameters = {}) =>
    ({ ok: false, problem: { field, kind, parameters: { ...none, ...parameters } } }) as const
  const series = catalogue.content.series.filter(({ key }) => choice.series.includes(key))
  if (series.length === 0) return wrong('series', 'no-series')
  const written = choice.periods.split(/[;,\n]/).flatMap((text) => text.trim() || [])
  if (written.length === 0) return wrong('periods', 'no-period')
  const columns: SheetColumn[] = []
  for (const one of series) {
    const keys = new Set<string>()
    for (const text of written) {
      const period = catalogue.readPeriod(text, one.periodKind)
      if (!period) return wrong('periods', 'unreadable-period', { text, series: one.name })
      keys.add(period.key)
    }
    for (const key of keys) columns.push(...columnsOf(one, key, choice.dimension, catalogue))
  }
  const chosen = choosePlaces(choice, places)
  if (chosen.length === 0) return wrong('place', 'no-place')
  const cells = chosen.length * columns.length
  if (cells > mostCells) return wrong('series', 'too-many-cells', { cells })
  return { ok: true, shape: { places: chosen, columns } }
}

/** How many letters a note on a sheet may have; as with deliveries. */
export const mostLetters = 2_000

export type SheetInput = {
  readonly cells: string[][]
  readonly base: string[][]
  readonly version: number
  readonly receivedOn: string
  readonly note: string
}

const baseShape = z.array(z.array(z.string().max(longestCell)))

/** A field of the sheet's form that can't be kept as it is; a cell is one with too many letters. */
export type WrongField = 'receivedOn' | 'note' | { readonly row: number; readonly column: number }

/** The sheet's form: what was typed, and the state it was typed upon. Fields that are wrong are named in `wrong`. */
export function readSheetInput(
  form: FormData,
  shape: SheetShape,
): { readonly input: SheetInput; readonly wrong: readonly WrongField[] } {
  const wrong: WrongField[] = []
  const typed = shape.places.map((_, row) =>
    shape.columns.map((_column, column) => {
      const text = String(form.get(cellName(row, column)) ?? '').trim()
      if (text.length > longestCell) wrong.push({ row, column })
      return text
    }),
  )
  const receivedOn = String(form.get('receivedOn') ?? '')
  const note = String(form.get('note') ?? '')
  if (!z.iso.date().safeParse(receivedOn).success) wrong.push('receivedOn')
  if (note.length > mostLetters) wrong.push('note')
  const version = Number(form.get('version'))
  return {
    input: {
      cells: typed,
      base: fitCells(shape, readBase(form.get('base'))),
      version: Number.isSafeInteger(version) ? version : 0,
      receivedOn,
      note,
    },
    wrong,
  }
}

function readBase(text: unknown): string[][] {
  try {
    const base = baseShape.safeParse(JSON.parse(String(text)))
    return base.success ? base.data : []
  } catch {
    return []
  }
}
