import { and, eq } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { findFile, readFileContent } from '#app/platform/files.server.ts'
import { FileRefused } from '#app/platform/tables/refusal.ts'
import { openTable, type SheetSample, sampleTable, sheetsOf, type Table } from '#app/platform/tables/table.ts'
import { getCatalogue } from './catalogue.server.ts'
import type { DeliveryAnalysis } from './delivery.ts'
import { readHeldCells } from './differences/heldCells.server.ts'
import { correctLayout, type Layout, type LayoutCorrections, type Series } from './figure.ts'
import { deliveries } from './figures.table.ts'
import { guessLayout } from './guess/layoutguess.ts'
import { originsOf } from './profiles/origins.ts'
import { describeProfile } from './profiles/profile.ts'
import { listKnownProfiles } from './profiles/profiles.server.ts'
import { guessKnown } from './profiles/sheets.ts'
import { type Analysis, type AnalysisOptions, analyseTable } from './reading/analyse.ts'
import { readAhead, Turns } from './turns.ts'

/** Chunks of 1 MiB that are fetched from the database while the one before is parsed. */
const chunksAhead = 2

/**
 * Opens the stored file of a delivery; use it inside the transaction of `reader`, whose connection is used in `turns`
 * only while rows are read. Throws `FileRefused`.
 */
export async function openStoredTable(reader: Reader, fileId: number, turns: Turns): Promise<Table> {
  const file = await findFile(reader, fileId)
  if (!file) throw new Error(`file ${fileId} of a delivery is missing`)
  return openTable(() => readAhead(readFileContent(reader, fileId), turns, chunksAhead), file.size)
}

/** The first rows of the sheets that may be read; of those that the person chose or corrected, if so. */
async function sampleSheets(
  table: Table,
  { sheet, tables }: Pick<LayoutCorrections, 'sheet' | 'tables'>,
): Promise<SheetSample[]> {
  const said = tables ? new Set(tables.map((one) => one.sheet)) : sheet === undefined ? undefined : [sheet]
  const samples: SheetSample[] = []
  for (const name of said ?? sheetsOf(table)) samples.push(await sampleTable(table, name))
  return samples
}

export type ReadFile = {
  readonly layout: Layout
  readonly analysis: Extract<DeliveryAnalysis, { state: 'read' }>
}

/** What goes on while a file is read. `turns`: where others use the reader's connection meanwhile. */
export type ReadingTools = Pick<AnalysisOptions, 'onProgress' | 'sink'> & { readonly turns?: Turns }

/**
 * Reads a stored file: guesses its layout, puts in what the person corrected (`corrections`), and says what it would do.
 * Throws `FileRefused`.
 */
export async function readDelivery(
  reader: Reader,
  delivery: {
    readonly fileId: number
    readonly fileName: string
    readonly sourceKey: string
    readonly receivedOn: string
  },
  corrections: LayoutCorrections,
  tools: ReadingTools = {},
): Promise<ReadFile> {
  const turns = tools.turns ?? new Turns()
  const table = await openStoredTable(reader, delivery.fileId, turns)
  return readTable(reader, table, delivery, corrections, { ...tools, turns })
}

/** As `readDelivery`, for a file that is opened already. Throws `FileRefused`. */
export async function readTable(
  reader: Reader,
  table: Table,
  file: { readonly fileName: string; readonly sourceKey: string; readonly receivedOn: string },
  corrections: LayoutCorrections,
  { turns, ...options }: ReadingTools = {},
): Promise<ReadFile> {
  const catalogue = await getCatalogue(reader, file.sourceKey)
  const sheets = sheetsOf(table)
  const samples = await sampleSheets(table, corrections)
  const hints = { fileName: file.fileName, ofMany: sheets.length > 1 }
  const guessOf = (some: readonly SheetSample[]) => guessLayout(some, catalogue, hints)
  const { guess, known } = guessKnown(samples, await listKnownProfiles(reader, file.sourceKey), guessOf)
  const layout = correctLayout(known?.layout ?? guess.layout, corrections)
  const earlier = async (series: readonly Series[]) => {
    // The connection may still be storing the last part of the file.
    await turns?.settled()
    return readHeldCells(reader, series)
  }
  const whole = catalogue.withProposals(layout.proposals)
  const analysis: Analysis = await analyseTable(table, layout, whole, {
    ...options,
    receivedOn: file.receivedOn,
    earlier,
  })
  const mapping = describeProfile(layout, guess.layout, samples, sheets)
  const { headings, doubts } = guess
  const origins = originsOf(layout, guess.layout, known)
  return {
    layout,
    analysis: {
      state: 'read',
      headings,
      doubts,
      mapping,
      origins,
      ...(known && { profile: known.use }),
      ...analysis,
    },
  }
}

/** Keeps what was read with the delivery. */
export async function storeReading(
  writer: Writer,
  deliveryId: number,
  reading: ReadFile | FileRefused | { readonly job: string },
): Promise<void> {
  const analysis: DeliveryAnalysis =
    reading instanceof FileRefused
      ? { state: 'refused', refusal: reading.refusal }
      : 'job' in reading
        ? { state: 'reading', job: reading.job }
        : reading.analysis
  await writer.db
    .update(deliveries)
    .set({ analysis, ...('layout' in reading && { layout: reading.layout }) })
    .where(
      and(
        eq(deliveries.tenantId, writer.tenant),
        eq(deliveries.id, deliveryId),
        eq(deliveries.state, 'draft'),
      ),
    )
}
