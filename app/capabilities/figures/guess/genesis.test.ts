import { describe, expect, it } from 'vitest'
import { refusalOfFile } from '#app/platform/tables/tables.fixture.ts'
import { zipOf } from '#app/platform/tables/xlsx.fixture.ts'
import { seriesOf } from '../reading/reading.fixture.ts'
import { tryFile } from './trial.fixture.ts'

const start = 'statistics_code;statistics_label;time_code;time_label;time;'
const variable = (number: number) =>
  ['variable_code', 'variable_label', 'variable_attribute_code', 'variable_attribute_label']
    .map((name) => `${number}_${name};`)
    .join('')
const end = 'value;value_unit;value_variable_code;value_variable_label;value_q'
const statistic = '12411;Fortschreibung des Bevölkerungsstandes'
const hamm = 'KREISE;Kreise und kreisfreie Städte;05915;Hamm, kreisfreie Stadt'
const population = 'Anzahl;BEVSTD;Bevölkerungsstand'

/** Population on a day by sex, unsorted, with all quality signs. */
const flat = `\uFEFF${start}${variable(1)}${variable(2)}${end}
${[
  `31.12.2018;${hamm};GES;Geschlecht;GESM;männlich;88.345;${population};e`,
  `31.12.2018;${hamm};GES;Geschlecht;GESW;weiblich;91052;${population};p`,
  `31.12.2018;${hamm};GES;Geschlecht;;Insgesamt;179397;${population};r`,
  `31.12.2017;${hamm};GES;Geschlecht;;;178967;${population};s`,
  `31.12.2017;${hamm};GES;Geschlecht;GESM;männlich;;${population};.`,
  `31.12.2017;${hamm};GES;Geschlecht;GESW;weiblich;...;${population};...`,
  `31.12.2016;${hamm};GES;Geschlecht;GESM;männlich;0;${population};-`,
  `31.12.2016;${hamm};GES;Geschlecht;GESW;weiblich;-;${population};`,
  `31.12.2016;${hamm};GES;Geschlecht;;Insgesamt;/;${population};/`,
  `31.12.2015;${hamm};GES;Geschlecht;;Insgesamt;x;${population};x`,
  `31.12.2014;${hamm};GES;Geschlecht;;Insgesamt;12;${population};()`,
]
  .map((row) => `${statistic};STAG;Stichtag;${row}`)
  .join('\r\n')}\r\n`

const expected = [
  'N2 bevoelkerungsstand hamm 2018-12-31 [sex=male] = 88345',
  'N3 bevoelkerungsstand hamm 2018-12-31 [sex=female] = 91052 (provisional)',
  'N4 bevoelkerungsstand hamm 2018-12-31 = 179397 (revised)',
  'N5 bevoelkerungsstand hamm 2017-12-31 = 178967 (limited)',
  'N6 bevoelkerungsstand hamm 2017-12-31 [sex=male] = unknown',
  'N7 bevoelkerungsstand hamm 2017-12-31 [sex=female] = not-yet',
  'N8 bevoelkerungsstand hamm 2016-12-31 [sex=male] = 0',
  'N9 bevoelkerungsstand hamm 2016-12-31 [sex=female] = 0',
  'N10 bevoelkerungsstand hamm 2016-12-31 = unreliable',
  'N11 bevoelkerungsstand hamm 2015-12-31 = not-applicable',
  'N12 bevoelkerungsstand hamm 2014-12-31 = 12 (limited)',
]

const row = (place: string, value: string, measure: string, quality = 'e', time = 'JAHR;Jahr;2022') =>
  `1000A;Bevölkerung kompakt;${time};${place};${value};${measure};${quality}`
const fileOf = (...rows: string[]) => `${start}${variable(1)}${end}\n${rows.join('\n')}\n`

const monthly = (time: string, part: string, value: string) =>
  `61111;Statistik;JAHR;Jahr;${time};${hamm};${part};${value};Anzahl;GEB001;Geburten;e`

