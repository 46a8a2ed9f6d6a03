import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import { plainText } from './words.ts'

/*
 * Flat files of GENESIS-Online, of the regional database (regionalstatistik.de) and of the census, in two forms:
 *
 * - since 2024 (ffcsv): one value per row, in any order, headings in English whatever the language, decimal mark by the language,
 *   one file per zip, `value_q` as chosen at the download. Source: Statistisches Bundesamt, "Das neue Flatfile CSV-Format (ffcsv)
 *   der Datenbank GENESIS-Online"; example: census table 1000A-1018 at ergebnisse.zensus2022.de.
 * - before: headings in German, a column per measure named code__label__unit without umlauts ("BEVSTD__Bevoelkerungsstand__Anzahl"),
 *   with `__q` behind it for its quality. Source: example of table 11111-0001 in the tests of pystatis (CorrelAid, github.com/CorrelAid/pystatis).
 *
 * In both, signs stand in place of a value, and months or quarters are a variable of their own beside the year (MONAT, QUARTG).
 */
type Dialect = {
  readonly time: string
  readonly timeLabel: string
  /** Headings by which it is known. */
  readonly headings: readonly string[]
  /** Headings of a variable's columns: its code and name, the key and label of its value. */
  readonly variable: (number: number) => readonly [string, string, string, string]
  readonly measuresIn: 'rows' | 'columns'
}

export const dialects: readonly Dialect[] = [
  {
    time: 'time',
    timeLabel: 'time_label',
    headings: ['time', 'value', 'value_variable_label', '1_variable_attribute_label'],
    variable: (n) => [
      `${n}_variable_code`,
      `${n}_variable_label`,
      `${n}_variable_attribute_code`,
      `${n}_variable_attribute_label`,
    ],
    measuresIn: 'rows',
  },
  {
    time: 'zeit',
    timeLabel: 'zeit_label',
    headings: ['statistik_code', 'zeit', '1_auspraegung_label'],
    variable: (n) => [
      `${n}_merkmal_code`,
      `${n}_merkmal_label`,
      `${n}_auspraegung_code`,
      `${n}_auspraegung_label`,
    ],
    measuresIn: 'columns',
  },
]

/** Columns count from 0; -1 where there is none. */
export type Variable = {
  readonly code: number
  readonly name: number
  readonly key: number
  readonly label: number
}

/** A column of values, and what it counts: said in each row, or by its heading. */
export type Measured = { readonly value: number; readonly quality: number } & (
  | { readonly kind: 'in-rows'; readonly label: number; readonly unit: number }
  | { readonly kind: 'in-heading'; readonly name: string; readonly unit: string }
)

export type FlatFile = {
  readonly dialect: Dialect
  readonly header: SourceRow
  /** In lower case. */
  readonly headings: readonly string[]
  readonly body: readonly SourceRow[]
  readonly measures: readonly Measured[]
}

/** The columns of values; undefined where there is none. */
export function measuresOf({ measuresIn }: Dialect, texts: readonly string[]): Measured[] | undefined {
  const lower = texts.map((text) => text.toLowerCase())
  const at = (name: string) => lower.indexOf(name)
  if (measuresIn === 'rows')
    return [
      {
        kind: 'in-rows',
        value: at('value'),
        quality: at('value_q'),
        label: at('value_variable_label'),
        unit: at('value_unit'),
      },
    ]
  const measures = texts.flatMap((text, value): Measured[] => {
    const [code, label, unit, ...more] = text.split('__')
    if (!code || !label || unit === undefined || more.length > 0 || unit.toLowerCase() === 'q') return []
    const quality = [`${text}__q`, `${code}__${label}__q`].map((name) => at(name.toLowerCase()))
    const name = label.replaceAll('_', ' ')
    return [
      { kind: 'in-heading', value, quality: Math.max(...quality), name, unit: unit.replaceAll('_', ' ') },
    ]
  })
  return measures.length > 0 ? measures : undefined
}

/** The different texts of a column. */
export const textsIn = (body: readonly SourceRow[], column: number): string[] =>
  column < 0 ? [] : [...new Set(body.map(({ cells }) => plainText(cellText(cells[column]))))]
