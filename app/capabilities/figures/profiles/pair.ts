import type { SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SheetSample } from '#app/platform/tables/table.ts'
import type { Layout, LayoutCoordinates, LayoutTable } from '../figure.ts'
import {
  headingsIn,
  isSheetLike,
  type ProfileParts,
  type ProfileTable,
  signatureOf,
  similarity,
  titleAbove,
} from './profile.ts'

/** Below this a table is of another kind. */
export const leastSimilar = 0.5
/** With fewer headings than this they don't tell kinds apart: there the title decides. */
const tellingHeadings = 3
/** Rows in which a header is looked for. */
const headerWithin = 60

export type Found = {
  readonly table: LayoutTable
  readonly headings: readonly string[]
  readonly likeness: number
  readonly moved: boolean
}
export type Pair = { readonly own: ProfileTable; readonly found: Found }

const hasTitle = (own: ProfileTable, rows: readonly SourceRow[], firstLine: number) =>
  own.title === undefined || own.title === titleAbove(rows, firstLine)

/** The guessed table as the profile's header lines would have it, if they fit better than the guessed ones. */
function placeTable(guessed: LayoutTable, own: ProfileTable, rows: readonly SourceRow[]): Found {
  const wanted = signatureOf(own.columns.map(({ shown }) => shown))
  const likenessAt = (headings: readonly string[], firstLine: number) => {
    const alike = similarity(signatureOf(headings), wanted)
    if (hasTitle(own, rows, firstLine)) return alike
    return wanted.size < tellingHeadings ? 0 : alike * 0.95
  }
  const headings = headingsIn(rows, guessed.headerRows)
  const likeness = likenessAt(headings, guessed.headerRows[0] ?? guessed.firstDataRow)
  let best: Found = { table: guessed, headings, likeness, moved: false }
  if (best.likeness === 1 || own.headerLines.length === 0) return best
  for (const { row } of rows.slice(0, headerWithin)) {
    const headerRows = own.headerLines.map((line) => row + line)
    const there = headingsIn(rows, headerRows)
    const likeness = likenessAt(there, row)
    if (likeness <= best.likeness) continue
    best = {
      table: { ...guessed, headerRows, firstDataRow: row + own.dataBegins },
      headings: there,
      likeness,
      moved: true,
    }
  }
  return best
}

export const rowsOf = (table: LayoutTable, samples: readonly SheetSample[]): readonly SourceRow[] =>
  samples.find(({ sheet }) => sheet === table.sheet)?.rows ?? []

/**
 * Which table of the profile each table of the file is read by. The best pairs of the whole workbook go first: of several tables
 * with the same headings, each sheet gets its own, wherever it stands now.
 */
export function pairTables(
  profile: ProfileParts,
  guessed: Layout,
  samples: readonly SheetSample[],
): (Pair | undefined)[] {
  const pairs = guessed.tables
    .flatMap((table, number) =>
      profile.tables.map((own) => ({
        number,
        own,
        found: placeTable(table, own, rowsOf(table, samples)),
        isOnItsSheet: isSheetLike(own.sheet, table.sheet),
      })),
    )
    .filter(({ found }) => found.likeness >= leastSimilar)
    .sort((a, b) => b.found.likeness - a.found.likeness || Number(b.isOnItsSheet) - Number(a.isOnItsSheet))
  const free = new Set(profile.tables)
  const chosen = new Map<number, Pair>()
  for (const { number, own, found } of pairs) {
    if (chosen.has(number) || !free.has(own)) continue
    chosen.set(number, { own, found })
    // Tables of one kind on many sheets share what is known about the kind.
    if (free.size > 1) free.delete(own)
  }
  return guessed.tables.map((_, number) => chosen.get(number))
}

/**
 * What holds for the whole table. On the same sheet under the same title the profile knows better; elsewhere the file itself may say
 * something else than the former one, and what told the profile's tables of one kind apart ("Heessen", "Mitte") isn't known there.
 */
export function fixedFor(
  { own, found: { table } }: Pair,
  rows: readonly SourceRow[],
  profile: ProfileParts,
): LayoutCoordinates {
  const isTitled = hasTitle(own, rows, table.headerRows[0] ?? table.firstDataRow)
  if (isTitled && isSheetLike(own.sheet, table.sheet)) return { ...table.fixed, ...own.fixed }
  const signature = (one: ProfileTable) => signatureOf(one.columns.map(({ shown }) => shown))
  const rivals = profile.tables.filter(
    (one) =>
      similarity(signature(one), signature(own)) >= leastSimilar &&
      !(isTitled && own.title && one.title !== own.title),
  )
  const shared = Object.entries(own.fixed).filter(([key, value]) =>
    rivals.every(
      ({ fixed }) => JSON.stringify(fixed[key as keyof LayoutCoordinates]) === JSON.stringify(value),
    ),
  )
  return { ...Object.fromEntries(shared), ...table.fixed }
}