describe('months and quarters beside the year', () => {
  const fileWith = (...rows: string[]) => `${start}${variable(1)}${variable(2)}${end}\n${rows.join('\n')}\n`

  it('become the period by their codes', async () => {
    const { values, proposed, analysis } = await tryFile(
      fileWith(
        monthly('2022', 'MONAT;Monate;MONAT01;Januar', '112'),
        monthly('2022', 'MONAT;Monate;MONAT12;Dezember', '98'),
        monthly('2023', 'MONAT;Monate;MONAT03;März', '...'),
      ),
    )
    expect(values).toEqual([
      'N2 geburten hamm 2022-01 = 112',
      'N3 geburten hamm 2022-12 = 98',
      'N4 geburten hamm 2023-03 = not-yet',
    ])
    expect(proposed).toMatchObject([{ name: 'Geburten', periodKind: 'month', dimensions: [] }])
    expect(analysis.problems).toEqual([])
  })

  it('are quarters as well, in a file in English', async () => {
    const { values, proposed } = await tryFile(
      fileWith(
        monthly('2022', 'QUARTG;Quarters;QUART1;1st quarter', '12').replace('Jahr', 'Year'),
        monthly('2022', 'QUARTG;Quarters;QUART4;4th quarter', '13').replace('Jahr', 'Year'),
      ),
    )
    expect(values).toEqual(['N2 geburten hamm 2022-Q1 = 12', 'N3 geburten hamm 2022-Q4 = 13'])
    expect(proposed).toMatchObject([{ periodKind: 'quarter', dimensions: [] }])
  })

  it('are never left out: the year among the months, or a month that there is not, is a problem', async () => {
    const { values, analysis } = await tryFile(
      fileWith(
        monthly('2022', 'MONAT;Monate;MONAT01;Januar', '112'),
        monthly('2022', 'MONAT;Monate;;Insgesamt', '1300'),
        monthly('2022', 'MONAT;Monate;MONAT13;Nirgendwann', '1'),
      ),
    )
    expect(values).toEqual(['N2 geburten hamm 2022-01 = 112'])
    expect(analysis.problems).toMatchObject([
      { kind: 'unknown-period', row: 3, column: 5, text: '2022' },
      { kind: 'unknown-period', row: 4, column: 5, text: '2022-13' },
    ])
  })
})

describe('flat files in their former form', () => {
  const oldStart = 'Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;'
  const oldVariable = (number: number) =>
    ['Merkmal_Code', 'Merkmal_Label', 'Auspraegung_Code', 'Auspraegung_Label']
      .map((name) => `${number}_${name};`)
      .join('')
  const head = `${oldStart}${oldVariable(1)}${oldVariable(2)}`
  const oldRow = (sex: string, ...rest: string[]) =>
    ['12411;Fortschreibung;STAG;Stichtag;31.12.2018', hamm, 'GES;Geschlecht', sex, ...rest].join(';')

  it('give a value per measure, named and counted by its heading, up to the line below the table', async () => {
    const { values, proposed, analysis } = await tryFile(
      [
        `${head}BEVSTD__Bevoelkerungsstand__Anzahl;FLC006__Gebietsflaeche__qkm;BEVZ20__Anteil_Auslaender__%`,
        oldRow('GESM;männlich', '88.345', '226,43', '12,5'),
        oldRow(';Insgesamt', '179397', '-', '.'),
        '__________',
        '(C)opyright Statistisches Bundesamt (Destatis), 2019',
      ].join('\r\n'),
    )
    expect(values).toEqual([
      'N2 bevoelkerungsstand hamm 2018-12-31 [sex=male] = 88345',
      'O2 gebietsflaeche_qkm hamm 2018-12-31 [sex=male] = 226.43',
      'P2 anteil_auslaender hamm 2018-12-31 [sex=male] = 12.5',
      'N3 bevoelkerungsstand hamm 2018-12-31 = 179397',
      'O3 gebietsflaeche_qkm hamm 2018-12-31 = 0',
      'P3 anteil_auslaender hamm 2018-12-31 = unknown',
    ])
    expect(proposed.map(({ name, unit, kind }) => `${name}: ${unit} ${kind}`)).toEqual([
      'Bevoelkerungsstand: count count',
      'Gebietsflaeche (qkm): score score',
      'Anteil Auslaender: percent rate',
    ])
    expect(analysis.problems).toEqual([])
  })

  it('go into series that exist, whatever became of their umlauts, and keep their quality', async () => {
    const { values, proposed } = await tryFile(
      [
        `${head}BEVSTD__Bevoelkerungsstand__Anzahl;BEVSTD__Bevoelkerungsstand__q`,
        oldRow(';', '179397', 'p').replace('2018', '2017'),
        oldRow(';Insgesamt', '', '.'),
      ].join('\n'),
      {
        series: [seriesOf({ key: 'people', name: 'Bevölkerungsstand', periodKind: 'key-date' })],
      },
    )
    expect(values).toEqual([
      'N2 people hamm 2017-12-31 = 179397 (provisional)',
      'N3 people hamm 2018-12-31 = unknown',
    ])
    expect(proposed).toEqual([])
  })
})

