import { cellText } from '#app/platform/tables/sourcecell.ts'
import type { SheetSample } from '#app/platform/tables/table.ts'
import type { Layout, LayoutTable } from '../figure.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { type Block, splitBlocks } from './blocks.ts'
import { guessFlatFile } from './genesis.ts'
import { readHeader } from './header.ts'
import { Surroundings } from './surroundings.ts'
import { guessTables, type TableGuess } from './tables.ts'
import { pairKindOf } from './words.ts'

/** What the guess is not sure of; shown above the preview (`doubt.<kind>`). */
export type Doubt =
  | { readonly kind: 'no-values-found' }
  | { readonly kind: 'column-not-read'; readonly column: number; readonly heading: string }
  | { readonly kind: 'sheet-not-read'; readonly text: string }
  | { readonly kind: 'place-assumed' }
  | { readonly kind: 'period-from-title' | 'period-from-file-name'; readonly text: string }
  | { readonly kind: 'series-from-title'; readonly text: string }
  | { readonly kind: 'series-only-one'; readonly text: string }

export type Guess = {
  readonly layout: Layout
  readonly doubts: readonly Doubt[]
  /** Per table the heading of each column, its lines joined; the next file of the source is compared with it. */
  readonly headings: readonly (readonly string[])[]
}

/** `ofMany`: the sheets belong to a workbook with more of them, so their names say something. */
export type Hints = { readonly fileName: string; readonly ofMany?: boolean }

/** The rows that a sheet's words are looked for in: whose pairs of years are school years. */
const opening = (samples: readonly SheetSample[]) =>
  samples
    .flatMap(({ sheet, rows }) => [
      sheet ?? '',
      ...rows.slice(0, 12).flatMap(({ cells }) => cells.map(cellText)),
    ])
    .join(' ')

function guessSheet(sample: SheetSample, isOneOfMany: boolean, around: Surroundings): TableGuess[] {
  const flat = guessFlatFile(sample, around)
  if (flat) return [flat]
  const blocks = splitBlocks(sample.rows, around)
  const empty: Block = {
    header: readHeader(sample.rows, []),
    section: [],
    sectionRows: [],
    continues: false,
    body: [],
    repeated: [],
  }
  const groups: Block[][] = []
  for (const block of blocks.length > 0 ? blocks : [empty]) {
    const last = groups.at(-1)
    if (block.continues && last) last.push(block)
    else groups.push([block])
  }
  return groups.flatMap((group, index) =>
    guessTables(
      group,
      {
        sheet: sample.sheet,
        isOpen: !sample.complete && index === groups.length - 1,
        sheetSays: isOneOfMany ? sample.sheet : undefined,
        upperTitles: groups.slice(0, index).flatMap(([upper]) => upper!.header.titles),
      },
      around,
    ),
  )
}

/** Tables worth reading: the complete ones; if none is, the one that holds most. */
function choose(guesses: readonly TableGuess[]): readonly TableGuess[] {
  const complete = guesses.filter(({ isComplete }) => isComplete)
  const known = complete.filter(({ proposed }) => proposed.size === 0)
  // A sheet or block that speaks of nothing known stands beside those that do: a legend, a calculation.
  if (known.length > 0 && known.some(({ table }) => table.sheet !== undefined)) {
    const sheets = new Set(known.map(({ table }) => table.sheet))
    return complete.filter(({ table }) => sheets.has(table.sheet))
  }
  if (complete.length > 0) return complete
  const valuesOf = ({ table }: TableGuess) => table.columns.filter(({ role }) => role === 'value').length
  return guesses.toSorted((a, b) => valuesOf(b) - valuesOf(a)).slice(0, 1)
}

/**
 * Guesses how a file is to be read. Everything guessed is shown in the preview and can be changed there; `doubts` names
 * what a person should look at first. Series that don't exist are proposed. `samples`: the sheets that may be read.
 */
export function guessLayout(samples: readonly SheetSample[], catalogue: Catalogue, hints: Hints): Guess {
  const { ofMany = samples.length > 1 } = hints
  const around = new Surroundings(
    catalogue,
    hints.fileName,
    pairKindOf(`${hints.fileName} ${opening(samples)}`),
  )
  const guesses = samples.flatMap((sample) => guessSheet(sample, ofMany, around))
  const chosen = choose(guesses)
  const used = new Set(chosen.flatMap(({ proposed }) => [...proposed]))
  const { series, dimensions } = around.book.proposals
  const kept = series.filter(({ key }) => used.has(key))
  const broken = new Set(kept.flatMap((one) => one.dimensions))
  const readSheets = new Set(chosen.map(({ table }) => table.sheet))
  const tables: readonly LayoutTable[] = chosen.map(({ table }) => table)
  return {
    layout: {
      tables,
      placeNames: {},
      ...(kept.length > 0 && {
        proposals: { series: kept, dimensions: dimensions.filter(({ key }) => broken.has(key)) },
      }),
    },
    headings: chosen.map(({ headings }) => headings),
    doubts: [
      ...distinct(chosen.flatMap(({ doubts }) => doubts)),
      ...samples
        .filter(({ sheet, rows }) => rows.length > 0 && !readSheets.has(sheet))
        .map(({ sheet }) => ({ kind: 'sheet-not-read' as const, text: sheet ?? '' })),
    ],
  }
}

function distinct(doubts: readonly Doubt[]): Doubt[] {
  const seen = new Set<string>()
  return doubts.filter((doubt) => {
    const text = JSON.stringify(doubt)
    return !seen.has(text) && seen.add(text)
  })
}
