import type { Cell, MissingReason } from '#app/plain/cell.ts'
import { formatNumber, formatValue, type Language, missingInWords, type Unit } from '#app/plain/format.ts'
import { drawableValue, isSecret } from './chart.ts'
import { classColours, inkOn } from './palette.ts'
import { chartTexts } from './texts.ts'

/** One class of a map: all values from `from` to `to`, both included, at the shown precision. */
export type MapClass = {
  readonly from: number
  readonly to: number
  readonly colour: string
  /** Colour of words on this ground. */
  readonly ink: string
  readonly label: string
}

export type Measure = { readonly unit: Unit; readonly decimals: number; readonly language: Language }

const mostClasses = 5

/** Decimals of the stored number: EUR are stored as cents and shown as euros. */
const storedDecimals = ({ unit, decimals }: Measure) => (unit === 'eur' ? decimals - 2 : decimals)

/** The value as the reader sees it: classes are formed from these, so that a printed 79 can't lie in the class "80 to 85". */
function shown(value: number, measure: Measure): number {
  const decimals = storedDecimals(measure)
  if (decimals >= 0) return Number(value.toFixed(decimals))
  const step = 10 ** -decimals
  return Math.round(value / step) * step
}

/** Number of classes for n values after Sturges (1926): 1 + log2(n), at most five, because readers can't tell more colours apart. */
function classCount(values: readonly number[]): number {
  const different = new Set(values).size
  return Math.min(mostClasses, different, Math.floor(1 + Math.log2(Math.max(1, values.length))))
}

/**
 * Classes by quantiles of the shown values (missing cells take no part). Equal values are never parted, so a class can hold more
 * than its share; the ranges touch without gap. Empty if there is no value. The order is from low to high.
 */
export function classify(cells: readonly Cell[], measure: Measure): readonly MapClass[] {
  const values = cells
    .map(drawableValue)
    .filter((value) => value !== undefined)
    .map((value) => shown(value, measure))
    .sort((a, b) => a - b)
  if (values.length === 0) return []
  const starts = quantileStarts(values, classCount(values))
  const colours = classColours(starts.length)
  const step = 10 ** -storedDecimals(measure)
  return starts.map((from, index) => {
    const next = starts[index + 1]
    const to = next === undefined ? values[values.length - 1]! : shown(next - step, measure)
    const colour = colours[index]!
    return { from, to, colour, ink: inkOn(colour), label: rangeLabel(from, to, measure) }
  })
}

/** First value of each class; a bound that falls among equal values moves up to the next different value. */
function quantileStarts(sorted: readonly number[], count: number): readonly number[] {
  const starts: number[] = [sorted[0]!]
  for (let k = 1; k < count; k++) {
    let index = Math.round((k * sorted.length) / count)
    while (index < sorted.length && sorted[index] === sorted[index - 1]) index++
    const start = sorted[index]
    if (start !== undefined && start > starts[starts.length - 1]!) starts.push(start)
  }
  return starts
}

function rangeLabel(from: number, to: number, measure: Measure): string {
  const { unit, decimals, language } = measure
  const last = formatValue(to, unit, decimals, language)
  if (from >= to) return last
  const first =
    unit === 'eur' ? formatValue(from, unit, decimals, language) : formatNumber(from, decimals, language)
  return chartTexts[language].range(first, last)
}

/** The class a value lies in; values outside (classes of another year) belong to the nearest one. */
export function classOf(value: number, classes: readonly MapClass[], measure: Measure): MapClass | undefined {
  const rounded = shown(value, measure)
  return classes.findLast((one) => rounded >= one.from) ?? classes[0]
}

/** A line of the legend: a class, the secret ones, or the missing ones of one reason, with how many areas it holds. */
export type LegendLine = {
  readonly look: { readonly colour: string } | 'secret' | 'missing'
  readonly label: string
  readonly note: string | undefined
  readonly count: number
}

/** The legend in words, highest class first; what is missing follows with its reason. */
export function legendLines(
  cells: readonly Cell[],
  classes: readonly MapClass[],
  measure: Measure,
): readonly LegendLine[] {
  const words = chartTexts[measure.language]
  const lines: LegendLine[] = classes
    .map((one, index) => ({
      look: { colour: one.colour },
      label: one.label,
      note:
        classes.length < 2
          ? undefined
          : index === 0
            ? words.lowest
            : index === classes.length - 1
              ? words.highest
              : undefined,
      count: cells.filter((cell) => {
        const value = drawableValue(cell)
        return value !== undefined && classOf(value, classes, measure) === one
      }).length,
    }))
    .reverse()
  const reasons = new Map<MissingReason, number>()
  for (const cell of cells) {
    if ('missing' in cell) reasons.set(cell.missing, (reasons.get(cell.missing) ?? 0) + 1)
  }
  for (const [reason, count] of reasons) {
    lines.push({
      look: isSecret({ missing: reason, flags: [] }) ? 'secret' : 'missing',
      label: missingInWords(reason, measure.language),
      note: undefined,
      count,
    })
  }
  return lines
}
