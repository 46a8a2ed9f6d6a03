import type { Cell, CellFlag } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import type { Language, Unit } from '#app/plain/format.ts'

/** The only form in which a value gets into a chart: read from a released family, or missing with its reason. */
export type ShownCell = Disclosed<Cell>

/**
 * What every chart needs. `id` must be unique on the page (all ids inside the drawing begin with it); `title` is the accessible
 * name; `description` replaces the one made by `describeChart`. `width` is in user units (about pixels; 470 fits a printed
 * column), the drawing itself scales to the width of its place.
 */
export type ChartFrame = {
  readonly id: string
  readonly title: string
  readonly description?: string | undefined
  readonly language: Language
  readonly unit: Unit
  readonly decimals: number
  readonly font?: string | undefined
  readonly width?: number | undefined
}

/** One value of one area. `href` makes the area a link (web only; leave it out for PDF and downloads). */
export type AreaValue = {
  readonly key: string
  readonly name: string
  readonly cell: ShownCell
  readonly href?: string | undefined
}

/** One year of one place. A `Reading` of `indicators` fits. `target` and `interval` are in the unit of the cell. */
export type ChartPoint = {
  readonly year: number
  readonly cell: ShownCell
  readonly target?: number | undefined
  readonly interval?: readonly [number, number] | undefined
}

/** One place over the years. */
export type Track = {
  readonly key: string
  readonly name: string
  readonly points: readonly ChartPoint[]
  readonly href?: string | undefined
}

/** From this year on (or in this year alone, as the note says) values can't be compared with those before. */
export type SeriesBreak = { readonly year: number; readonly note: string }

/** Secret means: somebody decided that it must not be shown, here or at the source. */
export function isSecret(cell: Cell): boolean {
  return 'missing' in cell && (cell.missing === 'suppressed' || cell.missing === 'secret-at-source')
}

/** Neither endless nor beyond what an axis can be divided into. No figure of a town comes near. */
export function isDrawable(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) <= 1e15
}

/** The value if it can be drawn. Undefined for missing cells and for numbers without end. */
export function drawableValue(cell: Cell): number | undefined {
  return 'value' in cell && isDrawable(cell.value) ? cell.value : undefined
}

export function hasFlag(cell: Cell, flag: CellFlag): boolean {
  return cell.flags.includes(flag)
}

/** All years between the first and the last of the tracks: a year without data keeps its place on the axis. */
export function yearsOf(tracks: readonly Track[]): readonly number[] {
  const years = tracks.flatMap((track) => track.points.map((point) => point.year)).filter(Number.isInteger)
  if (years.length === 0) return []
  const first = years.reduce((a, b) => Math.min(a, b))
  const last = years.reduce((a, b) => Math.max(a, b))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
