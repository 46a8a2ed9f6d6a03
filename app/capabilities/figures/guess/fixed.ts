import type { LayoutColumn, LayoutCoordinates } from '../figure.ts'
import type { GuessedColumn } from './columns.ts'
import { coordinatesOf, readHeadings, type Said, seriesInText, splitPeriods } from './headings.ts'
import type { Doubt } from './layoutguess.ts'
import type { Surroundings } from './surroundings.ts'
import { type Measure, plainText, splitMeasure, subjectOfTitle } from './words.ts'

/** What holds for a whole table, from what stands around it. */
export type Fixed = {
  readonly coordinates: LayoutCoordinates
  /** What the values count where no column says it; a proposed series is named so. */
  readonly subject: string | undefined
  readonly measure: Measure | undefined
  readonly doubts: readonly Doubt[]
}

export type Section = { readonly said: Said; readonly isUsable: boolean }

type Coordinate = 'series' | 'period' | 'place'
function needs(coordinate: Coordinate, columns: readonly LayoutColumn[]): boolean {
  if (columns.some(({ role }) => role === coordinate)) return false
  return columns.some((column) => column.role === 'value' && column[coordinate] === undefined)
}

const seriesIsOpen = (columns: readonly GuessedColumn[]) =>
  needs('series', columns) &&
  columns.every(({ role, said }) => role !== 'value' || (said?.names.length ?? 0) === 0)

/** What lines above some rows say, as far as the columns leave it open. */
export function readSection(
  texts: readonly string[],
  columns: readonly GuessedColumn[],
  around: Surroundings,
): Section {
  const said = readHeadings(texts, around, { propose: true })
  const isUsable =
    (said.place !== undefined && needs('place', columns)) ||
    (said.period !== undefined && needs('period', columns)) ||
    (said.series !== undefined && needs('series', columns)) ||
    Object.keys(said.breakdown).length > 0 ||
    (said.names.length > 0 && seriesIsOpen(columns))
  return { said, isUsable }
}

function onlyPeriod(text: string, around: Surroundings): string | undefined {
  if (around.isPeriod(text)) return text
  const periods = splitPeriods(text).periods.filter((period) => around.isPeriod(period))
  return periods.length === 1 ? periods[0] : undefined
}

type Around = {
  readonly titles: readonly string[]
  readonly upperTitles: readonly string[]
  readonly stub: readonly string[]
  readonly section: Section
  readonly sheet: string | undefined
}

/** Settles what the columns leave open from section, titles, name of the sheet and of the file, in this order. */
export function fixCoordinates(
  columns: readonly GuessedColumn[],
  context: Around,
  around: Surroundings,
): Fixed {
  const { catalogue } = around
  const { titles, upperTitles, stub, section, sheet } = context
  const doubts: Doubt[] = []
  const fileName = plainText(around.fileName.replace(/\.\w+$/, '').replace(/_/g, ' '))
  const nearest = titles.toReversed()
  const sheetSaid =
    sheet === undefined ? undefined : readHeadings([plainText(sheet)], around, { propose: true })
  const own = coordinatesOf(section.said)
  const fixed: { -readonly [K in keyof LayoutCoordinates]: LayoutCoordinates[K] } = {}

  if (needs('place', columns)) {
    const title = nearest
      .map((text) => readHeadings([text], around, { propose: false }).place)
      .find((place) => place !== undefined)
    fixed.place = own.place ?? sheetSaid?.place ?? title ?? catalogue.places.root?.key
    if (own.place === undefined && sheetSaid?.place === undefined && title === undefined)
      doubts.push({ kind: 'place-assumed' })
  }

  let subject: string | undefined
  let measure =
    section.said.measure ?? nearest.map((text) => measureIn(text)).find((found) => found !== undefined)
  if (needs('series', columns)) {
    const title = nearest.find((text) => seriesInText(text, catalogue))
    const [only, ...others] = catalogue.content.series
    if (own.series !== undefined) fixed.series = own.series
    else if (section.said.names.length > 0 && seriesIsOpen(columns)) subject = section.said.names.join(', ')
    else if (title !== undefined) {
      fixed.series = seriesInText(title, catalogue)
      doubts.push({ kind: 'series-from-title', text: title })
    } else if (sheetSaid?.series !== undefined) fixed.series = sheetSaid.series
    else if (only && others.length === 0 && seriesIsOpen(columns) && titles.length === 0) {
      fixed.series = only.key
      doubts.push({ kind: 'series-only-one', text: only.name })
    }
    if (fixed.series === undefined && seriesIsOpen(columns)) {
      const town = catalogue.places.root?.name
      const subjects = (texts: readonly string[]) =>
        texts.map((text) => subjectOf(text, town, around)).find((text) => text !== '')
      const fromTitle = subjects(titles) ?? subjects(stub)
      subject ??=
        fromTitle ??
        (sheetSaid && sheetSaid.names.length > 0 ? sheetSaid.names.join(', ') : undefined) ??
        subjects(upperTitles)
      subject ??= subjectOf(fileName, town, around) || fileName
    }
  }

  if (needs('period', columns)) {
    const title = nearest.find((text) => onlyPeriod(text, around) !== undefined)
    const ofTitle = title === undefined ? undefined : onlyPeriod(title, around)
    const ofFile = onlyPeriod(fileName, around)
    const period = own.period ?? ofTitle ?? sheetSaid?.period ?? ofFile
    if (period !== undefined) fixed.period = period
    if (own.period === undefined && ofTitle !== undefined)
      doubts.push({ kind: 'period-from-title', text: title! })
    else if (own.period === undefined && sheetSaid?.period === undefined && ofFile !== undefined)
      doubts.push({ kind: 'period-from-file-name', text: around.fileName })
  }

  const breakdown = { ...sheetSaid?.breakdown, ...own.breakdown }
  if (Object.keys(breakdown).length > 0) fixed.breakdown = breakdown
  measure ??= sheetSaid?.measure
  return { coordinates: fixed, subject, measure, doubts }
}

function measureIn(title: string): Measure | undefined {
  return splitMeasure(title).measure
}

/** What a title is about, without period, place and measure; '' where it is about nothing. */
function subjectOf(title: string, town: string | undefined, around: Surroundings): string {
  const bare = splitMeasure(splitPeriods(title).rest).name
  const subject = subjectOfTitle(bare, town)
  const said = readHeadings([subject], around, { propose: true })
  return said.names.join(', ')
}
