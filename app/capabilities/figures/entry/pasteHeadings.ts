import { roleOfHeading, splitPeriods } from '../guess/headings.ts'
import { isTotalWord } from '../reading/names.ts'
import { type ColumnNames, ColumnReader } from './columnNames.ts'
import { readEntered } from './entered.ts'

/** Why nothing was pasted; each kind has its sentence in the texts (`entry.sheet.heading.<kind>`). */
export type HeadingProblem = {
  readonly kind: 'unknown' | 'several' | 'twice' | 'missing' | 'year-or-number'
  readonly heading: string
}

/** `lines`: how many stand over the figures; `columns`: for each pasted column that of the sheet, undefined for an empty one. */
export type Headings = { readonly lines: number; readonly columns: readonly (number | undefined)[] }

type Lines = readonly (readonly string[])[]

/** What is pasted; `named`: the first field of each line is the name of a place, except over the figures. */
export type Source = {
  readonly block: Lines
  readonly named: boolean
  readonly isPlace: (text: string) => boolean
}

/** A text that is neither a number nor a sign for a missing one. */
function isText(text: string): boolean {
  const entered = readEntered(text, { kind: 'score', unit: 'score' })
  if (entered.kind !== 'problem') return false
  return entered.problem === 'unreadable-value' || entered.problem === 'date-instead-of-number'
}

const isYear = (text: string) => /^(?:19|20|21)\d{2}\*?$/.test(text)

/** "2021, 2022, 2023": one by one up or down. Other numbers that look like years are figures as likely. */
function areYearsInTurn(texts: readonly string[]): boolean {
  const years = texts.map((text) => Number(text.slice(0, 4)))
  const step = (years[1] ?? years[0]!) - years[0]!
  return Math.abs(step) === 1 && years.every((year, index) => year === years[0]! + step * index)
}

/** The columns that headings name. Headings that don't fit give a problem: by position they would say something else. */
export function readPastedHeadings(
  source: Source,
  columns: readonly ColumnNames[],
): Headings | HeadingProblem | undefined {
  const reader = new ColumnReader(columns)
  const counted = countHeadings(source, reader)
  if (typeof counted === 'object') return counted
  if (counted === 0) return undefined
  const read = matchHeadings(source, counted, reader)
  if (!Array.isArray(read)) return read
  const headings = { lines: counted, columns: read }
  return checkCorner(source, headings, reader, columns) ?? headings
}

/** How many lines are headings; a problem where a year over one column alone may as well be a figure. */
function countHeadings(source: Source, reader: ColumnReader): number | HeadingProblem {
  const { block, named, isPlace } = source
  let said = false
  for (const [index, line] of block.entries()) {
    const first = line[0] ?? ''
    if (named && isPlace(first)) return said ? index : 0
    const fields = (named ? line.slice(1) : line).filter((text) => text !== '')
    if (fields.length === 0) continue
    const kind = kindOfLine(fields, { first: named ? first : undefined, said, index }, source, reader)
    if (kind === 'figures') return said ? index : 0
    if (kind === 'doubtful') return { kind: 'year-or-number', heading: fields[0]! }
    said = true
  }
  // Texts alone are no table: they show in their cells what is wrong with them.
  return 0
}

function kindOfLine(
  fields: readonly string[],
  at: { readonly first: string | undefined; readonly said: boolean; readonly index: number },
  source: Source,
  reader: ColumnReader,
): 'heading' | 'figures' | 'doubtful' {
  const texts = fields.filter(isText)
  const isNamed = at.first !== undefined
  if (texts.length > 0) {
    const isAllSaid = fields.every((text) => isText(text) || isYear(text))
    return isNamed || isAllSaid ? 'heading' : 'figures'
  }
  if (!fields.every(isYear)) return 'figures'
  const isKnown = fields.every((text) => reader.isPeriod(text))
  if (at.first !== undefined) {
    const isOverNames = at.first === '' || roleOfHeading(at.first) === 'place'
    if (at.said || isOverNames || fields.length > 1) return 'heading'
    return isKnown ? 'doubtful' : 'figures'
  }
  const isIncomplete = at.said && !Array.isArray(matchHeadings(source, at.index, reader))
  if (isIncomplete || areYearsInTurn(fields)) return 'heading'
  if (!isKnown) return 'figures'
  return new Set(fields).size > 1 ? 'heading' : 'doubtful'
}

