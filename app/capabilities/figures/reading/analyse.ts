import { setImmediate } from 'node:timers/promises'
import type { MissingReason } from '#app/plain/cell.ts'
import type { Period } from '#app/plain/period.ts'
import { cellText, isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { Table, TableForm } from '#app/platform/tables/table.ts'
import { checkCells } from '../checks/checks.ts'
import type { Finding } from '../checks/finding.ts'
import { compareCells, type Differences } from '../differences/differences.ts'
import type { Layout, PlannedFact, Series } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { CellStore } from './cellstore.ts'
import type { ValueNote } from './content.ts'
import { LayoutReader, sheetsRead } from './layoutreader.ts'
import type { Learned } from './learned.ts'
import type { MatchConfidence } from './placenames.ts'
import type { CellProblem, ProblemKind, RowReading } from './rowreading.ts'
import type { Convention } from './value.ts'

/** One cell of the file as the preview shows it; `stored` is what would be kept, in the series' unit (EUR in cents). */
export type PreviewCell = {
  readonly text: string
  /** Key of the series that `stored` or `missing` belongs to. */
  readonly series?: string
  readonly stored?: string
  readonly missing?: MissingReason
  readonly problem?: ProblemKind
  readonly instead?: string
  readonly note?: ValueNote
}
export type PreviewRow = {
  readonly sheet: string | undefined
  readonly row: number
  readonly cells: readonly PreviewCell[]
  readonly skipped?: RowReading['skipped']
}

/** How one name in the file was understood; `place` is a key, undefined where nothing matches or it is left out. */
export type PlaceUse = {
  readonly text: string
  readonly place: string | undefined
  readonly confidence: MatchConfidence | 'confirmed' | 'ambiguous' | 'unknown'
}

/** What a file would do. Everything here can be shown and stored as JSON. */
export type Analysis = {
  readonly form: TableForm
  readonly rows: number
  readonly facts: number
  readonly empty: number
  readonly duplicates: number
  readonly problems: readonly CellProblem[]
  readonly problemCount: number
  readonly findings: readonly Finding[]
  readonly placeNames: readonly PlaceUse[]
  readonly periods: readonly Period[]
  readonly seriesCounts: Readonly<Record<string, number>>
  readonly conventions: Readonly<Record<string, Convention>>
  readonly preview: readonly PreviewRow[]
  readonly skippedCounts: Readonly<Record<string, number>>
  /** Missing where a file was read before differences were kept. */
  readonly differences?: Differences
}

const previewRows = 25
const previewTroubleRows = 50
const listedProblems = 500

/** Takes the figures while they are being read, as long as nothing is wrong. `begin`: the file is read from the start. */
export type FactSink = {
  readonly begin: (catalogue: Catalogue) => Promise<void>
  readonly take: (facts: readonly PlannedFact[]) => Promise<void>
}

export type AnalysisOptions = {
  /** What holds already for some series: for the checks, and to say what changes. */
  readonly earlier: (series: readonly Series[]) => Promise<CellStore>
  /** The day the file came in (ISO): figures for periods that begin later are asked about. */
  readonly receivedOn?: string
  readonly sink?: FactSink
  /** Called between batches; throw to cancel. */
  readonly onProgress?: (rows: number, part: number | undefined) => Promise<void>
}

function differentDuplicate({ table, row, column }: PlannedFact, source: SourceRow): CellProblem {
  return { table, row, column, kind: 'duplicate-different', text: cellText(source.cells[column - 1]) }
}

class Collector {
  readonly store = new CellStore()
  readonly problems: CellProblem[] = []
  readonly preview: PreviewRow[] = []
  readonly notes = new Map<ValueNote, number>()
  readonly skipped = new Map<string, number>()
  readonly doubtful = new Set<string>()
  readonly hiddenRows: number[] = []
  readonly hiddenColumns = new Set<number>()
  /** New cells since somebody emptied it; only kept where somebody wants them. */
  fresh: PlannedFact[] = []
  readonly #keepsFresh: boolean
  rows = 0
  empty = 0
  duplicates = 0
  doubtfulCells = 0
  problemCount = 0
  #troubleRows = 0
  #plainRows = 0

  constructor(keepsFresh: boolean) {
    this.#keepsFresh = keepsFresh
  }

  take(sheet: string | undefined, row: SourceRow, reading: RowReading): void {
    this.rows += 1
    this.empty += reading.empty
    if (reading.skipped) this.skipped.set(reading.skipped, (this.skipped.get(reading.skipped) ?? 0) + 1)
    if (row.hidden && reading.facts.length > 0) this.hiddenRows.push(row.row)
    if (reading.doubtful !== undefined && reading.facts.length > 0) {
      this.doubtful.add(reading.doubtful)
      this.doubtfulCells += reading.facts.length
    }
    let problems = reading.problems
    for (const fact of reading.facts) {
      const result = this.store.add(fact)
      if (result === 'new' && this.#keepsFresh) this.fresh.push(fact)
      if (result === 'same') this.duplicates += 1
      if (result === 'different') problems = [...problems, differentDuplicate(fact, row)]
    }
    this.problemCount += problems.length
    for (const problem of problems) if (this.problems.length < listedProblems) this.problems.push(problem)
    for (const note of reading.notes) this.notes.set(note.kind, (this.notes.get(note.kind) ?? 0) + 1)
    this.#show(sheet, row, reading, problems)
  }

  /** How many cells each series gets, and the periods that occur. */
  extent(): { seriesCounts: Record<string, number>; periods: Period[] } {
    const seriesCounts: Record<string, number> = {}
    const periods = new Map<string, Period>()
    for (const { id, series, period } of this.store.groups) {
      seriesCounts[series] = (seriesCounts[series] ?? 0) + this.store.counts[id]!
      periods.set(`${period.kind} ${period.key}`, period)
    }
    return { seriesCounts, periods: [...periods.values()] }
  }

  #show(
    sheet: string | undefined,
    row: SourceRow,
    reading: RowReading,
    problems: readonly CellProblem[],
  ): void {
    const trouble = problems.length > 0 && this.#troubleRows < previewTroubleRows
    if (this.#plainRows >= previewRows && !trouble) return
    if (reading.skipped === 'blank') return
    if (problems.length > 0) this.#troubleRows += 1
    this.#plainRows += 1
    const cells = row.cells.map((cell, index): PreviewCell => {
      const column = index + 1
      const text = cellText(cell)
      const problem = problems.find((one) => one.column === column)
      const fact = reading.facts.find((one) => one.column === column)
      const note = reading.notes.find((one) => one.column === column)
      const content =
        fact &&
        ('value' in fact.content
          ? { series: fact.series, stored: fact.content.value }
          : { series: fact.series, missing: fact.content.missing })
      return {
        text: text === '' && !isEmptyCell(cell) ? '?' : text,
        ...content,
        ...(problem && { problem: problem.kind }),
        ...(problem?.instead !== undefined && { instead: problem.instead }),
        ...(note && { note: note.kind }),
      }
    })
    this.preview.push({ sheet, row: row.row, cells, ...(reading.skipped && { skipped: reading.skipped }) })
  }

  ownFindings(): Finding[] {
    const findings: Finding[] = []
    const note = (kind: Finding['kind'], cells: number, severity: Finding['severity'], more = {}) => {
      if (cells > 0) findings.push({ kind, severity, parameters: { cells, ...more } })
    }
    note('duplicate-same', this.duplicates, 'question')
    note('parts-without-whole', this.doubtfulCells, 'question', {
      names: [...this.doubtful].slice(0, 10).join(', '),
    })
    note('formula-cells', this.notes.get('formula') ?? 0, 'note')
    note('footnote-marks', this.notes.get('footnote-mark') ?? 0, 'note')
    note('hidden-cells', this.hiddenRows.length + this.hiddenColumns.size, 'question', {
      rows: this.hiddenRows.slice(0, 20).join(', '),
      columns: [...this.hiddenColumns].slice(0, 20).join(', '),
    })
    return findings
  }
}

async function pass(
  table: Table,
  layout: Layout,
  catalogue: Catalogue,
  conventions: ReadonlyMap<number, Convention>,
  { onProgress, sink }: AnalysisOptions,
): Promise<{ learned: Learned; collector: Collector }> {
  const reader = new LayoutReader(layout, catalogue, conventions)
  const collector = new Collector(sink !== undefined)
  await sink?.begin(catalogue)
  for (const sheet of sheetsRead(layout)) {
    const read = reader.rowsOf(sheet)
    collector.store.beginSheet(sheet)
    for await (const batch of table.rows(sheet)) {
      for (const row of batch) collector.take(sheet, row, read(row))
      if (sink && collector.problemCount === 0) await sink.take(collector.fresh)
      collector.fresh = []
      await onProgress?.(collector.rows, table.partRead())
      // Others are served between two batches, and the next bytes arrive.
      await setImmediate()
    }
    const hidden = new Set(table.hiddenColumns())
    for (const { sheet: own, columns } of layout.tables) {
      if (own !== sheet) continue
      for (const { role, column } of columns)
        if (role === 'value' && hidden.has(column)) collector.hiddenColumns.add(column)
    }
  }
  return { learned: reader.learned, collector }
}

/** Whether an ambiguous number was read by a rule that the rest of its column contradicts. */
function readWrongly(learned: Learned, conventions: ReadonlyMap<number, Convention>): boolean {
  return [...learned.askedConvention].some((column) => learned.proved.get(column) !== conventions.get(column))
}

/** The series that a file speaks of, and those whose parts they are. */
function seriesConcerned(store: CellStore, catalogue: Catalogue): readonly Series[] {
  const spoken = [...new Set(store.groups.map(({ series }) => series))].flatMap(
    (key) => catalogue.seriesByKey(key) ?? [],
  )
  const wholes = spoken.flatMap(({ partOf }) => (partOf && catalogue.seriesByKey(partOf)) || [])
  return [...new Set([...spoken, ...wholes])]
}

/**
 * Reads a whole table by a layout and says what would be stored, what is wrong and what is strange. Decimal marks are
 * settled per column by all of its cells: where a later cell decides how an earlier one is to be read, it is read again.
 * Throws `FileRefused`.
 */
export async function analyseTable(
  table: Table,
  layout: Layout,
  catalogue: Catalogue,
  options: AnalysisOptions,
): Promise<Analysis> {
  let conventions: ReadonlyMap<number, Convention> = new Map()
  let result = await pass(table, layout, catalogue, conventions, options)
  if (readWrongly(result.learned, conventions)) {
    conventions = new Map(result.learned.proved)
    result = await pass(table, layout, catalogue, conventions, options)
  }
  const { learned, collector } = result
  const placeKeys = new Map(catalogue.content.places.map(({ id, key }) => [id, key]))
  const earlier = await options.earlier(seriesConcerned(collector.store, catalogue))
  return {
    form: table.form(),
    rows: collector.rows,
    facts: collector.store.size,
    empty: collector.empty,
    duplicates: collector.duplicates,
    problems: collector.problems,
    problemCount: collector.problemCount,
    findings: [
      ...collector.ownFindings(),
      ...checkCells(collector.store, catalogue, earlier, options.receivedOn),
    ],
    placeNames: [...learned.placesUsed].map(([text, { place, confidence }]) => ({
      text,
      place: place?.key,
      confidence: place || confidence === 'confirmed' || confidence === 'ambiguous' ? confidence : 'unknown',
    })),
    ...collector.extent(),
    conventions: Object.fromEntries(conventions),
    preview: collector.preview,
    skippedCounts: Object.fromEntries(collector.skipped),
    differences: compareCells(collector.store, earlier, placeKeys),
  }
}
