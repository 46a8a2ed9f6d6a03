import { cellText, isEmptyCell, type SourceCell } from '#app/platform/tables/sourcecell.ts'
import { type Convention, conventionProvedBy, joinConventions, readValue } from '../reading/value.ts'
import type { Measure } from './words.ts'

/** How the numbers of a column or row are written. */
export type Profile = { readonly measure: Measure; readonly decimals: number }

const textOfValue = (cell: SourceCell): string => {
  if (typeof cell === 'string') return cell
  return cell.kind === 'number' ? cell.decimal + (cell.percent ? '%' : '') : cellText(cell)
}

/** What values count, by the way they are written, where no word says it: `said` goes first. */
export function profileOf(cells: readonly (SourceCell | undefined)[], said: Measure | undefined): Profile {
  const filled = cells.filter((cell): cell is SourceCell => cell !== undefined && !isEmptyCell(cell))
  const texts = filled.filter((cell) => typeof cell === 'string')
  const convention = texts
    .map(conventionProvedBy)
    .reduce<Convention>((known, proved) => joinConventions(known, proved), undefined)
  let percents = 0
  let euros = 0
  let numbers = 0
  let decimals = 0
  let negatives = 0
  for (const cell of filled) {
    const text = textOfValue(cell)
    const value = readValue(text, typeof cell === 'string' ? convention : '.', true)
    if (value.kind !== 'number' || !/\d/.test(text)) continue
    numbers += 1
    if (value.percent) percents += 1
    if (value.euro) euros += 1
    if (value.decimal.startsWith('-')) negatives += 1
    // "1,634" alone may be 1634: it proves no fraction.
    const isOpen = convention === undefined && /^\d{1,3},\d{3}$/.test(text.trim())
    if (!isOpen) decimals = Math.max(decimals, (value.decimal.split('.')[1] ?? '').length)
  }
  const shown = Math.min(decimals, 2)
  const measure = said ?? measureOf({ numbers, percents, euros, decimals })
  // A balance that can be below zero is no count, a change in percent no rate.
  const isBalance = negatives > 0 && (measure.kind === 'count' || measure.kind === 'rate')
  const own = isBalance ? { ...measure, kind: 'score' as const } : measure
  return { measure: own, decimals: own.kind === 'amount' ? 2 : own.kind === 'count' ? 0 : shown }
}

function measureOf(of: { numbers: number; percents: number; euros: number; decimals: number }): Measure {
  if (of.numbers > 0 && of.percents * 2 > of.numbers) return { unit: 'percent', kind: 'rate' }
  if (of.numbers > 0 && of.euros * 2 > of.numbers) return { unit: 'eur', kind: 'amount' }
  return of.decimals > 0 ? { unit: 'score', kind: 'score' } : { unit: 'count', kind: 'count' }
}