describe('flat files of GENESIS-Online', () => {
  it('give every value with place, day, breakdown and state', async () => {
    const { values, proposed, analysis } = await tryFile(flat)
    expect(values).toEqual(expected)
    expect(analysis.problems).toEqual([])
    expect(proposed).toMatchObject([
      {
        name: 'Bevölkerungsstand',
        unit: 'count',
        kind: 'count',
        periodKind: 'key-date',
        dimensions: ['sex'],
      },
    ])
  })

  it('are read alike from a zip', async () => {
    const zip = zipOf([
      { name: '__MACOSX/._12411_de_flat.csv', content: 'x' },
      { name: '12411-0018_de_flat.csv', content: flat },
    ])
    expect((await tryFile(zip)).values).toEqual(expected)
  })

  it('know towns by the keys of counties, municipalities and regions, and never take a namesake for one', async () => {
    const measure = 'Anzahl;PRS018;Personen'
    const { values, analysis } = await tryFile(
      fileOf(
        row('KREISE;Kreise;05915;Hamm, kreisfreie Stadt', '1', measure),
        row('GEMEIN;Gemeinden;05915000;Stadt ohne Namen', '2', measure, 'e', 'JAHR;Jahr;2021'),
        row('GEOGM4;Gemeinden;059150000000;', '3', measure, 'e', 'JAHR;Jahr;2020'),
        row('DLAND;Bundesländer;05;Nordrhein-Westfalen', '4', measure),
        row('GEMEIN;Gemeinden;07132050;Hamm', '5', measure),
        row('DINSG;Deutschland;DG;Deutschland', '6', measure),
      ),
    )
    expect(values).toEqual([
      'J2 personen hamm 2022 = 1',
      'J3 personen hamm 2021 = 2',
      'J4 personen hamm 2020 = 3',
      'J5 personen nrw 2022 = 4',
    ])
    expect(analysis.problems).toMatchObject([
      { kind: 'unknown-place', row: 6, column: 9, text: 'Hamm (07132050)' },
      { kind: 'unknown-place', row: 7, column: 9, text: 'Deutschland' },
    ])
  })

  it('tell measures of one name apart by their unit, and never scale in silence', async () => {
    const { values, proposed } = await tryFile(
      fileOf(
        row(hamm, '49282', 'Anzahl;PRS018;Personen'),
        row(hamm, '3,1', '%;PRS018;Personen'),
        row(hamm, '226,43', 'qkm;FLC001;Fläche'),
        row(hamm, '1234,5', 'EUR;AUSZ001;Auszahlungen'),
        row(hamm, '1,234', 'Tsd. EUR;AUSZ001;Auszahlungen'),
      ),
    )
    expect(values).toEqual([
      'J2 personen hamm 2022 = 49282',
      'J3 personen_in_prozent hamm 2022 = 3.1',
      'J4 flaeche_qkm hamm 2022 = 226.43',
      'J5 auszahlungen_eur hamm 2022 = 123450',
      'J6 auszahlungen_tsd_eur hamm 2022 = 1.234',
    ])
    expect(proposed.map(({ name, unit, kind }) => `${name}: ${unit} ${kind}`)).toEqual([
      'Personen: count count',
      'Personen (in %): percent rate',
      'Fläche (qkm): score score',
      'Auszahlungen (EUR): eur amount',
      'Auszahlungen (Tsd. EUR): score score',
    ])
  })

  it('go into series that exist, where the unit is theirs', async () => {
    const series = [seriesOf({ key: 'people', name: 'Personen' })]
    const { values, proposed } = await tryFile(
      fileOf(row(hamm, '7', 'Anzahl;PRS018;Personen'), row(hamm, '3,1', '%;PRS018;Personen')),
      { series },
    )
    expect(values).toEqual(['J2 people hamm 2022 = 7', 'J3 personen_in_prozent hamm 2022 = 3.1'])
    expect(proposed.map(({ name }) => name)).toEqual(['Personen (in %)'])
  })

  it('have a decimal point in English ones', async () => {
    const { values } = await tryFile(
      fileOf(
        row(hamm, '1.234', '%;PRS018;Persons', 'e', 'JAHR;Year;2022'),
        row(hamm, '2.5', '%;PRS018;Persons', 'e', 'JAHR;Year;2021'),
      ),
    )
    expect(values.map((text) => text.split(' = ')[1])).toEqual(['1.234', '2.5'])
  })

  it('say at its cell where a number contradicts its sign', async () => {
    const { values, analysis } = await tryFile(
      fileOf(row(hamm, '23', 'Anzahl;PRS018;Personen', '.'), row(hamm, '7', 'EUR;A;Betrag')),
    )
    expect(values).toEqual(['J3 betrag_eur hamm 2022 = 700'])
    expect(analysis.problems).toMatchObject([{ kind: 'unreadable-value', row: 2, column: 10, text: '23 .' }])
  })

  it('are read with columns of plain names, too', async () => {
    const { values } = await tryFile(
      'Jahr;Sozialraum;Geschlecht;value;value_unit;value_q\n2018;Pelkum;weiblich;12;Anzahl;e\n2018;Pelkum;männlich;13;Anzahl;p\n2018;Pelkum;;25;Anzahl;e\n2018;Heessen;Insgesamt;;Anzahl;.\n',
      { fileName: 'geburten.csv' },
    )
    expect(values).toEqual([
      'D2 geburten pelkum 2018 [sex=female] = 12',
      'D3 geburten pelkum 2018 [sex=male] = 13 (provisional)',
      'D4 geburten pelkum 2018 = 25',
      'D5 geburten heessen 2018 = unknown',
    ])
  })
})

