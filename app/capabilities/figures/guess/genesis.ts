import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SheetSample } from '#app/platform/tables/table.ts'
import type { LayoutColumn, LayoutTable } from '../figure.ts'
import { isTotalWord } from '../reading/names.ts'
import { seriesWithUnit } from '../reading/units.ts'
import { profileOf } from './profile.ts'
import type { Surroundings } from './surroundings.ts'
import type { TableGuess } from './tables.ts'
import { measureOfWord, plainText } from './words.ts'

/**
 * The flat file (ffcsv) of GENESIS-Online, the regional database and the census: one value per row, in any order, headings in
 * English whatever the language, decimal mark by the language, one file per zip, `value_q` as chosen at the download. Signs
 * stand in place of a value. Source: Statistisches Bundesamt, "Das neue Flatfile CSV-Format (ffcsv) der Datenbank
 * GENESIS-Online"; example: census table 1000A-1018 at ergebnisse.zensus2022.de.
 */
type FlatFile = {
  readonly header: SourceRow
  readonly headings: readonly string[]
  readonly body: readonly SourceRow[]
}

type Variable = { readonly code: number; readonly name: number; readonly key: number; readonly label: number }

const wanted = ['time', 'value', 'value_variable_label'] as const
/** Codes of regional variables: Germany, states, government districts, counties, municipalities and their unions. */
const regional = /^(?:DINSG|DG|DLAND|BULA|REGBEZ|KREIS|GEMEIN|VERBND|VBGEM|STADT|GEO[A-Z]{2})/i
const germanTime = /^(?:jahr|stichtag|monat|quartal|semester|schuljahr|halbjahr|zeit)/iu
const englishTime = /^(?:year|reference date|month|quarter|school year|half-year|time)/iu

function findFlatFile({ rows }: SheetSample): FlatFile | undefined {
  const [header, ...body] = rows
  if (!header) return undefined
  const headings = header.cells.map((cell) => plainText(cellText(cell)).toLowerCase())
  return wanted.every((name) => headings.includes(name)) && headings.includes('1_variable_attribute_label')
    ? { header, headings, body }
    : undefined
}

/** Columns of the variables, from 0; -1 where one is missing. */
function variablesOf(headings: readonly string[]): Variable[] {
  const at = (name: string) => headings.indexOf(name)
  return headings.flatMap((heading) => {
    const number = /^(\d+)_variable_attribute_label$/.exec(heading)?.[1]
    if (number === undefined) return []
    const own = `${number}_variable`
    const label = at(heading)
    return [{ code: at(`${own}_code`), name: at(`${own}_label`), key: at(`${own}_attribute_code`), label }]
  })
}

const textsIn = (body: readonly SourceRow[], column: number): string[] =>
  column < 0 ? [] : [...new Set(body.map(({ cells }) => plainText(cellText(cells[column]))))]

/** The variable that says the place: by its code, else because its labels or keys name places; of several the one that does so most. */
function regionOf(variables: readonly Variable[], body: readonly SourceRow[], around: Surroundings) {
  const { places } = around.catalogue
  const rated = variables.map((variable) => {
    const labels = textsIn(body, variable.label).filter((text) => text !== '' && !isTotalWord(text))
    const keys = textsIn(body, variable.key).filter((text) => text !== '')
    const known = Math.max(
      labels.filter((text) => places.find(text)).length,
      keys.filter((text) => places.findOfficial(text)).length,
    )
    const share = labels.length === 0 ? 0 : known / labels.length
    const coded = textsIn(body, variable.code).some((text) => regional.test(text))
    return { variable, share, coded }
  })
  const possible = rated.filter(({ share, coded }) => coded || share >= 0.5)
  return possible.toSorted((a, b) => b.share - a.share || Number(b.coded) - Number(a.coded))[0]?.variable
}

function dimensionColumn(
  { name, label }: Variable,
  taken: ReadonlySet<string>,
  body: readonly SourceRow[],
  around: Surroundings,
): LayoutColumn {
  const { catalogue, book } = around
  const heading = textsIn(body, name).find((text) => text !== '') ?? ''
  const values = textsIn(body, label).filter((text) => text !== '' && !isTotalWord(text))
  const named = catalogue.findDimension(heading)?.key
  const fits = catalogue.content.dimensions.find(
    ({ key }) => values.length > 0 && values.every((text) => catalogue.findValue(key, text) !== undefined),
  )
  const known = named ?? fits?.key
  const dimension =
    known !== undefined && !taken.has(known) ? known : book.dimension(heading || 'Merkmal', values)
  const column = label + 1
  return dimension === undefined || taken.has(dimension)
    ? { column, role: 'ignore' }
    : { column, role: 'dimension', dimension, empty: 'total' }
}