/** What stands over each pasted column, from the top line down. A text over several columns stands in the first of them. */
function textsOver({ block, named }: Source, lines: number): string[] {
  const head = block.slice(0, lines).map((line) => (named ? line.slice(1) : line))
  const lowest = head.findLastIndex((line) => line.some((text) => text !== ''))
  const width = Math.max(...block.map((line) => line.length)) - (named ? 1 : 0)
  return Array.from({ length: width }, (_, column) =>
    head
      .map((line, row) => {
        const over = row < lowest ? line.slice(0, column + 1).findLast((text) => text !== '') : line[column]
        return over ?? ''
      })
      .filter((text) => text !== '')
      .join(' '),
  )
}

function matchHeadings(
  source: Source,
  lines: number,
  reader: ColumnReader,
): (number | undefined)[] | HeadingProblem {
  const offset = source.named ? 1 : 0
  const body = source.block.slice(lines)
  const found: (number | undefined)[] = []
  for (const [column, heading] of textsOver(source, lines).entries()) {
    const isFilled = body.some((line) => (line[column + offset] ?? '') !== '')
    if (!isFilled && (heading === '' || isRepeated(source, lines, column + offset))) {
      found.push(undefined)
      continue
    }
    if (heading === '') return { kind: 'missing', heading }
    const meant = reader.meant(heading)
    if (meant.length !== 1) return { kind: meant.length === 0 ? 'unknown' : 'several', heading }
    if (found.includes(meant[0])) return { kind: 'twice', heading }
    found.push(meant[0])
  }
  return found
}

/** Whether nothing stands over a column itself: what it has is the text of a wider heading. */
const isRepeated = ({ block }: Source, lines: number, column: number): boolean =>
  block.slice(0, lines).every((line) => (line[column] ?? '') === '')

/** Words for places, as over the names of them: "Sozialraum", "Name des Stadtteils". */
const isWordForPlaces = (text: string): boolean =>
  text
    .split(/[\s/,()-]+/)
    .every(
      (word) =>
        /^(?:|name|namen|der|des|nr\.?|und)$/i.test(word) ||
        [word, word.replace(/e?s$/i, '')].some((one) => roleOfHeading(one) === 'place'),
    )

/**
 * What stands over the names is a word for places, or a title. It may not say another period or series than the headings do,
 * and headings that leave their series to the sheet need a title that names it, or none.
 */
function checkCorner(
  source: Source,
  { lines, columns: targets }: Headings,
  reader: ColumnReader,
  columns: readonly ColumnNames[],
): HeadingProblem | undefined {
  if (!source.named) return undefined
  const texts = textsOver(source, lines)
  const aims = targets.filter((target) => target !== undefined)
  const isSeriesOpen = targets.some(
    (target, column) => target !== undefined && !reader.explain(texts[column]!, target)?.series,
  )
  for (const [heading = ''] of source.block.slice(0, lines)) {
    if (heading === '' || isWordForPlaces(heading) || isTotalWord(heading)) continue
    const fits = aims.every((aim) => reader.explain(heading, aim) !== undefined)
    const isKnown = columns.some((_, column) => reader.explain(heading, column) !== undefined)
    const isOtherPeriod = splitPeriods(heading).periods.some((text) => !reader.isPeriod(text, aims))
    if (!fits && (isKnown || isSeriesOpen || isOtherPeriod)) return { kind: 'unknown', heading }
  }
  return undefined
}
