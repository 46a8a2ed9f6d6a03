import { describe, expect, it } from 'vitest'
import { rowXml, workbookOf } from '#app/platform/tables/xlsx.fixture.ts'
import { seriesOf } from '../reading/reading.fixture.ts'
import { spotName } from '../sentences.ts'
import { orientationOf } from './orientation.ts'
import { tryFile } from './trial.fixture.ts'

/** Every value that a file of series nobody has defined says, and what is proposed for them. */
const layouts: readonly {
  readonly name: string
  readonly file: string
  readonly fileName?: string
  readonly orientation: string
  readonly proposed: readonly string[]
  readonly values: readonly string[]
}[] = [
  {
    name: 'areas down, years across, with title, signs, total and footnote',
    file: 'Geburten in Hamm nach Sozialräumen\n\nSozialraum;2016;2017;2018\nStadtmitte;310;298;305\nWesten;1.234;250;x\nBockum- Hövel;.;-;1 675\nHamm gesamt;1.544;548;/\n* vorläufig\n',
    orientation: 'wide-years',
    proposed: ['geburten count calendar-year'],
    values: [
      'B4 geburten stadtmitte 2016 = 310',
      'C4 geburten stadtmitte 2017 = 298',
      'D4 geburten stadtmitte 2018 = 305',
      'B5 geburten hamm-westen 2016 = 1234',
      'C5 geburten hamm-westen 2017 = 250',
      'D5 geburten hamm-westen 2018 = not-applicable',
      'B6 geburten bockum-hoevel 2016 = unknown',
      'C6 geburten bockum-hoevel 2017 = 0',
      'D6 geburten bockum-hoevel 2018 = 1675',
      'B7 geburten hamm 2016 = 1544',
      'C7 geburten hamm 2017 = 548',
      'D7 geburten hamm 2018 = unreliable',
    ],
  },
  {
    name: 'series across, with "davon" and a share',
    file: 'Sozialraum;Einwohner;davon männlich;davon weiblich;Ausländeranteil in %\nPelkum;5.000;2400;2600;8,1\nSumme;15.000;7300;7700;10,9\n',
    fileName: 'einwohner_2018.csv',
    orientation: 'wide-series-groups',
    proposed: ['einwohner count calendar-year sex', 'auslaenderanteil percent calendar-year'],
    values: [
      'B2 einwohner pelkum 2018 = 5000',
      'C2 einwohner pelkum 2018 [sex=male] = 2400',
      'D2 einwohner pelkum 2018 [sex=female] = 2600',
      'E2 auslaenderanteil pelkum 2018 = 8.1',
      'B3 einwohner hamm 2018 = 15000',
      'C3 einwohner hamm 2018 [sex=male] = 7300',
      'D3 einwohner hamm 2018 [sex=female] = 7700',
      'E3 auslaenderanteil hamm 2018 = 10.9',
    ],
  },
  {
    name: 'years down, areas across, with years in which there is nothing',
    file: 'Geburten\nJahr;Pelkum;Heessen\n2015;.;-\n2016;3;0\n2017;-;-\n2018;4;2\n',
    orientation: 'wide-areas',
    proposed: ['geburten count calendar-year'],
    values: [
      'B3 geburten pelkum 2015 = unknown',
      'C3 geburten heessen 2015 = 0',
      'B4 geburten pelkum 2016 = 3',
      'C4 geburten heessen 2016 = 0',
      'B5 geburten pelkum 2017 = 0',
      'C5 geburten heessen 2017 = 0',
      'B6 geburten pelkum 2018 = 4',
      'C6 geburten heessen 2018 = 2',
    ],
  },
  {
    name: 'indicators down, years across, for the whole town; negative numbers',
    file: 'Indikator;2016;2017\nGeburten;10;12\nArbeitslosenquote (in %);5,1;5,3\nWanderungssaldo;-  23;–5\n',
    orientation: 'wide-years',
    proposed: [
      'geburten count calendar-year',
      'arbeitslosenquote_in_prozent percent calendar-year',
      'wanderungssaldo count calendar-year',
    ],
    values: [
      'B2 geburten hamm 2016 = 10',
      'C2 geburten hamm 2017 = 12',
      'B3 arbeitslosenquote_in_prozent hamm 2016 = 5.1',
      'C3 arbeitslosenquote_in_prozent hamm 2017 = 5.3',
      'B4 wanderungssaldo hamm 2016 = -23',
      'C4 wanderungssaldo hamm 2017 = -5',
    ],
  },
  {
    name: 'blocks one under another, count and share side by side',
    file: 'Kinder in Kitas\n2017\nSozialraum;Anzahl;in %\nPelkum;50;25\n\n2018\nSozialraum;Anzahl;in %\nPelkum;55;27,5 %\n',
    orientation: 'blocks',
    proposed: ['kinder_in_kitas count calendar-year', 'kinder_in_kitas_in_prozent percent calendar-year'],
    values: [
      'B4 kinder_in_kitas pelkum 2017 = 50',
      'C4 kinder_in_kitas_in_prozent pelkum 2017 = 25',
      'B8 kinder_in_kitas pelkum 2018 = 55',
      'C8 kinder_in_kitas_in_prozent pelkum 2018 = 27.5',
    ],
  },
  {
    name: 'two header lines: series above years',
    file: ';Geburten;;Sterbefälle;\nSozialraum;2016;2017;2016;2017\nPelkum;7;8;10;11\n',
    orientation: 'wide-series-years',
    proposed: ['geburten count calendar-year', 'sterbefaelle count calendar-year'],
    values: [
      'B3 geburten pelkum 2016 = 7',
      'C3 geburten pelkum 2017 = 8',
      'D3 sterbefaelle pelkum 2016 = 10',
      'E3 sterbefaelle pelkum 2017 = 11',
    ],
  },
  {
    name: 'sections under one header',
    file: 'Arbeitslose SGB II\nSozialraum;2017;2018\nmännlich\nPelkum;12;13\nweiblich\nPelkum;*;23\n',
    orientation: 'blocks',
    proposed: ['arbeitslose_sgb_ii count calendar-year sex'],
    values: [
      'B4 arbeitslose_sgb_ii pelkum 2017 [sex=male] = 12',
      'C4 arbeitslose_sgb_ii pelkum 2018 [sex=male] = 13',
      'B6 arbeitslose_sgb_ii pelkum 2017 [sex=female] = secret-at-source',
      'C6 arbeitslose_sgb_ii pelkum 2018 [sex=female] = 23',
    ],
  },
  {
    name: '"davon" below each area',
    file: 'Sozialraum;2017\nStadtmitte;30\n  davon männlich;10\n  davon weiblich;20\nPelkum;50\n  davon männlich;20\n',
    fileName: 'Leistungsberechtigte.csv',
    orientation: 'long',
    proposed: ['leistungsberechtigte count calendar-year sex'],
    values: [
      'B2 leistungsberechtigte stadtmitte 2017 = 30',
      'B3 leistungsberechtigte stadtmitte 2017 [sex=male] = 10',
      'B4 leistungsberechtigte stadtmitte 2017 [sex=female] = 20',
      'B5 leistungsberechtigte pelkum 2017 = 50',
      'B6 leistungsberechtigte pelkum 2017 [sex=male] = 20',
    ],
  },
  {
    name: '"davon" below areas without values of their own, the first of them above all values',
    file: 'Sozialraum;2017\nStadtmitte;\n  davon männlich;10\nPelkum;\n  davon:;\n  männlich;20\nHeessen;30\nWesten\n  davon weiblich;5\n',
    fileName: 'Leistungsberechtigte.csv',
    orientation: 'long',
    proposed: ['leistungsberechtigte count calendar-year sex'],
    values: [
      'B3 leistungsberechtigte stadtmitte 2017 [sex=male] = 10',
      'B6 leistungsberechtigte pelkum 2017 [sex=male] = 20',
      'B7 leistungsberechtigte heessen 2017 = 30',
      'B9 leistungsberechtigte hamm-westen 2017 [sex=female] = 5',
    ],
  },
  {
    name: '"davon" below series without values of their own',
    file: 'Merkmal;2017;2018\nGeburten;30;31\ndavon männlich;10;11\nEinschulungen;;\ndavon weiblich;20;21\n',
    orientation: 'wide-years',
    proposed: ['geburten count calendar-year sex', 'einschulungen count calendar-year sex'],
    values: [
      'B2 geburten hamm 2017 = 30',
      'C2 geburten hamm 2018 = 31',
      'B3 geburten hamm 2017 [sex=male] = 10',
      'C3 geburten hamm 2018 [sex=male] = 11',
      'B5 einschulungen hamm 2017 [sex=female] = 20',
      'C5 einschulungen hamm 2018 [sex=female] = 21',
    ],
  },
  {
    name: 'years down, areas across',
    file: 'Jahr;Stadtmitte;Westen;Hamm\n2016;1;2;6\n2017;4;5;15\n',
    fileName: 'Geburten.csv',
    orientation: 'wide-areas',
    proposed: ['geburten count calendar-year'],
    values: [
      'B2 geburten stadtmitte 2016 = 1',
      'C2 geburten hamm-westen 2016 = 2',
      'D2 geburten hamm 2016 = 6',
      'B3 geburten stadtmitte 2017 = 4',
      'C3 geburten hamm-westen 2017 = 5',
      'D3 geburten hamm 2017 = 15',
    ],
  },
  {
    name: 'the long form, with school years in three spellings and school forms',
    file: 'Schuljahr;Schulform;Übergänge\n17/18;Gymnasium;100\n2017/18;Realschule;50\n2018/2019;Gymnasium;110\n',
    orientation: 'long',
    proposed: ['uebergaenge count school-year school_form'],
    values: [
      'C2 uebergaenge hamm 2017/18 [school_form=gymnasium] = 100',
      'C3 uebergaenge hamm 2017/18 [school_form=realschule] = 50',
      'C4 uebergaenge hamm 2018/19 [school_form=gymnasium] = 110',
    ],
  },
  {
    name: 'the long form with commas and quoted decimals',
    file: 'raum,jahr,geschlecht,indikator,wert\nStadtmitte,2018,m,Geburten,10\nStadtmitte,2018,w,Geburten,12\nPelkum,2018,m,Dichte,"1,5"\n',
    orientation: 'long',
    proposed: ['geburten count calendar-year sex', 'dichte score calendar-year sex'],
    values: [
      'E2 geburten stadtmitte 2018 [sex=male] = 10',
      'E3 geburten stadtmitte 2018 [sex=female] = 12',
      'E4 dichte pelkum 2018 [sex=male] = 1.5',
    ],
  },
  {
    name: 'a header that a printout repeats',
    file: 'Sozialraum;2016;2017\nPelkum;1;2\nSozialraum;2016;2017\nHeessen;3;4\n',
    fileName: 'Geburten.csv',
    orientation: 'wide-years',
    proposed: ['geburten count calendar-year'],
    values: [
      'B2 geburten pelkum 2016 = 1',
      'C2 geburten pelkum 2017 = 2',
      'B4 geburten heessen 2016 = 3',
      'C4 geburten heessen 2017 = 4',
    ],
  },
]