/** Proposes a series for every measure with its unit that none is known for. */
function proposeSeries(
  { headings, body }: FlatFile,
  columns: readonly LayoutColumn[],
  around: Surroundings,
): ReadonlySet<string> {
  const at = (name: string) => headings.indexOf(name)
  const [value, unit, label, time] = [at('value'), at('value_unit'), at('value_variable_label'), at('time')]
  const dimensions = columns.flatMap((column) =>
    column.role === 'dimension' ? [{ key: column.dimension, at: column.column - 1 }] : [],
  )
  const groups = Map.groupBy(body, ({ cells }) =>
    [label, unit].map((column) => (column < 0 ? '' : plainText(cellText(cells[column])))).join('\n'),
  )
  const proposed = new Set<string>()
  for (const [key, rows] of groups) {
    const [measured = '', written = ''] = key.split('\n')
    if (measured === '' || seriesWithUnit(around.catalogue, measured, written)) continue
    const said = written === '' ? undefined : measureOfWord(written)
    // Numbers in thousands stay as they are written, and the name says so: their column holds others, too.
    const measure =
      said && !said.factor ? said : written === '' ? undefined : ({ unit: 'score', kind: 'score' } as const)
    const profile = profileOf(
      rows.map(({ cells }) => cells[value]),
      measure,
    )
    const bare = profile.measure.unit === 'count' || profile.measure.unit === 'percent' || written === ''
    const name = bare ? measured : `${measured} (${written})`
    const series = around.book.series(name, profile.measure, {
      decimals: profile.decimals,
      alias: profile.measure.unit === 'percent' ? `${measured} (in %)` : name,
    })
    proposed.add(series)
    const period = rows
      .map(({ cells }) => around.period(plainText(cellText(cells[time]))))
      .find((found) => found !== undefined)
    const broken = dimensions.filter(({ at: column }) =>
      rows.some(({ cells }) => {
        const text = plainText(cellText(cells[column]))
        return text !== '' && !isTotalWord(text)
      }),
    )
    around.book.settle(
      series,
      period?.kind,
      broken.map(({ key: dimension }) => dimension),
    )
  }
  return proposed
}

/** Guesses the one table of a flat file; undefined for every other table. */
export function guessFlatFile(sample: SheetSample, around: Surroundings): TableGuess | undefined {
  const file = findFlatFile(sample)
  if (!file) return undefined
  const { headings, body, header } = file
  const variables = variablesOf(headings)
  const region = regionOf(variables, body, around)
  const columns: LayoutColumn[] = headings.map((_, index) => ({ column: index + 1, role: 'ignore' }))
  const set = (index: number, column: LayoutColumn) => {
    if (index >= 0) columns[index] = column
  }
  const put = (name: string, role: 'period' | 'series' | 'unit') => {
    const index = headings.indexOf(name)
    set(index, { column: index + 1, role })
  }
  put('time', 'period')
  put('value_variable_label', 'series')
  put('value_unit', 'unit')
  const quality = headings.indexOf('value_q')
  set(quality, { column: quality + 1, role: 'flag', signs: true })
  if (region) {
    set(region.label, { column: region.label + 1, role: 'place' })
    set(region.key, { column: region.key + 1, role: 'place-key' })
  }
  const taken = new Set<string>()
  for (const variable of variables) {
    if (variable === region) continue
    const column = dimensionColumn(variable, taken, body, around)
    if (column.role === 'dimension') taken.add(column.dimension)
    set(variable.label, column)
  }
  const times = textsIn(body, headings.indexOf('time_label'))
  const decimal = times.some((text) => germanTime.test(text))
    ? ({ decimal: ',' } as const)
    : times.some((text) => englishTime.test(text))
      ? ({ decimal: '.' } as const)
      : {}
  const value = headings.indexOf('value')
  set(value, { column: value + 1, role: 'value', ...decimal })
  const table: LayoutTable = {
    sheet: sample.sheet,
    headerRows: [header.row],
    firstDataRow: header.row + 1,
    lastDataRow: undefined,
    columns,
    fixed: {},
    skippedRows: [],
  }
  return {
    table,
    headings: header.cells.map((cell) => plainText(cellText(cell))),
    doubts: [],
    proposed: proposeSeries(file, columns, around),
    isComplete: region !== undefined,
  }
}
