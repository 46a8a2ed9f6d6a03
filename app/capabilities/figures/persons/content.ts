import { facilities, type PersonalKind, places, plain } from './headings.ts'

type Row = readonly string[]

const date = /^(\d{1,2})[./](\d{1,2})[./](\d{2}|\d{4})$|^(\d{4})-(\d{2})-(\d{2})(T.*)?$/
const nameAfterComma = /^\p{Lu}[\p{L}'’-]+,\s*\p{Lu}[\p{L}'’-]+( \p{Lu}[\p{L}'’-]+)?$/u
/** One or several words as first and last names are written: "Anna-Lena", "von der Heide", "MÜLLER". */
const nameWords =
  /^(?:(?:von|vom|van|de|der|den|zu|zur|al|el|ten) )*\p{Lu}[\p{L}'’-]+(?: \p{L}[\p{L}'’-]*)*$/u
const mailAddress = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i
const sexes: ReadonlySet<string> = new Set([
  'm',
  'w',
  'd',
  'f',
  'männlich',
  'weiblich',
  'divers',
  'junge',
  'mädchen',
])
const counting =
  /anzahl|summe|insgesamt|gesamt|\bzahl\b|fälle|kinder\b|personen\b|familien\b|wert|value|quote|anteil|prozent|betrag|count/

/** Rows in which a heading is looked for: titles and notes may stand above it. */
export const headRows = 12
/** From so many cells on, the content of one column says something by itself. */
const enough = 8
/** Names beside days of birth say it sooner. */
const enoughTogether = 3

/** A day that periods begin or end with: key dates are such, birthdays are every day of the month. */
function isUsualKeyDay(text: string): boolean {
  const match = date.exec(text)
  if (!match) return false
  const [day, month, year] = match[4]
    ? [Number(match[6]), Number(match[5]), Number(match[4])]
    : [Number(match[1]), Number(match[2]), Number(match[3])]
  return day === 1 || day === 15 || day === new Date(Date.UTC(year, month, 0)).getUTCDate()
}

type Column = { readonly index: number; readonly cells: readonly string[] }

function columnsOf(rows: readonly Row[], skipped: ReadonlySet<number>): Column[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, index) => index)
    .filter((index) => !skipped.has(index))
    .map((index) => ({
      index,
      cells: rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== ''),
    }))
}

const shareOf = (cells: readonly string[], test: (cell: string) => boolean) =>
  cells.length === 0 ? 0 : cells.filter(test).length / cells.length

const isOfPlacesOrFacilities = (cell: string) => places.test(plain(cell)) || facilities.test(plain(cell))

/** "Muster, Erika", but not "Ahlen, Stadt", as official statistics name towns. */
const isNameAfterComma = (cell: string) => nameAfterComma.test(cell) && !isOfPlacesOrFacilities(cell)

/** Days of birth: dates of which most are no key dates. */
function isLikeBirths({ cells }: Column): boolean {
  const dates = cells.filter((cell) => date.test(cell))
  const free = new Set(dates.filter((cell) => !isUsualKeyDay(cell)))
  return dates.length >= cells.length * 0.6 && free.size >= Math.max(enoughTogether, dates.length / 3)
}

/** How many of a column's cells differ, if most are written as names and nothing says that they name places or facilities. */
function differentNames({ cells }: Column): number {
  const [heading, ...rest] = cells
  if (rest.length < enoughTogether || heading === undefined || isOfPlacesOrFacilities(heading)) return 0
  if (shareOf(rest, (cell) => nameWords.test(cell)) < 0.8) return 0
  if (shareOf(rest, isOfPlacesOrFacilities) > 0.3) return 0
  const different = new Set(rest.map(plain)).size
  return different < enoughTogether ? 0 : different / rest.length
}

/**
 * Columns with first and last names (or both in one) beside a column with days of birth, whatever their headings say. Last names
 * mostly differ; first names come again. Of areas there are few, and they come with every year.
 */
