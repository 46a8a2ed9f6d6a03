import { describe, expect, test } from 'vitest'
import { missing, present } from '#app/plain/cell.ts'
import { isPeriod, parsePeriod } from '#app/plain/period.ts'
import { sampleTable } from '#app/platform/tables/table.ts'
import { rowsOf, tableOf } from '#app/platform/tables/tables.fixture.ts'
import type { PlannedFact } from '../figure.ts'
import { guessLayout } from '../guess/layoutguess.ts'
import { analyseTable } from '../reading/analyse.ts'
import { CellStore } from '../reading/cellstore.ts'
import { catalogueOf, seriesOf } from '../reading/reading.fixture.ts'
import { families, rowOf, tableOfRows } from './exported.fixture.ts'
import { writeWorkbook } from './workbook.server.ts'

const budget = {
  ...seriesOf({ key: 'budget', name: 'Budget', unit: 'eur', kind: 'amount' }),
  note: 'Ohne Personal.',
}
const rate = seriesOf({ key: 'rate', name: 'Quote', unit: 'percent', kind: 'rate' })
const quarter = parsePeriod('2018-Q3', 'quarter')
if (!isPeriod(quarter)) throw new Error('no quarter')

const rows = [
  rowOf(present(1634)),
  rowOf(present(0), { form: 'ambulant' }),
  rowOf(present(36.712), { series: rate }),
  rowOf(present(123_450, ['provisional']), { series: budget, period: quarter }),
  rowOf(missing('suppressed'), { place: 'heessen' }),
  rowOf(missing('not-yet', ['revised']), { place: 'herringen' }),
]
const sheetsOf = async (language: 'de' | 'en') => {
  const bytes = await writeWorkbook(tableOfRows(rows, language))
  const names = language === 'de' ? ['Daten', 'Legende'] : ['Data', 'Legend']
  const read = async (name: string) => (await rowsOf(await tableOf(bytes), name)).map(({ cells }) => cells)
  return { data: await read(names[0]!), legend: await read(names[1]!) }
}
const number = (decimal: string) => ({ kind: 'number', decimal, percent: false, formula: false })

describe('the workbook', () => {
  test('holds numbers as numbers, signs and words as texts', async () => {
    const { data } = await sheetsOf('de')
    expect(data).toEqual([
      [
        ...['Zahlenreihe', 'Raum', 'Zeitraum', 'Hilfeform', 'Wert', 'Einheit', 'Vermerk', 'Hinweis'],
        'Quelle',
      ],
      ['Familien', 'Pelkum', '2018', 'insgesamt', number('1634'), 'Anzahl', '', '', 'Amt für Kinder'],
      ['Familien', 'Pelkum', '2018', 'ambulant', number('0'), 'Anzahl', '', 'genau null', 'Amt für Kinder'],
      ['Quote', 'Pelkum', '2018', 'insgesamt', number('36.712'), '%', '', '', 'Amt für Kinder'],
      [
        ...['Budget', 'Pelkum', '3. Quartal 2018', 'insgesamt', number('1234.5'), '€', 'vorläufig', ''],
        'Amt für Kinder',
      ],
      ['Familien', 'Heessen', '2018', 'insgesamt', '*', 'Anzahl', '', 'geheim', 'Amt für Kinder'],
      [
        ...['Familien', 'Herringen', '2018', 'insgesamt', '...', 'Anzahl', 'berichtigt'],
        ...['noch nicht verfügbar', 'Amt für Kinder'],
      ],
    ])
  })

  test('says on a second sheet what the signs mean and what must be known of the series', async () => {
    const { legend } = await sheetsOf('de')
    const lines = legend.map((cells) => cells.join(' '))
    expect(lines).toContain('Teststadt: freigegebene Zahlen')
    expect(lines).toContain('Stand: 30.11.2026')
    expect(lines).toContain('... noch nicht verfügbar')
    expect(lines).toContain('Budget Ohne Personal.')
    expect(lines).toContain('Familien –')
  })

  test('speaks English to those who do, with the same figures', async () => {
    const german = await sheetsOf('de')
    const { data, legend } = await sheetsOf('en')
    expect(data[0]).toEqual([
      ...['Series', 'Place', 'Period', 'Hilfeform', 'Value', 'Unit', 'Marks', 'Hint', 'Source'],
    ])
    expect(data[4]).toEqual([
      ...['Budget', 'Pelkum', 'Q3 2018', 'total', number('1234.5'), '€', 'provisional', '', 'Amt für Kinder'],
    ])
    expect(data[5]!.slice(4, 8)).toEqual(['*', 'number', '', 'confidential'])
    expect(data.map((cells) => cells[4]).slice(1)).toEqual(german.data.map((cells) => cells[4]).slice(1))
    expect(legend.map((cells) => cells.join(' '))).toContain('As of: 2026-11-30')
  })

  test('runs nothing that stands in a name', async () => {
    const series = { ...families, name: '=HYPERLINK("http://x";"y")' }
    const bytes = await writeWorkbook(tableOfRows([rowOf(present(1), { series })]))
    expect((await rowsOf(await tableOf(bytes), 'Daten'))[1]!.cells[0]).toBe(series.name)
  })

  test.each(['de', 'en'] as const)(
    'is read back by the import without a word of explanation (%s)',
    async (language) => {
      const areas = ['pelkum', 'heessen', 'herringen'].flatMap((place) => [
        rowOf(present(7), { place, form: 'ambulant' }),
        rowOf(missing('suppressed'), { place, form: 'residential' }),
        rowOf(present(1634, ['provisional']), { place }),
      ])
      const bytes = await writeWorkbook(tableOfRows(areas, language))
      const catalogue = catalogueOf([families])
      const sheet = language === 'de' ? 'Daten' : 'Data'
      const sample = await sampleTable(await tableOf(bytes), sheet)
      const { layout } = guessLayout([sample], catalogue, { fileName: 'auswahl.xlsx' })
      const facts: PlannedFact[] = []
      const sink = {
        begin: async () => void facts.splice(0),
        take: async (some: readonly PlannedFact[]) => void facts.push(...some),
      }
      const { problems } = await analyseTable(await tableOf(bytes), layout, catalogue, {
        earlier: async () => new CellStore(),
        sink,
      })
      expect(problems).toEqual([])
      expect(facts.map(({ breakdown, content, flags }) => [breakdown, content, flags])).toEqual(
        ['', '', ''].flatMap(() => [
          ['form=ambulant', { value: '7' }, []],
          ['form=residential', { missing: 'secret-at-source' }, []],
          ['', { value: '1634' }, ['provisional']],
        ]),
      )
    },
  )
})