describe('archives', () => {
  const csv = (name: string, content: string | Buffer = 'Jahr;Wert\n2018;1\n') => ({ name, content })
  it('with several tables are refused by name, as are those with none, and those in those', async () => {
    expect(await refusalOfFile(zipOf([csv('a.csv'), csv('b/b.csv')]))).toEqual({
      refused: 'several-files',
      names: 'a.csv, b/b.csv',
    })
    expect(await refusalOfFile(zipOf([csv('a.pdf')]))).toMatchObject({ looksLike: 'archive' })
    expect(await refusalOfFile(zipOf([csv('a.csv', zipOf([csv('b.csv')]))]))).toMatchObject({
      looksLike: 'archive',
    })
    expect(await refusalOfFile(zipOf([csv('a.csv', '')]))).toEqual({ refused: 'empty' })
  })

  it('that unpack to far more than they hold, or lie about it, are refused', async () => {
    const bomb = zipOf([csv('a.csv', Buffer.alloc(40 * 1024 * 1024, 'a;b\n'))])
    expect(await refusalOfFile(bomb)).toEqual({ refused: 'unpacks-too-large' })
    const liar = zipOf([{ ...csv('a.csv', 'Jahr;Wert\n'.repeat(1000)), claim: 100 }])
    expect(await refusalOfFile(liar)).toEqual({ refused: 'broken-archive' })
  })
})
