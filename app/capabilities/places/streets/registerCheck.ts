import {
  compareNumbers,
  endOf,
  isOnSide,
  normaliseStreet,
  overlap,
  type StreetRange,
  writeNumber,
} from './street.ts'

/** What is wrong between lines (`overlap`, blocks) and what somebody should look at (the others, don't block). */
export type RegisterFinding =
  | { readonly kind: 'overlap'; readonly row: number; readonly other: number; readonly street: string }
  | { readonly kind: 'double'; readonly row: number; readonly other: number; readonly street: string }
  | {
      readonly kind: 'gap'
      readonly row: number
      readonly street: string
      readonly from: string
      readonly to: string
    }
  | { readonly kind: 'spelling'; readonly row: number; readonly street: string; readonly other: string }

/** After so many nobody reads on; the file is far from being right. */
const mostFindings = 500

const key = (range: StreetRange) =>
  `${normaliseStreet(range.street)}|${range.postcode}|${normaliseStreet(range.town)}`

function findOverlaps(sorted: readonly StreetRange[], findings: RegisterFinding[]): void {
  for (const [index, one] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next]!
      if (compareNumbers(other.from, endOf(one)) > 0) break
      if (!overlap(one, other)) continue
      const kind = one.placeId === other.placeId ? 'double' : 'overlap'
      findings.push({ kind, row: other.row, other: one.row, street: other.street })
      if (findings.length >= mostFindings) return
    }
  }
}

/** Numbers of one side between two lines that no line names. Before the first and after the last line nothing is missing. */
function findGaps(sorted: readonly StreetRange[], findings: RegisterFinding[]): void {
  for (const side of ['odd', 'even'] as const) {
    let end: StreetRange | undefined
    for (const range of sorted) {
      if (range.side !== 'all' && range.side !== side) continue
      if (end?.to) {
        const first = end.to.number + (isOnSide(end.to.number, side) ? 2 : 1)
        const last = range.from.number - (isOnSide(range.from.number, side) ? 2 : 1)
        if (first <= last && findings.length < mostFindings)
          findings.push({
            kind: 'gap',
            row: range.row,
            street: range.street,
            from: writeNumber({ number: first, suffix: '' }),
            to: writeNumber({ number: last, suffix: '' }),
          })
      }
      if (!end || compareNumbers(endOf(range), endOf(end)) > 0) end = range
    }
  }
}

/** Compares the lines of each street with one another. */
export function checkRegister(ranges: readonly StreetRange[]): readonly RegisterFinding[] {
  const findings: RegisterFinding[] = []
  for (const lines of Map.groupBy(ranges, key).values()) {
    const spelled = lines[0]!
    for (const name of new Set(lines.map(({ street }) => street)))
      if (name !== spelled.street && findings.length < mostFindings) {
        const row = lines.find(({ street }) => street === name)!.row
        findings.push({ kind: 'spelling', row, street: name, other: spelled.street })
      }
    const sorted = lines.toSorted((a, b) => compareNumbers(a.from, b.from) || a.row - b.row)
    if (findings.length < mostFindings) findOverlaps(sorted, findings)
    findGaps(sorted, findings)
  }
  return findings.toSorted((a, b) => a.row - b.row)
}

export const blocks = ({ kind }: RegisterFinding): boolean => kind === 'overlap'
