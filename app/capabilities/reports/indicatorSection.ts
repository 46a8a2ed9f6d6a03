import { draftAreasTitle } from '#app/capabilities/indicators/areaSentences.ts'
import type { IndicatorResult, Reading } from '#app/capabilities/indicators/indicator.ts'
import { draftSentences } from '#app/capabilities/indicators/sentences.ts'
import { type CellFlag, cellFlags, type MissingReason, missingReasons } from '#app/plain/cell.ts'
import { type Language, missingInWords } from '#app/plain/format.ts'
import { type Block, cell, type Text } from '#app/platform/documents/document.ts'
import { indicatorFigures } from './indicatorFigures.ts'
import type { ReportFacts } from './report.ts'
import {
  comparedText,
  isArea,
  isSecretReason,
  isTown,
  matrixCell,
  matrixSign,
  type Row,
  referenceMark,
  reportWords,
  withReferences,
} from './words.ts'

/** So many years fit beside the names and the target. */
const mostYears = 8

/** The anchor of the part on signs and protection; every table with a secret value refers to it. */
export const signsAnchor = 'zeichen'

/** Rows that say something: the town always, others when at least one value of theirs was released or is secret. */
function shownRows(result: IndicatorResult): readonly Row[] {
  return result.rows.filter(
    (row) =>
      isTown(row) || row.readings.some(({ cell: one }) => 'value' in one || isSecretReason(one.missing)),
  )
}

/** The years with anything in them, at most eight, the last ones. */
function shownYears(rows: readonly Row[]): readonly number[] {
  const years = new Set<number>()
  for (const row of rows) {
    for (const { year, cell: one } of row.readings) {
      if ('value' in one || one.missing !== 'not-delivered') years.add(year)
    }
  }
  return [...years].sort((a, b) => a - b).slice(-mostYears)
}

/** Exactly the readings that the table of an indicator shows. */
export function listShownReadings(result: IndicatorResult): readonly Reading[] {
  const rows = shownRows(result)
  const years = shownYears(rows)
  return rows.flatMap((row) => row.readings.filter(({ year }) => years.includes(year)))
}

/** "2017/18" where the period spans two years, else the year of the report it belongs to. */
function yearHead(rows: readonly Row[], year: number): string {
  for (const row of rows) {
    const reading = row.readings.find((one) => one.year === year)
    if (reading && /^\d{4}\/\d{2}$/.test(reading.periodKey)) return reading.periodKey
  }
  return String(year)
}

function keyDates(rows: readonly Row[], years: readonly number[]): readonly string[] {
  const dates = new Set<string>()
  for (const row of rows) {
    for (const { year, periodKey } of row.readings) {
      const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(periodKey)
      if (date && years.includes(year)) dates.add(`${date[3]}.${date[2]}.${date[1]}`)
    }
  }
  return [...dates]
}

type Matrix = {
  readonly rows: readonly Row[]
  readonly years: readonly number[]
  readonly hiddenFlags: readonly CellFlag[]
  readonly flags: readonly CellFlag[]
  /** Why values are missing in the table. */
  readonly reasons: ReadonlySet<MissingReason>
}

function matrixOf(result: IndicatorResult): Matrix {
  const rows = shownRows(result)
  const years = shownYears(rows)
  const cells = rows.flatMap((row) =>
    row.readings.filter((reading) => years.includes(reading.year)).map((reading) => reading.cell),
  )
  const values = cells.filter((one) => 'value' in one)
  const flags = cellFlags.filter((flag) => values.some((one) => one.flags.includes(flag)))
  const isRate = (one: (typeof values)[number]) => one.flags.includes('published-rate')
  return {
    rows,
    years,
    flags,
    hiddenFlags: values.every(isRate) ? ['published-rate'] : [],
    reasons: new Set(cells.flatMap((one) => ('missing' in one ? [one.missing] : []))),
  }
}