function findNamesWithBirths(columns: readonly Column[]): readonly number[] {
  const births = columns.filter(isLikeBirths)
  if (births.length === 0) return []
  const named = columns
    .map((column) => ({ column, different: differentNames(column) }))
    .filter(({ different }) => different >= 0.25)
  const isWhole = ({ cells }: Column) => shareOf(cells.slice(1), (cell) => cell.includes(' ')) > 0.8
  const whole = named.find(({ column, different }) => different >= 0.8 && isWhole(column))
  const names = whole ? [whole] : named.some(({ different }) => different >= 0.5) ? named : []
  if (!whole && names.length < 2) return []
  return [...names.map(({ column }) => column.index), ...births.map(({ index }) => index)].sort(
    (a, b) => a - b,
  )
}

export type PersonalContent = {
  readonly kind: PersonalKind
  /** From 0, those that say so. */
  readonly columns: readonly number[]
}

/** Names of persons or their mail addresses in the cells; columns in `skipped` aren't looked at. */
export function findNames(rows: readonly Row[], skipped: ReadonlySet<number>): PersonalContent | undefined {
  const columns = columnsOf(rows, skipped)
  for (const { index, cells } of columns) {
    if (cells.length < enough) continue
    if (shareOf(cells, (cell) => mailAddress.test(cell)) > 0.5) return { kind: 'contact', columns: [index] }
    if (shareOf(cells, isNameAfterComma) > 0.6) return { kind: 'name', columns: [index] }
  }
  const together = findNamesWithBirths(columns)
  return together.length > 0 ? { kind: 'name', columns: together } : undefined
}

const dayNumber = (text: string): number => {
  const [, day, month, year, isoYear, isoMonth, isoDay] = date.exec(text) ?? []
  const parts = isoYear ? [isoYear, isoMonth, isoDay] : [year, month, day]
  return Date.UTC(Number(parts[0]), Number(parts[1]) - 1, Number(parts[2])) / 86_400_000
}

/** Something is counted by day or week: each comes equally often, at even distances (working days: weekends left out). */
function isByDay(cells: readonly string[]): boolean {
  const often = new Map<number, number>()
  for (const cell of cells.filter((one) => date.test(one))) {
    const day = dayNumber(cell)
    often.set(day, (often.get(day) ?? 0) + 1)
  }
  if (new Set(often.values()).size > 1) return false
  const days = [...often.keys()].sort((a, b) => a - b)
  const gaps = [...new Set(days.slice(1).map((day, index) => day - days[index]!))].sort((a, b) => a - b)
  return gaps.length === 1 || gaps.join() === '1,3'
}

/** Many different days of which most are no key dates: in a table of counts there is no other reason for them. */
export function findBirths(rows: readonly Row[]): PersonalContent | undefined {
  for (const { index, cells } of columnsOf(rows, new Set())) {
    if (cells.length < enough) continue
    const days = new Set(cells.filter((cell) => date.test(cell) && !isUsualKeyDay(cell)))
    if (days.size >= enough && shareOf(cells, (cell) => date.test(cell)) > 0.6 && !isByDay(cells))
      return { kind: 'birth', columns: [index] }
  }
  return undefined
}

/** A sex in each row, nothing that is counted, and the same row several times: a list of persons without their names. */
export function isRowPerPerson(rows: readonly Row[]): boolean {
  const isListed = (row: Row) => row.some((cell) => sexes.has(plain(cell)))
  const list = rows.filter(isListed)
  if (list.length < 20 || list.length < rows.length * 0.6) return false
  const head = rows.filter((row) => !isListed(row)).slice(0, headRows)
  if (head.some((row) => row.some((cell) => counting.test(plain(cell))))) return false
  // A number of its own in each row (1, 2, 3 …) would make all rows different.
  const width = list.reduce((most, row) => Math.max(most, row.length), 0)
  const telling = Array.from({ length: width }, (_, column) => column).filter(
    (column) => new Set(list.map((row) => row[column] ?? '')).size < list.length,
  )
  const different = new Set(list.map((row) => telling.map((column) => plain(row[column] ?? '')).join('|')))
  return different.size < list.length
}
