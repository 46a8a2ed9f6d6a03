import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, type CellFlag, type MissingReason, missing, present } from '#app/plain/cell.ts'
import { isPeriod, type PeriodKind, parsePeriod } from '#app/plain/period.ts'
import { sampleTable } from '#app/platform/tables/table.ts'
import { tableOf } from '#app/platform/tables/tables.fixture.ts'
import type { Layout, PlannedFact, Series } from '../figure.ts'
import { guessLayout } from '../guess/layoutguess.ts'
import { analyseTable } from '../reading/analyse.ts'
import { CellStore } from '../reading/cellstore.ts'
import { catalogueOf, hammPlaces, seriesOf } from '../reading/reading.fixture.ts'
import { families, rowOf, tableOfRows } from './exported.fixture.ts'
import type { ExportedRow } from './exported.ts'
import { writeGermanCsv } from './germanCsv.ts'
import { writePlainCsv } from './plainCsv.ts'

const german = (rows: readonly ExportedRow[]) => [...writeGermanCsv(tableOfRows(rows))].join('')
const plain = (rows: readonly ExportedRow[]) => [...writePlainCsv(tableOfRows(rows))].join('')
const linesOf = (text: string) => text.split('\r\n').slice(0, -1)

describe('CSV for a German spreadsheet', () => {
  test('has a mark of UTF-8, semicolons, a decimal comma and the signs of official statistics', () => {
    const rate = seriesOf({ key: 'rate', name: 'Quote', unit: 'percent', kind: 'rate' })
    const text = german([
      rowOf(present(1634)),
      rowOf(present(0), { form: 'ambulant' }),
      rowOf(present(36.712), { series: rate }),
      rowOf(missing('suppressed')),
      rowOf(missing('not-yet')),
      rowOf(present(12, ['provisional', 'limited'])),
    ])
    expect(
      text.startsWith('\uFEFFZahlenreihe;Raum;Zeitraum;Hilfeform;Wert;Einheit;Vermerk;Hinweis;Quelle\r\n'),
    ).toBe(true)
    expect(linesOf(text).slice(1)).toEqual([
      'Familien;Pelkum;2018;insgesamt;1634;Anzahl;;;Amt für Kinder',
      'Familien;Pelkum;2018;ambulant;-;Anzahl;;genau null;Amt für Kinder',
      'Quote;Pelkum;2018;insgesamt;36,7120;%;;;Amt für Kinder',
      'Familien;Pelkum;2018;insgesamt;*;Anzahl;;geheim;Amt für Kinder',
      'Familien;Pelkum;2018;insgesamt;...;Anzahl;;noch nicht verfügbar;Amt für Kinder',
      'Familien;Pelkum;2018;insgesamt;12;Anzahl;"vorläufig, eingeschränkt";;Amt für Kinder',
    ])
  })

  test('runs nothing that stands in a name', () => {
    const series = { ...families, name: '=HYPERLINK("http://x";"y")' }
    expect(german([rowOf(present(1), { series })])).toContain(`"'=HYPERLINK(""http://x"";""y"")"`)
  })
})

describe('CSV for programmes', () => {
  test('has commas, a decimal point and the status beside the value; a secret has none', () => {
    const budget = seriesOf({ key: 'budget', name: 'Budget, gesamt', unit: 'eur', kind: 'amount' })
    const text = plain([
      rowOf(present(123_456), { series: budget }),
      rowOf(missing('suppressed', ['provisional'])),
    ])
    expect(linesOf(text)).toEqual([
      'series,series_name,place,place_name,period_kind,period,start,end,value,unit,status,status_text,flags,source',
      'budget,"Budget, gesamt",pelkum,Pelkum,calendar-year,2018,2018-01-01,2018-12-31,1234.56,eur,present,,,Amt für Kinder',
      'families,Familien,pelkum,Pelkum,calendar-year,2018,2018-01-01,2018-12-31,,count,suppressed,geheim,provisional,Amt für Kinder',
    ])
  })
})

const kinds: Readonly<Record<PeriodKind, readonly string[]>> = {
  'calendar-year': ['2017', '2018'],
  'school-year': ['2017/18', '1999/00'],
  'kita-year': ['2018/19'],
  'half-year': ['2018-H1', '2018-H2'],
  quarter: ['2018-Q1', '2018-Q4'],
  month: ['2018-01', '2018-12'],
  'key-date': ['2018-12-31', '2019-03-01'],
  'entry-cohort': ['2018/19'],
}
const measures = [
  { kind: 'count', unit: 'count' },
  { kind: 'amount', unit: 'eur' },
  { kind: 'rate', unit: 'percent' },
  { kind: 'score', unit: 'score' },
] as const

const series: readonly Series[] = (Object.keys(kinds) as PeriodKind[]).flatMap((periodKind) =>
  measures.map((measure) =>
    seriesOf({
      ...measure,
      key: `${measure.kind}_${periodKind.replaceAll('-', '_')}`,
      name: `Reihe ${measure.kind} ${periodKind}`,
      periodKind,
      overPlaces: 'none',
      dimensions: ['form'],
    }),
  ),
)

