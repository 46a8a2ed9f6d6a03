import { and, desc, eq } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { findFile, readFileContent } from '#app/platform/files.server.ts'
import { FileRefused } from '#app/platform/tables/refusal.ts'
import { openTable, sampleTable, sheetsOf, type Table } from '#app/platform/tables/table.ts'
import { getCatalogue } from './catalogue.server.ts'
import type { DeliveryAnalysis } from './delivery.ts'
import { readHeldCells } from './differences/heldCells.server.ts'
import { correctLayout, type Layout, type LayoutCorrections, type Series } from './figure.ts'
import { deliveries, sources } from './figures.table.ts'
import { type Analysis, type AnalysisOptions, analyseTable } from './reading/analyse.ts'
import type { Catalogue } from './reading/catalogue.ts'
import { type Guess, guessLayout, type Remembered } from './reading/layoutguess.ts'
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

/** What was confirmed for the last accepted file of this source. */
async function findRemembered(reader: Reader, sourceKey: string): Promise<Remembered | undefined> {
  const [row] = await reader.db
    .select({ layout: deliveries.layout, analysis: deliveries.analysis })
    .from(deliveries)
    .innerJoin(sources, and(eq(sources.tenantId, deliveries.tenantId), eq(sources.id, deliveries.sourceId)))
    .where(
      and(
        eq(deliveries.tenantId, reader.tenant),
        eq(deliveries.state, 'released'),
        eq(sources.key, sourceKey),
      ),
    )
    .orderBy(desc(deliveries.releasedAt), desc(deliveries.id))
    .limit(1)
  const analysis = row?.analysis as DeliveryAnalysis | null | undefined
  if (!row?.layout || analysis?.state !== 'read') return undefined
  return { layout: row.layout as Layout, headings: analysis.headings }
}

/** The guess for the sheet that gives most, if the person chose none: workbooks often begin with a cover sheet. */
async function guessBest(
  table: Table,
  catalogue: Catalogue,
  hints: { fileName: string; remembered: Remembered | undefined },
  sheet: string | undefined,
): Promise<Guess> {
  const candidates = sheet === undefined ? sheetsOf(table) : [sheet]
  let best: { guess: Guess; values: number } | undefined
  for (const candidate of candidates) {
    const guess = guessLayout(await sampleTable(table, candidate), catalogue, hints)
    const values = guess.layout.tables
      .flatMap(({ columns }) => columns)
      .filter(({ role }) => role === 'value').length
    if (!best || values > best.values) best = { guess, values }
  }
  return best!.guess
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
  delivery: { readonly fileId: number; readonly fileName: string; readonly sourceKey: string },
  corrections: LayoutCorrections,
  tools: ReadingTools = {},
): Promise<ReadFile> {
  const { turns = new Turns(), ...options } = tools
  const table = await openStoredTable(reader, delivery.fileId, turns)
  const catalogue = await getCatalogue(reader, delivery.sourceKey)
  const remembered = await findRemembered(reader, delivery.sourceKey)
  const hints = { fileName: delivery.fileName, remembered }
  const guess = await guessBest(table, catalogue, hints, corrections.sheet)
  const layout = correctLayout(guess.layout, corrections)
  const earlier = async (series: readonly Series[]) => {
    // The connection may still be storing the last part of the file.
    await turns.settled()
    return readHeldCells(reader, series)
  }
  const analysis: Analysis = await analyseTable(table, layout, catalogue, { ...options, earlier })
  return { layout, analysis: { state: 'read', headings: guess.headings, doubts: guess.doubts, ...analysis } }
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
