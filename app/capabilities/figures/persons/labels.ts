import { type PersonalHeading, plain } from './headings.ts'

type Row = readonly string[]

const telephone = /^[+(]?\d[\d\s()/–-]{4,}\d$/
const address = /\p{L}.*\s\d{1,3}\s?[a-z]?$|\b\d{5}\b/u
/** What stands beside "Unterschrift" on the line that somebody signs a table on. */
const besideSignature = /datum|^ort\b|stempel|^gez|aufgestellt|geprüft/
/** A count, or the sign that stands for one. */
const count = /^\d{1,3}([.\s]?\d{3})?$|^[-–.x/*]$|^\.\.\.$/

/** "Telefon: 02381 17-0" in the head of a table: the field beside the label is the office's own. */
function isLabel(row: Row, column: number): boolean {
  const others = row.map((cell) => cell.trim()).filter((cell, index) => index !== column && cell !== '')
  const [beside] = others
  if (others.length !== 1 || beside === undefined || (row[column + 1] ?? '').trim() !== beside) return false
  return telephone.test(beside) || beside.includes('@') || address.test(beside)
}

/** Counselling is counted by way of contact, and "AZ" can mean "Anzahl": below such headings there are counts. */
function isOverCounts(rows: readonly Row[], column: number): boolean {
  const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')
  return cells.length > 0 && cells.every((cell) => count.test(cell)) && cells.some((cell) => /\d/.test(cell))
}

/** Whether what is written like a heading about persons is the heading of a column about them. `at`: its row. */
export function isColumnOfPersons(
  rows: readonly Row[],
  at: number,
  { kind, heading, column }: PersonalHeading,
): boolean {
  const row = rows[at] ?? []
  const word = plain(heading)
  if (kind === 'contact' || kind === 'address') {
    if (isLabel(row, column)) return false
  }
  if (kind === 'contact' || word === 'az') return !isOverCounts(rows.slice(at + 1), column)
  if (word === 'unterschrift')
    return row.some(
      (cell, index) => index !== column && cell.trim() !== '' && !besideSignature.test(plain(cell)),
    )
  return true
}
