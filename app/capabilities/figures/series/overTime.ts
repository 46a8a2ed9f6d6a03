import { type Cell, type CellFlag, gravestReason, isPresent, missing, present } from '#app/plain/cell.ts'
import type { PeriodKind } from '#app/plain/period.ts'
import type { OverTime } from '../figure.ts'

/** How many periods of a kind a year has; key dates are as many as somebody counts on. */
const partsOfYear: Record<PeriodKind, number | undefined> = {
  'calendar-year': 1,
  'school-year': 1,
  'kita-year': 1,
  'entry-cohort': 1,
  'half-year': 2,
  quarter: 4,
  month: 12,
  'key-date': undefined,
}

/** One figure of a year: `end` (ISO date) is that of its period. */
export type PartOfYear<C extends Cell = Cell> = { readonly end: string; readonly cell: C }

/** The kind of period that the year's value of a series belongs to: twelve months added up are a calendar year. */
export function kindOfYear(series: {
  readonly periodKind: PeriodKind
  readonly overTime: OverTime
}): PeriodKind {
  const parts = partsOfYear[series.periodKind]
  return parts !== undefined && parts > 1 && series.overTime === 'sum' ? 'calendar-year' : series.periodKind
}

/** Whether the year's value is that of one of its periods, and not computed from several. */
export function isOnePeriod(series: {
  readonly periodKind: PeriodKind
  readonly overTime: OverTime
}): boolean {
  return partsOfYear[series.periodKind] === 1 || series.overTime !== 'sum'
}

/** The last month of a year ends in December, its last quarter and half-year too. */
const isLastPart = (end: string) => end.slice(5, 7) === '12'

function sumOf(cells: readonly Cell[]): Cell {
  const flags = [...new Set(cells.flatMap((cell): readonly CellFlag[] => cell.flags))]
  const reasons = cells.flatMap((cell) => ('missing' in cell ? [cell.missing] : []))
  if (reasons.length > 0) return missing(gravestReason(reasons), flags)
  return present(
    cells.reduce((sum, cell) => sum + (isPresent(cell) ? cell.value : 0), 0),
    flags,
  )
}

/**
 * The value of a year from its periods (all of one series, place and breakdown, reported under this year). A sum needs every
 * part: of eleven months it is missing, not smaller; one secret part makes it secret. A stock is its value at the end of the
 * year, of key dates that of the latest. What doesn't add up has no value for a year of several periods.
 */
export function valueOfYear(
  series: { readonly periodKind: PeriodKind; readonly overTime: OverTime },
  parts: readonly PartOfYear[],
): Cell {
  const latest = parts.reduce<PartOfYear | undefined>(
    (best, part) => (best === undefined || part.end >= best.end ? part : best),
    undefined,
  )
  if (latest === undefined) return missing('not-delivered')
  const expected = partsOfYear[series.periodKind]
  if (expected === 1 || (expected === undefined && parts.length === 1)) return latest.cell
  switch (series.overTime) {
    case 'none':
      return missing('not-applicable')
    case 'last':
      return expected === undefined || isLastPart(latest.end) ? latest.cell : missing('not-delivered')
    case 'sum': {
      if (expected === undefined) return missing('not-applicable')
      const gaps = Array.from({ length: Math.max(0, expected - parts.length) }, () =>
        missing('not-delivered'),
      )
      return sumOf([...parts.map(({ cell }) => cell), ...gaps])
    }
  }
}
