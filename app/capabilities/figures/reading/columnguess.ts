import { cellText, isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { LayoutColumn } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { isValueLike } from './headerguess.ts'
import { readHeadings, roleOfHeading } from './headings.ts'
import { isTotalWord } from './names.ts'

/** Share of a column's distinct texts that fit something, 0 to 1. */
type Fit = {
  readonly place: number
  readonly series: number
  readonly period: number
  readonly value: number
  readonly dimension: { readonly key: string; readonly share: number } | undefined
  readonly texts: number
}

function fitOf(column: number, body: readonly SourceRow[], catalogue: Catalogue): Fit {
  const cells = body.map(({ cells }) => cells[column - 1]).filter((cell) => !isEmptyCell(cell))
  const texts = [...new Set(cells.map(cellText))]
  const names = texts.filter((text) => !isTotalWord(text))
  const share = (fits: (text: string) => boolean, of: readonly string[] = names) =>
    of.length === 0 ? 0 : of.filter(fits).length / of.length
  const dimensions = catalogue.content.dimensions
    .map(({ key }) => ({ key, share: share((text) => catalogue.findValue(key, text) !== undefined) }))
    .sort((a, b) => b.share - a.share)
  return {
    // A column of totals alone ("gesamt") is one of places where nothing else claims it.
    place:
      names.length === 0 && texts.length > 0
        ? 0.5
        : share((text) => catalogue.places.find(text) !== undefined),
    series: share((text) => catalogue.findSeries(text) !== undefined),
    period: share((text) => catalogue.isPeriod(text), texts),
    value: cells.length === 0 ? 0 : cells.filter(isValueLike).length / cells.length,
    dimension: dimensions[0] && dimensions[0].share > 0 ? dimensions[0] : undefined,
    texts: texts.length,
  }
}

/** Guesses the role of every column from its heading and from what stands in it. */
export function guessColumns(
  lines: readonly (readonly string[])[],
  body: readonly SourceRow[],
  catalogue: Catalogue,
): LayoutColumn[] {
  const columns: LayoutColumn[] = []
  const has = (role: LayoutColumn['role']) => columns.some((column) => column.role === role)
  const hasDimension = (key: string) =>
    columns.some((column) => column.role === 'dimension' && column.dimension === key)
  for (const [index, headings] of lines.entries()) {
    const column = index + 1
    const fit = fitOf(column, body, catalogue)
    const nearest = headings.findLast((text) => text !== '') ?? ''
    const word = roleOfHeading(nearest)
    const named = catalogue.findDimension(nearest)
    const coordinates = readHeadings(headings, catalogue)
    const known = coordinates.series !== undefined || coordinates.period !== undefined
    const numeric = fit.value >= 0.5
    const periods = fit.period >= 0.6 && (word === 'period' || (!known && !has('value') && word !== 'value'))
    if (word === 'ignore' && !known) columns.push({ column, role: 'ignore' })
    else if (named && fit.texts > 0 && !hasDimension(named.key)) {
      columns.push({ column, role: 'dimension', dimension: named.key })
    } else if ((word === 'period' || periods) && !has('period') && fit.texts > 0) {
      columns.push({ column, role: 'period' })
    } else if (fit.place >= 0.5 && !has('place')) columns.push({ column, role: 'place' })
    else if (fit.series >= 0.5 && !has('series')) columns.push({ column, role: 'series' })
    else if (fit.dimension && fit.dimension.share >= 0.5 && !numeric && !hasDimension(fit.dimension.key)) {
      columns.push({ column, role: 'dimension', dimension: fit.dimension.key })
    } else if (word === 'place' && !numeric && !has('place')) columns.push({ column, role: 'place' })
    else if (word === 'series' && !numeric && !has('series')) columns.push({ column, role: 'series' })
    else if (word === 'flag' && !numeric && !has('flag')) columns.push({ column, role: 'flag' })
    else if (numeric || known) columns.push({ column, role: 'value', ...coordinates })
    else columns.push({ column, role: 'ignore' })
  }
  return columns
}
