import { readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import { listDimensions } from '#app/capabilities/figures/figures.server.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { getBoundaries } from '#app/capabilities/places/places.server.ts'
import { type Cell, cellValue } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import { formatNumber, formatValue, type Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { remember } from '#app/platform/remembered.server.ts'
import { type Paging, rowsOfPage } from '#app/ui/paging.ts'
import { type Sort, sortRows } from '#app/ui/sort.ts'
import { listFieldsOfAction, listLifePhases } from './definitions.server.ts'
import type { Indicator, IndicatorResult, Reading, Status, Target } from './indicator.ts'
import { explainIndicator } from './naming.ts'
import { computeResults } from './results.server.ts'
import {
  describeGoal,
  draftAreasTitle,
  draftCourseTitle,
  draftDistanceTitle,
  draftLead,
  draftSentences,
} from './sentences.ts'
import { findReading, findTownRow, latestYear } from './sheet.ts'
import { drawCourse, drawMap, drawPanels } from './sheetCharts.ts'
import { decimalsThatTell } from './status.ts'
import { wordsIn } from './words.ts'

export type SheetRow = {
  readonly key: string
  readonly name: string
  readonly isTown: boolean
  /** One per year of the sheet. */
  readonly cells: readonly Disclosed<Cell>[]
  readonly change: Disclosed<Cell> | undefined
  readonly status: Status
}

type Wanted = {
  /** Everything in the address that the sheet depends on; with `today` and the state of the data it names the sheet. */
  readonly view: string
  readonly today: string
  readonly key: string
  readonly slug: string
  readonly year: number | undefined
  readonly language: Language
  readonly sort: (years: readonly number[]) => Sort
  /** Which of many areas the table and the small multiples show. */
  readonly paging: (areas: number, size: number) => Paging
}

/** So many areas are shown at once; a county or a large city has hundreds. */
const areasPerPage = 60

const areaRows = (result: IndicatorResult) => result.rows.filter(({ place }) => place.kind === 'area')

/** The year of the map: the chosen one if areas have something to show in it, else their latest. */
function mapYear(result: IndicatorResult, year: number): { year: number; years: readonly number[] } {
  const years = result.years.filter((candidate) =>
    areaRows(result).some((row) => {
      const cell = findReading(row, candidate)?.cell
      return cell && !('missing' in cell && cell.missing === 'not-delivered')
    }),
  )
  return { years, year: years.includes(year) ? year : (years.at(-1) ?? year) }
}

/** The town's value with everything that is said beside it. */
function keyFigureOf(indicator: Indicator, reading: Reading, place: Place, language: Language) {
  const scale = indicator.unit === 'eur' ? 100 : 1
  const shown = 'value' in reading.cell ? reading.cell.value : undefined
  const decimals =
    shown === undefined
      ? indicator.decimals
      : decimalsThatTell(shown, reading.target, indicator.decimals, scale)
  const ends = reading.interval?.map((end) =>
    formatValue(end, indicator.unit, Math.max(1, decimals), language),
  )
  return {
    placeKey: place.key,
    placeName: place.name,
    year: reading.year,
    periodKey: reading.periodKey,
    cell: reading.cell,
    decimals,
    change: reading.change,
    status: reading.status,
    goal: describeGoal(indicator, reading, language),
    interval: ends && { from: ends[0]!, to: ends[1]! },
    printed:
      reading.printed === undefined
        ? undefined
        : `${formatNumber(reading.printed / scale, (String(reading.printed / scale).split('.')[1] ?? '').length, language)}`,
  }
}

/** Each step of a target's path in words. */
function describeTarget(indicator: Indicator, target: Target, language: Language) {
  const { path, comparison } = target
  return {
    steps: path.map(({ year, value }) => ({
      year,
      goal: describeGoal(indicator, { target: value, comparison }, language) ?? '',
    })),
    baselineYear: target.baselineYear,
    decidedBy: target.decidedBy,
    note: target.note,
  }
}

function tableRows(
  result: IndicatorResult,
  year: number,
  sort: Sort,
  language: Language,
): readonly SheetRow[] {
  const rows = result.rows.map(({ place, readings }): SheetRow => {
    const current = readings.find((reading) => reading.year === year)
    return {
      key: place.key,
      name: place.name,
      isTown: place.kind !== 'area',
      cells: readings.map((reading) => reading.cell),
      change: current?.change,
      status: current?.status ?? 'none',
    }
  })
  const value = (cell: Cell | undefined) => cell && cellValue(cell)
  const byYear = Object.fromEntries(
    result.years.map((one, index) => [`j${one}`, (row: SheetRow) => value(row.cells[index])]),
  )
  const towns = rows.filter((row) => row.isTown)
  const areas = rows.filter((row) => !row.isTown)
  if (sort.key === 'ort') return [...towns, ...areas]
  const values = {
    ...byYear,
    raum: (row: SheetRow) => row.name,
    veraenderung: (row: SheetRow) => value(row.change),
  }
  return [...towns, ...sortRows(areas, sort, values, language)]
}

/** Keys by which the table can be ordered; `ort` is the order of the places themselves. */
export const sortKeysFor = (years: readonly number[]) => [
  'ort',
  'raum',
  'veraenderung',
  ...years.map((year) => `j${year}`),
]

/**
 * Everything on an indicator's sheet, drawn and worded. Undefined if there is no such indicator. Its sixty drawings are
 * the dearest that any page shows, and the same for everybody: they are drawn once per state of the data.
 */
export async function findIndicatorSheet(reader: Reader, wanted: Wanted) {
  const { view, today, key, slug, language } = wanted
  const mark = await readStateMark(reader)
  const name = JSON.stringify(['sheet', reader.tenant, mark, today, slug, key, view, language])
  return remember(name, () => drawIndicatorSheet(reader, wanted))
}

async function drawIndicatorSheet(reader: Reader, wanted: Wanted) {
  const { language } = wanted
  const found = await computeResults(reader, { indicators: [wanted.key], language })
  const [computed] = found.computed
  if (!computed) return undefined
  const { result, targets } = computed
  const { indicator } = result
  const phases = await listLifePhases(reader, language)
  const fields = await listFieldsOfAction(reader, language)
  const dimensions = await listDimensions(reader)
  const nameOf = (list: typeof phases, key: string) => list.find((one) => one.key === key)?.name ?? key
  const townKey = found.rowPlaces[0]?.key
  const target = targets.find(({ placeKey }) => placeKey === townKey)
  const base = {
    indicator,
    phase: nameOf(phases, indicator.phase),
    field: nameOf(fields, indicator.field),
    townName: found.rowPlaces[0]?.name ?? '',
    formulaWords: explainIndicator(indicator, { catalogue: found.catalogue, dimensions, language }),
    target: target && describeTarget(indicator, target, language),
  }
  const latest = latestYear(result)
  if (latest === undefined) return { ...base, shown: undefined }
  const year = wanted.year !== undefined && result.years.includes(wanted.year) ? wanted.year : latest
  return { ...base, shown: await showResult(reader, result, year, wanted) }
}

async function showResult(reader: Reader, result: IndicatorResult, year: number, wanted: Wanted) {
  const { language, slug } = wanted
  const { indicator } = result
  const words = wordsIn(language)
  const town = findTownRow(result)
  const townReading = findReading(town, year)
  const map = mapYear(result, year)
  const sort = wanted.sort(result.years)
  const boundaries = areaRows(result).some(({ place }) => !place.tile)
    ? await getBoundaries(reader)
    : new Map()
  const charts = { result, language, boundaries, hrefOf: (place: string) => `/${slug}/raeume/${place}` }
  const title = draftAreasTitle(result, { year: map.year, language })
  const hasAreas = areaRows(result).length > 0
  const courseTitle = draftCourseTitle(result, { year, language })
  const multiplesTitle =
    draftDistanceTitle(result, { year: map.year, language }) ?? words('sheet.multiplesTitle')
  const rows = tableRows(result, year, sort, language)
  const listed = rows.filter((row) => !row.isTown)
  const paging = wanted.paging(listed.length, areasPerPage)
  const onPage = new Set(rowsOfPage(listed, paging).map(({ key }) => key))
  return {
    year,
    years: result.years,
    paging,
    mapYear: map.year,
    mapYears: map.years,
    sort,
    lead: draftLead(result, { year, language }),
    sentences: draftSentences(result, { year, language }),
    keyFigure: town && townReading && keyFigureOf(indicator, townReading, town.place, language),
    course: drawCourse(charts, courseTitle),
    courseTitle,
    areas: hasAreas
      ? {
          title,
          townName: town?.place.name,
          map: drawMap(charts, map.year, title),
          multiplesTitle,
          panels: drawPanels(charts, multiplesTitle, onPage),
          hasTarget: areaRows(result).some(({ readings }) =>
            readings.some((reading) => reading.target !== undefined),
          ),
        }
      : undefined,
    rows: rows.filter((row) => row.isTown || onPage.has(row.key)),
  }
}

export type IndicatorSheet = NonNullable<Awaited<ReturnType<typeof findIndicatorSheet>>>
