import { describe, expect, it } from 'vitest'
import { sampleTable } from '#app/platform/tables/table.ts'
import { tableOf } from '#app/platform/tables/tables.fixture.ts'
import { rowXml, workbookOf } from '#app/platform/tables/xlsx.fixture.ts'
import { correctLayout, type LayoutCorrections, type Series } from '../figure.ts'
import { guessLayout } from '../guess/layoutguess.ts'
import { analyseTable } from './analyse.ts'
import { CellStore } from './cellstore.ts'
import { catalogueOf, seriesOf } from './reading.fixture.ts'

const examined = seriesOf({
  key: 'examined',
  name: 'untersuchte Kinder',
  periodKind: 'entry-cohort',
  aliases: ['Untersuchte'],
})
const booklet = seriesOf({
  key: 'booklet',
  name: 'Vorsorgeheft vorgelegt',
  periodKind: 'entry-cohort',
  partOf: 'examined',
  aliases: ['mit Vorsorgeheft'],
})
const bookletRate = seriesOf({
  key: 'booklet_rate',
  name: 'Anteil mit Vorsorgeheft',
  unit: 'percent',
  kind: 'rate',
  decimals: 1,
  periodKind: 'entry-cohort',
  overPlaces: 'none',
  base: 'examined',
  aliases: ['mit Vorsorgeheft in %'],
})
const visitRate = seriesOf({
  key: 'visit_rate',
  name: 'Besuchsquote',
  unit: 'percent',
  kind: 'rate',
  overPlaces: 'none',
  aliases: ['Willkommensbesuche bei Neugeborenen'],
})
const approved = seriesOf({
  key: 'approved',
  name: 'bewilligte Lernförderungen',
  periodKind: 'school-year',
  aliases: ['bewilligt'],
})
const successful = seriesOf({
  key: 'successful',
  name: 'erfolgreich',
  periodKind: 'school-year',
  partOf: 'approved',
})
const successRate = seriesOf({
  key: 'success_rate',
  name: 'Erfolgsquote',
  unit: 'percent',
  kind: 'rate',
  periodKind: 'school-year',
  base: 'approved',
  overPlaces: 'none',
})
const cases = seriesOf({
  key: 'help_cases',
  name: 'Hilfen zur Erziehung',
  dimensions: ['form', 'legal_basis'],
  aliases: ['Fälle'],
})
const budget = seriesOf({ key: 'budget', name: '060501 Präventionsbudget', unit: 'eur', kind: 'amount' })

async function read(
  file: string | Buffer,
  series: readonly Series[],
  change: LayoutCorrections = {},
  fileName = 'datei.csv',
) {
  const catalogue = catalogueOf(series)
  const table = await tableOf(file)
  const guess = guessLayout([await sampleTable(table, undefined)], catalogue, { fileName })
  const layout = correctLayout(guess.layout, change)
  const whole = catalogue.withProposals(layout.proposals)
  const analysis = await analyseTable(table, layout, whole, { earlier: async () => new CellStore() })
  const stored = analysis.preview.flatMap(({ row, cells }) =>
    cells.flatMap((cell, index) => (cell.stored === undefined ? [] : [`${row}.${index + 1}=${cell.stored}`])),
  )
  return {
    guess: { ...guess, layout: guess.layout.tables[0]! },
    layout,
    analysis,
    stored,
    findings: analysis.findings.map(({ kind }) => kind),
  }
}

