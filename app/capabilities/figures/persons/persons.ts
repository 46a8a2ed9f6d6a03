import { findBirths, findNames, headRows, isRowPerPerson } from './content.ts'
import { type PersonalKind, personalHeadings } from './headings.ts'
import { isColumnOfPersons } from './labels.ts'

/*
 * Whether a file says who single persons are: by its headings and by what stands below them. It can be deceived by somebody who
 * wants to, and is there for those who send the wrong file by mistake. Two kinds of files are asked about. A delivery through a
 * link is a table of counts, and a row per person has no place in it either, with or without names; a table of counts per social
 * area, facility or year must pass. A file that is evaluated on arrival has a row per person, and must not name them.
 */

export type PersonalSign = {
  readonly kind: PersonalKind
  /** The heading that says so; empty where the content does. Never a cell's content. */
  readonly heading: string
}

type Row = readonly string[]

/** What in these rows of one sheet of counts speaks of single persons; undefined: nothing. */
export function findPersons(rows: readonly Row[]): PersonalSign | undefined {
  for (const [at, row] of rows.slice(0, headRows).entries()) {
    const found = personalHeadings(row, 'counts').find((heading) => isColumnOfPersons(rows, at, heading))
    if (found) return { kind: found.kind, heading: found.heading }
  }
  const content = findNames(rows, new Set()) ?? findBirths(rows)
  if (content) return { kind: content.kind, heading: '' }
  return isRowPerPerson(rows) ? { kind: 'row-per-person', heading: '' } : undefined
}

/** Columns (from 0) whose heading says who a row of a file with a row per person is about. */
export const namingColumns = (headings: Row): readonly number[] =>
  personalHeadings(headings, 'persons').map(({ column }) => column)

/**
 * Columns (from 0) of a file with a row per person whose cells say who they are. Dates alone don't: children are examined on many
 * days. `skipped`: columns of which it is settled what they are. The first row holds the headings.
 */
export const namedByContent = (rows: readonly Row[], skipped: ReadonlySet<number>): readonly number[] =>
  findNames(rows, skipped)?.columns ?? []