function notesOf(matrix: Matrix, result: IndicatorResult, language: Language): readonly Text[] {
  const t = reportWords(language)
  const { flags, hiddenFlags, years } = matrix
  const notes: Text[] = []
  if (flags.includes('published-rate')) {
    notes.push(hiddenFlags.length > 0 ? t('doc.notes.publishedAll') : t('doc.notes.published'))
  }
  for (const flag of ['provisional', 'revised', 'break', 'limited'] as const) {
    if (flags.includes(flag)) notes.push(t(`doc.notes.${flag}`))
  }
  for (const { year, note } of result.indicator.breaks) {
    if (years.includes(year)) notes.push(t('doc.notes.breakIn', { year, note }))
  }
  const dates = keyDates(matrix.rows, years)
  if (dates.length > 0) notes.push(t('doc.notes.keyDate', { dates: dates.join(', ') }))
  const { reasons } = matrix
  for (const reason of missingReasons) {
    if (!reasons.has(reason) || isSecretReason(reason)) continue
    const sign = matrixSign(reason, language) || t('doc.notes.empty')
    notes.push(t('doc.notes.sign', { sign, words: missingInWords(reason, language) }))
  }
  if ([...reasons].some(isSecretReason)) {
    notes.push(
      withReferences(t('doc.notes.secret', { reference: referenceMark('signs') }), { signs: signsAnchor }),
    )
  }
  return notes
}

function tableBlock(id: string, matrix: Matrix, result: IndicatorResult, language: Language): Block {
  const t = reportWords(language)
  const { indicator } = result
  const { rows, years } = matrix
  const lastYear = years.at(-1)
  const readingIn = (row: Row, year: number | undefined) => row.readings.find((one) => one.year === year)
  const hasTargets = rows.some((row) => readingIn(row, lastYear)?.target !== undefined)
  const unit =
    indicator.unit === 'percent' ? t('doc.inPercent') : indicator.unit === 'eur' ? t('doc.inEuro') : ''
  const hasAreas = rows.some(isArea)
  const targetCell = (row: Row) => {
    const reading = readingIn(row, lastYear)
    return cell(
      reading?.target === undefined || reading.comparison === undefined
        ? ''
        : comparedText(reading.comparison, reading.target, indicator, language, t),
    )
  }
  return {
    kind: 'table',
    id,
    caption: t(hasAreas ? 'doc.tableCaptionAreas' : 'doc.tableCaption', { name: indicator.name, unit }),
    columns: [
      { head: hasAreas ? t('doc.area') : t('doc.place'), align: 'start', width: 2.6 },
      ...years.map((year) => ({
        head: yearHead(rows, year),
        align: 'end' as const,
        width: indicator.unit === 'eur' ? 1.6 : 1.05,
      })),
      ...(hasTargets ? [{ head: t('doc.target'), align: 'end' as const, width: 2.3 }] : []),
    ],
    rowHeads: 1,
    rows: rows.map((row) => ({
      look: isTown(row) ? 'total' : 'plain',
      cells: [
        cell(row.place.name),
        ...years.map((year) => matrixCell(readingIn(row, year), indicator, language, matrix.hiddenFlags)),
        ...(hasTargets ? [targetCell(row)] : []),
      ],
    })),
    notes: notesOf(matrix, result, language),
    source: indicator.sourceNote || undefined,
  }
}

/** Sentences, table and drawings of one indicator, without its heading. */
export function composeIndicator(result: IndicatorResult, facts: ReportFacts): readonly Block[] {
  const { language, year, town } = facts
  const t = reportWords(language)
  const { indicator } = result
  const id = `tabelle-${indicator.key}`
  const meaning: readonly Block[] = indicator.meaning
    ? [{ kind: 'paragraph', look: 'small', text: indicator.meaning }]
    : []
  const matrix = matrixOf(result)
  if (matrix.years.length === 0) {
    return [...meaning, { kind: 'paragraph', look: 'plain', text: t('doc.noValues', { year }) }]
  }
  const sentences = draftSentences(result, { year, language }).join(' ')
  const see = withReferences(` ${t('doc.see', { table: referenceMark('table') })}`, { table: id })
  return [
    ...meaning,
    { kind: 'paragraph', look: 'plain', text: [sentences, ...(typeof see === 'string' ? [see] : see)] },
    tableBlock(id, matrix, result, language),
    ...indicatorFigures(result, {
      language,
      year,
      town,
      years: matrix.years,
      boundaries: facts.boundaries,
      statement: draftAreasTitle(result, { year, language }),
    }),
  ]
}