describe('layouts as offices send them', () => {
  it('reads areas as rows and years as columns, with title, footnote and total row', async () => {
    const { guess, analysis, stored } = await read(
      'Willkommensbesuche bei Neugeborenen (Quote in %)\n\nSozialraum;2016;2017*;2018\nBockum- Hövel;78;81;76\nWesten;85;-;81,5\nHamm (gesamt);82;84;82 %\n\n* vorläufig\n',
      [visitRate],
    )
    expect(guess.layout).toMatchObject({ headerRows: [3], firstDataRow: 4, lastDataRow: 6 })
    expect(guess.layout.columns).toEqual([
      { column: 1, role: 'place' },
      { column: 2, role: 'value', period: '2016' },
      { column: 3, role: 'value', period: '2017' },
      { column: 4, role: 'value', period: '2018' },
    ])
    expect(guess.layout.fixed).toEqual({ series: 'visit_rate' })
    expect(analysis.problems).toEqual([])
    expect(stored).toEqual([
      '4.2=78',
      '4.3=81',
      '4.4=76',
      '5.2=85',
      '5.3=0',
      '5.4=81.5',
      '6.2=82',
      '6.3=84',
      '6.4=82',
    ])
    expect(analysis.placeNames).toEqual([
      { text: 'Bockum- Hövel', place: 'bockum-hoevel', confidence: 'same' },
      { text: 'Westen', place: 'hamm-westen', confidence: 'habit' },
      { text: 'Hamm (gesamt)', place: 'hamm', confidence: 'habit' },
    ])
  })

  it('takes a first row whose value nobody can read for data, so that it is an error at its cell', async () => {
    for (const value of ['acht', '=1+1', '8O']) {
      const { guess, analysis } = await read(
        `Willkommensbesuche bei Neugeborenen (Quote in %)\nSozialraum;2018\nStadtmitte;${value}\nWesten;80\nHeessen;81\n`,
        [visitRate],
      )
      expect(guess.layout).toMatchObject({ headerRows: [2], firstDataRow: 3 })
      expect(analysis.problems).toMatchObject([{ row: 3, column: 2 }])
    }
  })

  it('still takes names of areas above the columns for a header', async () => {
    const { guess, stored } = await read(
      'Willkommensbesuche bei Neugeborenen (Quote in %)\nJahr;Stadtmitte;Westen\n2017;86;85\n2018;82;81\n',
      [visitRate],
    )
    expect(guess.layout).toMatchObject({ headerRows: [2], firstDataRow: 3 })
    expect(stored).toEqual(['3.2=86', '3.3=85', '4.2=82', '4.3=81'])
  })

  it('reads a two-line header with merged cells and percent formats from a workbook', async () => {
    const bytes = workbookOf([
      {
        name: 'SEU',
        data:
          rowXml(1, ['Schuleingangsuntersuchung']) +
          rowXml(2, ['Sozialraum', 'untersuchte Kinder', '', 'mit Vorsorgeheft', '']) +
          rowXml(3, ['', '2017/18', '2018/19', '2018/19', '2018/19 in %']) +
          rowXml(4, ['Stadtmitte', 184, 170, 155, { xml: '<c s="2"><v>0.912</v></c>' }]) +
          rowXml(5, [
            'Gesamt',
            1567,
            1522,
            { xml: '<c><f>SUM(D4)</f><v>1420</v></c>' },
            { xml: '<c s="2"><v>0.933</v></c>' },
          ]),
        behind:
          '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/><mergeCell ref="D2:E2"/></mergeCells>',
      },
    ])
    const { guess, analysis, stored } = await read(bytes, [examined, booklet, bookletRate])
    expect(guess.layout.columns.slice(1)).toEqual([
      { column: 2, role: 'value', series: 'examined', period: '2017/18' },
      { column: 3, role: 'value', series: 'examined', period: '2018/19' },
      { column: 4, role: 'value', series: 'booklet', period: '2018/19' },
      { column: 5, role: 'value', series: 'booklet_rate', period: '2018/19' },
    ])
    expect(analysis.problems).toEqual([])
    expect(stored).toEqual([
      '4.2=184',
      '4.3=170',
      '4.4=155',
      '4.5=91.2',
      '5.2=1567',
      '5.3=1522',
      '5.4=1420',
      '5.5=93.3',
    ])
    expect(analysis.findings.map(({ kind }) => kind)).toContain('formula-cells')
  })

  it('fills the upper line of a two-line header to the right in a text file', async () => {
    const { guess } = await read(
      ';Untersuchte;;mit Vorsorgeheft;\nSozialraum;2017/18;2018/19;2017/18;2018/19\nStadtmitte;184;170;175;155\n',
      [examined, booklet],
    )
    expect(guess.layout.headerRows).toEqual([1, 2])
    expect(guess.layout.columns.slice(1)).toEqual([
      { column: 2, role: 'value', series: 'examined', period: '2017/18' },
      { column: 3, role: 'value', series: 'examined', period: '2018/19' },
      { column: 4, role: 'value', series: 'booklet', period: '2017/18' },
      { column: 5, role: 'value', series: 'booklet', period: '2018/19' },
    ])
  })

  it('reads periods as rows and series as columns, and leaves a target column out', async () => {
    const { guess, stored, analysis, findings } = await read(
      'Schuljahr;bewilligt;erfolgreich;Erfolgsquote;Zielwert\n2012/13;889;764;85;75\n2015/16;1.515;1.244;82,11;75\n',
      [approved, successful, successRate],
    )
    expect(guess.layout.fixed).toEqual({ place: 'hamm' })
    expect(guess.layout.columns[4]).toEqual({ column: 5, role: 'ignore' })
    expect(guess.doubts).toContainEqual({ kind: 'column-not-read', column: 5, heading: 'Zielwert' })
    expect(analysis.problems).toEqual([])
    expect(stored).toEqual(['2.2=889', '2.3=764', '2.4=85', '3.2=1515', '3.3=1244', '3.4=82.11'])
    expect(findings).toEqual(['rate-differs', 'missing-periods'])
  })

  it('reads series as rows and years as columns', async () => {
    const { stored, analysis } = await read(
      'Produkt;2015;2016*\n060501 Präventionsbudget;2.946.571;2.914.259\n',
      [budget],
    )
    expect([analysis.problems, stored]).toEqual([[], ['2.2=294657100', '2.3=291425900']])
  })

  it('reads dimensions, their totals and a period from the title', async () => {
    const { guess, stored, analysis } = await read(
      'Hilfen zur Erziehung 2018\nHilfeform;Rechtsgrundlage;Fälle\nambulant;SGB VIII § 27;38\nambulant;SGB VIII § 27 (3);2\nambulant;Summe;40\nstationär;§ 33;303\ngesamt;;343\n',
      [cases],
    )
    expect(guess.layout.fixed).toEqual({ place: 'hamm', period: '2018' })
    expect(analysis.problems).toEqual([])
    expect(stored).toEqual(['3.3=38', '4.3=2', '5.3=40', '6.3=303', '7.3=343'])
  })

  it('reads the long form, with series and periods in rows', async () => {
    const { guess, stored, analysis } = await read(
      'Kennzahl;Raum;Jahr;Wert\nuntersuchte Kinder;Stadtmitte;2018/19;170\nVorsorgeheft vorgelegt;Stadtmitte;2018/19;155\n',
      [examined, booklet],
    )
    expect(guess.layout.columns.map(({ role }) => role)).toEqual(['series', 'place', 'period', 'value'])
    expect([analysis.problems, stored]).toEqual([[], ['2.4=170', '3.4=155']])
  })
})

