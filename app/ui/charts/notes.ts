import type { MissingReason } from '#app/plain/cell.ts'
import { type Language, missingInWords } from '#app/plain/format.ts'
import { hasFlag, isSecret, type SeriesBreak, type Track, yearsOf } from './chart.ts'
import { quiet } from './palette.ts'
import { group, type Svg, text, wrapText } from './svg.ts'
import { chartTexts } from './texts.ts'

/** "2013, 2015 bis 2017": years in rising order, three and more in a row joined. */
export function listYears(years: readonly number[], language: Language): string {
  const words = chartTexts[language]
  const spans: [number, number][] = []
  for (const year of [...new Set(years)].sort((a, b) => a - b)) {
    const span = spans[spans.length - 1]
    if (span?.[1] === year - 1) span[1] = year
    else spans.push([year, year])
  }
  return spans
    .flatMap(([from, to]) =>
      to - from >= 2
        ? [words.range(String(from), String(to))]
        : from === to
          ? [`${from}`]
          : [`${from}`, `${to}`],
    )
    .join(', ')
}

/** The breaks within the years shown: those of the indicator, and those that single values are marked with. */
export function breaksOf(
  tracks: readonly Track[],
  breaks: readonly SeriesBreak[],
  language: Language,
): readonly SeriesBreak[] {
  const years = yearsOf(tracks)
  const noted = breaks.filter((one) => years.includes(one.year))
  const marked = tracks
    .flatMap((track) => track.points)
    .filter((point) => hasFlag(point.cell, 'break') && !noted.some((one) => one.year === point.year))
    .map((point) => point.year)
  return [
    ...noted,
    ...[...new Set(marked)].map((year) => ({ year, note: chartTexts[language].breakUnknown })),
  ].sort((a, b) => a.year - b.year)
}

/** What a reader must know to read the lines: breaks, secrets, gaps and provisional values, one sentence each. */
export function notesOf(
  tracks: readonly Track[],
  breaks: readonly SeriesBreak[],
  language: Language,
): readonly string[] {
  const words = chartTexts[language]
  const points = tracks.flatMap((track) => track.points)
  const converted = points.filter(({ cell }) => hasFlag(cell, 'converted')).map(({ year }) => year)
  const gaps = new Map<MissingReason, number[]>()
  for (const { cell, year } of points) {
    if (!('missing' in cell) || isSecret(cell)) continue
    gaps.set(cell.missing, [...(gaps.get(cell.missing) ?? []), year])
  }
  return [
    ...breaksOf(tracks, breaks, language).map((one) => words.breakNote(one.year, one.note)),
    ...(points.some((point) => isSecret(point.cell)) ? [words.secretNote] : []),
    ...[...gaps].map(([reason, missing]) =>
      words.gapNote(listYears(missing, language), missingInWords(reason, language)),
    ),
    ...(points.some((point) => hasFlag(point.cell, 'provisional') || hasFlag(point.cell, 'limited'))
      ? [words.provisional]
      : []),
    ...(converted.length > 0 ? [words.converted(listYears(converted, language))] : []),
  ]
}

const lineHeight = 15

/** Notes as lines of text under a drawing; `height` is what they take. */
export function drawNotes(
  notes: readonly string[],
  top: number,
  width: number,
  size = 11,
): { readonly svg: Svg; readonly height: number } {
  const lines = notes.flatMap((note) => wrapText(note, size, width))
  return {
    svg: group(
      {},
      ...lines.map((line, index) => text(0, top + 14 + index * lineHeight, line, { size, fill: quiet })),
    ),
    height: lines.length === 0 ? 0 : lines.length * lineHeight + 8,
  }
}
