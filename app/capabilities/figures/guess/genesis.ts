import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SheetSample } from '#app/platform/tables/table.ts'
import type { LayoutColumn, LayoutTable } from '../figure.ts'
import { isTotalWord } from '../reading/names.ts'
import { isPeriodCode, withPart } from '../reading/periodPart.ts'
import { dialects, type FlatFile, type Measured, measuresOf, textsIn, type Variable } from './flatFile.ts'
import { proposeSeries } from './flatSeries.ts'
import type { Surroundings } from './surroundings.ts'
import type { TableGuess } from './tables.ts'
import { plainText } from './words.ts'

/** Codes of regional variables: Germany, states, government districts, counties, municipalities and their unions. */
const regional = /^(?:DINSG|DG|DLAND|BULA|REGBEZ|KREIS|GEMEIN|VERBND|VBGEM|STADT|GEO[A-Z]{2})/i
const germanTime = /^(?:jahr|stichtag|monat|quartal|semester|schuljahr|halbjahr|zeit)/iu
const englishTime = /^(?:year|reference date|month|quarter|school year|half-year|time)/iu

function findFlatFile({ rows }: SheetSample): FlatFile | undefined {
  const [header, ...body] = rows
  if (!header) return undefined
  const texts = header.cells.map((cell) => plainText(cellText(cell)))
  const headings = texts.map((text) => text.toLowerCase())
  const dialect = dialects.find((one) => one.headings.every((name) => headings.includes(name)))
  if (!dialect) return undefined
  const measures = measuresOf(dialect, texts)
  return measures && { dialect, header, headings, body, measures }
}

/** Columns of the variables, from 0; -1 where one is missing. */
function variablesOf({ dialect, headings }: FlatFile): Variable[] {
  return headings.flatMap((_, index) => {
    const [code, name, key, label] = dialect.variable(index + 1).map((heading) => headings.indexOf(heading))
    return label === undefined || label < 0 ? [] : [{ code: code!, name: name!, key: key!, label }]
  })
}

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

/** The variable that says the month or quarter of the year beside it: all its keys are codes of such. */
const partOf = (variables: readonly Variable[], body: readonly SourceRow[]): Variable | undefined =>
  variables.find(({ key }) => {
    const keys = textsIn(body, key).filter((text) => text !== '' && !isTotalWord(text))
    return keys.length > 0 && keys.every(isPeriodCode)
  })

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

/** The decimal mark follows the language of the file. */
function decimalOf({ dialect, body, headings }: FlatFile): { readonly decimal?: ',' | '.' } {
  const times = textsIn(body, headings.indexOf(dialect.timeLabel))
  if (times.some((text) => germanTime.test(text))) return { decimal: ',' }
  return times.some((text) => englishTime.test(text)) ? { decimal: '.' } : {}
}

/** Guesses the one table of a flat file; undefined for every other table. */
export function guessFlatFile(sample: SheetSample, around: Surroundings): TableGuess | undefined {
  const file = findFlatFile(sample)
  if (!file) return undefined
  const { dialect, headings, body, header, measures } = file
  const variables = variablesOf(file)
  const region = regionOf(variables, body, around)
  const part = partOf(variables, body)
  const columns: LayoutColumn[] = headings.map((_, index) => ({ column: index + 1, role: 'ignore' }))
  const set = (index: number, column: LayoutColumn) => {
    if (index >= 0) columns[index] = column
  }
  const time = headings.indexOf(dialect.time)
  set(time, { column: time + 1, role: 'period' })
  if (part) set(part.key, { column: part.key + 1, role: 'period-part' })
  if (region) {
    set(region.label, { column: region.label + 1, role: 'place' })
    set(region.key, { column: region.key + 1, role: 'place-key' })
  }
  const taken = new Set<string>()
  for (const variable of variables) {
    if (variable === region || variable === part) continue
    const column = dimensionColumn(variable, taken, body, around)
    if (column.role === 'dimension') taken.add(column.dimension)
    set(variable.label, column)
  }
  const periodOf = ({ cells }: SourceRow) => {
    const year = plainText(cellText(cells[time]))
    const said = part ? plainText(cellText(cells[part.key])) : ''
    return around.period(withPart(year, said, 'month'))
  }
  const { proposed, seriesOf } = proposeSeries(file, { columns, periodOf }, around)
  const decimal = decimalOf(file)
  for (const measure of measures) set(measure.value, valueColumn(measure, seriesOf(measure), decimal))
  const [only] = measures
  if (only && measures.length === 1) {
    if (only.kind === 'in-rows') {
      set(only.label, { column: only.label + 1, role: 'series' })
      set(only.unit, { column: only.unit + 1, role: 'unit' })
    }
    set(only.quality, { column: only.quality + 1, role: 'flag', signs: true })
  }
  const table: LayoutTable = {
    sheet: sample.sheet,
    headerRows: [header.row],
    firstDataRow: header.row + 1,
    lastDataRow: lastRow(file, time),
    columns,
    fixed: {},
    skippedRows: [],
  }
  return {
    table,
    headings: header.cells.map((cell) => plainText(cellText(cell))),
    doubts: [],
    proposed,
    isComplete: region !== undefined,
  }
}

function valueColumn(
  { value }: Measured,
  series: string | undefined,
  decimal: { readonly decimal?: ',' | '.' },
): LayoutColumn {
  return { column: value + 1, role: 'value', ...(series !== undefined && { series }), ...decimal }
}

/** Below the older files stand a line of underscores and a note; undefined where nothing of that is seen. */
function lastRow({ body }: FlatFile, time: number): number | undefined {
  const end = body.findIndex(({ cells }) => /^_{3,}/.test(plainText(cellText(cells[0]))))
  return end < 0 ? undefined : body.slice(0, end).findLast(({ cells }) => cellText(cells[time]) !== '')?.row
}