describe('tables of series that nobody has defined', () => {
  it.each(layouts)('$name', async ({ file, fileName, orientation, proposed, values }) => {
    const read = await tryFile(file, fileName === undefined ? {} : { fileName })
    expect(read.analysis.problems).toEqual([])
    expect(read.values).toEqual(values)
    expect(
      read.proposed.map((one) => [one.key, one.unit, one.periodKind, ...one.dimensions].join(' ')),
    ).toEqual(proposed)
    expect(orientationOf(read.layout)).toBe(orientation)
  })

  it('reads every sheet of a workbook, each for the year of its name', async () => {
    const sheet = (value: number) => rowXml(1, ['Sozialraum', 'Geburten']) + rowXml(2, ['Pelkum', value])
    const { values } = await tryFile(
      workbookOf([
        { name: '2017', data: sheet(12) },
        { name: '2018', data: sheet(13) },
      ]),
      { fileName: 'geburten.xlsx' },
    )
    expect(values).toEqual(['2017!B2 geburten pelkum 2017 = 12', '2018!B2 geburten pelkum 2018 = 13'])
  })

  it('says in which sheet a question arises, where there are several', async () => {
    const part = seriesOf({ key: 'visited', name: 'besucht', partOf: 'families' })
    const series = [seriesOf({ key: 'families', name: 'Familien' }), part]
    const sheet = (visits: number) =>
      rowXml(1, ['Sozialraum', 'Familien', 'besucht']) + rowXml(2, ['Pelkum', 20, visits])
    const sheets = [
      { name: '2017', data: sheet(12) },
      { name: '2018', data: sheet(23) },
    ]
    const spotsOf = async (read: typeof sheets) =>
      (await tryFile(workbookOf(read), { series })).analysis.findings
        .filter(({ kind }) => kind === 'part-exceeds-whole')
        .map(({ spot }) => spotName(spot!))
    expect(await spotsOf(sheets)).toEqual(['2018!C2'])
    const legend = { name: 'Legende', data: rowXml(1, ['Stand: vorläufig']) }
    expect(await spotsOf([sheets[1]!, legend])).toEqual(['C2'])
  })

  it('never takes a share for the count of the same name', async () => {
    const { values } = await tryFile('Sozialraum;Geburten;Geburten in %\nPelkum;12;3,5\n', {
      fileName: 'zahlen_2018.csv',
    })
    expect(values).toEqual(['B2 geburten pelkum 2018 = 12', 'C2 geburten_in_prozent pelkum 2018 = 3.5'])
  })

  it('takes rows for totals and marks for what a person says of them', async () => {
    const { values, analysis } = await tryFile('Sozialraum;2018\nPelkum;5*\nAlle Räume;19¹\n', {
      fileName: 'geburten.csv',
      corrections: { everyTable: { totalRows: [3] }, marks: { '*': 'provisional' } },
    })
    expect(values).toEqual(['B2 geburten pelkum 2018 = 5 (provisional)', 'B3 geburten hamm 2018 = 19'])
    expect(analysis.problems).toEqual([])
  })
})
