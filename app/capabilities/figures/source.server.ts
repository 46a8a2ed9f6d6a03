import type { Reader } from '#app/platform/database.server.ts'
import { type Content, openTable, sampleTable } from '#app/platform/tables/table.ts'
import { getCatalogue, listSources } from './catalogue.server.ts'
import { guessLayout } from './guess/layoutguess.ts'

/**
 * The source that a file speaks of: the one whose series its headings and rows name most often, if no other does as well.
 * Throws `FileRefused`.
 */
export async function guessSource(
  reader: Reader,
  file: { readonly content: Content; readonly size: number; readonly fileName: string },
): Promise<string | undefined> {
  const table = await openTable(file.content, file.size)
  const sample = await sampleTable(table, undefined)
  const scores: { key: string; score: number }[] = []
  for (const { key } of await listSources(reader)) {
    const catalogue = await getCatalogue(reader, key)
    if (catalogue.content.series.length === 0) continue
    const { layout, doubts } = guessLayout([sample], catalogue, { fileName: file.fileName })
    const columns = layout.tables.flatMap((table) => table.columns)
    const values = layout.tables.flatMap((table) =>
      table.columns
        .filter((column) => column.role === 'value')
        .map((column) => ({ key: column.series, period: column.period ?? table.fixed.period })),
    )
    // A heading that a source knows speaks for it where the period is of the series' kind, too.
    const own = values.filter(({ key: name, period }) => {
      const series = name === undefined ? undefined : catalogue.seriesByKey(name)
      return series && (period === undefined || catalogue.readPeriod(period, series.periodKind) !== undefined)
    }).length
    const named = own * 2 >= values.length ? own : 0
    const inRows = !layout.proposals && columns.some(({ role }) => role === 'series') ? 1 : 0
    const inTitle = doubts.some(({ kind }) => kind === 'series-from-title') ? 1 : 0
    scores.push({ key, score: named + inRows + inTitle })
  }
  const [best, second] = scores.toSorted((a, b) => b.score - a.score)
  return best && best.score > 0 && best.score > (second?.score ?? 0) ? best.key : undefined
}