/** What reading back must give: our own secrets are for the reader secret at their source. */
const readBack: Readonly<Partial<Record<MissingReason, MissingReason>>> = {
  suppressed: 'secret-at-source',
  'not-collected': 'unknown',
  'base-too-small': 'unreliable',
  'divided-by-zero': 'not-applicable',
  'not-there': 'not-applicable',
}

const flags = fc.subarray<CellFlag>(['provisional', 'revised', 'break', 'limited'])
const cellOf = (one: Series): fc.Arbitrary<Cell> => {
  const whole = one.kind === 'count' || one.kind === 'amount'
  const value = whole
    ? fc.integer({ min: one.kind === 'count' ? 0 : -9_999_999, max: 9_999_999 })
    : fc.integer({ min: 0, max: 9_999_999 }).map((digits) => digits / 1000)
  const reasons = fc.constantFrom<MissingReason>(
    ...(['not-collected', 'not-applicable', 'not-yet', 'unknown', 'unreliable'] as const),
    ...(['secret-at-source', 'suppressed', 'base-too-small', 'divided-by-zero', 'not-there'] as const),
  )
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(value, flags).map(([one, marks]) => present(one, marks)) },
    { weight: 1, arbitrary: fc.tuple(reasons, flags).map(([one, marks]) => missing(one, marks)) },
  )
}

const row = fc.constantFrom(...series).chain((one) =>
  fc
    .record({
      cell: cellOf(one),
      period: fc.constantFrom(...kinds[one.periodKind]),
      place: fc.constantFrom(...hammPlaces.map(({ key }) => key)),
      form: fc.constantFrom(undefined, 'ambulant', 'residential'),
    })
    .map(({ cell, period: text, place, form }) => {
      const period = parsePeriod(text, one.periodKind)
      if (!isPeriod(period)) throw new Error(text)
      return rowOf(cell, { series: one, place, period, ...(form && { form }) })
    }),
)
const addressOf = (one: ExportedRow) =>
  [one.series.key, one.place.key, one.period.key, one.breakdown.form?.key ?? ''].join(' ')

const layout = (withForm: boolean): Layout => {
  const value = withForm ? 5 : 4
  return {
    tables: [
      {
        sheet: undefined,
        headerRows: [1],
        firstDataRow: 2,
        lastDataRow: undefined,
        columns: [
          { column: 1, role: 'series' },
          { column: 2, role: 'place' },
          { column: 3, role: 'period' },
          ...(withForm ? ([{ column: 4, role: 'dimension', dimension: 'form' }] as const) : []),
          { column: value, role: 'value' },
          { column: value + 1, role: 'ignore' },
          { column: value + 2, role: 'flag' },
          { column: value + 3, role: 'ignore' },
          { column: value + 4, role: 'ignore' },
        ],
        fixed: {},
        skippedRows: [],
      },
    ],
    placeNames: {},
  }
}

async function importBack(text: string, by: Layout | undefined, names: readonly Series[] = series) {
  const catalogue = catalogueOf(names)
  const table = await tableOf(text)
  const guessed =
    by ?? guessLayout([await sampleTable(table, undefined)], catalogue, { fileName: 'auswahl.csv' }).layout
  const facts: PlannedFact[] = []
  const sink = {
    begin: async () => void facts.splice(0),
    take: async (some: readonly PlannedFact[]) => void facts.push(...some),
  }
  const analysis = await analyseTable(await tableOf(text), guessed, catalogue, {
    earlier: async () => new CellStore(),
    sink,
  })
  return { problems: analysis.problems, facts }
}

describe('what is written for a German spreadsheet', () => {
  test('is read back by the import to the same values and states', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { selector: addressOf, minLength: 1, maxLength: 30 }),
        async (rows) => {
          const withForm = rows.some(({ breakdown }) => 'form' in breakdown)
          const { problems, facts } = await importBack(german(rows), layout(withForm))
          expect(problems).toEqual([])
          const found = facts.map((fact) => ({
            series: fact.series,
            place: hammPlaces.find(({ id }) => id === fact.placeId)!.key,
            period: fact.period.key,
            breakdown: fact.breakdown,
            content: 'value' in fact.content ? Number(fact.content.value) : fact.content.missing,
            flags: fact.flags.toSorted(),
          }))
          const expected = rows.map(({ series: one, place, period, breakdown, cell }) => ({
            series: one.key,
            place: place.key,
            period: period.key,
            breakdown: breakdown.form ? `form=${breakdown.form.key}` : '',
            content: 'value' in cell ? cell.value : (readBack[cell.missing] ?? cell.missing),
            flags: cell.flags.toSorted(),
          }))
          expect(found).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('needs nobody to explain its columns', async () => {
    const rows = ['pelkum', 'heessen', 'herringen'].flatMap((place) => [
      rowOf(present(7), { place, form: 'ambulant' }),
      rowOf(missing('suppressed'), { place, form: 'residential' }),
      rowOf(present(1634), { place }),
    ])
    const { problems, facts } = await importBack(german(rows), undefined, [families])
    expect(problems).toEqual([])
    expect(facts).toHaveLength(9)
    expect(facts[1]).toMatchObject({
      breakdown: 'form=residential',
      content: { missing: 'secret-at-source' },
    })
  })
})