describe('problems stand at their cells', () => {
  it('says what is unreadable, unknown or ambiguous, and where', async () => {
    const { analysis } = await read(
      'Sozialraum;2017;2018\nStadtmitte;knapp 50;82\nAtlantis;1;2\nHeesen;3;4\nRhynern;2,5;1.634\nPelkum;#WERT!;1\n',
      [visitRate],
    )
    expect(analysis.problems).toEqual([
      { table: 0, row: 2, column: 2, kind: 'unreadable-value', text: 'knapp 50' },
      { table: 0, row: 3, column: 1, kind: 'unknown-place', text: 'Atlantis' },
      { table: 0, row: 4, column: 1, kind: 'unconfirmed-place', text: 'Heesen' },
      { table: 0, row: 5, column: 3, kind: 'ambiguous-number', text: '1.634' },
      { table: 0, row: 6, column: 2, kind: 'unreadable-value', text: '#WERT!' },
    ])
    expect(analysis.placeNames).toContainEqual({ text: 'Heesen', place: 'heessen', confidence: 'similar' })
  })

  it('takes a place that a person confirmed, and leaves out what a person left out', async () => {
    const { analysis } = await read('Sozialraum;2018\nStadtmitte;1\nAtlantis;1\nHeesen;3\n', [visitRate], {
      placeNames: { Atlantis: null, Heesen: 'heessen' },
    })
    expect(analysis.problems).toEqual([])
    expect(analysis.facts).toBe(2)
  })

  it('tells a cell that is there twice with different values from one that is repeated', async () => {
    const { analysis, findings } = await read('Sozialraum;2018\nStadtmitte;1\nStadtmitte;1\nstadtmitte;2\n', [
      visitRate,
    ])
    expect(analysis.problems).toEqual([
      { table: 0, row: 4, column: 2, kind: 'duplicate-different', text: '2' },
    ])
    expect(findings).toContain('duplicate-same')
    expect(analysis.facts).toBe(1)
  })

  it('reads a column again when a later cell settles its decimal mark', async () => {
    const points = seriesOf({ key: 's', name: 'Punkte', kind: 'score', unit: 'score' })
    const later = await read(`Sozialraum;2018\nStadtmitte;1.634\nPelkum;12.5\n`, [points])
    expect(later.stored).toEqual(['2.2=1.634', '3.2=12.5'])
    const german = await read(`Sozialraum;2018\nStadtmitte;1.634\nPelkum;12,5\n`, [points])
    expect(german.stored).toEqual(['2.2=1634', '3.2=12.5'])
  })

  it('never takes a value that is merged over two areas for both', async () => {
    const bytes = workbookOf([
      {
        name: 'T',
        data: rowXml(1, ['Sozialraum', '2018']) + rowXml(2, ['Pelkum', 5]) + rowXml(3, ['Heessen', '']),
        behind: '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>',
      },
    ])
    const { analysis } = await read(bytes, [visitRate])
    expect(analysis.problems).toMatchObject([{ row: 3, column: 2, kind: 'merged-value', text: '5' }])
  })
})
