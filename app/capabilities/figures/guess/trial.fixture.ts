import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import { sampleTable, sheetsOf } from '#app/platform/tables/table.ts'
import { tableOf } from '#app/platform/tables/tables.fixture.ts'
import type { LayoutCorrections, Series } from '../figure.ts'
import { correctLayout } from '../figure.ts'
import { analyseTable } from '../reading/analyse.ts'
import { Catalogue } from '../reading/catalogue.ts'
import { CellStore } from '../reading/cellstore.ts'
import { readRows } from '../reading/facts.ts'
import { hammPlaces, testDimensions } from '../reading/reading.fixture.ts'
import { guessLayout } from './layoutguess.ts'

/** What a file says, cell by cell: `B3 geburten hamm 2016 [sex=male] = 12`. */
export async function tryFile(
  file: string | Buffer,
  given: {
    series?: readonly Series[]
    fileName?: string
    corrections?: LayoutCorrections
    secretBelow?: number
  } = {},
) {
  const { series = [], fileName = 'datei.csv', corrections = {}, secretBelow } = given
  const catalogue = new Catalogue({
    series,
    dimensions: testDimensions,
    places: hammPlaces,
    ...(secretBelow !== undefined && { secretBelow }),
  })
  const table = await tableOf(file)
  const samples = []
  for (const sheet of sheetsOf(table)) samples.push(await sampleTable(table, sheet))
  const guess = guessLayout(samples, catalogue, { fileName })
  const layout = correctLayout(guess.layout, corrections)
  const whole = catalogue.withProposals(layout.proposals)
  const analysis = await analyseTable(table, layout, whole, { earlier: async () => new CellStore() })
  const values: string[] = []
  for await (const { sheet, reading } of readRows(table, layout, whole, analysis.conventions)) {
    for (const fact of reading.facts) {
      const place = whole.places.byId(fact.placeId)!.key
      const content = 'value' in fact.content ? fact.content.value : fact.content.missing
      const cell = `${layout.tables.some((one) => one.sheet !== sheet) ? `${sheet}!` : ''}${columnLetters(fact.column)}${fact.row}`
      const breakdown = fact.breakdown ? ` [${fact.breakdown}]` : ''
      const flags = fact.flags.length > 0 ? ` (${fact.flags.join(', ')})` : ''
      values.push(`${cell} ${fact.series} ${place} ${fact.period.key}${breakdown} = ${content}${flags}`)
    }
  }
  return { guess, layout, analysis, values, proposed: layout.proposals?.series ?? [] }
}
